"""How likely two statements are of one proposition: a readable table of features and weights."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from operator import mul
from typing import NamedTuple

from dateline.matching.actors import rivals
from dateline.matching.meaning import event_words
from dateline.matching.statements import Statement
from dateline.model import AssertionKind

_OF_COUNTS = frozenset({"kill", "wound", "flee", "detain"})
#: Places this far apart, beyond the reach of either, are others.
NEAR_KM = 30.0
KM_A_DEGREE = 111.2
_VAGUE = frozenset({AssertionKind.OTHER, AssertionKind.STATEMENT})


class Scale:
    """How rare each word is among the statements at hand: common ones tell nothing apart."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        counts: dict[str, int] = {}
        for statement in statements:
            for word in statement.words:
                counts[word] = counts.get(word, 0) + 1
        size = len(statements)
        self._idf = {s: math.log(1 + (size + 1) / (n + 0.5)) for s, n in counts.items()}

    def weight(self, words: frozenset[str]) -> float:
        """Return the summed rarity of some words."""
        return math.fsum(self._idf.get(s, 1.0) for s in words)


class Two(NamedTuple):
    """Two statements and the scale that weighs their words."""

    a: Statement
    b: Statement
    scale: Scale


def _wording(two: Two) -> float:
    """Dice share of the words, rare ones counting more."""
    total = two.scale.weight(two.a.words) + two.scale.weight(two.b.words)
    return 2 * two.scale.weight(two.a.words & two.b.words) / total if total else 0.0


def _contained(two: Two) -> float:
    """The shorter one's words that stand in the longer one: a headline in its lead."""
    least = min(two.scale.weight(two.a.words), two.scale.weight(two.b.words))
    return two.scale.weight(two.a.words & two.b.words) / least if least else 0.0


def _vectors(two: Two) -> float:
    return max(0.0, math.fsum(map(mul, two.a.vector, two.b.vector)))


def _same_kind(two: Two) -> float:
    return 1.0 if two.a.kind is two.b.kind and two.a.kind not in _VAGUE else 0.0


def _other_kind(two: Two) -> float:
    kinds = {two.a.kind, two.b.kind}
    return 1.0 if len(kinds) == 2 and not kinds & _VAGUE else 0.0


def _same_place(two: Two) -> float:
    return 1.0 if two.a.places & two.b.places else 0.0


def _other_place(two: Two) -> float:
    """Both name places and none of the one lies near one of the other: a village and its province do."""
    if not (two.a.places and two.b.places) or two.a.places & two.b.places:
        return 0.0
    if len(two.a.points) < len(two.a.places) or len(two.b.points) < len(two.b.places):
        return 1.0
    return 0.0 if any(_near(p, q) for p in two.a.points for q in two.b.points) else 1.0


def _near(p: tuple[float, float, float], q: tuple[float, float, float]) -> bool:
    north, east = q[0] - p[0], (q[1] - p[1]) * math.cos(math.radians((p[0] + q[0]) / 2))
    return math.hypot(north, east) * KM_A_DEGREE <= NEAR_KM + p[2] + q[2]


def _counted_bare(two: Two) -> float:
    """One of two counts tells neither what happened nor where: it is of whatever the reports are about."""
    if _same_counted(two) == 0.0:
        return 0.0
    return 1.0 if any(not s.places and not _told(s) for s in two[:2]) else 0.0


def _counted_elsewhere(two: Two) -> float:
    """People counted in places far apart are no one count."""
    return _same_counted(two) * _other_place(two)


def _far_number(two: Two) -> float:
    """Counts of quite another size: the dead of a day and those of a war."""
    low, high = sorted(max((q.low or 0.0 for q in s.quantities), default=0.0) for s in two[:2])
    if not low or two.a.counts is None or two.a.counts is not two.b.counts:
        return 0.0
    return min(1.0, max(0.0, math.log10(high / low) - 0.7) / 0.5)


def _same_counted(two: Two) -> float:
    """The same people counted, whatever the numbers: numbers that clash are one claim in dispute."""
    return 1.0 if two.a.counts is not None and two.a.counts is two.b.counts else 0.0


def _other_counted(two: Two) -> float:
    return 1.0 if two.a.counts is not two.b.counts else 0.0


def _counted_apart(two: Two) -> float:
    """Two numbers that one source gives in one report: two counts, or a whole and its part."""
    a, b = two[:2]
    if _same_counted(two) == 0.0 or a.voice != b.voice or not a.quantities or not b.quantities:
        return 0.0
    return 0.0 if {(q.low, q.high) for q in a.quantities} & {(q.low, q.high) for q in b.quantities} else 1.0


def _told(statement: Statement) -> frozenset[str]:
    """What is said to have happened, beside the death or wound that a count is of."""
    told = statement.words & event_words()
    return told if statement.counts is None else told - _OF_COUNTS


def _shared_event(two: Two) -> float:
    """Which part of what is said to have happened both say."""
    a, b = _told(two.a), _told(two.b)
    return len(a & b) / len(a | b) if a and b else 0.0


def _other_event(two: Two) -> float:
    a, b = _told(two.a), _told(two.b)
    return 1.0 if a and b and not a & b else 0.0


def _same_number(two: Two) -> float:
    mine = {(q.what, q.low, q.high) for q in two.a.quantities}
    return 1.0 if mine & {(q.what, q.low, q.high) for q in two.b.quantities} else 0.0


def _other_actor(two: Two) -> float:
    """One holds or enters what another one does: no single proposition."""
    return 1.0 if rivals(two.a.holding, two.b.holding) else 0.0


def _days_apart(two: Two) -> float:
    if two.a.when is None or two.b.when is None:
        return 0.0
    return min(1.0, max(0.0, abs(two.a.when - two.b.when) / 86400 - 1) / 3)


#: Name of each feature and how it is taken; weights stand in ``data/matching_weights.json``.
FEATURES: tuple[tuple[str, Callable[[Two], float]], ...] = (
    ("wording", _wording),
    ("contained", _contained),
    ("vectors", _vectors),
    ("same_kind", _same_kind),
    ("other_kind", _other_kind),
    ("same_place", _same_place),
    ("other_place", _other_place),
    ("same_counted", _same_counted),
    ("other_counted", _other_counted),
    ("shared_event", _shared_event),
    ("other_event", _other_event),
    ("same_number", _same_number),
    ("counted_bare", _counted_bare),
    ("counted_elsewhere", _counted_elsewhere),
    ("counted_apart", _counted_apart),
    ("far_number", _far_number),
    ("other_actor", _other_actor),
    ("days_apart", _days_apart),
)


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return the weights that ship with Dateline, bias included."""
    text = (files("dateline") / "data" / "matching_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


def likeness(a: Statement, b: Statement, scale: Scale) -> float:
    """Return the probability that two statements are of one claim."""
    weights, two = shipped_weights(), Two(a, b, scale)
    score = weights["bias"] + sum(weights[name] * take(two) for name, take in FEATURES)
    return 1 / (1 + math.exp(-score))
