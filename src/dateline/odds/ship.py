"""From a fitted model to the weights that Dateline ships: what the set could not teach is set here, by hand.

``python -m dateline.odds EMERGENT.csv > odds_weights.json`` fits them again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
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

#: Share of all words of two headlines that both have from which one is taken for a reprint of the other. At .8
#: Emergent loses nothing out of fold (AUC .940, Brier .082); at .6 and below headlines of own wording merge.
SAME_HEADLINE = 0.8

_WORD = re.compile(r"\w+")
_STANCES = {"for": Stance.AFFIRMS, "against": Stance.DENIES, "observing": Stance.REPORTS}
_OUTCOMES = {"true": True, "false": False}


def read_emergent(rows: Iterable[Mapping[str, str]]) -> list[OddsRow]:
    """Return the rows of an Emergent table (claimId, source, articleHeadline, articleHeadlineStance, claimTruth).

    Articles on one claim whose headlines are nearly the same words have one origin: the source of the least
    article id among them, so that the order of the rows does not matter.
    """
    table = list(rows)
    origins = _origins(table)
    return [
        OddsRow(
            claim=row["claimId"],
            source=_host(row),
            stance=_STANCES[row["articleHeadlineStance"]],
            outcome=_OUTCOMES.get(row["claimTruth"]),
            origin=origin,
        )
        for row, origin in zip(table, origins, strict=True)
    ]


def _origins(table: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the origin of each row."""
    leaders: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    origins = [""] * len(table)
    for at in sorted(range(len(table)), key=lambda n: (table[n]["articleId"], n)):
        row = table[at]
        words = frozenset(_WORD.findall(row["articleHeadline"].lower()))
        known = leaders[row["claimId"]]
        first = next((origin for said, origin in known if _alike(words, said)), None)
        if first is None:
            known.append((words, _host(row)))
        origins[at] = first or _host(row)
    return origins


def _alike(words: Set[str], others: Set[str]) -> bool:
    return len(words & others) >= SAME_HEADLINE * max(1, len(words | others))


def _host(row: Mapping[str, str]) -> str:
    return row["source"].removeprefix("www.")


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
        "learnt": "stances, repeat (at most .2), crowd, scale; checked by five folds by claim, mean of five seeds",
        "by_hand": "priors and the bound on denials (odds/ship.py); hedges and hop (odds/fit.py): among the"
        " headlines that affirm, ten are hedged, and those that name a speaker proved true as often as others",
    }
    return {"source": source, **weights_to_json(ship_weights(read_emergent(rows)))}
