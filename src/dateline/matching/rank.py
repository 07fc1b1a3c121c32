"""Finds the claims that a text repeats, best first: a readable table of features and weights."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.matching.recall import ClaimLists, ClaimText, Query, offer
from dateline.model import Encoder

__all__ = ["FEATURES", "ClaimIndex", "ClaimText", "Pair", "rank_claims"]


class Pair(NamedTuple):
    """A text and a claim that it may repeat, by its number; ``most`` is the best score of each list."""

    query: Query
    most: Mapping[str, float]
    claim: int
    lists: ClaimLists


def _of_best(name: str) -> Callable[[Pair], float]:
    """The score in a list as a share of the best that any claim has for this text."""

    def take(pair: Pair) -> float:
        most = pair.most[name]
        return float(pair.query.lists[name][pair.claim]) / most if most else 0.0

    return take


def _near_text(pair: Pair) -> float:
    return float(pair.query.lists["text"][pair.claim])


def _near_title(pair: Pair) -> float:
    return float(pair.query.lists["title"][pair.claim])


def _nearest(pair: Pair) -> float:
    """Cosine to the nearer of the claim's two wordings."""
    return max(_near_text(pair), _near_title(pair))


def _sentence(pair: Pair) -> float:
    """Cosine of the nearest sentence of the text to either wording."""
    return float(pair.query.sentences[pair.claim])


def _covered(pair: Pair) -> float:
    """The text's words that stand in the claim, rare ones counting more."""
    said = pair.query.stems
    every = math.fsum(map(pair.lists.rarity, said))
    return math.fsum(map(pair.lists.rarity, said & pair.lists.stems[pair.claim])) / every if every else 0.0


def _same_number(pair: Pair) -> float:
    return 0.0 if pair.query.numbers.isdisjoint(pair.lists.numbers[pair.claim]) else 1.0


#: Name of each feature and how it is taken; the weights stand in ``data/claim_rank_weights.json``.
FEATURES: tuple[tuple[str, Callable[[Pair], float]], ...] = (
    ("stems", _of_best("stems")),
    ("titles", _of_best("titles")),
    ("grams", _of_best("grams")),
    ("near_text", _near_text),
    ("near_title", _near_title),
    ("nearest", _nearest),
    ("sentence", _sentence),
    ("covered", _covered),
    ("same_number", _same_number),
)


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return the weights that ship with Dateline."""
    text = (files("dateline") / "data" / "claim_rank_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


class ClaimIndex:
    """Claims made ready to be looked for, their vectors taken once."""

    def __init__(self, claims: Sequence[ClaimText], *, encoder: Encoder) -> None:
        self._ids = [claim.id for claim in claims]
        self._lists = ClaimLists(claims, encoder=encoder)

    def candidates(self, text: str) -> list[tuple[str, tuple[float, ...]]]:
        """Return the ids of the claims that a text may repeat, each with its features."""
        if not self._ids:
            return []
        query = self._lists.look_up(text)
        most = {name: float(scores.max()) for name, scores in query.lists.items()}
        pairs = [Pair(query, most, number, self._lists) for number in offer(query)]
        return [(self._ids[p.claim], tuple(take(p) for _, take in FEATURES)) for p in pairs]

    def rank(self, text: str, *, limit: int = 20) -> list[tuple[str, float]]:
        """Return the ids of the likeliest claims with their scores, best first.

        A score is the log of odds against the other claims, up to a constant of the text.
        """
        weights = [shipped_weights()[name] for name, _ in FEATURES]
        scored = [
            (claim, math.fsum(w * value for w, value in zip(weights, values, strict=True)))
            for claim, values in self.candidates(text)
        ]
        return sorted(scored, key=lambda row: -row[1])[:limit]


def rank_claims(
    queries: Sequence[str], claims: Sequence[ClaimText], *, encoder: Encoder, limit: int = 20
) -> list[list[str]]:
    """Return for each query the ids of the claims it most likely repeats, best first."""
    index = ClaimIndex(claims, encoder=encoder)
    return [[claim for claim, _ in index.rank(query, limit=limit)] for query in queries]
