"""Turns a statement into the words that stand for its claim."""

from __future__ import annotations

import re

from dateline.matching.clauses import INSERTED, bare, verb_at
from dateline.matching.meaning import event_words, meanings
from dateline.matching.statements import PEOPLE, Statement

#: A title with more words than this is cut where a clause ends.
LONGEST = 20
_END = re.compile(r",\s+|;\s+|\s+(?=(?:and|but|after|before|once|while|who|which|where|because|as)\s)")

#: A date glued to the sentence behind it, as old exports have it.
_DATED = re.compile(
    r"^(?:Date of publication |Published )?(?:\w+day,? )?(?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2},?) \d{4}\s+(?=[A-Z])"
)


def claim_text(statement: Statement) -> str:
    """Return the words of a statement fit to stand alone, cut at a clause's end where they are many."""
    text = _DATED.sub("", bare(INSERTED.sub(" ", bare(statement.text))))
    cuts = [m.start() for m in _END.finditer(text) if _ends_clause(text, m)]
    if statement.counts is None and any(q.what in PEOPLE for q in statement.quantities):
        uncounted = [
            at for at in cuts if at <= _first_count(statement, text) and _carries(statement, text[:at])
        ]
        text = text[: uncounted[-1]].rstrip(" ,;") if uncounted else text
    if len(text.split()) <= LONGEST:
        return text
    fitting = [at for at in cuts if len(text[:at].split()) <= LONGEST and _carries(statement, text[:at])]
    return text[: fitting[-1]].rstrip(" ,;") if fitting else text


def _ends_clause(text: str, match: re.Match[str]) -> bool:
    """Return whether a clause ends here: behind "and" a verb follows, not one more name."""
    rest = text[match.end() :]
    if not match.group().isspace():
        return True
    word, _, behind = rest.partition(" ")
    return (word not in ("and", "but") or verb_at(f"they {behind}") == 5) and not rest.startswith("as well")


def _first_count(statement: Statement, text: str) -> int:
    """Where the people are counted: another claim says how many."""
    found = [text.find(q.text) for q in statement.quantities if q.what in PEOPLE]
    return min((at for at in found if at >= 0), default=len(text))


def _carries(statement: Statement, text: str) -> bool:
    """Return whether a part still is a clause and says what the statement is in its claim for."""
    if verb_at(text) is None or len(text.split()) < 5:
        return False
    if statement.counts is not None:
        return all(q.text in text for q in statement.quantities)
    told = statement.words & event_words()
    return not told or bool(told & set(meanings(text)))
