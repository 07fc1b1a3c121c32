"""Compares the words of a source phrase, and tells what sort of source each noun names."""

from __future__ import annotations

import re
from functools import cache

from dateline.text.fold import fold
from dateline.text.tables import read_table

_FILLERS = """a an the its his her their our this that these those some several many two three four other
another one monday tuesday wednesday thursday friday saturday sunday today yesterday morning afternoon evening
night mr mrs ms dr col gen lt maj brig capt sgt sir own said says also again now then who which and or but
based state-run"""
EMPTY = frozenset((*_FILLERS.split(), *(f"{word}s" for word in _FILLERS.split() if word.endswith("day"))))
_SPELLINGS = {
    "defense": "defence", "center": "centre", "organization": "organisation", "program": "programme",
    "labor": "labour", "sources": "source", "witnesses": "witness", "authorities": "authority",
    "forces": "force", "rights": "right", "nations": "nation", "programmes": "programme",
    "military": "army", "regime": "government",
}  # fmt: skip


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in read_table("source_heads")}


def noun_class(word: str) -> str | None:
    """Return body, office, crowd or paper for a noun in either number; None for any other word."""
    row = noun_row(word)
    return row["class"] if row else None


def noun_row(word: str) -> dict[str, str] | None:
    """Return the row of a noun in either number; None for any other word."""
    nouns = _nouns()
    if word in nouns:
        return nouns[word]
    single = word[:-1] if word.endswith("s") else re.sub("men$", "man", word)
    return nouns.get(single)


def normal(word: str) -> str:
    """Return the folded word in one spelling and number."""
    key = fold(word).strip(" .")
    key = re.sub(r"^al-(?=.{3})", "", key[:-2] if key.endswith("'s") else key)
    if key in _SPELLINGS:
        return _SPELLINGS[key]
    if key.endswith("s") and key[:-1] in _nouns():
        key = key[:-1]
    return _SPELLINGS.get(key, key)
