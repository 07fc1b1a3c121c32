from __future__ import annotations

from dateline.events import build_timeline
from dateline.model import (
    Claim,
    Confidence,
    Evidence,
    Hedge,
    Odds,
    Precision,
    Reading,
    Stance,
    TimelineEntry,
    When,
)
from tests.events.readings import assertion, reading

TEXT = "The crossing closed."


def _report(report_id: str, published: str, when: When | None = None) -> Reading:
    return reading(report_id, TEXT, published=published, assertions=[assertion(TEXT, TEXT[:-1], when=when)])


def _timeline(*groups: tuple[Reading, ...]) -> tuple[TimelineEntry, ...]:
    claims = [_claim(f"k{n}", group) for n, group in enumerate(groups)]
    return build_timeline(claims, [report for group in groups for report in group])


def _claim(claim_id: str, reports: tuple[Reading, ...]) -> Claim:
    evidence = tuple(
        Evidence(
            report=report.id,
            assertion="a1",
            stance=Stance.AFFIRMS,
            origin="o1",
            hedge=Hedge.NONE,
            hops=0,
            start=0,
            end=len(TEXT) - 1,
            text=TEXT[:-1],
        )
        for report in reports
    )
    odds = Odds(
        prior_log_odds=0.0,
        prob=0.5,
        interval=(0.4, 0.6),
        word="realistic possibility",
        confidence=Confidence.LOW,
        flips=(),
        ledger=(),
    )
    return Claim(
        id=claim_id,
        text=TEXT,
        kind="other",
        evidence=evidence,
        reports=len(reports),
        independent_origins=1,
        odds=odds,
    )


def test_the_time_is_that_of_the_words() -> None:
    day = When(value="2031-03-10", precision=Precision.DAY)
    (entry,) = _timeline((_report("r1", "2031-03-11T09:00", day),))
    assert (entry.at, entry.by_publication) == (day, False)


def test_publication_is_a_fallback_that_is_marked() -> None:
    (entry,) = _timeline((_report("r1", "2031-03-11T09:00"),))
    assert entry.at is not None
    assert (entry.at.value, entry.by_publication) == ("2031-03-11T09:00", True)


def test_a_time_of_long_ago_gives_way_to_one_of_the_event() -> None:
    old = When(value="2011-03-10", precision=Precision.DAY)
    day = When(value="2031-03-10", precision=Precision.DAY)
    (entry,) = _timeline((_report("r1", "2031-03-11T09:00", old), _report("r2", "2031-03-11T10:00", day)))
    assert entry.at == day


def test_a_time_without_zone_is_ordered_by_the_clock_of_the_others_and_stays_as_printed() -> None:
    zoned = _report("r1", "2031-03-11T09:00+03:00"), _report("r2", "2031-03-11T09:00+03:00")
    local = _report("r3", "2031-03-11T08:00")
    entries = _timeline(zoned, (local,))
    assert [e.claims for e in entries] == [("k1",), ("k0",)]
    assert entries[0].at is not None
    assert entries[0].at.value == "2031-03-11T08:00"
