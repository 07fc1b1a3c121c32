"""Compares what assertions say, word by word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.model import Assertion, Reading
from dateline.text.fold import fold
from dateline.text.tables import read_table

_WORD = re.compile(r"\w+")


@cache
def plain_words() -> frozenset[str]:
    """Return the words too common to tell one piece of news from another."""
    return frozenset(row["word"] for row in read_table("plain_words"))


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """Return the folded words of a text that carry meaning, plural endings off."""
    words = _WORD.findall(fold(text))
    return frozenset(_stem(w) for w in words if w not in plain_words() and (len(w) > 2 or w.isdigit()))


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def closest(assertion: Assertion, reading: Reading, *, least: float) -> Assertion | None:
    """Return the assertion of a reading that says most nearly the same; None under ``least``.

    Likeness is the Dice share of content words; ties go to the first in text order.
    """
    words = content_words(assertion.text)
    best, found = least, None
    for other in reading.assertions:
        theirs = content_words(other.text)
        total = len(words) + len(theirs)
        score = 2 * len(words & theirs) / total if total else 0.0
        if score > best or (found is None and score >= best > 0):
            best, found = score, other
    return found


def longest_run(one: str, two: str) -> int:
    """Return how many words in a row two texts share."""
    a, b = _WORD.findall(fold(one)), _WORD.findall(fold(two))
    best, row = 0, [0] * (len(b) + 1)
    for word in a:
        before = row
        row = [0] * (len(b) + 1)
        for n, other in enumerate(b, start=1):
            if word == other:
                row[n] = before[n - 1] + 1
                best = max(best, row[n])
    return best
