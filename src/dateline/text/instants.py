"""Instants as records: a day, a time on it, cut to what was given; their order in time."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dateline.model import Precision, When

_EPOCH = date(1970, 1, 1).toordinal()
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2})"
    r"(?:(?:T|\s+|,\s*)(?P<h>\d{1,2})(?::(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)?\s*(?P<z>Z|UTC|GMT|[+−-]\d{2}:?\d{2}|[+−-]\d{2}|[A-Z]{2,4})?)?)?)?",
    re.IGNORECASE,
)


class DateSpan(NamedTuple):
    """Words that name a time; ``when`` is None where only a reference could tell which, or nothing can."""

    start: int
    end: int
    text: str
    when: When | None


class Day(NamedTuple):
    """A day, or as much of one as was given."""

    year: int
    month: int | None = None
    day: int | None = None


class Clock(NamedTuple):
    """A time of day as printed, its offset as ISO writes it; ``end`` is where it ends in the text."""

    end: int
    hour: int
    minute: int | None
    second: int | None
    offset: str


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has such a day, in the years 1 to 9999."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return False
    return not (month == 2 and day == 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def when_of(day: Day, clock: Clock | None = None) -> When:
    """Return the record of a day and the time on it, cut to what was given."""
    if day.month is None:
        return When(value=f"{day.year:04}", precision=Precision.YEAR)
    if day.day is None:
        return When(value=f"{day.year:04}-{day.month:02}", precision=Precision.MONTH)
    value = f"{day.year:04}-{day.month:02}-{day.day:02}"
    if clock is None:
        return When(value=value, precision=Precision.DAY)
    if clock.minute is None:
        return When(value=f"{value}T{clock.hour:02}{clock.offset}", precision=Precision.HOUR)
    if clock.second is None:
        return When(
            value=f"{value}T{clock.hour:02}:{clock.minute:02}{clock.offset}", precision=Precision.MINUTE
        )
    time = f"{clock.hour:02}:{clock.minute:02}:{clock.second:02}"
    return When(value=f"{value}T{time}{clock.offset}", precision=Precision.SECOND)


def when_on(day: When | None, clock: Clock) -> When | None:
    """Return the time of day on the wall-clock day of a time; None where that gives no day."""
    ordinal = ordinal_of(day)
    if ordinal is None:
        return None
    on = date.fromordinal(ordinal)
    return when_of(Day(on.year, on.month, on.day), clock)


def sort_key(when: When | None) -> float | None:
    """Return the seconds from 1970 to the start of a time, None where it is no date.

    A time without an offset is taken as UTC.
    """
    match = ISO.fullmatch(when.value.strip()) if when is not None else None
    if match is None:
        return None
    year, month, day = int(match["y"]), int(match["m"] or 1), int(match["d"] or 1)
    if not is_day(year, month, day):
        return None
    days = date(year, month, day).toordinal() - _EPOCH
    clock = int(match["h"] or 0) * 3600 + int(match["mi"] or 0) * 60 + int(match["s"] or 0)
    return float(days * 86400 + clock - _offset_s(match["z"] or ""))


def _offset_s(zone: str) -> int:
    match = re.fullmatch(r"([+−-])(\d{2}):?(\d{2})?", zone)
    if match is None:
        return 0
    seconds = int(match[2]) * 3600 + int(match[3] or 0) * 60
    return seconds if match[1] == "+" else -seconds


def ordinal_of(reference: When | None) -> int | None:
    """Return the day number of a reference's own wall-clock day; None where it gives no day."""
    match = ISO.fullmatch(reference.value.strip()) if reference is not None else None
    if match is None or not match["d"] or not is_day(int(match["y"]), int(match["m"]), int(match["d"])):
        return None
    return date(int(match["y"]), int(match["m"]), int(match["d"])).toordinal()


def when_of_ordinal(ordinal: int) -> When | None:
    """Return the day of a proleptic Gregorian day number; None outside the years 1 to 9999."""
    if not 1 <= ordinal <= date.max.toordinal():
        return None
    day = date.fromordinal(ordinal)
    return when_of(Day(day.year, day.month, day.day))


def when_of_seconds(seconds: int) -> When:
    """Return the instant so many seconds after 1970 began, in UTC."""
    days, rest = divmod(seconds, 86400)
    on = date.fromordinal(_EPOCH + days)
    clock = Clock(0, rest // 3600, rest // 60 % 60, rest % 60, "Z")
    return when_of(Day(on.year, on.month, on.day), clock)
