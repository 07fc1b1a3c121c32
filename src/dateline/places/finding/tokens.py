"""The words of a text as place names need them: abbreviations whole, hyphens between words, possessives off."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
#: Letters and digits; the plain ones apart, for they are most and quicker to tell.
_WORD = rf"(?:[0-9A-Za-z]++|[^\W_]++|[{_MARKS}]++)++"
#: "U.S.", "W.Va.", else letters and digits with apostrophes inside.
_TOKEN = re.compile(rf"(?:[A-Z]\.(?:[A-Z][a-z]?\.?)+(?![^\W_]))|{_WORD}(?:['’ʼ‘`]{_WORD})*")
_OWNERS = frozenset("'’ʼ")
_CLOSED = re.compile(r"[.!?:;\n•|]|[\"“”]\s*$|^\s*[\"“”]|--|[—–]")


class Token(NamedTuple):
    """A word, where it stands, and the signs before it."""

    start: int
    end: int
    text: str
    gap: str

    @property
    def capital(self) -> bool:
        """Return whether it is written as a name: a capital, or a script that has none."""
        return is_capital(self.text[0])

    @property
    def opens(self) -> bool:
        """Return whether a sentence or a quotation begins here."""
        return self.gap not in (" ", ", ", "-") and closes(self.gap)


@lru_cache(maxsize=4096)
def is_capital(letter: str) -> bool:
    """Return whether a name can begin with this letter: a capital, or one of a script that has none."""
    return letter.isupper() or (letter.isalpha() and not letter.islower())


@lru_cache(maxsize=4096)
def closes(gap: str) -> bool:
    """Return whether these signs between two words end a sentence, or open or end a quotation."""
    return bool(_CLOSED.search(gap))


def scan_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch of the text; the first one's gap is a line's end."""
    tokens: list[Token] = []
    before, make = start, Token._make
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word, stop = text[first:last], last
        if word[-1] in "sS" and word[-2:-1] in _OWNERS and len(word) > 3:
            word, stop = word[:-2], last - 2
        tokens.append(make((first, stop, word, text[before:first])))
        before = last
    if tokens:
        tokens[0] = tokens[0]._replace(gap="\n")
    return tokens
