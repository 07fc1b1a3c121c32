"""Tells numbers of one happening from numbers of a war or a year."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.text.tables import read_table


@lru_cache(maxsize=16384)
def sums_up(text: str) -> bool:
    """Return whether a statement sums up more than one happening ("since 2011", "the war has killed")."""
    words = " ".join(text.lower().split())
    return any(pattern.search(words) for pattern in _cues())


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table("background_cues"))
