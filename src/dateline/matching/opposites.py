"""How an assertion stands to the proposition of its claim."""

from __future__ import annotations

import re
from functools import cache

from dateline.matching.terms import stem, words
from dateline.model import Assertion, Hedge, Polarity, Stance
from dateline.text.tables import read_table

_NEGATION = re.compile(r"(?i)\b(?:not|never|no longer|n[o']t|neither|nor|without)\b|n[’']t\b")
#: Hedges under which a report only passes on what it heard.
_PASSED_ON = frozenset({Hedge.UNCONFIRMED})


def stance_towards(assertion: Assertion, proposition: Assertion) -> Stance:
    """Return how an assertion stands to the proposition that another one states plainly.

    A denial by its cue denies; so does a negation that the proposition lacks, or opposite wording.
    """
    if assertion.polarity is Polarity.REPORT or assertion.hedge in _PASSED_ON:
        return Stance.REPORTS
    denied = (assertion.polarity is Polarity.DENY) != (proposition.polarity is Polarity.DENY)
    if _opposed(assertion.text, proposition.text):
        denied = not denied
    return Stance.DENIES if denied else Stance.AFFIRMS


def _opposed(text: str, proposition: str) -> bool:
    mine, theirs = (f" {' '.join(map(stem, words(t)))} " for t in (text, proposition))
    for one, other in _opposites():
        if (one.search(mine) and not other.search(mine) and other.search(theirs)) or (
            other.search(mine) and one.search(theirs) and not other.search(theirs)
        ):
            return True
    return False


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = read_table("opposites")
    return tuple((_pattern(row["one"]), _pattern(row["other"])) for row in rows)


def _pattern(alternatives: str) -> re.Pattern[str]:
    phrases = [" ".join(map(stem, phrase.split())) for phrase in alternatives.split("|")]
    return re.compile(rf" (?:{'|'.join(map(re.escape, phrases))})")
