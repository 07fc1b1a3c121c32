"""Fits the weights of the resolver; needs scikit-learn (extra ``fit``), alone in this room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from dateline.model import Entity, Gazetteer, GazetteerEntry
from dateline.places.distance import distance_km
from dateline.places.find import find_mentions
from dateline.places.mentions import Mention
from dateline.places.resolve import (
    RIGHT_KM,
    features,
    first_story,
    rank_spellings,
    sounding,
    tell_story,
    weighed,
)

#: Set by hand: local news seldom says "province": where a text does, its unit is meant, else the town of that
#: name. Our own tables hold no small regions and waters.
UNIT_BY_HAND = {"unit_word": 6.0, "unit_word_missed": -2.0, "shadowed": -4.0, "region": 6.0}
#: Where the fit of the resolver begins, and what its penalty pulls it back to: what one would write by hand.
START: Mapping[str, float] = {
    "population": 0.55, "country": 5.0, "unit": 3.5, "part_of_unit": 1.0, "region": 3.0, "main_name": 0.8,
    "capital": 1.0, "country_of_story": 1.5, "unit_of_story": 2.5, "beside": 6.0, "not_beside": -1.0,
    "near": 1.2, "close": 0.5, "amid": 1.5, "elsewhere": -1.0, "overseas": -1.5, "unit_word": 3.0,
    "unit_word_missed": -1.0, "shadowed": -4.0, "sound_only": -1.5, "none": 2.5,
}  # fmt: skip
_PULL = 0.3
#: A spelling's later mentions in one text say little new.
_REPEATED = 0.3
_ROUNDS = 5


class Labelled(NamedTuple):
    """A text with its names of places: start, end, and the point where it is known."""

    text: str
    entities: Sequence[Entity]
    spans: Mapping[tuple[int, int], tuple[float, float] | None]


def fit_places(texts: Sequence[Labelled], gazetteer: Gazetteer) -> dict[str, dict[str, float]]:
    """Return the weights of the resolver ("resolve"), fitted on labelled texts."""
    kept = [find_mentions(t.text, [(0, len(t.text))], gazetteer, entities=t.entities) for t in texts]
    return {"resolve": fit_resolver(kept, [t.spans for t in texts], gazetteer)}


def fit_resolver(
    kept: Sequence[Sequence[Mention]],
    gold: Sequence[Mapping[tuple[int, int], tuple[float, float] | None]],
    gazetteer: Gazetteer,
) -> dict[str, float]:
    """Return the weights of a candidate's features: a softmax over candidates and "none of them".

    What the story tells hangs on the weights themselves, so that a few rounds are fitted.
    """
    weights = dict(START)
    for _ in range(_ROUNDS):
        choices = [
            choice
            for mentions, spans in zip(kept, gold, strict=True)
            for choice in _choices(mentions, spans, gazetteer, weights)
        ]
        weights = _fit_choices(choices, weights) | UNIT_BY_HAND
    return weights


class _Choice(NamedTuple):
    rows: list[dict[str, float]]
    right: list[bool]
    weight: float


def _choices(
    mentions: Sequence[Mention],
    spans: Mapping[tuple[int, int], tuple[float, float] | None],
    gazetteer: Gazetteer,
    weights: Mapping[str, float],
) -> Iterable[_Choice]:
    story = first_story(mentions)
    for _ in range(2):
        story = tell_story(mentions, rank_spellings(mentions, story, gazetteer, weights))
    seen: set[str] = set()
    for mention in mentions:
        point = spans.get((mention.start, mention.end))
        if point is None or mention.is_demonym:
            continue
        entries: list[tuple[GazetteerEntry, dict[str, float]]] = [(e, {}) for e in weighed(mention, story)]
        entries += [(entry, {"sound_only": 1.0}) for entry in sounding(mention, story, gazetteer)]
        if entries:
            rows = [{**features(mention, entry, story), **more} for entry, more in entries]
            right = [distance_km((e.lat, e.lon), point) <= RIGHT_KM for e, _ in entries]
            yield _Choice(rows, right, _REPEATED if mention.text in seen else 1.0)
        seen.add(mention.text)


def _fit_choices(choices: Sequence[_Choice], start: Mapping[str, float]) -> dict[str, float]:
    import numpy as np

    minimize = import_module("scipy.optimize").minimize

    names = [name for name in start if name != "none"]
    tables = [
        (
            np.array([[row.get(name, 0.0) for name in names] for row in choice.rows]),
            np.array([*choice.right, not any(choice.right)]),
            choice.weight,
        )
        for choice in choices
    ]
    pull = np.array([START[name] for name in (*names, "none")])

    def loss(x: Any) -> tuple[float, Any]:
        value = 0.5 * _PULL * float(((x - pull) ** 2).sum())
        slope = _PULL * (x - pull)
        for table, right, weight in tables:
            scores = np.append(table @ x[:-1], x[-1])
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            good = chances * right
            value -= weight * float(np.log(good.sum()))
            apart = chances - good / good.sum()
            slope[:-1] += weight * (apart[:-1] @ table)
            slope[-1] += weight * apart[-1]
        return value, slope

    begin = np.array([start[name] for name in (*names, "none")])
    best = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(v), 3) for name, v in zip((*names, "none"), best.x, strict=True)}
