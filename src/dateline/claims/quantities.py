"""Counts in an assertion: how many, of what, and part of which whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.claims.lexicon import PhraseHit, Phrases
from dateline.claims.spans import inside
from dateline.model import Counted, Quantity
from dateline.reader.tokens import word_class
from dateline.text.numbers import Number
from dateline.text.tables import read_table

_CLAUSE = re.compile(
    r"[;:]|,\s+(?:and|but|while|who|which|as|where)\b|\b(?:while|when|after|before|but|since|although)\b|[.!?]\s"
)
_PART = re.compile(r"\b(?:including|among them|of whom|among whom|of them|amongst them|of which)\b", re.I)
_SHARE = re.compile(r"\s*(?:per ?cent|percent|%)?\s*of\s+(?P<whole>[^,.;:()]{2,60})")
_AFTER_WHOLE = re.compile(
    r"\s(?:has|have|had|is|are|was|were|from|since|by|after|in its|until|so far|in the first)\b|\Z"
)
_BARRED_BETWEEN = (
    r"(?:was|were|is|are|has|have|had|and|in|on|at|by|as|when|while|to|from|near|during|that|who|for|the|a|an|its"
    r"|number|toll|figures?)\b"
)
#: A plural in lower case that nobody who can be counted goes by.
_PLURAL_NEXT = re.compile(
    rf"(?:\s+(?!{_BARRED_BETWEEN}|of\b)[a-z][a-z-]*){{0,2}}?\s+(?!was\b|has\b|is\b|others\b)[a-z-]{{3,}}s\b"
)
_EARLIER = re.compile(
    r"\b(?:(?:up|down|revised|rising|risen|fallen) from (?:the |its |an earlier )?|to [\w,.]+ from )\Z"
)
_GROWN = re.compile(r"\b(?:grown|risen|rose|grew|fallen|fell|climbed|reached|stands at|stood at)(?: to)? \Z")
_AGENT = re.compile(r"\b(?:by|from|in|of|near|with|to|for|on|at|under|against)\s+\Z", re.I)
#: "... were killed and 25 others were wounded": the verb before "and" has its own count.
_CLOSED = re.compile(r",?\s+and\s+")
#: A verb after the number governs it a little sooner than one as far before it ("... 5 wounded").
_AFTER_FACTOR = 0.9
#: How far a verb may stand from its number, in characters.
_WINDOW = 240
#: What another count between a verb and a number costs, in characters.
_CROSSING = 40


@dataclass(frozen=True, slots=True)
class _Count:
    """A number with the noun phrase it belongs to: offsets into the words under reading."""

    start: int
    end: int
    number: Number | None
    single: bool = False


def read_quantities(
    text: str, spans: Sequence[tuple[int, int]], *, numbers: Sequence[Number]
) -> tuple[Quantity, ...]:
    """Return the counts in the given stretches of a text, in text order; ``numbers`` are those of the text.

    What is counted is read in the number's clause; "including five children" counts what its whole counts.
    """
    found: list[Quantity] = []
    for start, end in spans:
        held = [n._replace(start=n.start - start, end=n.end - start) for n in inside(numbers, start, end)]
        found.extend(_read_stretch(text[start:end], held, start))
    return tuple(found)


def _read_stretch(words: str, numbers: Sequence[Number], offset: int) -> list[Quantity]:
    counts = [_Count(n.start, _noun_end(words, n.end), n) for n in numbers]
    counts += [c for c in _singles(words) if not any(c.start < o.end and o.start < c.end for o in counts)]
    counts.sort(key=lambda c: c.start)
    found: list[Quantity] = [_zero(hit, words, offset) for hit in _cues("none").find(words.lower())]
    last: tuple[_Count, Counted] | None = None
    for count in counts:
        what = _what(words, count, counts, last)
        if what is not None:
            last = (count, what)
            found.append(_quantity(words, count, what, offset))
    return sorted(found, key=lambda q: q.start)


def _quantity(words: str, count: _Count, what: Counted, offset: int) -> Quantity:
    number = count.number
    whole = _whole(words, count.end) if what is Counted.PERCENT else None
    return Quantity(
        what=what,
        low=number.low if number else 1,
        high=number.high if number else 1,
        approx=number.approx if number else False,
        of=whole,
        start=offset + count.start,
        end=offset + count.end,
        text=words[count.start : count.end],
    )


def _zero(hit: PhraseHit, words: str, offset: int) -> Quantity:
    return Quantity(
        what=Counted(hit.row["what"]),
        low=0,
        high=0,
        approx=False,
        of=None,
        start=offset + hit.start,
        end=offset + hit.end,
        text=words[hit.start : hit.end],
    )


# -- the tables --------------------------------------------------------------------------------------------


@cache
def _cues(*parts: str) -> Phrases:
    return Phrases([row for row in read_table("quantity_cues") if row["part"] in parts])


@cache
def _nouns(part: str) -> str:
    return "|".join(re.escape(row["words"]) for row in read_table("quantity_cues") if row["part"] == part)


@cache
def _noun_phrase() -> re.Pattern[str]:
    between = rf"(?:\s+(?!{_BARRED_BETWEEN})[\w'’-]+){{0,4}}?"
    return re.compile(
        rf"(?:\s+of\s+(?:the|its|his|their|whom)\b)?{between}\s+(?:of\s+)?(?:{_nouns('counted')})\b", re.I
    )


@cache
def _noun_after(part: str) -> re.Pattern[str]:
    """Return the pattern of "40 rocket and mortar shells": a noun of one part, at most two words off."""
    return re.compile(rf"(?:\s*-)?(?:\s+(?!{_BARRED_BETWEEN})[\w'’-]+){{0,2}}?[\s-]+(?:{_nouns(part)})\b")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(rf"\b(?:an?|its|his|her)\s+(?:[\w-]+\s+){{0,2}}?(?:{_nouns('counted')})\b", re.I)


# -- what a number counts ----------------------------------------------------------------------------------


def _noun_end(words: str, end: int) -> int:
    """Return the end of the noun phrase after a number; the number's own end when nothing is counted by it."""
    ends = {part: hit.end() for part in ("object", "thing") if (hit := _noun_after(part).match(words, end))}
    people = _noun_phrase().match(words, end)
    nearest = min(ends.values(), default=len(words) + 1)
    if people is not None and people.end() <= nearest:
        return people.end()
    return nearest if ends.get("object") == nearest else end


def _singles(words: str) -> list[_Count]:
    """Return mentions of one person ("a child", "its pilot") that a verb may make a count."""
    hits = [hit for hit in _single().finditer(words) if not _AGENT.search(words, 0, hit.start())]
    plural = word_class("not_single")
    one = [
        hit for hit in hits if not hit.group().endswith("s") and hit.group().split()[-1].lower() not in plural
    ]
    return [_Count(hit.start(), hit.end(), None, single=True) for hit in one]


def _what(
    words: str, count: _Count, counts: Sequence[_Count], last: tuple[_Count, Counted] | None
) -> Counted | None:
    number = count.number
    if number is not None and number.percent:
        return Counted.PERCENT
    if number is not None and _is_no_count(words, count, number):
        return None
    if number is not None and _noun_after("object").match(words, number.end) and _ends_object(words, count):
        return Counted.OTHER
    best = _governor(words, count, counts)
    carries_own = best is not None and best.start < count.end and count.start < best.end
    if not carries_own and last is not None and _is_part(words, last[0], count):
        return last[1]
    if best is not None:
        return Counted(best.row["what"])
    named = number is not None and (count.end > number.end or _GROWN.search(words, 0, number.start))
    return Counted.OTHER if named else None


def _ends_object(words: str, count: _Count) -> bool:
    """Return whether the noun a count ends with is a thing that is counted."""
    return words[count.start : count.end].split()[-1].lower() in _nouns("object").split("|")


def _is_no_count(words: str, count: _Count, number: Number) -> bool:
    """Return whether a number counts things, or is an earlier value ("up from nine")."""
    if _EARLIER.search(words, 0, number.start):
        return True
    if count.end > number.end:
        return False
    return bool(_noun_after("thing").match(words, number.end) or _PLURAL_NEXT.match(words, number.end))


def _is_part(words: str, whole: _Count, count: _Count) -> bool:
    """Return whether a count belongs to the one before it: "12 people, including 5 children and a medic"."""
    between = words[whole.end : count.start]
    if len(between) > 40 or re.search(r"[.;]\s", between):
        return False
    listed = re.fullmatch(r"\s*(?:,|and|,\s*and|-)\s*", between) is not None
    after = _PART.match(words, count.end + 1) or _PART.search(words, count.start, count.end)
    return bool(_PART.search(between) or after or listed)


def _governor(words: str, count: _Count, counts: Sequence[_Count]) -> PhraseHit | None:
    """Return the verb or noun that says what a number counts, within its clause."""
    first, last = max(0, count.start - _WINDOW), count.end + _WINDOW
    left = max((hit.end() for hit in _CLAUSE.finditer(words, first, count.start)), default=first)
    right = _CLAUSE.search(words, count.end, last)
    end = right.start() if right else min(last, len(words))
    counts = [other for other in counts if left <= other.start < end]
    parts = ("verb",) if count.single else ("verb", "noun")
    hits = [
        h
        for h in _cues(*parts).find(words.lower(), left, end)
        if not (h.start >= count.start and h.end < count.end)
    ]
    return min(hits, key=lambda hit: _distance(words, hit, count, counts), default=None)


def _distance(words: str, hit: PhraseHit, count: _Count, counts: Sequence[_Count]) -> float:
    """Return how far a cue is from a count; one across another count is farther."""
    if hit.start < count.end and count.start < hit.end:
        return 0
    before = hit.end <= count.start
    first, last = (hit.end, count.start) if before else (count.end, hit.start)
    crossing = sum(_CROSSING for other in counts if first <= other.start and other.end <= last)
    gap = (last - first) * (1.0 if before else _AFTER_FACTOR)
    if before and last - first <= 2:
        return 0.5
    if before and _CLOSED.fullmatch(words, first, last):
        crossing += _CROSSING
    return gap + crossing + (8 if hit.row["part"] == "noun" else 0)


def _whole(words: str, end: int) -> str | None:
    """Return what a percentage is a share of, in words."""
    hit = _SHARE.match(words, end)
    if hit is None:
        return None
    stop = _AFTER_WHOLE.search(hit["whole"])
    return " ".join(hit["whole"][: stop.start() if stop else None].split()) or None


def counts_something(quantities: tuple[Quantity, ...]) -> bool:
    """Return whether something is counted at all; a share alone is no count."""
    return any(q.what is not Counted.PERCENT for q in quantities)
