"""Numbers that sum up more than one happening: of a war, a year, a month of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.model import Assertion, Quantity, Reading
from dateline.text.dates import sort_key
from dateline.text.tables import read_table

#: A number that its words date this long before the report belongs to another happening: 30 days.
BACKGROUND_S = 30 * 86_400.0
#: How far beyond an assertion its sentence is searched, in characters.
_ROOM = 160
#: "killed 40 and displaced 90 since 2011": numbers this close share what is said of the second.
_JOINED = 48
_STOP = re.compile(r"[.!?\n](?=\s|$)|\n")


def is_long_ago(assertion: Assertion, reading: Reading) -> bool:
    """Return whether the words date what they tell long before the report."""
    said, happened = sort_key(reading.report.published), sort_key(assertion.when)
    return said is not None and happened is not None and said - happened > BACKGROUND_S


def background_numbers(assertion: Assertion, reading: Reading) -> set[Quantity]:
    """Return the numbers of an assertion that its sentence ties to a longer time than one happening."""
    numbers = sorted(assertion.quantities, key=lambda q: q.start)
    if not numbers:
        return set()
    start, end = _sentence(assertion, reading.text)
    words = reading.text[start:end].lower()
    found: set[Quantity] = set()
    for stands, pattern in _cues():
        for cue in pattern.finditer(words):
            found.update(
                _tied(numbers, start + cue.start(), start + cue.end(), stands=stands, text=reading.text)
            )
    return found


def _tied(numbers: Sequence[Quantity], start: int, end: int, *, stands: str, text: str) -> list[Quantity]:
    """Return the number beside a cue, with those joined to it."""
    before = [q for q in numbers if q.start < start]
    after = [q for q in numbers if q.start >= start]
    if stands == "after" or not before:
        near = [q for q in after if q.start >= end][:1] or after[:1]
        return _joined_on(near, after, text=text)
    return _joined_on(before[-1:], before[::-1], text=text)


def _joined_on(first: list[Quantity], others: Sequence[Quantity], *, text: str) -> list[Quantity]:
    kept = list(first)
    for number in others:
        if kept and number not in kept:
            one, two = sorted((kept[-1], number), key=lambda q: q.start)
            between = text[one.end : two.start]
            if len(between) <= _JOINED and " and " in between:
                kept.append(number)
    return kept


def _sentence(assertion: Assertion, text: str) -> tuple[int, int]:
    """Return the assertion's span, widened to the sentence around it."""
    left = [m.end() for m in _STOP.finditer(text, max(0, assertion.start - _ROOM), assertion.start)]
    right = _STOP.search(text, max(assertion.start, assertion.end - 1), min(len(text), assertion.end + _ROOM))
    start = left[-1] if left else max(0, assertion.start - _ROOM)
    return start, right.start() if right else min(len(text), assertion.end + _ROOM)


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["stands"], re.compile(row["pattern"])) for row in read_table("background_cues"))
