"""An index of sampled shingles that grows report by report: which reports are worth laying side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

from dateline.lineage.postings import Hashes, Postings
from dateline.lineage.profile import Profile

#: Up to this many reports every shingle is kept; beyond it one in ``SAMPLE``, chosen by the hash alone so
#: that both sides keep the same ones.
EXACT_UP_TO = 300
SAMPLE = 8
#: A report with fewer shingles than this is looked up, and found, by all of them.
SHORT = 160
#: Words that make a shingle.
SIZE = 5
#: Reports of which less than this is estimated to be shared are no candidates.
LEAST_CONTAINED = 0.15
#: Wording that stands in this many reports, and in more than this share of them, is house text.
COMMON, COMMON_SHARE = 30, 0.1
#: Fewer shared shingles than this are chance.
LEAST_SHARED = 2
#: Multiplies the running hash before the next word (an odd 64-bit number of even bits, from splitmix64).
_STEP = np.uint64(0xBF58476D1CE4E5B9)
#: Distinct words whose numbers are kept at hand.
_WORDS_HELD = 500_000


class Candidate(NamedTuple):
    """A held report that shares wording with the one just added.

    ``contained`` is the part of the new report's shingles in the held one, ``contains`` that of the held
    one's in the new; both are exact where either is short, else estimated from the shingles kept.
    """

    report: str
    contained: float
    contains: float


class _WordNumbers(dict[str, int]):
    """Each word's own number."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS_HELD:
            self.clear()
        number = self[word] = crc32(word.encode("utf-8", "replace")) + 1
        return number


_NUMBERS = _WordNumbers()


def hash_words(words: Sequence[str], *, size: int = SIZE) -> Hashes:
    """Return the hashes of all runs of ``size`` folded words, each once, in order; none of fewer words."""
    count = len(words) - size + 1
    if count < 1:
        return np.empty(0, np.uint32)
    numbers = np.fromiter(map(_NUMBERS.__getitem__, words), np.uint64, len(words))
    runs = np.zeros(count, np.uint64)
    for at in range(size):
        runs = (runs + numbers[at : at + count]) * _STEP
        runs ^= runs >> np.uint64(29)
    return np.unique((runs >> np.uint64(32)).astype(np.uint32))


class ShingleIndex:
    """Held reports by their shingles. What is found of two reports does not depend on which came first."""

    def __init__(self, *, sample: int = SAMPLE) -> None:
        self._sample = np.uint32(sample)
        self._ids: list[str] = []
        self._sizes: list[int] = []
        self._kept_sizes: list[int] = []
        self._sampled, self._short, self._all = Postings(), Postings(), Postings(recent=0)
        self._live: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._live)

    def add(self, report: str, words: Sequence[str]) -> list[Candidate]:
        """Take in a report by its folded words; return those held that share wording with it, likest first.

        An id that is held already is replaced.
        """
        return self.add_hashes(report, hash_words(words))

    def add_hashes(self, report: str, hashes: Hashes) -> list[Candidate]:
        """Take in a report by its shingles, each once and in order; see ``add``."""
        self.remove(report)
        kept = hashes[hashes % self._sample == 0]
        found = self._found(hashes, kept)
        number = len(self._ids)
        self._ids.append(report)
        self._live[report] = number
        self._sizes.append(len(hashes))
        self._kept_sizes.append(len(kept))
        if len(hashes) < SHORT:
            self._short.put(hashes, number)
        else:
            self._sampled.put(kept, number)
            self._all.put(hashes, number)
        return found

    def remove(self, report: str) -> None:
        """Forget a report; one that is not held is no error."""
        self._live.pop(report, None)

    def _found(self, hashes: Hashes, kept: Hashes) -> list[Candidate]:
        if len(hashes) < SHORT:
            exact = Counter(self._short.find(hashes) + self._all.find(hashes))
            rows = [*self._rows(exact, len(hashes), self._sizes)]
        else:
            rows = [*self._rows(Counter(self._short.find(hashes)), len(hashes), self._sizes)]
            rows += self._rows(Counter(self._sampled.find(kept)), len(kept), self._kept_sizes)
        return sorted(rows, key=lambda c: (-max(c.contained, c.contains), c.report))

    def _rows(self, found: Counter[int], own: int, sizes: Sequence[int]) -> Iterator[Candidate]:
        """Yield the reports of which enough is shared."""
        for number, count in found.items():
            contained, contains = count / own, count / sizes[number]
            report = self._ids[number]
            if (
                count >= LEAST_SHARED
                and max(contained, contains) >= LEAST_CONTAINED
                and self._live.get(report) == number
            ):
                yield Candidate(report, contained, contains)


def candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[str, str]]:
    """Return the pairs of report ids that share wording, ids in order inside each pair and between pairs."""
    ordered = sorted(profiles, key=lambda p: p.id)
    hashes = {p.id: {*p.news, *p.speech} for p in ordered}
    house = _house_text(hashes.values())
    if len(ordered) <= EXACT_UP_TO:
        return _all_pairs({report: own - house for report, own in hashes.items()})
    index = ShingleIndex()
    pairs = []
    for report, own in hashes.items():
        values = np.array(sorted(own - house), dtype=np.uint32)
        pairs += [(found.report, report) for found in index.add_hashes(report, values)]
    return sorted(pairs)


def _house_text(reports: Collection[set[int]]) -> set[int]:
    """Return the shingles that stand in too many reports to tell anything."""
    counts = Counter(value for own in reports for value in own)
    limit = max(COMMON, int(COMMON_SHARE * len(reports)))
    return {value for value, n in counts.items() if n > limit}


def _all_pairs(reports: dict[str, set[int]]) -> list[tuple[str, str]]:
    postings: dict[int, list[str]] = defaultdict(list)
    for report, own in reports.items():
        for value in own:
            postings[value].append(report)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in postings.values():
        shared.update((a, b) for n, a in enumerate(ids) for b in ids[n + 1 :])
    return sorted(pair for pair, n in shared.items() if n >= LEAST_SHARED)
