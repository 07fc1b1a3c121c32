"""Fits the weights for spellings again; needs scikit-learn and scipy (extra ``fit``).

``python -m dateline.places.fit_spellings GAZETTEER ... --pairs name-pairs.tsv.gz --date DATE`` prints
``spelling_weights.json``: from names of one place in the gazetteer, from near names of another in its country,
and from a table of pairs (columns ``a``, ``b``, ``same``) of which every fifth row is left for testing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from dateline.places.distance import distance_km
from dateline.places.edits import EditCosts
from dateline.places.gazetteer import CompiledGazetteer, open_gazetteer
from dateline.places.keys import index_keys, spelling
from dateline.places.likeness import SpellingWeights, features, ready
from dateline.places.suggest import Likened, Spelled, liken

COMMAND = (
    "python -m dateline.places.fit_spellings DEFAULT WITH-DUMPS --pairs name-pairs-train.tsv.gz --date DATE"
)
SOURCE = (
    "names of one place and near names of others in the compiled gazetteer (GeoNames CC BY 4.0, Who's On First), "
    "and pairs of Living-with-machines/DeezyMatch (MIT; names GeoNames CC BY 4.0), every fifth left out; "
    "weights only, no names"
)
#: Countries whose names are written in many ways give more pairs.
MANY_WAYS = frozenset({
    "SY", "IQ", "UA", "SD", "LB", "PS", "YE", "AF", "LY", "ET", "MM", "IR", "TR", "EG", "IL", "JO", "SO",
    "ML", "NE", "NG", "CD", "TD", "SS", "RU", "GE", "AM", "AZ", "PK", "RS", "BA", "XK", "MK", "BG", "BY",
    "MD", "KZ", "TM", "UZ", "TJ", "DZ", "MA", "TN", "SA",
})  # fmt: skip
_FROM_THESE, _FROM_OTHERS = 1200, 150
#: Names less alike than this, by letters and consonants together, are translations and no spellings.
_LEAST_ALIKE = 0.9
#: From here on, they are spellings for sure, and changes of letters are counted.
_MUCH_ALIKE = 1.2
#: Cost of a change never seen, a letter, and of leaving one out.
MOST, GAP = 5.0, 4.0
_LEAST_SEEN = 4
_ROUNDS = 1
#: Others of the country that a name is compared with to find a near one.
_POOL, _NEAREST = 120, 4
#: Of our own pairs each counts so much: their other places were chosen for being near, which few are.
_OWN_PAIR = 0.02
#: Spellings asked for in a country; shares of those that no other is like, and that lack their vowels.
_ASKED, _ASKED_OTHERS = 160, 12
_STRANGE, _BARE = 0.08, 0.3
#: Shares of questions that tell the country, and a point near by; that ask for a place that is lacking, and by a
#: spelling that is known.
_TOLD, _NEAR, _LACKING, _KNOWN = 0.6, 0.2, 0.08, 0.4
#: Of the questions that tell a country, some tell another: a story's places do not all lie in its own.
_ELSEWHERE = 0.04
#: An entry this near, and spelled alike, is the same place from another source.
_SAME_PLACE_KM = 10.0
_PULL = 0.5


class Pair(NamedTuple):
    """Two folded names, and whether they are names of one place."""

    one: str
    other: str
    same: bool


def read_pairs(path: Path, *, tested: bool) -> list[Pair]:
    """Return the pairs of a table: every fifth where ``tested``, else the rest."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair(spelling(row["a"]), spelling(row["b"]), row["same"] == "1")
        for n, row in enumerate(rows)
        if (n % 5 == 0) == tested
    ]


def gazetteer_pairs(gazetteer: CompiledGazetteer, *, seed: int = 5) -> list[Pair]:
    """Return pairs of names of one place, and as many of a name and a near one of another place."""
    rng = random.Random(seed)
    found: list[Pair] = []
    for country in gazetteer.countries:
        places: dict[int, list[str]] = defaultdict(list)
        for number, name in gazetteer.spellings(country):
            if len(name) >= 3:
                places[number].append(name)
        most = _FROM_THESE if country in MANY_WAYS else _FROM_OTHERS
        several = [names for names in places.values() if len(names) > 1]
        for drawn in rng.sample(several, min(most, len(several))):
            names = rng.sample(drawn, 2)
            found.append(Pair(names[0], names[1], True))
        found += _near_others(places, most, rng)
    rng.shuffle(found)
    return [pair for pair in found if not pair.same or _alike(pair) >= _LEAST_ALIKE]


def _near_others(places: Mapping[int, list[str]], most: int, rng: random.Random) -> Iterator[Pair]:
    by_ends: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, names in places.items():
        for name in names:
            for end in _ends(name):
                by_ends[end].append((name, number))
    for number in rng.sample(list(places), min(most, len(places))):
        name = rng.choice(places[number])
        own = {ready(other).letters for other in places[number]}
        pool = [row for end in _ends(name) for row in by_ends[end]]
        pool = rng.sample(pool, min(len(pool), _POOL))
        others = [o for o, at in pool if at != number and ready(o).letters not in own]
        others.sort(key=lambda other: -_alike(Pair(name, other, False)))
        if others:
            yield Pair(name, rng.choice(others[:_NEAREST]), False)


def _ends(name: str) -> tuple[str, str]:
    bones = ready(name).bones
    return f"<{bones[:2]}", f">{bones[-2:]}"


def _alike(pair: Pair) -> float:
    from rapidfuzz.distance import Levenshtein

    one, other = ready(pair.one), ready(pair.other)
    return Levenshtein.normalized_similarity(one.letters, other.letters) + Levenshtein.normalized_similarity(
        one.bones, other.bones
    )


def fit_edits(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return the costs of changes: log-odds against no change, counted along the cheapest ways."""
    words = [
        (ready(p.one).letters, ready(p.other).letters)
        for p in pairs
        if p.same and ready(p.one).has_vowels and ready(p.other).has_vowels and _alike(p) >= _MUCH_ALIKE
    ]
    costs = EditCosts({}, most=1.5, gap=1.0)
    changes: dict[str, float] = {}
    for _ in range(_ROUNDS):
        seen: Counter[tuple[str, str]] = Counter()
        for one, other in words:
            for left, right in costs.alignment(one, other):
                seen[left, right] += 1
                seen[right, left] += 1
        changes = _log_odds(seen)
        costs = EditCosts(changes, most=MOST, gap=GAP)
    return {"changes": changes, "most": MOST, "gap": GAP}


def _log_odds(seen: Mapping[tuple[str, str], int]) -> dict[str, float]:
    changes = {}
    for (one, other), count in sorted(seen.items()):
        if one >= other or count < _LEAST_SEEN:
            continue
        kept = [seen.get((unit, unit), 0) / 2 + 1 for unit in (one, other) if unit]
        usual = math.exp(sum(map(math.log, kept)) / len(kept))
        changes[f"{one}>{other}"] = round(min(max(math.log(usual / count), 0.1), MOST), 2)
    return changes


def fit_pairs(
    pairs: Sequence[Pair], edits: Mapping[str, Any], *, weights: Sequence[float] | None = None
) -> dict[str, float]:
    """Return the weight of each feature of a pair: logistic regression."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    costs = EditCosts(edits["changes"], most=edits["most"], gap=edits["gap"])
    vectors = DictVectorizer()
    rows = vectors.fit_transform(features(ready(p.one), ready(p.other), costs) for p in pairs)
    model = LogisticRegression(C=1.0, max_iter=3000, fit_intercept=False).fit(
        rows, [p.same for p in pairs], sample_weight=weights
    )
    names = vectors.get_feature_names_out()
    return {str(n): round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True)}


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
    known = {
        n: (1 + gazetteer.entry(n).population) ** 0.25 / len(names) ** 0.5 for n, names in places.items()
    }
    drawn = rng.choices(rows, weights=[known[n] for n, _ in rows], k=most * 5)
    found = []
    for number, name in dict.fromkeys(drawn):
        rest = [other for other in places[number] if other != name]
        strange = max(_alike(Pair(name, other, True)) for other in rest) < _LEAST_ALIKE
        if (strange and rng.random() > _STRANGE) or (not ready(name).has_vowels and rng.random() > _BARE):
            continue
        found.append(_question(gazetteer, name, number, country, rng))
    return found[:most]


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


def fit_suggest(
    gazetteers: Iterable[CompiledGazetteer], edits: Mapping[str, Any], *, seed: int = 5
) -> dict[str, float]:
    """Return the weights that rank a gazetteer's entries for a spelling which it lacks: a softmax with "none"."""
    weights = SpellingWeights(EditCosts(edits["changes"], most=edits["most"], gap=edits["gap"]), {}, {})
    choices = [
        choice
        for gazetteer in gazetteers
        for country in gazetteer.countries
        for question in questions(
            gazetteer, country, most=_ASKED if country in MANY_WAYS else _ASKED_OTHERS, seed=seed
        )
        if (choice := ask(gazetteer, question, weights)) is not None
    ]
    return fit_choices(choices)


def ask(
    gazetteer: CompiledGazetteer, question: Question, weights: SpellingWeights
) -> tuple[list[Likened], list[bool]] | None:
    """Return the entries found for a question, and which are right; None where none was found."""
    left: Spelled = gazetteer
    if not question.known:
        left = LeftOut(gazetteer, question.number, question.spelled, whole=question.lacking)
    rows = liken(left, question.spelled, country=question.country, near=question.near, weights=weights)
    meant = gazetteer.entry(question.number)
    right = [
        row.entry.id == meant.id
        or (
            distance_km((row.entry.lat, row.entry.lon), (meant.lat, meant.lon)) < _SAME_PLACE_KM
            and row.features["sounds"] + row.features["letters"] + row.features["letters_bare"] > 1.6
        )
        for row in rows
    ]
    return (rows, right) if rows else None


def fit_choices(choices: Sequence[tuple[list[Likened], list[bool]]]) -> dict[str, float]:
    """Return the weights under which the right entries are the likeliest, or "none" where none is right."""
    import numpy as np

    minimize = import_module("scipy.optimize").minimize
    names = sorted({name for rows, _ in choices for name in rows[0].features} - {"bias", "state"})
    widest = max(len(rows) for rows, _ in choices) + 1
    table = np.zeros((len(choices), widest, len(names) + 1))
    right = np.zeros((len(choices), widest), bool)
    mask = np.full((len(choices), widest), -np.inf)
    for at, (rows, good) in enumerate(choices):
        table[at, : len(rows), :-1] = [[row.features.get(name, 0.0) for name in names] for row in rows]
        right[at, : len(rows)] = good
        table[at, len(rows), -1] = 1.0
        right[at, len(rows)] = not any(good)
        mask[at, : len(rows) + 1] = 0.0

    def loss(x: Any) -> tuple[float, Any]:
        scores = table @ x + mask
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        good = chances * right
        mass = good.sum(axis=1, keepdims=True) + 1e-12
        apart = chances - good / mass
        slope = np.einsum("ij,ijk->k", apart, table) + _PULL * x
        return float(-np.log(mass).sum() + 0.5 * _PULL * (x @ x)), slope

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: round(float(v), 3) for name, v in zip((*names, "none"), best.x, strict=True)}


def main() -> None:
    """Print ``spelling_weights.json``."""
    parser = argparse.ArgumentParser(prog="python -m dateline.places.fit_spellings", description=__doc__)
    parser.add_argument("gazetteers", type=Path, nargs="+", help="the default, and one with dumps added")
    parser.add_argument("--pairs", type=Path, required=True, help="table of pairs, .tsv.gz")
    parser.add_argument("--date", required=True, help="the day to state as that of the fit")
    given = parser.parse_args()
    gazetteers = [open_gazetteer(path) for path in given.gazetteers]
    labelled = read_pairs(given.pairs, tested=False)
    own = gazetteer_pairs(gazetteers[-1])
    edits = fit_edits([*own, *labelled])
    weights = [_OWN_PAIR] * len(own) + [1.0] * len(labelled)
    pair = fit_pairs([*own, *labelled], edits, weights=weights)
    suggest = fit_suggest(gazetteers, edits)
    source = {"data": SOURCE, "fitted": given.date, "command": COMMAND}
    tables = {"source": source, "edits": edits, "pair": pair, "suggest": suggest}
    json.dump(tables, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
