"""Fits the shipped weights of claim ranking again: ``python -m bench.fit_claims CLAIMS POSTS OUT``.

CLAIMS is JSONL of checked claims (id, text, title, same_as), POSTS of posts (text, claims, also), packed or not.
The model is a conditional logistic one: the odds of the right claim against the others offered for the same post.
Before it writes, it prints how posts fare that the weights were not fitted on, folds by claim.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.emit.folds import joined, split
from bench.emit.lineage import checked_claims
from bench.rows import Row, read_rows
from dateline.matching.rank import FEATURES, ClaimIndex
from dateline.reader.vectors import MiniLmEncoder

SOURCE = {
    "sets": "CheckThat! 2020 task 2, English, training part: 800 posts, 10,375 claims checked by Snopes"
    " (sshaar/clef2020-factchecking-task2, free for general research use)",
    "fitted": "2026-11-25",
    "command": "python -m bench.fit_claims CLAIMS POSTS OUT",
}
#: Strength of the ridge on weights of features brought to one scale; flat from 1 to 30 out of fold.
RIDGE = 3.0
FOLDS, SEED = 5, 7
STEPS, LEAST_STEP = 50, 1e-6

Matrix = NDArray[np.float64]


class Asked(NamedTuple):
    """A post: the claims offered, their features, and which of them are right."""

    group: str
    offered: list[str]
    features: Matrix
    right: Matrix
    wanted: frozenset[str]


def main(claims: str, posts: str, out: str) -> None:
    """Fit on all posts and write the weights file."""
    index = ClaimIndex(checked_claims(read_rows(Path(claims))), encoder=MiniLmEncoder(threads=0))
    rows = read_rows(Path(posts))
    group = joined((str(c), str(post["claims"][0])) for post in rows for c in post["claims"])
    asked = [_asked(index, post, group[str(post["claims"][0])]) for post in rows]
    answered: list[tuple[Asked, Matrix]] = []
    for learn, rest in split(asked, lambda a: a.group, folds=FOLDS, seed=SEED):
        weights = fit(learn)
        answered += [(post, weights) for post in rest]
    print(f"out of fold: {measure(answered)}; right claims offered {_share_offered(asked):.4f}")
    found = {name: round(float(w), 4) for (name, _), w in zip(FEATURES, fit(asked), strict=True)}
    document = {"source": SOURCE, "weights": found}
    Path(out).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _asked(index: ClaimIndex, post: Row, group: str) -> Asked:
    """Take a double of a right claim for that claim."""
    double = {str(k): str(v) for k, v in (post.get("also") or {}).items()}
    candidates = index.candidates(post["text"])
    offered = [double.get(claim, claim) for claim, _ in candidates]
    wanted = frozenset(map(str, post["claims"]))
    features = np.array([values for _, values in candidates]).reshape(len(candidates), len(FEATURES))
    return Asked(group, offered, features, np.array([float(c in wanted) for c in offered]), wanted)


def fit(asked: Sequence[Asked]) -> Matrix:
    """Return one weight a feature, by Newton's method with steps halved until they help."""
    known = [a for a in asked if a.right.any()]
    spread = np.vstack([a.features for a in known]).std(axis=0) + 1e-9
    rows = [(a.features / spread, a.right / a.right.sum()) for a in known]
    weights = np.zeros(len(spread))
    for _ in range(STEPS):
        value, slope, curve = _likelihood(rows, weights)
        step = np.linalg.solve(curve, slope)
        while _likelihood(rows, weights - step)[0] < value and np.abs(step).max() > LEAST_STEP:
            step /= 2
        weights -= step
        if np.abs(step).max() <= LEAST_STEP:
            break
    fitted: Matrix = weights / spread
    return fitted


def _likelihood(rows: Sequence[tuple[Matrix, Matrix]], weights: Matrix) -> tuple[float, Matrix, Matrix]:
    """Return the log-likelihood less the ridge, its slope and its curvature."""
    value, slope, curve = (
        -RIDGE * float(weights @ weights),
        -2 * RIDGE * weights,
        -2 * RIDGE * np.eye(len(weights)),
    )
    for values, right in rows:
        scores = values @ weights
        scores -= scores.max()
        total = float(np.log(np.exp(scores).sum()))
        prob = np.exp(scores - total)
        mean = prob @ values
        value += float(right @ scores) - total
        slope += right @ values - mean
        curve -= (values * prob[:, None]).T @ values - np.outer(mean, mean)
    return value, slope, curve


def measure(answered: Sequence[tuple[Asked, Matrix]]) -> str:
    """Return mean average precision at 5 and recall at 20 of posts, each with the weights that rank it."""
    precision = recall = 0.0
    for asked, weights in answered:
        order = np.argsort(-(asked.features @ weights), kind="stable")
        got = list(dict.fromkeys(asked.offered[n] for n in order[:20]))
        hits = [rank for rank, claim in enumerate(got[:5], start=1) if claim in asked.wanted]
        precision += sum(n / rank for n, rank in enumerate(hits, start=1)) / min(5, len(asked.wanted))
        recall += len(asked.wanted & set(got)) / len(asked.wanted)
    return f"MAP@5 {precision / len(answered):.4f}, R@20 {recall / len(answered):.4f} of {len(answered)}"


def _share_offered(asked: Sequence[Asked]) -> float:
    return sum(len(a.wanted & set(a.offered)) / len(a.wanted) for a in asked) / len(asked)


if __name__ == "__main__":
    main(*sys.argv[1:])
