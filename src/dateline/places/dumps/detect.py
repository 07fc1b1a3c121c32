"""Dumps of places as their publishers ship them: which format a file has, and its places as rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.errors import GazetteerError
from dateline.places.dumps import geonames, natural_earth, wof
from dateline.places.dumps.asked import Task
from dateline.places.dumps.geojson import read_geojson
from dateline.places.dumps.geonames import read_names, read_places, read_units
from dateline.places.dumps.members import Member, members
from dateline.places.dumps.natural_earth import read_natural_earth
from dateline.places.dumps.rows import Row
from dateline.places.dumps.table import read_table_rows
from dateline.places.dumps.wof import read_wof

Reader = Callable[[Member, Task], Iterator[Row]]


class Format(NamedTuple):
    """How a dump is read, and whose it is where it does not say; ``late`` ones add to places of others."""

    read: Reader
    source: str = ""
    licence: str = ""
    late: bool = False


_GEONAMES = (geonames.SOURCE, geonames.LICENCE)
FORMATS = {
    "geonames": Format(read_places, *_GEONAMES),
    "geonames-names": Format(read_names, *_GEONAMES, late=True),
    "geonames-units": Format(read_units, *_GEONAMES, late=True),
    "wof": Format(read_wof, wof.SOURCE, wof.LICENCE),
    "wof-table": Format(read_table_rows, wof.SOURCE, wof.LICENCE),
    "natural-earth": Format(read_natural_earth, natural_earth.SOURCE, natural_earth.LICENCE),
    "geojson": Format(read_geojson),
    "table": Format(read_table_rows),
}
_UNIT_CODE = re.compile(r"[A-Z]{2}\.[^.\t]+(?:\.[^\t]+)?")
_HIERARCHY = re.compile(r"\d+\t\d+(?:\t\w*)?")


def detect(member: Member) -> str | None:
    """Return the format of a file by its content, or None where it has none that we know.

    Raises:
        GazetteerError: D305 it is known, and nothing that can be added.
    """
    head = member.head().lstrip(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
    if head[:1] in ("{", "["):
        return _geojson(head)
    line = head.partition("\n")[0].rstrip("\r")
    cells = line.split("\t")
    if len(cells) == geonames.COLUMNS and cells[0].isdecimal() and _is_number(cells[4]):
        return "geonames"
    if len(cells) in (8, 10) and cells[0].isdecimal() and cells[1].isdecimal():
        return "geonames-names"
    if len(cells) == 4 and _UNIT_CODE.fullmatch(cells[0]) and cells[3].isdecimal():
        return "geonames-units"
    if _HIERARCHY.fullmatch(line):
        raise GazetteerError(
            "D305", f"{member.name}: GeoNames' hierarchy is not needed, units are told by admin codes"
        )
    if len(cells) > 1 and {"placetype", "lat", "lon"} <= set(cells):
        return "wof-table"
    return "table" if re.search(r"[\t,;]", line) and "\0" not in line else None


def _geojson(head: str) -> str | None:
    if '"wof:' in head:
        return "wof"
    if re.search(r'"(?:featurecla|FEATURECLA)"', head):
        return "natural-earth"
    return "geojson" if re.search(r'"(?:Feature|FeatureCollection)"', head) else None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?", text) is not None


def format_of(task: Task) -> str:
    """Return the format of a dump, told by the first of its files that has one.

    Raises:
        GazetteerError: D305 there is no such format, or none of its files has one.
    """
    if task.asked.format is not None:
        if task.asked.format not in FORMATS:
            raise GazetteerError("D305", f"no format {task.asked.format!r}; there are {', '.join(FORMATS)}")
        return task.asked.format
    for member in members(task.path):
        if (found := detect(member)) is not None:
            return found
    raise GazetteerError("D305", f"{task.path.name} is no dump of places: say what it is with --format")


def read_dump(task: Task) -> Iterator[Row]:
    """Yield the rows of a dump; what is left out is counted in ``task``.

    Raises:
        GazetteerError: D305 a file cannot be read, or is damaged.
    """
    for member in members(task.path):
        found = task.asked.format or detect(member)
        if found is None:
            task.skip("files of no known format")
        elif found not in FORMATS:
            raise GazetteerError("D305", f"no format {found!r}; there are {', '.join(FORMATS)}")
        else:
            yield from FORMATS[found].read(member, task)
