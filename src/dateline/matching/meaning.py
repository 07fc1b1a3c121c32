"""Turns the words of a statement into what they mean: one word for all that reports use for one another."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.matching.terms import plain_words, stem, words
from dateline.text.tables import read_table


@lru_cache(maxsize=16384)
def meanings(text: str) -> tuple[str, ...]:
    """Return the telling words of a text in order, synonyms under one word, endings off."""
    folded = f" {' '.join(words(text))} "
    phrases, single = _synonyms()
    if phrases.pattern:
        folded = phrases.sub(lambda m: f" {single[m.group(1)]} ", folded)
    kept = [w for w in folded.split() if w not in plain_words()]
    return tuple(single.get(w) or single.get(stem(w)) or stem(w) for w in kept)


@cache
def event_words() -> frozenset[str]:
    """Return the meanings that say what happened."""
    return frozenset(row["meaning"] for row in read_table("synonyms") if row["event"] == "yes")


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the phrases, and the meaning of each phrase, word and stem."""
    single: dict[str, str] = {}
    for row in read_table("synonyms"):
        for word in (row["meaning"], *row["words"].split("|")):
            key = word.strip()
            single.setdefault(key, row["meaning"])
            if " " not in key:
                single.setdefault(stem(key), row["meaning"])
    phrases = sorted((w for w in single if " " in w), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<= )({'|'.join(map(re.escape, phrases))})(?= )"), single


@lru_cache(maxsize=16384)
def negated(text: str) -> bool:
    """Return whether a statement denies what it speaks of ("no drone hit", "nothing to show that")."""
    return _negations().search(f" {' '.join(words(text))} ") is not None


@cache
def _negations() -> re.Pattern[str]:
    rows = [re.escape(row["words"]) for row in read_table("negations")]
    return re.compile(rf" (?:{'|'.join(rows)}) ")
