"""Turns text into terms to search by: stems and runs of letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.text.fold import fold
from dateline.text.tables import read_table

_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S+")
_TAG = re.compile(r"[#@](\w+)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|_")
_WORD = re.compile(r"[a-z0-9]+")

#: Letters in a run.
GRAM = 4


@cache
def plain_words() -> frozenset[str]:
    """Return the words too common to tell one text from another."""
    return frozenset(row["word"] for row in read_table("plain_words"))


def spelled_out(text: str) -> str:
    """Return a text on one line, links dropped, joined tags ("#TwoWords") taken apart."""
    text = _LINK.sub(" ", text)
    text = _TAG.sub(lambda m: " " + _HUMP.sub(" ", m.group(1)) + " ", text)
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Return the folded words of a text; links dropped, joined tags taken apart."""
    return _WORD.findall(fold(spelled_out(text)))


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in text order."""
    return [stem(w) for w in words(text) if w not in plain_words()]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its common endings ("closes", "closed", "closing" → "clos")."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ings", "ing", "edly", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls" else word


def grams(text: str) -> list[str]:
    """Return runs of letters inside the words that carry meaning; short words whole."""
    out: list[str] = []
    for word in words(text):
        if word in plain_words():
            continue
        padded = f"_{word}_"
        out.extend(padded[i : i + GRAM] for i in range(max(1, len(padded) - GRAM + 1)))
    return out
