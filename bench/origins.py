"""``bench origins``: how many independent origins the questions' claims have, and how many answers are right.

Each question is asked of one group of reports, as an editor would ask one day's folder. Reports are those of
the development data and of the exercise; the questions and their answers were written by a person who read them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.quality import ROOT, SHARED
from bench.results import Reached, append, commit
from bench.rows import Row, captures, read_rows
from dateline.capture import NOTES, load_files
from dateline.cli.inputs import ready_gazetteer
from dateline.cli.settings import read_settings
from dateline.model import Capture, Encoder, Failure, Reading
from dateline.pipeline import ask, read
from dateline.reader import ModelTagger
from dateline.reader.vectors import MiniLmEncoder

CASES = ROOT / "bench" / "cases" / "origins.jsonl"
CORPUS = SHARED / "data" / "corpus" / "fa-kes-dev.jsonl.gz"
#: Pages of the exercise are far smaller than this (bytes).
LARGEST = 5_000_000
EXERCISE = ROOT / "examples" / "al-qaim-crossing"


class Answer(NamedTuple):
    """A question, and how many independent origins its claim was found to have."""

    question: Row
    found: int

    @property
    def exact(self) -> bool:
        """Whether the number is the reader's own."""
        return bool(self.found == self.question["independent_origins"])

    @property
    def allowed(self) -> bool:
        """Whether the number is one that the reader lets pass."""
        return self.exact or self.found in self.question.get("alt", ())

    @property
    def corroborated(self) -> bool:
        """Whether more than one origin was found."""
        return self.found > 1


def origins() -> list[Answer]:
    """Answer all questions, write what was reached and return the answers."""
    begun = commit()
    questions = read_rows(CASES)
    named = {report for question in questions for report in question["reports"]}
    answers = list(answer(questions, _read(named), encoder=MiniLmEncoder(threads=1)))
    append("python -m bench origins", list(reached(answers)), measured=begun)
    return answers


def answer(
    questions: Sequence[Row], readings: Mapping[str, Reading], *, encoder: Encoder
) -> Iterator[Answer]:
    """Yield an answer to each question, from the reports of its group alone."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for question in questions:
        groups[question["group"]].append(question)
    for asked in groups.values():
        known = [readings[report] for report in asked[0]["reports"]]
        answers = ask([question["text"] for question in asked], known, encoder=encoder)
        for question, found in zip(asked, answers, strict=True):
            yield Answer(question, found.independent_origins)


def reached(answers: Sequence[Answer]) -> Iterator[Reached]:
    """Yield the figures over all questions, then those of each source of reports."""
    yield from _told("origins", answers)
    for source in sorted({a.question["source"] for a in answers}):
        yield from _told(f"origins, {source}", [a for a in answers if a.question["source"] == source])


def _told(name: str, answers: Sequence[Answer]) -> Iterator[Reached]:
    sure = [a for a in answers if "alt" not in a.question]
    single = [a for a in answers if a.question["independent_origins"] == 1]
    yield Reached(name, f"exact, of {len(answers)}", "≥ .80", _share(a.exact for a in answers), "")
    yield Reached(name, "exact or an answer let pass", "", _share(a.allowed for a in answers), "")
    yield Reached(name, f"exact, {len(sure)} with one answer", "", _share(a.exact for a in sure), "")
    wrong = _share(a.corroborated for a in single)
    yield Reached(name, f"falsely corroborated, of {len(single)} with one origin", "≤ .05", wrong, "")


def _share(rows: Iterable[bool]) -> str:
    counted = list(rows)
    return f"{sum(counted) / len(counted):.3f}" if counted else "–"


def _read(named: set[str]) -> dict[str, Reading]:
    """Read the reports that the questions name, from both places where they lie."""
    gazetteer = ready_gazetteer(read_settings(environment=os.environ, folder=Path.cwd()))
    tagger = ModelTagger()
    return {
        capture.id: read(capture, gazetteer=gazetteer, tagger=tagger)
        for capture in (*captures([CORPUS]), *_exercise())
        if capture.id in named
    }


def _exercise() -> Iterator[Capture]:
    for item in load_files([str(EXERCISE)], max_bytes=LARGEST):
        if not isinstance(item, Failure):
            yield item
        elif item.code not in NOTES:
            raise SystemExit(f"{item.id}: {item.message}")
