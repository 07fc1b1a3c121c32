"""What matching compares of one assertion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.matching.terms import stems
from dateline.model import (
    Assertion,
    AssertionKind,
    Counted,
    CueClass,
    Encoder,
    PartKind,
    Quantity,
    Reading,
    ToponymKind,
)
from dateline.text.dates import sort_key

#: Fewer words than this, without a number, say too little to be a claim.
LEAST_STEMS = 3
#: Units so wide that sharing them says little: every report of an event shares its country.
_WIDE = frozenset({ToponymKind.COUNTRY, ToponymKind.REGION, ToponymKind.DEMONYM, ToponymKind.WATER})
#: Parts that speak about the report rather than the event.
_ASIDE = frozenset({PartKind.EDITORS_NOTE, PartKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion with what tells it from others; ``order`` is its place in time and text."""

    report: str
    assertion: Assertion
    stems: frozenset[str]
    places: frozenset[str]
    quantities: tuple[Quantity, ...]
    vector: tuple[float, ...]
    when: float | None
    order: tuple[float, str, int]
    headline: bool

    @property
    def key(self) -> tuple[str, str]:
        """Report and assertion id."""
        return self.report, self.assertion.id

    @property
    def counted(self) -> frozenset[Counted]:
        """What its quantities count, named kinds alone."""
        return frozenset(q.what for q in self.quantities if q.what is not Counted.OTHER)

    @property
    def matters(self) -> bool:
        """Whether something hangs on it: a kind of event, or a count."""
        kind = self.assertion.kind
        if kind in (AssertionKind.OTHER, AssertionKind.STATEMENT):
            return bool(self.counted)
        return True


def read_statements(readings: Sequence[Reading], *, encoder: Encoder) -> list[Statement]:
    """Return the assertions that state something, in order of publication and text."""
    rows = [(r, a) for r in readings for a in r.assertions if _states(r, a)]
    vectors = encoder.encode([a.text for _, a in rows]) if rows else []
    found = [_statement(r, a, tuple(v)) for (r, a), v in zip(rows, vectors, strict=True)]
    return sorted(found, key=lambda s: s.order)


def _states(reading: Reading, assertion: Assertion) -> bool:
    if assertion.cue is not None and assertion.cue.cue_class is CueClass.ATTITUDE:
        return False
    if _part_kind(reading, assertion) in _ASIDE:
        return False
    return len(set(stems(assertion.text))) >= (1 if assertion.quantities else LEAST_STEMS)


def _part_kind(reading: Reading, assertion: Assertion) -> PartKind | None:
    for part in reading.report.parts:
        if part.start is not None and part.end is not None and part.start <= assertion.start < part.end:
            return part.kind
    return None


def _statement(reading: Reading, assertion: Assertion, vector: tuple[float, ...]) -> Statement:
    published = sort_key(reading.report.published) if reading.report.published else None
    return Statement(
        report=reading.id,
        assertion=assertion,
        stems=frozenset(stems(assertion.text)),
        places=_places(reading, assertion),
        quantities=assertion.quantities,
        vector=vector,
        when=sort_key(assertion.when) if assertion.when else None,
        order=(float("inf") if published is None else published, reading.id, assertion.start),
        headline=_part_kind(reading, assertion) is PartKind.HEADLINE,
    )


def _places(reading: Reading, assertion: Assertion) -> frozenset[str]:
    """Ids of the places named; countries and the like only where nothing nearer is."""
    rows = [reading.toponyms[i] for i in assertion.places if i < len(reading.toponyms)]
    rows = [t for t in rows if t.inside is None]
    near = [t for t in rows if t.kind not in _WIDE]
    return frozenset(t.place.id if t.place else t.text.casefold() for t in near)
