"""Phrase tables as one pattern each: whole words, ``*`` for letters, ``_`` for up to two words between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dateline.text.tables import read_table


class PhraseHit(NamedTuple):
    """A phrase found, and its row in the table."""

    start: int
    end: int
    row: dict[str, str]


class Phrases:
    """The phrases of a table, longest first."""

    def __init__(self, rows: Sequence[dict[str, str]], *, column: str = "words") -> None:
        self._rows = sorted(rows, key=lambda row: -len(row[column]))
        self._by_text = {row[column]: row for row in self._rows if not set(row[column]) & set("*_")}
        self._open = [
            (re.compile(_body(row[column]) + r"\Z"), row)
            for row in self._rows
            if row[column] not in self._by_text
        ]
        joined = "|".join(_body(row[column]) for row in self._rows)
        self._pattern = re.compile(rf"(?<![\w-])(?:{joined})(?![\w])" if joined else r"(?!)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[PhraseHit]:
        """Yield the phrases of a lower-cased text in order, none inside another."""
        for hit in self._pattern.finditer(text, start, len(text) if end is None else end):
            words = " ".join(hit.group().split())
            row = self._by_text.get(words)
            if row is None:
                row = next((r for pattern, r in self._open if pattern.match(words)), None)
            if row is not None:
                yield PhraseHit(hit.start(), hit.end(), row)


def _body(words: str) -> str:
    parts = []
    for word in words.split():
        parts.append(
            r"(?:[\w-]+\s+){0,2}?" if word == "_" else re.escape(word).replace(r"\*", r"\w*") + r"\s+"
        )
    body = "".join(parts)
    return body[:-3] if body.endswith(r"\s+") else body


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
