"""How the compiled gazetteer lies in its file.

head        magic, version, stamp of the tables, the sections' bounds, a checksum of head and ``sums``
texts       for each entry: its id where that is no number, its name, its spellings; each closed by a zero byte
keys        64-bit digests of the keys, sorted
directory   for each leading 16 bits of a digest, where in ``keys`` they begin
starts      for each key where its postings begin
postings    entry numbers, the most populous first
entries     one fixed record each, by country, the most populous first
units       names of first- and second-level units, each closed by a zero byte
boxed       numbers of the entries that have an extent, sorted
boxes       south, west, north and east of each of them
about       countries, sources and what was added, as JSON
sums        a checksum for each block of what stands before

The file is mapped and never read as a whole: a block is checked when it is first touched. So a damaged file
opens, and tells D304 where it is damaged; it never answers from a damaged block.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from dateline.errors import GazetteerError
from dateline.model import ToponymKind

MAGIC = b"DLGAZET\n"
#: Raised whenever the layout or the keys change: an older file is then built again.
VERSION = 7
SECTIONS = (
    "texts", "keys", "directory", "starts", "postings", "entries", "units", "boxed", "boxes", "about", "sums",
)  # fmt: skip
HEAD = struct.Struct("<8sIIII")
SECTION = struct.Struct("<QQ")
#: What stands before the first section.
HEAD_BYTES = HEAD.size + SECTION.size * len(SECTIONS)
#: id number, place in ``texts``; its length, lat and lon in millionths of a degree, population, the second- and
#: the first-level unit (places in ``units``), precision in hundreds of metres, source, country, kind, prefix.
ENTRY = struct.Struct("<QQIiiIIIHHHBB")
FIELDS = (
    ("ident", "<u8"), ("text", "<u8"), ("length", "<u4"), ("lat", "<i4"), ("lon", "<i4"),
    ("population", "<u4"), ("near", "<u4"), ("far", "<u4"), ("precision", "<u2"), ("source", "<u2"),
    ("country", "<u2"), ("kind", "u1"), ("prefix", "u1"),
)  # fmt: skip
KINDS = tuple(ToponymKind)
#: The last stands for ids that are no number behind one of the others: they lie in ``texts``.
PREFIXES = ("geonames:", "wof:", "ne:", "dl:", "")
DEGREE = 1_000_000
#: What is checked at a time: a page, so that a look-up touches no more of the file than it reads.
BLOCK = 1 << 12
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Sections:
    """The mapped file and its sections."""

    path: Path
    data: mmap.mmap
    bounds: dict[str, tuple[int, int]]
    _checked: bytearray = field(repr=False)

    def view(self, name: str, code: str) -> memoryview:
        """Return a section as numbers of the given struct code; ``check`` before reading any."""
        start, length = self.bounds[name]
        return memoryview(self.data)[start : start + length].cast(code)  # type: ignore[call-overload,no-any-return]

    def check(self, start: int, end: int) -> None:
        """Make sure that the bytes from ``start`` to ``end`` of the file are those that were written.

        Raises:
            GazetteerError: D304 they are not.
        """
        for block in range(start // BLOCK, (end + BLOCK - 1) // BLOCK):
            if not self._checked[block]:
                self._check_block(block)

    def _check_block(self, block: int) -> None:
        sums, _ = self.bounds["sums"]
        (wanted,) = struct.unpack_from("<I", self.data, sums + 4 * block)
        if crc32(self.data[block * BLOCK : min((block + 1) * BLOCK, sums)]) != wanted:
            raise _damaged(self.path)
        self._checked[block] = 1

    def bytes_of(self, name: str) -> bytes:
        """Return a section whole, checked."""
        start, length = self.bounds[name]
        self.check(start, start + length)
        return self.data[start : start + length]


def _damaged(path: Path) -> GazetteerError:
    return GazetteerError("D304", f"{path.name} is damaged: run `dateline gazetteer build`")


def finish_file(file: BinaryIO, bounds: dict[str, tuple[int, int]], *, stamp: int) -> None:
    """Write checksums behind the sections of ``file`` and the head before them.

    ``stamp`` tells the tables that went in: with others of them, the file is out of date.
    """
    file.seek(0, 2)
    end = file.tell() + (-file.tell() % 8)
    file.write(bytes(end - file.tell()))
    sums = bytearray()
    file.seek(HEAD_BYTES)
    # The head itself is in the first block: its bytes count as zero there, and have a checksum of their own.
    piece = bytes(HEAD_BYTES) + file.read(min(_PIECE, end) - HEAD_BYTES)
    while piece:
        for start in range(0, len(piece), BLOCK):
            sums += struct.pack("<I", crc32(piece[start : start + BLOCK]))
        piece = file.read(min(_PIECE, end - file.tell()))
    file.seek(end)
    file.write(sums)
    rows = {**bounds, "sums": (end, len(sums))}
    table = b"".join(SECTION.pack(*rows[name]) for name in SECTIONS)
    file.seek(0)
    file.write(HEAD.pack(MAGIC, VERSION, stamp, crc32(sums, crc32(table)), len(SECTIONS)) + table)


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
    if len(data) < HEAD_BYTES or data[:8] != MAGIC:
        raise GazetteerError("D302", f"{path.name} is no gazetteer: build it again")
    _, version, tables, checksum, count = HEAD.unpack_from(data)
    if version != VERSION or count != len(SECTIONS):
        raise GazetteerError("D303", f"{path.name} has version {version}, not {VERSION}: build it again")
    if tables != stamp:
        raise GazetteerError("D303", f"{path.name} was built from other tables: build it again")
    table = data[HEAD.size : HEAD_BYTES]
    bounds = {name: SECTION.unpack_from(table, SECTION.size * n) for n, name in enumerate(SECTIONS)}
    start, length = bounds["sums"]
    blocks = (start + BLOCK - 1) // BLOCK
    if start + length != len(data) or length != 4 * blocks:
        raise _damaged(path)
    if crc32(data[start:], crc32(table)) != checksum:
        raise _damaged(path)
    first = bytes(HEAD_BYTES) + data[HEAD_BYTES : min(BLOCK, start)]
    if crc32(first) != struct.unpack_from("<I", data, start)[0]:
        raise _damaged(path)
    return Sections(path, data, bounds, bytearray(b"\1") + bytearray(blocks - 1))


def entry_type() -> Any:
    """Return the numpy type of an entry."""
    import numpy

    return numpy.dtype(list(FIELDS))
