"""What matching compares: the propositions of an assertion, each count and each event for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.matching.actors import Holding, holding
from dateline.matching.asides import denied_report, is_aside, retracted, speaks_for_another
from dateline.matching.clauses import INSERTED, is_clause
from dateline.matching.meaning import event_words, meanings, negated
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
from dateline.text.fold import fold

#: Fewer telling words than this say too little to be a claim.
LEAST_WORDS = 3
#: A lead is no longer than this (code points), whatever the page takes for its first paragraph.
OPENING = 400
#: Units so wide that sharing them says little: every report of an event shares its country.
_WIDE = frozenset({ToponymKind.COUNTRY, ToponymKind.REGION, ToponymKind.DEMONYM, ToponymKind.WATER})
#: Parts that speak about the report rather than the event.
_ASIDE = frozenset({PartKind.EDITORS_NOTE, PartKind.CAPTION})
_VAGUE = frozenset({AssertionKind.OTHER, AssertionKind.STATEMENT})
#: What people are counted as; other counts are of things and tell events apart as words do.
PEOPLE = frozenset({Counted.KILLED, Counted.WOUNDED, Counted.DISPLACED, Counted.DETAINED})

#: "Drivers were killed", "nobody died": about the count, though no number stands there.
_UNCOUNTED = {"kill": Counted.KILLED, "wound": Counted.WOUNDED}

_CLAUSE = re.compile(
    r"\s*[;:]\s+|,?\s+and\s+(?=that\b)|,\s+(?:and|but|while|whereas)\s+|,?\s+once\s+(?!more\b|again\b)"
)
#: What is only to come or only thought: it does not cut a clause in two, nor say that it happened.
_AHEAD = re.compile(r"\b(?:will|would|shall|may|might|can|could|must)\b")
_CONDITION = re.compile(r"\b(?:once|until|unless|if|till)\b[^,;]*$")
#: People by what befell them: the subject of other news, not a count.
_THE_WOUNDED = re.compile(r"\b(?:[Tt]he|its?|their|of) (?:wounded|injured|dead|killed|fallen)\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposition of an assertion. ``counts`` is what it counts; None for an event.

    ``points`` are id, latitude, longitude and reach in km of its places; ``order`` is its own in time and text.
    ``top`` marks headlines and opening lines, ``takes_back`` the content of a report that is withdrawn.
    """

    report: str
    assertion: Assertion
    text: str
    counts: Counted | None
    kind: AssertionKind
    words: frozenset[str]
    places: frozenset[str]
    points: tuple[tuple[str, float, float, float], ...]
    quantities: tuple[Quantity, ...]
    vector: tuple[float, ...]
    when: float | None
    order: tuple[float, str, int, str]
    headline: bool
    top: bool
    takes_back: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Report, assertion, and which of its propositions."""
        return self.report, self.assertion.id, self.order[3]

    @property
    def voice(self) -> tuple[str, str]:
        """Who says it, as its report names him; the report itself where it speaks for itself."""
        chain = self.assertion.chain
        return self.report, fold(chain[-1].text) if chain else ""

    @property
    def holding(self) -> Holding | None:
        """Who holds, enters or leaves a place by it; None for what counts people."""
        return holding(self.text) if self.counts is None else None

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
    takes_back: bool = False


def read_statements(readings: Sequence[Reading], *, encoder: Encoder) -> list[Statement]:
    """Return what the readings state, in order of publication and text."""
    rows = [(r, a, c) for r in readings for a in r.assertions if _states(r, a) for c in _clauses(a)]
    vectors = encoder.encode([clause.text for _, _, clause in rows]) if rows else []
    by_assertion: dict[tuple[str, str], list[Statement]] = {}
    for (reading, assertion, clause), vector in zip(rows, vectors, strict=True):
        made = _statements(reading, assertion, clause, tuple(vector))
        by_assertion.setdefault((reading.id, assertion.id), []).extend(made)
    for reading in readings:
        for assertion in reading.assertions:
            meant = denied_report(reading, assertion)
            if meant is not None:
                stated = by_assertion.get((reading.id, meant.id), [])
                by_assertion[reading.id, assertion.id] = [_denial(s, assertion) for s in stated]
    return sorted((s for rows in by_assertion.values() for s in rows), key=lambda s: s.order)


def _denial(stated: Statement, assertion: Assertion) -> Statement:
    """What a denied report stated, as the content of its denial."""
    order = (*stated.order[:2], assertion.start, stated.order[3])
    return replace(stated, assertion=assertion, order=order, headline=False, top=False)


def _states(reading: Reading, assertion: Assertion) -> bool:
    """Return whether an assertion states something: no attitude, no note about the report itself."""
    attitude = assertion.cue is not None and assertion.cue.cue_class is CueClass.ATTITUDE
    if attitude and assertion.polarity is not Polarity.DENY:
        return False
    return _part_kind(reading, assertion) not in _ASIDE and not _is_scenery(assertion)


def _is_scenery(assertion: Assertion) -> bool:
    """Return whether the outlet tells, in its own voice, of nothing that happened and counts nothing."""
    if assertion.cue is not None or assertion.speaker is not None or assertion.polarity is Polarity.DENY:
        return False
    counted = any(q.what is not Counted.PERCENT for q in assertion.quantities)
    return assertion.kind in (AssertionKind.OTHER, AssertionKind.STATEMENT) and not counted


def _clauses(assertion: Assertion) -> Iterator[_Clause]:
    """Cut an assertion where one statement ends and another begins, leaving no stump."""
    cuts = [0]
    for match in _CLAUSE.finditer(assertion.text):
        if "once" in match.group() and _AHEAD.search(assertion.text[: match.start()]):
            continue
        if _telling(assertion.text[cuts[-1] : match.start()]) and _telling(assertion.text[match.end() :]):
            cuts.append(match.end())
    ends = [*cuts[1:], len(assertion.text)]
    for start, end in zip(cuts, ends, strict=True):
        a, b = assertion.start + start, assertion.start + end
        inside = tuple(q for q in assertion.quantities if a <= q.start < b)
        text = assertion.text[start:end]
        taken_back = retracted(text)
        if speaks_for_another(text) or (taken_back is None and is_aside(text)):
            continue
        if taken_back is not None:
            start, text = start + len(text.rstrip()) - len(taken_back), taken_back
        quantities = inside if len(cuts) > 1 else assertion.quantities
        yield _Clause(start, text, quantities, len(cuts) == 1, taken_back is not None)


def _telling(text: str) -> bool:
    words = frozenset(meanings(text))
    return _says_enough(words) or (negated(text) and bool(words & event_words()))


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
    plain = _without_places(reading, assertion, clause)
    words = frozenset(meanings(_CONDITION.sub("", INSERTED.sub(" ", plain))))
    counted = {q.what for q in clause.quantities if q.what in PEOPLE}
    if not clause.quantities and (is_clause(clause.text) or _denied(assertion, clause.text)):
        told = frozenset(meanings(_THE_WOUNDED.sub(" ", clause.text)))
        counted |= {what for word, what in _UNCOUNTED.items() if word in told}
    for what in sorted(counted):
        yield _statement(reading, assertion, clause, vector, words, what)
    rest = (
        words - _counting_words(clause.quantities) if counted & {q.what for q in clause.quantities} else words
    )
    rest -= {word for word, what in _UNCOUNTED.items() if what in counted}
    if _says_enough(rest) or (_denied(assertion, clause.text) and rest & event_words()):
        yield _statement(reading, assertion, clause, vector, rest, None)


def _denied(assertion: Assertion, text: str) -> bool:
    return assertion.polarity is Polarity.DENY or negated(text)


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
    part, near = _part_kind(reading, assertion), _places(reading, assertion)
    facet = f"{clause.start:05d}:{what.value if what else ''}"
    return Statement(
        report=reading.id,
        assertion=assertion,
        text=clause.text,
        counts=what,
        kind=_kind(assertion, clause, what),
        words=words,
        places=frozenset(t.place.id if t.place else t.text.casefold() for t in near),
        points=tuple((t.place.id, t.place.lat, t.place.lon, t.place.precision_km) for t in near if t.place),
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
        takes_back=clause.takes_back,
    )


def _opens(reading: Reading, assertion: Assertion) -> bool:
    """Return whether an assertion stands at the head of the body: in its first paragraph, near its start."""
    first = next((start for start, _, kind in reading.report.prose() if kind is PartKind.BODY), None)
    if first is None:
        return False
    end = reading.text.find("\n", first)
    return first <= assertion.start < min(end if end >= 0 else len(reading.text), first + OPENING)


def _kind(assertion: Assertion, clause: _Clause, what: Counted | None) -> AssertionKind:
    """A count of people is a casualty; the event beside it, or one clause of several, has no sure kind."""
    if what is not None:
        return AssertionKind.CASUALTY if what in (Counted.KILLED, Counted.WOUNDED) else assertion.kind
    if assertion.kind is AssertionKind.CASUALTY:
        return AssertionKind.OTHER
    return assertion.kind if clause.alone else AssertionKind.OTHER


def _places(reading: Reading, assertion: Assertion) -> list[Toponym]:
    """The places named, countries and the like left out."""
    rows: list[Toponym] = [reading.toponyms[i] for i in assertion.places if i < len(reading.toponyms)]
    return [t for t in rows if t.inside is None and t.kind not in _WIDE]
