"""What the tables know of a name: that it is one of a place, or of a people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from dateline.text.tables import read_table

Known = Literal["place", "people"]


def known_as(name: str) -> Known | None:
    """Return what a name is by the tables of countries, regions and places in the news; a place comes first."""
    return _known().get(name)


@cache
def _known() -> dict[str, Known]:
    found: dict[str, Known] = {}
    for name, kind in sorted(_rows(), key=lambda row: row[1] != "place"):
        if any(c.isupper() for c in name):
            found.setdefault(name, kind)
    return found


def _rows() -> Iterator[tuple[str, Known]]:
    for table in ("countries", "regions"):
        for row in read_table(table):
            names = [*row["names"].split("|"), row.get("capital", "")]
            yield from ((name.strip().removeprefix("the "), "place") for name in names)
            yield from ((name.strip(), "people") for name in row["demonyms"].split("|"))
    for row in read_table("place_names"):
        yield row["name"], "people" if row["kind"] == "demonym" else "place"
