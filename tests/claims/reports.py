"""Reports of one part for the tests of this room: exercise texts, invented outlets."""

from __future__ import annotations

from dateline.claims import read_assertions
from dateline.model import (
    Assertion,
    Part,
    PartKind,
    Precision,
    Report,
    Toponym,
    When,
)
from dateline.reader.rules import RuleTagger


def report_of(text: str, *, outlet: str | None = "Example Wire", kind: PartKind = PartKind.BODY) -> Report:
    """Return a report whose whole text is one part, published on Tuesday 23 May 2017."""
    part = Part(kind=kind, start=0, end=len(text), text=text, method="test")
    published = When(value="2017-05-23", precision=Precision.DAY)
    return Report(id="r1", text=text, outlet=outlet, published=published, parts=(part,))


def read(
    text: str, *, outlet: str | None = "Example Wire", toponyms: tuple[Toponym, ...] = ()
) -> list[Assertion]:
    """Return the assertions of a text."""
    return list(
        read_assertions(report_of(text, outlet=outlet), toponyms=toponyms, entities=(), tagger=RuleTagger())
    )


def chain(text: str, *, outlet: str | None = "Example Wire") -> list[str]:
    """Return the words of the first attributed assertion's chain."""
    return [link.text for link in next(a for a in read(text, outlet=outlet) if a.chain).chain]


def pieces(assertion: Assertion, text: str) -> list[str]:
    """Return the words of an assertion, piece by piece."""
    return [text[start:end] for start, end in assertion.spans]
