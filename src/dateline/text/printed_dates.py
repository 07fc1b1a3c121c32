"""Days, months and years as printed in the press languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from dateline.model import When
from dateline.text.clocks import as_int, with_clock
from dateline.text.fold import caseless
from dateline.text.instants import Clock, DateSpan, Day, is_day, ordinal_of, when_of
from dateline.text.tables import read_table

_FIGURES = re.compile(r"\d+")
_SPACE = re.compile(r"\s")
#: Characters between a figure and the far end of its date ("Wednesday, the 23rd of September, 2017").
_REACH = 40
#: Words that are months only with a capital.
_WORDS_TOO = frozenset(
    ("may", "march", "mar", "set", "ago", "dec", "out", "mars", "mai", "mag", "gen", "jan", "sep", "mart")
)


@cache
def _months() -> dict[str, int]:
    return {
        caseless(name): int(row["month"])
        for row in read_table("month_names")
        for name in row["names"].split("|")
    }


@cache
def weekdays() -> dict[str, int]:
    """Return the names of the days of the week; Monday is 0."""
    return {
        caseless(name): int(row["weekday"])
        for row in read_table("weekday_names")
        for name in row["names"].split("|")
    }


@cache
def _month_words() -> str:
    return "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))


@cache
def weekday_pattern() -> re.Pattern[str]:
    """Return the pattern of a day of the week at the end of a stretch."""
    words = "|".join(sorted(map(re.escape, weekdays()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})\.?,?\s*(?:the\s+)?\Z", re.IGNORECASE)


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


def printed(line: str, *, day_first: bool | None) -> Iterator[DateSpan]:
    """Yield dates that name their year, each with the clock time beside it."""
    weekday = weekday_pattern()
    for match in _near_digits(_printed_pattern(), line):
        day = _day_of(match, day_first=day_first)
        if day is None:
            continue
        start, end, clock = match.start(), match.end(), None
        if day.day is not None:
            start, end, clock = with_clock(line, start, end)
        if before := weekday.search(line, max(0, start - 16), start):
            start = before.start()
        yield DateSpan(start, end, line[start:end], when_of(day, clock))


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


def _day_of(match: re.Match[str], *, day_first: bool | None) -> Day | None:
    part = match.groupdict()
    if part["a"]:
        return _numeric(int(part["a"]), int(part["b"]), part["y2"], day_first=day_first)
    index = next(i for i in "1234567" if i != "2" and part.get(f"y{i}"))
    year, month, day = int(part[f"y{index}"]), part.get(f"m{index}"), part.get(f"d{index}")
    number = None if month is None else int(month) if month.isdigit() else _months()[caseless(month)]
    if not is_day(year, number or 1, int(day or 1)):
        return None
    return Day(year, number, int(day) if day else None)


def _numeric(first: int, second: int, year: str, *, day_first: bool | None) -> Day | None:
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    orders = (
        [(first, second), (second, first)] if day_first is not False else [(second, first), (first, second)]
    )
    for day, month in orders:
        if is_day(full, month, day):
            return Day(full, month, day)
    return None


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


def yearless(line: str, reference: When | None) -> Iterator[DateSpan]:
    """Yield days and months without a year, in the year that brings them nearest to the reference."""
    hits = (*_near_digits(_yearless_pattern(), line), *_bare_month_pattern().finditer(line))
    for match in hits:
        word = match["m1"] or match["m2"]
        if caseless(word) in _WORDS_TOO and not word[0].isupper():
            continue
        month, day = _months()[caseless(word)], as_int(match["d1"] or match["d2"])
        start, end, clock = match.start() if day else match.start("m1"), match.end(), None
        if day is not None:
            start, end, clock = with_clock(line, start, end)
            if before := weekday_pattern().search(line, max(0, start - 16), start):
                start = before.start()
        yield DateSpan(start, end, line[start:end], _nearest(month, day, clock, reference))


def _nearest(month: int, day: int | None, clock: Clock | None, reference: When | None) -> When | None:
    anchor = ordinal_of(reference)
    if anchor is None:
        return None
    year = date.fromordinal(anchor).year
    years = [y for y in (year, year - 1, year + 1) if is_day(y, month, day or 1)]
    if not years:
        return None
    best = min(years, key=lambda y: abs(date(y, month, day or 1).toordinal() - anchor))
    return when_of(Day(best, month, day), clock)
