"""Readable votes: every feature of a candidate adds its weight, and the sum is the log-odds that it is right."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, TypeVar

Features = Mapping[str, float]


class Candidate(Protocol):
    """What can be voted on: anything that bears features by name."""

    @property
    def features(self) -> Features:
        """The features by name; one that is missing is 0."""
        ...


C = TypeVar("C", bound=Candidate)


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each feature, and the bias that all candidates share."""

    weights: Mapping[str, float]
    bias: float

    def prob(self, features: Features) -> float:
        """Return the chance that a candidate with these features is right; unknown ones weigh nothing."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


@dataclass(frozen=True, slots=True)
class Ballot:
    """The votes on one question: ``pick`` says which candidate, ``trust`` whether that one is right at all.

    ``least`` is the chance below which the one picked is not trusted.
    """

    pick: Weights
    trust: Weights
    least: float

    def best(self, candidates: Iterable[C]) -> C | None:
        """Return the likeliest candidate, the first of equals, whether trusted or not."""
        return max(candidates, key=lambda c: self.pick.prob(c.features), default=None)

    def elect(self, candidates: Iterable[C]) -> C | None:
        """Return the likeliest candidate where it can be trusted, else None."""
        best = self.best(candidates)
        return best if best is not None and self.trust.prob(best.features) >= self.least else None


@cache
def ballot(question: str) -> Ballot:
    """Return the fitted weights of a question ("author", "published"), from ``data/fact_weights.json``."""
    text = (files("dateline") / "data" / "fact_weights.json").read_text(encoding="utf-8")
    fitted: dict[str, Any] = json.loads(text)[question]
    pick, trust = (Weights(fitted[k]["weights"], fitted[k]["bias"]) for k in ("pick", "trust"))
    return Ballot(pick, trust, fitted["least"])
