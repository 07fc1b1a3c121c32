"""Counts in an assertion: how many, of what, and part of which whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.claims.lexicon import PhraseHit, phrases
from dateline.model import Counted, Quantity
from dateline.text.numbers import Number, find_numbers

_CLAUSE = re.compile(
    r"[;:()]|,\s+(?:and|but|while|who|which|as|where)\b|\b(?:while|when|after|before|but)\b|\.\s"
)
_NOUNS = re.compile(
    r"\s+(?:(?:of\s+(?:the|its|his|their|them)|more|other|others|further|additional|pro|anti)\s+)?"
    r"(?:[A-Za-z][\w'’-]*\s+){0,3}?(?:people|civilians?|persons?|men|man|women|woman|children|child|fighters?|soldiers?|troops|rebels?|militants?"
    r"|jihadists?|terrorists?|militiamen|policemen|officers?|guards?|residents?|families|refugees|prisoners|detainees|civilian|gunmen|medics|"
    r"journalists?|workers|members|combatants|others|dead|wounded|injured|bodies|deaths|students|girls?|boys?|fatalities|casualties|victims|hostages)\b",
)
_PART = re.compile(r"\b(?:including|among them|of whom|among whom|of them|amongst them|of which)\b", re.I)
_OF_WHOLE = re.compile(
    r"\s*(?:per ?cent|percent|%)?\s*of\s+((?:the|its|his|their|this|that)?\s*[^,.;:()]{2,60}?)(?=\s+(?:has|have|had|is|are|was|were|from|since|by|after|in its)\b|[,.;:()]|\Z)",
    re.I,
)
_SINGLE = re.compile(
    r"\b(an?|its|his|her|their)\s+(?:[\w-]+\s+){0,2}?(child|woman|man|civilian|soldier|girl|boy|pilot|driver|commander|officer|journalist|medic|fighter|baby)\b",
    re.I,
)


def read_quantities(text: str, spans: list[tuple[int, int]]) -> tuple[Quantity, ...]:
    """Return the counts in the given stretches of a text, in text order; ages, dates and distances are none.

    What is counted is read in the number's clause, its verb first; "including five children" counts what its whole counts.
    """
    found: list[Quantity] = []
    for start, end in spans:
        words = text[start:end]
        for number in find_numbers(words):
            quantity = _quantity(words, number, offset=start, before=found)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def _quantity(words: str, number: Number, *, offset: int, before: list[Quantity]) -> Quantity | None:
    stop = _noun_end(words, number)
    if number.percent:
        what, whole = Counted.PERCENT, _whole(words, number.end)
    else:
        what, whole = _what(words, number, stop, before=before, offset=offset), None
    if what is None:
        return None
    return Quantity(
        what=what,
        low=number.low,
        high=number.high,
        approx=number.approx,
        of=whole,
        start=offset + number.start,
        end=offset + stop,
        text=words[number.start : stop],
    )


def _noun_end(words: str, number: Number) -> int:
    noun = _NOUNS.match(words, number.end)
    return noun.end() if noun else number.end


def _whole(words: str, end: int) -> str | None:
    hit = _OF_WHOLE.match(words, end)
    return " ".join(hit.group(1).split()) if hit else None


def _what(words: str, number: Number, stop: int, *, before: list[Quantity], offset: int) -> Counted | None:
    start, end = _clause(words, number.start, stop)
    inherits = _PART.search(words, max(start, number.start - 30), number.start) or _PART.match(
        words, stop + 1
    )
    if inherits and before and before[-1].start >= offset:
        return before[-1].what
    hits = list(phrases("quantity_cues").find(words.lower(), start, end))
    best = min(hits, key=lambda hit: _distance(hit, number.start, stop), default=None)
    if best is not None:
        return Counted(best.row["what"])
    if before and before[-1].start >= offset and _lists_on(words[before[-1].end - offset : number.start]):
        return before[-1].what
    return Counted.OTHER if _NOUNS.match(words, number.end) else None


def _lists_on(between: str) -> bool:
    """Return whether only a comma or "and" stands between two counts."""
    return bool(re.fullmatch(r"\s*(?:,|and|,\s*and)?\s*(?:\w+\s+)?", between))


def _clause(words: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause that a number stands in."""
    left = max((hit.end() for hit in _CLAUSE.finditer(words, 0, start)), default=0)
    right = _CLAUSE.search(words, end)
    return left, right.start() if right else len(words)


def _distance(hit: PhraseHit, start: int, end: int) -> float:
    """Return how far a cue is from a number: verbs that stand before the number, or right behind it, govern it."""
    if hit.row["part"] == "noun":
        gap = start - hit.end if hit.end <= start else hit.start - end
        return gap + 8 if gap >= 0 else 0
    return (start - hit.end) * 1.0 if hit.end <= start else max(0, hit.start - end) * 0.9


def counts_anybody(quantities: tuple[Quantity, ...]) -> bool:
    """Return whether some count is of people hurt, moved or held."""
    return any(q.what not in (Counted.OTHER, Counted.PERCENT) for q in quantities)


def single_victims(words: str) -> Iterator[re.Match[str]]:
    """Yield mentions of one person ("a child") that a count may stand for."""
    yield from _SINGLE.finditer(words)
