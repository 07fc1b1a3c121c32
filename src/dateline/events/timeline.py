"""What is said to have happened when."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Claim, Reading, TimelineEntry, ToponymKind, When
from dateline.text.dates import sort_key


def build_timeline(claims: Sequence[Claim], readings: Sequence[Reading]) -> tuple[TimelineEntry, ...]:
    """Return one entry a claim, in order of time; undated claims last.

    The time is the earliest that the claim's own words give, else the first publication of the claim.
    """
    by_id = {reading.id: reading for reading in readings}
    entries = [_entry(claim, by_id) for claim in claims]
    return tuple(sorted(entries, key=lambda e: (_instant(e.at), e.claims)))


def _entry(claim: Claim, readings: dict[str, Reading]) -> TimelineEntry:
    stated: list[When] = []
    printed: list[When] = []
    places: dict[str, None] = {}
    for evidence in claim.evidence:
        reading = readings[evidence.report]
        assertion = next(a for a in reading.assertions if a.id == evidence.assertion)
        if assertion.when is not None:
            stated.append(assertion.when)
        if reading.report.published is not None:
            printed.append(reading.report.published)
        for toponym in (reading.toponyms[index] for index in assertion.places):
            if toponym.place is not None and toponym.kind is not ToponymKind.DEMONYM:
                places[toponym.place.id] = None
    return TimelineEntry(
        at=min(stated or printed, key=_instant, default=None),
        text=claim.text,
        claims=(claim.id,),
        places=tuple(places),
    )


def _instant(when: When | None) -> float:
    instant = sort_key(when)
    return float("inf") if instant is None else instant
