"""Words and signs of a sentence, and the closed classes they belong to."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.text.tables import read_table

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Maj|Capt|Prof|St|Jr|Sr|Rev|Hon|Brig|Cmdr|Adm|Inc|No)\."
_TOKEN = re.compile(
    rf"{_TITLE}|(?:[A-Za-z]\.){{2,}}|\b[A-Z]\.(?= [A-Z])"
    r"|\d+(?:[.,:]\d+)*%?|\w+(?:['’&-]\w+)*|'(?='')|''|``|[^\w\s]"
)


class Token(NamedTuple):
    """A word or sign: where it stands, as printed, and in lower case with a plain apostrophe."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or a digit."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def read_tokens(text: str) -> list[Token]:
    """Return the words and signs of a sentence; ``U.N.`` and ``Gen.`` keep their stops."""
    return [Token(m.start(), m.end(), m.group(), _plain(m.group())) for m in _TOKEN.finditer(text)]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of one row of ``data/word_classes.tsv``; ``aux`` holds ``be`` as well."""
    rows = {row["name"]: frozenset(row["words"].split()) for row in read_table("word_classes")}
    return rows["be"] | rows["aux"] if name == "aux" else rows[name]


@cache
def is_adverb(low: str) -> bool:
    """Return whether a word may stand between subject and verb."""
    known = low in word_class("adverb")
    return known or (low.endswith("ly") and len(low) > 4 and low not in word_class("noun_in_ly"))


def looks_verbal(token: Token) -> bool:
    """Return whether a word is an auxiliary, or in lower case and ending like a past form."""
    if token.low in word_class("aux"):
        return True
    return (
        token.low == token.text and len(token.low) > 4 and token.low.endswith("ed") and "-" not in token.low
    )
