"""Dates and times that know their precision, as printed: wall clock and offset are never moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.model import Precision, When
from dateline.text.fold import caseless
from dateline.text.tables import read_table

_EPOCH = date(1970, 1, 1).toordinal()
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_OFFSET = r"(?:Z|[+-−]\d{2}(?::?\d{2})?)"
_ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2})"
    r"(?:(?:T|\s+|,\s*)(?P<h>\d{1,2})(?::(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)?\s*(?P<z>Z|UTC|GMT|[+−-]\d{2}:?\d{2}|[+−-]\d{2}|[A-Z]{2,4})?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<h>\d{2})(?P<mi>\d{2})(?P<s>\d{2})?(?P<z>Z|[+-]\d{2}:?\d{2})?)?"
)
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:(?P<sep>[:.h])(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?)?(?!\d)\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s*(?P<hours>hours|hrs|h|Uhr)(?![\w:]))?"
    r"\s*(?P<zone>\(?(?:(?:UTC|GMT)?\s?[+−-]\d{1,2}(?::?\d{2})?(?![\d-])|[A-Z]{1,4}(?![\w]))\)?)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"(?:12\s+)?(?P<word>noon|midnight)\b", re.IGNORECASE)
_LINK = re.compile(r"[\s,;|·•–—-]*(?:(?:at|um|a\s+las|à|as\s+of|by|about|around)\s+)*", re.IGNORECASE)


_FIGURES = re.compile(r"\d+")
_SPACE = re.compile(r"\s")
#: Characters between a figure and the far end of its date ("Wednesday, the 23rd of September, 2017").
_REACH = 40


class DateSpan(NamedTuple):
    """Words that name a time; ``when`` is None where only a reference could tell which, or nothing can."""

    start: int
    end: int
    text: str
    when: When | None


class _Day(NamedTuple):
    year: int
    month: int | None = None
    day: int | None = None


class _Clock(NamedTuple):
    end: int
    hour: int
    minute: int | None
    second: int | None
    offset: str


def parse_when(text: str, *, day_first: bool | None = None) -> When | None:
    """Return the time that one string states, ISO 8601, RFC 2822 or as printed; None for anything else.

    ``day_first`` decides "3/4/2017"; None reads it day first unless only the other order is a date.
    """
    value = text.strip().translate(_DIGITS)
    if not value or len(value) > 200:
        return None
    for pattern in (_ISO, _COMPACT):
        if match := pattern.fullmatch(value):
            return _from_iso(match)
    return next((hit.when for hit in _printed(value, day_first=day_first) if hit.when is not None), None)


def find_dates(text: str, *, reference: When | None) -> list[DateSpan]:
    """Return the words that name a time, in order.

    Days without a year, relative days and lone clock times are read against ``reference``.
    """
    line = text.translate(_DIGITS)
    hits = sorted(
        [
            *_printed(line, day_first=None),
            *_yearless(line, reference),
            *_relative(line, reference),
            *_lone_clocks(line, reference),
        ],
        key=lambda hit: (hit.start, -hit.end),
    )
    found: list[DateSpan] = []
    for hit in hits:
        if not found or hit.start >= found[-1].end:
            found.append(hit._replace(text=text[hit.start : hit.end]))
    return found


def sort_key(when: When | None) -> float | None:
    """Return the seconds from 1970 to the start of a time, None where it is no date.

    A time without an offset is taken as UTC.
    """
    match = _ISO.fullmatch(when.value.strip()) if when is not None else None
    if match is None:
        return None
    year, month, day = int(match["y"]), int(match["m"] or 1), int(match["d"] or 1)
    if not _is_day(year, month, day):
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


def _is_day(year: int, month: int, day: int) -> bool:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return False
    return not (month == 2 and day == 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _from_iso(match: re.Match[str]) -> When | None:
    parts = match.groupdict()
    month, day = (int(parts[k]) if parts.get(k) else None for k in ("m", "d"))
    if not _is_day(int(parts["y"]), month or 1, day or 1):
        return None
    clock = None
    if parts.get("h"):
        hour, minute, second = (int(parts[k]) if parts.get(k) else None for k in ("h", "mi", "s"))
        if hour is None or hour > 24 or (minute or 0) > 59 or (second or 0) > 60:
            return None
        clock = _Clock(
            0, hour % 24, minute, None if second is None else min(second, 59), _offset(parts.get("z") or "")
        )
    return _when(_Day(int(parts["y"]), month, day), clock)


def _when(day: _Day, clock: _Clock | None = None) -> When:
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


@cache
def _months() -> dict[str, int]:
    return {
        caseless(name): int(row["month"])
        for row in read_table("month_names")
        for name in row["names"].split("|")
    }


@cache
def _weekdays() -> dict[str, int]:
    return {
        name: int(row["weekday"]) for row in read_table("weekday_names") for name in row["names"].split("|")
    }


@cache
def _zones() -> dict[str, str]:
    return {row["name"]: row["offset"] or "" for row in read_table("time_zones")}


def _offset(zone: str) -> str:
    """Return the offset as ISO writes it; empty where the zone's name does not fix one."""
    zone = zone.strip(" ()").upper().replace("−", "-")
    match = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", zone)
    if match is None:
        return _zones().get(zone, "")
    hours, minutes = int(match[2]), int(match[3] or 0)
    return f"{match[1]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""


@cache
def _month_words() -> str:
    return "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))


@cache
def _printed_pattern() -> re.Pattern[str]:
    month, day = _month_words(), r"(?:0?[1-9]|[12]\d|3[01])"
    forms = (
        r"(?<![\d.-])(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)",
        r"(?<![\d.:/-])(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y2>\d{4}|\d{2})(?![\d:]|[./-]\d)",
        rf"(?<!\d)(?P<d3>{day})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:de\s+|of\s+)?(?P<m3>{month})(?![^\W\d_])\.?,?[\s-]*(?:del?\s+)?(?P<y3>\d{{4}})(?!\d)",
        rf"(?<![^\W_])(?P<m4>{month})\.?\s*(?P<d4>{day})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y4>\d{{4}})(?!\d)",
        r"(?P<y5>\d{4})\s?年\s?(?P<m5>\d{1,2})\s?月(?:\s?(?P<d5>\d{1,2})\s?日)?",
        rf"(?<![^\W_])(?P<m6>{month})\.?,?\s+(?:of\s+|de\s+)?(?P<y6>\d{{4}})(?!\d)",
        r"(?<![\w.,/:$-])(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\buntil\s)|(?<=\bfrom\s)|(?<=\bduring\s)|(?<=\bsummer\s)|(?<=\bwinter\s)|(?<=\bspring\s)|(?<=\bautumn\s)|(?<=\blate\s)|(?<=\bearly\s)|(?<=\bmid-))(?P<y7>(?:1[6-9]|20)\d\d)(?![\w%]|,\d|\.\d|\s+[a-z]+s\b)",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def _printed(line: str, *, day_first: bool | None) -> Iterator[DateSpan]:
    """Yield dates that name their year, each with the clock time beside it."""
    weekday = _weekday_pattern()
    for match in _near_digits(_printed_pattern(), line):
        day = _day_of(match, day_first=day_first)
        if day is None:
            continue
        start, end, clock = match.start(), match.end(), None
        if day.day is not None:
            start, end, clock = _with_clock(line, start, end)
        if before := weekday.search(line, max(0, start - 16), start):
            start = before.start()
        yield DateSpan(start, end, line[start:end], _when(day, clock))


def _near_digits(pattern: re.Pattern[str], line: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that needs a digit, looking only where digits are: months are many."""
    for start, end in _windows(line):
        yield from pattern.finditer(line, start, end)


@lru_cache(maxsize=4)
def _windows(line: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches around figures, none touching another."""
    windows: list[tuple[int, int]] = []
    for figure in _FIGURES.finditer(line):
        space = _SPACE.search(line, figure.end() + _REACH)
        start, end = max(0, figure.start() - _REACH), space.start() if space else len(line)
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return tuple(windows)


@cache
def _weekday_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _weekdays()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})\.?,?\s*(?:the\s+)?\Z", re.IGNORECASE)


def _day_of(match: re.Match[str], *, day_first: bool | None) -> _Day | None:
    part = match.groupdict()
    if part["a"]:
        return _numeric(int(part["a"]), int(part["b"]), part["y2"], day_first=day_first)
    index = next(i for i in "1234567" if i != "2" and part.get(f"y{i}"))
    year, month, day = int(part[f"y{index}"]), part.get(f"m{index}"), part.get(f"d{index}")
    number = None if month is None else int(month) if month.isdigit() else _months()[caseless(month)]
    if not _is_day(year, number or 1, int(day or 1)):
        return None
    return _Day(year, number, int(day) if day else None)


def _numeric(first: int, second: int, year: str, *, day_first: bool | None) -> _Day | None:
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    orders = (
        [(first, second), (second, first)] if day_first is not False else [(second, first), (first, second)]
    )
    for day, month in orders:
        if _is_day(full, month, day):
            return _Day(full, month, day)
    return None


def _with_clock(line: str, start: int, end: int) -> tuple[int, int, _Clock | None]:
    """Return the span of a day and the time of day printed beside it, behind first."""
    joint = re.compile(r"T(?=\d)").match(line, end) or _LINK.match(line, end)
    at = joint.end() if joint else end
    clock = _clock_at(line, at, glued=bool(joint and joint.group()))
    if clock is not None:
        return start, clock.end, clock
    window = max(0, start - 40)
    for match in _CLOCK.finditer(line, window, start):
        rest = line[match.end() : start]
        found = _clock_at(line, match.start(), glued=True)
        if found is not None and re.fullmatch(
            r"[\s,;|()·–—-]*(?:on\s+)?(?:\w{3,9}day,?\s+)?(?:the\s+)?",
            rest[max(0, found.end - match.end()) :],
        ):
            return match.start(), end, found
    return start, end, None


def _clock_at(line: str, at: int, *, glued: bool) -> _Clock | None:
    """Return the time of day printed at ``at``; a bare figure is none."""
    if noon := _NOON.match(line, at):
        return _Clock(noon.end(), 12 if caseless(noon["word"]) == "noon" else 0, 0, None, "")
    match = _CLOCK.match(line, at) if glued and not line[max(0, at - 1) : at].isdigit() else None
    if match is None:
        return None
    hour, half = int(match["h"]), caseless(match["half"] or "")[:1]
    if not (
        (match["mi"] and match["sep"] != ".")
        or half
        or (match["hours"] and match["mi"])
        or match["hours"] in ("hours", "hrs", "Uhr")
    ):
        return None
    if hour > 24 or (half and not 1 <= hour <= 12 and hour > 12):
        return None
    hour = (hour % 12 + (12 if half == "p" else 0)) if half and hour <= 12 else hour % 24
    zone, end = match["zone"] or "", match.end()
    if zone and not _is_zone(zone):
        zone, end = "", match.start("zone")
    end = at + len(line[at:end].rstrip())
    return _Clock(end, hour, _int(match["mi"]), _int(match["s"]), _offset(zone))


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _is_zone(zone: str) -> bool:
    name = zone.strip(" ()")
    return (name.isupper() and name in _zones()) or bool(re.search(r"[+−-]\d", name))


@cache
def _yearless_pattern() -> re.Pattern[str]:
    month, day = _month_words(), r"(?:0?[1-9]|[12]\d|3[01])"
    return re.compile(
        rf"(?<![^\W_])(?P<m1>{month})\.?\s+(?P<d1>{day})(?:st|nd|rd|th)?(?![\d,]\d|[\d%:])|"
        rf"(?<![\d.,:])(?P<d2>{day})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<m2>{month})(?![^\W\d_])\.?",
        re.IGNORECASE,
    )


@cache
def _bare_month_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:in|by|since|until|early|late|last|this|next|mid)[\s-]+"
        rf"(?P<m1>{_month_words()})(?![^\W\d_])(?!\.?\s+\d)(?P<d1>)(?P<m2>)(?P<d2>)",
        re.IGNORECASE,
    )


#: Words that are months only with a capital.
_WORDS_TOO = frozenset(
    ("may", "march", "mar", "set", "ago", "dec", "out", "mars", "mai", "mag", "gen", "jan", "sep", "mart")
)


def _yearless(line: str, reference: When | None) -> Iterator[DateSpan]:
    """Yield days and months without a year, in the year that brings them nearest to the reference."""
    hits = (*_near_digits(_yearless_pattern(), line), *_bare_month_pattern().finditer(line))
    for match in hits:
        word = match["m1"] or match["m2"]
        if caseless(word) in _WORDS_TOO and not word[0].isupper():
            continue
        month, day = _months()[caseless(word)], _int(match["d1"] or match["d2"])
        start, end, clock = match.start() if day else match.start("m1"), match.end(), None
        if day is not None:
            start, end, clock = _with_clock(line, start, end)
            if before := _weekday_pattern().search(line, max(0, start - 16), start):
                start = before.start()
        yield DateSpan(start, end, line[start:end], _nearest(month, day, clock, reference))


def _nearest(month: int, day: int | None, clock: _Clock | None, reference: When | None) -> When | None:
    anchor = _ordinal(reference)
    if anchor is None:
        return None
    year = date.fromordinal(anchor).year
    years = [y for y in (year, year - 1, year + 1) if _is_day(y, month, day or 1)]
    if not years:
        return None
    best = min(years, key=lambda y: abs(date(y, month, day or 1).toordinal() - anchor))
    return _when(_Day(best, month, day), clock)


def _ordinal(reference: When | None) -> int | None:
    """Return the day number of a reference's own wall-clock day; None where it gives no day."""
    match = _ISO.fullmatch(reference.value.strip()) if reference is not None else None
    if match is None or not match["d"] or not _is_day(int(match["y"]), int(match["m"]), int(match["d"])):
        return None
    return date(int(match["y"]), int(match["m"]), int(match["d"])).toordinal()


@cache
def _relative_pattern() -> re.Pattern[str]:
    days = "|".join(name for name in _weekdays() if len(name) > 4 and name.isascii() and name.endswith("day"))
    number = "|".join(row["word"] for row in read_table("number_words") if row["class"] == "unit")
    return re.compile(
        rf"\b(?:(?P<today>today|tonight|this\s+(?:morning|afternoon|evening))|(?P<yesterday>(?:the\s+day\s+before\s+yesterday)|yesterday(?:\s+(?:morning|afternoon|evening|night))?|last\s+night|overnight)"
        rf"|(?P<tomorrow>tomorrow(?:\s+(?:morning|afternoon|evening|night))?)"
        rf"|(?:(?P<which>last|next|this|on|late|early|by|since|until)\s+)?(?P<weekday>{days})(?:\s+(?:morning|afternoon|evening|night))?(?!s)"
        rf"|(?P<n>\d{{1,3}}|an?|{number})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)"
        rf"|(?P<period>last|this|next)\s+(?P<span>week|month|year))\b",
        re.IGNORECASE,
    )


def _relative(line: str, reference: When | None) -> Iterator[DateSpan]:
    """Yield "yesterday", "on Tuesday", "two days ago": days against the reference's own day."""
    anchor = _ordinal(reference)
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
            day = _Day(*map(int, when.value.split("-")))
            start, end, clock = _with_clock(line, start, end)
            when = _when(day, clock)
        yield DateSpan(start, end, line[start:end], when)


def _relative_when(match: re.Match[str], anchor: int) -> When | None:
    if match["today"]:
        return _from_ordinal(anchor)
    if match["yesterday"]:
        if caseless(match["yesterday"]) == "overnight":
            return None
        return _from_ordinal(anchor - (2 if "before" in caseless(match["yesterday"]) else 1))
    if match["tomorrow"]:
        return _from_ordinal(anchor + 1)
    if match["weekday"]:
        return _from_ordinal(_weekday_before(match, anchor))
    if match["n"]:
        return _ago(_count(match["n"]), caseless(match["unit"]), anchor)
    step = {"last": -1, "this": 0, "next": 1}[caseless(match["period"])]
    return None if caseless(match["span"]) == "week" else _ago(-step, caseless(match["span"]), anchor)


def _weekday_before(match: re.Match[str], anchor: int) -> int:
    """Return the latest such weekday up to the reference; the first after it for "next" and "by"."""
    wanted = _weekdays()[caseless(match["weekday"])]
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
        return _from_ordinal(anchor - count)
    if unit == "year":
        return _when(_Day(day.year - count)) if 1 <= day.year - count <= 9999 else None
    if unit == "month":
        months = day.year * 12 + day.month - 1 - count
        return _when(_Day(months // 12, months % 12 + 1)) if 1 <= months // 12 <= 9999 else None
    return None


def _from_ordinal(ordinal: int) -> When | None:
    if not 1 <= ordinal <= date.max.toordinal():
        return None
    day = date.fromordinal(ordinal)
    return _when(_Day(day.year, day.month, day.day))


def _lone_clocks(line: str, reference: When | None) -> Iterator[DateSpan]:
    """Yield times of day that stand alone ("11:05pm EST"): they take the reference's day."""
    anchor = _ordinal(reference)
    for match in re.finditer(
        r"(?<![\d.,:/$€£+-])\d{1,2}(?=[:.h]\d\d|\s?[ap]\.?\s?m\b)(?![.]\d\d(?!\s?[ap]\.?m))",
        line,
        re.IGNORECASE,
    ):
        clock = _clock_at(line, match.start(), glued=True)
        if clock is None:
            continue
        when = None
        if anchor is not None:
            day = date.fromordinal(anchor)
            when = _when(_Day(day.year, day.month, day.day), clock)
        yield DateSpan(match.start(), clock.end, line[match.start() : clock.end], when)
