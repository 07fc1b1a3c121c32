"""Which blocks of a page are its running text: two looks at each, every look a sum of weights."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import exp

from dateline.dissect.blocks import Block
from dateline.dissect.dom import PageIndex
from dateline.dissect.metadata import PageFacts
from dateline.dissect.prose import Namer, Prose, View, name_words

#: How many different views one look remembers the sum of.
REMEMBERED = 16384
#: A block of this many letters that stands twice is kept once.
SURE_LETTERS = 24


class Look:
    """The weights of one look; what a view came to is remembered, for the same few come again and again."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights
        self.view = lru_cache(maxsize=REMEMBERED)(self._view)
        self.words = lru_cache(maxsize=REMEMBERED)(self.sum)

    def sum(self, names: Iterable[str]) -> float:
        """Return the sum of the weights of some names; a name without a weight says nothing."""
        weights = self._weights
        return sum([weights[name] for name in names if name in weights])

    def _view(self, view: View) -> float:
        return self.sum(view.names())

    def odds(self, views: Sequence[View], around: frozenset[str]) -> float:
        """Return the log odds that a block is running text."""
        of = self.view
        return sum([of(view) for view in views]) + self.words(around)


class BodyModel:
    """Tells running text: a first look at each block, a second that knows what the first made of the others."""

    def __init__(self, *, first: dict[str, float], second: dict[str, float], cut: float) -> None:
        self._first, self._second = Look(first), Look(second)
        self.cut = cut
        known = frozenset(first) | frozenset(second)
        self.namer: Namer = lru_cache(maxsize=REMEMBERED)(
            lambda tag, names, prop: name_words(tag, names, prop) & known
        )

    def first(self, prose: Prose) -> list[float]:
        """Return for each block the probability of the first look."""
        around = prose.around()
        return [
            _prob(self._first.odds(views, words)) for views, words in zip(prose.views(), around, strict=True)
        ]

    def probs(self, index: PageIndex, blocks: Sequence[Block], facts: PageFacts) -> list[float]:
        """Return for each block the probability that it is running text."""
        prose = Prose(index, blocks, facts, namer=self.namer)
        views, around = prose.views(), prose.around()
        first = [_prob(self._first.odds(v, words)) for v, words in zip(views, around, strict=True)]
        second = prose.second(first)
        return [
            _prob(self._second.odds([*v, *more], words))
            for v, more, words in zip(views, second, around, strict=True)
        ]


def _prob(log_odds: float) -> float:
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
