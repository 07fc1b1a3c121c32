"""Fits the weights for spellings again; needs scikit-learn and scipy (extra ``fit``).

``python -m dateline.places.spelling.fit_spellings GAZETTEER ... --pairs name-pairs.tsv.gz --date DATE`` prints
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

import click

from dateline.places.distance import distance_km
from dateline.places.file.gazetteer import CompiledGazetteer, open_gazetteer
from dateline.places.spelling.edits import EditCosts
from dateline.places.spelling.keys import spelling
from dateline.places.spelling.left_out import LEAST_ALIKE, MANY_WAYS, LeftOut, Question, alike, questions
from dateline.places.spelling.likeness import SpellingWeights, features, ready, weigh
from dateline.places.spelling.suggest import Likened, Spelled, liken

COMMAND = (
    "python -m dateline.places.spelling.fit_spellings DEFAULT WITH-DUMPS --pairs name-pairs-train.tsv.gz "
    "--date DATE"
)
SOURCE = (
    "names of one place and near names of others in the compiled gazetteer (GeoNames CC BY 4.0, Who's On First), "
    "and pairs of Living-with-machines/DeezyMatch (MIT; names GeoNames CC BY 4.0), every fifth left out; "
    "weights only, no names"
)
#: No spelling of these is asked for in fitting.
TESTED = frozenset({"LB", "YE", "SD", "AF"})
_FROM_THESE, _FROM_OTHERS = 1200, 150
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
#: Spellings asked for in a country that writes names in many ways, and in another.
_ASKED, _ASKED_OTHERS = 100, 8
#: An entry this near, and spelled alike, is the same place from another source.
_SAME_PLACE_KM = 10.0
_PULL = 0.5
#: Set by hand: next to none of the questions ask for regions, and for waters that no one country has.
BY_HAND = {"nobodys": 2.0, "region": 1.0}


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
    return [pair for pair in found if not pair.same or alike(pair.one, pair.other) >= LEAST_ALIKE]


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
        others.sort(key=lambda other: -alike(name, other))
        if others:
            yield Pair(name, rng.choice(others[:_NEAREST]), False)


def _ends(name: str) -> tuple[str, str]:
    bones = ready(name).bones
    return f"<{bones[:2]}", f">{bones[-2:]}"


def fit_edits(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return the costs of changes: log-odds against no change, counted along the cheapest ways."""
    words = [
        (ready(p.one).letters, ready(p.other).letters)
        for p in pairs
        if p.same
        and ready(p.one).has_vowels
        and ready(p.other).has_vowels
        and alike(p.one, p.other) >= _MUCH_ALIKE
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


class Asked(NamedTuple):
    """A question, the entries found for it, and which of them are right."""

    question: Question
    rows: list[Likened]
    right: list[bool]


def ask_all(
    gazetteers: Sequence[CompiledGazetteer], edits: Mapping[str, Any], *, seed: int = 5
) -> tuple[list[Asked], list[Asked]]:
    """Return what is found for spellings left out: to fit on, and in the countries that are kept for testing.

    Of later gazetteers only the countries are asked for that an earlier one has fewer spellings of.
    """
    weights = SpellingWeights(EditCosts(edits["changes"], most=edits["most"], gap=edits["gap"]), {}, {})
    fitting: list[Asked] = []
    testing: list[Asked] = []
    known: dict[str, int] = {}
    for gazetteer in gazetteers:
        for country in gazetteer.countries:
            count = sum(1 for _ in gazetteer.spellings(country))
            if known.get(country) == count:
                continue
            known[country] = count
            most = _ASKED if country in MANY_WAYS else _ASKED_OTHERS
            kept = testing if country in TESTED else fitting
            for question in questions(gazetteer, country, most=most, seed=seed):
                if (asked := ask(gazetteer, question, weights)) is not None:
                    kept.append(asked)
    return fitting, testing


def ask(gazetteer: CompiledGazetteer, question: Question, weights: SpellingWeights) -> Asked | None:
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
    return Asked(question, rows, right) if rows else None


def fit_suggest(asked: Sequence[Asked]) -> dict[str, float]:
    """Return the weights under which the right entries are the likeliest, or "none" where none is right."""
    import numpy as np

    minimize = import_module("scipy.optimize").minimize
    names = sorted({name for one in asked for name in one.rows[0].features} - {"bias", "state"})
    widest = max(len(one.rows) for one in asked) + 1
    table = np.zeros((len(asked), widest, len(names) + 1))
    right = np.zeros((len(asked), widest), bool)
    mask = np.full((len(asked), widest), -np.inf)
    for at, (_, rows, good) in enumerate(asked):
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
    fitted = {name: round(float(v), 3) for name, v in zip((*names, "none"), best.x, strict=True)}
    return fitted | BY_HAND


def found_share(asked: Sequence[Asked], weights: Mapping[str, float]) -> str:
    """Return how often the right entry is the first and among the first five, left-out spellings alone."""
    ranks = []
    for one in asked:
        if not one.question.lacking and not one.question.known:
            scores = [weigh(row.features, weights) for row in one.rows]
            order = sorted(range(len(scores)), key=lambda at: -scores[at])
            ranks.append(next((rank for rank, at in enumerate(order) if one.right[at]), len(order)))
    shares = [sum(rank < most for rank in ranks) / max(len(ranks), 1) for most in (1, 5)]
    return f"R@1 {shares[0]:.3f}, R@5 {shares[1]:.3f} of {len(ranks)}"


def main() -> None:
    """Print ``spelling_weights.json``."""
    parser = argparse.ArgumentParser(
        prog="python -m dateline.places.spelling.fit_spellings", description=__doc__
    )
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
    fitting, testing = ask_all(gazetteers, edits)
    suggest = fit_suggest(fitting)
    for told in (True, False):
        part = [one for one in testing if bool(one.question.country or one.question.near) == told]
        click.echo(f"{'told' if told else 'nothing told'}: {found_share(part, suggest)}", err=True)
    source = {"data": SOURCE, "fitted": given.date, "command": COMMAND}
    tables = {"source": source, "edits": edits, "pair": pair, "suggest": suggest}
    json.dump(tables, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
