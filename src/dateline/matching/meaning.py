"""Turns the words of a statement into what they mean: one word for all that reports use for one another."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from dateline.matching.terms import plain_words, stem, words
from dateline.text.fold import fold
from dateline.text.tables import read_table

#: Two or more capitals in a row behind a small word: a name, whose words mean nothing by themselves.
_NAMES = re.compile(r"(?<=[a-z,;:] )[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+")


def _as_names(name: str) -> str:
    """Mark the words of a name that would tell of an event: "Open Gate" opens nothing."""
    _, single = _synonyms()
    return " ".join(
        f"{word}name" if (single.get(fold(word)) or single.get(stem(fold(word)))) in event_words() else word
        for word in name.split()
    )


@lru_cache(maxsize=16384)
def meanings(text: str) -> tuple[str, ...]:
    """Return the telling words of a text in order, synonyms under one word, endings off."""
    phrases, single = _synonyms()
    text = _NAMES.sub(lambda m: _as_names(m.group()), text)
    folded = f" {' '.join(words(text))} "
    if phrases.pattern:
        folded = phrases.sub(lambda m: f" {single[m.group(1)]} ", folded)
    kept = [w for w in folded.split() if w not in plain_words()]
    return tuple(single.get(w) or single.get(stem(w)) or stem(w) for w in kept)


@cache
def event_words() -> frozenset[str]:
    """Return the meanings that say what happened."""
    return frozenset(row["meaning"] for row in read_table("synonyms") if row["event"] == "yes")


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the phrases, and the meaning of each phrase, word and stem."""
    single: dict[str, str] = {}
    for row in read_table("synonyms"):
        for word in (row["meaning"], *row["words"].split("|")):
            key = word.strip()
            single.setdefault(key, row["meaning"])
            if " " not in key:
                single.setdefault(stem(key), row["meaning"])
    phrases = sorted((w for w in single if " " in w), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<= )({'|'.join(map(re.escape, phrases))})(?= )"), single


@lru_cache(maxsize=16384)
def negated(text: str) -> bool:
    """Return whether a statement denies what it speaks of ("no drone hit", "nothing to show that").

    A contrast ("on Monday and not on Sunday") and a number ("No. 15") leave the statement standing.
    """
    return _negations().search(_plain(text)) is not None


#: A negation reaches so many words ("did not cross the river", "no one at the gate was hurt"), or to one of these.
REACH = 6
_STOPS = frozenset(["and", "but", "while", "whereas", "when", "after", "before", "because", "although", "as"])


@lru_cache(maxsize=16384)
def negated_words(text: str) -> frozenset[str]:
    """Return the telling words that a negation of the text bears on; all of them behind "… is untrue"."""
    plain = _plain(text)
    found: set[str] = set()
    for match in _negations().finditer(plain):
        behind = plain[match.end() :].split()
        reached = takewhile(lambda word: word not in _STOPS, behind[:REACH])
        found.update(meanings(" ".join(reached if behind else plain[: match.start()].split())))
    return frozenset(found)


def _plain(text: str) -> str:
    return f" {' '.join(words(_CONTRAST.sub('', text)))} "


#: "Not" that leaves the statement standing: a contrast, a number, and what a source leaves unsaid.
_CONTRAST = re.compile(
    r"(?:,|\band|\bbut|,\s*and) not\b[^,;.]*|\bnot only\b|\b[Nn]o\.? ?(?=\d)"
    r"|\b(?:did|does|do|has|have|had)(?: not|n[’']?t)"
    r" (?:mention|say|give|name|elaborate|specify|offer|provide|have)\w*"
    r"|\b(?:made|makes?) no mention\b|\bno[- ](?:fly|go|immediate|word|details?|comment|doubt)\b"
)


@cache
def _negations() -> re.Pattern[str]:
    rows = [re.escape(row["words"]) for row in read_table("negations")]
    return re.compile(rf" (?:{'|'.join(rows)}) ")
