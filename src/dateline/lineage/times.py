"""Compares times that reports print, with and without a zone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dateline.model import Precision, Reading, When
from dateline.text.dates import sort_key

_ZONE = re.compile(r"T.*(?:(Z)|([+-])(\d\d):?(\d\d))$")
_LENGTH = {
    Precision.YEAR: 366 * 86400,
    Precision.MONTH: 31 * 86400,
    Precision.DAY: 86400,
    Precision.HOUR: 3600,
}


class Moment(NamedTuple):
    """A printed time: its start in seconds UTC, and how long it lasts at its precision."""

    start: float
    length: float


def zone_of(when: When) -> int | None:
    """Return the offset that a printed time states, in seconds; None where it states none."""
    found = _ZONE.search(when.value)
    if found is None:
        return None
    if found.group(1):
        return 0
    seconds = int(found.group(3)) * 3600 + int(found.group(4)) * 60
    return -seconds if found.group(2) == "-" else seconds


def common_zone(readings: Iterable[Reading]) -> int:
    """Return the offset that most reports print, 0 without any: reports of one event mostly share a clock."""
    zones = [zone_of(r.report.published) for r in readings if r.report.published is not None]
    counts = Counter(zone for zone in zones if zone is not None)
    return min(counts, key=lambda zone: (-counts[zone], zone), default=0)


def moment(when: When | None, zone: int) -> Moment | None:
    """Return a printed time as a moment, ``zone`` assumed where it states none; None for no time."""
    start = sort_key(when) if when else None
    if when is None or start is None:
        return None
    if zone_of(when) is None and when.precision not in (Precision.YEAR, Precision.MONTH, Precision.DAY):
        start -= zone
    return Moment(start, float(_LENGTH.get(when.precision, 60)))


def surely_later(a: Moment, b: Moment) -> bool:
    """Return whether ``a`` begins after ``b`` is over."""
    return a.start >= b.start + b.length


def latest(moments: Iterable[Moment]) -> Moment | None:
    """Return the moment that begins last."""
    return max(moments, default=None)
