"""Laws of the odds, whatever the evidence."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Claim, Confidence, Evidence, Hedge, Stance, Yardstick
from dateline.odds import rate_report, shipped_weights, weigh_evidence
from tests.odds.builders import evidence

hedges = st.sampled_from(list(Hedge))
stances = st.sampled_from(list(Stance))
kinds = st.sampled_from(["casualty", "territory", "statement", "other"])
pieces = st.lists(
    st.builds(
        evidence,
        st.sampled_from([f"o{n}" for n in range(6)]),
        stances,
        hedge=hedges,
        hops=st.integers(0, 5),
        report=st.sampled_from([f"r{n}" for n in range(12)]),
    ),
    max_size=14,
)
law = settings(deadline=None, max_examples=150)


def shown(found: list[Evidence], kind: str = "casualty") -> float:
    return weigh_evidence(found, kind=kind).prob


def log_odds(found: list[Evidence]) -> float:
    odds = weigh_evidence(found, kind="casualty")
    return math.fsum([odds.prior_log_odds, *(row.log_odds for row in odds.ledger)])


@law
@given(pieces, kinds, st.sampled_from(list(Yardstick)))
def test_the_ledger_adds_up_within_the_clip(found: list[Evidence], kind: str, yardstick: Yardstick) -> None:
    odds = weigh_evidence(found, kind=kind, yardstick=yardstick)
    total = math.fsum([odds.prior_log_odds, *(row.log_odds for row in odds.ledger)])
    assert odds.prob == pytest.approx(min(0.98, max(0.02, 1 / (1 + math.exp(-total)))), abs=1e-12)
    assert 0.02 <= odds.interval[0] <= odds.prob <= odds.interval[1] <= 0.98


@law
@given(pieces)
def test_each_origin_has_one_row(found: list[Evidence]) -> None:
    rows = [row.origin for row in weigh_evidence(found, kind="aid").ledger]
    assert sorted(rows) == sorted({e.origin for e in found})


@law
@given(pieces, st.integers(0, 99))
def test_the_order_of_arrival_does_not_matter(found: list[Evidence], seed: int) -> None:
    shuffled = random.Random(seed).sample(found, len(found))
    assert weigh_evidence(shuffled, kind="strike") == weigh_evidence(found, kind="strike")


@law
@given(pieces, pieces, st.integers(0, 99))
def test_removing_a_report_that_was_added_restores_the_state(
    found: list[Evidence], added: list[Evidence], seed: int
) -> None:
    mixed = [*found, *(replace(e, report="added") for e in added)]
    random.Random(seed).shuffle(mixed)
    left = [e for e in mixed if e.report != "added"]
    assert weigh_evidence(left, kind="clash") == weigh_evidence(found, kind="clash")


@law
@given(pieces, kinds, hedges, st.integers(0, 5))
def test_a_further_independent_affirmation_never_lowers_the_probability(
    found: list[Evidence], kind: str, hedge: Hedge, hops: int
) -> None:
    new = evidence("o99", hedge=hedge, hops=hops, report="r99")
    assert shown([*found, new], kind) >= shown(found, kind) - 1e-12


@law
@given(pieces, st.integers(1, 12), hedges, st.integers(0, 3))
def test_reprints_add_no_origin_and_no_more_than_the_weight_of_repeats(
    others: list[Evidence], copies: int, hedge: Hedge, hops: int
) -> None:
    first = evidence("o99", report="r99")
    reprints = [evidence("o99", hedge=hedge, hops=hops, report=f"c{n}") for n in range(copies)]
    before = weigh_evidence([*others, first], kind="casualty")
    after = weigh_evidence([*others, first, *reprints], kind="casualty")
    assert {row.origin for row in before.ledger} == {row.origin for row in after.ledger}
    weights = shipped_weights()
    most = weights.stances[Stance.AFFIRMS] * weights.repeat / (1 - weights.repeat)
    assert log_odds([*others, first, *reprints]) - log_odds([*others, first]) <= most + 1e-9


@law
@given(
    st.lists(st.builds(evidence, st.just("o1"), stances, hedge=hedges, hops=st.integers(0, 3)), min_size=1)
)
def test_one_origin_is_never_almost_certain_of_high_confidence_or_confirmed(found: list[Evidence]) -> None:
    for kind in ("statement", "casualty"):
        for yardstick in Yardstick:
            odds = weigh_evidence(found, kind=kind, yardstick=yardstick)
            assert "certain" not in odds.word
            assert odds.confidence is Confidence.LOW
            claim = Claim(
                id="k1",
                text="the crossing is open",
                kind=kind,
                evidence=tuple(found),
                reports=1,
                independent_origins=1,
                odds=odds,
            )
            assert not rate_report(claim, report="r1").endswith("1")


@law
@given(pieces, stances, hedges, st.integers(0, 8))
def test_every_hop_attenuates_and_none_turns_the_sign(
    others: list[Evidence], stance: Stance, hedge: Hedge, hops: int
) -> None:
    def moved(passed_on: int) -> float:
        new = evidence("o99", stance, hedge=hedge, hops=passed_on, report="r99")
        odds = weigh_evidence([*others, new], kind="casualty")
        return next(row.log_odds for row in odds.ledger if row.origin == "o99")

    near, far = moved(hops), moved(hops + 1)
    assert near * far >= 0
    assert abs(far) <= abs(near) + 1e-12


@law
@given(pieces)
def test_flips_are_the_origins_whose_absence_changes_the_word(found: list[Evidence]) -> None:
    odds = weigh_evidence(found, kind="casualty")
    alone = {
        origin
        for origin in {e.origin for e in found}
        if weigh_evidence([e for e in found if e.origin != origin], kind="casualty").word != odds.word
    }
    assert set(odds.flips) == alone
