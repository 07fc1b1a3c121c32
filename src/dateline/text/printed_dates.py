"""Days, months and years as printed in the press languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
#: Short months of one language that are words of another: only with a year beside them.
_WITH_YEAR = frozenset(
    (
        *("lip", "sty", "lis", "ara", "kas", "eki", "haz", "tem", "oca", "nis", "gru", "lut", "sie", "kwi"),
        *("cze", "wrz", "gener", "maig", "mei", "maj", "juni", "juli", "marta", "august", "marts", "aprill"),
    )
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
#: A word that may be a month: which words are, the table says.
_WORD = r"[^\W\d_]{2,14}(?:\s(?:الأول|الاول|الثاني))?"
_OF = r"(?:de\s+|of\s+|d['’])?"
_TH = r"(?:st|nd|rd|th|er|º|ª|°|η|-?го|-?а|\.)?"
_PRINTED = re.compile(
    "|".join(
        (
            r"(?<![\d.-])(?P<y1>\d{4})(?P<s1>[-/.])\s?(?P<m1>\d{1,2})(?P=s1)\s?(?P<d1>\d{1,2})(?!\d)",
            r"(?<![\d.:/-])(?P<a>\d{1,2})(?P<sep>[./-]|\s\|\s)\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y2>\d{4}|\d{2})(?!\d|:\d|[./-]\d)",
            rf"(?<!\d)(?P<d3>{_DAY}){_TH}(?:[\s-]+|(?<=\d\.)){_OF}(?P<m3>{_WORD})(?![^\W\d_])\.?,?[\s-]*(?:del?\s+)?(?P<y3>\d{{4}})(?!\d)",
            rf"(?<![^\W_])(?P<m4>{_WORD})\.?\s*(?P<d4>{_DAY})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y4>\d{{4}})(?!\d)",
            r"(?P<y5>\d{4})\s?[年년]\s?(?P<m5>\d{1,2})\s?[月월](?:\s?(?P<d5>\d{1,2})\s?[日일])?",
            rf"(?<![^\W_])(?P<m6>{_WORD})\.?,?\s+{_OF}(?P<y6>\d{{4}})(?!\d)",
            rf"(?<![\d.,:/-])(?P<y8>\d{{4}})(?:\.|\s?m\.)?\s+(?P<m8>{_WORD})(?![^\W\d_])\.?\s+(?P<d8>{_DAY})(?!\d)",
            r"(?<![\w.,/:$-])(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\buntil\s)|(?<=\bfrom\s)|(?<=\bduring\s)|(?<=\bsummer\s)|(?<=\bwinter\s)|(?<=\bspring\s)|(?<=\bautumn\s)|(?<=\blate\s)|(?<=\bearly\s)|(?<=\bmid-))(?P<y7>(?:1[6-9]|20)\d\d)(?![\w%]|,\d|\.\d|\s+[a-z]+s\b)",
        )
    ),
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"(?<![^\W_])(?P<m1>{_WORD})\.?\s+(?P<d1>{_DAY})(?:st|nd|rd|th)?(?![\d,]\d|[\d%:])|"
    rf"(?<![\d.,:])(?P<d2>{_DAY})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<m2>{_WORD})(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(
    r"\b(?:in|by|since|until|early|late|last|this|next|mid)[\s-]+"
    rf"(?P<m1>{_WORD})(?![^\W\d_])(?!\.?\s+\d)(?P<d1>)(?P<m2>)(?P<d2>)",
    re.IGNORECASE,
)


@cache
def _months() -> dict[str, int]:
    return {
        caseless(name): int(row["month"])
        for row in read_table("month_names")
        for name in row["names"].split("|")
    }


@lru_cache(maxsize=4096)
def _month_of(word: str) -> int | None:
    """Return the number of the month that a word names; Hebrew writes "in" as one with it."""
    key = caseless(word)
    return _months().get(key) or (_months().get(key[1:]) if key.startswith("ב") else None)


@cache
def weekdays() -> dict[str, int]:
    """Return the names of the days of the week; Monday is 0."""
    return {
        caseless(name): int(row["weekday"])
        for row in read_table("weekday_names")
        for name in row["names"].split("|")
    }


@cache
def weekday_pattern() -> re.Pattern[str]:
    """Return the pattern of a day of the week at the end of a stretch; two letters need a sign behind them."""
    names = sorted(map(re.escape, weekdays()), key=len, reverse=True)
    long, short = "|".join(n for n in names if len(n) > 2), "|".join(n for n in names if len(n) <= 2)
    return re.compile(rf"(?<!\w)(?:(?:{long})\.?,?|(?:{short})[.,]+)\s*(?:the\s+)?\Z", re.IGNORECASE)


def printed(line: str, *, day_first: bool | None, stamped: bool = False) -> Iterator[DateSpan]:
    """Yield dates that name their year, each with the clock time beside it.

    ``stamped``: the line is a page's own stamp, where signs join a day and its time more freely than in prose.
    """
    for match in _near_digits(_PRINTED, line, _named):
        day = _day_of(match, day_first=day_first)
        if day is None:
            continue
        start, end, clock = match.start(), match.end(), None
        if day.day is not None:
            start, end, clock = with_clock(line, start, end, stamped=stamped)
        if before := weekday_pattern().search(line, max(0, start - 16), start):
            start = before.start()
        yield DateSpan(start, end, line[start:end], when_of(day, clock))


def _named(match: re.Match[str]) -> bool:
    """Return whether the word of a date is a month, or the date has no word."""
    word = match["m3"] or match["m4"] or match["m6"] or match["m8"]
    return word is None or _month_of(word) is not None


def _named_yearless(match: re.Match[str]) -> bool:
    word = match["m1"] or match["m2"]
    if _month_of(word) is None or caseless(word) in _WITH_YEAR:
        return False
    return word[0].isupper() or caseless(word) not in _WORDS_TOO


def _near_digits(
    pattern: re.Pattern[str], line: str, accept: Callable[[re.Match[str]], bool]
) -> Iterator[re.Match[str]]:
    """Yield the accepted matches of a pattern that needs a digit, looking only where digits are."""
    for start, end in _windows(line):
        while match := pattern.search(line, start, end):
            if accept(match):
                yield match
                start = match.end()
            else:
                start = match.start() + 1


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
        return _numeric(
            int(part["a"]), int(part["b"]), part["y2"], day_first=part["sep"] == "." or day_first is not False
        )
    index = next(i for i in "1345678" if part.get(f"y{i}"))
    year, month, day = int(part[f"y{index}"]), part.get(f"m{index}"), part.get(f"d{index}")
    number = None if month is None else int(month) if month.isdigit() else _month_of(month)
    if not is_day(year, 1 if number is None else number, int(day or 1)):
        return None
    return Day(year, number, int(day) if day else None)


def _numeric(first: int, second: int, year: str, *, day_first: bool) -> Day | None:
    """Return the day that figures alone name; full stops between them mean day first everywhere."""
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    orders = [(first, second), (second, first)] if day_first else [(second, first), (first, second)]
    for day, month in orders:
        if is_day(full, month, day):
            return Day(full, month, day)
    return None


def yearless(line: str, reference: When | None, *, stamped: bool = False) -> Iterator[DateSpan]:
    """Yield days and months without a year, in the year that brings them nearest to the reference."""
    bare = (m for m in _BARE_MONTH.finditer(line) if _named_yearless(m))
    for match in (*_near_digits(_YEARLESS, line, _named_yearless), *bare):
        month, day = _month_of(match["m1"] or match["m2"]), as_int(match["d1"] or match["d2"])
        start, end, clock = match.start() if day else match.start("m1"), match.end(), None
        if day is not None:
            start, end, clock = with_clock(line, start, end, stamped=stamped)
            if before := weekday_pattern().search(line, max(0, start - 16), start):
                start = before.start()
        yield DateSpan(start, end, line[start:end], _nearest(month or 1, day, clock, reference))


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
