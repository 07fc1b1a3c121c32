"""What matching compares: the propositions of an assertion, each count and each event for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.matching.meaning import event_words, meanings
from dateline.model import (
    Assertion,
    AssertionKind,
    Counted,
    CueClass,
    Encoder,
    PartKind,
    Polarity,
    Quantity,
    Reading,
    Toponym,
    ToponymKind,
)
from dateline.text.dates import sort_key

#: Fewer telling words than this say too little to be a claim.
LEAST_WORDS = 3
#: Units so wide that sharing them says little: every report of an event shares its country.
_WIDE = frozenset({ToponymKind.COUNTRY, ToponymKind.REGION, ToponymKind.DEMONYM, ToponymKind.WATER})
#: Parts that speak about the report rather than the event.
_ASIDE = frozenset({PartKind.EDITORS_NOTE, PartKind.CAPTION})
_VAGUE = frozenset({AssertionKind.OTHER, AssertionKind.STATEMENT})
#: What people are counted as; other counts are of things and tell events apart as words do.
PEOPLE = frozenset({Counted.KILLED, Counted.WOUNDED, Counted.DISPLACED, Counted.DETAINED})

#: "Drivers were killed", "nobody died": about the count, though no number stands there.
_UNCOUNTED = {"kill": Counted.KILLED, "wound": Counted.WOUNDED}

_CLAUSE = re.compile(r"\s*;\s+|,?\s+and\s+(?=that\b)|,\s+(?:and|but|while|whereas)\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposition of an assertion. ``counts`` is what it counts; None for an event.

    ``order`` is its place in time and text; ``top`` marks headlines and opening lines.
    """

    report: str
    assertion: Assertion
    text: str
    counts: Counted | None
    kind: AssertionKind
    words: frozenset[str]
    places: frozenset[str]
    quantities: tuple[Quantity, ...]
    vector: tuple[float, ...]
    when: float | None
    order: tuple[float, str, int, str]
    headline: bool
    top: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """Report, assertion, and which of its propositions."""
        return self.report, self.assertion.id, self.order[3]

    @property
    def matters(self) -> bool:
        """Whether something hangs on it: people counted, or an event of a kind of its own."""
        return self.counts is not None or self.kind not in _VAGUE


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    text: str
    quantities: tuple[Quantity, ...]
    alone: bool


def read_statements(readings: Sequence[Reading], *, encoder: Encoder) -> list[Statement]:
    """Return what the readings state, in order of publication and text."""
    rows = [(r, a, c) for r in readings for a in r.assertions if _states(r, a) for c in _clauses(a)]
    vectors = encoder.encode([clause.text for _, _, clause in rows]) if rows else []
    found = [
        statement
        for (reading, assertion, clause), vector in zip(rows, vectors, strict=True)
        for statement in _statements(reading, assertion, clause, tuple(vector))
    ]
    return sorted(found, key=lambda s: s.order)


def _states(reading: Reading, assertion: Assertion) -> bool:
    """Return whether an assertion states something: no attitude, no note about the report itself."""
    attitude = assertion.cue is not None and assertion.cue.cue_class is CueClass.ATTITUDE
    if attitude and assertion.polarity is not Polarity.DENY:
        return False
    return _part_kind(reading, assertion) not in _ASIDE


def _clauses(assertion: Assertion) -> Iterator[_Clause]:
    """Cut an assertion where one statement ends and another begins, leaving no stump."""
    cuts = [0]
    for match in _CLAUSE.finditer(assertion.text):
        if _telling(assertion.text[cuts[-1] : match.start()]) and _telling(assertion.text[match.end() :]):
            cuts.append(match.end())
    ends = [*cuts[1:], len(assertion.text)]
    for start, end in zip(cuts, ends, strict=True):
        a, b = assertion.start + start, assertion.start + end
        inside = tuple(q for q in assertion.quantities if a <= q.start < b)
        text = assertion.text[start:end]
        yield _Clause(start, text, inside if len(cuts) > 1 else assertion.quantities, len(cuts) == 1)


def _telling(text: str) -> bool:
    return _says_enough(frozenset(meanings(text)))


def _says_enough(words: frozenset[str]) -> bool:
    """Return whether words make a statement: three, or two of which one says what happened."""
    return len(words) >= LEAST_WORDS or (len(words) == LEAST_WORDS - 1 and bool(words & event_words()))


def _part_kind(reading: Reading, assertion: Assertion) -> PartKind | None:
    for part in reading.report.parts:
        if part.start is not None and part.end is not None and part.start <= assertion.start < part.end:
            return part.kind
    return None


def _statements(
    reading: Reading, assertion: Assertion, clause: _Clause, vector: tuple[float, ...]
) -> Iterator[Statement]:
    """One proposition for each thing counted, and one for the event if enough is said of it."""
    words = frozenset(meanings(_without_places(reading, assertion, clause)))
    counted = {q.what for q in clause.quantities if q.what in PEOPLE}
    counted |= {what for word, what in _UNCOUNTED.items() if word in words and not clause.quantities}
    for what in sorted(counted):
        yield _statement(reading, assertion, clause, vector, words, what)
    rest = (
        words - _counting_words(clause.quantities) if counted & {q.what for q in clause.quantities} else words
    )
    rest -= {word for word, what in _UNCOUNTED.items() if what in counted}
    if _says_enough(rest):
        yield _statement(reading, assertion, clause, vector, rest, None)


def _without_places(reading: Reading, assertion: Assertion, clause: _Clause) -> str:
    """The clause without the names of its places, which are compared as places."""
    begin = assertion.start + clause.start
    text = clause.text
    for toponym in reading.toponyms:
        a, b = toponym.start - begin, toponym.end - begin
        if 0 <= a < b <= len(text):
            text = text[:a] + " " * (b - a) + text[b:]
    return text


def _counting_words(quantities: Sequence[Quantity]) -> frozenset[str]:
    if not any(q.what in PEOPLE for q in quantities):
        return frozenset()
    counted = {word for q in quantities for word in meanings(q.text)}
    return frozenset(counted | {"kill", "wound", "people", "person", "civilian"})


def _statement(
    reading: Reading,
    assertion: Assertion,
    clause: _Clause,
    vector: tuple[float, ...],
    words: frozenset[str],
    what: Counted | None,
) -> Statement:
    published = sort_key(reading.report.published) if reading.report.published else None
    part = _part_kind(reading, assertion)
    facet = f"{clause.start:05d}:{what.value if what else ''}"
    return Statement(
        report=reading.id,
        assertion=assertion,
        text=clause.text,
        counts=what,
        kind=_kind(assertion, clause, what),
        words=words,
        places=_places(reading, assertion),
        quantities=tuple(q for q in clause.quantities if what is None or q.what is what),
        vector=vector,
        when=sort_key(assertion.when) if assertion.when else None,
        order=(
            float("inf") if published is None else published,
            reading.id,
            assertion.start,
            facet,
        ),
        headline=part is PartKind.HEADLINE,
        top=part in (PartKind.HEADLINE, PartKind.STANDFIRST) or _opens(reading, assertion),
    )


def _opens(reading: Reading, assertion: Assertion) -> bool:
    """Return whether an assertion stands in the first paragraph of the body."""
    first = next((start for start, _, kind in reading.report.prose() if kind is PartKind.BODY), None)
    if first is None:
        return False
    end = reading.text.find("\n", first)
    return first <= assertion.start < (end if end >= 0 else len(reading.text))


def _kind(assertion: Assertion, clause: _Clause, what: Counted | None) -> AssertionKind:
    """A count of people is a casualty; the event beside it, or one clause of several, has no sure kind."""
    if what is not None:
        return AssertionKind.CASUALTY if what in (Counted.KILLED, Counted.WOUNDED) else assertion.kind
    if assertion.kind is AssertionKind.CASUALTY:
        return AssertionKind.OTHER
    return assertion.kind if clause.alone else AssertionKind.OTHER


def _places(reading: Reading, assertion: Assertion) -> frozenset[str]:
    """Ids of the places named, countries and the like left out."""
    rows: list[Toponym] = [reading.toponyms[i] for i in assertion.places if i < len(reading.toponyms)]
    near = [t for t in rows if t.inside is None and t.kind not in _WIDE]
    return frozenset(t.place.id if t.place else t.text.casefold() for t in near)
