"""The gazetteer as the rooms see it: exact look-up, names that sound alike, and suggestions for a spelling."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dateline.model import Candidate, GazetteerEntry
from dateline.places.build import build_gazetteer
from dateline.places.dumps import keep_dump
from dateline.places.keys import abbreviation_key, digest, is_abbreviation, name_key, sound_key, spelling
from dateline.places.sources import tables_stamp
from dateline.places.store import ENTRY, KINDS, PREFIXES, open_file
from dateline.places.suggest import LEAST_ALIKE, LEAST_BONES, compact, likeness, suggest
from dateline.text.fold import skeleton

#: Names of two consonants meet too many: they have to be this like by letters.
SHORT_ALIKE = 0.75
#: More homonyms than this are not weighed: the most populous of each country come first.
MOST_ENTRIES = 400


class CompiledGazetteer:
    """A ``Gazetteer`` over a memory-mapped file; only the pages asked for are kept in memory."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GazetteerError: D301 no file, D302 no gazetteer, D303 another version, D304 damaged.
        """
        sections = open_file(path, stamp=tables_stamp())
        self._data = sections.data
        self._keys = sections.view("keys", "Q")
        self._starts = sections.view("starts", "I")
        self._postings = sections.view("postings", "I")
        self._entries = sections.bounds["entries"][0]
        self._strings = sections.bounds["strings"][0]
        about = json.loads(bytes(sections.view("countries")))
        self._codes: list[str] = about["codes"]
        self._ranges: dict[str, tuple[int, int]] = {k: (v[0], v[1]) for k, v in about["ranges"].items()}
        self._under = lru_cache(maxsize=50_000)(self._read_under)

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the codes of the countries that have entries."""
        return tuple(code for code in self._ranges if code)

    def look_up(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Return the entries that carry this name when both are folded; empty when none does."""
        return self._under(abbreviation_key(name) if is_abbreviation(name) else name_key(name))

    def sounding_like(self, name: str, *, country: str) -> tuple[GazetteerEntry, ...]:
        """Return the country's entries that are spelled much like the name and have the same consonants."""
        bones = skeleton(name)
        key = sound_key(name, country=country)
        if key is None:
            return ()
        sought = compact(spelling(name))
        alike = ((likeness(sought, bones, self.spelled(n))[0], n) for n in self.numbers(key))
        least = LEAST_ALIKE if len(bones) >= LEAST_BONES else SHORT_ALIKE
        return tuple(self.entry(n) for like, n in sorted(alike, reverse=True) if like >= least)

    def numbers(self, key: str) -> list[int]:
        """Return the numbers of the entries under a key."""
        value = digest(key)
        at = bisect_left(self._keys, value)
        if at == len(self._keys) or self._keys[at] != value:
            return []
        start, end = self._starts[at], self._starts[at + 1]
        return self._postings[start : min(end, start + MOST_ENTRIES)].tolist()

    def _read_under(self, key: str) -> tuple[GazetteerEntry, ...]:
        return tuple(map(self.entry, self.numbers(key)))

    def entry(self, number: int) -> GazetteerEntry:
        """Return an entry by its number."""
        prefix, kind, country, ident, lat, lon, population, precision, name, unit, _ = ENTRY.unpack_from(
            self._data, self._entries + number * ENTRY.size
        )
        around = self._text(unit)
        return GazetteerEntry(
            id=PREFIXES[prefix] + (str(ident) if prefix == 0 else self._text(ident)),
            name=self._text(name),
            country=self._codes[country] or None,
            kind=KINDS[kind],
            lat=round(lat, 5),
            lon=round(lon, 5),
            precision_km=precision / 10,
            population=population,
            parents=(around,) if around else (),
        )

    def spellings(self, country: str) -> Iterator[tuple[int, str]]:
        """Yield the number of each entry in a country with each of its folded spellings."""
        for number in range(*self._ranges.get(country, (0, 0))):
            for spelled in self.spelled(number):
                yield number, spelled

    def spelled(self, number: int) -> list[str]:
        """Return the folded spellings of an entry."""
        fields = ENTRY.unpack_from(self._data, self._entries + number * ENTRY.size)
        return [spelled for spelled in self._text(fields[-1]).split("|") if spelled]

    def _text(self, offset: int) -> str:
        start = self._strings + offset
        return self._data[start : self._data.find(b"\0", start)].decode()

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


def add_dump(path: Path, dump: Path) -> int:
    """Add a table of places to the gazetteer at ``path``, build it again and return how many were added.

    Raises:
        GazetteerError: D305 the table cannot be read or lacks a column.
    """
    added = keep_dump(path, dump)
    build_gazetteer(path, progress=None)
    return added
