"""The fitted weights of relations: reading them, using them, fitting them again."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.lineage.features import FEATURES
from dateline.model import Relation


@dataclass(frozen=True, slots=True)
class RelationModel:
    """One linear score a relation over the feature table; the softmax of the scores is its probability."""

    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def predict(self, values: Sequence[float]) -> dict[Relation, float]:
        """Return the probability of every relation for feature values in the table's order."""
        named = {name: value for (name, _), value in zip(FEATURES, values, strict=True)}
        scores = {
            relation: bias + sum(self.weights[relation].get(name, 0.0) * v for name, v in named.items())
            for relation, bias in self.bias.items()
        }
        top = max(scores.values())
        powers = {relation: math.exp(score - top) for relation, score in scores.items()}
        total = sum(powers.values())
        return {Relation(relation): power / total for relation, power in sorted(powers.items())}

    def as_json(self) -> dict[str, Any]:
        """Return the model as the weights file holds it."""
        return {"bias": dict(self.bias), "weights": {k: dict(v) for k, v in self.weights.items()}}


@cache
def shipped_model() -> RelationModel:
    """Return the model whose weights ship with Dateline."""
    text = (files("dateline") / "data" / "lineage_weights.json").read_text(encoding="utf-8")
    document = json.loads(text)
    return RelationModel(document["bias"], document["weights"])


#: A relay claimed by mistake costs more than one missed: independence counts this much more.
CAUTION = 1.4


def fit_relations(rows: Sequence[tuple[Sequence[float], str]], *, strength: float = 2.0) -> RelationModel:
    """Return a model fitted to rows of feature values and relation; needs the extra ``fit``.

    ``strength`` is the inverse of the L2 penalty. Classes weigh alike however many rows they have, but for
    ``CAUTION``.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=5000, tol=1e-6)
    model.fit([list(values) for values, _ in rows], [relation for _, relation in rows])
    names = [name for name, _ in FEATURES]
    bias = {str(c): float(b) for c, b in zip(model.classes_, model.intercept_, strict=True)}
    bias[Relation.INDEPENDENT.value] = bias.get(Relation.INDEPENDENT.value, 0.0) + math.log(CAUTION)
    return RelationModel(
        {relation: round(value, 4) for relation, value in bias.items()},
        {
            str(c): {n: round(float(w), 4) for n, w in zip(names, row, strict=True)}
            for c, row in zip(model.classes_, model.coef_, strict=True)
        },
    )
