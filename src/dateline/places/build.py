"""Compiles the gazetteer."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from dateline.model import ToponymKind
from dateline.places.dumps import added_places
from dateline.places.keys import (
    ARABIC_ARTICLE,
    abbreviation_key,
    digest,
    is_abbreviation,
    name_key,
    sound_key,
    spelling,
)
from dateline.places.sources import Source, laid_over, own_places, tables_stamp, town_count, towns
from dateline.places.store import ENTRY, KINDS, PREFIXES, write_file

Progress = Callable[[str, int, int], None]
#: Keys are sorted in as many heaps, so that never all of them lie in memory as Python numbers.
_HEAPS = 256
#: Told how far it is once for as many places.
_STEP = 4000
_MOST_POSTINGS = 2000


class Writer:
    """Gathers entries and keys, then gives the sections."""

    def __init__(self) -> None:
        self._records: list[bytes] = []
        self._order: list[tuple[str, int, int]] = []
        self._keys = [array("Q") for _ in range(_HEAPS)]
        self._owners = [array("I") for _ in range(_HEAPS)]
        self._strings = bytearray(b"\0")
        self._interned: dict[str, int] = {"": 0}
        self._countries: dict[str, int] = {"": 0}

    def add(self, place: Source) -> None:
        """Add a place with all its keys."""
        number = len(self._records)
        spellings = spellings_of(place)
        prefix = next(n for n, p in enumerate(PREFIXES) if place.id.startswith(p))
        rest = place.id[len(PREFIXES[prefix]) :]
        if prefix == 0 and not rest.isdigit():
            prefix, rest = 2, place.id
        record = ENTRY.pack(
            prefix,
            KINDS.index(place.kind),
            self._countries.setdefault(place.country, len(self._countries)),
            int(rest) if prefix == 0 else self._string(rest),
            place.lat,
            place.lon,
            place.population,
            min(65535, round(place.precision_km * 10)),
            self._string(place.name),
            self._string(place.unit, shared=True),
            self._string("|".join(spellings)),
        )
        self._records.append(record)
        self._order.append((place.country, -place.population, number))
        for value in map(digest, keys_of(place, spellings)):
            self._keys[value >> 56].append(value)
            self._owners[value >> 56].append(number)

    def _string(self, text: str, *, shared: bool = False) -> int:
        if text in self._interned:
            return self._interned[text]
        at = len(self._strings)
        self._strings += text.encode() + b"\0"
        if shared:
            self._interned[text] = at
        return at

    def sections(self) -> list[bytes | bytearray]:
        """Return the sections in the order of the layout."""
        self._order.sort()
        rank = array("I", bytes(4 * len(self._order)))
        for new, (_, _, old) in enumerate(self._order):
            rank[old] = new
        keys, starts, postings = self._indexed(rank)
        entries = b"".join(self._records[old] for _, _, old in self._order)
        return [keys, starts, postings, entries, self._strings, self._country_ranges()]

    def _indexed(self, rank: array[int]) -> tuple[bytes, bytes, bytes]:
        """Return digests, starts and postings; a heap holds the digests of one leading byte."""
        keys, starts, postings = array("Q"), array("I"), array("I")
        for values, owners in zip(self._keys, self._owners, strict=True):
            pairs = sorted(zip(values, (rank[owner] for owner in owners), strict=True))
            last = -1
            for value, entry in pairs:
                if value != last:
                    keys.append(value)
                    starts.append(len(postings))
                    last = value
                if len(postings) - starts[-1] < _MOST_POSTINGS:
                    postings.append(entry)
            del values[:], owners[:]
        starts.append(len(postings))
        return keys.tobytes(), starts.tobytes(), postings.tobytes()

    def _country_ranges(self) -> bytes:
        ranges: dict[str, list[int]] = {}
        for new, (country, _, _) in enumerate(self._order):
            ranges.setdefault(country, [new, new])[1] = new + 1
        return json.dumps({"codes": list(self._countries), "ranges": ranges}).encode()


def spellings_of(place: Source) -> list[str]:
    """Return the folded spellings of a place, each once; abbreviations are none."""
    names = (name for name in (place.name, *place.names) if not is_abbreviation(name))
    return list(dict.fromkeys(filter(None, map(spelling, names))))


def keys_of(place: Source, spellings: Iterable[str]) -> set[str]:
    """Return every key under which the place is to be found."""
    keys = set(spellings)
    for name in (place.name, *place.names):
        if is_abbreviation(name):
            keys.add(abbreviation_key(name))
        elif ARABIC_ARTICLE.search(name):
            keys.add(name_key(name))
    if place.kind is not ToponymKind.COUNTRY:
        keys |= {key for s in spellings if (key := sound_key(s, country=place.country))}
    return keys


def build_gazetteer(path: Path, *, progress: Progress | None = None) -> None:
    """Compile the gazetteer from GeoNames, our own tables and what the user has added; some 30 s, once.

    ``progress`` is called with the stage's name, how many are done and how many there are.
    """
    tell = progress or (lambda _stage, _done, _total: None)
    writer, own, total = Writer(), own_places(), town_count()
    for place in added_places(path):
        own[place.id] = [laid_over(place, row) for row in own[place.id]] if place.id in own else [place]
    for done, place in enumerate(chain(towns(own), _not_towns(own)), start=1):
        writer.add(place)
        if done % _STEP == 0:
            tell("reading places", min(done, total), total)
    tell("reading places", total, total)
    tell("sorting keys", 0, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, writer.sections(), stamp=tables_stamp())
    tell("sorting keys", 1, 1)


def _not_towns(own: dict[str, list[Source]]) -> Iterator[Source]:
    """Yield the places that GeoNames' towns have left in ``own``; asked for only once these are through."""
    for rows in own.values():
        yield from rows
