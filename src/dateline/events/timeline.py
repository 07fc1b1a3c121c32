"""What is said to have happened when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.events.background import BACKGROUND_S
from dateline.model import Assertion, Claim, PartKind, Precision, Reading, TimelineEntry, ToponymKind, When
from dateline.text.dates import sort_key

_ZONE = re.compile(r"T.*?(?:(?P<utc>Z)|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))$")
_COARSE = (Precision.YEAR, Precision.MONTH)


def build_timeline(claims: Sequence[Claim], readings: Sequence[Reading]) -> tuple[TimelineEntry, ...]:
    """Return one entry a claim, in order of time; undated claims last.

    The time is the earliest that the claim's own words give, to the day where any do; else that of the dateline or
    of the first publication, and the entry says so. A time without a zone is read by the clock that most reports
    print, for the order alone: it stays as printed.
    """
    by_id = {reading.id: reading for reading in readings}
    zone = _common_zone(reading.report.published for reading in readings)
    entries = [_entry(claim, by_id, zone) for claim in claims]
    return tuple(sorted(entries, key=lambda e: (_instant(e.at, zone), e.claims)))


def _entry(claim: Claim, readings: dict[str, Reading], zone: float) -> TimelineEntry:
    stated: list[When] = []
    printed: list[When] = []
    places: dict[str, None] = {}
    for evidence in claim.evidence:
        reading = readings[evidence.report]
        assertion = next(a for a in reading.assertions if a.id == evidence.assertion)
        if assertion.when is not None:
            stated.append(assertion.when)
        if (written := _written(assertion, reading)) is not None:
            printed.append(written)
        for toponym in (reading.toponyms[index] for index in assertion.places):
            if toponym.place is not None and toponym.kind is not ToponymKind.DEMONYM:
                places[toponym.place.id] = None
    told = _of_the_event(stated, printed)
    return TimelineEntry(
        at=min(told or printed, key=lambda when: _instant(when, zone), default=None),
        text=claim.text,
        claims=(claim.id,),
        places=tuple(places),
        by_publication=not told and bool(printed),
    )


def _of_the_event(stated: Sequence[When], printed: Sequence[When]) -> Sequence[When]:
    """Return the times that the words give, those to the day where any are, those not of long ago where any are."""
    fine = [when for when in stated if when.precision not in _COARSE] or list(stated)
    said = min((sort_key(when) or 0.0 for when in printed), default=None)
    if said is None:
        return fine
    return [when for when in fine if said - (sort_key(when) or said) <= BACKGROUND_S] or fine


def _written(assertion: Assertion, reading: Reading) -> When | None:
    """Return when the words were written: the update's or the dateline's time, else that of publication."""
    for kind in (PartKind.UPDATE, PartKind.DATELINE):
        for part in reading.report.parts:
            inside = (
                part.start is not None and part.end is not None and part.start <= assertion.start < part.end
            )
            if part.kind is kind and part.at is not None and (inside or kind is PartKind.DATELINE):
                return part.at
    return reading.report.published


def _common_zone(times: Iterable[When | None]) -> float:
    zones = Counter(zone for when in times if when is not None and (zone := _zone_s(when)) is not None)
    return min(zones, key=lambda zone: (-zones[zone], zone), default=0.0)


def _zone_s(when: When) -> float | None:
    """Return the offset that a time prints, in seconds; None where it prints none."""
    match = _ZONE.search(when.value)
    if match is None:
        return None
    if match["utc"]:
        return 0.0
    return (1 if match["sign"] == "+" else -1) * (int(match["hours"]) * 3600.0 + int(match["minutes"]) * 60.0)


def _instant(when: When | None, zone: float) -> float:
    instant = sort_key(when)
    if when is None or instant is None:
        return float("inf")
    return instant - zone if "T" in when.value and _zone_s(when) is None else instant
