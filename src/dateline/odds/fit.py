"""Learns what a stance is worth from claims whose outcome is known. Standard library only.

Raw weights come from the shares of ``shares.py``. Claims are then scored with their own rows left out of their
sources' counts, and Platt's two numbers fitted on those scores put everything on the calibrated scale. The
discounts of repeats and of crowds are those that fit these scores best: none where nobody copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dateline.model import Evidence, Hedge
from dateline.odds.ledger import discount, fuse_origins, probability
from dateline.odds.platt import fit_platt, log_loss
from dateline.odds.shares import OddsRow, Raw, Tally
from dateline.odds.weights import OddsWeights

__all__ = ["OddsModel", "OddsRow", "fit_odds"]


class Discounts(NamedTuple):
    """What further reports of an origin (factor) and further origins of a side (exponent) are discounted by."""

    repeat: float
    crowd: float


#: Discounts to choose from. A repeat never counts more than a fifth: copies that nobody found out are among them.
DISCOUNTS = tuple(
    Discounts(repeat, crowd) for repeat in (0.0, 0.1, 0.2) for crowd in (0.0, 0.25, 0.5, 0.75, 1.0)
)
#: Set by hand: among headlines that affirm a claim of Emergent ten are hedged, on nine claims; its readers took
#: the others for "merely reports".
HEDGES: Mapping[Hedge, float] = {
    Hedge.NONE: 1.0,
    Hedge.PROBABLE: 0.7,
    Hedge.POSSIBLE: 0.4,
    Hedge.DOUBTFUL: 0.3,
    Hedge.UNCONFIRMED: 0.4,
}
#: Set by hand: of Emergent's affirmations the 58 that name a speaker proved true as often as the others.
HOP = 0.85
#: The kind of claim under which a fitted model keeps its one prior.
ANY_KIND = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsModel:
    """Fitted weights, and the base rate for a claim that no row speaks of."""

    weights: OddsWeights
    base_rate: float

    def predict(self, rows: Sequence[OddsRow]) -> dict[str, float]:
        """Return the probability of each claim among the rows: the ledger of ``weigh_evidence``, added up."""
        return {claim: probability(_score(own, self.weights)) for claim, own in _by_claim(rows).items()}


def fit_odds(
    rows: Sequence[OddsRow], *, by_source: bool = True, discounts: Sequence[Discounts] = DISCOUNTS
) -> OddsModel:
    """Return the model fitted on rows whose outcome is known; others are passed over.

    Without ``by_source`` every source weighs what the pool does.

    Raises:
        ValueError: the outcomes are not of both kinds.
    """
    claims = _by_claim([row for row in rows if row.outcome is not None])
    outcomes = [bool(own[0].outcome) for own in claims.values()]
    if len(set(outcomes)) < 2:
        raise ValueError("fitting odds takes claims that proved true and claims that did not")
    tally = Tally()
    for own in claims.values():
        tally.add(own)
    scores = _left_out_scores(claims.values(), tally, discounts, by_source=by_source)
    chosen, slope, intercept = _best_scale(scores, outcomes)
    raw = tally.raw(tally.sources if by_source else ())
    weights = _weights(raw if by_source else raw._replace(kinds={}), chosen, slope=slope)
    return OddsModel(
        weights=replace(weights, priors={ANY_KIND: intercept}), base_rate=sum(outcomes) / len(outcomes)
    )


def _left_out_scores(
    claims: Iterable[Sequence[OddsRow]], tally: Tally, discounts: Sequence[Discounts], *, by_source: bool
) -> dict[Discounts, list[float]]:
    """Return for each pair of discounts the scores of the claims, each without its own rows in the counts."""
    scores: dict[Discounts, list[float]] = {chosen: [] for chosen in discounts}
    for own in claims:
        tally.leave(own)
        raw = tally.raw({row.source for row in own} if by_source else ())
        tally.leave(own, back=True)
        for chosen, column in scores.items():
            weights = _weights(raw if by_source else raw._replace(kinds={}), chosen)
            column.append(_score(own, weights))
    return scores


def _best_scale(
    scores: Mapping[Discounts, Sequence[float]], outcomes: Sequence[bool]
) -> tuple[Discounts, float, float]:
    """Return the discounts whose calibrated scores have the least log loss, with slope and intercept."""
    fits = {chosen: fit_platt(column, outcomes) for chosen, column in scores.items()}
    labels = [float(y) for y in outcomes]
    best = min(fits, key=lambda c: log_loss(scores[c], labels, fits[c]))
    return (best, *fits[best])


def _weights(raw: Raw, chosen: Discounts, *, slope: float = 1.0) -> OddsWeights:
    return OddsWeights(
        priors={ANY_KIND: 0.0},
        stances={s: slope * w for s, w in raw.pool.items()},
        hedges=HEDGES,
        hop=HOP,
        repeat=chosen.repeat,
        crowd=chosen.crowd,
        kinds={k: {s: slope * w for s, w in own.items()} for k, own in raw.kinds.items()},
        sources={k: {s: slope * w for s, w in own.items()} for k, own in raw.sources.items()},
    )


def _by_claim(rows: Sequence[OddsRow]) -> dict[str, list[OddsRow]]:
    claims: dict[str, list[OddsRow]] = defaultdict(list)
    for row in rows:
        claims[row.claim].append(row)
    return dict(claims)


def _score(rows: Sequence[OddsRow], weights: OddsWeights) -> float:
    """Return the log-odds of the rows of one claim, prior included."""
    evidence = [_evidence(n, row) for n, row in enumerate(rows)]
    source_of = {str(n): row.source for n, row in enumerate(rows)}
    kind_of = {str(n): row.kind for n, row in enumerate(rows) if row.kind is not None}
    entries = fuse_origins(evidence, weights, source_of=source_of, kind_of=kind_of)
    return weights.prior(ANY_KIND) + sum(discount(entries, weights))


def _evidence(number: int, row: OddsRow) -> Evidence:
    return Evidence(
        report=str(number),
        assertion="",
        stance=row.stance,
        origin=row.origin or row.source,
        hedge=row.hedge,
        hops=row.hops,
        start=0,
        end=0,
        text="",
    )
