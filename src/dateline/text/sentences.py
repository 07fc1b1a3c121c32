"""Cuts a text into sentences, with an eye on quotation marks and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.text.tables import read_table

_CLOSERS = "\"'”’“»›)]}"
_OPENERS = "\"'“‘„«‹([{¿¡"
#: A terminator, what may close behind it, and the blank that must follow (CJK and Arabic signs need none).
_STOP = re.compile(
    rf"(?P<mark>\.{{2,}}|[.!?…؟۔]+)(?P<close>(?:[{re.escape(_CLOSERS)}]|\s(?=[”»](?:\s|$)))*)"
    r"(?P<notes>(?:\s?\[(?:\d{1,3}|citation needed)\])*)(?=\s|$)|[。！？]+[”’」』）]*"
)
_PARAGRAPH = re.compile(r"\s*\n[^\S\n]*\n\s*|\s*[\u2029\f]\s*")
_BREAK = re.compile(r"\s*[\n\u2029\f]\s*")
_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*")
_LAST_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]\.)*[^\W\d_]+\Z")
_NEXT = re.compile(rf"\s+(?P<open>[{re.escape(_OPENERS)}\s]*)(?P<word>[^\s]*)")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences as trimmed spans, in order; a paragraph break always splits."""
    spans = []
    soft = _is_wrapped(text)
    for start, end in _blocks(text, soft=soft):
        at = start
        for cut in _cuts(text, start, end):
            spans.append((at, cut))
            at = cut
        spans.append((at, end))
    return [trimmed for a, b in spans if (trimmed := _trim(text, a, b))]


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
    for match in _STOP.finditer(text, start, end):
        if match["mark"] is None or _ends_sentence(text, match, end):
            yield match.end()


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["before"] for row in read_table("abbreviations")}


@cache
def _openers() -> frozenset[str]:
    """Words that open a sentence far more often than they stand capitalised inside one."""
    return frozenset(row["word"] for row in read_table("sentence_openers"))


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, match.end(), end)
    if following is None or not following["word"]:
        return True
    word, mark = following["word"], match["mark"]
    if match["notes"]:
        return True
    first = word[0]
    if (first.islower() and not _is_capitalised(word, following["open"])) or first in ",;:":
        return False
    if mark[0] in "!?" and following["open"].startswith("("):
        return False
    if mark[0] == "." and len(mark) == 1 and not match["close"]:
        return not _is_abbreviation(text, match.start("mark"), following)
    if mark[0] in ".…" and len(mark) > 1 and not match["close"]:
        return first.isupper() or not first.isalnum()
    return True


def _is_capitalised(word: str, before: str) -> bool:
    """Return whether a word in small letters may open a sentence: "eBay", or what a bracket opens."""
    return before.endswith(("(", "[")) or (word[1:2].isupper() or bool(re.match(r"[a-z]{2,4}[A-Z]", word)))


def _is_abbreviation(text: str, stop: int, following: re.Match[str]) -> bool:
    """Return whether the full stop at ``stop`` belongs to an abbreviation that the sentence outlives."""
    before = _LAST_WORD.search(text, max(0, stop - 24), stop)
    if before is None:
        return _is_numbering(text, stop)
    last, word = before.group(), following["word"]
    opens = word.strip("\"'“”‘’.,!?;:").lower() in _openers()
    kind = _abbreviations().get(last.lower())
    if kind == "rarely" or (kind is None and re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last)):
        return following["open"] == "(" or (not opens and not following["open"].strip())
    if len(last) == 1 and kind is None and last != "I":
        return not opens or last.islower()
    if kind == "number":
        return word[0].isdigit()
    if kind == "name":
        return last[0].isupper() and (word[0].isupper() and not opens)
    return kind == "any"


def _is_numbering(text: str, stop: int) -> bool:
    """Return whether "3." stands at the head of its line: the number of an item, no sentence."""
    line = text.rfind("\n", 0, stop) + 1
    return bool(re.fullmatch(r"\s*\d{1,3}", text[line:stop]))
