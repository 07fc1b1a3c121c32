"""Fits the weights of the ranker; needs scipy (extra ``fit``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.model import Gazetteer, GazetteerEntry, Report
from dateline.places.distance import distance_km
from dateline.places.finding.mentions import Mention
from dateline.places.ranking.around import AROUND, features, find_anchors, held_anchors
from dateline.places.ranking.lineup import ALONE, Lineup
from dateline.places.ranking.prior import StoryPrior
from dateline.places.ranking.ranker import NAMES, RIGHT_KM, ROUNDS, Ranking
from dateline.places.ranking.resolve import set_scene
from dateline.places.ranking.support import TOGETHER, Support

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Points = Sequence[tuple[float, float]]
Table = Mapping[str, float]
#: Set by hand: what a desk says of its story is in no labelled text; and where a text says "province" its unit is
#: meant, else the town of that name, though both lie as near to a label.
BY_HAND = {
    "country_told": 4.0, "near_told": 5.0, "unit_word": 6.0, "unit_word_missed": -2.0, "shadowed": -4.0,
    "sound_only": -2.0,
}  # fmt: skip
#: What "City, State" says is no matter of chance; local news knows few areas.
LEAST_BY_HAND = {"beside": 5.0, "area": 4.0, "wording": 1.5}
#: Local news names far places more often than reports of a conflict do, where the wrong continent is grave.
MOST_BY_HAND = {"far": -2.0, "overseas": -1.0}
#: Features that can only speak against a candidate; those of others only for it.
AGAINST = frozenset(
    {"not_beside", "other_reach", "rival_home", "civic_country", "like_home_wide", "far", "overseas"}
)
FOR = (frozenset(TOGETHER) - AGAINST) | {
    "people", "outranks", "unit_people", "demonym", "extent", "heads", "behind", "home_land", "home_anywhere",
    "like_home_english", "main_name", "holds", "believed", "named_behind", "in_sentence",
    "before_it", "beside_it", "first_named",
    "named_often", "home",
}  # fmt: skip
FOLDS, PULL = 4, 0.2
#: A spelling's later mentions in one text say little new.
_REPEATED = 0.3


class Labelled(NamedTuple):
    """A report, the mentions found in it, and the points of its labelled names by their spans."""

    report: Report
    mentions: Sequence[Mention]
    points: Mapping[tuple[int, int], Points]


@dataclass(slots=True, eq=False)
class Told:
    """A report laid out for fitting: for each labelled spelling which of its candidates are right."""

    text: Labelled
    lineup: Lineup
    support: Support
    right: list[tuple[int, NDArray[np.bool_], float]]
    lost: list[tuple[Mention, Points]]


def fit_ranker(texts: Sequence[Labelled], gazetteer: Gazetteer) -> dict[str, dict[str, float]]:
    """Return the weights as the file holds them: alone, together, around, calibration.

    Beliefs that speak for others come from weights fitted on other texts, so that they err as they will later;
    the calibration is fitted on the chances of texts that the weights have not seen.
    """
    told = [lay_out(text, gazetteer) for text in texts]
    alone = [_fit_alone(_others(told, fold)) for fold in range(FOLDS)]
    every = _fit_alone(told)
    together: list[Table] = [{**every, **dict.fromkeys(TOGETHER, 0.0)}] * FOLDS
    final: Table = together[0]
    for rounds in (0, 1, ROUNDS, ROUNDS):
        tables = [
            _supported(one, _weights(alone[n % FOLDS], together[n % FOLDS]), rounds)
            for n, one in enumerate(told)
        ]
        together = [
            _fit_choices(_choices(_others(told, fold), _others(tables, fold)), NAMES, start=every)
            for fold in range(FOLDS)
        ]
        final = _fit_choices(_choices(told, tables), NAMES, start=every)
    folds = [_weights(one, other) for one, other in zip(alone, together, strict=True)]
    weights = _weights(every, final)
    rankings = [Ranking(one.lineup, folds[n % FOLDS], support=one.support) for n, one in enumerate(told)]
    weights["around"] = _fit_around(told, rankings)
    weights["calibration"] = _calibrate(told, rankings)
    return {
        name: {key: round(float(value), 3) for key, value in sorted(table.items())}
        for name, table in weights.items()
    }


def _others(rows: Sequence[Any], fold: int) -> list[Any]:
    return [row for n, row in enumerate(rows) if n % FOLDS != fold]


def _weights(alone: Table, together: Table) -> dict[str, dict[str, float]]:
    return {"alone": dict(alone), "together": dict(together), "calibration": {"slope": 1.0, "shift": 0.0}}


def lay_out(text: Labelled, gazetteer: Gazetteer) -> Told:
    """Return a report's candidates, and which of them its labels call right."""
    import numpy as np

    scene = set_scene(text.mentions, text.report, gazetteer, prior=StoryPrior())
    lineup = scene.lineup
    number = {id(one): n for n, one in enumerate(lineup.spelled)}
    points: dict[int, list[Points]] = {}
    lost = []
    for mention, own in zip(text.mentions, scene.own, strict=False):
        goals = text.points.get((mention.start, mention.end))
        if not goals:
            continue
        at = number.get(id(scene.spelled[own]))
        if at is None:
            lost.append((mention, goals))
        else:
            points.setdefault(at, []).append(goals)
    right = []
    for at, several in points.items():
        entries = lineup.entries[lineup.starts[at] : lineup.ends[at]]
        hits = np.array([is_right(entry, several[0]) for entry in entries], bool)
        right.append((at, hits, 1.0 + _REPEATED * (len(several) - 1)))
    return Told(text, lineup, Support(lineup), right, lost)


def is_right(entry: GazetteerEntry, goals: Points) -> bool:
    """Return whether the entry lies within 161 km of one of the points."""
    return any(distance_km((entry.lat, entry.lon), goal) <= RIGHT_KM for goal in goals)


def _supported(told: Told, weights: Mapping[str, Table], rounds: int) -> Any:
    import numpy as np

    ranking = Ranking(told.lineup, weights, rounds=rounds, support=told.support)
    return np.concatenate([told.lineup.alone, told.support.told(ranking.believed)], 1)


class _Choice(NamedTuple):
    rows: Any
    right: Any
    weight: float


def _choices(told: Sequence[Told], tables: Sequence[Any]) -> list[_Choice]:
    return [
        _Choice(table[one.lineup.starts[at] : one.lineup.ends[at]], hits, weight)
        for one, table in zip(told, tables, strict=True)
        for at, hits, weight in one.right
    ]


def _fit_alone(told: Sequence[Told]) -> dict[str, float]:
    return _fit_choices(_choices(told, [one.lineup.alone for one in told]), ALONE, start={})


def _fit_choices(choices: Sequence[_Choice], names: Sequence[str], *, start: Table) -> dict[str, float]:
    """Return the weights of a softmax over candidates and "none of them": maximum likelihood, pulled to 0."""
    import numpy as np

    minimize = import_module("scipy.optimize").minimize
    rows = np.concatenate([choice.rows for choice in choices]).astype(float)
    right = np.concatenate([choice.right for choice in choices]).astype(float)
    sizes = [len(choice.right) for choice in choices]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    weight = np.array([choice.weight for choice in choices])
    some = np.add.reduceat(right, starts) > 0

    def loss(x: Any) -> tuple[float, Any]:
        scores = rows @ x[:-1]
        top = np.maximum(np.maximum.reduceat(scores, starts), x[-1])
        mass, none = np.exp(scores - top[owner]), np.exp(x[-1] - top)
        total = np.add.reduceat(mass, starts) + none
        good = np.where(some, np.add.reduceat(mass * right, starts), none)
        value = -float(weight @ np.log(np.maximum(good / total, 1e-12))) + 0.5 * PULL * float(x @ x)
        due = np.where(some, 1 / np.maximum(good, 1e-12), 0.0)
        apart = weight[owner] * mass * (1 / total[owner] - right * due[owner])
        slope = np.append(rows.T @ apart, weight @ (none / total - ~some)) + PULL * x
        return value, slope

    limits = [_limits(name) for name in (*names, "none")]
    begin = np.array([start.get(name, 0.0) for name in (*names, "none")])
    begin = np.clip(
        begin,
        [-np.inf if a is None else a for a, _ in limits],
        [np.inf if b is None else b for _, b in limits],
    )
    best = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=limits)
    return {name: float(v) for name, v in zip((*names, "none"), best.x, strict=True)}


def _limits(name: str) -> tuple[float | None, float | None]:
    """Return the least and the most that a weight may be."""
    if name in BY_HAND:
        return BY_HAND[name], BY_HAND[name]
    if name in LEAST_BY_HAND:
        return LEAST_BY_HAND[name], None
    if name in MOST_BY_HAND:
        return None, MOST_BY_HAND[name]
    return (None, 0.0) if name in AGAINST else (0.0, None) if name in FOR else (None, None)


def _fit_around(told: Sequence[Told], rankings: Sequence[Ranking]) -> dict[str, float]:
    choices = [*_lying(told, rankings)]
    return _fit_choices(choices, AROUND, start={}) if choices else dict.fromkeys((*AROUND, "none"), 0.0)


def _lying(told: Sequence[Told], rankings: Sequence[Ranking]) -> Iterator[_Choice]:
    """Yield for each labelled name without candidates the places that it may lie at."""
    import numpy as np

    for one, ranking in zip(told, rankings, strict=True):
        chances = ranking.chances()
        anchors = find_anchors(ranking, chances)
        for mention, goals in one.lost:
            every = [*held_anchors(mention, ranking, chances), *anchors]
            if every:
                hits = np.array([is_right(anchor.entry, goals) for anchor in every], bool)
                yield _Choice(np.array(features(mention, one.text.report.text, every)), hits, 1.0)


def _calibrate(told: Sequence[Told], rankings: Sequence[Ranking]) -> dict[str, float]:
    """Return the line through log-odds that makes the first candidates' chances true."""
    import numpy as np

    minimize = import_module("scipy.optimize").minimize
    odds, good, weight = [], [], []
    for one, ranking in zip(told, rankings, strict=True):
        chances = ranking.chances()
        for at, hits, counts in one.right:
            start = int(one.lineup.starts[at])
            best = int(ranking.scores[start : start + len(hits)].argmax())
            prob = min(max(float(chances[start + best]), 1e-4), 1 - 1e-4)
            odds.append(np.log(prob / (1 - prob)))
            good.append(bool(hits[best]))
            weight.append(1.0 + (counts - 1.0) / _REPEATED)

    x, y, w = np.array(odds), np.array(good), np.array(weight)

    def loss(line: Any) -> float:
        signed = np.where(y, 1, -1) * (line[0] * x + line[1])
        return float(w @ np.logaddexp(0, -signed))

    slope, shift = minimize(loss, np.array([1.0, 0.0])).x
    return {"slope": float(slope), "shift": float(shift)}
