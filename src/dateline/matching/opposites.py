"""How an assertion stands to the proposition of its claim."""

from __future__ import annotations

import re
from functools import cache

from dateline.matching.actors import displaces
from dateline.matching.meaning import event_words, meanings, negated, negated_words
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

    A denial by its cue denies; so do a negation of what the proposition tells, opposite wording, and a count of
    nobody. Another number is no denial: tolls grow, and two counters dispute.
    """
    if statement.assertion.polarity is Polarity.REPORT or statement.assertion.hedge in _PASSED_ON:
        return Stance.REPORTS
    contrary = denies(statement) != _negative(proposition) and _bears(statement, proposition)
    same_place = bool(statement.places & proposition.places)
    if not contrary and displaces(statement.holding, proposition.holding, same_place=same_place):
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


def _bears(statement: Statement, proposition: Statement) -> bool:
    """Return whether what sets the two against each other is a cue, or a negation of something that both tell."""
    if _by_cue(statement) or _by_cue(proposition):
        return True
    if statement.text == proposition.text:
        return False
    if any(q.high == 0 for q in (*statement.quantities, *proposition.quantities)):
        return True
    for one, other in ((statement, proposition), (proposition, statement)):
        told = set(meanings(other.text)) & event_words()
        if negated_words(one.text) & told:
            return True
    return False


def _by_cue(statement: Statement) -> bool:
    return statement.takes_back or statement.assertion.polarity is Polarity.DENY


def denies(statement: Statement) -> bool:
    """Return whether a statement by itself denies what it speaks of."""
    by_cue = _by_cue(statement)
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
