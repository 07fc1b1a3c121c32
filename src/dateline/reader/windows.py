"""Texts as windows of wordpieces, cut alike where the reader is trained and where it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

#: Wordpieces of a window, the two marks at its ends left out.
WINDOW = 126


class Unit(NamedTuple):
    """A word or sign: its first piece in the window, and where it stands in the text."""

    piece: int
    start: int
    end: int


@dataclass(slots=True)
class Window:
    """Wordpieces of one stretch of a text, and the words and signs that they make up."""

    pieces: list[int] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)


class _Word(NamedTuple):
    start: int
    end: int
    pieces: tuple[int, ...]


def cut_windows(
    text: str, passages: Iterable[Sequence[tuple[int, int]]], tokenizer: Tokenizer
) -> list[Window]:
    """Return the windows of a text: whole sentences of one line, as many as fit.

    A sentence longer than a window is cut between words.
    """
    return [window for passage in passages for window in _windows(text, passage, tokenizer)]


def readable(sentence: str) -> str:
    """Return a sentence with half surrogates, which no tokenizer takes, as question marks."""
    return sentence.encode("utf-8", "replace").decode("utf-8")


def _windows(text: str, passage: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Iterator[Window]:
    encoded = tokenizer.encode_batch([readable(text[a:b]) for a, b in passage], add_special_tokens=False)
    window, last = Window(), 0
    for (start, end), encoding in zip(passage, encoded, strict=True):
        size = min(len(encoding.ids), WINDOW)
        if window.units and ("\n" in text[last:start] or len(window.pieces) + size > WINDOW):
            yield window
            window = Window()
        for word in _words(encoding, start):
            if window.units and len(window.pieces) + len(word.pieces) > WINDOW:
                yield window
                window = Window()
            window.units.append(Unit(len(window.pieces), word.start, word.end))
            window.pieces += word.pieces[:WINDOW]
        last = end
    if window.units:
        yield window


def _words(encoding: Encoding, offset: int) -> Iterator[_Word]:
    """Yield the words and signs of a sentence, offsets moved into the text."""
    ids, spans, words = encoding.ids, encoding.offsets, encoding.word_ids
    first = 0
    for at in range(1, len(ids) + 1):
        if at == len(ids) or words[at] != words[first]:
            yield _Word(offset + spans[first][0], offset + spans[at - 1][1], tuple(ids[first:at]))
            first = at
