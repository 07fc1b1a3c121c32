"""Which reports hold a shingle: a table of the recent ones before sorted arrays, eight bytes a posting."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
#: So many postings stay in the table before they are sorted into an array.
RECENT = 65_536
#: An array is merged into the one before it unless that is this many times as long.
GROWTH = 4
#: Of a shingle's reports only so many are told, the first ones: what everybody prints has its parent there.
MOST_TOLD = 256
_LOW = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(32)


class Postings:
    """Pairs of shingle and report number, ordered by both; asking costs a merge now and then.

    ``recent`` is how many postings wait unsorted: none where few questions come.
    """

    def __init__(self, *, recent: int = RECENT) -> None:
        self._most_recent = recent
        self._recent: defaultdict[int, list[int]] = defaultdict(list)
        self._waiting: list[tuple[Hashes, int]] = []
        self._told = 0
        self._count = 0
        self._arrays: list[NDArray[np.uint64]] = []

    def put(self, hashes: Hashes, number: int) -> None:
        """Note that a report holds these shingles, each once and in order; numbers only rise."""
        self._waiting.append((hashes, number))
        self._count += len(hashes)

    def find(self, hashes: Hashes) -> list[int]:
        """Return the numbers of the reports that hold the shingles, once for each that they hold."""
        if self._count > self._most_recent:
            self._settle()
        for held, number in self._waiting[self._told :]:
            for value in held.tolist():
                self._recent[value].append(number)
        self._told = len(self._waiting)
        found = _in_arrays(self._arrays, hashes)
        recent = self._recent
        for value in hashes.tolist():
            if value in recent:
                found += recent[value][:MOST_TOLD]
        return found

    def _settle(self) -> None:
        """Sort the recent postings into an array, and keep the arrays few."""
        packed = [(held.astype(np.uint64) << _HIGH) | np.uint64(n) for held, n in self._waiting]
        fresh = np.sort(np.concatenate(packed))
        while self._arrays and len(self._arrays[-1]) < GROWTH * len(fresh):
            # Two sorted runs: the stable sort merges them in one pass.
            fresh = np.sort(np.concatenate((self._arrays.pop(), fresh)), kind="stable")
        self._arrays.append(fresh)
        self._recent.clear()
        self._waiting.clear()
        self._told = self._count = 0


def _in_arrays(arrays: list[NDArray[np.uint64]], hashes: Hashes) -> list[int]:
    found: list[int] = []
    first = hashes.astype(np.uint64) << _HIGH
    for array in arrays:
        starts = array.searchsorted(first)
        ends = np.minimum(array.searchsorted(first | _LOW, side="right"), starts + MOST_TOLD)
        for at in np.flatnonzero(ends > starts).tolist():
            found += (array[starts[at] : ends[at]] & _LOW).tolist()
    return found
