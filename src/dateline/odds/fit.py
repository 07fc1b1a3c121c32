"""Learns what a stance is worth from claims whose outcome is known. Standard library only.

For each source and stance: of the claims towards which it took that stance, the share that proved true,
shrunk to the pool's share (Dirichlet mean with ``SOURCE_PRIOR`` claims' worth of the pool), as log-odds
against the base rate. Claims are then scored with their own rows left out of the counts, and Platt's two
numbers fitted on those scores put everything on the calibrated scale. The crowd discount is the one that
fits those scores best: none where nobody copies.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.model import Evidence, Hedge, Stance
from dateline.odds.ledger import discount, fuse_origins, probability
from dateline.odds.platt import fit_platt, log_loss
from dateline.odds.weights import OddsWeights

#: Claims' worth of the pool in a source's mean, and of the base rate in the pool's. Tuned by AUC and Brier on
#: Emergent, out of fold by claim: flat between 2 and 8.
SOURCE_PRIOR, POOL_PRIOR = 3.0, 5.0
#: Exponents of the crowd discount to choose from.
CROWDS = (0.0, 0.25, 0.5, 0.75, 1.0)
#: Factor of repeats (same tuning: flat below .3).
REPEAT = 0.2
#: Set by hand: no set of contested reports with outcomes marks hedges and hops.
HEDGES: Mapping[Hedge, float] = {
    Hedge.NONE: 1.0,
    Hedge.PROBABLE: 0.7,
    Hedge.POSSIBLE: 0.4,
    Hedge.DOUBTFUL: 0.3,
    Hedge.UNCONFIRMED: 0.4,
}
HOP = 0.85
#: The kind under which a fitted model keeps its one prior.
ANY_KIND = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRow:
    """One report's stance towards one claim.

    ``outcome`` is whether the claim proved true; None where only a probability is asked for. ``origin``
    defaults to the source; ``source`` is the outlet's key (its host, say).
    """

    claim: str
    source: str
    stance: Stance
    outcome: bool | None = None
    origin: str | None = None
    hedge: Hedge = Hedge.NONE
    hops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsModel:
    """Fitted weights, and the base rate for a claim that no row speaks of."""

    weights: OddsWeights
    base_rate: float

    def predict(self, rows: Sequence[OddsRow]) -> dict[str, float]:
        """Return the probability of each claim among the rows: the ledger of ``weigh_evidence``, added up."""
        return {claim: probability(_score(own, self.weights)) for claim, own in _by_claim(rows).items()}


@dataclass(slots=True)
class _Tally:
    """Rows counted by stance and outcome, over all and by source."""

    pool: Counter[tuple[Stance, bool]] = field(default_factory=Counter)
    sources: dict[str, Counter[tuple[Stance, bool]]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, rows: Sequence[OddsRow]) -> None:
        self.pool.update((row.stance, bool(row.outcome)) for row in rows)
        self.leave(rows, back=True)

    def leave(self, rows: Sequence[OddsRow], *, back: bool = False) -> None:
        """Take a claim's rows out of its sources' counts, or put them back.

        The pool keeps them: without its own rows a true claim would meet a pool that is tilted against it,
        and Platt's slope would come out too small.
        """
        for row in rows:
            self.sources[row.source][row.stance, bool(row.outcome)] += 1 if back else -1


def fit_odds(rows: Sequence[OddsRow], *, by_source: bool = True) -> OddsModel:
    """Return the model fitted on rows whose outcome is known; others are passed over.

    Without ``by_source`` every source weighs what the pool does.

    Raises:
        ValueError: the outcomes are not of both kinds.
    """
    claims = _by_claim([row for row in rows if row.outcome is not None])
    outcomes = [bool(own[0].outcome) for own in claims.values()]
    if len(set(outcomes)) < 2:
        raise ValueError("fitting odds takes claims that proved true and claims that did not")
    tally = _Tally()
    for own in claims.values():
        tally.add(own)
    scores = _left_out_scores(claims.values(), tally, by_source=by_source)
    crowd, slope, intercept = _best_scale(scores, outcomes)
    raw = replace(_raw_weights(tally, tally.sources if by_source else ()), crowd=crowd)
    return OddsModel(
        weights=_scaled(raw, slope=slope, intercept=intercept), base_rate=sum(outcomes) / len(outcomes)
    )


def _left_out_scores(
    claims: Iterable[Sequence[OddsRow]], tally: _Tally, *, by_source: bool
) -> dict[float, list[float]]:
    """Return for each crowd discount the scores of the claims, each without its own rows in the counts."""
    scores: dict[float, list[float]] = {crowd: [] for crowd in CROWDS}
    for own in claims:
        tally.leave(own)
        weights = _raw_weights(tally, {row.source for row in own} if by_source else ())
        tally.leave(own, back=True)
        for crowd, column in scores.items():
            column.append(_score(own, replace(weights, crowd=crowd)))
    return scores


def _best_scale(
    scores: Mapping[float, Sequence[float]], outcomes: Sequence[bool]
) -> tuple[float, float, float]:
    """Return the crowd discount whose calibrated scores have the least log loss, with slope and intercept."""
    fits = {crowd: fit_platt(column, outcomes) for crowd, column in scores.items()}
    labels = [float(y) for y in outcomes]
    crowd = min(fits, key=lambda c: log_loss(scores[c], labels, fits[c]))
    return (crowd, *fits[crowd])


def _raw_weights(tally: _Tally, sources: Iterable[str]) -> OddsWeights:
    """Return the weights of the pool and of these sources, before Platt."""
    true = sum(n for (_, outcome), n in tally.pool.items() if outcome)
    base = _mean(true, sum(tally.pool.values()), toward=0.5, worth=2.0)
    pool = {
        s: _mean(tally.pool[s, True], _total(tally.pool, s), toward=base, worth=POOL_PRIOR) for s in Stance
    }
    own = {
        source: {
            s: _mean(
                tally.sources[source][s, True],
                _total(tally.sources[source], s),
                toward=pool[s],
                worth=SOURCE_PRIOR,
            )
            for s in Stance
        }
        for source in sorted(sources)
    }
    return OddsWeights(
        priors={ANY_KIND: 0.0},
        stances=_log_odds(pool, base),
        hedges=HEDGES,
        hop=HOP,
        repeat=REPEAT,
        crowd=0.0,
        sources={source: _log_odds(shares, base) for source, shares in own.items()},
    )


def _total(cells: Counter[tuple[Stance, bool]], stance: Stance) -> int:
    return cells[stance, True] + cells[stance, False]


def _mean(hits: float, total: float, *, toward: float, worth: float) -> float:
    return (hits + worth * toward) / (total + worth)


def _log_odds(shares: Mapping[Stance, float], base: float) -> dict[Stance, float]:
    """Return log-odds against the base rate: an affirmation never speaks against, a denial never for."""
    out = {s: math.log(p / (1 - p)) - math.log(base / (1 - base)) for s, p in shares.items()}
    out[Stance.AFFIRMS] = max(0.0, out[Stance.AFFIRMS])
    out[Stance.DENIES] = min(0.0, out[Stance.DENIES])
    return out


def _scaled(raw: OddsWeights, *, slope: float, intercept: float) -> OddsWeights:
    return replace(
        raw,
        priors={ANY_KIND: intercept},
        stances={s: slope * w for s, w in raw.stances.items()},
        sources={k: {s: slope * w for s, w in own.items()} for k, own in raw.sources.items()},
    )


def _by_claim(rows: Sequence[OddsRow]) -> dict[str, list[OddsRow]]:
    claims: dict[str, list[OddsRow]] = defaultdict(list)
    for row in rows:
        claims[row.claim].append(row)
    return dict(claims)


def _score(rows: Sequence[OddsRow], weights: OddsWeights) -> float:
    """Return the log-odds of the rows of one claim, prior included."""
    source_of = {str(n): row.source for n, row in enumerate(rows)}
    entries = fuse_origins([_evidence(n, row) for n, row in enumerate(rows)], weights, source_of=source_of)
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
