"""How likely two statements are of one proposition: a readable table of features and weights."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from dateline.matching.actors import rivals
from dateline.matching.meaning import event_words
from dateline.matching.statements import Statement
from dateline.model import AssertionKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OF_COUNTS = frozenset({"kill", "wound", "flee", "detain"})
#: Places this far apart, beyond the reach of either, are others.
NEAR_KM = 30.0
KM_A_DEGREE = 111.2
_VAGUE = frozenset({AssertionKind.OTHER, AssertionKind.STATEMENT})
#: Pairs of statements needed before what is usual among them counts half; and the most that is taken for usual,
#: which repeats of one claim would drive up.
FEW_PAIRS, MOST_USUAL = 50, 0.4


class Weighed:
    """A statement with all that comparing it asks for, taken once."""

    __slots__ = ("amounts", "holding", "most", "numbers", "said", "told", "vector", "voice", "weight")

    def __init__(self, statement: Statement, weight: float, vector: NDArray[np.float64]) -> None:
        self.said = statement
        self.weight = weight
        self.vector = vector
        told = statement.words & event_words()
        #: What is said to have happened, beside the death or wound that a count is of.
        self.told = told if statement.counts is None else told - _OF_COUNTS
        self.numbers = {(q.what, q.low, q.high) for q in statement.quantities}
        self.amounts = {(q.low, q.high) for q in statement.quantities}
        self.most = max((q.low or 0.0 for q in statement.quantities), default=0.0)
        self.holding = statement.holding
        self.voice = statement.voice


class Scale:
    """How rare each word is among the statements at hand, and how near two of them usually are.

    Words that all use tell nothing apart; nor does a nearness that any two statements have. Encoders differ in
    that: two sentences about one event have a cosine of .1 by one and of .4 by another.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        counts: dict[str, int] = {}
        for statement in statements:
            for word in statement.words:
                counts[word] = counts.get(word, 0) + 1
        size = len(statements)
        self._idf = {s: math.log(1 + (size + 1) / (n + 0.5)) for s, n in counts.items()}
        self.usual = _usual_nearness(statements)

    def weight(self, words: frozenset[str]) -> float:
        """Return the summed rarity of some words."""
        return math.fsum(self._idf.get(s, 1.0) for s in words)

    def weigh(self, statement: Statement) -> Weighed:
        """Return the statement made ready to be compared."""
        import numpy as np

        return Weighed(statement, self.weight(statement.words), np.asarray(statement.vector))


def _usual_nearness(statements: Sequence[Statement]) -> float:
    """Return the mean cosine of two statements, drawn towards 0 where few stand behind it.

    The square of the sum of all vectors holds every pair twice, and each vector with itself.
    """
    import numpy as np

    vectors = np.array([s.vector for s in statements])
    if not vectors.size:
        return 0.0
    together = vectors.sum(axis=0)
    pairs = len(vectors) * (len(vectors) - 1) / 2
    cosines = (float(together @ together) - float((vectors * vectors).sum())) / 2
    return min(MOST_USUAL, max(0.0, cosines / (pairs + FEW_PAIRS)))


class Two(NamedTuple):
    """Two statements, made ready, the rarity of the words they share, and how near two of all usually are."""

    a: Weighed
    b: Weighed
    shared: float
    usual: float


def _wording(two: Two) -> float:
    """Dice share of the words, rare ones counting more."""
    total = two.a.weight + two.b.weight
    return 2 * two.shared / total if total else 0.0


def _contained(two: Two) -> float:
    """The shorter one's words that stand in the longer one: a headline in its lead."""
    least = min(two.a.weight, two.b.weight)
    return two.shared / least if least else 0.0


def _vectors(two: Two) -> float:
    """How much nearer the two are than any two statements at hand."""
    cosine = float(two.a.vector @ two.b.vector)
    return max(0.0, (cosine - two.usual) / (1 - two.usual))


def _same_kind(two: Two) -> float:
    kind = two.a.said.kind
    return 1.0 if kind is two.b.said.kind and kind not in _VAGUE else 0.0


def _other_kind(two: Two) -> float:
    a, b = two.a.said.kind, two.b.said.kind
    return 1.0 if a is not b and a not in _VAGUE and b not in _VAGUE else 0.0


def _same_place(two: Two) -> float:
    return 0.0 if two.a.said.places.isdisjoint(two.b.said.places) else 1.0


def _other_place(two: Two) -> float:
    """Both name places and none of the one lies near one of the other: a village and its province do."""
    a, b = two.a.said, two.b.said
    if not (a.places and b.places) or not a.places.isdisjoint(b.places):
        return 0.0
    if len(a.points) < len(a.places) or len(b.points) < len(b.places):
        return 1.0
    return 0.0 if any(_near(p, q) for p in a.points for q in b.points) else 1.0


def _near(p: tuple[float, float, float], q: tuple[float, float, float]) -> bool:
    north, east = q[0] - p[0], (q[1] - p[1]) * math.cos(math.radians((p[0] + q[0]) / 2))
    return math.hypot(north, east) * KM_A_DEGREE <= NEAR_KM + p[2] + q[2]


def _counted_bare(two: Two) -> float:
    """One of two counts tells neither what happened nor where: it is of whatever the reports are about."""
    if _same_counted(two) == 0.0:
        return 0.0
    return 1.0 if any(not s.said.places and not s.told for s in two[:2]) else 0.0


def _counted_elsewhere(two: Two) -> float:
    """People counted in places far apart are no one count."""
    return _same_counted(two) and _other_place(two)


def _far_number(two: Two) -> float:
    """Counts of quite another size: the dead of a day and those of a war."""
    low, high = sorted((two.a.most, two.b.most))
    if not low or _same_counted(two) == 0.0:
        return 0.0
    return min(1.0, max(0.0, math.log10(high / low) - 0.7) / 0.5)


def _same_counted(two: Two) -> float:
    """The same people counted, whatever the numbers: numbers that clash are one claim in dispute."""
    counts = two.a.said.counts
    return 1.0 if counts is not None and counts is two.b.said.counts else 0.0


def _other_counted(two: Two) -> float:
    return 1.0 if two.a.said.counts is not two.b.said.counts else 0.0


def _counted_apart(two: Two) -> float:
    """Two numbers that one source gives in one report: two counts, or a whole and its part."""
    a, b = two[:2]
    if _same_counted(two) == 0.0 or a.voice != b.voice or not a.amounts or not b.amounts:
        return 0.0
    return 1.0 if a.amounts.isdisjoint(b.amounts) else 0.0


def _shared_event(two: Two) -> float:
    """Which part of what is said to have happened both say."""
    a, b = two.a.told, two.b.told
    return len(a & b) / len(a | b) if a and b else 0.0


def _other_event(two: Two) -> float:
    a, b = two.a.told, two.b.told
    return 1.0 if a and b and a.isdisjoint(b) else 0.0


def _same_number(two: Two) -> float:
    return 0.0 if two.a.numbers.isdisjoint(two.b.numbers) else 1.0


def _other_actor(two: Two) -> float:
    """One holds or enters what another one does: no single proposition."""
    return 1.0 if rivals(two.a.holding, two.b.holding) else 0.0


def _days_apart(two: Two) -> float:
    a, b = two.a.said.when, two.b.said.when
    if a is None or b is None:
        return 0.0
    return min(1.0, max(0.0, abs(a - b) / 86400 - 1) / 3)


#: Name of each feature and how it is taken, the dearest last; weights stand in ``data/matching_weights.json``.
FEATURES: tuple[tuple[str, Callable[[Two], float]], ...] = (
    ("wording", _wording),
    ("contained", _contained),
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
    ("vectors", _vectors),
)


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return the weights that ship with Dateline, bias included."""
    text = (files("dateline") / "data" / "matching_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


@cache
def _weighted() -> tuple[tuple[float, Callable[[Two], float]], ...]:
    return tuple((shipped_weights()[name], take) for name, take in FEATURES)


def likeness(a: Weighed, b: Weighed, scale: Scale, *, least: float = 0.0) -> float:
    """Return the probability that two statements are of one claim; 0 where it cannot come to ``least``."""
    two = Two(a, b, scale.weight(a.said.words & b.said.words), scale.usual)
    *cheap, (dear, vectors) = _weighted()
    score = shipped_weights()["bias"]
    for weight, take in cheap:
        score += weight * take(two)
    if score + dear < _log_odds(least):
        return 0.0
    return 1 / (1 + math.exp(-score - dear * vectors(two)))


@cache
def _log_odds(prob: float) -> float:
    return math.log(prob / (1 - prob)) if prob else -math.inf
