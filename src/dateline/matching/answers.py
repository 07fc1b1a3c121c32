"""Finds what the reports say to a claim in words: the assertions that answer it, whichever claims hold them.

A question may be narrower than any claim of the sheet, and its answers may stand in several claims or, told in
passing, in none. So every assertion is looked at.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.matching.asked import names, read_answer, read_question
from dateline.matching.groups import ClaimGroup, Member
from dateline.matching.looks import FIRST, Heard, Look, Rarities, answer_prob
from dateline.model import Encoder, Polarity, Reading, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: An answer is at least this likely, and at least this share as likely as the likeliest. On the questions of
#: bench/cases/origins.jsonl whose groups hash even.
LEAST_PROB, LEAST_SHARE = 0.3, 0.5
#: The words around an assertion that name what it is about (code points before and behind).
BEFORE, BEHIND = 250, 120
#: A long assertion is looked at in parts of at least this many words as well.
PART_WORDS = 6
#: What first looks this share as good as the best leads with it.
LEADS = 0.9
_CUT = re.compile(r"[.;:?!]\s+|,\s+|\s+(?:while|whereas|and|but|after|when|as|which|where)\s+")


class AnswerIndex:
    """The assertions of some readings, made ready to be asked; their vectors are taken once."""

    def __init__(self, readings: Sequence[Reading], *, encoder: Encoder) -> None:
        rows = [(reading, assertion) for reading in readings for assertion in reading.assertions]
        parts = [[assertion.text, *_parts(assertion.text)] for _, assertion in rows]
        self._encoder = encoder
        self._vectors = _matrix([part for some in parts for part in some], encoder)
        self._heard: list[Heard] = []
        at = 0
        for (reading, assertion), some in zip(rows, parts, strict=True):
            around = names(reading.text[max(0, assertion.start - BEFORE) : assertion.end + BEHIND])
            told = read_answer(assertion)
            self._heard.append(Heard(reading, assertion, told, around, slice(at, at + len(some))))
            at += len(some)
        self._within = Rarities(
            word=_rarity(h.told.words for h in self._heard), name=_rarity(h.told.names for h in self._heard)
        )

    def looks(self, text: str) -> list[Look]:
        """Return one look at each assertion, in order of readings and text."""
        import numpy as np

        if not self._heard:
            return []
        asked = read_question(text)
        cosines = self._vectors @ np.asarray(self._encoder.encode([text])[0])
        near = [float(cosines[h.vectors].max()) for h in self._heard]
        first = [Look(asked, h, n, 0.0, None, self._within) for h, n in zip(self._heard, near, strict=True)]
        scores = [math.fsum(weight * take(look) for weight, take in FIRST) for look in first]
        lead = self._heard[scores.index(max(scores))]
        whole = self._vectors[[h.vectors.start for h in self._heard]]
        leads = [n for n, score in enumerate(scores) if score >= LEADS * max(scores)]
        echo = (whole @ whole[leads].T).max(axis=1)
        return [look._replace(echo=float(e), lead=lead) for look, e in zip(first, echo, strict=True)]

    def answer(self, text: str) -> ClaimGroup | None:
        """Return the assertions that answer a claim in words, as a claim of their own; None where none does."""
        looks = self.looks(text)
        probs = [answer_prob(look) for look in looks]
        least = max(LEAST_PROB, LEAST_SHARE * max(probs, default=0.0))
        found = [look for look, prob in zip(looks, probs, strict=True) if prob >= least]
        if not found:
            return None
        members = tuple(Member(x.heard.reading.id, x.heard.assertion.id, _stance(x)) for x in found)
        return ClaimGroup(id="", text=text, kind=found[0].heard.assertion.kind.value, members=members)


def _stance(look: Look) -> Stance:
    polarity = look.heard.assertion.polarity
    return {Polarity.DENY: Stance.DENIES, Polarity.REPORT: Stance.REPORTS}.get(polarity, Stance.AFFIRMS)


def _rarity(rows: Iterable[frozenset[str]]) -> Callable[[str], float]:
    counts: Counter[str] = Counter()
    size = 0
    for row in rows:
        counts.update(row)
        size += 1
    return lambda word: math.log(1 + (size + 1) / (counts[word] + 0.5))


def _parts(text: str) -> Iterator[str]:
    """The parts of a text that say enough by themselves; none where it has only one."""
    parts, start = [], 0
    for end in [*(m.end() for m in _CUT.finditer(text)), len(text)]:
        if len(text[start:end].split()) >= PART_WORDS:
            parts.append(text[start:end])
            start = end
    yield from parts if len(parts) > 1 else ()


def _matrix(texts: Sequence[str], encoder: Encoder) -> NDArray[np.float64]:
    import numpy as np

    return np.asarray(encoder.encode(texts)) if texts else np.zeros((0, 1))
