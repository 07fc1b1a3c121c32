"""Lines around comments, in many languages: headings of threads, buttons, how long ago."""

from __future__ import annotations

import re
from functools import cache

from dateline.dissect.words import any_rule, rules, squeeze

MAX_LABEL, MAX_ELAPSED, MAX_HEADING = 40, 60, 160


@cache
def _labels(kind: str) -> re.Pattern[str]:
    rows = [row["pattern"] for _, _, row in rules("comment_actions") if kind in ("", row["kind"])]
    return re.compile(rf"\W*(?:{'|'.join(rows)})\W*(?:\d+\W*)?", re.IGNORECASE)


def is_action(label: str) -> bool:
    """Return whether a line is a button below a comment: "Reply", "Antworten", "3 likes", a number."""
    return len(label) <= MAX_LABEL and _labels("").fullmatch(label) is not None


def is_answer_action(label: str) -> bool:
    """Return whether a line is the button that answers a comment."""
    return len(label) <= MAX_LABEL and _labels("reply").fullmatch(label) is not None


@cache
def _elapsed() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{row['pattern']})" for _, _, row in rules("elapsed_words")), re.IGNORECASE
    )


def is_elapsed(line: str) -> bool:
    """Return whether a line says how long ago something was: "6 years ago", "vor 3 Stunden"."""
    return len(line) <= MAX_ELAPSED and _elapsed().search(line) is not None


def heads_thread(line: str) -> re.Match[str] | None:
    """Return the match of a line that opens a thread of comments; its group ``n`` is the printed count."""
    words = squeeze(line).strip(" :»«“”\"'›>▼")
    if not 3 < len(words) <= MAX_HEADING or any_rule("comment_headings").fullmatch(words) is None:
        return None
    return next(
        (match for _, pattern, _ in rules("comment_headings") if (match := pattern.fullmatch(words))), None
    )
