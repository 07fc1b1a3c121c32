"""What one assertion weighs in log-odds, and how weights of one side add up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from dateline.model import Hedge, Stance

#: The shipped probabilities never leave this range: only an editor may say "certain".
FLOOR, CEILING = 0.02, 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsWeights:
    """The numbers of the ledger, all on the calibrated log-odds scale.

    ``stances`` hold the pool's weight of an open assertion from the origin itself; ``sources`` and ``kinds``
    those of single outlets and of kinds of outlets, where they were fitted. ``hedges`` and ``hop`` are factors
    of 0 to 1. The n-th further report of one origin counts ``repeat ** n``; the n-th origin on one side counts
    ``n ** -crowd``, because origins that look independent share more than their texts show.
    """

    priors: Mapping[str, float]
    stances: Mapping[Stance, float]
    hedges: Mapping[Hedge, float]
    hop: float
    repeat: float
    crowd: float
    kinds: Mapping[str, Mapping[Stance, float]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[Stance, float]] = field(default_factory=dict)

    def prior(self, kind: str) -> float:
        """Return the log-odds of a claim of this kind before any evidence."""
        return self.priors.get(kind, self.priors["other"])

    def attenuation(self, hedge: Hedge, hops: int) -> float:
        """Return the share of its weight that an assertion keeps under its hedge and after its hops."""
        return float(self.hedges[hedge] * self.hop ** max(hops, 0))

    def weight(
        self, stance: Stance, *, hedge: Hedge, hops: int, source: str | None = None, kind: str | None = None
    ) -> float:
        """Return the signed log-odds of one assertion standing alone.

        Those of its source, else of its source's kind, else of the pool, weakened by hedge and hops.
        """
        own = self.stances[stance]
        if kind is not None:
            own = self.kinds.get(kind, {}).get(stance, own)
        if source is not None:
            own = self.sources.get(source, {}).get(stance, own)
        return own * self.attenuation(hedge, hops)

    def add_repeats(self, weights: Sequence[float]) -> float:
        """Return what the assertions of one origin with one stance add up to, the heaviest counted in full.

        A further member adds something between nothing and what it would weigh alone: the factors fall, and
        the weights are taken in falling order.
        """
        if len(weights) == 1:
            return weights[0]
        return sum(w * self.repeat**n for n, w in enumerate(sorted(weights, key=abs, reverse=True)))

    def crowd_factors(self, count: int) -> tuple[float, ...]:
        """Return the factor of so many origins on one side, the heaviest first."""
        return _crowd_factors(self.crowd, count)


@lru_cache(maxsize=1024)
def _crowd_factors(crowd: float, count: int) -> tuple[float, ...]:
    return tuple(float(n**-crowd) for n in range(1, count + 1))


def weights_from_json(data: Mapping[str, Any]) -> OddsWeights:
    """Return the weights that a JSON object of the shipped shape holds."""
    return OddsWeights(
        priors=MappingProxyType({str(k): float(v) for k, v in data["priors"].items()}),
        stances=MappingProxyType({Stance(k): float(v) for k, v in data["stances"].items()}),
        hedges=MappingProxyType({Hedge(k): float(v) for k, v in data["hedges"].items()}),
        hop=float(data["hop"]),
        repeat=float(data["repeat"]),
        crowd=float(data["crowd"]),
    )


def weights_to_json(weights: OddsWeights) -> dict[str, Any]:
    """Return the weights as a JSON object; single sources are left out, see ``fit.ship_weights``."""
    return {
        "priors": {k: round(v, 4) for k, v in sorted(weights.priors.items())},
        "stances": {str(k): round(v, 4) for k, v in sorted(weights.stances.items())},
        "hedges": {str(k): round(v, 4) for k, v in weights.hedges.items()},
        "hop": weights.hop,
        "repeat": weights.repeat,
        "crowd": weights.crowd,
    }


@cache
def shipped_weights() -> OddsWeights:
    """Return the weights of ``data/odds_weights.json``."""
    text = (files("dateline") / "data" / "odds_weights.json").read_text(encoding="utf-8")
    return weights_from_json(json.loads(text))
