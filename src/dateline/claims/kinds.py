"""What an assertion is about, by the words of ``data/kind_cues.tsv``."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from dateline.claims.lexicon import phrases
from dateline.model import AssertionKind, Counted, Quantity
from dateline.reader.cues import cue_forms
from dateline.text.tables import read_table

_HURT = (Counted.KILLED, Counted.WOUNDED)


def read_kind(words: str, quantities: tuple[Quantity, ...], *, attributed: bool) -> AssertionKind:
    """Return the kind with the heaviest words; dead and wounded that are counted make it ``casualty``.

    Attributed words without any such cue are a ``statement``, the outlet's own are ``other``.
    """
    if any(q.what in _HURT for q in quantities):
        return AssertionKind.CASUALTY
    weights: Counter[str] = Counter()
    for hit in phrases("kind_cues").find(words):
        weights[hit.row["kind"]] += int(hit.row["weight"])
    best = max(AssertionKind, key=lambda kind: weights[kind.value])
    if weights[best.value] >= 3:
        return best
    return AssertionKind.STATEMENT if attributed else AssertionKind.OTHER


_WORD = re.compile(r"[a-z]+")
_THERE = re.compile(r"\bthere (?:is|are|was|were|has been|have been|had been)\b", re.I)


def tells_event(words: str) -> bool:
    """Return whether words tell that something happened or goes on; what only says how something is does not.

    A verb in the past or a third person that news lives on shows it; words of speech do not.
    """
    if _THERE.search(words):
        return True
    for word in _WORD.findall(words.lower()):
        if word in _event_verbs() or (len(word) > 4 and word.endswith("ed") and word not in cue_forms()):
            return True
    return False


@cache
def _event_verbs() -> frozenset[str]:
    """Return the forms of ``data/finite_verbs.tsv`` that do not speak."""
    forms = {word for row in read_table("finite_verbs") for word in row["words"].split()}
    return frozenset(forms) - frozenset(cue_forms())
