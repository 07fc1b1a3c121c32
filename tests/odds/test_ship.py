import json
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.model import AssertionKind, Hedge, Stance
from dateline.odds import shipped_weights
from dateline.odds.ship import DENIAL_AT_MOST, read_emergent, ship_weights
from dateline.odds.weights import weights_to_json


def test_the_shipped_weights_cover_every_word_of_the_vocabularies() -> None:
    weights = shipped_weights()
    assert set(weights.stances) == set(Stance)
    assert set(weights.hedges) == set(Hedge)
    assert set(AssertionKind) <= set(weights.priors)


def test_signs_and_bounds() -> None:
    weights = shipped_weights()
    affirms = weights.stances[Stance.AFFIRMS]
    assert affirms > 0
    assert -DENIAL_AT_MOST * affirms - 1e-3 <= weights.stances[Stance.DENIES] < 0
    assert 0 <= weights.stances[Stance.REPORTS] < affirms / 2
    assert all(0 < factor <= 1 for factor in weights.hedges.values())
    assert weights.hedges[Hedge.NONE] == 1


def test_no_outlet_is_named_in_what_is_shipped() -> None:
    shipped = json.loads((files("dateline") / "data" / "odds_weights.json").read_text(encoding="utf-8"))
    assert "sources" not in shipped
    assert {"sets", "licence", "date", "command"} <= set(shipped["source"])


def test_headlines_that_are_alike_have_one_origin_whatever_the_order() -> None:
    line = {"claimId": "k1", "articleHeadlineStance": "for", "claimTruth": "true"}
    table = [
        {
            **line,
            "articleId": "2",
            "source": "www.gazette.example",
            "articleHeadline": "Harbour frozen over!",
        },
        {**line, "articleId": "1", "source": "herald.example", "articleHeadline": "Harbour frozen over"},
        {**line, "articleId": "3", "source": "post.example", "articleHeadline": "Ferries wait as ice grows"},
    ]
    origins = [row.origin for row in read_emergent(table)]
    assert origins == ["herald.example", "herald.example", "post.example"]
    assert [row.origin for row in read_emergent(table[::-1])] == origins[::-1]


@pytest.mark.shared
def test_fitting_again_gives_what_is_shipped(shared: Path) -> None:
    import csv

    with (shared / "data/odds/emergent-train.csv").open(encoding="utf-8", newline="") as file:
        again = ship_weights(read_emergent(csv.DictReader(file)))
    assert weights_to_json(again) == weights_to_json(shipped_weights())
