"""Chooses the place of each toponym, or says why none, and what lost against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from dateline.model import (
    Candidate,
    Gazetteer,
    GazetteerEntry,
    Place,
    Report,
    Toponym,
    ToponymKind,
    Unresolved,
)
from dateline.places.around import Lying, find_anchors, held_anchors, lie_at, may_lie
from dateline.places.find import find_mentions
from dateline.places.home import lean, read_home
from dateline.places.keys import name_key
from dateline.places.lineup import EARTH_KM, Lineup, traits
from dateline.places.mentions import Mention
from dateline.places.prior import StoryPrior
from dateline.places.ranker import Ranking, squash
from dateline.places.spelled import Spelled, Stands, add_sounding, cut, first_votes, gather, held_in
from dateline.places.weights import LEAST_PROB, TOO_FAR_KM, rank_weights

if TYPE_CHECKING:
    from dateline.places.lineup import Floats

MOST_CANDIDATES = 10
#: A name in a direction's or an area's phrase is known this much worse.
WIDER = 3.0
#: A city of this many inhabitants is named in stories from everywhere.
KNOWN_EVERYWHERE = 400_000
#: Words of one country's papers that speak so much for it leave no doubt that its towns are near.
AT_HOME = 0.3
#: Countries of the story in which a name's other spellings are looked for.
_MOST_COUNTRIES = 2
_SUREST = 0.99


class Ranked(NamedTuple):
    """A candidate with the chance that it lies within 161 km of the place meant."""

    entry: GazetteerEntry
    prob: float
    number: int


@dataclass(slots=True, eq=False)
class Scene:
    """All that a report tells of its places: spellings, each mention's own, and candidates side by side."""

    spelled: list[Spelled]
    own: list[int]
    lineup: Lineup


def set_scene(
    mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer, *, prior: StoryPrior
) -> Scene:
    """Return the spellings of a report with their candidates: the text's, its title's, the outlet's."""
    spelled, own = gather(_with_held(mentions), report.text)
    countries, units = first_votes(spelled, prior)
    story = [*prior.countries, *(c for c, _ in countries.most_common(_MOST_COUNTRIES))]
    add_sounding(spelled, gazetteer, list(dict.fromkeys(story)))
    every = [*spelled, *_in_title(report, gazetteer), *read_home(report, gazetteer)]
    cut(every, countries, units)
    return Scene(spelled, own, Lineup(every, prior, lean(report)))


def _with_held(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, and behind them those that stand inside longer names that nobody lists."""
    return [*mentions, *(held for mention in mentions for held in held_in(mention))]


def _in_title(report: Report, gazetteer: Gazetteer) -> list[Spelled]:
    """Return the spellings of a title that is no part of the text."""
    title = report.title or ""
    if not title or title in report.text:
        return []
    found = find_mentions(title, [(0, len(title))], gazetteer, entities=())
    return gather([mention for mention in found if mention.entries], title, Stands.TITLE)[0]


def resolve_mentions(
    mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer, *, prior: StoryPrior | None = None
) -> list[Toponym]:
    """Return the mentions as toponyms; what is believed of each place speaks for the others."""
    scene = set_scene(mentions, report, gazetteer, prior=prior or StoryPrior())
    weights = rank_weights()
    ranking = Ranking(scene.lineup, weights)
    chances = ranking.chances()
    story = _Story(scene.lineup, chances)
    number = {id(one): n for n, one in enumerate(scene.lineup.spelled)}
    anchors = find_anchors(ranking, chances)
    found = []
    for mention, own in zip(mentions, scene.own, strict=False):
        at = number.get(id(scene.spelled[own]))
        if at is not None:
            found.append(_resolved(mention, _ranked(ranking, chances, at), ranking, story))
        else:
            held = held_anchors(mention, ranking, chances)
            lying = lie_at(mention, report.text, anchors, held, weights["around"])
            found.append(_lying(mention, lying))
    return found


def _ranked(ranking: Ranking, chances: Floats, at: int) -> list[Ranked]:
    """Return the candidates of a spelling, the first by score, then by chance; one row for each id."""
    lineup = ranking.lineup
    start, end = int(lineup.starts[at]), int(lineup.ends[at])
    order = sorted(range(start, end), key=lambda n: -float(ranking.scores[n]))
    slope, shift = ranking.calibration
    rows = [
        Ranked(lineup.entries[n], min(_SUREST, squash(float(chances[n]), slope, shift)), n) for n in order
    ]
    return list({row.entry.id: row for row in reversed(rows)}.values())[::-1]


class _Story:
    """What is needed to tell that a place lies too far from everything else that is named."""

    def __init__(self, lineup: Lineup, chances: Floats) -> None:
        import numpy as np

        self._lineup = lineup
        in_text = np.array([one.stands is not Stands.HOME for one in lineup.spelled], bool)
        self._named = (chances >= 0.5) & in_text[lineup.owner] if len(lineup) else np.zeros(0, bool)

    def is_too_far(self, row: Ranked) -> bool:
        """Return whether a town lies in no country of the story, and an ocean away from all that is named."""
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
        if not len(others) or any(lineup.entries[n].country == entry.country for n in others):
            return False
        here = np.array(traits(entry).point, np.float32)
        return bool((EARTH_KM * np.linalg.norm(lineup.points[others] - here, axis=1)).min() > TOO_FAR_KM)


def _resolved(mention: Mention, ranked: Sequence[Ranked], ranking: Ranking, story: _Story) -> Toponym:
    first = ranked[0]
    reason: Unresolved | None = None
    if not mention.is_demonym and not mention.beside and story.is_too_far(first):
        reason = Unresolved.TOO_FAR
    elif first.prob < LEAST_PROB:
        reason = Unresolved.UNKNOWN if len(ranked) == 1 else Unresolved.AMBIGUOUS
    place = None
    if reason is None:
        why, precision = ranking.why(first.number), first.entry.precision_km
        place = _place(mention, first.entry, first.prob, precision_km=precision, why=why)
    return _toponym(mention, first.entry.kind, place, reason, [(r.entry, r.prob) for r in ranked])


def _lying(mention: Mention, lying: Sequence[Lying]) -> Toponym:
    """Return a name that the gazetteer lacks at what surrounds it, where that is likely enough.

    It keeps an id of its own: who holds a village does not hold the town beside it.
    """
    first = lying[0] if lying else None
    place = None
    if first is not None and may_lie(mention, first):
        place = _place(mention, first.entry, first.prob, precision_km=first.precision_km, why=first.why)
        own = f"dl:unlisted-{(place.country or 'xx').lower()}-{name_key(mention.text).replace(' ', '-')}"
        place = replace(place, id=own, name=f"{mention.text} (at {place.name})")
    rows = [(row.entry, row.prob) for row in lying]
    return _toponym(mention, ToponymKind.POPULATED, place, None if place else Unresolved.UNKNOWN, rows)


def _toponym(
    mention: Mention,
    kind: ToponymKind,
    place: Place | None,
    reason: Unresolved | None,
    rows: Sequence[tuple[GazetteerEntry, float]],
) -> Toponym:
    kind = mention.kind or kind
    if mention.unit and kind is ToponymKind.POPULATED:
        kind = ToponymKind.ADMIN
    every = [_candidate(entry, prob) for entry, prob in rows]
    lost = sorted(every[1:], key=lambda c: -c.prob)
    return Toponym(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        kind=kind,
        inside=mention.inside,
        place=place,
        reason=reason,
        candidates=(*every[:1], *lost[: MOST_CANDIDATES - 1]),
    )


def _place(
    mention: Mention, entry: GazetteerEntry, prob: float, *, precision_km: float, why: Mapping[str, float]
) -> Place:
    return Place(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision_km=precision_km * (WIDER if mention.wide else 1.0),
        prob=round(prob, 4),
        why=dict(why),
    )


def _candidate(entry: GazetteerEntry, prob: float) -> Candidate:
    return Candidate(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        prob=round(prob, 4),
    )
