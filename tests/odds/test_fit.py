import math
import random
from dataclasses import replace
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Stance
from dateline.odds import OddsRow, fit_odds
from dateline.odds.platt import fit_platt


def invented(seed: int, *, claims: int = 160, shills: int = 0) -> list[OddsRow]:
    """Claims of which 40 % are true; five outlets each, right three times in four.

    ``shills`` reprint the first affirmation of each false claim.
    """
    rng = random.Random(seed)
    rows = []
    for n in range(claims):
        true = rng.random() < 0.4
        for k in range(5):
            stands = rng.random()
            stance = Stance.REPORTS if stands < 0.3 else _stand(true == (rng.random() < 0.75))
            rows.append(OddsRow(claim=f"k{n}", source=f"gazette-{k}", stance=stance, outcome=true))
        voices = [r.source for r in rows if r.claim == f"k{n}" and r.stance is Stance.AFFIRMS]
        if voices and not true:
            rows.extend(
                OddsRow(
                    claim=f"k{n}", source=f"shill-{k}", origin=voices[0], stance=Stance.AFFIRMS, outcome=true
                )
                for k in range(shills)
            )
    return rows


def _stand(says_true: bool) -> Stance:
    return Stance.AFFIRMS if says_true else Stance.DENIES


def unlabelled(rows: list[OddsRow]) -> list[OddsRow]:
    return [OddsRow(claim=r.claim, source=r.source, origin=r.origin, stance=r.stance) for r in rows]


def auc(rows: list[OddsRow], prob: dict[str, float]) -> float:
    truth = {row.claim: bool(row.outcome) for row in rows}
    yes = [prob[c] for c, t in truth.items() if t]
    no = [prob[c] for c, t in truth.items() if not t]
    return mean((a > b) + 0.5 * (a == b) for a in yes for b in no)


def test_predictions_follow_the_outcomes() -> None:
    model = fit_odds(invented(1))
    fresh = invented(2)
    assert auc(fresh, model.predict(unlabelled(fresh))) > 0.85


def test_where_nobody_copies_nothing_is_lost() -> None:
    train, fresh = invented(3), invented(4, claims=400)
    prob = fit_odds(train).predict(unlabelled(fresh))
    count = {
        row.claim: sum(
            (r.stance is Stance.AFFIRMS) - (r.stance is Stance.DENIES) for r in fresh if r.claim == row.claim
        )
        for row in fresh
    }
    assert auc(fresh, prob) >= auc(fresh, {c: float(n) for c, n in count.items()}) - 0.005


def test_ten_shills_reprinting_each_false_claim_do_not_lift_it() -> None:
    model = fit_odds(invented(5))
    clean, flooded = invented(6, claims=300), invented(6, claims=300, shills=10)
    before, after = model.predict(unlabelled(clean)), model.predict(unlabelled(flooded))
    false = {row.claim for row in clean if not row.outcome}
    assert auc(flooded, after) >= auc(clean, before) - 0.02
    assert mean(after[c] - before[c] for c in false) < 0.03


def test_an_affirmation_never_weighs_against() -> None:
    rows = [
        OddsRow(claim=f"k{n}", source="mill", stance=Stance.AFFIRMS, outcome=n % 4 == 0) for n in range(40)
    ] + [OddsRow(claim=f"j{n}", source="gazette", stance=Stance.REPORTS, outcome=True) for n in range(40)]
    weights = fit_odds(rows).weights
    assert weights.stances[Stance.AFFIRMS] >= 0
    assert weights.sources["mill"][Stance.AFFIRMS] >= 0


def test_a_new_source_weighs_what_the_pool_does() -> None:
    model = fit_odds(invented(7))
    assert "unheard-of" not in model.weights.sources
    known = fit_odds(invented(7), by_source=False)
    row = [OddsRow(claim="k", source="unheard-of", stance=Stance.DENIES)]
    assert known.weights.sources == {}
    assert 0.02 <= model.predict(row)["k"] < 0.5


def test_a_new_source_of_a_known_kind_weighs_what_its_kind_does() -> None:
    rows = [replace(row, kind="wire" if row.source == "gazette-0" else None) for row in invented(8)]
    weights = fit_odds(rows).weights
    assert set(weights.kinds) == {"wire"}
    assert weights.kinds["wire"][Stance.AFFIRMS] > 0
    assert fit_odds(rows, by_source=False).weights.kinds == {}


def test_the_discount_of_repeats_is_learnt_and_small() -> None:
    assert 0.0 <= fit_odds(invented(9, shills=3)).weights.repeat <= 0.2


def test_outcomes_of_one_kind_cannot_be_learnt_from() -> None:
    with pytest.raises(ValueError, match="true"):
        fit_odds([OddsRow(claim="k", source="s", stance=Stance.AFFIRMS, outcome=True)])


@settings(deadline=None)
@given(st.integers(0, 50), st.floats(0.3, 3), st.floats(-1, 1))
def test_platt_finds_the_scale_again(seed: int, slope: float, intercept: float) -> None:
    rng = random.Random(seed)
    scores = [rng.uniform(-3, 3) for _ in range(3000)]
    outcomes = [rng.random() < 1 / (1 + math.exp(-(slope * x + intercept))) for x in scores]
    found = fit_platt(scores, outcomes)
    assert found[0] == pytest.approx(slope, rel=0.2, abs=0.1)
    assert found[1] == pytest.approx(intercept, abs=0.25)
