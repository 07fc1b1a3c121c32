"""Cuts a text into words with their offsets."""

from __future__ import annotations

import re
from typing import NamedTuple

_APOSTROPHE = "'’ʼ"
#: A word: letters, marks and digits, joined inside by apostrophe, hyphen, full stop or comma before a digit.
WORD = re.compile(
    rf"(?:[^\W_]|[\u0300-\u036f])+(?:(?:[{_APOSTROPHE}‐‑-]|[.,](?=\d)(?<=\d.))(?:[^\W_]|[\u0300-\u036f])+)*"
)


class Word(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    text: str


def tokenise(text: str) -> list[Word]:
    """Return the words of a text in order, without signs; "al-Qaim", "don't" and "1,200" are one word."""
    return [Word(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]
