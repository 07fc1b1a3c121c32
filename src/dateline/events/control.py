"""Who holds a place, as somebody claims it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dateline.model import (
    Assertion,
    ControlClaim,
    ControlState,
    Polarity,
    Reading,
    Stance,
    Toponym,
    ToponymKind,
)
from dateline.text.tables import read_table

_STANCE = {Polarity.AFFIRM: Stance.AFFIRMS, Polarity.DENY: Stance.DENIES, Polarity.REPORT: Stance.REPORTS}
#: An actor is a name or a noun phrase of armed people or a government: one of these heads, or a capital.
_ACTOR = re.compile(
    r"(?:the |a |an |its |their )?((?:[\w’'-]+ ){0,5}?(?:forces?|troops|army|units?|fighters?|militias?|"
    r"guards?|police|brigades?|battalions?|government|authority|authorities|rebels|regime|soldiers|militants|command|"
    r"division|group|coalition|alliance)|(?:[A-Z][\w’'-]+(?: (?=[A-Z]))?){1,6})",
)
_BOUNDARY = re.compile(
    r"[;:,]|\b(?:that|after|before|while|when|as|where|who|which|and|but|said)\b", re.IGNORECASE
)


class _Cue(NamedTuple):
    pattern: re.Pattern[str]
    state: ControlState
    passive: bool


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            re.compile(rf"\b{row['pattern']}(?![\w-])", re.IGNORECASE),
            ControlState(row["state"]),
            row["voice"] == "passive",
        )
        for row in read_table("control_cues")
    )


def read_control(
    readings: Sequence[Reading], *, origin_of: Mapping[tuple[str, str], str]
) -> tuple[ControlClaim, ...]:
    """Return who holds, entered or left which place, and who says so; one row an origin, place and state.

    Control attaches to the place named beside the words, never to its parent; without an actor and a
    resolved place nothing is returned.
    """
    found: dict[tuple[object, ...], ControlClaim] = {}
    for reading in readings:
        for assertion in reading.assertions:
            claimant = origin_of.get((reading.id, assertion.id))
            if claimant is None:
                continue
            for row in _control_in(assertion, reading, claimant):
                key = (row.place, row.actor.lower(), row.state, row.claimant, row.stance)
                found.setdefault(key, row)
    return tuple(found.values())


def _control_in(assertion: Assertion, reading: Reading, claimant: str) -> Iterator[ControlClaim]:
    for cue in _cues():
        for match in cue.pattern.finditer(assertion.text):
            actor = _actor(assertion.text, match, passive=cue.passive)
            place = _place(assertion, reading, assertion.start + match.start(), passive=cue.passive)
            if actor is None or place is None or place.place is None:
                continue
            yield ControlClaim(
                place=place.place.id,
                actor=actor,
                state=cue.state,
                as_of=assertion.when or reading.report.published,
                claimant=claimant,
                report=reading.id,
                stance=_STANCE[assertion.polarity],
                start=assertion.start,
                end=assertion.end,
                text=assertion.text,
            )


def _actor(text: str, cue: re.Match[str], *, passive: bool) -> str | None:
    if passive:
        match = _ACTOR.match(text[cue.end() :].lstrip())
        return match.group(1) if match else None
    clause = _BOUNDARY.split(text[: cue.start()])[-1]
    found = [m.group(1) for m in _ACTOR.finditer(clause)]
    return found[-1] if found else None


def _place(assertion: Assertion, reading: Reading, cue: int, *, passive: bool) -> Toponym | None:
    """Return the place nearest to the cue on the side where the thing held stands, else on the other."""
    named = [
        reading.toponyms[index]
        for index in assertion.places
        if reading.toponyms[index].kind not in (ToponymKind.DEMONYM, ToponymKind.COUNTRY)
    ]
    due = [t for t in named if (t.start < cue) == passive]
    return min(due or ([] if passive else named), key=lambda t: abs(t.start - cue), default=None)
