"""What is answered for a name: its place with what decided, or why there is none, and what lost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from dateline.model import Candidate, GazetteerEntry, Place, Toponym, ToponymKind, Unresolved
from dateline.places.finding.mentions import Mention
from dateline.places.ranking.around import Lying, may_lie
from dateline.places.ranking.lineup import EARTH_KM, Lineup, traits
from dateline.places.ranking.ranker import Ranking, squash
from dateline.places.ranking.spelled import Stands
from dateline.places.ranking.weights import LEAST_PROB, TOO_FAR_KM
from dateline.places.spelling.keys import name_key

if TYPE_CHECKING:
    from dateline.places.ranking.lineup import Floats

MOST_CANDIDATES = 10
#: A name in a direction's or an area's phrase is known this much worse, unless it is an area itself.
WIDER = 3.0
_AREAS = (ToponymKind.COUNTRY, ToponymKind.ADMIN, ToponymKind.REGION, ToponymKind.WATER)
#: A city of this many inhabitants is named in stories from everywhere.
KNOWN_EVERYWHERE = 400_000
#: Words of one country's papers that speak so much for it leave no doubt that its towns are near.
AT_HOME = 0.3
_SUREST = 0.99
#: With a rival of this chance as far away as this, on another continent most likely, nothing is called sure.
_RIVAL, _RIVAL_KM, _NOT_SURE = 0.04, 3000.0, 0.79


@dataclass(frozen=True, slots=True)
class Answer:
    """What holds for all mentions of one spelling."""

    kind: ToponymKind
    place: Place | None
    reason: Unresolved | None
    candidates: tuple[Candidate, ...]

    def toponym(self, mention: Mention) -> Toponym:
        """Return the mention as a toponym; vague words around it widen the place."""
        kind = mention.kind or self.kind
        if mention.unit and kind is ToponymKind.POPULATED:
            kind = ToponymKind.ADMIN
        place = self.place
        if place is not None and mention.wide and self.kind not in _AREAS:
            place = replace(place, precision_km=place.precision_km * WIDER)
        return Toponym(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            kind=kind,
            inside=mention.inside,
            place=place,
            reason=self.reason,
            candidates=self.candidates,
        )


class Ranked(NamedTuple):
    """A candidate with the chance that it lies within 161 km of the place meant."""

    entry: GazetteerEntry
    prob: float
    number: int


def answer(ranking: Ranking, chances: Floats, at: int, story: Story) -> Answer:
    """Return what is answered for a spelling."""
    ranked, one = _doubted(_ranked(ranking, chances, at)), ranking.lineup.spelled[at]
    first = ranked[0]
    reason: Unresolved | None = None
    if not one.demonym and not one.beside and story.is_too_far(first):
        reason = Unresolved.TOO_FAR
    elif first.prob < LEAST_PROB:
        reason = Unresolved.UNKNOWN if len(ranked) == 1 else Unresolved.AMBIGUOUS
    place = None
    if reason is None:
        why, precision = ranking.why(first.number), first.entry.precision_km
        place = _place(first.entry, first.prob, precision_km=precision, why=why)
    return Answer(first.entry.kind, place, reason, _candidates([(r.entry, r.prob) for r in ranked]))


def _ranked(ranking: Ranking, chances: Floats, at: int) -> list[Ranked]:
    """Return the candidates of a spelling, the first by score, then by chance; one row for each id."""
    lineup = ranking.lineup
    start, end = int(lineup.starts[at]), int(lineup.ends[at])
    scores, near = ranking.scores[start:end].tolist(), chances[start:end].tolist()
    slope, shift = ranking.calibration
    found: dict[str, Ranked] = {}
    for n in sorted(range(end - start), key=lambda n: -float(scores[n])):
        entry = lineup.entries[start + n]
        if entry.id not in found:
            prob = min(_SUREST, squash(near[n], slope, shift))
            found[entry.id] = Ranked(entry, prob, start + n)
    return list(found.values())


def _doubted(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the candidates, the first one's chance cut where an ocean away another one is in question."""
    first, *lost = ranked
    here = traits(first.entry).point
    rivals = (row for row in lost if row.prob >= _RIVAL)
    if any(EARTH_KM * math.dist(here, traits(row.entry).point) > _RIVAL_KM for row in rivals):
        first = first._replace(prob=min(first.prob, _NOT_SURE))
    return [first, *lost]


class Story:
    """What is needed to tell that a place lies too far from everything else that is named."""

    def __init__(self, lineup: Lineup, chances: Floats) -> None:
        import numpy as np

        self._lineup = lineup
        in_text = np.array([one.stands is not Stands.HOME for one in lineup.spelled], bool)
        self._named = (chances >= 0.5) & in_text[lineup.owner] if len(lineup) else np.zeros(0, bool)

    def is_too_far(self, row: Ranked) -> bool:
        """Return whether a town lies in no country of the story, and an ocean away from all that is named.

        Where a desk says which countries the story is in, a town of another that nothing else speaks for is.
        """
        import numpy as np

        entry, lineup = row.entry, self._lineup
        if entry.kind is not ToponymKind.POPULATED or entry.population > KNOWN_EVERYWHERE:
            return False
        leaning, told = lineup.leaning, lineup.prior.countries
        if (
            entry.country in (leaning.likeliest, *told)
            or leaning.words.get(entry.country or "", 0.0) >= AT_HOME
        ):
            return False
        others = np.flatnonzero(self._named & (lineup.owner != lineup.owner[row.number]))
        if any(lineup.entries[n].country == entry.country for n in others):
            return False
        if told or not len(others):
            return bool(told)
        here = np.array(traits(entry).point, np.float32)
        return bool((EARTH_KM * np.linalg.norm(lineup.points[others] - here, axis=1)).min() > TOO_FAR_KM)


def answer_lying(mention: Mention, lying: Sequence[Lying]) -> Toponym:
    """Return a name that the gazetteer lacks at what surrounds it, where that is likely enough.

    It keeps an id of its own: who holds a village does not hold the town beside it.
    """
    first = lying[0] if lying else None
    place = None
    if first is not None and may_lie(mention, first):
        place = _place(first.entry, first.prob, precision_km=first.precision_km, why=first.why)
        own = f"dl:unlisted-{(place.country or 'xx').lower()}-{name_key(mention.text).replace(' ', '-')}"
        place = replace(place, id=own, name=f"{mention.text} (at {place.name})")
    candidates = _candidates([(row.entry, row.prob) for row in lying])
    reason = None if place else Unresolved.UNKNOWN
    return Answer(ToponymKind.POPULATED, place, reason, candidates).toponym(mention)


def _candidates(rows: Sequence[tuple[GazetteerEntry, float]]) -> tuple[Candidate, ...]:
    """Return the chosen one and, by their chances, those that lost."""
    lost = sorted(rows[1:], key=lambda row: -row[1])[: MOST_CANDIDATES - 1]
    return tuple(
        Candidate(
            id=entry.id,
            name=entry.name,
            country=entry.country,
            lat=entry.lat,
            lon=entry.lon,
            prob=round(prob, 4),
        )
        for entry, prob in (*rows[:1], *lost)
    )


def _place(entry: GazetteerEntry, prob: float, *, precision_km: float, why: Mapping[str, float]) -> Place:
    return Place(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision_km=precision_km,
        prob=round(prob, 4),
        why=dict(why),
    )
