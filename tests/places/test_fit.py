from __future__ import annotations

import pytest

from dateline.places.fit import Labelled, fit_places
from dateline.places.gazetteer import CompiledGazetteer

pytest.importorskip("sklearn", reason="scikit-learn is not installed (extra fit)")


def test_the_fit_learns_what_names_a_place_and_gives_every_weight(few: CompiledGazetteer) -> None:
    told = Labelled(
        "Troops left Mosul for Raqqa in Syria.", (), {(12, 17): (36.3, 43.1), (22, 27): (35.9, 39.0)}
    )
    other = Labelled("He met London Smith. Smith said no.", (), {})
    weights = fit_places([told, other] * 4, few)
    assert weights["resolve"]["population"] > 0
    assert "none" in weights["resolve"]
