"""Named operations, their axes and phases, and how far somebody says they have come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.events.jumps import series_leaps
from dateline.model import Assertion, Counted, Operation, Progress, Quantity, Reading, When
from dateline.text.dates import sort_key

_NAMED = re.compile(
    r"\b(?:Operation (?P<after>(?:[“\"‘'])?[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
    r"|[Oo]peration (?:called|named|dubbed) [“\"‘'](?P<called>[^”\"’']{3,40})"
    r"|[“\"‘](?P<before>[A-Z][^”\"’]{2,40})[”\"’] (?:operation|offensive|campaign))"
)
_PHASE = re.compile(
    r"\b(?:first|second|third|fourth|final|last|next|new|opening) (?:phase|stage)\b"
    r"|\b(?:phase|stage) (?:one|two|three|four|[1-9])\b",
    re.IGNORECASE,
)
_AXIS = re.compile(
    r"\b(?:from|along) the (?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?"
    r"(?: (?:axis|front|side|bank))?\b"
    r"|\b(?:advanc\w+|push\w*|mov\w+) (?:on|towards?|from) (?:the )?(?:[A-Z][\w’'-]+(?:[ -](?=[A-Z]))?)+",
)


class _Found(NamedTuple):
    names: dict[str, None]
    axes: dict[str, None]
    phases: dict[str, None]
    progress: list[Progress]


def read_operations(
    readings: Sequence[Reading], *, origin_of: Mapping[tuple[str, str], str]
) -> tuple[Operation, ...]:
    """Return the operation that the reports name, if they name one or measure its progress.

    The reports are of one event, so one operation is returned: by the name most reports use, else by what
    the progress is a share of. Progress keeps its denominator and its claimant and is never averaged.
    """
    found = _Found({}, {}, {}, [])
    votes: dict[str, set[str]] = {}
    for reading in readings:
        for assertion in reading.assertions:
            claimant = origin_of.get((reading.id, assertion.id))
            if claimant is not None:
                for named in _read_assertion(assertion, reading, claimant, found):
                    votes.setdefault(named, set()).add(reading.id)
    name = max(votes, key=lambda n: len(votes[n]), default=None)
    if name is None and not found.progress:
        return ()
    return (
        Operation(
            name=name or f"operation: {found.progress[0].of or 'unnamed'}",
            axes=tuple(found.axes),
            phases=tuple(found.phases),
            progress=_with_jumps(_without_repeats(found.progress)),
        ),
    )


def _read_assertion(assertion: Assertion, reading: Reading, claimant: str, found: _Found) -> Iterator[str]:
    for quantity in assertion.quantities:
        if quantity.what is Counted.PERCENT and quantity.of is not None:
            found.progress.append(_progress(quantity, assertion, reading, claimant))
    for match in _PHASE.finditer(assertion.text):
        found.phases[match.group().lower()] = None
    for match in _NAMED.finditer(assertion.text):
        yield next(group for group in match.groups() if group).strip("“”\"‘’'")
        for axis in _AXIS.finditer(assertion.text):
            found.axes[axis.group()] = None


def _progress(quantity: Quantity, assertion: Assertion, reading: Reading, claimant: str) -> Progress:
    value = quantity.low if quantity.low is not None else quantity.high
    return Progress(
        measure="share done",
        value=0.0 if value is None else value,
        unit="percent",
        of=quantity.of,
        claimant=claimant,
        report=reading.id,
        at=assertion.when or reading.report.published,
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
    )


def _with_jumps(progress: Sequence[Progress]) -> tuple[Progress, ...]:
    """Return the figures, marked where one leaps away from the series of its claimant and denominator."""
    series: dict[tuple[str, str, str], list[int]] = {}
    for n in sorted(range(len(progress)), key=lambda n: _instant(progress[n].at)):
        item = progress[n]
        series.setdefault((item.claimant, (item.of or "").lower(), item.unit), []).append(n)
    marked = list(progress)
    for steps in series.values():
        for n, leap in zip(steps, series_leaps([progress[n].value for n in steps]), strict=True):
            marked[n] = replace(progress[n], jump=leap)
    return tuple(marked)


def _instant(when: When | None) -> float:
    instant = sort_key(when)
    return float("inf") if instant is None else instant


def _without_repeats(progress: Sequence[Progress]) -> tuple[Progress, ...]:
    first: dict[tuple[object, ...], Progress] = {}
    for item in progress:
        first.setdefault((item.value, (item.of or "").lower(), item.claimant), item)
    return tuple(first.values())
