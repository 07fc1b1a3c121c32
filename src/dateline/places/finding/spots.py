"""The chance that a stretch of words names a place, from its features: fitted trees, and a few weights by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.places.finding.trees import Trees

#: A stretch of words is taken for a place from this chance on: the best exact F1 on the fitting halves.
KEEP_FROM = 0.4


@cache
def _fitted() -> tuple[Trees, Mapping[str, float]]:
    text = (files("dateline") / "data" / "place_spot_weights.json").read_text(encoding="utf-8")
    row: Mapping[str, Any] = json.loads(text)
    return Trees.of(row), row["by_hand"]


def told_by_trees(rows: Sequence[Mapping[str, float]]) -> list[float]:
    """Return for each row of features the log-odds that the trees give it."""
    told: list[float] = _fitted()[0].score(rows).tolist()
    return told


def chance_of(row: Mapping[str, float], told: float) -> float:
    """Return the chance that a row of features speaks of a place, by what the trees told and by hand."""
    by_hand = _fitted()[1]
    return chance(told + sum([weight * row.get(name, 0.0) for name, weight in by_hand.items()]))


def chance(log_odds: float) -> float:
    """Return the chance that these log-odds stand for."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))
