"""An encoder without a model: hashed words and letter runs as a vector."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from dateline.text.fold import fold
from dateline.text.tables import read_table

_WORD = re.compile(r"[a-z0-9]+")
DIMENSIONS = 512
#: Shares of the three kinds of feature; letters carry spellings, pairs carry order.
_WORD_WEIGHT, _LETTERS_WEIGHT, _PAIR_WEIGHT = 1.0, 0.35, 0.5


class HashingEncoder:
    """Implements ``Encoder``: hashed words, word pairs and letter runs, 512 dimensions, unit length.

    Plain words ("the", "said") count for little. A sentence without a letter or digit gives the zero vector.
    """

    name = "hashing/1"

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        """Return one vector a sentence."""
        return [_encode(sentence) for sentence in sentences]


def _encode(sentence: str) -> list[float]:
    vector = [0.0] * DIMENSIONS
    words = _WORD.findall(fold(sentence))
    for word in words:
        for index, value in _word_features(word):
            vector[index] += value
    for first, second in itertools.pairwise(words):
        index, sign = _place(f"{first} {second}")
        vector[index] += sign * _PAIR_WEIGHT * min(_weight(first), _weight(second))
    length = math.sqrt(sum(x * x for x in vector))
    return [x / length for x in vector] if length else vector


@lru_cache(maxsize=65536)
def _word_features(word: str) -> tuple[tuple[int, float], ...]:
    weight = _weight(word)
    index, sign = _place(word)
    rows = [(index, sign * weight * _WORD_WEIGHT)]
    rows.extend((i, s * weight * _LETTERS_WEIGHT) for i, s in map(_place, _letters(word)))
    return tuple(rows)


def _letters(word: str) -> Iterator[str]:
    """Yield the runs of four letters of a word, its edges marked."""
    marked = f"#{word}#"
    for at in range(max(1, len(marked) - 3)):
        yield marked[at : at + 4]


def _place(feature: str) -> tuple[int, float]:
    code = crc32(feature.encode("ascii"))
    return code % DIMENSIONS, 1.0 if code & 0x10000 else -1.0


def _weight(word: str) -> float:
    return 0.2 if word in _plain() else 1.0


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("plain_words"))
