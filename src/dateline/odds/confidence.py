"""How much evidence there is; apart from what it says."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Confidence, Evidence, Stance
from dateline.odds.weights import OddsWeights

#: Effective independent origins from which confidence is moderate, and high.
MODERATE, HIGH = 1.5, 3.0
#: Share of the lesser side from which a claim counts as disputed.
DISPUTED = 0.25
#: Share of the origins that must take a stand, not merely report, for high confidence.
COVERED = 0.5


def effective_origins(evidence: Sequence[Evidence], weights: OddsWeights) -> tuple[float, float]:
    """Return how many origins affirm and how many deny, each counted as its best assertion's attenuation.

    An open assertion of an origin's own counts 1; hedged or passed through others it counts less. An origin
    that says both is shared between the sides.
    """
    best: dict[str, dict[Stance, float]] = {}
    for e in evidence:
        if e.stance is not Stance.REPORTS:
            own = best.setdefault(e.origin, {})
            own[e.stance] = max(own.get(e.stance, 0.0), weights.attenuation(e.hedge, e.hops))
    affirm = sum(own.get(Stance.AFFIRMS, 0.0) / len(own) for own in best.values())
    deny = sum(own.get(Stance.DENIES, 0.0) / len(own) for own in best.values())
    return affirm, deny


def confidence_in(evidence: Sequence[Evidence], weights: OddsWeights) -> Confidence:
    """Return the confidence: from effective independent origins and from how many of all origins they are.

    At most moderate while origins disagree, or while most merely report. One origin, however often repeated,
    gives low confidence.
    """
    affirm, deny = effective_origins(evidence, weights)
    total = affirm + deny
    if total < MODERATE:
        return Confidence.LOW
    disputed = min(affirm, deny) >= DISPUTED * total
    stands = {e.origin for e in evidence if e.stance is not Stance.REPORTS}
    covered = len(stands) >= COVERED * len({e.origin for e in evidence})
    return Confidence.HIGH if total >= HIGH and covered and not disputed else Confidence.MODERATE
