"""Readings of assertions by hand, and an encoder that needs no model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from zlib import crc32

from dateline.model import (
    Assertion,
    AssertionKind,
    Counted,
    Hedge,
    Part,
    PartKind,
    Polarity,
    Precision,
    Quantity,
    Reading,
    Report,
    Toponym,
    ToponymKind,
    When,
)


class WordEncoder:
    """Counts words in hashed boxes."""

    name = "words/1"

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        return [_unit(sentence) for sentence in sentences]


def _unit(sentence: str) -> list[float]:
    boxes = [0.0] * 64
    for word in sentence.lower().split():
        boxes[crc32(word.encode()) % 64] += 1.0
    length = math.sqrt(sum(x * x for x in boxes)) or 1.0
    return [x / length for x in boxes]


def said(
    text: str,
    *,
    kind: AssertionKind = AssertionKind.STRIKE,
    polarity: Polarity = Polarity.AFFIRM,
    hedge: Hedge = Hedge.NONE,
    place: str | None = None,
    killed: tuple[float | None, float | None] | None = None,
    wounded: tuple[float | None, float | None] | None = None,
) -> dict[str, object]:
    """Return what one assertion of a reading is built from."""
    return {
        "text": text,
        "kind": kind,
        "polarity": polarity,
        "hedge": hedge,
        "place": place,
        "killed": killed,
        "wounded": wounded,
    }


def reading(id: str, *rows: dict[str, object], at: str | None = None) -> Reading:
    """Return a reading whose text is the assertions, one a line."""
    text = "\n".join(str(row["text"]) for row in rows)
    toponyms: list[Toponym] = []
    assertions = []
    start = 0
    for number, row in enumerate(rows, 1):
        words = str(row["text"])
        assertions.append(_assertion(f"a{number}", start, words, row, toponyms))
        start += len(words) + 1
    body = Part(kind=PartKind.BODY, start=0, end=len(text), text=text, method="rule:test/1")
    published = When(value=at, precision=Precision.MINUTE) if at else None
    report = Report(id=id, text=text, outlet=f"Outlet {id}", published=published, parts=(body,))
    return Reading(report=report, toponyms=tuple(toponyms), assertions=tuple(assertions))


def _assertion(id: str, start: int, words: str, row: dict[str, object], toponyms: list[Toponym]) -> Assertion:
    places: tuple[int, ...] = ()
    if isinstance(row["place"], str):
        at = start + words.index(row["place"])
        toponyms.append(
            Toponym(start=at, end=at + len(row["place"]), text=row["place"], kind=ToponymKind.POPULATED)
        )
        places = (len(toponyms) - 1,)
    counted = {Counted.KILLED: row["killed"], Counted.WOUNDED: row["wounded"]}
    quantities = tuple(
        Quantity(
            what=what,
            low=bounds[0],
            high=bounds[1],
            approx=False,
            of=None,
            start=start,
            end=start + 1,
            text=words[:1],
        )
        for what, bounds in counted.items()
        if isinstance(bounds, tuple)
    )
    return Assertion(
        id=id,
        start=start,
        end=start + len(words),
        text=words,
        spans=((start, start + len(words)),),
        polarity=row["polarity"],  # type: ignore[arg-type]
        hedge=row["hedge"],  # type: ignore[arg-type]
        kind=row["kind"],  # type: ignore[arg-type]
        places=places,
        quantities=quantities,
        method="rule:test/1",
    )
