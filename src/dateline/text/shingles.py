"""Runs of folded words as numbers: the same words anywhere give the same shingle."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from dateline.text.fold import fold
from dateline.text.words import WORD


class Shingle(NamedTuple):
    """The hash of a run of words, and where the run stands."""

    hash: int
    start: int
    end: int


@lru_cache(maxsize=131072)
def _key(word: str) -> bytes:
    return fold(word).encode("ascii", "replace")


def shingle(text: str, *, size: int = 5) -> list[Shingle]:
    """Return every run of ``size`` words, in order; a text of fewer words has none.

    The hash is the CRC-32 of the folded words joined by blanks.
    """
    size = max(1, size)
    starts, ends, keys = [], [], []
    for match in WORD.finditer(text):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        keys.append(_key(text[start:end]))
    hashes = [crc32(b" ".join(keys[i : i + size])) for i in range(len(keys) - size + 1)]
    return list(map(Shingle._make, zip(hashes, starts, ends[size - 1 :], strict=False)))
