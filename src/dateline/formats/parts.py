"""What was taken off a page, in words: its parts, and what its readers say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dateline.formats import wording
from dateline.model import Comment, Commenting, Part, PartKind, Report

KINDS: Mapping[PartKind, str] = {
    PartKind.HEADLINE: "headline",
    PartKind.STANDFIRST: "standfirst",
    PartKind.DATELINE: "dateline",
    PartKind.BODY: "running text",
    PartKind.QUOTE: "pull quote",
    PartKind.CAPTION: "caption",
    PartKind.EDITORS_NOTE: "editor's note",
    PartKind.UPDATE: "update",
    PartKind.CREDIT: "credit line",
    PartKind.BYLINE: "byline",
    PartKind.FURNITURE: "furniture",
}
COMMENTING: Mapping[Commenting, str] = {
    Commenting.OPEN: "open to comments",
    Commenting.CLOSED: "comments are closed",
    Commenting.LOGIN: "comments ask for a login",
    Commenting.SCRIPT: "comments are loaded by script, so they are not in what was captured",
    Commenting.NONE: "",
}

#: How dissect names the number of comments that a page prints.
_COUNT = "rule:comment-count/"


class PartRow(NamedTuple):
    """A part as it is shown: what it is, its words, what is known of it, and the rule that found it."""

    part: Part
    kind: str
    about: str
    rule: str


def part_rows(report: Report) -> list[PartRow]:
    """Return the report's parts in order, but for its headline, plain running text and mute furniture."""
    shown = [p for p in report.parts if _is_shown(p)]
    outlets = {(credit.start, credit.end): credit.outlet for credit in report.credits}
    return [
        PartRow(part, KINDS[part.kind], _about(part, outlets.get((part.start, part.end))), part.method)
        for part in shown
    ]


def _is_shown(part: Part) -> bool:
    if part.kind is PartKind.FURNITURE:
        return part.at is not None
    return part.kind not in (PartKind.HEADLINE, PartKind.BODY)


def _about(part: Part, outlet: str | None) -> str:
    known = [part.by or "", outlet or "", wording.time_of(part.at)]
    return " · ".join(dict.fromkeys(words for words in known if words))


def filed(report: Report) -> str:
    """Return in words where the page files its report and how often it was read; empty where it does not say."""
    told = [f"filed under {wording.in_words(report.categories)}"] if report.categories else []
    told += [f"tagged {wording.in_words(report.tags)}"] if report.tags else []
    told += [f"read {wording.plural(report.read_count, 'time')}"] if report.read_count is not None else []
    told += [f"based on {wording.in_words(report.based_on)}"] if report.based_on else []
    return "; ".join(told)


def discussion(report: Report) -> str:
    """Return in words whether readers may comment and how many comments were taken off; empty for neither."""
    taken = wording.plural(len(report.comments), "reader comment") if report.comments else ""
    counts = (int(p.text) for p in report.parts if p.method.startswith(_COUNT) and p.text.isdigit())
    told = next((f"the page counts {n:,}" for n in counts if n > len(report.comments)), "")
    return "; ".join(words for words in (taken, told, COMMENTING[report.commenting]) if words)


def thread(report: Report) -> Iterator[tuple[int, Comment]]:
    """Yield each comment with its depth, answers below what they answer, in page order."""
    known = {comment.id for comment in report.comments}
    answers: dict[str | None, list[Comment]] = {}
    for comment in report.comments:
        parent = comment.parent if comment.parent in known and comment.parent != comment.id else None
        answers.setdefault(parent, []).append(comment)
    seen: set[str] = set()
    stack = [(0, comment) for comment in reversed(answers.get(None, []))]
    while stack:
        depth, comment = stack.pop()
        if comment.id in seen:
            continue
        seen.add(comment.id)
        yield depth, comment
        stack += [(depth + 1, answer) for answer in reversed(answers.get(comment.id, []))]
    # Answers that run in a ring hang below nothing; none of them is lost.
    yield from ((0, comment) for comment in report.comments if comment.id not in seen)
