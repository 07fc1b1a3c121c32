"""Weighs the evidence for one claim and explains the answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dateline.model import Evidence, Odds, Yardstick
from dateline.odds.confidence import confidence_in
from dateline.odds.interval import bootstrap_interval
from dateline.odds.ledger import Entry, discount, fuse_origins, ledger_rows, probability
from dateline.odds.weights import OddsWeights, shipped_weights
from dateline.odds.words import word_for


def weigh_evidence(
    evidence: Sequence[Evidence],
    *,
    kind: str,
    yardstick: Yardstick = Yardstick.PHIA,
    seed: int = 7,
    weights: OddsWeights | None = None,
    source_of: Mapping[str, str] | None = None,
    published: Sequence[str] = (),
) -> Odds:
    """Return the odds of a claim of this kind, with the ledger whose rows add up to them.

    The order of the evidence does not matter. ``source_of`` leads from a report to the key of its source's
    own weights, where ``weights`` were fitted with sources; the shipped ones are not. ``published`` are the ids
    of the reports in the order of their publication.
    """
    used = weights or shipped_weights()
    entries = fuse_origins(evidence, used, source_of=source_of, published=published)
    rows = ledger_rows(entries, used)
    prior = used.prior(kind)
    prob = probability(math.fsum([prior, *(row.log_odds for row in rows)]))
    return Odds(
        prior_log_odds=prior,
        prob=prob,
        interval=bootstrap_interval(prior, entries, [row.log_odds for row in rows], prob=prob, seed=seed),
        word=word_for(prob, yardstick),
        confidence=confidence_in(evidence, used),
        flips=_flips(entries, used, prior=prior, yardstick=yardstick),
        ledger=rows,
    )


def _flips(
    entries: Sequence[Entry], weights: OddsWeights, *, prior: float, yardstick: Yardstick
) -> tuple[str, ...]:
    """Return the origins without any one of which the claim would get another word."""

    def word(left: Sequence[Entry]) -> str:
        return word_for(probability(math.fsum([prior, *discount(left, weights)])), yardstick)

    shown = word(entries)
    origins = dict.fromkeys(entry.origin for entry in entries)
    return tuple(o for o in origins if word([e for e in entries if e.origin != o]) != shown)
