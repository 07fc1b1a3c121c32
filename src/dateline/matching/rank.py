"""Finds the claims that a text repeats, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.matching.bm25 import Bm25
from dateline.matching.terms import grams, stems


class ClaimText(NamedTuple):
    """A claim in words; ``title`` is another wording of it, or empty."""

    id: str
    text: str
    title: str = ""


#: Weight of each index in the sum of scores, tuned on MAP@5 of the training part of CheckThat! 2020 task 2.
WEIGHTS = {"stems": 1.0, "titles": 0.5, "grams": 0.6}


class ClaimIndex:
    """Claims indexed by stems of text, by stems of title, and by runs of letters."""

    def __init__(self, claims: Sequence[ClaimText]) -> None:
        self._ids = [claim.id for claim in claims]
        self._indexes = {
            "stems": Bm25([stems(c.text) for c in claims], k1=1.2, b=0.5),
            "titles": Bm25([stems(c.title) for c in claims], k1=1.2, b=0.5),
            "grams": Bm25([grams(f"{c.text} {c.title}") for c in claims], k1=1.2, b=0.6),
        }

    def rank(self, text: str, *, limit: int = 20) -> list[tuple[str, float]]:
        """Return the ids of the likeliest claims with their scores, best first."""
        query = stems(text)
        terms = {"stems": query, "titles": query, "grams": grams(text)}
        total: dict[int, float] = {}
        for name, index in self._indexes.items():
            for number, score in index.scores(terms[name]).items():
                total[number] = total.get(number, 0.0) + WEIGHTS[name] * score
        best = sorted(total.items(), key=lambda row: (-row[1], row[0]))[:limit]
        return [(self._ids[number], score) for number, score in best]


def rank_claims(queries: Sequence[str], claims: Sequence[ClaimText], *, limit: int = 20) -> list[list[str]]:
    """Return for each query the ids of the claims it most likely repeats, best first."""
    index = ClaimIndex(claims)
    return [[claim for claim, _ in index.rank(query, limit=limit)] for query in queries]
