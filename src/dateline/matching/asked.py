"""Reads a claim in words and what may answer it: telling words, names, and numbers by what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from dateline.matching.meaning import meanings
from dateline.matching.summing import sums_up
from dateline.matching.terms import plain_words
from dateline.model import Assertion, Counted
from dateline.text.dates import find_dates
from dateline.text.fold import fold, skeleton
from dateline.text.numbers import find_numbers

_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
#: A text with more of its words in capitals than this is set as a headline: its capitals mark no names.
HEADLINE_SHARE = 0.6
_OR_MORE = re.compile(r"\s*(?:[a-z]+\s+){0,2}(?:or more|and more|at least|upwards)\b")
_CHILDREN = re.compile(
    r"\W*(?:\w+\W+){0,2}(?:child|children|pupils?|students?|schoolchildren|minors|babies|boys|girls)\b", re.I
)
_FIGURE = re.compile(r"(?<![\w.,-])\d{1,6}(?![\w-])(?![.,]\d)")
_COUNTED = {"kill": Counted.KILLED, "wound": Counted.WOUNDED}


class Figure(NamedTuple):
    """A number in a text: its bounds, what it counts where that is known, and whether of children.

    ``more`` says that a higher number fits as well ("ten or more").
    """

    low: float
    more: bool
    what: Counted | None
    children: bool


class Told(NamedTuple):
    """A text by its telling words, the consonants of its names, and its numbers.

    ``sums_up`` says that it speaks of a longer time than one happening takes.
    """

    words: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    sums_up: bool


def read_question(text: str) -> Told:
    """Return what a claim in words tells."""
    words = frozenset(_telling(text))
    counted = {what for word, what in _COUNTED.items() if word in words}
    what = counted.pop() if len(counted) == 1 else None
    return Told(words, names(text), tuple(_figures(text, {}, otherwise=what)), sums_up(text))


def read_answer(assertion: Assertion) -> Told:
    """Return what an assertion tells."""
    counted = {q.low: q.what for q in assertion.quantities if q.low is not None}
    text = assertion.text
    return Told(frozenset(_telling(text)), names(text), tuple(_figures(text, counted)), sums_up(text))


@lru_cache(maxsize=16384)
def names(text: str) -> frozenset[str]:
    """Return the consonants of the capitalised words of a text, common words and numbers left out."""
    found = (_POSSESSIVE.sub("", m.group()) for m in _CAPITAL.finditer(text))
    bare = {skeleton(word) for word in found if not _is_common(word)}
    return frozenset(name for name in bare if len(name) > 1)


def _is_common(word: str) -> bool:
    return fold(word) in plain_words() or bool(find_numbers(word))


def _telling(text: str) -> list[str]:
    """The words of a text by meaning, without its names and numbers."""
    words = text.split()
    if sum(word[:1].isupper() for word in words) > HEADLINE_SHARE * len(words):
        text = text.lower()
    inner = text[:1].lower() + text[1:]
    return [word for word in meanings(_CAPITAL.sub(" ", inner)) if not word[0].isdigit()]


def _figures(
    text: str, what: Mapping[float, Counted], *, otherwise: Counted | None = None
) -> Iterator[Figure]:
    taken = [(d.start, d.end) for d in find_dates(text, reference=None)]
    for number in find_numbers(text):
        taken.append((number.start, number.end))
        if number.low is not None and not number.percent:
            rest = text[number.end :]
            more = number.high is None or _OR_MORE.match(rest) is not None
            yield Figure(number.low, more, what.get(number.low, otherwise), _CHILDREN.match(rest) is not None)
    for match in _FIGURE.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            low = float(match.group())
            yield Figure(low, False, what.get(low), False)
