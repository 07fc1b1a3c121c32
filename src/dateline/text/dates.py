"""Dates and times that know their precision, as printed: wall clock and offset are never moved."""

from __future__ import annotations

import re

from dateline.model import When
from dateline.text.clocks import offset_of
from dateline.text.instants import ISO, Clock, DateSpan, Day, is_day, sort_key, when_of
from dateline.text.printed_dates import printed, yearless
from dateline.text.relative_dates import lone_clocks, relative

__all__ = ["DateSpan", "find_dates", "parse_when", "sort_key"]

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<h>\d{2})(?P<mi>\d{2})(?P<s>\d{2})?(?P<z>Z|[+-]\d{2}:?\d{2})?)?"
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
    return next((hit.when for hit in printed(value, day_first=day_first) if hit.when is not None), None)


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
    if not is_day(int(parts["y"]), month or 1, day or 1):
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
