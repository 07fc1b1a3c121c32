"""Tells statements of the event from talk about the reporting, and finds what a denied report said."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.matching.clauses import bare, subject
from dateline.matching.meaning import event_words, meanings
from dateline.model import Assertion, Polarity, Reading
from dateline.text.fold import fold
from dateline.text.tables import read_table

_NAME = re.compile(r"\b[A-Z]\w+")


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table("asides") if row["kind"] == kind)


@cache
def _report_words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("report_words") if row["kind"] == kind)


@lru_cache(maxsize=16384)
def is_aside(text: str) -> bool:
    """Return whether a clause speaks of reports, figures and what is not known rather than of the event."""
    plain = bare(text)
    folded = fold(plain)
    if folded.startswith("to ") or any(p.search(folded) for p in _patterns("unknown")):
        return True
    first = subject(plain)
    head = set(re.findall(r"\w+", fold(first or plain)))
    if head & _report_words("self"):
        return True
    told = set(meanings(plain[len(first) :])) & event_words() - {"withdraw"}
    return bool(head & _report_words("voice")) and not told


def speaks_for_another(text: str) -> bool:
    """Return whether a clause brings a source of its own ("and the Monitor's that …")."""
    return _ANOTHER.match(bare(text)) is not None


#: "the Ministry's that …": behind "and", what somebody else says.
_ANOTHER = re.compile(r"(?:[Tt]he )?(?:[A-Z]\w+ )*[A-Z]\w+(?:[’']s?) that\b")


def retracted(text: str) -> str | None:
    """Return what a text takes back ("withdraws its report that …"); None where it takes nothing back."""
    for pattern in _patterns("retraction"):
        match = pattern.search(text.lower())
        if match is not None:
            return text[match.end() :].strip()
    return None


def denied_report(reading: Reading, assertion: Assertion) -> Assertion | None:
    """Return the assertion that "rejects that report" denies: the last one before by the source it names."""
    if assertion.polarity is not Polarity.DENY or not _names_report(assertion.text):
        return None
    names = {name for name in _NAME.findall(assertion.text) if name not in ("The", "That", "This")}
    for other in reversed([a for a in reading.assertions if a.start < assertion.start]):
        if other.polarity is Polarity.DENY or not other.chain:
            continue
        if names <= set(_NAME.findall(other.chain[-1].text)):
            return other
    return None


def _names_report(text: str) -> bool:
    folded = fold(bare(text))
    return any(p.search(folded) for p in _patterns("denial_of"))
