"""Tells whether a text is in the language whose rules Dateline has."""

from __future__ import annotations

from functools import cache

from dateline.text.tables import read_table
from dateline.text.words import tokenise

#: Shorter texts tell too little of their language.
LEAST_WORDS = 40
#: Share of plain English words. News in English has .22 and more of them, in German, French, Spanish and other
#: languages .10 and less (texts of claims/polnear-dev, corpus and pages/fundus-dev).
LEAST_PLAIN = 0.11
#: The opening is enough to judge by.
_OPENING = 6000


@cache
def _plain() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("plain_words"))


def reads_as_english(text: str) -> bool:
    """Return whether the text seems to be in English; True where it is too short to tell."""
    words = [word.text.lower() for word in tokenise(text[:_OPENING])]
    if len(words) < LEAST_WORDS:
        return True
    return sum(word in _plain() for word in words) / len(words) >= LEAST_PLAIN
