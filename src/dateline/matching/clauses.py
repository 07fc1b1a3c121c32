"""Reads the make-up of a clause: where its verb stands, what its subject is, how well it reads alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.text.fold import fold
from dateline.text.tables import read_table

_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:[’'-][A-Za-z\u00c0-\u024f]+)*")
#: Before these an "-ed" form describes ("the closed gate", "of injured men"), as it does in first place.
_DESCRIBED = frozenset([
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "of",
    "for", "with", "by", "in", "at", "from",
])  # fmt: skip
#: Participles that stand for people.
_PEOPLE = frozenset(["wounded", "injured", "displaced", "detained", "armed", "unarmed", "so-called"])
_LIKE_IT = frozenset([
    "it", "its", "he", "she", "they", "them", "their", "his", "her", "him", "this", "these",
    "those", "we", "our", "i", "us", "you", "your", "there",
])  # fmt: skip
_LATE = frozenset(
    ["since", "then", "there", "too", "also", "before", "ago", "so", "again", "either", "already"]
)
_LOOSE = frozenset([
    "nor", "and", "but", "or", "of", "as", "to", "for", "by", "with", "from", "than", "because",
    "which", "who", "whose", "where",
])  # fmt: skip
_TODAY = frozenset(["today", "yesterday", "tomorrow", "tonight", "now", "here"])


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(
        w for row in read_table("finite_verbs") if row["form"] == name for w in row["words"].split()
    )


@cache
def _helpers() -> frozenset[str]:
    rows = {row["name"]: row["words"].split() for row in read_table("word_classes")}
    return frozenset((*rows["be"], *rows["aux"])) - {"be", "been", "being", "having", "'s", "may"} | {"may"}


@lru_cache(maxsize=16384)
def verb_at(text: str) -> int | None:
    """Return where the first finite verb of a text begins; None for a phrase without one."""
    before = ""
    for match in _WORD.finditer(text):
        word = fold(match.group())
        if before and _is_finite(word, before):
            return match.start()
        before = word
    return None


def _is_finite(word: str, before: str) -> bool:
    if word in _helpers():
        return True
    if before in _DESCRIBED or before == "to":
        return False
    if word in _forms("past") | _forms("present") | _forms("base"):
        return True
    return word.endswith("ed") and len(word) > 4 and word not in _PEOPLE


_TAIL = re.compile(r"[\s,;:]+(?:and|but|while|whereas|once)$")


def bare(text: str) -> str:
    """Return a clause without blanks, quotes and the conjunction that ties it to its cue."""
    plain = _TAIL.sub("", " ".join(text.split()).strip(' ,;:.“”"'))
    return re.sub(r"^(?:that|and that|and|but)\s+(?=\S+\s)", "", plain) if plain[:1].islower() else plain


def subject(text: str) -> str:
    """Return the words before the first verb of a clause; empty for a phrase."""
    plain = bare(text)
    at = verb_at(plain)
    return plain[:at].strip() if at is not None else ""


def is_clause(text: str) -> bool:
    """Return whether a text has a subject and a verb of its own."""
    first = subject(text).split(maxsplit=1)
    return bool(first) and fold(first[0]) not in ("to", *_LOOSE)


def roughness(text: str) -> float:
    """Return how badly a text reads alone: 0 for a whole clause of middle length that names what it means."""
    plain = bare(text)
    words = [fold(m.group()) for m in _WORD.finditer(plain)]
    if not words:
        return 3.0
    rough = 0.0 if is_clause(plain) else 0.9
    rough += 0.6 * (words[0] in _LIKE_IT) + 0.6 * (words[0] in _LOOSE)
    rough += 0.25 * bool(_LIKE_IT & set(words[1:]) - {"there"}) + 0.1 * bool(_TODAY & set(words))
    rough += 0.5 * (words[-1] in _LATE) + 0.2 * (INSERTED.search(plain) is not None)
    rough += 0.08 * max(0, 6 - len(words)) + 0.03 * max(0, len(words) - 20)
    return rough


#: A speaker put between commas ("The road, the mayor said, is open").
INSERTED = re.compile(r",\s+[^,;.]{2,60}\s(?:said|says|added|adds|wrote|writes|insisted|insists)(?:,\s+|$)")
