"""Times along a line of pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from dateline.lineage.times import zone_of
from dateline.model import When
from dateline.text.dates import sort_key

_HOUR, _DAY = 3600.0, 86400.0
#: Steps of a tick in seconds, five minutes to ten thousand years.
_STEPS = (
    300.0,
    900.0,
    1800.0,
    _HOUR,
    2 * _HOUR,
    3 * _HOUR,
    6 * _HOUR,
    12 * _HOUR,
    _DAY,
    2 * _DAY,
    7 * _DAY,
    30 * _DAY,
    91 * _DAY,
    365 * _DAY,
    3650 * _DAY,
    36500 * _DAY,
    365_000 * _DAY,
    3_650_000 * _DAY,
)
_START = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(NamedTuple):
    """How times without a zone are read: by the offset that most reports print, or as they stand where none does.

    ``name`` says what the axis shows.
    """

    zone_s: int | None
    name: str

    def read(self, when: When | None) -> float | None:
        """Return a printed time in seconds since 1970."""
        at = sort_key(when)
        if when is None or at is None or self.zone_s is None:
            return at
        return at - self.zone_s if "T" in when.value and zone_of(when) is None else at


def common_clock(times: Iterable[When | None]) -> Clock:
    """Return the clock of reports: UTC where any prints a zone, else the unknown zone that all are printed in."""
    printed = [when for when in times if when is not None and "T" in when.value]
    zones = Counter(zone for when in printed if (zone := zone_of(when)) is not None)
    if not zones and printed:
        return Clock(None, "as printed, zone unknown")
    zone = min(zones, key=lambda z: (-zones[z], z), default=0)
    assumed = " (no zone printed: the commonest)" if any(zone_of(w) is None for w in printed) else ""
    return Clock(zone, f"UTC{assumed}" if printed else "")


class Tick(NamedTuple):
    """A mark on the axis; ``day`` is given where a new day (or the axis) begins."""

    x: float
    label: str
    day: str


class TimeAxis(NamedTuple):
    """Seconds since 1970 (UTC) from ``first`` to ``last``, laid from ``left`` to ``right``."""

    first: float
    last: float
    left: float
    right: float

    def x(self, at: float | None) -> float:
        """Return the pixel of an instant; one that is not known stands at the left end."""
        if at is None:
            return self.left
        share = (at - self.first) / (self.last - self.first)
        return self.left + max(0.0, min(1.0, share)) * (self.right - self.left)

    def ticks(self, *, apart: float = 84.0) -> list[Tick]:
        """Return round times at least ``apart`` pixels from each other."""
        most = max(1.0, (self.right - self.left) / apart)
        step = next((s for s in _STEPS if (self.last - self.first) / s <= most), _STEPS[-1])
        at, made, day = -(-self.first // step) * step, list[Tick](), ""
        while at <= self.last:
            moment = instant(at)
            today = f"{moment.day} {moment:%b}" if step < 365 * _DAY else ""
            clock = f"{moment:%H:%M}" if step < _DAY else today or f"{moment.year}"
            made.append(Tick(self.x(at), clock, today if step < _DAY and today != day else ""))
            at, day = at + step, today
        return made


def instant(at: float) -> datetime:
    """Return an instant in UTC, held inside the years that a calendar has."""
    return _START + timedelta(seconds=max(-62e9, min(253e9, at)))


def fit_axis(times: Iterable[float | None], *, left: float, right: float) -> TimeAxis:
    """Return the axis that holds all known times with a little air at both ends."""
    known = sorted(t for t in times if t is not None) or [0.0]
    span = known[-1] - known[0]
    air = max(span * 0.03, 600.0) if span else _DAY / 2
    return TimeAxis(known[0] - air, known[-1] + air, left, right)
