"""From a fitted model to the weights that Dateline ships: what the set could not teach is set here, by hand.

``python -m dateline.odds EMERGENT.csv > odds_weights.json`` fits them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dateline.model import AssertionKind, Stance
from dateline.odds.fit import OddsRow, fit_odds
from dateline.odds.weights import OddsWeights, weights_to_json

#: Rumours of 2015 say nothing on the base rate of other news, so claims start even. Two judgements: that
#: words were said is seldom wrong; that ground was taken is often said too early.
PRIORS: Mapping[str, float] = {
    **dict.fromkeys(AssertionKind, 0.0),
    AssertionKind.STATEMENT: 0.3,
    AssertionKind.TERRITORY: -0.3,
}
#: Most denials in the set were printed after the debunking, so one weighs four affirmations there. A denial
#: of the day, often by a party to the matter, is held to this many: word against word leaves the claim open.
DENIAL_AT_MOST = 1.0

_STANCES = {"for": Stance.AFFIRMS, "against": Stance.DENIES, "observing": Stance.REPORTS}
_OUTCOMES = {"true": True, "false": False}


def read_emergent(rows: Iterable[Mapping[str, str]]) -> list[OddsRow]:
    """Return the rows of an Emergent table (claimId, source, articleHeadlineStance, claimTruth)."""
    return [
        OddsRow(
            claim=row["claimId"],
            source=row["source"].removeprefix("www."),
            stance=_STANCES[row["articleHeadlineStance"]],
            outcome=_OUTCOMES.get(row["claimTruth"]),
        )
        for row in rows
    ]


def ship_weights(rows: Iterable[OddsRow]) -> OddsWeights:
    """Return the pool's weights fitted on these rows, with what is set by hand put in.

    No single outlet keeps a weight: who proved right on rumours of one year is no verdict on an outlet.
    """
    fitted = fit_odds(list(rows), by_source=False).weights
    affirms = fitted.stances[Stance.AFFIRMS]
    return replace(
        fitted,
        priors=PRIORS,
        stances={
            **fitted.stances,
            Stance.DENIES: max(fitted.stances[Stance.DENIES], -DENIAL_AT_MOST * affirms),
            Stance.REPORTS: max(fitted.stances[Stance.REPORTS], 0.0),
        },
        sources={},
    )


def shipped_json(rows: Iterable[Mapping[str, str]], *, fitted_on: str) -> dict[str, Any]:
    """Return the object that ``data/odds_weights.json`` holds; ``fitted_on`` is the day, ISO 8601."""
    source = {
        "sets": "Emergent (Ferreira and Vlachos 2016), claims of the published training part, true or false",
        "licence": "repository thanhan/fc-aaai18 states MIT; no headline is kept here",
        "date": fitted_on,
        "command": "python -m dateline.odds emergent-train.csv --date DAY",
        "by_hand": "priors, hedges, hop, repeat, and the bound on denials: see dateline/odds/ship.py",
    }
    return {"source": source, **weights_to_json(ship_weights(read_emergent(rows)))}
