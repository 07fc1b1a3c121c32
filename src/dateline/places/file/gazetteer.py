"""The gazetteer as the rooms see it: exact look-up, names that sound alike, and suggestions for a spelling."""

from __future__ import annotations

import json
import struct
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dateline.model import Candidate, GazetteerEntry
from dateline.places.file.build import build_stamp
from dateline.places.file.store import DEGREE, ENTRY, KINDS, PREFIXES, entry_type, open_file
from dateline.places.spelling.keys import abbreviation_key, digest, is_abbreviation, name_key
from dateline.places.spelling.suggest import sounding, suggest

#: More homonyms than this are not weighed: the most populous come first.
MOST_ENTRIES = 400
_OTHER = len(PREFIXES) - 1
_BOUNDS = struct.Struct("<II")


class CompiledGazetteer:
    """A ``Gazetteer`` over a memory-mapped file; only the pages asked for are kept in memory.

    Every look-up may raise ``GazetteerError`` D304: the file is checked piece by piece as it is touched.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GazetteerError: D301 no file, D302 no gazetteer, D303 another version, D304 damaged.
        """
        self._file = open_file(path, stamp=build_stamp())
        self._data = self._file.data
        self._keys = self._file.view("keys", "Q")
        self._starts = self._file.view("starts", "I")
        self._postings = self._file.view("postings", "I")
        self._at = {name: start for name, (start, _) in self._file.bounds.items()}
        about = json.loads(self._file.bytes_of("about"))
        self._codes: list[str] = about["codes"]
        self._ranges: dict[str, tuple[int, int]] = {k: (v[0], v[1]) for k, v in about["ranges"].items()}
        self._sources: list[tuple[str, str]] = [(row[0], row[1]) for row in about["sources"]]
        self._about: dict[str, Any] = about
        self._under = lru_cache(maxsize=8192)(self._read_under)
        self._named = lru_cache(maxsize=8192)(self._read_named)
        self._sounding = lru_cache(maxsize=4096)(self._read_sounding)
        self._unit = lru_cache(maxsize=8192)(self._read_unit)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return self._file.bounds["entries"][1] // ENTRY.size

    @property
    def about(self) -> dict[str, Any]:
        """Return what went in: ``default`` rows, and the ``dumps`` added, each with what was merged."""
        return {"default": self._about["default"], "dumps": self._about["dumps"]}

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the codes of the countries that have entries."""
        return tuple(code for code in self._ranges if code)

    @cached_property
    def columns(self) -> Any:
        """Return all entries as a numpy table whose columns are those of ``store.FIELDS``; none is decoded.

        ``lat`` and ``lon`` count in millionths of a degree, ``precision`` in hundreds of metres; ``kind`` is a
        place in ``store.KINDS`` and ``country`` one in ``country_codes``. ``columns[numbers]`` costs a page
        or two for each number; rows that ``numbers`` has returned are checked already.
        """
        import numpy as np

        start, length = self._file.bounds["entries"]
        return np.frombuffer(self._data, entry_type(), count=length // ENTRY.size, offset=start)

    @cached_property
    def _boxed(self) -> memoryview:
        """The numbers of the entries that have an extent, checked."""
        self._check("boxed", 0, self._file.bounds["boxed"][1])
        return self._file.view("boxed", "I")

    @property
    def country_codes(self) -> list[str]:
        """Return the country codes in the order in which entries count them; the first is empty."""
        return self._codes

    def look_up(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Return the entries that carry this name when both are folded, the most populous first."""
        return self._named(name)

    def _read_named(self, name: str) -> tuple[GazetteerEntry, ...]:
        if is_abbreviation(name):
            return self._under(abbreviation_key(name))
        # Most names are plain letters and blanks, and their keys at hand.
        plain = name.isascii() and name.replace(" ", "").isalnum()
        return self._under(" ".join(name.lower().split()) if plain else name_key(name))

    def sounding_like(self, name: str, *, country: str) -> tuple[GazetteerEntry, ...]:
        """Return the country's entries that are spelled much like the name and have the same consonants."""
        return self._sounding(name, country)

    def _read_sounding(self, name: str, country: str) -> tuple[GazetteerEntry, ...]:
        return tuple(entry for _, entry in sounding(self, name, country=country))

    def numbers(self, key: str) -> list[int]:
        """Return the numbers of the entries under a key, the most populous first."""
        value = digest(key)
        # The directory tells within which few keys to search: they are checked, and nothing else is touched.
        place = self._at["directory"] + 4 * (value >> 48)
        self._file.check(place, place + 8)
        low, high = _BOUNDS.unpack_from(self._data, place)
        if low == high:
            return []
        self._check("keys", 8 * low, 8 * high)
        at = bisect_left(self._keys, value, low, high)
        if at == high or self._keys[at] != value:
            return []
        self._check("starts", 4 * at, 4 * at + 8)
        start, end = self._starts[at], min(self._starts[at + 1], self._starts[at] + MOST_ENTRIES)
        self._check("postings", 4 * start, 4 * end)
        found = self._postings[start:end].tolist()
        first, check = self._at["entries"], self._file.check
        for number in found:
            check(first + number * ENTRY.size, first + (number + 1) * ENTRY.size)
        return found

    def _check(self, section: str, start: int, end: int) -> None:
        first = self._at[section]
        self._file.check(first + start, first + end)

    def _read_under(self, key: str) -> tuple[GazetteerEntry, ...]:
        start, data = self._at["entries"], self._data
        return tuple(
            [self._decoded(n, ENTRY.unpack_from(data, start + n * ENTRY.size)) for n in self.numbers(key)]
        )

    def _fields(self, number: int) -> tuple[Any, ...]:
        at = self._at["entries"] + number * ENTRY.size
        self._file.check(at, at + ENTRY.size)
        return ENTRY.unpack_from(self._data, at)

    def entry(self, number: int) -> GazetteerEntry:
        """Return an entry by its number."""
        return self._decoded(number, self._fields(number))

    def _decoded(self, number: int, fields: tuple[Any, ...]) -> GazetteerEntry:
        (
            ident, text, length, lat, lon, population, near, far, precision, source, country, kind, prefix,
        ) = fields  # fmt: skip
        parts = self._texts(text, length)
        named, licence = self._sources[source]
        return GazetteerEntry(
            id=parts[0] if prefix == _OTHER else PREFIXES[prefix] + str(ident),
            name=parts[-3],
            country=self._codes[country] or None,
            kind=KINDS[kind],
            lat=lat / DEGREE,
            lon=lon / DEGREE,
            precision_km=precision / 10,
            population=population,
            parents=tuple([self._unit(unit) for unit in (near, far) if unit]),
            box=self._box(number),
            source=named,
            licence=licence,
        )

    def spellings(self, country: str) -> Iterator[tuple[int, str]]:
        """Yield the number of each entry in a country with each of its folded spellings."""
        for number in range(*self._ranges.get(country, (0, 0))):
            for spelled in self.spelled(number):
                yield number, spelled

    def spelled(self, number: int) -> list[str]:
        """Return the folded spellings of an entry."""
        fields = self._fields(number)
        return [spelled for spelled in self._texts(fields[1], fields[2])[-2].split("|") if spelled]

    def _texts(self, at: int, length: int) -> list[str]:
        """Return id (where it is no number), name and spellings, and an empty text."""
        start = self._at["texts"] + at
        self._file.check(start, start + length)
        return self._data[start : start + length].decode().split("\0")

    def _read_unit(self, at: int) -> str:
        start = self._at["units"] + at
        end = self._data.find(b"\0", start)
        self._file.check(start, end + 1)
        return self._data[start:end].decode()

    def _box(self, number: int) -> tuple[float, float, float, float] | None:
        boxed = self._boxed
        at = bisect_left(boxed, number)
        if at == len(boxed) or boxed[at] != number:
            return None
        self._check("boxes", 16 * at, 16 * at + 16)
        edges = memoryview(self._data)[self._at["boxes"] + 16 * at :][:16].cast("f")
        south, west, north, east = (round(edge, 4) for edge in edges)
        return south, west, north, east

    def verify(self) -> None:
        """Read the whole file through.

        Raises:
            GazetteerError: D304 it is damaged.
        """
        self._file.check(0, self._at["sums"])

    def suggest(
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = 10,
    ) -> list[Candidate]:
        """Return the likeliest entries for a spelling, other spellings of it included, best first."""
        return suggest(self, name, country=country, near=near, limit=limit)


def open_gazetteer(path: Path) -> CompiledGazetteer:
    """Return the gazetteer compiled at ``path``.

    Raises:
        GazetteerError: D301 no file, D302 no gazetteer, D303 another version, D304 damaged.
    """
    return CompiledGazetteer(path)
