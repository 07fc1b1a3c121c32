"""Tables with a heading: of anybody, and those that are cut from Who's On First."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from typing import Literal

from dateline.errors import GazetteerError
from dateline.model import ToponymKind
from dateline.places.dumps.asked import Task, number, point
from dateline.places.dumps.fields import GUESSED, Fields, kind_of
from dateline.places.dumps.geojson import POINT_KM, own_id
from dateline.places.dumps.members import Member, as_text
from dateline.places.dumps.rows import Row
from dateline.places.dumps.wof import TYPES

_NEEDED = ("name", "lat", "lon")
_ELSE_KM = 20.0


def read_table_rows(member: Member, task: Task) -> Iterator[Row]:
    """Yield the places of a table divided by tabs, commas or semicolons.

    Raises:
        GazetteerError: D305 a column that is needed or was named is not there, or no table.
    """
    csv.field_size_limit(min(sys.maxsize, 1 << 24))
    with as_text(member, universal=False) as text:
        first = member_heading(text.readline())
        delimiter = delimiter_of(first)
        heading = next(csv.reader([first], delimiter=delimiter, quoting=_quoting(delimiter)), [])
        _check(member, heading, task)
        reader = csv.DictReader(text, heading, delimiter=delimiter, quoting=_quoting(delimiter))
        try:
            for cells in reader:
                row = _place(Fields({k: v or "" for k, v in cells.items() if k}, task.asked.fields), task)
                if row is not None:
                    yield row
        except csv.Error as error:
            raise GazetteerError("D305", f"{member.name} is no table: {error}") from error


def member_heading(line: str) -> str:
    """Return the first line without its end."""
    return line.rstrip("\r\n").lstrip("\ufeff")


def delimiter_of(heading: str) -> str:
    """Return what divides the cells of a heading."""
    return max("\t,;", key=heading.count)


def _quoting(delimiter: str) -> Literal[0, 3]:
    # A tab never stands in a name, a quotation mark may.
    return csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL


def _check(member: Member, heading: list[str], task: Task) -> None:
    there = {column.strip().lower() for column in heading}
    for field, column in task.asked.fields.items():
        if field not in GUESSED:
            raise GazetteerError("D305", f"--map {field}=…: no such field; there are {', '.join(GUESSED)}")
        if column not in heading:
            raise GazetteerError("D305", f"{member.name} has no column {column!r}")
    for field in _NEEDED:
        if field not in task.asked.fields and not there & set(GUESSED[field]):
            raise GazetteerError(
                "D305", f"{member.name} has no column {field!r}: name one with --map {field}=COLUMN"
            )


def _place(fields: Fields, task: Task) -> Row | None:
    name, here = fields.get("name"), point(fields.get("lat"), fields.get("lon"))
    if not name:
        task.skip("rows without name")
        return None
    if here is None:
        task.skip("rows without a point on Earth")
        return None
    kind = kind_of(fields)
    ident, same = _ids(fields, own_id(fields.get("id"), name, *here), task)
    return Row(
        ident, name, kind.value, fields.country(), repr(here[0]), repr(here[1]),
        fields.precision() or str(_kilometres(fields, kind)), str(number(fields.get("population") or 0)),
        fields.parents(), "", same, "", fields.names(),
    )  # fmt: skip


def _kilometres(fields: Fields, kind: ToponymKind) -> float:
    if fields.has("placetype") and fields.get("kind") in TYPES:
        return TYPES[fields.get("kind")][1]
    return POINT_KM.get(kind, _ELSE_KM)


def _ids(fields: Fields, ident: str, task: Task) -> tuple[str, str]:
    """Return a row's id and its further ones; GeoNames' number is the id of the first row that has it."""
    if fields.has("placetype") and fields.get("id").isdecimal():
        ident = f"wof:{fields.get('id')}"
    geonames = fields.same()
    if geonames.startswith("geonames:") and "|" not in geonames and geonames not in task.taken:
        task.taken.add(geonames)
        return geonames, ident if ident.startswith("wof:") else ""
    return ident, "" if geonames in task.taken else geonames
