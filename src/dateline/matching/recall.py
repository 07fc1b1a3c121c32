"""Offers the claims that a text may repeat: by its words, by runs of letters, and by what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.matching.bm25 import Bm25
from dateline.matching.terms import grams, spelled_out, stems
from dateline.model import Encoder
from dateline.text.sentences import split_sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Claims offered by each list. On the training part of CheckThat! 2020 task 2, 50 hold .980 of the right claims.
OFFERED = 40
#: Vectors further apart say nothing.
LEAST_COSINE = 0.2
#: A sentence of fewer words says too little to be looked for by itself.
SENTENCE_WORDS = 4
#: Claims encoded at a time.
_BATCH = 512
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class ClaimText(NamedTuple):
    """A claim in words; ``title`` is another wording of it, or empty."""

    id: str
    text: str
    title: str = ""


class Query(NamedTuple):
    """A text that may repeat a claim, made ready: score of every claim in each list, words and numbers.

    ``sentences`` are cosines of the nearest sentence of the text.
    """

    lists: dict[str, NDArray[np.float32]]
    sentences: NDArray[np.float32]
    stems: frozenset[str]
    numbers: frozenset[str]


class ClaimLists:
    """Claims in five lists: stems of text and of title, runs of letters, vectors of text and of title."""

    def __init__(self, claims: Sequence[ClaimText], *, encoder: Encoder) -> None:
        texts, titles = [c.text for c in claims], [c.title for c in claims]
        by_text, by_title = [stems(t) for t in texts], [stems(t) for t in titles]
        self._encoder = encoder
        self._size = len(claims)
        self._words = {
            "stems": Bm25(by_text, k1=1.2, b=0.5),
            "titles": Bm25(by_title, k1=1.2, b=0.5),
            "grams": Bm25([grams(f"{c.text} {c.title}") for c in claims], k1=1.2, b=0.6),
        }
        self._vectors = {"text": _matrix(texts, encoder), "title": _matrix(titles, encoder)}
        #: Stems and numbers of each claim, its title's among them.
        self.stems = [frozenset(a) | frozenset(b) for a, b in zip(by_text, by_title, strict=True)]
        self.numbers = [numbers(f"{c.text} {c.title}") for c in claims]

    def rarity(self, word: str) -> float:
        """Return how rare a stem is among the texts of the claims."""
        return self._words["stems"].idf(word)

    def look_up(self, text: str) -> Query:
        """Return what the lists say of a text; links in it are dropped, joined tags taken apart."""
        import numpy as np

        plain, terms = spelled_out(text), stems(text)
        asked = {"stems": terms, "titles": terms, "grams": grams(text)}
        lists = {name: self._scores(name, asked[name]) for name in self._words}
        vectors = np.asarray(self._encoder.encode([plain, *_sentences(plain)]), dtype=np.float32)
        near = {name: vectors @ rows.T for name, rows in self._vectors.items()}
        lists.update({name: cosines[0] for name, cosines in near.items()})
        sentences = np.maximum(near["text"][1:].max(axis=0), near["title"][1:].max(axis=0))
        return Query(lists, sentences, frozenset(terms), numbers(plain))

    def _scores(self, name: str, terms: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        found = np.zeros(self._size, dtype=np.float32)
        for number, score in self._words[name].scores(terms).items():
            found[number] = score
        return found


def offer(query: Query) -> list[int]:
    """Return the numbers of the claims that lead one of the lists, in order."""
    import numpy as np

    offered: set[int] = set()
    for name, scores in query.lists.items():
        least = LEAST_COSINE if name in ("text", "title") else 0.0
        leading = np.argsort(-scores, kind="stable")[:OFFERED]
        offered.update(int(n) for n in leading if scores[n] > least)
    return sorted(offered)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers in a text as they are written."""
    return frozenset(_NUMBER.findall(text))


def _sentences(text: str) -> list[str]:
    """The sentences of a text that say something by themselves; the whole text where none does."""
    found = [text[start:end] for start, end in split_sentences(text)]
    return [s for s in found if len(s.split()) >= SENTENCE_WORDS] or [text]


def _matrix(texts: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    import numpy as np

    parts = [np.asarray(encoder.encode(part), dtype=np.float32) for part in _parts(texts)]
    return np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _BATCH):
        yield texts[start : start + _BATCH]
