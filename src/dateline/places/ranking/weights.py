"""The numbers of the resolver and of the suggestions; shares of log-odds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: Below this chance a toponym is left without a place: the best Acc@161 on the fitting halves that costs no more
#: than a hundredth of precision.
LEAST_PROB = 0.3
#: A name that no gazetteer holds, and of which the text does not say where it is, needs more.
LEAST_UNSAID = 0.6
#: A report whose sure places all lie farther than this from the only candidate speaks of another place.
TOO_FAR_KM = 2000.0


@cache
def rank_weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weights of the ranker: of a candidate "alone" and "together" with the others, of a place "around".

    "none" is the weight of a place that no candidate is; "calibration" moves chances to what they are worth.
    """
    text = (files("dateline") / "data" / "place_rank_weights.json").read_text(encoding="utf-8")
    tables: Mapping[str, Mapping[str, float]] = json.loads(text)["weights"]
    return tables
