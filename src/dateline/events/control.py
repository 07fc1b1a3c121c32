"""Who holds a place, as somebody claims it."""

from __future__ import annotations

import re
from collections import Counter
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
_OPPOSITE = {Stance.AFFIRMS: Stance.DENIES, Stance.DENIES: Stance.AFFIRMS}
#: A place this many characters behind the cue still is what the cue speaks of.
_BESIDE = 60
#: An actor is a name or a noun phrase of armed people or a government: one of these heads, or a capital.
_ACTOR = re.compile(
    r"(?P<none>[Nn]o )?(?:the |a |an |its |their )?((?:[\w’'-]+ ){0,5}?(?:forces?|troops|army|units?|fighters?|"
    r"militias?|guards?|men|police|brigades?|battalions?|government|authority|authorities|rebels|regime|soldiers|militants|command|"
    r"division|group|coalition|alliance)(?: of (?:an? [a-z ]{0,30})?(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?"
    r"|(?:[A-Z][\w’'-]+(?: (?=[A-Z]))?){1,6})",
)
#: What may be held without being named: it is the report's own place.
_HELD_THING = re.compile(
    r"^\W*(?:both |all |the |its |each |one |two |of )*(?:[\w-]+ )?(?:crossing|town|city|village|gates?|post|"
    r"airport|base|yard|bridge|district|area|dam|station)\b"
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
            place = _place(assertion, reading, match, passive=cue.passive)
            if actor is None or place is None:
                continue
            stance = _STANCE[assertion.polarity]
            yield ControlClaim(
                place=place,
                actor=actor.group(2),
                state=cue.state,
                as_of=assertion.when or reading.report.published,
                claimant=claimant,
                report=reading.id,
                stance=_OPPOSITE.get(stance, stance) if actor["none"] else stance,
                start=assertion.start,
                end=assertion.end,
                text=assertion.text,
            )


def _actor(text: str, cue: re.Match[str], *, passive: bool) -> re.Match[str] | None:
    if passive:
        return _ACTOR.match(text[cue.end() :].lstrip())
    clause = _BOUNDARY.split(text[: cue.start()])[-1]
    return next(iter(list(_ACTOR.finditer(clause))[-1:]), None)


def _place(assertion: Assertion, reading: Reading, cue: re.Match[str], *, passive: bool) -> str | None:
    """Return the place beside the cue on the side where the thing held stands, else the report's own."""
    at = assertion.start + cue.start()
    named = [t for index in assertion.places if _is_town(t := reading.toponyms[index])]
    due = [t for t in named if (t.start < at) == passive]
    if not passive and _HELD_THING.match(assertion.text[cue.end() :]):
        beside = [t for t in due if t.start - at < _BESIDE and "," not in reading.text[at : t.start]]
        return _id(beside[0]) if beside else _own_place(reading)
    near = min(due or ([] if passive else named), key=lambda t: abs(t.start - at), default=None)
    return _id(near) if near else None


def _is_town(toponym: Toponym) -> bool:
    broad = (ToponymKind.DEMONYM, ToponymKind.COUNTRY)
    return toponym.kind not in broad and toponym.place is not None and toponym.inside is None


def _id(toponym: Toponym) -> str | None:
    return toponym.place.id if toponym.place else None


def _own_place(reading: Reading) -> str | None:
    """Return the place that the report names most, the first of several."""
    named = Counter(_id(t) for t in reading.toponyms if _is_town(t))
    return max(named, key=lambda place: named[place], default=None)
