"""How likely two spellings are names of one place: readable features, weighed by a fitted logistic scorer."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.places.spelling.edits import EditCosts
from dateline.places.spelling.keys import spelling
from dateline.text.fold import skeleton

_ARTICLES = frozenset({
    "al", "el", "ar", "er", "as", "es", "ash", "esh", "at", "et", "ad", "ed", "adh", "edh", "az", "ez", "an", "en",
    "ath", "the",
})  # fmt: skip
_SHORT_FOR = {"st": "saint", "ste": "saint", "mt": "mount", "ft": "fort", "pt": "point", "n": "north",
              "s": "south", "e": "east", "w": "west"}  # fmt: skip
_VOWELS = frozenset("aeiouy")
#: Names with a smaller share of vowels were written in a script that leaves them out.
_FEW_VOWELS = 0.28
#: More consonants than these tell no more.
_MANY_BONES = 6
#: Likeness from here on counts more.
_MUCH = 0.7


class Spelling(NamedTuple):
    """A folded name made ready for comparing."""

    words: tuple[str, ...]
    letters: str
    bones: str
    grams: frozenset[str]
    has_vowels: bool


@lru_cache(maxsize=16_384)
def ready(folded: str) -> Spelling:
    """Return a folded name (``keys.spelling``) as what is compared of it."""
    words = tuple(_SHORT_FOR.get(word, word) for word in folded.split())
    words = tuple(word for word in words if word not in _ARTICLES) or words
    letters = "".join(words)
    framed = f"^{letters}$"
    grams = frozenset(framed[at : at + 3] for at in range(len(framed) - 2))
    vowels = sum(letter in _VOWELS for letter in letters)
    return Spelling(words, letters, skeleton(folded), grams, vowels >= _FEW_VOWELS * len(letters))


@dataclass(frozen=True, slots=True)
class SpellingWeights:
    """What was fitted: the costs of changes, the pair scorer, and what ranks the entries of a gazetteer."""

    edits: EditCosts
    pair: Mapping[str, float]
    suggest: Mapping[str, float]


@cache
def fitted() -> SpellingWeights:
    """Return the shipped weights."""
    text = (files("dateline") / "data" / "spelling_weights.json").read_text(encoding="utf-8")
    tables = json.loads(text)
    edits = tables["edits"]
    costs = EditCosts(edits["changes"], most=edits["most"], gap=edits["gap"])
    return SpellingWeights(costs, tables["pair"], tables["suggest"])


def features(one: Spelling, other: Spelling, costs: EditCosts) -> dict[str, float]:
    """Return how alike two names are, each likeness 0 to 1."""
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    longest = max(len(one.letters), len(other.letters), 1)
    fewest_bones = min(len(one.bones), len(other.bones))
    letters = Levenshtein.normalized_similarity(one.letters, other.letters)
    sounds = Levenshtein.normalized_similarity(one.bones, other.bones)
    cost = costs.apart(one.letters, other.letters)
    vowels = one.has_vowels and other.has_vowels
    shared = len(set(one.words) & set(other.words)) / max(len(one.words), len(other.words), 1)
    return {
        "bias": 1.0,
        "letters": letters if vowels else 0.0,
        "letters_bare": 0.0 if vowels else letters,
        "bare": float(not vowels),
        "winkler": JaroWinkler.normalized_similarity(one.letters, other.letters),
        "sounds": sounds,
        "same_bones": float(one.bones == other.bones),
        "same_bones_many": min(fewest_bones, _MANY_BONES) / _MANY_BONES if one.bones == other.bones else 0.0,
        "letters_much": max(0.0, letters - _MUCH),
        "sounds_much": max(0.0, sounds - _MUCH),
        "worse": min(letters, sounds),
        "cost": min(cost, 30.0) / 10.0 if vowels else 0.0,
        "cost_bare": 0.0 if vowels else min(cost, 30.0) / 10.0,
        "cost_share": min(cost / longest, 3.0),
        "cheap": math.exp(-cost),
        "trigrams": 2 * len(one.grams & other.grams) / max(len(one.grams) + len(other.grams), 1),
        "first": float(one.letters[:1] == other.letters[:1]),
        "first_bone": float(one.bones[:1] == other.bones[:1]),
        "last_bone": float(one.bones[-1:] == other.bones[-1:]),
        "size": math.log(longest),
        "longer": abs(len(one.letters) - len(other.letters)) / longest,
        "words_shared": shared if len(one.words) + len(other.words) > 2 else 0.0,
        "several_words": float(len(one.words) + len(other.words) > 2),
        "worst_word": _worst_word(one.words, other.words),
        "words_more": min(abs(len(one.words) - len(other.words)), 3) / 3,
        "sorted": float(one.words != other.words and sorted(one.words) == sorted(other.words)),
        "same": float(one.letters == other.letters),
    }


def _worst_word(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how unlike any other the oddest word of the shorter name is; 0 for names of one word."""
    from rapidfuzz.distance import Levenshtein

    few, many = sorted((one, other), key=lambda words: (len(words), words))
    if not few or len(many) == 1:
        return 0.0
    table = [[Levenshtein.normalized_similarity(word, other) for other in many] for word in few]
    worst = min(map(max, table))
    if len(few) == len(many):
        worst = min(worst, *map(max, zip(*table, strict=True)))
    return 1.0 - worst


def weigh(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighed sum of features."""
    return sum(weights[name] * value for name, value in values.items() if name in weights)


def pair_prob(one: str, other: str) -> float:
    """Return the chance that two names of any script are spellings of one."""
    weights = fitted()
    values = features(ready(spelling(one)), ready(spelling(other)), weights.edits)
    return 1 / (1 + math.exp(-weigh(values, weights.pair)))
