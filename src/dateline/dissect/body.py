"""Which blocks of a page are its running text: two looks at each, every look a sum of weights."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import exp

from dateline.dissect.blocks import Block
from dateline.dissect.dom import PageIndex
from dateline.dissect.metadata import PageFacts
from dateline.dissect.prose import Namer, Prose, name_words
from dateline.dissect.views import View, names_of

#: How many different views, and names, are remembered with what they came to.
REMEMBERED = 32768
#: A block of this many letters that stands twice is kept once.
SURE_LETTERS = 24


class _Sums(dict[View, tuple[float, float]]):
    """What views came to in both looks; begins anew when it is full."""

    def __init__(self, sums: Callable[[Iterable[str]], tuple[float, float]]) -> None:
        super().__init__()
        self._of_names = sums

    def __missing__(self, view: View) -> tuple[float, float]:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[view] = self._of_names(names_of(view))
        return found


class BodyModel:
    """Tells running text: a first look at each block, a second that knows what the first made of the others.

    What a view came to is remembered for both looks, for the same few views come again and again.
    """

    def __init__(self, *, first: Mapping[str, float], second: Mapping[str, float], cut: float) -> None:
        self.cut = cut
        self._first, self._second = first, second
        known = frozenset(first) | frozenset(second)
        self._of_view = _Sums(self._sums)
        self._namer: Namer = lru_cache(maxsize=REMEMBERED)(
            lambda tag, names, prop: name_words(tag, names, prop) & known
        )

    def _sums(self, names: Iterable[str]) -> tuple[float, float]:
        """Return the sums of the weights of some names in both looks; a name without a weight says nothing."""
        first, second = self._first, self._second
        return sum([first.get(name, 0.0) for name in names]), sum([second.get(name, 0.0) for name in names])

    def _of_trails(self, prose: Prose) -> list[tuple[float, float]]:
        """Return what the names around each block come to, every step inward summed once."""
        steps, last = prose.trails()
        sums: list[tuple[float, float]] = []
        for outer, words in steps:
            first, second = self._sums(words)
            sums.append((sums[outer][0] + first, sums[outer][1] + second) if sums else (first, second))
        return [sums[step] for step in last]

    def first(self, prose: Prose) -> tuple[list[float], list[float]]:
        """Return for each block the probability of the first look, and what it has for the second already."""
        of, probs, rests = self._of_view, [], []
        for views, (one, two) in zip(prose.views(), self._of_trails(prose), strict=True):
            for view in views:
                here, there = of[view]
                one += here
                two += there
            probs.append(_prob(one))
            rests.append(two)
        return probs, rests

    def probs(self, index: PageIndex, blocks: Sequence[Block], facts: PageFacts) -> list[float]:
        """Return for each block the probability that it is running text."""
        prose = Prose(index, blocks, facts, namer=self._namer)
        first, rests = self.first(prose)
        of = self._of_view
        return [
            _prob(rest + of[standing][1] + of[look][1])
            for rest, (standing, look) in zip(rests, prose.second(first), strict=True)
        ]


def _prob(log_odds: float) -> float:
    if -30.0 < log_odds < 30.0:
        return 1.0 / (1.0 + exp(-log_odds))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds))))


@cache
def body_model() -> BodyModel:
    """Return the model with the shipped weights."""
    stored = json.loads((files("dateline") / "data" / "body_weights.json").read_text(encoding="utf-8"))
    return BodyModel(first=stored["first"], second=stored["second"], cut=stored["cut"])


def pick_body(index: PageIndex, blocks: Sequence[Block], facts: PageFacts) -> set[int]:
    """Return the indices of the blocks that carry the running text."""
    if not blocks:
        return set()
    model = body_model()
    probs = model.probs(index, blocks, facts)
    return one_copy(index, blocks, [n for n, prob in enumerate(probs) if prob > model.cut])


def one_copy(index: PageIndex, blocks: Sequence[Block], found: Sequence[int]) -> set[int]:
    """Return the found blocks; of two with the same words, the one amid the most text."""
    mass = [0] * len(index.order)
    for number in found:
        mass[index.place(blocks[number].element)] += len(blocks[number].key)
    for place in range(len(mass) - 1, 0, -1):
        mass[index.parents[place]] += mass[place]
    best: dict[str, tuple[tuple[bool, int], int]] = {}
    kept = set()
    for number in found:
        block = blocks[number]
        if len(block.key) < SURE_LETTERS:
            kept.add(number)
            continue
        parent = index.parents[index.place(block.element)]
        standing = ("hidden" not in block.zones, mass[max(parent, 0)])
        if block.key not in best or standing > best[block.key][0]:
            best[block.key] = standing, number
    return kept | {number for _, number in best.values()}
