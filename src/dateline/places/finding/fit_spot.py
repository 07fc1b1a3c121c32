"""Fits the weights of the finder; needs scikit-learn (extra ``fit``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dateline.model import Entity, Gazetteer, NameLeaning
from dateline.places.finding.find import candidates
from dateline.reader import find_entities

#: Set by hand: local news in English, which the sets are, has next to no romanised names.
BY_HAND = {"sounds_here": 3.0, "arabic_form": 2.5, "home": 2.0}
#: Told otherwise, or by nothing but the trees' order.
_LEFT_OUT = frozenset((*BY_HAND, "bias"))
#: Chosen on the fitting halves by cross-validation over documents.
TREES, DEPTH, LEAVES, RATE, LEAST_ROWS, PULL = 130, 5, 14, 0.07, 15, 3.0
#: How much a text counts that is read again by rules or not at all: the finder has to do with that, too.
_UNREAD = 0.25


class Text(NamedTuple):
    """A text with the spans of its prose, what a reader found in it, and its names of places."""

    text: str
    spans: Sequence[tuple[int, int]]
    entities: Sequence[Entity]
    leanings: Sequence[NameLeaning]
    names: frozenset[tuple[int, int]]
    weight: float = 1.0


def fit_spots(texts: Sequence[Text], gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the finder's weights as the file holds them, its source aside; trees fitted on labelled texts.

    Each text is fitted thrice: with what the trained reader told, with the names that rules find, with none.
    """
    rows, labels, weights = rows_of(texts, gazetteer)
    return fit_rows(rows, labels, weights)


def rows_of(
    texts: Sequence[Text], gazetteer: Gazetteer
) -> tuple[list[dict[str, float]], list[bool], list[float]]:
    """Return every candidate's features, whether its span is labelled, and how much it counts."""
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    weights: list[float] = []
    for text in texts:
        for entities, leanings, weight in _readings(text):
            found = candidates(text.text, text.spans, gazetteer, entities=entities, leanings=leanings)
            rows += [m.features for m in found]
            labels += [(m.start, m.end) in text.names for m in found]
            weights += [text.weight * weight] * len(found)
    return rows, labels, weights


def _readings(text: Text) -> Iterator[tuple[Sequence[Entity], Sequence[NameLeaning], float]]:
    """Yield what the trained reader told of a text, what rules tell, and nothing."""
    yield text.entities, text.leanings, 1.0
    yield find_entities(text.text, spans=text.spans), (), _UNREAD
    yield (), (), _UNREAD


def fit_rows(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], weights: Sequence[float]
) -> dict[str, Any]:
    """Return the trees fitted on rows of features."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = sorted({name for row in rows for name, value in row.items() if value} - _LEFT_OUT)
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=DEPTH,
        max_leaf_nodes=LEAVES,
        learning_rate=RATE,
        min_samples_leaf=LEAST_ROWS,
        l2_regularization=PULL,
        early_stopping=False,
        random_state=0,
    )
    model.fit(table, np.array(labels), sample_weight=np.array(weights))
    trees = [_nodes(predictors[0].nodes) for predictors in model._predictors]
    base = round(float(np.ravel(model._baseline_prediction)[0]), 4)
    return {"features": names, "base": base, "depth": DEPTH, "trees": trees, "by_hand": BY_HAND}


def _nodes(nodes: Any) -> list[list[float]]:
    """Return a tree's nodes as feature, threshold, left, right, value; a leaf leads to itself."""
    return [
        [0, 0, at, at, round(float(node["value"]), 4)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            _short(node["num_threshold"]),
            int(node["left"]),
            int(node["right"]),
            0,
        ]
        for at, node in enumerate(nodes)
    ]


def _short(threshold: float) -> float:
    return float(f"{threshold:.5g}")
