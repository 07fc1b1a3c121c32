"""The desk's reading of who holds a place: from what the origins say last, never more than they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.model import ControlClaim, ControlState, Stance
from dateline.text.dates import sort_key
from dateline.text.tables import read_table

_SIDE = re.compile(r"\b(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?\b", re.IGNORECASE)
#: Words that every actor may carry: they tell none apart.
_COMMON = frozenset(
    ["the", "of", "forces", "force", "fighters", "troops", "group", "an", "a", "men", "units", "state"]
)

#: Sides that a group of any name may belong to: "rebels" and "the Blue Column" contest nothing by these words.
_LOOSE = frozenset(["opposition", "armed"])


class Settled(NamedTuple):
    """A place, its state by all that is said of it, and the rows behind that (indices into the sheet's control)."""

    place: str
    state: ControlState
    actors: tuple[str, ...]
    rows: tuple[int, ...]


def settle_control(control: Sequence[ControlClaim]) -> tuple[Settled, ...]:
    """Return one reading a place.

    ``contested`` only where two live origins disagree on who holds it; ``claimed_only`` where one says so and
    another denies it; ``unknown`` where nothing live is left.
    """
    by_place: dict[str, list[int]] = {}
    for n, row in enumerate(control):
        by_place.setdefault(row.place, []).append(n)
    return tuple(_settle(place, [(n, control[n]) for n in rows]) for place, rows in by_place.items())


def disagree(one: ControlClaim, other: ControlClaim) -> bool:
    """Return whether two live claims cannot both be right: one denies a state, or each has another holder."""
    if (
        one.place != other.place
        or one.claimant == other.claimant
        or ControlState.UNKNOWN in (one.state, other.state)
    ):
        return False
    if (one.stance is Stance.DENIES) != (other.stance is Stance.DENIES):
        return one.state is other.state and _may_be_same(one.actor, other.actor)
    hold = one.state is other.state is ControlState.HELD and one.stance is not Stance.DENIES
    return hold and not _may_be_same(one.actor, other.actor) and not _of_two_sides(one, other)


def _settle(place: str, rows: Sequence[tuple[int, ControlClaim]]) -> Settled:
    live = _latest((n, row) for n, row in rows if row.state is not ControlState.UNKNOWN)
    told = [(n, row) for n, row in live if row.stance is not Stance.DENIES]
    pairs = [(a, b) for i, (_, a) in enumerate(live) for _, b in live[i + 1 :] if disagree(a, b)]
    if not told:
        return Settled(place, ControlState.UNKNOWN, (), tuple(n for n, _ in rows))
    if any(a.stance is not Stance.DENIES and b.stance is not Stance.DENIES for a, b in pairs):
        state = ControlState.CONTESTED
    elif pairs:
        state = ControlState.CLAIMED_ONLY
    else:
        # That one has left does not settle a place which another is said to hold.
        staying = [row for _, row in told if row.state is not ControlState.LEFT]
        state = (staying or [told[-1][1]])[-1].state
    return Settled(
        place, state, tuple(dict.fromkeys(row.actor for _, row in told)), tuple(n for n, _ in live)
    )


def _latest(rows: Iterable[tuple[int, ControlClaim]]) -> list[tuple[int, ControlClaim]]:
    """Return each claimant's last word on each actor, in order of time: who left no longer holds."""
    ordered = sorted(rows, key=lambda item: (sort_key(item[1].as_of) or 0.0, item[0]))
    last = {(row.claimant, row.actor.lower(), row.stance): (n, row) for n, row in ordered}
    return sorted(last.values(), key=lambda item: (sort_key(item[1].as_of) or 0.0, item[0]))


def _may_be_same(one: str, other: str) -> bool:
    """Return whether two actors' words may name one: they share a telling word, or have none."""
    a, b = (frozenset(re.findall(r"\w+", name.lower())) - _COMMON for name in (one, other))
    stems = ({word.rstrip("s") for word in words} for words in (a, b))
    mine, its = _sides(one), _sides(other)
    loose = (not mine and its <= _LOOSE) or (not its and mine <= _LOOSE)
    return (
        not a or not b or bool(mine & its) or (loose and bool(mine or its)) or bool(set.intersection(*stems))
    )


def _sides(actor: str) -> set[str]:
    """Return the sides that an actor's words belong to."""
    words = " ".join(["", *re.findall(r"[\w-]+", actor.lower()), ""])
    return {
        row["side"]
        for row in read_table("control_sides")
        if any(f" {name} " in words for name in row["words"].split("; "))
    }


def _of_two_sides(one: ControlClaim, other: ControlClaim) -> bool:
    """Return whether the words speak of two sides of a place: "eastern Aleppo", "west Aleppo"."""
    a, b = ({m.group().lower().removesuffix("ern") for m in _SIDE.finditer(row.text)} for row in (one, other))
    return bool(a) and bool(b) and not a & b
