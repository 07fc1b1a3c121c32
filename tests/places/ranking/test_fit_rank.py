from __future__ import annotations

import pytest

from dateline.model import Report
from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.finding.find import find_mentions
from dateline.places.ranking.fit_rank import BY_HAND, LEAST_BY_HAND, MOST_BY_HAND, Labelled, fit_ranker
from dateline.places.ranking.lineup import ALONE
from dateline.places.ranking.ranker import NAMES
from dateline.places.ranking.weights import rank_weights

pytest.importorskip("scipy", reason="scipy is not installed (extra fit)")


def _labelled(text: str, points: dict[str, tuple[float, float]], few: CompiledGazetteer) -> Labelled:
    mentions = find_mentions(text, [(0, len(text))], few, entities=())
    spans = {(text.index(n), text.index(n) + len(n)): (point,) for n, point in points.items()}
    return Labelled(Report(id="r", text=text), mentions, spans)


def test_the_fit_gives_every_weight_and_keeps_to_its_limits(few: CompiledGazetteer) -> None:
    text = "A court in London, Ky., heard the case. Iraqi troops left Mosul for Sinjar in Iraq."
    points = {"London": (37.1, -84.1), "Mosul": (36.3, 43.1), "Sinjar": (36.3, 41.9), "Iraq.": (33.0, 44.0)}
    weights = fit_ranker([_labelled(text, points, few)] * 8, few)
    assert set(weights["alone"]) == {*ALONE, "none"}
    assert set(weights["together"]) == {*NAMES, "none"}
    assert {name: weights["together"][name] for name in BY_HAND} == BY_HAND
    assert all(weights["together"][name] >= least for name, least in LEAST_BY_HAND.items())
    assert all(weights["together"][name] <= most for name, most in MOST_BY_HAND.items())
    assert weights["calibration"]["slope"] > 0


def test_the_shipped_weights_name_every_feature() -> None:
    shipped = rank_weights()
    assert set(shipped["alone"]) == {*ALONE, "none"}
    assert set(shipped["together"]) == {*NAMES, "none"}
