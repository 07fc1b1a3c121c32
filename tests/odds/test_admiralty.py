import pytest

from dateline.model import Claim, Evidence, Hedge, Stance
from dateline.odds import rate_report, weigh_evidence
from tests.odds.builders import affirmations, evidence


def claim(found: list[Evidence]) -> Claim:
    return Claim(
        id="k1",
        text="the crossing is open",
        kind="movement",
        evidence=tuple(found),
        reports=len({e.report for e in found}),
        independent_origins=len({e.origin for e in found}),
        odds=weigh_evidence(found, kind="movement"),
    )


def test_no_claim_cannot_be_judged() -> None:
    assert rate_report(None) == "F6"


def test_merely_reported_cannot_be_judged() -> None:
    assert rate_report(claim([evidence("o1", Stance.REPORTS)])) == "F6"


def test_one_means_another_origin_openly_confirms() -> None:
    assert rate_report(claim(affirmations(2))) == "F1"
    assert rate_report(claim([evidence("o1"), evidence("o2", hedge=Hedge.PROBABLE, report="r2")])) == "F2"


def test_one_origin_is_possible_at_best_however_often_repeated() -> None:
    assert rate_report(claim([evidence("o1", report=f"r{n}") for n in range(12)])) == "F3"


def test_a_denied_claim_is_doubtful_and_its_denial_is_not() -> None:
    found = [evidence("o1"), *(evidence(f"o{n}", Stance.DENIES, report=f"r{n}") for n in (2, 3, 4))]
    assert rate_report(claim(found), report="r1") == "F4"
    assert rate_report(claim(found), report="r2") == "F2"


def test_the_letter_is_the_callers() -> None:
    assert rate_report(claim(affirmations(2)), letter="B") == "B1"
    with pytest.raises(ValueError, match="A to F"):
        rate_report(None, letter="G")
