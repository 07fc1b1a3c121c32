"""How often what was affirmed, denied or merely reported proved true: by outlet, by kind of outlet, over all.

Each share is shrunk towards the one above it (Dirichlet mean): an outlet's to its kind's, a kind's to the
pool's, the pool's to the base rate. Log-odds against the base rate are the raw weights.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.model import Hedge, Stance

#: Claims' worth of the level above in a source's share, in a kind's, and of the base rate in the pool's. Tuned by
#: AUC and Brier on Emergent, out of fold by claim: flat between 2 and 8 for the first and the last.
#: Kinds weigh little: there the table's kinds of outlets cost .001 to .005 AUC, so none is read from it.
SOURCE_PRIOR, KIND_PRIOR, POOL_PRIOR = 3.0, 60.0, 5.0

Cells = Counter[tuple[Stance, bool]]
Weights = dict[Stance, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRow:
    """One report's stance towards one claim.

    ``outcome`` is whether the claim proved true; None where only a probability is asked for. ``origin``
    defaults to the source; ``source`` is the outlet's key (its host, say), ``kind`` what sort of outlet it is.
    """

    claim: str
    source: str
    stance: Stance
    outcome: bool | None = None
    origin: str | None = None
    kind: str | None = None
    hedge: Hedge = Hedge.NONE
    hops: int = 0


class Raw(NamedTuple):
    """Log-odds against the base rate, before they are put on the calibrated scale."""

    pool: Weights
    kinds: dict[str, Weights]
    sources: dict[str, Weights]


@dataclass(slots=True)
class Tally:
    """Rows counted by stance and outcome: over all, by kind of outlet, by source."""

    pool: Cells = field(default_factory=Counter)
    kinds: dict[str, Cells] = field(default_factory=lambda: defaultdict(Counter))
    sources: dict[str, Cells] = field(default_factory=lambda: defaultdict(Counter))
    kind_of: dict[str, str | None] = field(default_factory=dict)

    def add(self, rows: Sequence[OddsRow]) -> None:
        """Count a claim's rows in."""
        self.pool.update((row.stance, bool(row.outcome)) for row in rows)
        for row in rows:
            self.kind_of[row.source] = row.kind
        self.leave(rows, back=True)

    def leave(self, rows: Sequence[OddsRow], *, back: bool = False) -> None:
        """Take a claim's rows out of its sources' and their kinds' counts, or put them back.

        The pool keeps them: without its own rows a true claim would meet a pool that is tilted
        against it, and Platt's slope would come out too small.
        """
        for row in rows:
            self.sources[row.source][row.stance, bool(row.outcome)] += 1 if back else -1
            if row.kind is not None:
                self.kinds[row.kind][row.stance, bool(row.outcome)] += 1 if back else -1

    def raw(self, sources: Iterable[str]) -> Raw:
        """Return the weights of the pool, of all kinds and of these sources."""
        base = self.base()
        pool = _shares(self.pool, dict.fromkeys(Stance, base), POOL_PRIOR)
        kinds = {kind: _shares(cells, pool, KIND_PRIOR) for kind, cells in self.kinds.items()}
        own = {
            source: _shares(
                self.sources[source], kinds.get(self.kind_of.get(source) or "", pool), SOURCE_PRIOR
            )
            for source in sorted(sources)
        }
        return Raw(
            _log_odds(pool, base),
            {kind: _log_odds(shares, base) for kind, shares in kinds.items()},
            {source: _log_odds(shares, base) for source, shares in own.items()},
        )

    def base(self) -> float:
        """Return the share of rows whose claim proved true."""
        true = sum(n for (_, outcome), n in self.pool.items() if outcome)
        return _mean(true, sum(self.pool.values()), toward=0.5, worth=2.0)


def _shares(cells: Cells, above: Mapping[Stance, float], worth: float) -> Weights:
    return {s: _mean(cells[s, True], _total(cells, s), toward=above[s], worth=worth) for s in Stance}


def _total(cells: Cells, stance: Stance) -> int:
    return cells[stance, True] + cells[stance, False]


def _mean(hits: float, total: float, *, toward: float, worth: float) -> float:
    return (hits + worth * toward) / (total + worth)


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


def _log_odds(shares: Mapping[Stance, float], base: float) -> Weights:
    """Return log-odds against the base rate: an affirmation never speaks against, a denial never for."""
    out = {s: _logit(p) - _logit(base) for s, p in shares.items()}
    out[Stance.AFFIRMS] = max(0.0, out[Stance.AFFIRMS])
    out[Stance.DENIES] = min(0.0, out[Stance.DENIES])
    return out
