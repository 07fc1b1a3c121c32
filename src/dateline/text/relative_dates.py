"""Times told against the day of a report: "yesterday", "on Tuesday", a clock time alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from dateline.model import Precision, When
from dateline.text.clocks import find_clocks, with_clock
from dateline.text.fold import caseless
from dateline.text.instants import DateSpan, Day, ordinal_of, when_of, when_of_ordinal, when_on
from dateline.text.printed_dates import weekdays
from dateline.text.tables import read_table


@cache
def _relative_pattern() -> re.Pattern[str]:
    days = "|".join(name for name in weekdays() if len(name) > 4 and name.isascii() and name.endswith("day"))
    number = "|".join(row["word"] for row in read_table("number_words") if row["class"] == "unit")
    return re.compile(
        rf"\b(?:(?P<today>today|tonight|this\s+(?:morning|afternoon|evening))|(?P<yesterday>(?:the\s+day\s+before\s+yesterday)|yesterday(?:\s+(?:morning|afternoon|evening|night))?|last\s+night|overnight)"
        rf"|(?P<tomorrow>tomorrow(?:\s+(?:morning|afternoon|evening|night))?)"
        rf"|(?:(?P<which>last|next|this|on|late|early|by|since|until)\s+)?(?P<weekday>{days})(?:\s+(?:morning|afternoon|evening|night))?(?!s)"
        rf"|(?P<n>\d{{1,3}}|an?|{number})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)"
        rf"|(?P<period>last|this|next)\s+(?P<span>week|month|year))\b",
        re.IGNORECASE,
    )


def relative(line: str, reference: When | None) -> Iterator[DateSpan]:
    """Yield "yesterday", "on Tuesday", "two days ago": days against the reference's own day."""
    anchor = ordinal_of(reference)
    for match in _relative_pattern().finditer(line):
        start, end = match.span()
        if match["weekday"]:
            if not match["weekday"][0].isupper():
                continue
            start = (
                match.start("weekday")
                if caseless(match["which"] or "") not in ("last", "next", "this")
                else start
            )
        when = None if anchor is None else _relative_when(match, anchor)
        if when is not None and when.precision is Precision.DAY:
            day = Day(*map(int, when.value.split("-")))
            start, end, clock = with_clock(line, start, end)
            when = when_of(day, clock)
        yield DateSpan(start, end, line[start:end], when)


def _relative_when(match: re.Match[str], anchor: int) -> When | None:
    if match["today"]:
        return when_of_ordinal(anchor)
    if match["yesterday"]:
        if caseless(match["yesterday"]) == "overnight":
            return None
        return when_of_ordinal(anchor - (2 if "before" in caseless(match["yesterday"]) else 1))
    if match["tomorrow"]:
        return when_of_ordinal(anchor + 1)
    if match["weekday"]:
        return when_of_ordinal(_weekday_before(match, anchor))
    if match["n"]:
        return _ago(_count(match["n"]), caseless(match["unit"]), anchor)
    step = {"last": -1, "this": 0, "next": 1}[caseless(match["period"])]
    return None if caseless(match["span"]) == "week" else _ago(-step, caseless(match["span"]), anchor)


def _weekday_before(match: re.Match[str], anchor: int) -> int:
    """Return the latest such weekday up to the reference; the first after it for "next" and "by"."""
    wanted = weekdays()[caseless(match["weekday"])]
    back = ((anchor + 6) % 7 - wanted) % 7
    which = caseless(match["which"] or "")
    if which in ("next", "by", "until") and back:
        return anchor + 7 - back
    if which == "last" and back == 0:
        return anchor - 7
    return anchor - back


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    rows = {row["word"]: row["value"] for row in read_table("number_words")}
    return int(rows[caseless(word)])


def _ago(count: int, unit: str, anchor: int) -> When | None:
    """Return the time so many units back, no finer than the unit; weeks name no day."""
    day = date.fromordinal(anchor)
    if unit == "day":
        return when_of_ordinal(anchor - count)
    if unit == "year":
        return when_of(Day(day.year - count)) if 1 <= day.year - count <= 9999 else None
    if unit == "month":
        months = day.year * 12 + day.month - 1 - count
        return when_of(Day(months // 12, months % 12 + 1)) if 1 <= months // 12 <= 9999 else None
    return None


def lone_clocks(line: str, reference: When | None) -> Iterator[DateSpan]:
    """Yield times of day that stand alone ("11:05pm EST"): they take the reference's day."""
    for span in find_clocks(line):
        yield DateSpan(span.start, span.end, line[span.start : span.end], when_on(reference, span.clock))
