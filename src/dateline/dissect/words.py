"""Small tests on strings that several rules share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dateline.text.tables import read_table

_DROPPED = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"))
_UNLETTERED = re.compile(r"[\W_]+")


def squeeze(text: str) -> str:
    """Return the text on one line: white space joined, zero-width characters and soft hyphens dropped."""
    return " ".join(text.translate(_DROPPED).split())


def key(text: str) -> str:
    """Return the letters and digits alone, folded: equal for two printings of the same words."""
    return _UNLETTERED.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def rules(table: str) -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """Return a table of patterns as (rule, compiled pattern, row), in the table's order."""
    rows = read_table(table)
    return tuple((row["rule"], re.compile(row["pattern"], re.IGNORECASE), row) for row in rows)
