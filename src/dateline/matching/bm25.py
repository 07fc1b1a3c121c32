"""BM25 over an inverted index (Robertson and Walker 1994)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence


class Bm25:
    """Scores documents, given as lists of terms, against a query."""

    def __init__(self, documents: Sequence[Sequence[str]], *, k1: float, b: float) -> None:
        lengths = [len(d) for d in documents]
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, document in enumerate(documents):
            norm = k1 * (1 - b + b * lengths[number] / mean)
            for term, count in Counter(document).items():
                postings[term].append((number, count * (k1 + 1) / (count + norm)))
        size = len(documents)
        self._postings = postings
        self._idf = {t: math.log(1 + (size - len(p) + 0.5) / (len(p) + 0.5)) for t, p in postings.items()}

    def idf(self, term: str) -> float:
        """Return how rare a term is; 0 where no document has it."""
        return self._idf.get(term, 0.0)

    def scores(self, query: Sequence[str], *, saturation: float = 2.0) -> dict[int, float]:
        """Return the score of every document that shares a term with the query.

        ``saturation`` keeps a term that a long query repeats from drowning the rest.
        """
        found: dict[int, float] = defaultdict(float)
        for term, count in sorted(Counter(query).items()):
            postings = self._postings.get(term)
            if not postings:
                continue
            weight = self._idf[term] * count * (saturation + 1) / (count + saturation)
            for number, value in postings:
                found[number] += weight * value
        return found
