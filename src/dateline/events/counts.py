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
    PartKind,
    Polarity,
    Quantity,
    Reading,
    When,
)
from dateline.text.dates import sort_key
from dateline.text.tables import read_table

#: What a ladder is built of: people, each in one state, and other things where their number moves.
PEOPLE = (Counted.KILLED, Counted.WOUNDED, Counted.DISPLACED, Counted.DETAINED)
LADDERED = (*PEOPLE, Counted.OTHER)
#: A number that its words date this long before the report belongs to another happening: 30 days.
BACKGROUND_S = 30 * 86_400.0
#: "three drivers among them": the cue may stand this many characters behind the number.
_BEHIND = 14
_PLURAL = re.compile(r"[a-z]{3,}s\b")


@dataclass(frozen=True, slots=True)
class _Said:
    """One number in one report, not yet on the ladder; ``whole`` is the total it is part of, where told.

    ``noun`` tells other things apart ("trucks"); people need none.
    """

    quantity: Quantity
    claimant: str
    report: str
    at: When | None
    order: tuple[float, int, int]
    is_part: bool
    whole: Quantity | None
    noun: str

    @property
    def ladder(self) -> tuple[str, Counted, str]:
        return self.claimant, self.quantity.what, self.noun

    @property
    def value(self) -> tuple[float | None, float | None]:
        return self.quantity.low, self.quantity.high


def ladder_counts(
    readings: Sequence[Reading], *, origin_of: Mapping[tuple[str, str], str]
) -> tuple[Count, ...]:
    """Return every number of people that a claimant gave, in the order given; of other things, those that move.

    A claimant's later total supersedes the earlier one, up or down; a number repeated is one count, by the
    report that printed it first; a part belongs to its total and stands on no ladder of its own.
    ``origin_of`` maps (report, assertion) to the origin behind it; other assertions are left out.
    """
    said = _moving(sorted(_all_said(readings, origin_of), key=lambda s: s.order))
    first: dict[tuple[object, ...], int] = {}
    kept: list[_Said] = []
    for item in said:
        key = (item.ladder, item.value, item.is_part)
        if key not in first:
            first[key] = len(kept)
            kept.append(item)
    counts = [_count(item) for item in kept]
    _link_parts(counts, kept, first)
    _link_ladder(counts, kept)
    return tuple(counts)


def _moving(said: Sequence[_Said]) -> list[_Said]:
    """Leave out other things of which only one number was ever given."""
    values: dict[str, set[object]] = {}
    for item in said:
        values.setdefault(item.noun, set()).add((item.claimant, item.value))
    return [s for s in said if s.quantity.what in PEOPLE or (s.noun and len(values[s.noun]) > 1)]


def _all_said(readings: Sequence[Reading], origin_of: Mapping[tuple[str, str], str]) -> Iterable[_Said]:
    for number, reading in enumerate(readings):
        for assertion in reading.assertions:
            claimant = origin_of.get((reading.id, assertion.id))
            if claimant is None or assertion.polarity is Polarity.DENY or _is_background(assertion, reading):
                continue
            yield from _said_in(assertion, reading, claimant, number)


def _said_in(assertion: Assertion, reading: Reading, claimant: str, number: int) -> Iterable[_Said]:
    at = _printed_at(assertion, reading)
    instant = sort_key(at)
    whole: Quantity | None = None
    for quantity in sorted(assertion.quantities, key=lambda q: q.start):
        if quantity.what not in LADDERED or _is_step(quantity, assertion, reading):
            continue
        is_part = _is_part(quantity, whole, reading.text)
        yield _Said(
            quantity=quantity,
            claimant=claimant,
            report=reading.id,
            at=at,
            order=(float("inf") if instant is None else instant, number, quantity.start),
            is_part=is_part,
            whole=whole if is_part else None,
            noun="" if quantity.what in PEOPLE else _noun(quantity, assertion, reading),
        )
        if not is_part:
            whole = quantity


def _printed_at(assertion: Assertion, reading: Reading) -> When | None:
    """Return the time of the update or entry that the words stand in, else of the report."""
    for part in reading.report.parts:
        inside = part.start is not None and part.end is not None and part.start <= assertion.start < part.end
        if part.kind is PartKind.UPDATE and part.at is not None and inside:
            return part.at
    return reading.report.published


def _noun(quantity: Quantity, assertion: Assertion, reading: Reading) -> str:
    """Return what is counted: the plural in the number's own words, else the first one before it."""
    own: list[str] = _PLURAL.findall(quantity.text.lower())
    before: list[str] = _PLURAL.findall(reading.text[assertion.start : quantity.start].lower())
    return (own[-1:] or before[:1] or [""])[0]


def _is_background(assertion: Assertion, reading: Reading) -> bool:
    said, happened = sort_key(reading.report.published), sort_key(assertion.when)
    return said is not None and happened is not None and said - happened > BACKGROUND_S


@cache
def _cue(role: str) -> re.Pattern[str]:
    patterns = (row["pattern"] for row in read_table("part_cues") if row["role"] == role)
    return re.compile("|".join(rf"\b{pattern}\b" for pattern in patterns), re.IGNORECASE)


def _is_step(quantity: Quantity, assertion: Assertion, reading: Reading) -> bool:
    """Tell whether the number is what was added, or a share of those counted already."""
    before = reading.text[max(assertion.start, quantity.start - 12) : quantity.start].split()[-2:]
    if _cue("step").search(" ".join([*before, quantity.text])):
        return "no more" not in quantity.text.lower() and "more than" not in quantity.text.lower()
    return False


def _is_part(part: Quantity, whole: Quantity | None, text: str) -> bool:
    """Tell whether a number is part of the total before it ("11, including 3"), or of one told elsewhere."""
    behind = text[part.end : part.end + _BEHIND]
    if whole is None:
        return _cue("part").match(behind.lstrip(" ,")) is not None
    smaller = part.low is None or whole.low is None or part.low < whole.low
    around = f"{text[whole.end : part.start]} {part.text} {behind if '.' not in behind else ''}"
    return smaller and (_cue("part").search(around) is not None or part.of is not None)


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


def _link_parts(counts: list[Count], kept: Sequence[_Said], first: Mapping[tuple[object, ...], int]) -> None:
    """Tie each part to its total: the one in its own words, else the latest its claimant had given."""
    latest: dict[tuple[str, Counted, str], int] = {}
    for index, item in enumerate(kept):
        if not item.is_part:
            latest[item.ladder] = index
        elif item.whole is not None:
            whole = (item.ladder, (item.whole.low, item.whole.high), False)
            counts[index] = replace(counts[index], part_of=first.get(whole))
        else:
            counts[index] = replace(counts[index], part_of=latest.get(item.ladder))


def _link_ladder(counts: list[Count], kept: Sequence[_Said]) -> None:
    """Tie each claimant's totals of one kind together; two totals of one report are no step."""
    latest: dict[tuple[str, Counted, str], int] = {}
    for index, item in enumerate(kept):
        if item.is_part:
            continue
        before = latest.get(item.ladder)
        if before is not None:
            if kept[before].report == item.report and kept[before].at == item.at:
                continue
            counts[index] = replace(counts[index], supersedes=before)
            counts[before] = replace(counts[before], superseded_by=index)
        latest[item.ladder] = index


def estimate(counts: Sequence[Count], *, origins: Sequence[Origin]) -> tuple[Estimate, ...]:
    """Return the range that each kind's live totals leave.

    Low is the least and high the greatest of the origins' latest totals, best their lower median; a bound
    ("at least 9") gives its bound alone, and above all other totals leaves the range open. Numbers of nobody
    by name are listed in ``left_out`` (UCDP: the highest *reliable* estimate).
    """
    named = {origin.id for origin in origins if origin.name[:1].isupper()}
    found = []
    for what in PEOPLE:
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
    open_above = any(c.high is None and (c.low or 0) >= max(highs, default=0) for c in standing)
    points = [value for c in standing if (value := c.high if c.low is None else c.low) is not None]
    return Estimate(
        what=what,
        low=min(lows, default=None),
        best=median_low(points) if points else None,
        high=None if open_above else max(highs, default=None),
        independent_origins=len({c.claimant for c in standing}),
        left_out=left_out,
    )
