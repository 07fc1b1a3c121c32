"""Dates and times as pages print them, in the press languages, kept as printed."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.model import Precision, When
from dateline.text.tables import read_table

#: Years that a page can bear.
FIRST_YEAR, LAST_YEAR = 1700, 2199
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Printed(NamedTuple):
    """A time found in a line, and where."""

    start: int
    end: int
    when: When


class Clock(NamedTuple):
    """A time of day found in a line: hour, minutes as printed, offset as printed."""

    start: int
    end: int
    hour: int
    minute: int | None
    second: int | None
    offset: str


@cache
def _months() -> dict[str, int]:
    return {name: int(row["month"]) for row in read_table("month_names") for name in row["names"].split("|")}


@cache
def _zones() -> dict[str, str]:
    return {row["name"]: row["offset"] or "" for row in read_table("time_zones")}


@cache
def _date_pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    forms = (
        r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)",
        r"(?<![\d.:/-])(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y2>\d{4}|\d{2})(?!\d|:\d)",
        rf"(?<!\d)(?P<d3>{day})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:de\s+"
        rf"|of\s+)?(?P<m3>{month})(?![^\W\d_])\.?,?[\s-]*(?:de\s+|del\s+)?(?P<y3>\d{{4}})(?!\d)",
        rf"(?<![^\W_])(?P<m4>{month})\.?\s*(?P<d4>{day})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y4>\d{{4}})(?!\d)",
        r"(?P<y5>\d{4})\s?年\s?(?P<m5>\d{1,2})\s?月\s?(?P<d5>\d{1,2})\s?日",
        rf"(?<![^\W_])(?P<m6>{month})\.?,?\s+(?P<y6>\d{{4}})(?!\d)",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


_CLOCK = re.compile(
    r"(?<![\d.,:])(?P<h>[01]?\d|2[0-4])"
    r"(?:\s?(?P<sep>[:.h])\s?(?P<m>[0-5]\d)(?:(?P=sep)(?P<s>[0-5]\d)(?:[.,]\d{1,6})?)?)?"
    r"(?!\d)\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<word>Uhr|Hrs?|hours|[hH](?![\w:]))?"
    r"\s*(?P<zone>\(?(?:(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?(?![\d-])|[A-Z]{1,4}(?![A-Za-z]))\)?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:[\s,.;|/@·•–—-]|T(?=\d)|\b(?:at|um|a las?|às|à|alle|ore|kl|om|on|at about|the|um ca)\b\.?)*",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"^\s*(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ]+(\d{1,2})(?::(\d{2})(?::(\d{2})(?:"
    r"[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?\s*$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\s*$")
_DIGIT = re.compile(r"\d")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def find_printed(text: str, *, day_first: bool | None = None) -> list[Printed]:
    """Return the dates that stand in a line, each with the clock time beside it, in order.

    ``day_first`` decides "3/4/2017"; None reads it day first, as most of the world does.
    """
    if _DIGIT.search(text) is None:
        return []
    line = text if text.isascii() else text.translate(_ARABIC_DIGITS)
    found = []
    end = 0
    for match in _date_pattern().finditer(line):
        day = _date_of(match, day_first=day_first)
        if day is None:
            continue
        clock = _clock_after(line, match.end()) or _clock_before(line, end, match.start())
        start = min(match.start(), clock.start) if clock else match.start()
        end = max(match.end(), clock.end) if clock else match.end()
        found.append(Printed(start, end, _when(day, clock)))
    return found


@cache
def _yearless_pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<![^\W_])(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)|"
        rf"(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<m2>{month})(?![^\W\d_])\.?",
        re.IGNORECASE,
    )


def find_yearless(text: str, *, day: When | None) -> Printed | None:
    """Return the first date without a year ("July 3rd, 8:05AM ET"), in the year of ``day``."""
    if day is None:
        return None
    for match in _yearless_pattern().finditer(text):
        month = _months()[(match["m1"] or match["m2"]).casefold()]
        date = int(match["d1"] or match["d2"])
        year = int(day.value[:4])
        if not _is_day(year, month, date):
            continue
        clock = _clock_after(text, match.end()) or _clock_before(text, 0, match.start())
        end = max(match.end(), clock.end) if clock else match.end()
        return Printed(match.start(), end, _when((year, month, date), clock))
    return None


def find_clocks(text: str) -> list[Clock]:
    """Return the times of day that stand in a line: "11:05pm EST", "13:17 Uhr", "9 a.m."."""
    return [clock for match in _CLOCK.finditer(text) if (clock := _clock_of(match)) is not None]


def parse_stamp(value: str | None, *, day_first: bool | None = None) -> When | None:
    """Return the time that a page's metadata states: ISO 8601 first, then RFC 2822, then as printed."""
    if not value or len(value) > 120:
        return None
    match = _ISO.match(value) or _COMPACT.match(value)
    if match is not None:
        year, month, day, hour, minute, second, zone = match.groups()
        return _stamp((year, month, day), (hour, minute, second), zone)
    found = find_printed(value, day_first=day_first)
    return found[0].when if found else None


def at_clock(day: When | None, clock: Clock) -> When | None:
    """Return the clock time on that day; None where no day is known."""
    if day is None or day.precision in (Precision.YEAR, Precision.MONTH):
        return None
    year, month, date = day.value[:10].split("-")
    return _when((int(year), int(month), int(date)), clock)


def _stamp(
    day: tuple[str, str, str | None], clock: tuple[str | None, str | None, str | None], zone: str | None
) -> When | None:
    year, month = int(day[0]), int(day[1])
    if not _is_day(year, month, int(day[2] or 1)):
        return None
    if day[2] is None:
        return When(value=f"{year:04}-{month:02}", precision=Precision.MONTH)
    if clock[0] is None:
        return When(value=f"{year:04}-{month:02}-{int(day[2]):02}", precision=Precision.DAY)
    hour, minute, second = (None if part is None else int(part) for part in clock)
    if hour is None or hour > 24:
        return None
    offset = _offset(zone or "") or ""
    return _when((year, month, int(day[2])), Clock(0, 0, hour % 24, minute, second, offset))


def _is_day(year: int, month: int, day: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _date_of(match: re.Match[str], *, day_first: bool | None) -> tuple[int, int, int | None] | None:
    g = match.groupdict()
    day: int | None
    if g["y1"]:
        year, month, day = int(g["y1"]), int(g["m1"]), int(g["d1"])
    elif g["y2"]:
        year = int(g["y2"]) if len(g["y2"]) == 4 else 2000 + int(g["y2"])
        month, day = _month_and_day(int(g["a"]), int(g["b"]), separator=g["sep"], day_first=day_first)
    elif g["y5"]:
        year, month, day = int(g["y5"]), int(g["m5"]), int(g["d5"])
    elif g["y6"]:
        year, month, day = int(g["y6"]), _months()[g["m6"].casefold()], None
    else:
        n = "3" if g["y3"] else "4"
        year, month, day = int(g["y" + n]), _months()[g["m" + n].casefold()], int(g["d" + n])
    return (year, month, day) if _is_day(year, month, day or 1) else None


def _month_and_day(first: int, second: int, *, separator: str, day_first: bool | None) -> tuple[int, int]:
    if first > 12 or (second <= 12 and (separator == "." or day_first is not False)):
        return second, first
    return first, second


def _clock_after(line: str, at: int) -> Clock | None:
    between = _BETWEEN.match(line, at)
    match = _CLOCK.match(line, between.end() if between else at)
    return _clock_of(match, beside_date=True) if match else None


def _clock_before(line: str, floor: int, date_start: int) -> Clock | None:
    """Return the clock time that ends right before the date ("10:19 Uhr 31.10.2023")."""
    low = max(floor, date_start - 32)
    for match in _CLOCK.finditer(line, low, date_start):
        clock = _clock_of(match)
        gap = re.sub(r"(?i)[\w.]{2,10}", "", line[match.end() : date_start], count=1)
        if clock is not None and _BETWEEN.fullmatch(gap.strip() or " "):
            return clock
    return None


def _clock_of(match: re.Match[str], *, beside_date: bool = False) -> Clock | None:
    """Return the clock time, if it is one: a bare hour needs "pm" or "Uhr", "19.18" needs company."""
    hour, minute, half = int(match["h"]), match["m"], match["half"]
    word, offset = match["word"], _offset(match["zone"] or "")
    if minute is None and not half and not (word and word.lower() == "uhr"):
        return None
    if match["sep"] in (".", "h") and not (half or word or beside_date or offset is not None):
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    end = (
        match.end()
        if offset is not None
        else (match.end("word") if word else match.end("half") if half else _figures_end(match))
    )
    second = int(match["s"]) if match["s"] else None
    return Clock(match.start(), end, hour % 24, int(minute) if minute else None, second, offset or "")


def _figures_end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("h", "m", "s"))


def _offset(zone: str) -> str | None:
    """Return the offset a zone stands for, "" for one without a fixed offset, None where it is no zone."""
    name = zone.strip(" ()")
    if not name:
        return None
    match = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", name, re.IGNORECASE)
    if match:
        return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}" if int(match[2]) <= 14 else None
    return _zones().get(name.upper()) if name.isupper() or name == "z" else None


def _when(day: tuple[int, int, int | None], clock: Clock | None) -> When:
    year, month, date = day
    if date is None:
        return When(value=f"{year:04}-{month:02}", precision=Precision.MONTH)
    value = f"{year:04}-{month:02}-{date:02}"
    if clock is None:
        return When(value=value, precision=Precision.DAY)
    if clock.minute is None:
        return When(value=f"{value}T{clock.hour:02}{clock.offset}", precision=Precision.HOUR)
    value += f"T{clock.hour:02}:{clock.minute:02}"
    if clock.second is None:
        return When(value=value + clock.offset, precision=Precision.MINUTE)
    return When(value=f"{value}:{clock.second:02}{clock.offset}", precision=Precision.SECOND)
