"""The gazetteer as the rooms see it: exact look-up, and suggestions for a spelling."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.model import Candidate, GazetteerEntry, ToponymKind
from dateline.places.distance import distance_km
from dateline.places.keys import name_key, sound_key
from dateline.places.store import GazetteerFile
from dateline.places.weights import SUGGEST
from dateline.text.fold import skeleton

#: Entries compared letter by letter for one spelling; beyond that the most populous are taken.
MOST_COMPARED = 400
#: A country that was asked for, and lies next to nothing else, keeps its own entries first.
NEAR_KM = 300.0


class CompiledGazetteer:
    """A ``Gazetteer`` over a compiled file."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GazetteerError: it is missing, damaged or of another version.
        """
        self._file = GazetteerFile(path)
        self._known: dict[int, GazetteerEntry] = {}
        self._found: dict[str, tuple[GazetteerEntry, ...]] = {}

    def look_up(self, name: str) -> Sequence[GazetteerEntry]:
        """Return the entries that carry this name when both are folded; empty when none does."""
        key = name_key(name)
        if key not in self._found:
            self._found[key] = tuple(self._entries(self._file.by_name(key)))
        return self._found[key]

    def sounding_like(self, name: str) -> Sequence[GazetteerEntry]:
        """Return the entries one of whose names has the same consonants."""
        return tuple(self._entries(self._file.by_sound(sound_key(name))))

    def suggest(
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = 10,
    ) -> list[Candidate]:
        """Return the likeliest entries for a spelling, other spellings of it included, best first."""
        exact = {entry.id for entry in self.look_up(name)}
        scored: dict[str, tuple[float, GazetteerEntry]] = {}
        for entry in (*self.look_up(name), *self._compared(name, country)):
            score = _suggest_score(name, entry, exact=entry.id in exact, country=country, near=near)
            scored[entry.id] = (score, entry)
        best = sorted(scored.values(), key=lambda item: (-item[0], item[1].id))[:limit]
        return _candidates(best)

    def _compared(self, name: str, country: str | None) -> list[GazetteerEntry]:
        found = list(self.sounding_like(name))
        if country is not None:
            found = [entry for entry in found if entry.country == country] or found
        found.sort(key=lambda entry: -entry.population)
        return found[:MOST_COMPARED]

    def _entries(self, numbers: Iterable[int]) -> Iterable[GazetteerEntry]:
        for number in numbers:
            if number not in self._known:
                self._known[number] = self._file.entry(number)
            yield self._known[number]


def open_gazetteer(path: Path) -> CompiledGazetteer:
    """Return the gazetteer compiled at ``path``.

    Raises:
        GazetteerError: D301 when it is missing, D302 when damaged, D303 when of another version.
    """
    return CompiledGazetteer(path)


def _suggest_score(
    name: str,
    entry: GazetteerEntry,
    *,
    exact: bool,
    country: str | None,
    near: tuple[float, float] | None,
) -> float:
    from rapidfuzz.distance import Levenshtein

    letters = Levenshtein.normalized_similarity(name_key(name), name_key(entry.name))
    sounds = Levenshtein.normalized_similarity(skeleton(name), skeleton(entry.name))
    score = SUGGEST["letters"] * letters + SUGGEST["sounds"] * sounds + SUGGEST["exact"] * exact
    score += SUGGEST["population"] * math.log10(1 + entry.population)
    score += SUGGEST["unit"] * (entry.kind is not ToponymKind.POPULATED)
    if country is not None:
        score += SUGGEST["country"] * (entry.country == country)
    if near is not None:
        score -= SUGGEST["near"] * min(distance_km(near, (entry.lat, entry.lon)) / NEAR_KM, 10.0)
    return score


def _candidates(scored: Sequence[tuple[float, GazetteerEntry]]) -> list[Candidate]:
    """Turn scores into chances; one share is kept for a place that the gazetteer does not hold."""
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
            prob=round(min(_near_mass(entry, scored, weights) / total, 0.99), 4),
        )
        for _, entry in scored
    ]


def _near_mass(
    entry: GazetteerEntry, scored: Sequence[tuple[float, GazetteerEntry]], weights: Sequence[float]
) -> float:
    """Return the weight of all entries within 161 km: any of them would be right."""
    here = (entry.lat, entry.lon)
    return sum(
        weight
        for (_, other), weight in zip(scored, weights, strict=True)
        if other is entry or distance_km(here, (other.lat, other.lon)) <= 161.0
    )
