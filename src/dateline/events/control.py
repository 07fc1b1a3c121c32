"""Who holds a place, as somebody claims it, as of when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.events.holders import Holder, compounds, holders
from dateline.model import Assertion, ControlClaim, ControlState, Polarity, Reading, Stance, When
from dateline.text.dates import sort_key

_STANCE = {Polarity.AFFIRM: Stance.AFFIRMS, Polarity.DENY: Stance.DENIES, Polarity.REPORT: Stance.REPORTS}
_OPPOSITE = {Stance.AFFIRMS: Stance.DENIES, Stance.DENIES: Stance.AFFIRMS}
#: Nobody knows who holds a place when the last word of it is this old.
DECAY_DAYS = 14.0
_DAY_S = 86_400.0


def read_control(
    readings: Sequence[Reading],
    *,
    origin_of: Mapping[tuple[str, str], str],
    as_of: When | None = None,
    decay_days: float = DECAY_DAYS,
) -> tuple[ControlClaim, ...]:
    """Return who holds, entered or left which place, and who says so; one row an origin, place and state.

    Control attaches to the place named beside the words, never to its parent; without an actor and a
    resolved place nothing is returned. What was said more than ``decay_days`` before ``as_of`` (without one,
    before the latest report) is ``unknown`` by now.
    """
    found: dict[tuple[object, ...], ControlClaim] = {}
    for reading in readings:
        for assertion in reading.assertions:
            claimant = origin_of.get((reading.id, assertion.id))
            if claimant is not None:
                for row in _control_in(assertion, reading, claimant):
                    _keep_latest(found, row)
    return tuple(_decayed(row, _now(readings, as_of), decay_days) for row in found.values())


def _keep_latest(found: dict[tuple[object, ...], ControlClaim], row: ControlClaim) -> None:
    """Keep one row of what a claimant repeats; its time is that of the last repetition."""
    key = (row.place, row.actor.lower(), row.state, row.claimant, row.stance)
    before = found.setdefault(key, row)
    then, later = sort_key(before.as_of), sort_key(row.as_of)
    if then is not None and later is not None and later > then:
        found[key] = replace(before, as_of=row.as_of)


def _control_in(assertion: Assertion, reading: Reading, claimant: str) -> Iterator[ControlClaim]:
    said = _STANCE[assertion.polarity]
    for holder in holders(assertion, reading):
        stance = _OPPOSITE.get(said, said) if holder.negated else said
        yield _row(holder, reading, claimant, stance, _as_of(assertion, reading))
    for holder in compounds(assertion, reading):
        # "rebel-held" is taken for granted even where the sentence is denied or tells of an earlier day
        yield _row(holder, reading, claimant, Stance.AFFIRMS, reading.report.published)


def _as_of(assertion: Assertion, reading: Reading) -> When | None:
    """Return the time that the words give; a year or month that is not over yet lasts until the report."""
    when, published = assertion.when, reading.report.published
    if when is None or (published is not None and published.value.startswith(when.value)):
        return published or when
    return when


def _row(holder: Holder, reading: Reading, claimant: str, stance: Stance, when: When | None) -> ControlClaim:
    return ControlClaim(
        place=holder.place,
        actor=holder.actor,
        state=holder.state,
        as_of=when,
        claimant=claimant,
        report=reading.id,
        stance=stance,
        start=holder.start,
        end=holder.end,
        text=reading.text[holder.start : holder.end],
    )


def _now(readings: Sequence[Reading], as_of: When | None) -> float | None:
    at = sort_key(as_of)
    known = [t for reading in readings if (t := sort_key(reading.report.published)) is not None]
    return at if at is not None else max(known, default=None)


def _decayed(row: ControlClaim, now: float | None, decay_days: float) -> ControlClaim:
    at = sort_key(row.as_of)
    if now is None or at is None or now - at <= decay_days * _DAY_S:
        return row
    return replace(row, state=ControlState.UNKNOWN)
