import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Confidence, Evidence, Hedge, Stance, Yardstick
from dateline.odds import shipped_weights, weigh_evidence, word_for
from tests.odds.builders import affirmations, evidence

pieces = st.lists(
    st.builds(
        evidence,
        st.sampled_from(["o1", "o2", "o3", "o4"]),
        st.sampled_from(list(Stance)),
        hedge=st.sampled_from(list(Hedge)),
        hops=st.integers(0, 4),
        report=st.sampled_from([f"r{n}" for n in range(8)]),
    ),
    max_size=9,
)
kinds = st.sampled_from(["casualty", "territory", "statement", "never heard of"])


def total(found: list[Evidence], kind: str = "casualty") -> float:
    odds = weigh_evidence(found, kind=kind)
    return odds.prior_log_odds + sum(row.log_odds for row in odds.ledger)


@settings(deadline=None)
@given(pieces, kinds)
def test_the_ledger_adds_up(found: list[Evidence], kind: str) -> None:
    odds = weigh_evidence(found, kind=kind)
    shown = 1 / (1 + math.exp(-(odds.prior_log_odds + sum(row.log_odds for row in odds.ledger))))
    assert odds.prob == pytest.approx(min(0.98, max(0.02, shown)), abs=1e-12)
    assert odds.interval[0] <= odds.prob <= odds.interval[1]
    assert odds.word == word_for(odds.prob, Yardstick.PHIA)


@settings(deadline=None)
@given(pieces, st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(found: list[Evidence], rng: object) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weigh_evidence(shuffled, kind="strike") == weigh_evidence(found, kind="strike")


@pytest.mark.parametrize("published", [["r1", "r2"], ["r2", "r1"]])
def test_of_words_that_weigh_the_same_the_earlier_stand_in_the_ledger(published: list[str]) -> None:
    found = [evidence("o1", report="r1"), evidence("o1", report="r2")]
    (row,) = weigh_evidence(found, kind="aid", published=published).ledger
    assert row.report == published[0]


@settings(deadline=None)
@given(pieces)
def test_every_row_points_at_words_of_its_origin(found: list[Evidence]) -> None:
    known = {(e.origin, e.stance, e.report, e.start, e.end, e.text) for e in found}
    rows = weigh_evidence(found, kind="aid").ledger
    assert {(r.origin, r.stance, r.report, r.start, r.end, r.text) for r in rows} <= known
    assert {r.origin for r in rows} == {e.origin for e in found}


@settings(deadline=None)
@given(pieces, st.sampled_from(["o1", "o2", "o9"]), st.sampled_from(list(Hedge)), st.integers(0, 3))
def test_an_affirmation_never_lowers_the_odds(
    found: list[Evidence], origin: str, hedge: Hedge, hops: int
) -> None:
    new = evidence(origin, hedge=hedge, hops=hops, report="r9")
    reports_only = {e.origin for e in found} - {e.origin for e in found if e.stance is not Stance.REPORTS}
    lost = 0.02 if origin in reports_only else 0.0
    assert total([*found, new]) >= total(found) - 1e-9 - lost


@settings(deadline=None)
@given(
    pieces, st.sampled_from([Stance.AFFIRMS, Stance.DENIES]), st.sampled_from(list(Hedge)), st.integers(0, 3)
)
def test_a_second_report_of_an_origin_moves_no_more_than_it_would_alone(
    others: list[Evidence], stance: Stance, hedge: Hedge, hops: int
) -> None:
    first = evidence("o9", stance, report="r8")
    second = evidence("o9", stance, hedge=hedge, hops=hops, report="r9")
    moved_first = abs(total([*others, first]) - total(others))
    moved_second = abs(total([*others, first, second]) - total([*others, first]))
    assert moved_second <= moved_first + 1e-9


@settings(deadline=None)
@given(st.sampled_from(list(Stance)), st.sampled_from(list(Hedge)), st.integers(0, 6))
def test_hedges_and_hops_shrink_and_never_turn(stance: Stance, hedge: Hedge, hops: int) -> None:
    weights = shipped_weights()
    plain = weights.weight(stance, hedge=Hedge.NONE, hops=0)
    shrunk = weights.weight(stance, hedge=hedge, hops=hops)
    assert abs(shrunk) <= abs(plain)
    assert shrunk * plain >= 0


@settings(deadline=None)
@given(kinds)
def test_without_evidence_the_prior_stands(kind: str) -> None:
    odds = weigh_evidence([], kind=kind)
    assert odds.ledger == ()
    assert odds.prob == pytest.approx(1 / (1 + math.exp(-odds.prior_log_odds)))
    assert odds.interval == (0.02, 0.98)
    assert odds.confidence is Confidence.LOW


@settings(deadline=None)
@given(
    st.lists(st.builds(evidence, st.just("o1"), st.sampled_from(list(Stance))), min_size=1, max_size=30),
    kinds,
)
def test_one_origin_is_never_almost_certain_nor_of_high_confidence(found: list[Evidence], kind: str) -> None:
    odds = weigh_evidence(found, kind=kind)
    assert odds.word != "almost certain"
    assert odds.confidence is Confidence.LOW


def test_ten_reprints_of_one_origin_weigh_less_than_two_origins() -> None:
    reprints = [evidence("o1", report=f"r{n}") for n in range(10)]
    assert total(reprints) < total(affirmations(2))


def test_confidence_counts_origins_and_knows_disputes() -> None:
    assert weigh_evidence(affirmations(2), kind="clash").confidence is Confidence.MODERATE
    assert weigh_evidence(affirmations(4), kind="clash").confidence is Confidence.HIGH
    denied = [*affirmations(3), evidence("o8", Stance.DENIES), evidence("o9", Stance.DENIES)]
    assert weigh_evidence(denied, kind="clash").confidence is Confidence.MODERATE


def test_confidence_is_not_high_where_most_merely_report() -> None:
    told = [evidence(f"p{n}", Stance.REPORTS, report=f"p{n}") for n in range(5)]
    assert weigh_evidence([*affirmations(4), *told[:4]], kind="clash").confidence is Confidence.HIGH
    assert weigh_evidence([*affirmations(4), *told], kind="clash").confidence is Confidence.MODERATE


def test_what_an_origin_affirms_and_denies_is_one_row() -> None:
    both = [evidence("o1"), evidence("o1", Stance.DENIES, hedge=Hedge.POSSIBLE, report="r2")]
    (row,) = weigh_evidence(both, kind="aid").ledger
    assert row.stance is Stance.AFFIRMS
    assert 0 < row.log_odds < weigh_evidence(both[:1], kind="aid").ledger[0].log_odds


def test_a_kind_of_outlet_weighs_where_the_outlet_is_unknown() -> None:
    weights = replace(
        shipped_weights(), kinds={"wire": {Stance.AFFIRMS: 1.5}}, sources={"known": {Stance.AFFIRMS: 2.0}}
    )

    def shown(source: str, kind: str) -> float:
        odds = weigh_evidence(
            [evidence()], kind="other", weights=weights, source_of={"r1": source}, kind_of={"r1": kind}
        )
        return odds.ledger[0].log_odds

    assert shown("known", "wire") == 2.0
    assert shown("new", "wire") == 1.5
    assert shown("new", "other") == shipped_weights().stances[Stance.AFFIRMS]


def test_a_denial_speaks_against() -> None:
    assert total([evidence("o1", Stance.DENIES)]) < 0 < total([evidence("o1")])


def test_flips_names_the_origins_without_which_the_word_changes() -> None:
    odds = weigh_evidence([evidence("o1"), evidence("o2", Stance.DENIES, report="r2")], kind="casualty")
    assert odds.word == "realistic possibility"
    assert odds.flips == ("o1", "o2")
    assert weigh_evidence(affirmations(9), kind="casualty").flips == ()


def test_an_origin_that_takes_a_stand_is_not_counted_again_where_it_reports() -> None:
    odds = weigh_evidence([evidence("o1"), evidence("o1", Stance.REPORTS, report="r2")], kind="aid")
    assert [row.stance for row in odds.ledger] == [Stance.AFFIRMS]


def test_the_same_seed_gives_the_same_interval() -> None:
    found = affirmations(4)
    assert weigh_evidence(found, kind="aid", seed=3) == weigh_evidence(found, kind="aid", seed=3)


def test_a_source_with_weights_of_its_own_uses_them() -> None:
    weights = replace(shipped_weights(), sources={"example-wire": {Stance.AFFIRMS: 2.0}})
    odds = weigh_evidence([evidence()], kind="other", weights=weights, source_of={"r1": "example-wire"})
    assert odds.ledger[0].log_odds == 2.0
