"""What the gazetteer's entries under one spelling tell together, summed up once a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.model import GazetteerEntry, ToponymKind
from dateline.places.finding.mentions import Mention

_AREAS = frozenset({ToponymKind.REGION, ToponymKind.WATER, ToponymKind.MOUNTAIN, ToponymKind.FACILITY})
#: How many of the first entries may lend their own name to the spelling.
_FIRST = 3


class About(NamedTuple):
    """Entries summed up: their class, the people of the largest town, where they lie, what the first are called."""

    sort: str
    people: int
    town: bool
    unit: bool
    countries: frozenset[str]
    units: frozenset[str]
    names: frozenset[str]


_NOTHING = About("town", 0, False, False, frozenset(), frozenset(), frozenset())


class Summaries:
    """The summaries of one report, each spelling's made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], About] = {}

    def of(self, mention: Mention) -> About:
        """Return what the mention's entries tell."""
        key = mention.text, len(mention.entries)
        if (found := self._known.get(key)) is None:
            found = self._known[key] = sum_up(mention.entries, len(mention.text.split()))
        return found


def sum_up(entries: Sequence[GazetteerEntry], words: int) -> About:
    """Return the summary of entries under a spelling of so many words."""
    if not entries:
        return _NOTHING
    kinds = {entry.kind for entry in entries}
    return About(
        sort=_sort(kinds, entries, words),
        people=max([e.population for e in entries if e.kind is ToponymKind.POPULATED], default=0),
        town=ToponymKind.POPULATED in kinds,
        unit=ToponymKind.ADMIN in kinds,
        countries=frozenset([entry.country or "" for entry in entries]),
        units=frozenset([unit for entry in entries for unit in entry.parents]),
        names=frozenset([entry.name.lower() for entry in entries[:_FIRST]]),
    )


def _sort(kinds: set[ToponymKind], entries: Sequence[GazetteerEntry], words: int) -> str:
    """Return what the spelling is first of all: a country, an area, a unit by its full name, or a town."""
    if ToponymKind.COUNTRY in kinds:
        return "country"
    if kinds & _AREAS:
        return "region"
    full = any(e.kind is ToponymKind.ADMIN and len(e.name.split()) == words for e in entries)
    return "unit_name" if full else "town"
