"""Fits the shipped weights of what answers a question again: ``python -m bench.fit_answers REPORTS OUT``.

REPORTS is the JSONL of the same-day groups, packed or not; the questions and which assertions answer them, judged
by reading, stand in ``bench/cases``. Before it writes, it prints how assertions are told apart by weights that were
fitted on other groups.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.emit.folds import split
from bench.rows import Row, captures, read_rows
from dateline.cli.inputs import ready_gazetteer
from dateline.cli.settings import read_settings
from dateline.matching.answers import AnswerIndex
from dateline.matching.looks import FEATURES, Look
from dateline.model import Encoder, Reading
from dateline.pipeline import read
from dateline.reader import ModelTagger
from dateline.reader.vectors import MiniLmEncoder

CASES = Path(__file__).resolve().parent / "cases"
SOURCE = {
    "sets": "bench/cases/answers.jsonl: which assertions of FA-KES (CC BY 4.0) answer 55 questions,"
    " judged by reading",
    "fitted": "2026-11-25",
    "command": "python -m bench.fit_answers REPORTS OUT",
}
FOLDS, SEED = 5, 7
#: Inverse strength of the ridge; flat from .3 to 3 out of fold.
STRENGTH = 1.0


class Judged(NamedTuple):
    """A look at an assertion: the question's group, the features, and whether it answers."""

    group: str
    features: tuple[float, ...]
    answers: bool


def main(reports: str, out: str) -> None:
    """Read the reports, fit on all judged questions and write the weights file."""
    gazetteer = ready_gazetteer(read_settings(environment=os.environ, folder=Path.cwd()))
    tagger = ModelTagger()
    wanted = {ident for question in read_rows(CASES / "origins.jsonl") for ident in question["reports"]}
    readings = {
        capture.id: read(capture, gazetteer=gazetteer, tagger=tagger)
        for capture in captures([Path(reports)])
        if capture.id in wanted
    }
    fit_on(readings, out=Path(out), encoder=MiniLmEncoder(threads=0))


def fit_on(readings: Mapping[str, Reading], *, out: Path, encoder: Encoder) -> None:
    """Fit on the judged questions over some readings and write the weights file."""
    rows = judged(readings, encoder=encoder)
    print(f"average precision out of fold: {_out_of_fold(rows):.3f} of {len(rows)} looks")
    weights = [round(w, 3) for w in _fit(rows)]
    names = ["bias", *(name for name, _ in FEATURES)]
    document = {"source": SOURCE, "weights": dict(zip(names, weights, strict=True))}
    out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def judged(readings: Mapping[str, Reading], *, encoder: Encoder) -> list[Judged]:
    """Return a row for each look of each judged question."""
    answers = {row["id"]: row["answers"] for row in read_rows(CASES / "answers.jsonl")}
    groups: dict[str, list[Row]] = defaultdict(list)
    for question in read_rows(CASES / "origins.jsonl"):
        if question["id"] in answers:
            groups[question["group"]].append(question)
    rows = []
    for group, questions in groups.items():
        index = AnswerIndex([readings[i] for i in questions[0]["reports"] if i in readings], encoder=encoder)
        for question in questions:
            rows += [_judged(group, look, answers[question["id"]]) for look in index.looks(question["text"])]
    return rows


def _judged(group: str, look: Look, answers: Sequence[Row]) -> Judged:
    """Half of the words judged are enough: where an assertion ends may change with the reader."""
    at = look.heard.assertion
    same = [a for a in answers if a["report"] == look.heard.reading.id]
    shared = [min(a["end"], at.end) - max(a["start"], at.start) for a in same]
    lengths = [max(a["end"] - a["start"], at.end - at.start) for a in same]
    hit = any(2 * s > length for s, length in zip(shared, lengths, strict=True))
    return Judged(group, tuple(take(look) for _, take in FEATURES), hit)


def _fit(rows: Sequence[Judged]) -> list[float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit([row.features for row in rows], [row.answers for row in rows])
    return [float(model.intercept_[0]), *map(float, model.coef_[0])]


def _out_of_fold(rows: Sequence[Judged]) -> float:
    from sklearn.metrics import average_precision_score

    right: list[bool] = []
    scores: list[float] = []
    for learn, rest in split(rows, lambda row: row.group, folds=FOLDS, seed=SEED):
        weights = np.array(_fit(learn))
        features: NDArray[np.float64] = np.array([row.features for row in rest])
        scores += list(features @ weights[1:] + weights[0])
        right += [row.answers for row in rest]
    return float(average_precision_score(right, scores))


if __name__ == "__main__":
    main(*sys.argv[1:])
