"""Cuts a capitalised run into names: a semi-Markov perceptron over a few dozen readable features."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.model import EntityKind
from dateline.reader.name_features import Page, features, read_page
from dateline.reader.name_runs import Run, find_runs, read_tokens

#: A name has at most this many tokens.
LONGEST = 9
KINDS = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE)
_NONE = "none"

Segment = tuple[int, int, str]
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class NameModel:
    """Weights by feature, then by kind ("none" is a word outside names)."""

    weights: Weights

    def cut(self, page: Page, run: Run) -> list[Segment]:
        """Return the best cut of a run into names and words outside them, as token ranges with a kind."""
        return _best(page, run, self.weights)


def read_text(text: str, spans: Sequence[tuple[int, int]]) -> Page:
    """Return the page that names are looked for in."""
    tokens = read_tokens(text, spans)
    return read_page(text, tokens, list(find_runs(text, tokens)), spans)


def _best(page: Page, run: Run, weights: Weights) -> list[Segment]:
    best: list[tuple[float, Segment | None]] = [(0.0, None)]
    for last in range(run.first + 1, run.last + 1):
        options: list[tuple[float, Segment]] = []
        for first in range(max(run.first, last - LONGEST), last):
            base = best[first - run.first][0]
            options.extend(
                (base + score, (first, last, kind)) for kind, score in _scores(page, first, last, weights)
            )
        best.append(max(options, key=lambda row: (row[0], row[1])))
    segments: list[Segment] = []
    at = run.last
    while at > run.first:
        segment = best[at - run.first][1]
        assert segment is not None  # every position has a segment that ends there
        segments.append(segment)
        at = segment[0]
    return segments[::-1]


def _scores(page: Page, first: int, last: int, weights: Weights) -> list[tuple[str, float]]:
    """Return the kinds open to a stretch, with their scores; only one word alone can be none."""
    capital = page.tokens[first].capital and page.tokens[last - 1].capital
    kinds: list[str] = [*KINDS] if capital else []
    if last - first == 1:
        kinds.append(_NONE)
    if not kinds:
        return []
    totals = dict.fromkeys(kinds, 0.0)
    for feature in features(page, first, last):
        row = weights.get(feature)
        if row:
            for kind in kinds:
                totals[kind] += row.get(kind, 0.0)
    return list(totals.items())


@cache
def shipped_model() -> NameModel:
    """Return the model whose weights are shipped."""
    stored = json.loads((files("dateline") / "data" / "name_weights.json").read_text(encoding="utf-8"))
    return NameModel(stored["weights"])


Example = tuple[Page, Run, list[Segment]]
_Table = dict[str, dict[str, float]]


def fit_names(
    rows: Iterable[tuple[str, Sequence[tuple[int, int, str]]]], *, epochs: int = 10, seed: int = 7
) -> NameModel:
    """Return a model fitted by the averaged perceptron.

    ``rows`` are texts with their names (start, end, kind); of names inside names the longest is learnt.
    Features that one text alone shows are left out: they would be its vocabulary, not a rule.
    """
    examples = [example for text, names in rows for example in _examples(text, names)]
    shared = _shared(examples)
    weights: _Table = {feature: defaultdict(float) for feature in shared}
    sums: _Table = {feature: defaultdict(float) for feature in shared}
    order, step = random.Random(seed), 0
    for _ in range(epochs):
        order.shuffle(examples)
        for page, run, truth in examples:
            step += 1
            guess = _best(page, run, weights)
            for by, segments in ((1.0, set(truth) - set(guess)), (-1.0, set(guess) - set(truth))):
                _move(page, sorted(segments), by, step, weights, sums)
    return NameModel(_averaged(weights, sums, step))


def _examples(text: str, names: Sequence[tuple[int, int, str]]) -> list[Example]:
    page = read_text(text, [(0, len(text))])
    gold = _outermost(names)
    return [(page, run, _segments(page, run, gold)) for run in page.runs]


def _shared(examples: Iterable[Example]) -> list[str]:
    """Return the features that two texts or more show, in order."""
    seen: dict[str, set[int]] = defaultdict(set)
    for page, run, _ in examples:
        for first in range(run.first, run.last):
            for last in range(first + 1, min(run.last, first + LONGEST) + 1):
                for feature in features(page, first, last):
                    seen[feature].add(id(page))
    return sorted(feature for feature, pages in seen.items() if len(pages) > 1)


def _move(
    page: Page, segments: Iterable[Segment], by: float, step: int, weights: _Table, sums: _Table
) -> None:
    for first, last, kind in segments:
        for feature in features(page, first, last):
            if feature in weights:
                weights[feature][kind] += by
                sums[feature][kind] += by * step


def _averaged(weights: _Table, sums: _Table, steps: int) -> dict[str, dict[str, float]]:
    """Return the mean of each weight over all steps, to two decimals; what is near zero is left out."""
    table: dict[str, dict[str, float]] = {}
    for feature, row in weights.items():
        means = {str(k): round(w - sums[feature][k] / steps, 2) for k, w in sorted(row.items())}
        kept = {k: w for k, w in means.items() if abs(w) >= 0.1}
        if kept:
            table[feature] = kept
    return table


def _outermost(names: Sequence[tuple[int, int, str]]) -> dict[tuple[int, int], str]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(names, key=lambda n: (n[0] - n[1], n[0])):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, kind))
    return {(start, end): kind for start, end, kind in kept}


def _segments(page: Page, run: Run, gold: Mapping[tuple[int, int], str]) -> list[Segment]:
    """Return the cut of a run that the names ask for; names that no run can give are left out."""
    segments: list[Segment] = []
    at = run.first
    while at < run.last:
        ends = range(min(run.last, at + LONGEST), at, -1)
        last = next((e for e in ends if (page.tokens[at].start, page.tokens[e - 1].end) in gold), 0)
        kind = gold[page.tokens[at].start, page.tokens[last - 1].end] if last else _NONE
        segments.append((at, last or at + 1, str(kind)))
        at = last or at + 1
    return segments
