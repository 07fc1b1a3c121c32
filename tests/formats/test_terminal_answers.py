"""Answers to claims in words: the count, the origins, the words of each report."""

from __future__ import annotations

from rich.console import Console

from dateline.formats.terminal_answers import answer_row, print_answers
from dateline.model import Evidence, Hedge, Origin, OriginKind, Stance
from dateline.pipeline import Answer


def _evidence(report: str, origin: str, stance: Stance = Stance.AFFIRMS) -> Evidence:
    return Evidence(
        report=report, assertion="a1", stance=stance, origin=origin, hedge=Hedge.NONE, hops=1, start=0, end=9,
        text="the gate\nis [shut]",
    )  # fmt: skip


def _origin(ident: str, name: str) -> Origin:
    return Origin(id=ident, name=name, names=(), kind=OriginKind.NAMED, reports=("r1",))


ANSWER = Answer(
    text="The gate is shut.",
    evidence=(_evidence("r1", "o1"), _evidence("r2", "o1"), _evidence("r3", "o2", Stance.REPORTS)),
    origins=(_origin("o1", "Example Monitor"), _origin("o2", "Example Post")),
)


def _shown(answer: Answer) -> str:
    console = Console(width=80, record=True)
    with console.capture() as captured:
        print_answers([answer], console)
    return captured.get()


def test_an_origin_that_merely_reports_is_shown_and_not_counted() -> None:
    shown = _shown(ANSWER)
    assert "3 reports · 1 independent origin" in shown
    assert "r3, merely reports it: the gate is [shut]" in shown
    assert answer_row(ANSWER)["independent_origins"] == 1


def test_no_answer_is_said() -> None:
    assert "No report says anything to this." in _shown(Answer(text="Rain fell.", evidence=(), origins=()))
