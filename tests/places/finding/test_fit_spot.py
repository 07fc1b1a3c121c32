"""Fitting the finder."""

from __future__ import annotations

import pytest

from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.finding.fit_spot import BY_HAND, Text, fit_spots
from dateline.places.finding.trees import Trees

pytest.importorskip("sklearn", reason="scikit-learn is not installed (extra fit)")


def test_the_fit_tells_places_from_other_words(few: CompiledGazetteer) -> None:
    told, other = "Troops left Mosul for Raqqa in Syria.", "He met London Smith. Smith said no."
    texts = [
        Text(told, [(0, len(told))], (), (), frozenset({(12, 17), (22, 27), (31, 36)})),
        Text(other, [(0, len(other))], (), (), frozenset()),
    ]
    row = fit_spots(texts * 20, few)
    assert row["by_hand"] == BY_HAND
    assert Trees.of(row).names == tuple(row["features"])
    before, plain = Trees.of(row).score([{"before_left": 1.0, "cue_in": 1.0}, {"run_behind": 1.0}])
    assert before >= plain
