"""The numbers of the resolver and of the suggestions, one table each; shares of log-odds."""

from __future__ import annotations

from collections.abc import Mapping

#: For a spelling alone, tuned by hand on places of ``gazetteer_conflict`` with one spelling left out.
SUGGEST: Mapping[str, float] = {
    "exact": 3.0,
    "letters": 6.0,
    "sounds": 4.0,
    "population": 0.25,
    "unit": 0.3,
    "country": 4.0,
    "near": 1.0,
    "none": 6.5,
}

#: For a toponym in its report, tuned on every second document of LGL and GeoWebNews.
RESOLVE: Mapping[str, float] = {
    "population": 0.55,
    "country": 4.0,
    "unit": 1.2,
    "own_table": 1.2,
    "main_name": 0.8,
    "capital_size": 0.5,
    "country_of_story": 3.0,
    "parent_named": 3.0,
    "parent_beside": 6.0,
    "near_others": 1.6,
    "unit_word": 3.0,
    "sound_only": -3.0,
}
#: Log-weight of "a place that the gazetteer does not hold".
NO_ENTRY = 2.0
#: Below this chance a toponym is left without a place.
LEAST_PROB = 0.35
#: Two candidates this close in chance, and far apart on the ground, are too alike to choose.
LEAST_MARGIN = 0.08
#: A report whose sure places all lie farther than this from the only candidate speaks of another place.
TOO_FAR_KM = 2000.0
