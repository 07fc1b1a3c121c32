"""Answers to claims in words on a terminal: how many origins, who they are, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dateline.formats.contract import to_json
from dateline.formats.terminal_blocks import heading, indented, line_of
from dateline.formats.wording import plural, printable
from dateline.model import Stance
from dateline.pipeline import Answer

if TYPE_CHECKING:
    from rich.console import Console

#: How a stance is told beside the words that carry it.
_STANCES = {Stance.AFFIRMS: "says so", Stance.DENIES: "denies it", Stance.REPORTS: "merely reports it"}


def answer_row(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON values: the claim, the count, the origins and the evidence."""
    return {
        "text": answer.text,
        "independent_origins": answer.independent_origins,
        "origins": to_json(answer.origins),
        "evidence": to_json(answer.evidence),
    }


def print_answers(answers: Sequence[Answer], console: Console) -> None:
    """Print each claim with its origins and, under each of them, the words of the reports."""
    for answer in answers:
        reports = len({e.report for e in answer.evidence})
        console.print(heading(printable(answer.text)))
        if not answer.evidence:
            console.print("  No report says anything to this.")
            continue
        told = f"{plural(reports, 'report')} · {plural(answer.independent_origins, 'independent origin')}"
        console.print(line_of(("  " + told, "bold")))
        for origin in answer.origins:
            console.print(line_of(f"  {printable(origin.name)}"))
            for e in answer.evidence:
                if e.origin == origin.id:
                    said = f"{e.report}, {_STANCES[e.stance]}: {printable(' '.join(e.text.split()))}"
                    console.print(indented(line_of(said), by=4))
