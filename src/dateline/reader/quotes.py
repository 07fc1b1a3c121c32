"""Pairs quotation marks by kind; an odd mark is left alone, an apostrophe is no mark."""

from __future__ import annotations

import re
from typing import NamedTuple

#: Opening mark → the marks that close it. Low marks (German, Polish) close with either high mark.
_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›", "``": "''"}
_STRAIGHT = ('"', "''", "'")
_MARK = re.compile(r"``|'(?='')|''|[“”«»„‘’‹›\"']")


class Quotation(NamedTuple):
    """Words between two marks, marks included.

    ``opened`` or ``closed`` is False where the text begins or ends inside the quotation.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    after_digit: bool


def pair_quotes(text: str) -> list[Quotation]:
    """Return the quotations of a text in text order, outermost only.

    A quotation does not run over a paragraph break: one that opens and never closes within its
    paragraph ends there with ``closed`` False, and a closing mark that nothing opened begins at the
    paragraph's start with ``opened`` False. Single marks need both ends.
    """
    found: list[Quotation] = []
    for start, end in _paragraphs(text):
        found.extend(_pair_paragraph(text, start, end))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for gap in re.finditer(r"\n\s*\n|\n(?![a-z])", text):
        spans.append((at, gap.start()))
        at = gap.end()
    return [*spans, (at, len(text))]


def _pair_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    marks = _read_marks(text, start, end)
    found: list[Quotation] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        closer = _find_closer(marks, at) if mark.opens else None
        if closer is not None:
            found.append(Quotation(mark.start, marks[closer].end))
            at = closer + 1
            continue
        loose = _loose(mark, found, start=start, end=end, last=at == len(marks) - 1)
        if loose is not None and text[loose.start : loose.end].strip():
            found.append(loose)
        at += 1
    return found


def _loose(mark: _Mark, found: list[Quotation], *, start: int, end: int, last: bool) -> Quotation | None:
    """Return what an unpaired double mark still shows: words up to it, or from it to the paragraph's end."""
    if mark.text in ("'", "‘", "’", "‹", "›"):
        return None
    if mark.opens and last:
        return Quotation(mark.start, end, True, False)
    if mark.closes and not mark.opens and not mark.after_digit and not found:
        return Quotation(start, mark.end, False, True)
    return None


def _read_marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for hit in _MARK.finditer(text, start, end):
        before = text[hit.start() - 1] if hit.start() > start else " "
        after = text[hit.end()] if hit.end() < end else " "
        mark = hit.group()
        opens = not after.isspace() and (not before.isalnum() and before not in ".,!?%")
        closes = not before.isspace() and not after.isalnum()
        if mark in _STRAIGHT:
            if mark == "'" and before.isalnum() and after.isalnum():
                continue
            if opens and closes:
                opens = before in "([—–-" or before.isspace()
                closes = not opens
        else:
            opens = mark in _CLOSERS
            closes = any(mark in c for c in _CLOSERS.values()) and (mark != "’" or closes)
        if opens or closes:
            marks.append(_Mark(hit.start(), hit.end(), mark, opens, closes, before.isdigit()))
    return marks


def _find_closer(marks: list[_Mark], at: int) -> int | None:
    """Return the index of the mark that closes ``marks[at]``; None when its kind opens again first."""
    opener = marks[at]
    closers = (opener.text,) if opener.text in _STRAIGHT else tuple(_CLOSERS[opener.text])
    if opener.text == "``":
        closers = ("''", '"')
    for index in range(at + 1, len(marks)):
        mark = marks[index]
        if mark.text in closers and mark.closes:
            if mark.text in ("'", "’") and _later_closer(marks, index, mark.text):
                continue
            return index
        if mark.text == opener.text and mark.opens:
            return None
    return None


def _later_closer(marks: list[_Mark], index: int, text: str) -> bool:
    """Return whether the next mark closes the same single quotation: then this one is an apostrophe."""
    after = marks[index + 1] if index + 1 < len(marks) else None
    return after is not None and after.text == text and after.closes and not after.opens
