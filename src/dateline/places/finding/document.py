"""What the report as a whole tells of a spelling: its other mentions, the story's countries and units."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.model import Gazetteer
from dateline.places.finding.about import Summaries
from dateline.places.finding.mentions import ARTICLES, Mention, Sounding
from dateline.places.finding.wording import has_role

#: Where names are written in English anyway, a name spelled otherwise is another name.
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
#: Features of which a spelling's other mentions have a say, and what a spelling met once has instead.
_OTHERS = ("lean_place", "lean_person", "lean_organisation", "place_same")
_ALONE = {**{f"others_{name}": -1.0 for name in _OTHERS}, "repeated": 0.0, "times": 0.0}


def main_countries(mentions: Sequence[Mention]) -> list[str]:
    """Return the two countries that countries and demonyms name most."""
    votes: Counter[str] = Counter()
    for mention in mentions:
        if (mention.is_demonym or "country" in mention.features) and mention.entries:
            votes[mention.entries[0].country or ""] += 1
    return sorted(filter(None, votes), key=lambda country: (-votes[country], country))[:2]


class Votes:
    """What the sure names of a report say: how often each country and unit is named."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.countries: Counter[str] = Counter()
        self.units: set[str] = set()
        for mention in mentions:
            marks = mention.features
            if mention.entries and (mention.is_demonym or "country" in marks or "unit_name" in marks):
                self.countries[mention.entries[0].country or ""] += 1
                self.units.update(mention.entries[0].parents)
        self.total = self.countries.total() or 1


def read_document(
    mentions: Sequence[Mention], *, votes: Votes, countries: Sequence[str], summaries: Summaries
) -> None:
    """Set what the report tells of each spelling: its other mentions, the countries and units of the sure."""
    cued = {m.text for m in mentions if _is_cued(m)}
    same: dict[str, list[Mention]] = {}
    for mention in mentions:
        same.setdefault(mention.text, []).append(mention)
    for spelled in same.values():
        _read_others(spelled)
    romanised = set(countries[:1]) - _ENGLISH
    for mention in mentions:
        marks = mention.features
        marks["cued_elsewhere"] = float(mention.text in cued and not _is_cued(mention))
        if mention.entries and not mention.is_demonym:
            about = summaries.of(mention)
            marks["country_of_story"] = max(votes.countries[c] for c in about.countries) / votes.total
            marks["unit_of_story"] = float(not votes.units.isdisjoint(about.units))
            if "town" in marks:
                marks["home"] = float(not marks["ordinary"] and not romanised.isdisjoint(about.countries))


def _read_others(spelled: Sequence[Mention]) -> None:
    """Set what the other mentions of one spelling look like."""
    if (count := len(spelled)) == 1:
        spelled[0].features |= _ALONE
        return
    for name in _OTHERS:
        total = sum(m.features.get(name, 0.0) for m in spelled)
        for mention in spelled:
            own = mention.features.get(name, 0.0)
            mention.features[f"others_{name}"] = (total - own) / (count - 1)
    for mention in spelled:
        mention.features["repeated"] = 1.0
        mention.features["times"] = math.log(count)


def _is_cued(mention: Mention) -> bool:
    return any(mention.features.get(mark) for mark in ("cue_in", "cue_place", "tied", "direction_before"))


def read_sounds(mentions: Sequence[Mention], gazetteer: Gazetteer, *, countries: Sequence[str]) -> None:
    """Set whether a name that is not held sounds like one in the countries of the story."""
    romanised = [country for country in countries if country not in _ENGLISH]
    if not romanised or not isinstance(gazetteer, Sounding):
        return
    heard: dict[str, bool] = {}
    for mention in mentions:
        if mention.text not in heard:
            alike = (gazetteer.sounding_like(mention.text, country=country) for country in romanised)
            heard[mention.text] = any(alike)
        mention.features["sounds_here"] = float(heard[mention.text])


def read_forms(mentions: Sequence[Mention], *, countries: Sequence[str]) -> None:
    """Set whether a name that is not held looks Arabic, where the story's countries do not write English."""
    if _ENGLISH.issuperset(countries):
        return
    for mention in mentions:
        first = re.split(r"[ -]", mention.text, maxsplit=1)[0]
        arabic = first.lower() in ARTICLES or (has_role(first, "lead") and first != mention.text)
        mention.features["arabic_form"] = float(arabic)
