from __future__ import annotations

from dateline.matching.resting import Voice, lean
from dateline.model import AssertionKind, Reading, Stance
from tests.matching.builders import reading, said, told_by

DEAD = AssertionKind.CASUALTY


def voice(report: Reading, *, number: int = 0, stance: Stance = Stance.AFFIRMS) -> Voice:
    return Voice(report, report.assertions[number], stance)


def toll(id: str, killed: float) -> Reading:
    return reading(id, said(f"{killed} people died at the lock", kind=DEAD, killed=(killed, killed)))


def test_an_opening_rests_on_the_source_that_its_report_names() -> None:
    both = reading("r1", said("The lock burned down"), said("the lock has burned down"))
    sourced = told_by(both, "the Monitor", only="a2")
    assert lean([voice(sourced), voice(sourced, number=1)]) == {("r1", "a1"): ("r1", "a2")}


def test_a_count_rests_on_whoever_is_cited_with_it_and_another_count_on_nobody() -> None:
    sourced = told_by(toll("r1", 12), "the Monitor")
    assert lean([voice(sourced), voice(toll("r2", 12))]) == {("r2", "a1"): ("r1", "a1")}
    assert lean([voice(sourced), voice(toll("r2", 18))]) == {}


def test_a_denial_is_no_source_of_an_affirmation() -> None:
    sourced = told_by(toll("r1", 12), "the Monitor")
    assert lean([voice(sourced, stance=Stance.DENIES), voice(toll("r2", 12))]) == {}


def test_own_voices_rest_on_nobody_where_nobody_is_cited() -> None:
    assert lean([voice(toll("r1", 12)), voice(toll("r2", 12))]) == {}
