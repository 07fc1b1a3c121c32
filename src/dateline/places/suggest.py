"""Which place a spelling means, told by the spelling alone: letters, consonants, size, and a country or a point."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from dateline.model import Candidate, GazetteerEntry, ToponymKind
from dateline.places.distance import distance_km
from dateline.places.keys import abbreviation_key, is_abbreviation, name_key, sound_key, spelling
from dateline.places.weights import SUGGEST
from dateline.text.fold import skeleton

#: An answer this near to the place meant counts as right.
RIGHT_KM = 161.0
#: Spellings of a country that are alike enough to be weighed: at most as many, at least this like.
MOST_ALIKE, LEAST_ALIKE = 40, 0.6
#: Without a country, consonants alone say something from this many on.
LEAST_BONES = 3
#: Where seas, rivers and regions of several countries are kept.
NOBODYS = ""
_NEAR_KM = 300.0
_ARTICLES = frozenset(
    {
        "al",
        "el",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "ad",
        "ed",
        "adh",
        "az",
        "ez",
        "an",
        "en",
        "ath",
        "the",
    }
)


class Spelled(Hashable, Protocol):
    """What the comparison needs of a gazetteer."""

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the codes of its countries."""
        ...

    def numbers(self, key: str) -> list[int]:
        """Return the numbers of the entries under a key."""
        ...

    def entry(self, number: int) -> GazetteerEntry:
        """Return an entry by its number."""
        ...

    def spelled(self, number: int) -> list[str]:
        """Return the folded spellings of an entry."""
        ...

    def spellings(self, country: str) -> Iterator[tuple[int, str]]:
        """Yield number and spelling of each entry in a country."""
        ...


def suggest(
    gazetteer: Spelled,
    name: str,
    *,
    country: str | None,
    near: tuple[float, float] | None,
    limit: int,
) -> list[Candidate]:
    """Return the likeliest entries for a spelling, best first; ``prob`` counts all within 161 km of one."""
    exact = set(gazetteer.numbers(abbreviation_key(name) if is_abbreviation(name) else name_key(name)))
    found = exact | _sounding(gazetteer, name, country)
    if country is not None:
        found |= _alike(gazetteer, name, country) | _alike(gazetteer, name, NOBODYS)
    sought = compact(spelling(name))
    bones = skeleton(name)
    scored = []
    for number in found:
        entry = gazetteer.entry(number)
        alike = likeness(sought, bones, gazetteer.spelled(number))
        scored.append((_score(entry, alike, number in exact, country, near), entry))
    return _candidates(_one_each(scored, limit=limit))


def _sounding(gazetteer: Spelled, name: str, country: str | None) -> set[int]:
    if country is None and len(skeleton(name)) < LEAST_BONES:
        return set()
    codes = (country, NOBODYS) if country else (*gazetteer.countries, NOBODYS)
    keys = (sound_key(name, country=code) for code in codes)
    return {number for key in keys if key for number in gazetteer.numbers(key)[:MOST_ALIKE]}


def _alike(gazetteer: Spelled, name: str, country: str) -> set[int]:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    numbers, letters, bones = _of_country(gazetteer, country)
    found: set[int] = set()
    for sought, choices in ((compact(spelling(name)), letters), (skeleton(name), bones)):
        best = process.extract(
            sought,
            choices,
            scorer=Levenshtein.normalized_similarity,
            limit=MOST_ALIKE,
            score_cutoff=LEAST_ALIKE,
        )
        found.update(numbers[at] for _, _, at in best)
    return found


@lru_cache(maxsize=8)
def _of_country(gazetteer: Spelled, country: str) -> tuple[list[int], list[str], list[str]]:
    rows = list(gazetteer.spellings(country))
    return [n for n, _ in rows], [compact(s) for _, s in rows], [skeleton(s) for _, s in rows]


def compact(folded: str) -> str:
    """Return a folded name as one word, articles left out."""
    words = folded.split()
    return "".join(w for w in words if w not in _ARTICLES) or "".join(words)


def likeness(sought: str, bones: str, spellings: Iterable[str]) -> tuple[float, float]:
    """Return how like the likeliest spelling is: by letters and by consonants, each 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    best = (0.0, 0.0)
    for spelled in spellings:
        letters = Levenshtein.normalized_similarity(sought, compact(spelled))
        sounds = Levenshtein.normalized_similarity(bones, skeleton(spelled))
        best = max(best, (letters, sounds), key=sum)
    return best


def _score(
    entry: GazetteerEntry,
    alike: tuple[float, float],
    exact: bool,
    country: str | None,
    near: tuple[float, float] | None,
) -> float:
    score = SUGGEST["letters"] * alike[0] + SUGGEST["sounds"] * alike[1] + SUGGEST["exact"] * exact
    score += SUGGEST["population"] * math.log10(1 + entry.population)
    score += SUGGEST["unit"] * (entry.kind is not ToponymKind.POPULATED)
    if country is not None:
        score += SUGGEST["country"] * (entry.country == country) + SUGGEST["nobodys"] * (
            entry.country is None
        )
    if near is not None:
        score -= SUGGEST["near"] * min(distance_km(near, (entry.lat, entry.lon)) / _NEAR_KM, 10.0)
    return score


def _one_each(
    scored: Iterable[tuple[float, GazetteerEntry]], *, limit: int
) -> list[tuple[float, GazetteerEntry]]:
    """Return the best of each id, best first."""
    best: dict[str, tuple[float, GazetteerEntry]] = {}
    for score, entry in sorted(scored, key=lambda row: (-row[0], row[1].id)):
        best.setdefault(entry.id, (score, entry))
    return list(best.values())[: max(limit, 0)]


def _candidates(scored: Sequence[tuple[float, GazetteerEntry]]) -> list[Candidate]:
    """Turn scores into chances; a share is kept for a place that the gazetteer does not hold."""
    top = max((score for score, _ in scored), default=0.0)
    weights = [math.exp(score - top) for score, _ in scored]
    total = sum(weights) + math.exp(SUGGEST["none"] - top)
    return [
        Candidate(
            id=entry.id,
            name=entry.name,
            country=entry.country,
            lat=entry.lat,
            lon=entry.lon,
            prob=round(min(_mass_near(entry, scored, weights) / total, 0.99), 4),
        )
        for _, entry in scored
    ]


def _mass_near(
    entry: GazetteerEntry, scored: Sequence[tuple[float, GazetteerEntry]], weights: Sequence[float]
) -> float:
    """Return the weight of all entries within 161 km: any of them would be right."""
    here = (entry.lat, entry.lon)
    return sum(
        weight
        for (_, other), weight in zip(scored, weights, strict=True)
        if other is entry or distance_km(here, (other.lat, other.lon)) <= RIGHT_KM
    )
