"""Evidence to odds that explain themselves: a ledger of origins, a word, a confidence apart."""

from dateline.odds.admiralty import rate_report
from dateline.odds.consensus import AuthorClaim, agree_authors
from dateline.odds.fit import OddsModel, OddsRow, fit_odds
from dateline.odds.ship import read_emergent
from dateline.odds.weigh import weigh_evidence
from dateline.odds.weights import OddsWeights, shipped_weights
from dateline.odds.words import in_gap, word_for

__all__ = [
    "AuthorClaim",
    "OddsModel",
    "OddsRow",
    "OddsWeights",
    "agree_authors",
    "fit_odds",
    "in_gap",
    "rate_report",
    "read_emergent",
    "shipped_weights",
    "weigh_evidence",
    "word_for",
]
