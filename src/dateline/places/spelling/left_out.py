"""Spellings that a gazetteer holds, asked for as if it did not: what suggestions are fitted and measured on."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import NamedTuple

from dateline.model import GazetteerEntry, ToponymKind
from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.spelling.keys import index_keys
from dateline.places.spelling.likeness import ready

#: Countries whose names are written in many ways give more pairs.
MANY_WAYS = frozenset({
    "SY", "IQ", "UA", "SD", "LB", "PS", "YE", "AF", "LY", "ET", "MM", "IR", "TR", "EG", "IL", "JO", "SO",
    "ML", "NE", "NG", "CD", "TD", "SS", "RU", "GE", "AM", "AZ", "PK", "RS", "BA", "XK", "MK", "BG", "BY",
    "MD", "KZ", "TM", "UZ", "TJ", "DZ", "MA", "TN", "SA",
})  # fmt: skip
#: Names less alike than this, by letters and consonants together, are translations and no spellings.
LEAST_ALIKE = 0.9
#: Shares of spellings asked for that no other is like, and that lack their vowels.
_STRANGE, _BARE = 0.08, 0.3
#: Shares of questions that tell the country, and a point near by; that ask for a place that is lacking, and by a
#: spelling that is known.
_TOLD, _NEAR, _LACKING, _KNOWN = 0.6, 0.2, 0.08, 0.55
#: Of the questions that tell a country, some tell another: a story's places do not all lie in its own.
_ELSEWHERE = 0.04


def alike(one_name: str, other_name: str) -> float:
    """Return how alike two folded names are by letters and by consonants together, 0 to 2."""
    from rapidfuzz.distance import Levenshtein

    one, other = ready(one_name), ready(other_name)
    return Levenshtein.normalized_similarity(one.letters, other.letters) + Levenshtein.normalized_similarity(
        one.bones, other.bones
    )


class LeftOut:
    """A gazetteer that does not know one spelling of one entry, or not the entry at all."""

    def __init__(
        self, gazetteer: CompiledGazetteer, number: int, spelled: str, *, whole: bool = False
    ) -> None:
        self._under, self._number, self._whole = gazetteer, number, whole
        self._rest = [name for name in gazetteer.spelled(number) if name != spelled]
        self._keys = index_keys(self._rest, country=gazetteer.entry(number).country or "")
        self.countries = gazetteer.countries
        self.entry = gazetteer.entry
        self.spellings = gazetteer.spellings

    def numbers(self, key: str) -> list[int]:
        """Return the numbers under a key, the entry's own where its other spellings have that key."""
        own = self._number
        return [n for n in self._under.numbers(key) if n != own or (not self._whole and key in self._keys)]

    def spelled(self, number: int) -> list[str]:
        """Return the spellings of an entry, but for the one left out."""
        return self._rest if number == self._number else self._under.spelled(number)


class Question(NamedTuple):
    """A spelling asked for, the number of the entry meant, and what is told beside it."""

    spelled: str
    number: int
    country: str | None
    near: tuple[float, float] | None
    lacking: bool
    known: bool


def questions(gazetteer: CompiledGazetteer, country: str, *, most: int, seed: int) -> list[Question]:
    """Return spellings of a country's places that others of their spellings are like, the known oftener."""
    rng = random.Random(f"{seed}{country}")
    places: dict[int, list[str]] = defaultdict(list)
    for number, name in gazetteer.spellings(country):
        places[number].append(name)
    rows = [(n, name) for n, names in places.items() if len(names) > 1 for name in names if len(name) > 2]
    if not rows:
        return []
    known = {number: _fame(gazetteer.entry(number)) / len(names) ** 0.25 for number, names in places.items()}
    drawn = rng.choices(rows, weights=[known[n] for n, _ in rows], k=most * 5)
    found = []
    for number, name in dict.fromkeys(drawn):
        rest = [other for other in places[number] if other != name]
        strange = max(alike(name, other) for other in rest) < LEAST_ALIKE
        if (strange and rng.random() > _STRANGE) or (not ready(name).has_vowels and rng.random() > _BARE):
            continue
        found.append(_question(gazetteer, name, number, country, rng))
    return found[:most]


def _fame(entry: GazetteerEntry) -> float:
    """Return how much oftener than a hamlet a place is asked for; who names a unit asks for its town mostly."""
    return (1 + entry.population) ** 0.4 if entry.kind is ToponymKind.POPULATED else 2.0


def _question(
    gazetteer: CompiledGazetteer, name: str, number: int, country: str, rng: random.Random
) -> Question:
    entry = gazetteer.entry(number)
    near = (entry.lat + rng.gauss(0, 1.0), entry.lon + rng.gauss(0, 1.0)) if rng.random() < _NEAR else None
    told = country if rng.random() < _TOLD else None
    if told and rng.random() < _ELSEWHERE:
        told = rng.choice(sorted(MANY_WAYS))
    lacking, known = rng.random() < _LACKING, rng.random() < _KNOWN
    return Question(name, number, told, near, lacking, known and not lacking)
