"""How the compiled gazetteer lies in its file.

head        magic, version, stamp of the tables, checksum of what follows, the sections' bounds
keys        64-bit digests of the keys, sorted
starts      for each key where its postings begin
postings    entry numbers
entries     one fixed record each, by country, the most populous first
strings     names, parents and spellings, each closed by a zero byte
countries   country codes with the numbers of their first and last entry, as JSON
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from os import getpid
from pathlib import Path
from zlib import adler32

from dateline.errors import GazetteerError
from dateline.model import ToponymKind

MAGIC = b"DLGAZET\n"
#: Raised whenever the layout or the keys change: an older file is then built again.
VERSION = 5
SECTIONS = ("keys", "starts", "postings", "entries", "strings", "countries")
HEAD = struct.Struct("<8sIIII")
SECTION = struct.Struct("<QQ")
#: id prefix, kind, country, id number, lat, lon, population, precision in hundreds of metres, and the places
#: in ``strings`` of name, parent unit and spellings.
ENTRY = struct.Struct("<BBHIffIHIII")
KINDS = tuple(ToponymKind)
PREFIXES = ("geonames:", "dl:", "")


@dataclass(frozen=True, slots=True)
class Sections:
    """The mapped file and its sections."""

    data: mmap.mmap
    bounds: dict[str, tuple[int, int]]

    def view(self, name: str, code: str | None = None) -> memoryview:
        """Return a section as bytes, or as numbers of the given struct code."""
        start, length = self.bounds[name]
        part = memoryview(self.data)[start : start + length]
        return part.cast(code) if code else part  # type: ignore[call-overload]


def write_file(path: Path, sections: Sequence[bytes | bytearray], *, stamp: int) -> None:
    """Write the sections behind their head; the file appears whole or not at all.

    ``stamp`` tells the tables that went in: with others of them, the file is out of date.
    """
    table, offset = [], HEAD.size + SECTION.size * len(SECTIONS)
    for section in sections:
        offset += -offset % 8
        table.append((offset, len(section)))
        offset += len(section)
    parts: list[bytes | bytearray] = [b"".join(SECTION.pack(*row) for row in table)]
    at = HEAD.size + len(parts[0])
    for (start, length), section in zip(table, sections, strict=True):
        parts += [bytes(start - at), section]
        at = start + length
    checksum = 1
    for part in parts:
        checksum = adler32(part, checksum)
    partial = path.with_name(f"{path.name}.{getpid()}.part")
    with partial.open("wb") as file:
        file.write(HEAD.pack(MAGIC, VERSION, stamp, checksum, len(SECTIONS)))
        file.writelines(parts)
    partial.replace(path)


def open_file(path: Path, *, stamp: int) -> Sections:
    """Map the file.

    Raises:
        GazetteerError: D301 no such file, D302 no gazetteer, D303 another version, or other tables went into
            it, D304 damaged.
    """
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise GazetteerError(
            "D301", f"no gazetteer at {path.name}: run `dateline gazetteer build`"
        ) from error
    if len(data) < HEAD.size + SECTION.size * len(SECTIONS) or data[:8] != MAGIC:
        raise GazetteerError("D302", f"{path.name} is no gazetteer: build it again")
    _, version, tables, checksum, count = HEAD.unpack_from(data)
    if version != VERSION or count != len(SECTIONS):
        raise GazetteerError("D303", f"{path.name} has version {version}, not {VERSION}: build it again")
    if tables != stamp:
        raise GazetteerError("D303", f"{path.name} was built from other tables: build it again")
    if adler32(memoryview(data)[HEAD.size :]) != checksum:
        raise GazetteerError("D304", f"{path.name} is damaged: build it again")
    rows = (SECTION.unpack_from(data, HEAD.size + SECTION.size * n) for n in range(count))
    return Sections(data, dict(zip(SECTIONS, rows, strict=True)))
