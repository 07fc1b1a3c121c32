"""The compiled gazetteer: one file, mapped into memory, of which only the pages touched are read.

Layout: a head (magic, version, size, checksum of the section table), the section table, then the sections:
entries of fixed size, strings, and for each of two indexes the sorted keys, their postings and offsets.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dateline.errors import GazetteerError
from dateline.model import GazetteerEntry, ToponymKind

MAGIC = b"DATELINE"
VERSION = 1
_HEAD = struct.Struct("<8sIQI")
_SECTION = struct.Struct("<QQ")
_ENTRY = struct.Struct("<IHIH2sBBiiIfIH")
_KINDS = tuple(ToponymKind)
_MICRO = 1e6
SECTIONS = ("entries", "strings", "names", "sounds")


class _Index(NamedTuple):
    """Sorted keys with their postings, as views into the file."""

    keys: memoryview
    ends: memoryview
    posting_ends: memoryview
    postings: memoryview

    def find(self, key: str) -> list[int]:
        """Return the entry numbers under a key."""
        sought, low, high = key.encode(), 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < sought:
                low = middle + 1
            else:
                high = middle
        if low == len(self.ends) or self._key(low) != sought:
            return []
        begin = self.posting_ends[low - 1] if low else 0
        return list(self.postings[begin : self.posting_ends[low]])

    def _key(self, number: int) -> bytes:
        begin = self.ends[number - 1] if number else 0
        return bytes(self.keys[begin : self.ends[number]])


class GazetteerFile:
    """A compiled gazetteer opened for reading."""

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            GazetteerError: D301 when it is missing, D302 when damaged, D303 when of another version.
        """
        self._sections = _open_sections(path)
        self._entries = self._sections["entries"]
        self._strings = self._sections["strings"]
        self._names = _read_index(self._sections["names"])
        self._sounds = _read_index(self._sections["sounds"])

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries) // _ENTRY.size

    def by_name(self, key: str) -> list[int]:
        """Return the numbers of the entries whose folded name this is."""
        return self._names.find(key) if key else []

    def by_sound(self, key: str) -> list[int]:
        """Return the numbers of the entries one of whose names has these consonants."""
        return self._sounds.find(key) if key else []

    def entry(self, number: int) -> GazetteerEntry:
        """Return an entry by its number."""
        (
            id_at, id_size, name_at, name_size, country, kind, _, lat, lon, population, precision, parents_at,
            parents_size,
        ) = _ENTRY.unpack_from(self._entries, number * _ENTRY.size)  # fmt: skip
        parents = self._string(parents_at, parents_size)
        code = country.decode().strip("\0 ")
        return GazetteerEntry(
            id=self._string(id_at, id_size),
            name=self._string(name_at, name_size),
            country=code or None,
            kind=_KINDS[kind],
            lat=lat / _MICRO,
            lon=lon / _MICRO,
            precision_km=round(precision, 3),
            population=population,
            parents=tuple(parents.split("|")) if parents else (),
        )

    def _string(self, at: int, size: int) -> str:
        return bytes(self._strings[at : at + size]).decode()


def _open_sections(path: Path) -> dict[str, memoryview]:
    try:
        with path.open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise GazetteerError("D301", f"no gazetteer at {path.name}: run dateline gazetteer build") from error
    if len(mapped) < _HEAD.size:
        raise GazetteerError("D302", "the gazetteer is damaged: build it again")
    magic, version, size, checksum = _HEAD.unpack_from(mapped)
    if magic != MAGIC:
        raise GazetteerError("D302", "the gazetteer is damaged: build it again")
    if version != VERSION:
        raise GazetteerError("D303", f"the gazetteer has version {version}, not {VERSION}: build it again")
    table = mapped[_HEAD.size : _HEAD.size + len(SECTIONS) * _SECTION.size]
    if size != len(mapped) or zlib.crc32(table) != checksum:
        raise GazetteerError("D302", "the gazetteer is damaged: build it again")
    places = [_SECTION.unpack_from(table, n * _SECTION.size) for n in range(len(SECTIONS))]
    return {name: mapped[at : at + length] for name, (at, length) in zip(SECTIONS, places, strict=True)}


def _read_index(section: memoryview) -> _Index:
    sizes = struct.unpack_from("<IIII", section)
    views, at = [], 16
    for size in sizes:
        views.append(section[at : at + size])
        at += size + (-size) % 4
    keys, ends, posting_ends, postings = views
    return _Index(keys, ends.cast("I"), posting_ends.cast("I"), postings.cast("I"))


def write_gazetteer(
    path: Path,
    entries: Sequence[GazetteerEntry],
    *,
    names: Mapping[str, Sequence[int]],
    sounds: Mapping[str, Sequence[int]],
) -> None:
    """Write the file beside its place and put it there when it is whole: a broken build leaves the old one."""
    strings, packed = _pack_entries(entries)
    sections = [packed, strings, _pack_index(names), _pack_index(sounds)]
    table, at = b"", _HEAD.size + len(SECTIONS) * _SECTION.size
    at += (-at) % 8
    padding = b"\0" * (at - _HEAD.size - len(SECTIONS) * _SECTION.size)
    for section in sections:
        table += _SECTION.pack(at, len(section))
        at += len(section) + (-len(section)) % 8
    body = padding + b"".join(section + b"\0" * ((-len(section)) % 8) for section in sections)
    head = _HEAD.pack(MAGIC, VERSION, at, zlib.crc32(table))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(head + table + body)
    unfinished.replace(path)


def _pack_entries(entries: Iterable[GazetteerEntry]) -> tuple[bytes, bytes]:
    strings, known, packed = bytearray(), dict[str, tuple[int, int]](), bytearray()

    def place(text: str) -> tuple[int, int]:
        if text not in known:
            data = text.encode()[:65_535]
            known[text] = (len(strings), len(data))
            strings.extend(data)
        return known[text]

    for e in entries:
        packed += _ENTRY.pack(
            *place(e.id), *place(e.name), (e.country or "").encode()[:2], _KINDS.index(e.kind), 0,
            round(e.lat * _MICRO), round(e.lon * _MICRO), min(max(e.population, 0), 2**32 - 1), e.precision_km,
            *place("|".join(e.parents)),
        )  # fmt: skip
    return bytes(strings), bytes(packed)


def _pack_index(index: Mapping[str, Sequence[int]]) -> bytes:
    keys, ends, posting_ends, postings = bytearray(), bytearray(), bytearray(), bytearray()
    ordered = sorted((key.encode(), numbers) for key, numbers in index.items())
    for key, numbers in ordered:
        keys += key
        ends += struct.pack("<I", len(keys))
        postings += struct.pack(f"<{len(numbers)}I", *numbers)
        posting_ends += struct.pack("<I", len(postings) // 4)
    parts = [bytes(keys), bytes(ends), bytes(posting_ends), bytes(postings)]
    head = struct.pack("<IIII", *(len(part) for part in parts))
    return head + b"".join(part + b"\0" * ((-len(part)) % 4) for part in parts)
