"""Small tests on strings that several rules share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from dateline.text.tables import read_table

#: Letters of a text that are split into words at a time.
STRETCH = 1 << 16
_UNSEEN = "\u200b\u2060\ufeff\u00ad\u200e\u200f"
_DROPPED = dict.fromkeys(map(ord, _UNSEEN))
_NOT_WORD = re.compile(r"[\W_]+")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_UNLETTERED = bytes(c for c in range(128) if not chr(c).isalnum())


def drop_unseen(text: str) -> str:
    """Return the text without zero-width characters, soft hyphens and direction marks."""
    if text.isascii() or not any(sign in text for sign in _UNSEEN):
        return text
    return text.translate(_DROPPED)


def squeeze(text: str) -> str:
    """Return the text on one line: white space joined, zero-width characters and soft hyphens dropped."""
    text = drop_unseen(text)
    return " ".join(text.split()) if len(text) <= STRETCH else " ".join(_stretches(text))


def _stretches(text: str) -> Iterator[str]:
    """Yield a long text on one line in stretches: the list of all its words at once is many times its size."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + STRETCH)
        words = text[start : end if end > 0 else len(text)].split()
        if words:
            yield " ".join(words)
        start = end if end > 0 else len(text)


def key(text: str) -> str:
    """Return the letters and digits alone, folded: equal for two printings of the same words."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _UNLETTERED).decode("ascii")
    folded = unicodedata.normalize("NFKC", text).casefold().encode("utf-8", "surrogatepass")
    return _NOT_WORD.sub("", folded.translate(None, _UNLETTERED).decode("utf-8", "surrogatepass"))


@cache
def any_rule(table: str, *places: str, folded: bool = False) -> re.Pattern[str]:
    """Return the patterns of a table, or of its rows of some places, as one: a quick look before rule by rule.

    ``folded`` is for lines in lower case, on which a pattern that minds case is quicker by far. Groups lose
    their names, which several patterns may share.
    """
    rows = [
        _NAMED_GROUP.sub("(?:", row["pattern"])
        for row in read_table(table)
        if not places or row["place"] in places
    ]
    return re.compile("|".join(f"(?:{pattern})" for pattern in rows), 0 if folded else re.IGNORECASE)


@cache
def rules(table: str) -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """Return a table of patterns as (rule, compiled pattern, row), in the table's order."""
    rows = read_table(table)
    return tuple((row["rule"], re.compile(row["pattern"], re.IGNORECASE), row) for row in rows)
