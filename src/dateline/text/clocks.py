"""Times of day as printed ("11:05pm EST", "13:17 Uhr", "noon"), with their zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dateline.text.fold import caseless
from dateline.text.instants import Clock
from dateline.text.tables import read_table

_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:(?::|\s:\s|\s?h\s?|(?P<dot>\.))(?P<mi>[0-5]\d)(?:[:.](?P<s>[0-5]\d)(?:[.,]\d{1,6})?)?)?"
    r"(?!\d)\s*(?P<half>[ap]\.?\s?m\b\.?|صباحا|مساء|[صم](?!\w))?\u064b?"
    r"(?:\s*(?P<hours>(?:hours|hrs?|Uhr)(?!\w)|h(?![\w:]))\.?)?"
    r"\s*(?P<zone>\(?(?:(?:UTC|GMT)?\s?[+−-]\d{1,2}(?::?\d{2})?(?![\d-])|[A-Z]{1,4}(?![\w]))\)?)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"(?:12\s+)?(?P<word>noon|midnight)\b", re.IGNORECASE)
#: Words of the press languages that lead from a day to its time of day.
_AT = (
    r"at\s+about|at|um\s+ca\.?|um|ab|a\s+las?|às|à|alle(?:\s+ore)?|ore|ora|kl\.?|klo|om|kell|godz\.?|o\s+godz\.?|v|ve|saat"
    r"|as\s+of|by|about|around|on|the|в|о|об|у|الساعة|ساعت|בשעה|ώρα|las|a"
)
_LINK = re.compile(rf"[\s,;|·•–—-]*(?:(?:{_AT})\s+)*", re.IGNORECASE)
_STAMP_LINK = re.compile(rf"(?:[\s,.;|/@·•–—()-]|T(?=\d)|(?<!\w)(?:{_AT})(?!\w)\.?)*", re.IGNORECASE)
_BEFORE = re.compile(
    r"[\s,;|()·–—-]*(?:on\s+)?(?:\w{3,9}day,?\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_STAMP_BEFORE = re.compile(rf"[\s,.;|/@·•–—()-]*(?:[\w.]{{2,10}},?)?{_STAMP_LINK.pattern}", re.IGNORECASE)
_LONE = re.compile(
    r"(?<![\d.,:/$€£+-])\d{1,2}(?=[:.h]\d\d|\s[:h]\s\d\d|\s?[ap]\.?\s?m\b|\s?uhr\b)", re.IGNORECASE
)
#: How far before its day a time of day may stand.
_REACH = 40


class ClockSpan(NamedTuple):
    """A time of day in a line, and where it stands."""

    start: int
    end: int
    clock: Clock


@cache
def _zones() -> dict[str, str]:
    return {row["name"]: row["offset"] or "" for row in read_table("time_zones")}


def offset_of(zone: str) -> str:
    """Return the offset as ISO writes it; empty where the zone's name does not fix one."""
    zone = zone.strip(" ()").upper().replace("−", "-")
    match = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", zone)
    if match is None:
        return _zones().get(zone, "")
    hours, minutes = int(match[2]), int(match[3] or 0)
    return f"{match[1]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""


def _is_zone(zone: str) -> bool:
    name = zone.strip(" ()")
    return (name.isupper() and name in _zones()) or bool(re.search(r"[+−-]\d", name))


def as_int(text: str | None) -> int | None:
    """Return the number that digits write; None for none."""
    return int(text) if text else None


def clock_at(line: str, at: int, *, glued: bool, stamped: bool = False) -> Clock | None:
    """Return the time of day printed at ``at``; a bare figure is none.

    ``stamped``: it stands beside the day of a page's stamp, where "20.15" is a time.
    """
    if noon := _NOON.match(line, at):
        return Clock(noon.end(), 12 if caseless(noon["word"]) == "noon" else 0, 0, None, "")
    match = _CLOCK.match(line, at) if glued and not line[max(0, at - 1) : at].isdigit() else None
    return None if match is None else _clock_of(line, match, stamped=stamped)


def _clock_of(line: str, match: re.Match[str], *, stamped: bool) -> Clock | None:
    hour, half, hours = int(match["h"]), _half(match["half"]), match["hours"]
    sure = (match["mi"] and (stamped or not match["dot"])) or half or (hours and match["mi"])
    if not (sure or caseless(hours or "") in ("hours", "hrs", "uhr")):
        return None
    if hour > 24 or (half and hour == 0):
        return None
    hour = (hour % 12 + (12 if half == "p" else 0)) if half and hour <= 12 else hour % 24
    zone, end = match["zone"] or "", match.end()
    if zone and not _is_zone(zone):
        zone, end = "", match.start("zone")
    start = match.start()
    return Clock(
        start + len(line[start:end].rstrip()), hour, as_int(match["mi"]), as_int(match["s"]), offset_of(zone)
    )


def _half(word: str | None) -> str:
    """Return "a" before noon, "p" after it, as the line says it."""
    sign = caseless(word or "")[:1]
    return {"ص": "a", "م": "p"}.get(sign, sign)


def find_clocks(line: str) -> Iterator[ClockSpan]:
    """Yield the times of day that stand in a line of their own right, with or without a day."""
    end = 0
    for match in _LONE.finditer(line):
        clock = clock_at(line, match.start(), glued=True) if match.start() >= end else None
        if clock is not None:
            end = clock.end
            yield ClockSpan(match.start(), end, clock)


def with_clock(line: str, start: int, end: int, *, stamped: bool = False) -> tuple[int, int, Clock | None]:
    """Return the span of a day and the time of day printed beside it, behind first."""
    link = _STAMP_LINK if stamped else _LINK
    joint = re.compile(r"T(?=\d)").match(line, end) or link.match(line, end)
    at = joint.end() if joint else end
    clock = clock_at(line, at, glued=bool(joint and joint.group()), stamped=stamped)
    if clock is not None:
        return start, clock.end, clock
    window = max(0, start - _REACH)
    for match in _CLOCK.finditer(line, window, start):
        found = clock_at(line, match.start(), glued=True, stamped=stamped)
        if found is None or found.end > start:
            continue
        if (_STAMP_BEFORE if stamped else _BEFORE).fullmatch(line, found.end, start):
            return match.start(), end, found
    return start, end, None
