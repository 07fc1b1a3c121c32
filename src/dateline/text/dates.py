"""Dates and times that know their precision, as printed: wall clock and offset are never moved."""

from __future__ import annotations

import re

from dateline.model import When
from dateline.text.clocks import offset_of
from dateline.text.instants import ISO, Clock, DateSpan, Day, is_day, sort_key, when_of, when_of_seconds
from dateline.text.printed_dates import printed, yearless
from dateline.text.relative_dates import lone_clocks, relative

__all__ = ["DateSpan", "find_dates", "find_stamped", "parse_when", "sort_key"]

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<h>\d{2})(?P<mi>\d{2})(?P<s>\d{2})?(?P<z>Z|[+-]\d{2}:?\d{2})?)?"
)
_FIGURE = re.compile(r"\d")
#: Seconds or milliseconds from 1970, as scripts write them.
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
#: "Tue Mar 11 10:00:00 CET 2031" and "Tue Mar 11 2031 10:00:00 GMT+0100": as machines print a time.
_UNIX = re.compile(
    r"(?:[A-Z][a-z]{2}\s+)?(?P<day>[A-Z][a-z]{2}\s+\d{1,2})\s+(?P<clock>\d{2}:\d{2}:\d{2})\s+(?P<zone>[A-Z]{2,4}|[+-]\d{4})?\s*(?P<year>\d{4})"
)


def parse_when(text: str, *, day_first: bool | None = None) -> When | None:
    """Return the time that one string states, ISO 8601, RFC 2822 or as printed; None for anything else.

    ``day_first`` decides "3/4/2017"; None reads it day first unless only the other order is a date.
    """
    value = text.strip().translate(_DIGITS)
    if not value or len(value) > 200:
        return None
    for pattern in (ISO, _COMPACT):
        if match := pattern.fullmatch(value):
            return _from_iso(match)
    if _EPOCH.fullmatch(value):
        return when_of_seconds(int(value[:10]))
    value = _UNIX.sub(r"\g<day> \g<year> \g<clock> \g<zone>", value)
    hits = printed(value, day_first=day_first, stamped=True)
    return next((hit.when for hit in hits if hit.when is not None), None)


def find_stamped(line: str, *, day_first: bool | None) -> list[DateSpan]:
    """Return the dates of a page's stamp ("11.03.2031, 20.15 Uhr"), in order; only such as name their year."""
    if _FIGURE.search(line) is None:
        return []
    words = line if line.isascii() else line.translate(_DIGITS)
    found: list[DateSpan] = []
    for hit in printed(words, day_first=day_first, stamped=True):
        if not found or hit.start >= found[-1].end:
            found.append(hit)
        elif hit.end > found[-1].end:
            found.append(hit._replace(start=found[-1].end))
    return found


def find_dates(text: str, *, reference: When | None) -> list[DateSpan]:
    """Return the words that name a time, in order.

    Days without a year, relative days and lone clock times are read against ``reference``.
    """
    line = text.translate(_DIGITS)
    hits = sorted(
        [
            *printed(line, day_first=None),
            *yearless(line, reference),
            *relative(line, reference),
            *lone_clocks(line, reference),
        ],
        key=lambda hit: (hit.start, -hit.end),
    )
    found: list[DateSpan] = []
    for hit in hits:
        if not found or hit.start >= found[-1].end:
            found.append(hit._replace(text=text[hit.start : hit.end]))
    return found


def _from_iso(match: re.Match[str]) -> When | None:
    parts = match.groupdict()
    month, day = (int(parts[k]) if parts.get(k) else None for k in ("m", "d"))
    if not is_day(int(parts["y"]), 1 if month is None else month, 1 if day is None else day):
        return None
    clock = None
    if parts.get("h"):
        hour, minute, second = (int(parts[k]) if parts.get(k) else None for k in ("h", "mi", "s"))
        if hour is None or hour > 24 or (minute or 0) > 59 or (second or 0) > 60:
            return None
        clock = Clock(
            0, hour % 24, minute, None if second is None else min(second, 59), offset_of(parts.get("z") or "")
        )
    return when_of(Day(int(parts["y"]), month, day), clock)
