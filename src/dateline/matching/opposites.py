"""How an assertion stands to the proposition of its claim."""

from __future__ import annotations

import re
from functools import cache

from dateline.matching.actors import displaces
from dateline.matching.meaning import negated
from dateline.matching.statements import Statement
from dateline.matching.terms import stem, words
from dateline.model import Hedge, Polarity, Stance
from dateline.text.tables import read_table

#: Hedges under which a report only passes on what it heard.
_PASSED_ON = frozenset({Hedge.UNCONFIRMED})
#: A denial that goes on to give a count affirms that count ("denied … and raised its number to").
_GIVES_COUNT = re.compile(r"\b(?:raised|lowered|revised|put|gave|corrected)\b")


def stance_towards(statement: Statement, proposition: Statement) -> Stance:
    """Return how a statement stands to the proposition that another one states plainly.

    A denial by its cue denies; so do a negation that the proposition lacks, opposite wording, and a count of
    nobody.
    """
    if statement.assertion.polarity is Polarity.REPORT or statement.assertion.hedge in _PASSED_ON:
        return Stance.REPORTS
    contrary = denies(statement) != _negative(proposition)
    same_place = bool(statement.places & proposition.places)
    if not contrary and displaces(statement.holding, proposition.holding, same_place=same_place):
        return Stance.DENIES
    if not contrary and _exceeds(statement, proposition):
        return Stance.DENIES
    if contrary or _opposed(statement.text, proposition.text):
        return Stance.DENIES
    return Stance.AFFIRMS


def _negative(proposition: Statement) -> bool:
    """Return whether the words of a proposition, whoever denies them, are negative."""
    if proposition.counts is not None:
        uncounted = not proposition.quantities and negated(proposition.text)
        return uncounted or any(q.high == 0 for q in proposition.quantities)
    return negated(proposition.text)


def _exceeds(statement: Statement, proposition: Statement) -> bool:
    """Return whether a statement counts more than a proposition leaves room for.

    Fewer contradicts nobody: tolls grow, and a count of some is no count of all.
    """
    if statement.counts is None or proposition.counts is not statement.counts:
        return False
    least = max((q.low for q in statement.quantities if q.low is not None), default=None)
    highs = [q.high for q in proposition.quantities]
    if least is None or not highs or None in highs:
        return False
    return least > max(high for high in highs if high is not None)


def denies(statement: Statement) -> bool:
    """Return whether a statement by itself denies what it speaks of."""
    by_cue = statement.takes_back or statement.assertion.polarity is Polarity.DENY
    if statement.counts is not None:
        if by_cue and _GIVES_COUNT.search(statement.text):
            return False
        nobody = any(q.high == 0 for q in statement.quantities)
        return by_cue or nobody or (not statement.quantities and negated(statement.text))
    return by_cue != negated(statement.text)


def _opposed(text: str, proposition: str) -> bool:
    """Return whether wording of the one is the opposite of wording of the other."""
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
