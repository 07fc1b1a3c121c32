"""Finds quotations, so that shared speech is not taken for copied prose."""

from __future__ import annotations

import re

#: Quotations shorter than this are names and scare quotes: they stay prose.
LEAST_WORDS = 4

#: Closing mark of each opening mark; a straight mark closes itself.
PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’"}

_PARAGRAPH = re.compile(r"[^\n]+")


def quote_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of quotations of four words or more, marks included, in text order.

    Marks pair by kind inside a paragraph. A quotation left open runs to the paragraph's end when the next
    paragraph opens with a mark again; any other unmatched mark is ignored.
    """
    spans: list[tuple[int, int]] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for number, paragraph in enumerate(paragraphs):
        follower = paragraphs[number + 1].group().lstrip() if number + 1 < len(paragraphs) else ""
        carries_on = follower[:1] in PAIRS and follower[:1] != ""
        spans.extend(_paragraph_spans(text, paragraph.start(), paragraph.end(), carries_on=carries_on))
    return [span for span in spans if len(text[span[0] : span[1]].split()) >= LEAST_WORDS]


def _paragraph_spans(text: str, start: int, end: int, *, carries_on: bool) -> list[tuple[int, int]]:
    spans = []
    at = start
    while at < end:
        mark = text[at]
        if mark in PAIRS and _opens(text, at, start):
            close = _closing(text, at + 1, end, PAIRS[mark])
            if close is not None:
                spans.append((at, close + 1))
                at = close
            elif carries_on:
                spans.append((at, end))
                break
        at += 1
    return spans


def _opens(text: str, at: int, start: int) -> bool:
    return at == start or not text[at - 1].isalnum()


def _closing(text: str, at: int, end: int, mark: str) -> int | None:
    while (at := text.find(mark, at, end)) >= 0:
        inside_word = at + 1 < end and text[at + 1].isalnum()
        if not inside_word:
            return at
        at += 1
    return None
