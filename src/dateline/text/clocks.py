"""Times of day as printed ("11:05pm EST", "13:17 Uhr", "noon"), with their zones."""

from __future__ import annotations

import re
from functools import cache

from dateline.text.fold import caseless
from dateline.text.instants import Clock
from dateline.text.tables import read_table

_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:(?P<sep>[:.h])(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?)?(?!\d)\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s*(?P<hours>hours|hrs|h|Uhr)(?![\w:]))?"
    r"\s*(?P<zone>\(?(?:(?:UTC|GMT)?\s?[+−-]\d{1,2}(?::?\d{2})?(?![\d-])|[A-Z]{1,4}(?![\w]))\)?)?",
    re.IGNORECASE,
)
_NOON = re.compile(r"(?:12\s+)?(?P<word>noon|midnight)\b", re.IGNORECASE)
_LINK = re.compile(r"[\s,;|·•–—-]*(?:(?:at|um|a\s+las|à|as\s+of|by|about|around)\s+)*", re.IGNORECASE)


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


def clock_at(line: str, at: int, *, glued: bool) -> Clock | None:
    """Return the time of day printed at ``at``; a bare figure is none."""
    if noon := _NOON.match(line, at):
        return Clock(noon.end(), 12 if caseless(noon["word"]) == "noon" else 0, 0, None, "")
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
    return Clock(end, hour, as_int(match["mi"]), as_int(match["s"]), offset_of(zone))


def with_clock(line: str, start: int, end: int) -> tuple[int, int, Clock | None]:
    """Return the span of a day and the time of day printed beside it, behind first."""
    joint = re.compile(r"T(?=\d)").match(line, end) or _LINK.match(line, end)
    at = joint.end() if joint else end
    clock = clock_at(line, at, glued=bool(joint and joint.group()))
    if clock is not None:
        return start, clock.end, clock
    window = max(0, start - 40)
    for match in _CLOCK.finditer(line, window, start):
        rest = line[match.end() : start]
        found = clock_at(line, match.start(), glued=True)
        if found is not None and re.fullmatch(
            r"[\s,;|()·–—-]*(?:on\s+)?(?:\w{3,9}day,?\s+)?(?:the\s+)?",
            rest[max(0, found.end - match.end()) :],
        ):
            return match.start(), end, found
    return start, end, None
