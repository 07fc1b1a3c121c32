"""Phrase tables over the words of a text: ``*`` stands for letters, ``_`` for up to two words between.

"Not" is a word of its own however it is written: "did not", "didn't" and "cannot" hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dateline.text.tables import read_table

_WORD = re.compile(r"(?<![\w-])\w[\w'’-]*")
_NOT = re.compile(r"(?:n['’]t|(?<=can)not)\Z", re.I)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
#: How many words ``_`` may stand for.
_GAP = 2


class PhraseHit(NamedTuple):
    """A phrase found, and its row in the table."""

    start: int
    end: int
    row: dict[str, str]


class _Word(NamedTuple):
    start: int
    end: int
    low: str
    #: Whether nothing but blanks parts it from the word before.
    follows: bool


class _Pattern(NamedTuple):
    words: tuple[str, ...]
    row: dict[str, str]
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]


class Phrases:
    """The phrases of a table, the longest first where several begin at one word.

    A row's ``unless_before`` and ``unless_after`` are words that take it back, apart by "|".
    """

    def __init__(self, rows: Sequence[dict[str, str]], *, column: str = "words") -> None:
        self._by_word: dict[str, list[_Pattern]] = {}
        self._by_stem: dict[str, list[_Pattern]] = {}
        for row in sorted(rows, key=lambda row: -len(row[column])):
            pattern = _pattern(row, column)
            first = pattern.words[0]
            table = self._by_stem if first.endswith("*") else self._by_word
            table.setdefault(first.rstrip("*")[:3] if first.endswith("*") else first, []).append(pattern)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[PhraseHit]:
        """Yield the phrases of a text in order, none inside another; letter case does not count."""
        words = _words(text, start, len(text) if end is None else end)
        at = 0
        while at < len(words):
            hit = self._at(words, at)
            if hit is None:
                at += 1
                continue
            last, row = hit
            yield PhraseHit(words[at].start, words[last - 1].end, row)
            at = last

    def _at(self, words: Sequence[_Word], at: int) -> tuple[int, dict[str, str]] | None:
        """Return where the longest phrase that begins at a word ends, and its row."""
        low = words[at].low
        for pattern in (*self._by_word.get(low, ()), *self._by_stem.get(low[:3], ())):
            last = _match(pattern.words, words, at)
            if last is not None and not _taken_back(pattern, words, at, last):
                return last, pattern.row
        return None


def _pattern(row: dict[str, str], column: str) -> _Pattern:
    return _Pattern(
        _split(row[column]),
        row,
        tuple(_split(piece)[::-1] for piece in _pieces(row, "unless_before")),
        tuple(_split(piece) for piece in _pieces(row, "unless_after")),
    )


def _pieces(row: Mapping[str, str], column: str) -> list[str]:
    return [piece for piece in (row.get(column) or "").split("|") if piece]


def _split(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as the words of a text are cut."""
    words = []
    for word in phrase.lower().split():
        rest = _NOT.sub("", word)
        words += [word] if rest == word or not rest else [_WHOLE.get(rest, rest), "not"]
    return tuple(words)


def _words(text: str, start: int, end: int) -> list[_Word]:
    found: list[_Word] = []
    last = start
    for hit in _WORD.finditer(text, start, end):
        word, follows = hit.group(), not text[last : hit.start()].strip()
        cut = _NOT.search(word)
        if cut is not None and cut.start():
            middle = hit.start() + cut.start()
            head = text[hit.start() : middle].lower()
            found.append(_Word(hit.start(), middle, _WHOLE.get(head, head), follows))
            found.append(_Word(middle, hit.end(), "not", True))
        else:
            low = word.lower()
            bare = low[:-2] if low.endswith(("'s", "’s")) else low.rstrip("'’-")
            found.append(_Word(hit.start(), hit.start() + len(bare), bare, follows))
        last = hit.end()
    return found


def _match(phrase: tuple[str, ...], words: Sequence[_Word], at: int, *, step: int = 1) -> int | None:
    """Return the place behind a phrase that begins at a word, read backwards with a step of -1."""
    for index, wanted in enumerate(phrase):
        if wanted == "_":
            for gap in range(_GAP + 1):
                last = _match(phrase[index + 1 :], words, at + gap * step, step=step)
                if last is not None and _unbroken(words, at, at + gap * step):
                    return last
            return None
        if not 0 <= at < len(words) or not _is(wanted, words[at].low):
            return None
        if index and not words[max(at, at - step)].follows:
            return None
        at += step
    return at


def _unbroken(words: Sequence[_Word], one: int, other: int) -> bool:
    """Return whether no sign stands between two words."""
    first, last = sorted((one, other))
    return all(words[i].follows for i in range(max(1, first), min(last + 1, len(words))))


def _is(wanted: str, low: str) -> bool:
    return low.startswith(wanted[:-1]) if wanted.endswith("*") else low == wanted


def _taken_back(pattern: _Pattern, words: Sequence[_Word], first: int, last: int) -> bool:
    """Return whether what stands right before or after gives the phrase another meaning."""
    ahead = last < len(words) and words[last].follows
    if ahead and any(_match(piece, words, last) is not None for piece in pattern.after):
        return True
    behind = first > 0 and words[first].follows
    return behind and any(_match(piece, words, first - 1, step=-1) is not None for piece in pattern.before)


@cache
def phrases(table: str, column: str = "words") -> Phrases:
    """Return the phrases of ``data/TABLE.tsv``."""
    return Phrases(read_table(table), column=column)


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in read_table("source_nouns")}


def source_noun(source: str) -> dict[str, str] | None:
    """Return the row of the collective or office that a source ends with ("local sources"), or None.

    Only words before the first comma, "of", "in" and the like count: "officials in the town" are officials.
    """
    words = re.split(
        r",| (?:of|in|at|from|for|with|on|who|which|that|near|based|inside|linked|close|familiar)\b", source
    )[0]
    parts = re.findall(r"[\w'’-]+", words.lower())
    table = _nouns()
    for first in range(max(0, len(parts) - 3), len(parts)):
        row = table.get(" ".join(parts[first:]))
        if row is not None:
            return row
    return None
