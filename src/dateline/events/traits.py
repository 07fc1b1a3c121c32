"""What tells events of like words apart: the day, the towns, the deeds."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

from dateline.events.spots import AREA_KM
from dateline.events.verbs import find_verbs
from dateline.model import Reading, ToponymKind
from dateline.text.dates import sort_key

_DAY_S = 86_400.0
#: So many days between two reports halve their nearness. This and the next were chosen, with ``clusters.APART``, on
#: half of the groups of ``bench/cases/origins.jsonl``: no group torn, most pairs of groups told apart.
SPAN_DAYS = 20.0
#: How near two reports are that name no town alike, where those that name the same towns are at 1.
ELSEWHERE = 0.3
#: The same for deeds, which reports of one event name more or fewer of.
OTHERWISE = 0.7
#: The deeds that a report leads with: words this far in.
_LEAD = 700


class Traits(NamedTuple):
    """Publication in seconds, how often each town is named, the deeds of the lead."""

    at: float | None
    towns: Counter[str]
    deeds: frozenset[str]


def read_traits(reading: Reading) -> Traits:
    """Return the traits of a report."""
    towns = Counter(
        t.place.id
        for t in reading.toponyms
        if t.place is not None
        and t.inside is None
        and t.kind not in (ToponymKind.DEMONYM, ToponymKind.COUNTRY, ToponymKind.WATER)
        and t.place.precision_km <= AREA_KM
    )
    lead = f"{reading.report.title or ''}\n{reading.text[:_LEAD]}"
    return Traits(
        sort_key(reading.report.published), towns, frozenset(verb.name for verb in find_verbs(lead))
    )


def likeness(one: Traits, other: Traits) -> float:
    """Return how well two reports agree with one event, 0 to 1; what a report does not tell counts for it."""
    return _in_time(one, other) * _of_towns(one, other) * _of_deeds(one, other)


def _in_time(one: Traits, other: Traits) -> float:
    if one.at is None or other.at is None:
        return 1.0
    return float(0.5 ** (abs(one.at - other.at) / _DAY_S / SPAN_DAYS))


def _of_towns(one: Traits, other: Traits) -> float:
    if not one.towns or not other.towns:
        return 1.0
    shared = sum(times * other.towns[town] for town, times in one.towns.items())
    lengths = math.prod(math.sqrt(sum(n * n for n in t.towns.values())) for t in (one, other))
    return ELSEWHERE + (1 - ELSEWHERE) * shared / lengths


def _of_deeds(one: Traits, other: Traits) -> float:
    if not one.deeds or not other.deeds:
        return 1.0
    return OTHERWISE + (1 - OTHERWISE) * len(one.deeds & other.deeds) / min(len(one.deeds), len(other.deeds))
