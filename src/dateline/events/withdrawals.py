"""What an outlet takes back of its own: the sentences that say so, and the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dateline.model import Assertion, Polarity, Quantity, Reading
from dateline.text.fold import fold
from dateline.text.sentences import split_sentences
from dateline.text.tables import read_table

Origins = Mapping[tuple[str, str], str]


class Withdrawn(NamedTuple):
    """A number taken back: by whom (an origin), in which report."""

    claimant: str
    report: str
    quantity: Quantity


def find_withdrawn(readings: Sequence[Reading], *, origin_of: Origins) -> list[Withdrawn]:
    """Return the numbers that their own claimant takes back.

    An outlet takes back what it said in its own voice; a claimant who denies a number takes back his own.
    """
    found: list[Withdrawn] = []
    for reading in readings:
        spans = withdrawing_spans(reading)
        for assertion in reading.assertions:
            claimant = origin_of.get((reading.id, assertion.id))
            if assertion.polarity is Polarity.DENY and claimant is not None:
                denied = (q for q in assertion.quantities if _is_denied(q, assertion, reading.text))
                found += [Withdrawn(claimant, reading.id, q) for q in denied]
            numbers = [q for q in assertion.quantities if is_taken_back(q, spans, reading.text)]
            own = _own_origins(reading, readings, origin_of) if numbers else set()
            found += [Withdrawn(origin, reading.id, q) for q in numbers for origin in sorted(own)]
    return found


def withdrawing_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return the sentences in which a report takes something back."""
    return [
        (start + a, start + b)
        for start, end, _ in _told(reading)
        for a, b in split_sentences(reading.text[start:end])
        if _cue("withdraws").search(reading.text[start + a : start + b].lower())
    ]


def is_taken_back(quantity: Quantity, spans: Sequence[tuple[int, int]], text: str) -> bool:
    """Return whether a number is the wrong one in a sentence that takes something back."""
    for start, end in spans:
        if start <= quantity.start < end:
            said = _cue("withdraws").search(text[start:end].lower())
            inside = said is not None and start + said.start() < quantity.start < start + said.end()
            if inside or _cue("wrong").search(text[start : quantity.start].lower()):
                return True
    return False


def _is_denied(quantity: Quantity, assertion: Assertion, text: str) -> bool:
    """Return whether a denial is of this number: "and raised its toll to seven" is told beside it."""
    return re.search(r"\b(?:and|but|while)\b", text[assertion.start : quantity.start]) is None


def _told(reading: Reading) -> Iterator[tuple[int, int, str]]:
    for part in reading.report.parts:
        if (
            part.start is not None
            and part.end is not None
            and part.kind in ("body", "editors_note", "update")
        ):
            yield part.start, part.end, part.kind


def _own_origins(reading: Reading, readings: Sequence[Reading], origin_of: Origins) -> set[str]:
    """Return whom an outlet's own voice stands for, in this report or another of the same outlet."""
    outlet = fold(reading.report.outlet or "")
    same = [r for r in readings if r.id == reading.id or (outlet and fold(r.report.outlet or "") == outlet)]
    return {
        origin_of[r.id, a.id] for r in same for a in r.assertions if is_own(a) and (r.id, a.id) in origin_of
    }


def is_own(assertion: Assertion) -> bool:
    """Return whether an outlet says something in its own voice."""
    return assertion.speaker is None and not assertion.chain


@cache
def _cue(role: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(row["pattern"] for row in read_table("withdrawal_cues") if row["role"] == role)
    )
