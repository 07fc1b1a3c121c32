"""Finds the names of a table in a text, whatever their spelling of blanks, hyphens and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from dateline.text.fold import fold

_TOKEN = re.compile(r"[^\W_]+(?:[’'`ʼ][^\W_]+)*")
_GAP = re.compile(r"[\s.\-‐‑–/&+]{0,2}\Z")
#: Names that are printed in small letters.
_SMALL = frozenset(("dpa", "taz"))


class Found(NamedTuple):
    """A name found: where, and the key of its row."""

    start: int
    end: int
    key: str


class _Alias(NamedTuple):
    words: tuple[str, ...]
    key: str
    capitals: bool
    article: bool
    caseless: bool


class NameIndex:
    """Names by their first word. A name in capitals is met in capitals alone, one with "the" only behind it."""

    def __init__(self, names: Iterable[tuple[str, str]], *, tail: frozenset[str] = frozenset()) -> None:
        """Take pairs of name and key; capitalised words of ``tail`` behind a name belong to it."""
        index: dict[str, list[_Alias]] = {}
        for name, key in names:
            words = tuple(name_words(name))
            if words:
                index.setdefault(words[0], []).append(_alias(name, words, key))
        self._index: Mapping[str, list[_Alias]] = {
            word: sorted(rows, key=lambda a: -len(a.words)) for word, rows in index.items()
        }
        self._tail = tail

    def find(self, text: str) -> list[Found]:
        """Return the names in a text, in order, longest first where they overlap; a leading "the" is left out."""
        tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
        keys = [_token_key(token) for _, _, token in tokens]
        found: list[Found] = []
        at = 0
        while at < len(tokens):
            aliases = self._index.get(keys[at], ())
            match = next((a for a in aliases if _stands(text, tokens, keys, at, a)), None)
            if match is None:
                at += 1
                continue
            last = self._with_tail(text, tokens, keys, at + len(match.words) - 1)
            found.append(Found(tokens[at + match.article][0], tokens[last][1], match.key))
            at = last + 1
        return found

    def _with_tail(self, text: str, tokens: _Tokens, keys: list[str], last: int) -> int:
        """Return the index of the last token once "News", "TV" and their like behind the name are taken in."""
        while (
            last + 1 < len(tokens)
            and keys[last + 1] in self._tail
            and tokens[last + 1][2][0].isupper()
            and _together(text, tokens, last, last + 2)
        ):
            last += 1
        return last


@lru_cache(maxsize=16_384)
def _token_key(token: str) -> str:
    return fold(token).replace(" ", "")


def name_words(name: str) -> list[str]:
    """Return the folded words of a name; hyphens part them, apostrophes do not."""
    return [key for m in _TOKEN.finditer(name) if (key := _token_key(m.group()))]


def _alias(name: str, words: tuple[str, ...], key: str) -> _Alias:
    letters = "".join(c for c in name if c.isalpha())
    article = words[0] == "the" and len(words) > 1
    return _Alias(words, key, letters.isupper(), article, letters.lower() == letters.upper())


_Tokens = list[tuple[int, int, str]]


def _stands(text: str, tokens: _Tokens, keys: list[str], at: int, alias: _Alias) -> bool:
    """Return whether an alias stands at a token, in its own case."""
    stop = at + len(alias.words)
    if tuple(keys[at:stop]) != alias.words or not _together(text, tokens, at, stop):
        return False
    if alias.caseless:
        return True
    written = [tokens[i][2] for i in range(at + alias.article, stop)]
    if alias.capitals:
        return all(word.isupper() for word in written)
    if len(written) == 1 and written[0].islower():
        return written[0] in _SMALL and alias.words == (written[0],)
    return written[-1][:1].isupper() or written[0][:1].isupper()


def _together(text: str, tokens: _Tokens, start: int, stop: int) -> bool:
    return all(_GAP.match(text[tokens[i][1] : tokens[i + 1][0]]) for i in range(start, stop - 1))
