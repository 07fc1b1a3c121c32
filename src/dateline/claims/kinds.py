"""What an assertion is about, by the words of ``data/kind_cues.tsv``."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from dateline.claims.lexicon import phrases
from dateline.model import AssertionKind, Counted, Quantity
from dateline.reader.cues import cue_forms
from dateline.reader.tokens import word_class
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


_WORD = re.compile(r"[a-z]+(?:'s|’s|n't|n’t)?")
_NEGATED = re.compile(r"n['’]t\Z")


def tells_something(words: str) -> bool:
    """Return whether words hold a verb that tells: without one they are a heading, a label or a name."""
    for word in _WORD.findall(words.lower()):
        bare = _NEGATED.sub("", word)
        if bare in _verbs() or bare.endswith(("'s", "’s")) or (len(bare) > 3 and bare.endswith("ed")):
            return True
    return False


@cache
def _verbs() -> frozenset[str]:
    """Return the verb forms of ``data/finite_verbs.tsv`` and of the cues, with "be", "have" and the modals."""
    told = {word for row in read_table("finite_verbs") for word in row["words"].split()}
    cues = {word for word, forms in cue_forms().items() if any(f.form in ("past", "s") for f in forms)}
    return frozenset(told | cues) | word_class("be") | word_class("aux")
