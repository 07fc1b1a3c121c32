"""What an assertion is about, by the words of ``data/kind_cues.tsv``."""

from __future__ import annotations

from collections import Counter

from dateline.claims.lexicon import phrases
from dateline.model import AssertionKind, Counted, Quantity

_HURT = (Counted.KILLED, Counted.WOUNDED)


def read_kind(words: str, quantities: tuple[Quantity, ...], *, attributed: bool) -> AssertionKind:
    """Return the kind with the heaviest words; dead and wounded that are counted make it ``casualty``.

    Attributed words without any such cue are a ``statement``, the outlet's own are ``other``.
    """
    if any(q.what in _HURT for q in quantities):
        return AssertionKind.CASUALTY
    weights: Counter[str] = Counter()
    for hit in phrases("kind_cues").find(words.lower()):
        weights[hit.row["kind"]] += int(hit.row["weight"])
    best = max(AssertionKind, key=lambda kind: weights[kind.value])
    if weights[best.value] >= 3:
        return best
    return AssertionKind.STATEMENT if attributed else AssertionKind.OTHER
