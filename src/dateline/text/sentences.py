"""Cuts a text into sentences, with an eye on quotation marks and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.text.sentence_joints import joints
from dateline.text.sentence_stops import CLOSERS, ends_sentence

#: A terminator, what may close behind it, and the blank that must follow (stops of other scripts need none).
_STOP = re.compile(
    r"(?<![.!?…؟۔])(?P<mark>\.(?:[ \u00a0]?\.){1,8}|[.!?…؟۔]++)"
    rf"(?P<close>(?:[{re.escape(CLOSERS)}]|\s(?=[”»](?:\s|$)))*)"
    r"(?P<notes>(?:\s?\[(?:\d{1,3}|citation needed)\])*)(?=\s|$)|[。！？।॥։።။។]+[”’」』）]*"
)
_WORD = re.compile(r"\w")
_PARAGRAPH = re.compile(r"(?<!\s)(?:\s*\n[^\S\n]*\n\s*|\s*[\u2029\f]\s*)")
_BREAK = re.compile(r"(?<!\s)\s*[\n\u2029\f]\s*")
_LINE = re.compile(r"(?<![^\S\n])[^\S\n]*\n[^\S\n]*")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences as trimmed spans, in order; a paragraph break always splits."""
    spans = []
    soft = _is_wrapped(text)
    for start, end in _blocks(text, soft=soft):
        at = start
        for cut in [*_cuts(text, start, end), end]:
            if span := _trim(text, at, cut):
                spans.append(span)
            at = cut
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    return (start, end) if start < end else None


def _is_wrapped(text: str) -> bool:
    """Return whether single line breaks are mere wrapping: many lines go on with a small letter."""
    after = [text[m.end() : m.end() + 1] for m in _LINE.finditer(text)]
    after = [c for c in after if c.isalpha()]
    return bool(after) and sum(map(str.islower, after)) >= 0.3 * len(after)


def _blocks(text: str, *, soft: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches between breaks that always split: blank lines, and lines unless wrapped."""
    at = 0
    for match in (_PARAGRAPH if soft else _BREAK).finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a block is cut, in order; a piece without a word ("...", "[…]") stays with the one before."""
    stops = (match.end() for match in _STOP.finditer(text, start, end) if _ends(text, match, end))
    found = sorted({*stops, *joints(text, start, end=end)})
    for here, following in pairwise([*found, end]):
        if _WORD.search(text, here, following):
            yield here


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    return match["mark"] is None or ends_sentence(text, match, end=end)
