"""The count ladder: which number replaces which, and what range is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median_low

from dateline.model import (
    Assertion,
    Count,
    Counted,
    Estimate,
    Origin,
    Polarity,
    Quantity,
    Reading,
    When,
)
from dateline.text.dates import sort_key
from dateline.text.tables import read_table

#: What a ladder is built of: people, each in one state.
LADDERED = (Counted.KILLED, Counted.WOUNDED, Counted.DISPLACED, Counted.DETAINED)
#: A number that its words date this long before the report belongs to another happening: 30 days.
BACKGROUND_S = 30 * 86_400.0


@dataclass(frozen=True, slots=True)
class _Said:
    """One number in one report, not yet on the ladder; ``whole`` is the total it is part of."""

    quantity: Quantity
    claimant: str
    report: str
    at: When | None
    order: tuple[float, int, int]
    whole: Quantity | None

    @property
    def value(self) -> tuple[Counted, float | None, float | None]:
        return self.quantity.what, self.quantity.low, self.quantity.high


def ladder_counts(
    readings: Sequence[Reading], *, origin_of: Mapping[tuple[str, str], str]
) -> tuple[Count, ...]:
    """Return every number of people that a claimant gave, in the order given.

    A claimant's later total supersedes the earlier one, up or down; a number repeated is one count, by the
    report that printed it first; a part belongs to its total and stands on no ladder of its own.
    ``origin_of`` maps (report, assertion) to the origin behind it; other assertions are left out.
    """
    said = sorted(_all_said(readings, origin_of), key=lambda s: s.order)
    first: dict[tuple[object, ...], int] = {}
    counts: list[Count] = []
    parts: list[tuple[int, _Said]] = []
    for item in said:
        key = (item.claimant, item.value, item.whole is not None)
        if key in first:
            continue
        first[key] = len(counts)
        if item.whole is not None:
            parts.append((len(counts), item))
        counts.append(_count(item))
    _link_parts(counts, parts, first)
    _link_ladder(counts, {index for index, _ in parts})
    return tuple(counts)


def _all_said(readings: Sequence[Reading], origin_of: Mapping[tuple[str, str], str]) -> Iterable[_Said]:
    for number, reading in enumerate(readings):
        for assertion in reading.assertions:
            claimant = origin_of.get((reading.id, assertion.id))
            if claimant is None or assertion.polarity is Polarity.DENY or _is_background(assertion, reading):
                continue
            yield from _said_in(assertion, reading, claimant, number)


def _said_in(assertion: Assertion, reading: Reading, claimant: str, number: int) -> Iterable[_Said]:
    at = reading.report.published
    published = sort_key(at)
    whole: Quantity | None = None
    for quantity in sorted(assertion.quantities, key=lambda q: q.start):
        if quantity.what not in LADDERED:
            continue
        is_part = whole is not None and _is_part(reading.text[whole.end : quantity.start], quantity, whole)
        yield _Said(
            quantity=quantity,
            claimant=claimant,
            report=reading.id,
            at=at,
            order=(float("inf") if published is None else published, number, quantity.start),
            whole=whole if is_part else None,
        )
        if not is_part:
            whole = quantity


def _is_background(assertion: Assertion, reading: Reading) -> bool:
    said, happened = sort_key(reading.report.published), sort_key(assertion.when)
    return said is not None and happened is not None and said - happened > BACKGROUND_S


@cache
def _part_cue() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{row['pattern']}\b" for row in read_table("part_cues")), re.IGNORECASE)


def _is_part(between: str, part: Quantity, whole: Quantity) -> bool:
    smaller = part.low is None or whole.low is None or part.low < whole.low
    return smaller and (_part_cue().search(between) is not None or part.of is not None)


def _count(item: _Said) -> Count:
    quantity = item.quantity
    return Count(
        what=quantity.what,
        low=quantity.low,
        high=quantity.high,
        approx=quantity.approx,
        claimant=item.claimant,
        report=item.report,
        at=item.at,
        supersedes=None,
        superseded_by=None,
        part_of=None,
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
    )


def _link_parts(
    counts: list[Count], parts: Sequence[tuple[int, _Said]], first: Mapping[tuple[object, ...], int]
) -> None:
    for index, item in parts:
        assert item.whole is not None
        value = (item.whole.what, item.whole.low, item.whole.high)
        whole = first.get((item.claimant, value, False))
        counts[index] = replace(counts[index], part_of=whole)


def _link_ladder(counts: list[Count], parts: set[int]) -> None:
    """Tie each claimant's totals of one kind together; two totals of one report are no step."""
    latest: dict[tuple[str, Counted], int] = {}
    for index, count in enumerate(counts):
        if index in parts:
            continue
        before = latest.get((count.claimant, count.what))
        if before is not None:
            if counts[before].report == count.report:
                continue
            counts[index] = replace(count, supersedes=before)
            counts[before] = replace(counts[before], superseded_by=index)
        latest[count.claimant, count.what] = index


def estimate(counts: Sequence[Count], *, origins: Sequence[Origin]) -> tuple[Estimate, ...]:
    """Return the range that each kind's live totals leave.

    Low is the least and high the greatest of the origins' latest totals, best their lower median; a bound
    ("at least 9") gives its bound alone. Numbers of nobody by name are listed in ``left_out`` (UCDP: the
    highest *reliable* estimate).
    """
    named = {origin.id for origin in origins if origin.name[:1].isupper()}
    found = []
    for what in LADDERED:
        own = [(n, c) for n, c in enumerate(counts) if c.what is what]
        live = [(n, c) for n, c in own if c.superseded_by is None and c.part_of is None]
        standing = [c for _, c in live if c.claimant in named]
        if own and standing:
            left_out = tuple(n for n, c in own if c.claimant not in named)
            found.append(_estimate(what, standing, left_out))
    return tuple(found)


def _estimate(what: Counted, standing: Sequence[Count], left_out: tuple[int, ...]) -> Estimate:
    lows = [c.low for c in standing if c.low is not None]
    highs = [c.high for c in standing if c.high is not None]
    points = [value for c in standing if (value := c.high if c.low is None else c.low) is not None]
    return Estimate(
        what=what,
        low=min(lows, default=None),
        best=median_low(points) if points else None,
        high=max(highs, default=None),
        independent_origins=len({c.claimant for c in standing}),
        left_out=left_out,
    )
