"""Chooses the place of each toponym, or says why none: the story's countries, neighbours, units, size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Candidate, GazetteerEntry, Place, Toponym, ToponymKind, Unresolved
from dateline.places.distance import distance_km
from dateline.places.find import Mention
from dateline.places.weights import LEAST_MARGIN, LEAST_PROB, NO_ENTRY, RESOLVE, TOO_FAR_KM

#: A candidate this near to the place meant is right (the field's measure: 100 miles).
RIGHT_KM = 161.0
MOST_CANDIDATES = 10
#: A name in a direction's or an area's phrase is known this much worse.
WIDER = 3.0
#: Chance from which a first guess votes for its country.
VOTES_FROM = 0.7


@dataclass(slots=True)
class Story:
    """What the report as a whole tells: countries by votes, sure points, names mentioned."""

    countries: Counter[str]
    points: list[tuple[float, float]]
    names: frozenset[str]

    def share(self, country: str | None) -> float:
        """Return the country's share of the votes, 0 to 1."""
        total = self.countries.total()
        return self.countries[country] / total if country and total else 0.0


def resolve_mentions(mentions: Sequence[Mention]) -> list[Toponym]:
    """Return the mentions as toponyms: two passes, the sure ones voting in the second; one place a spelling."""
    story = Story(Counter(), [], frozenset(e.name for m in mentions for e in m.entries))
    for _ in range(2):
        ranked = _ranked_by_spelling(mentions, story)
        story = _story(mentions, ranked, story)
    ranked = _ranked_by_spelling(mentions, story)
    return [_toponym(mention, ranked[mention.text], story) for mention in mentions]


Ranked = list[tuple[GazetteerEntry, float, Mapping[str, float]]]


def _ranked_by_spelling(mentions: Sequence[Mention], story: Story) -> dict[str, Ranked]:
    """Rank each spelling once, by the mention that tells most of it."""
    best: dict[str, Mention] = {}
    for mention in mentions:
        known = best.get(mention.text)
        if known is None or (bool(mention.beside), mention.unit) > (bool(known.beside), known.unit):
            best[mention.text] = mention
    return {text: _rank(mention, story) for text, mention in best.items()}


def _rank(mention: Mention, story: Story) -> Ranked:
    entries = sorted(mention.entries, key=lambda e: -e.population)[:60]
    scored = [(entry, _features(mention, entry, story)) for entry in entries]
    scores = [sum(why.values()) for _, why in scored]
    top = max([*scores, NO_ENTRY])
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights) + math.exp(NO_ENTRY - top)
    ranked: Ranked = []
    for (entry, why), _ in zip(scored, scores, strict=True):
        here = (entry.lat, entry.lon)
        mass = sum(
            weight
            for (other, _), weight in zip(scored, weights, strict=True)
            if other is entry or distance_km(here, (other.lat, other.lon)) <= RIGHT_KM
        )
        ranked.append((entry, min(0.99, mass / total), why))
    order = {id(entry): score for (entry, _), score in zip(scored, scores, strict=True)}
    ranked.sort(key=lambda row: (-order[id(row[0])], row[0].id))
    return ranked


def _features(mention: Mention, entry: GazetteerEntry, story: Story) -> dict[str, float]:
    """Return each feature's share of the candidate's score; features that are silent are left out."""
    is_unit = entry.kind in (ToponymKind.ADMIN, ToponymKind.REGION)
    values = {
        "population": min(math.log10(1 + entry.population), 7.0),
        "country": float(entry.kind is ToponymKind.COUNTRY),
        "unit": float(is_unit),
        "own_table": float(entry.id.startswith("dl:") or entry.kind is not ToponymKind.POPULATED),
        "main_name": float(entry.name.lower() == mention.text.lower()),
        "country_of_story": story.share(entry.country),
        "parent_named": float(any(parent in story.names for parent in entry.parents)),
        "parent_beside": float(_lies_in(entry, mention.beside)),
        "near_others": _nearness(entry, story),
        "unit_word": float(is_unit) if mention.unit else 0.0,
    }
    return {name: round(RESOLVE[name] * value, 3) for name, value in values.items() if value}


def _lies_in(entry: GazetteerEntry, around: Sequence[GazetteerEntry]) -> bool:
    for unit in around:
        if unit.id == entry.id or entry.kind is ToponymKind.COUNTRY:
            continue
        if unit.kind is ToponymKind.COUNTRY and unit.country == entry.country:
            return True
        if unit.name in entry.parents:
            return True
    return False


def _nearness(entry: GazetteerEntry, story: Story) -> float:
    """Return 1 beside another sure place of the story, falling to 0 at some hundred kilometres."""
    if entry.kind is ToponymKind.COUNTRY or not story.points:
        return 0.0
    here = (entry.lat, entry.lon)
    apart = sorted(d for p in story.points if (d := distance_km(here, p)) > 0.5)
    return math.exp(-apart[0] / 150.0) if apart else 0.0


def _story(mentions: Sequence[Mention], ranked: Mapping[str, Ranked], before: Story) -> Story:
    countries: Counter[str] = Counter()
    points: list[tuple[float, float]] = []
    for mention in mentions:
        if mention.demonym_of is not None:
            if mention.entries and mention.entries[0].country:
                countries[mention.entries[0].country] += 1
            continue
        rows = ranked[mention.text]
        if mention.inside is not None or not rows:
            continue
        entry, prob, _ = rows[0]
        if prob >= VOTES_FROM and entry.country:
            countries[entry.country] += 2
            if entry.kind is not ToponymKind.COUNTRY:
                points.append((entry.lat, entry.lon))
    return Story(countries, points, before.names)


def _toponym(mention: Mention, ranked: Ranked, story: Story) -> Toponym:
    if mention.demonym_of is not None:
        return _demonym(mention)
    candidates = tuple(_candidate(entry, prob) for entry, prob, _ in ranked[:MOST_CANDIDATES])
    kind = ranked[0][0].kind if ranked else ToponymKind.POPULATED
    reason = _doubt(ranked, story)
    place = None if reason else _place(mention, ranked)
    return Toponym(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        kind=ToponymKind.ADMIN if mention.unit and kind is ToponymKind.POPULATED else kind,
        inside=mention.inside,
        place=place,
        reason=reason,
        candidates=candidates,
    )


def _doubt(ranked: Ranked, story: Story) -> Unresolved | None:
    """Return why no place is taken, or None where the first candidate stands."""
    if not ranked:
        return Unresolved.UNKNOWN
    entry, prob, _ = ranked[0]
    if _is_too_far(entry, story):
        return Unresolved.TOO_FAR
    if prob < LEAST_PROB:
        return Unresolved.UNKNOWN if len(ranked) == 1 else Unresolved.AMBIGUOUS
    far = [p for e, p, _ in ranked[1:] if distance_km((e.lat, e.lon), (entry.lat, entry.lon)) > RIGHT_KM]
    return Unresolved.AMBIGUOUS if far and prob - max(far) < LEAST_MARGIN else None


def _is_too_far(entry: GazetteerEntry, story: Story) -> bool:
    """A town whose country the story never names, an ocean away from all that it does name."""
    if (
        entry.kind is not ToponymKind.POPULATED
        or story.share(entry.country) > 0
        or entry.population > 1_000_000
    ):
        return False
    here = (entry.lat, entry.lon)
    return len(story.points) >= 2 and all(distance_km(here, p) > TOO_FAR_KM for p in story.points)


def _place(mention: Mention, ranked: Ranked) -> Place:
    entry, prob, why = ranked[0]
    return Place(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision_km=entry.precision_km * (WIDER if mention.wide else 1.0),
        prob=round(prob, 4),
        why=dict(why),
    )


def _candidate(entry: GazetteerEntry, prob: float) -> Candidate:
    return Candidate(
        id=entry.id, name=entry.name, country=entry.country, lat=entry.lat, lon=entry.lon, prob=round(prob, 4)
    )


def _demonym(mention: Mention) -> Toponym:
    entry = next(iter(mention.entries), None)
    ranked: Ranked = [(entry, 0.97, {"country": RESOLVE["country"]})] if entry else []
    return Toponym(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        kind=ToponymKind.DEMONYM,
        inside=mention.inside,
        place=_place(mention, ranked) if ranked else None,
        reason=None if ranked else Unresolved.UNKNOWN,
        candidates=tuple(_candidate(e, p) for e, p, _ in ranked),
    )
