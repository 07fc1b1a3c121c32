"""Readings by hand: a text, and the assertions that its words make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import (
    Assertion,
    AssertionKind,
    Counted,
    Part,
    PartKind,
    Place,
    Polarity,
    Precision,
    Quantity,
    Reading,
    Report,
    Toponym,
    ToponymKind,
    When,
)


def quantity(text: str, words: str, what: Counted, value: float, *, of: str | None = None) -> Quantity:
    """Return an exact number at its words."""
    start = text.index(words)
    return Quantity(
        what=what, low=value, high=value, approx=False, of=of, start=start, end=start + len(words), text=words
    )


def assertion(
    text: str,
    words: str,
    *,
    number: int = 1,
    polarity: Polarity = Polarity.AFFIRM,
    when: When | None = None,
    places: Sequence[int] = (),
    quantities: Sequence[Quantity] = (),
) -> Assertion:
    """Return an assertion of these words."""
    start = text.index(words)
    return Assertion(
        id=f"a{number}",
        start=start,
        end=start + len(words),
        text=words,
        spans=((start, start + len(words)),),
        polarity=polarity,
        kind=AssertionKind.CASUALTY,
        when=when,
        places=tuple(places),
        quantities=tuple(quantities),
        method="test/1",
    )


def toponym(
    text: str, words: str, place_id: str = "dl:test", kind: ToponymKind = ToponymKind.POPULATED
) -> Toponym:
    """Return a toponym resolved to a place of that id."""
    start = text.index(words)
    place = Place(id=place_id, name=words, country="IQ", lat=34.4, lon=41.0, precision_km=2.0, prob=0.9)
    return Toponym(start=start, end=start + len(words), text=words, kind=kind, place=place)


def reading(
    report_id: str,
    text: str,
    *,
    published: str | None = None,
    assertions: Sequence[Assertion] | None = None,
    toponyms: Sequence[Toponym] = (),
) -> Reading:
    """Return a reading; without assertions, the text's numbers of people make one."""
    when = When(value=published, precision=Precision.MINUTE) if published else None
    if assertions is None:
        found = re.finditer(r"\d+ (killed|wounded)", text)
        numbers = [
            quantity(text[: m.end()], m.group(), Counted(m.group(1)), float(m.group().split()[0]))
            for m in found
        ]
        assertions = [assertion(text, text, quantities=numbers)]
    body = Part(kind=PartKind.BODY, start=0, end=len(text), text=text, method="test/1")
    report = Report(id=report_id, text=text, published=when, parts=(body,))
    return Reading(report=report, assertions=tuple(assertions), toponyms=tuple(toponyms))
