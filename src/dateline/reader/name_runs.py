"""Capitalised runs: the stretches of a text in which names can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dateline.text.tables import read_table

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:[A-Z](?![\w]))?|[^\W_]+(?:(?:[’'](?!s\b)(?=[^\W\d_]{2})|[-‐‑&]|\.(?=[^\W_]))[^\W_]+)*"
)
#: Titles that are printed with a full stop.
_SHORT_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "rev", "hon", "st", "sen", "rep", "gov"),
        *("gen", "lt", "col", "maj", "capt", "sgt", "cpl", "pvt", "brig", "adm", "cmdr"),
    )
)
_OPENS = re.compile(r"[.!?:;\n“\"]\s*[“\"'‘(]*\Z|\n")
#: A run is cut into pieces of at most this many tokens.
MAX_TOKENS = 12


class Token(NamedTuple):
    """A word of the text; ``opens`` says that it stands at the head of a sentence or line."""

    start: int
    end: int
    text: str
    low: str
    capital: bool
    opens: bool


class Run(NamedTuple):
    """Tokens ``first`` to ``last`` (half-open) of a text that may hold names."""

    first: int
    last: int


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of one class of ``data/name_words.tsv``."""
    return next(frozenset(row["words"].split()) for row in read_table("name_words") if row["class"] == name)


def read_tokens(text: str, spans: Sequence[tuple[int, int]]) -> list[Token]:
    """Return the words inside the spans; initials and titles keep their full stop."""
    tokens: list[Token] = []
    for start, end in spans:
        before = start
        for match in _TOKEN.finditer(text, start, end):
            a, b = match.span()
            b = _with_stop(text, a, b, end)
            opens = (
                a == start
                or bool(re.search(r"[.!?:;\n“\"]\s*[“\"'‘(]*\Z", text[before:a]))
                or "\n" in text[before:a]
            )
            tokens.append(Token(a, b, text[a:b], text[a:b].lower(), _is_capital(text[a:b]), opens))
            before = b
    return tokens


def _with_stop(text: str, start: int, end: int, limit: int) -> int:
    """Return the end of a token with the full stop that an initial or a title bears."""
    if end < limit and text[end] == "." and re.match(r"\.\s?[A-Z]", text[end : end + 3]):
        word = text[start:end]
        if (len(word) == 1 and word.isupper()) or (word[0].isupper() and word.lower() in _SHORT_TITLES):
            return end + 1
    return end


def _is_capital(word: str) -> bool:
    if word[0].isupper():
        return True
    parts = re.split(r"[-’'‐‑]", word)
    return len(parts) > 1 and len(parts[0]) <= 3 and parts[1][:1].isupper()


def find_runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    """Yield the runs of capitalised words, the links ("of", "bin", "and") between them taken in."""
    at = 0
    while at < len(tokens):
        if not tokens[at].capital:
            at += 1
            continue
        last = at + 1
        while last - at < MAX_TOKENS and (step := _next_capital(text, tokens, last)):
            last = step
        yield Run(at, last)
        at = last


def _next_capital(text: str, tokens: Sequence[Token], at: int) -> int:
    """Return the index behind the next capitalised word that goes on with the run, 0 where the run ends."""
    joins = word_class("link") | word_class("particle")
    for skip in range(3):
        index = at + skip
        if index >= len(tokens) or not _adjoins(text, tokens[index - 1], tokens[index]):
            return 0
        if tokens[index].capital:
            return index + 1
        if tokens[index].low not in joins:
            return 0
    return 0


def _adjoins(text: str, first: Token, second: Token) -> bool:
    gap = text[first.end : second.start]
    return gap in (" ", "\u00a0", " & ") and not second.opens
