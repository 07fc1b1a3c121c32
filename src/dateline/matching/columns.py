"""Statements as columns of numbers, so that one is compared with many at once."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from dateline.matching.meaning import event_words
from dateline.matching.statements import Statement
from dateline.matching.summing import sums_up
from dateline.model import AssertionKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Rows = NDArray[np.intp]

_OF_COUNTS = frozenset({"kill", "wound", "flee", "detain"})
_VAGUE = frozenset({AssertionKind.OTHER, AssertionKind.STATEMENT})
#: Places this far apart, beyond the reach of either, are others.
NEAR_KM = 30.0
KM_A_DEGREE = 111.2
#: Pairs of statements needed before what is usual among them counts half; and the most that is taken for usual,
#: which repeats of one claim would drive up.
FEW_PAIRS, MOST_USUAL = 50, 0.4


class Sets:
    """One set a row, and by an inverted index which rows hold each thing."""

    def __init__(self, rows: Sequence[Collection[Hashable]]) -> None:
        self._size = len(rows)
        every = sorted({thing for row in rows for thing in row}, key=repr)
        self.number = {thing: n for n, thing in enumerate(every)}
        #: The things of each row by their numbers, in order: sums over them come out the same every time.
        self.rows = [sorted(self.number[thing] for thing in row) for row in rows]
        held: list[list[int]] = [[] for _ in every]
        for at, row in enumerate(self.rows):
            for thing in row:
                held[thing].append(at)
        #: The rows that hold each thing.
        self.holders: list[Rows] = [np.array(some, dtype=np.intp) for some in held]
        self.sizes: Floats = np.array([len(row) for row in rows], dtype=np.float64)

    def shared(self, things: Iterable[int], among: Rows, *, weights: Floats | None = None) -> Floats:
        """Return for some rows how many of some things they hold, or the summed weight of those."""
        found = np.zeros(self._size)
        for thing in things:
            found[self.holders[thing]] += 1.0 if weights is None else weights[thing]
        taken: Floats = found[among]
        return taken


class Columns:
    """What comparing statements asks for, taken once for all of them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        size = len(statements)
        self.statements = statements
        self.words = Sets([s.words for s in statements])
        #: How rare each word is among the statements at hand: words that all use tell nothing apart.
        self.rarity: Floats = np.array(
            [math.log(1 + (size + 1) / (len(rows) + 0.5)) for rows in self.words.holders]
        )
        self.weight: Floats = np.array([math.fsum(self.rarity[w] for w in row) for row in self.words.rows])
        self.vectors: Floats = np.array([s.vector for s in statements])
        self.usual = usual_nearness(self.vectors)
        self.kind = _codes(s.kind.value for s in statements)
        self.vague: Flags = np.array([s.kind in _VAGUE for s in statements], dtype=np.bool_)
        #: 0 where nobody is counted.
        self.counts = _codes(s.counts.value if s.counts else "" for s in statements)
        self.counting: Flags = np.array([s.counts is not None for s in statements], dtype=np.bool_)
        #: Whether people are counted over a longer time than one happening.
        self.sums: Flags = np.array(
            [s.counts is not None and sums_up(s.text) for s in statements], dtype=np.bool_
        )
        self.voice = _codes("\0".join(s.voice) for s in statements)
        self.report = _codes(s.report for s in statements)
        self.when: Floats = np.array([math.nan if s.when is None else s.when for s in statements])
        self.places = Sets([s.places for s in statements])
        #: Whether a place of it is nowhere on the map.
        self.lost: Flags = np.array(
            [len({p[0] for p in s.points}) < len(s.places) for s in statements], dtype=np.bool_
        )
        self.reach = _reach(self.places, statements)
        #: What is said to have happened, beside the death or wound that a count is of.
        self.told = Sets([_told(s) for s in statements])
        self.numbers = Sets([{(q.what, q.low, q.high) for q in s.quantities} for s in statements])
        self.amounts = Sets([{(q.low, q.high) for q in s.quantities} for s in statements])
        self.most: Floats = np.array(
            [max((q.low or 0.0 for q in s.quantities), default=0.0) for s in statements]
        )
        self.actors = Sets([s.holding.actor if s.holding else () for s in statements])


def _told(statement: Statement) -> frozenset[str]:
    told = statement.words & event_words()
    return told if statement.counts is None else told - _OF_COUNTS


def _codes(values: Iterable[str]) -> NDArray[np.intp]:
    rows = list(values)
    number = {value: n for n, value in enumerate(sorted({"", *rows}))}
    return np.array([number[value] for value in rows], dtype=np.intp)


def _reach(places: Sets, statements: Sequence[Statement]) -> list[list[int]]:
    """Return for each statement the places near one of its own, which are among them."""
    points = _points(places, statements)
    known = np.array(sorted(points), dtype=np.intp)
    table = np.array([points[n] for n in known]).reshape(len(known), 3)
    near: dict[int, list[int]] = {n: known[_near(points[n], table)].tolist() for n in points}
    return [sorted({m for n in row for m in near.get(n, [n])}) for row in places.rows]


def _points(places: Sets, statements: Sequence[Statement]) -> Mapping[int, tuple[float, float, float]]:
    """Return latitude, longitude and reach in km of each place that has them, by its number."""
    found = {ident: (lat, lon, reach) for s in statements for ident, lat, lon, reach in s.points}
    return {places.number[ident]: point for ident, point in found.items()}


def _near(point: tuple[float, float, float], table: Floats) -> Flags:
    lat, lon, reach = point
    north = table[:, 0] - lat
    east = (table[:, 1] - lon) * np.cos(np.radians((table[:, 0] + lat) / 2))
    near: Flags = np.hypot(north, east) * KM_A_DEGREE <= NEAR_KM + reach + table[:, 2]
    return near


def usual_nearness(vectors: Floats) -> float:
    """Return the mean cosine of two statements, drawn towards 0 where few stand behind it.

    Nearness that any two statements have tells nothing. Encoders differ in it: two sentences about one event have
    a cosine of .1 by one and of .4 by another. The square of the sum of all vectors holds every pair twice, and
    each vector with itself.
    """
    if not vectors.size:
        return 0.0
    together = vectors.sum(axis=0)
    pairs = len(vectors) * (len(vectors) - 1) / 2
    cosines = (float(together @ together) - float((vectors * vectors).sum())) / 2
    return min(MOST_USUAL, max(0.0, cosines / (pairs + FEW_PAIRS)))
