"""Chooses the place of each toponym, or says why none: the story's countries and units, neighbours, size, name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from dateline.model import Candidate, Gazetteer, GazetteerEntry, Place, Toponym, ToponymKind, Unresolved
from dateline.places.distance import distance_km
from dateline.places.keys import is_abbreviation, name_key
from dateline.places.mentions import Mention, Sounding
from dateline.places.weights import LEAST_MARGIN, LEAST_PROB, TOO_FAR_KM, resolve_weights
from dateline.places.wording import capitals, has_role

#: A candidate this near to the place meant is right (the field's measure: 100 miles).
RIGHT_KM = 161.0
MOST_CANDIDATES = 10
#: Homonyms weighed for one spelling: the most populous, and those in the story's countries.
MOST_WEIGHED = 80
#: A name in a direction's or an area's phrase is known this much worse.
WIDER = 3.0
#: Chance from which a first guess votes for its country and unit.
VOTES_FROM = 0.6
#: A country is one of the story's from this share of the votes on.
STORY_SHARE = 0.25
#: A place spelled just so, as near as this to what the story names, leaves no need of other spellings.
FITS_KM = 1000.0
#: A place of several that only its own size or rank speaks for is never surer than this.
UNWITNESSED = 0.79
#: Farther from all that the story names than this, a place lies overseas.
OVERSEAS_KM = 4000.0
#: A region as wide as this is no point to measure from.
TOO_VAGUE_KM = 200.0
#: A city of this many inhabitants is named in stories from everywhere.
KNOWN_EVERYWHERE = 400_000
#: A town whose inhabitants nobody has counted is weighed like one of so many.
UNKNOWN_SIZE = 3000
_WIDE = (ToponymKind.COUNTRY, ToponymKind.REGION, ToponymKind.WATER)
#: Names of fewer letters are never looked for by their sound alone.
LEAST_LETTERS = 4


@dataclass(slots=True)
class Story:
    """What the report as a whole tells: votes for countries and units, and points with the spelling they stem from.

    A spelling is never judged by its own votes: ``without`` leaves them out.
    """

    countries: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    own_countries: dict[str, Counter[str]] = field(default_factory=dict)
    own_units: dict[str, Counter[str]] = field(default_factory=dict)
    points: list[tuple[str, float, float]] = field(default_factory=list)
    #: Points of the countries named, for telling what is too far.
    wide_points: list[tuple[str, float, float]] = field(default_factory=list)

    def vote(self, text: str, entry: GazetteerEntry, weight: int) -> None:
        """Count a mention for its country and its unit."""
        if entry.country:
            self.countries[entry.country] += weight
            self.own_countries.setdefault(text, Counter())[entry.country] += weight
        if entry.kind is not ToponymKind.COUNTRY:
            for unit in entry.parents:
                self.units[f"{entry.country}:{unit}"] += weight
                self.own_units.setdefault(text, Counter())[f"{entry.country}:{unit}"] += weight

    def share(self, country: str | None, *, without: str = "") -> float:
        """Return the country's share of the votes, 0 to 1."""
        return _share(self.countries, self.own_countries.get(without), country or "")

    def unit_share(self, entry: GazetteerEntry, *, without: str = "") -> float:
        """Return the share of the votes for units that the entry's own has, 0 to 1."""
        own = self.own_units.get(without)
        return max((_share(self.units, own, f"{entry.country}:{u}") for u in entry.parents), default=0.0)

    def own(self) -> list[str]:
        """Return the story's countries, the first first."""
        return [country for country, _ in self.countries.most_common(2) if self.share(country) >= STORY_SHARE]

    def apart_km(self, entry: GazetteerEntry, *, without: str = "") -> float | None:
        """Return how far the nearest other place named in the story lies, countries too; None where none is."""
        here = (entry.lat, entry.lon)
        named = (*self.points, *self.wide_points)
        return min(
            (distance_km(here, (lat, lon)) for text, lat, lon in named if text != without), default=None
        )


def _share(votes: Counter[str], own: Counter[str] | None, key: str) -> float:
    total = votes.total() - (own.total() if own else 0)
    return (votes[key] - (own[key] if own else 0)) / total if key and total > 0 else 0.0


class Ranked(NamedTuple):
    """A candidate with its score, its chance and each feature's share."""

    entry: GazetteerEntry
    score: float
    prob: float
    why: Mapping[str, float]


Rankings = dict[tuple[str, bool], list[Ranked]]


def resolve_mentions(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Toponym]:
    """Return the mentions as toponyms: what is sure votes for the rest, twice; one place a spelling."""
    weights = resolve_weights()
    story = first_story(mentions)
    ranked: Rankings = {}
    for _ in range(2):
        ranked = rank_spellings(mentions, story, gazetteer, weights)
        story = tell_story(mentions, ranked)
    ranked = rank_spellings(mentions, story, gazetteer, weights)
    return [_toponym(mention, ranked[spelled(mention)], story) for mention in mentions]


def first_story(mentions: Sequence[Mention]) -> Story:
    """Return the story that countries, demonyms and units tell before anything is resolved."""
    story = Story()
    for mention in mentions:
        entry = mention.entries[0] if mention.entries else None
        if entry is None or mention.inside is not None:
            continue
        one_country = len({e.country for e in mention.entries}) == 1
        if mention.is_demonym or entry.kind is ToponymKind.COUNTRY:
            story.vote(mention.text, entry, 1)
            story.wide_points.append((mention.text, entry.lat, entry.lon))
        elif entry.kind is ToponymKind.ADMIN and one_country:
            story.vote(mention.text, entry, 1)
    return story


def tell_story(mentions: Sequence[Mention], ranked: Rankings) -> Story:
    """Return the story that the mentions tell once they are ranked."""
    story = Story()
    for mention in mentions:
        rows = ranked[spelled(mention)]
        if not rows or rows[0].prob < VOTES_FROM:
            continue
        entry = rows[0].entry
        story.vote(mention.text, entry, 1 if mention.is_demonym or mention.inside is not None else 2)
        if entry.kind is ToponymKind.COUNTRY or entry.precision_km > TOO_VAGUE_KM:
            story.wide_points.append((mention.text, entry.lat, entry.lon))
        elif not mention.features.get("speech_after"):
            story.points.append((mention.text, entry.lat, entry.lon))
    return story


def rank_spellings(
    mentions: Sequence[Mention], story: Story, gazetteer: Gazetteer, weights: Mapping[str, float]
) -> Rankings:
    """Rank each spelling once, by the mention that tells most of it."""
    best: dict[tuple[str, bool], Mention] = {}
    for mention in mentions:
        known = best.get(spelled(mention))
        if known is None or len(mention.beside) > len(known.beside):
            best[spelled(mention)] = mention
    return {key: rank(mention, story, gazetteer, weights) for key, mention in best.items()}


def spelled(mention: Mention) -> tuple[str, bool]:
    """Return what mentions of one place share: the spelling, and whether it is said to be a unit."""
    return mention.text, mention.unit


def rank(mention: Mention, story: Story, gazetteer: Gazetteer, weights: Mapping[str, float]) -> list[Ranked]:
    """Return the candidates of a mention, best first."""
    rows = [(entry, features(mention, entry, story)) for entry in weighed(mention, story)]
    rows += [
        (entry, {**features(mention, entry, story), "sound_only": 1.0})
        for entry in sounding(mention, story, gazetteer)
    ]
    whys = [
        {k: round(weights[k] * v, 3) for k, v in values.items() if v and k in weights} for _, values in rows
    ]
    scores = [sum(why.values()) for why in whys]
    top = max([*scores, weights["none"]])
    masses = [math.exp(score - top) for score in scores]
    total = sum(masses) + math.exp(weights["none"] - top)
    near = _masses_near([entry for entry, _ in rows], masses)
    ranked = [
        Ranked(entry, score, min(0.99, mass / total), why)
        for (entry, _), score, mass, why in zip(rows, scores, near, whys, strict=True)
    ]
    ranked.sort(key=lambda row: -row.score)
    if ranked and _is_unwitnessed(ranked):
        ranked[0] = ranked[0]._replace(prob=min(ranked[0].prob, UNWITNESSED))
    return list({row.entry.id: row for row in reversed(ranked)}.values())[::-1]


def _is_unwitnessed(ranked: Sequence[Ranked]) -> bool:
    """Return whether nothing else in the story speaks for the first of several places far apart."""
    first = ranked[0]
    if any(
        first.why.get(name, 0.0) > 0.1 for name in ("country_of_story", "unit_of_story", "near", "beside")
    ):
        return False
    here = (first.entry.lat, first.entry.lon)
    return any(distance_km((row.entry.lat, row.entry.lon), here) > FITS_KM for row in ranked[1:])


def weighed(mention: Mention, story: Story) -> list[GazetteerEntry]:
    """Return the entries to be weighed: all where they are few."""
    if len(mention.entries) <= MOST_WEIGHED:
        return list(mention.entries)
    ordered = sorted(mention.entries, key=lambda e: -e.population)
    own = set(story.own())
    return [e for n, e in enumerate(ordered) if n < MOST_WEIGHED // 2 or e.country in own][:MOST_WEIGHED]


def sounding(mention: Mention, story: Story, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """Return entries that sound like the name in a country of the story where no entry is spelled like it."""
    if mention.kind is not None or not isinstance(gazetteer, Sounding) or is_abbreviation(mention.text):
        return []
    if len(name_key(mention.text)) < LEAST_LETTERS or any(
        e.kind is ToponymKind.COUNTRY for e in mention.entries
    ):
        return []
    apart = (story.apart_km(e, without=mention.text) for e in mention.entries)
    if any(km is not None and km < FITS_KM for km in apart):
        return []
    return [
        entry
        for country in story.own()
        for entry in gazetteer.sounding_like(mention.text, country=country)[:5]
    ]


def _masses_near(entries: Sequence[GazetteerEntry], masses: Sequence[float]) -> list[float]:
    """Return for each entry the weight of all within 161 km, and of its other reaches: any of them is right."""
    found = []
    for entry in entries:
        here = (entry.lat, entry.lon)
        found.append(
            sum(
                mass
                for other, mass in zip(entries, masses, strict=True)
                if other is entry
                or (
                    abs(other.lat - entry.lat) < 1.5 and distance_km(here, (other.lat, other.lon)) <= RIGHT_KM
                )
            )
        )
    return found


def features(mention: Mention, entry: GazetteerEntry, story: Story) -> dict[str, float]:
    """Return the candidate's features; ``weights`` turn them into shares of its log-odds."""
    town = entry.kind is ToponymKind.POPULATED
    unit = entry.kind is ToponymKind.ADMIN
    shadowed = unit and not mention.unit and any(_is_seat(other, entry) for other in mention.entries)
    full = bare_key(entry.name) == bare_key(mention.text)
    apart = None if entry.kind in _WIDE else story.apart_km(entry, without=mention.text)
    near, close, amid = _nearness(mention, entry, story)
    return {
        "population": min(math.log10(1 + (entry.population or UNKNOWN_SIZE)), 7.0) if town else 0.0,
        "country": float(entry.kind is ToponymKind.COUNTRY),
        "unit": float(unit and full),
        "part_of_unit": float(unit and not full),
        "shadowed": float(shadowed),
        "region": float(entry.kind not in (ToponymKind.COUNTRY, ToponymKind.ADMIN, ToponymKind.POPULATED)),
        "main_name": float(full),
        "capital": float((entry.country, name_key(mention.text)) in capitals() and town),
        "country_of_story": story.share(entry.country, without=mention.text),
        "unit_of_story": story.unit_share(entry, without=mention.text),
        "beside": float(lies_beside(entry, mention.beside)),
        "not_beside": float(bool(mention.beside) and not lies_beside(entry, mention.beside)),
        "near": near,
        "close": close,
        "amid": amid,
        "elsewhere": float(apart is not None and apart > FITS_KM),
        "overseas": float(apart is not None and apart > OVERSEAS_KM),
        "unit_word": float(unit and mention.unit),
        "unit_word_missed": float(not unit and mention.unit),
    }


def _is_seat(town: GazetteerEntry, unit: GazetteerEntry) -> bool:
    """Return whether the town lies in the unit, as far as a point tells: its namesake most likely."""
    if town.kind is not ToponymKind.POPULATED or town.country != unit.country:
        return False
    return distance_km((town.lat, town.lon), (unit.lat, unit.lon)) <= max(RIGHT_KM, unit.precision_km)


@lru_cache(maxsize=4096)
def bare_key(name: str) -> str:
    """Return the key of a name without the word for its unit ("Raqqa Governorate" is "raqqa")."""
    words = name_key(name).split()
    return " ".join(w for w in words if w == "county" or not has_role(w, "unit")) or " ".join(words)


def lies_beside(entry: GazetteerEntry, around: Sequence[GazetteerEntry]) -> bool:
    """Return whether the entry lies in one of the units or countries named right behind it."""
    for unit in around:
        if unit.id == entry.id or unit.country != entry.country:
            continue
        if unit.kind is ToponymKind.COUNTRY or set(unit.parents) & set(entry.parents):
            return True
    return False


def _nearness(mention: Mention, entry: GazetteerEntry, story: Story) -> tuple[float, float, float]:
    """Return how near the sure places of other names lie: the nearest by 300 and by 50 km, all by 200."""
    if entry.kind is ToponymKind.COUNTRY:
        return 0.0, 0.0, 0.0
    here = (entry.lat, entry.lon)
    apart = [distance_km(here, (lat, lon)) for text, lat, lon in story.points if text != mention.text]
    if not apart:
        return 0.0, 0.0, 0.0
    nearest = min(apart)
    amid = sum(math.exp(-km / 200.0) for km in apart) / len(apart)
    return math.exp(-nearest / 300.0), math.exp(-nearest / 50.0), amid


def _toponym(mention: Mention, ranked: Sequence[Ranked], story: Story) -> Toponym:
    reason = _doubt(mention, ranked, story)
    kind = mention.kind or (ranked[0].entry.kind if ranked else ToponymKind.POPULATED)
    if mention.unit and kind is ToponymKind.POPULATED:
        kind = ToponymKind.ADMIN
    return Toponym(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        kind=kind,
        inside=mention.inside,
        place=None if reason else _place(mention, ranked[0]),
        reason=reason,
        candidates=tuple(_candidate(row) for row in ranked[:MOST_CANDIDATES]),
    )


def _doubt(mention: Mention, ranked: Sequence[Ranked], story: Story) -> Unresolved | None:
    """Return why no place is taken, or None where the first candidate stands."""
    if not ranked:
        return Unresolved.UNKNOWN
    first = ranked[0]
    if not mention.is_demonym and not mention.beside and is_too_far(mention, first.entry, story):
        return Unresolved.TOO_FAR
    if first.prob < LEAST_PROB:
        return Unresolved.UNKNOWN if len(ranked) == 1 else Unresolved.AMBIGUOUS
    here = (first.entry.lat, first.entry.lon)
    far = [r.prob for r in ranked[1:] if distance_km((r.entry.lat, r.entry.lon), here) > RIGHT_KM]
    return Unresolved.AMBIGUOUS if far and first.prob - max(far) < LEAST_MARGIN else None


def is_too_far(mention: Mention, entry: GazetteerEntry, story: Story) -> bool:
    """Return whether a town lies in no country of the story, and an ocean away from all that is named in it."""
    if entry.kind is not ToponymKind.POPULATED or entry.population > KNOWN_EVERYWHERE:
        return False
    if story.share(entry.country, without=mention.text) > 0:
        return False
    apart = story.apart_km(entry, without=mention.text)
    return apart is not None and apart > TOO_FAR_KM


def _place(mention: Mention, row: Ranked) -> Place:
    entry = row.entry
    return Place(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision_km=entry.precision_km * (WIDER if mention.wide else 1.0),
        prob=round(row.prob, 4),
        why=dict(row.why),
    )


def _candidate(row: Ranked) -> Candidate:
    entry = row.entry
    return Candidate(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        prob=round(row.prob, 4),
    )
