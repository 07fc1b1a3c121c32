"""The numbers of the finder, the resolver and the suggestions; shares of log-odds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: For a spelling alone, tuned by hand on places of ``gazetteer_supplement`` with one spelling left out.
SUGGEST: Mapping[str, float] = {
    "exact": 3.0,
    "letters": 6.0,
    "sounds": 4.0,
    "population": 0.25,
    "unit": 0.3,
    "country": 4.0,
    "nobodys": 3.0,
    "near": 1.0,
    "none": 6.5,
}

#: Below this chance a toponym is left without a place.
LEAST_PROB = 0.35
#: Two candidates this close in chance, and far apart on the ground, are too alike to choose.
LEAST_MARGIN = 0.08
#: A report whose sure places all lie farther than this from the only candidate speaks of another place.
TOO_FAR_KM = 2000.0
#: A stretch of words is taken for a place from this chance on: the best exact F1 on the fitting halves.
KEEP_FROM = 0.4
#: Doubted so much and no more, a name that the gazetteer holds stands where another witness calls it a place.
DOUBT_FROM = 0.1


@cache
def fitted() -> Mapping[str, Mapping[str, float]]:
    """Return the fitted weights, by what they are for."""
    text = (files("dateline") / "data" / "place_weights.json").read_text(encoding="utf-8")
    tables: Mapping[str, Mapping[str, float]] = json.loads(text)["weights"]
    return tables


def spot_weights() -> Mapping[str, float]:
    """Return the weight of each feature in telling a place's name from other words."""
    return fitted()["spot"]


def resolve_weights() -> Mapping[str, float]:
    """Return the weight of each feature of a candidate; "none" is that of a place the gazetteer lacks."""
    return fitted()["resolve"]
