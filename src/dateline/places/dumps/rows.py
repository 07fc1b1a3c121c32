"""A place as one line of text: what every dump is turned into, and what is kept beside the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dateline.places.content.sources import Source

#: Before a parent that is told by its code and not by its name; a name to fall back on may follow after "=".
REFERENCE = "@"
_BROKEN = re.compile(r"[\t\r\n\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*:(?=\S)")


class Row(NamedTuple):
    """A line's cells.

    A row without a point adds names to the place of its id, or names a unit's ``code``. ``parents`` are names
    or references, nearest first; ``same`` are ids of other sources; lists are divided by ``|``. ``source`` is
    the number of its source, empty where the whole file has one.
    """

    id: str
    name: str
    kind: str = ""
    country: str = ""
    lat: str = ""
    lon: str = ""
    precision_km: str = ""
    population: str = ""
    parents: str = ""
    code: str = ""
    same: str = ""
    box: str = ""
    names: str = ""
    source: str = ""


def line_of(row: Row) -> str:
    """Return the row as a line, its end included."""
    line = "\t".join(row)
    if line.count("\t") != len(Row._fields) - 1 or _BROKEN.search(line.replace("\t", "")):
        line = "\t".join(_BROKEN.sub(" ", cell) for cell in row)
    return line + "\n"


def joined(values: Iterable[str]) -> str:
    """Return several values as one cell, each once."""
    return "|".join(dict.fromkeys(v.replace("|", "/") for v in values if v))


def without_language(name: str) -> str:
    """Return a name without the code of its language ("ara:..." and the like)."""
    return _LANGUAGE.sub("", name)


def row_of(place: Source, *, source: int) -> Row:
    """Return a place of the default gazetteer as a row."""
    return Row(
        id=place.id,
        name=place.name,
        kind=place.kind.value,
        country=place.country,
        lat=repr(place.lat),
        lon=repr(place.lon),
        precision_km=repr(float(place.precision_km)),
        population=str(place.population),
        parents=joined(place.parents),
        box=" ".join(f"{edge:.4f}" for edge in place.box) if place.box else "",
        # A blank keeps a name such as "abc:d" from being taken for one with a language.
        names=joined(f"und:{name}" if _LANGUAGE.match(name) else name for name in place.names),
        source=str(source),
    )
