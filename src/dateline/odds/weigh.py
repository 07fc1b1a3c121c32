"""Weighs the evidence for one claim and explains the answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dateline.model import Evidence, Odds, Yardstick
from dateline.odds.confidence import confidence_in
from dateline.odds.interval import bootstrap_interval
from dateline.odds.ledger import discount, fuse_origins, ledger_rows, probability, without_each
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
    kind_of: Mapping[str, str] | None = None,
    published: Sequence[str] = (),
) -> Odds:
    """Return the odds of a claim of this kind, with the ledger whose rows add up to them.

    The order of the evidence does not matter. ``flips`` are the origins without any one of which the claim would
    get another word. ``source_of`` and ``kind_of`` lead from a report to the keys of
    its source's and its kind of outlet's own weights, where ``weights`` were fitted with them; the shipped ones
    are not. ``published`` are the ids
    of the reports in the order of their publication.
    """
    used = weights or shipped_weights()
    entries = fuse_origins(evidence, used, source_of=source_of, kind_of=kind_of, published=published)
    log_odds = discount(entries, used)
    prior = used.prior(kind)
    prob = probability(math.fsum([prior, *log_odds]))
    word = word_for(prob, yardstick)
    left = without_each(entries, used)
    return Odds(
        prior_log_odds=prior,
        prob=prob,
        interval=bootstrap_interval(prior, log_odds, prob=prob, seed=seed),
        word=word,
        confidence=confidence_in(evidence, used),
        flips=tuple(
            entry.origin
            for entry, others in zip(entries, left, strict=True)
            if word_for(probability(prior + others), yardstick) != word
        ),
        ledger=ledger_rows(entries, log_odds),
    )
