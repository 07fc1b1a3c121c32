"""Dates and times on a page's own lines: the reader of ``text``, held to what a page can bear."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.model import Precision, When
from dateline.text import clocks
from dateline.text.dates import find_stamped, parse_when
from dateline.text.instants import Clock as TimeOfDay
from dateline.text.instants import when_on
from dateline.text.printed_dates import yearless

#: Years that a page can bear; what lies outside is a calendar of its own, or a placeholder.
FIRST_YEAR, LAST_YEAR = 1700, 2199
MAX_STAMP = 120


class Printed(NamedTuple):
    """A time found in a line, and where."""

    start: int
    end: int
    when: When


class Clock(NamedTuple):
    """A time of day found in a line, and where."""

    start: int
    end: int
    clock: TimeOfDay


def find_printed(text: str, *, day_first: bool | None = None) -> list[Printed]:
    """Return the dates that stand in a line, each with the clock time beside it, in order.

    ``day_first`` decides "3/4/2017"; None reads it day first, as most of the world does.
    """
    return list(_found(text, day_first=day_first))


@lru_cache(maxsize=4096)
def _found(text: str, *, day_first: bool | None) -> tuple[Printed, ...]:
    """Return the dates of a line; the rules of several parts ask about the same lines."""
    return tuple(
        Printed(span.start, span.end, span.when)
        for span in find_stamped(text, day_first=day_first)
        if span.when is not None and is_bearable(span.when) and span.when.precision is not Precision.YEAR
    )


def find_yearless(text: str, *, day: When | None) -> Printed | None:
    """Return the first date without a year ("July 3rd, 8:05AM ET"), in the year nearest to ``day``."""
    for span in yearless(text, day, stamped=True) if day is not None else ():
        if span.when is not None and span.when.precision is not Precision.MONTH:
            return Printed(span.start, span.end, span.when)
    return None


def find_clocks(text: str) -> list[Clock]:
    """Return the times of day that stand in a line: "11:05pm EST", "13:17 Uhr", "9 a.m."."""
    return [Clock(*span) for span in clocks.find_clocks(text)]


def parse_stamp(value: str | None, *, day_first: bool | None = None) -> When | None:
    """Return the time that a page's metadata states: ISO 8601 first, then RFC 2822, then as printed."""
    if not value or len(value) > MAX_STAMP or not any(sign.isdigit() for sign in value):
        return None
    when = parse_when(value, day_first=day_first)
    if when is None or not is_bearable(when) or when.precision is Precision.YEAR:
        return None
    return when


def is_bearable(when: When) -> bool:
    """Return whether a page can bear such a time: no year 9999, no year 1."""
    return FIRST_YEAR <= int(re.split("[-T]", when.value, maxsplit=1)[0]) <= LAST_YEAR


def at_clock(day: When | None, clock: Clock) -> When | None:
    """Return the clock time on that day; None where no day is known."""
    return when_on(day, clock.clock)
