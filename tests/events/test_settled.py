from __future__ import annotations

import pytest

from dateline.events import settle_control
from dateline.model import ControlClaim, ControlState, Precision, Stance, When


def _row(
    actor: str,
    claimant: str,
    *,
    state: ControlState = ControlState.HELD,
    stance: Stance = Stance.AFFIRMS,
    day: int = 11,
    text: str = "the town",
) -> ControlClaim:
    return ControlClaim(
        place="dl:test",
        actor=actor,
        state=state,
        as_of=When(value=f"2031-03-{day:02d}", precision=Precision.DAY),
        claimant=claimant,
        report="r1",
        stance=stance,
        start=0,
        end=len(text),
        text=text,
    )


def _state(*rows: ControlClaim) -> ControlState:
    (settled,) = settle_control(rows)
    return settled.state


def test_two_origins_with_different_holders_make_it_contested() -> None:
    assert _state(_row("border guard", "o1"), _row("Blue Column", "o2")) is ControlState.CONTESTED


def test_one_origin_that_changes_its_word_contests_nothing() -> None:
    assert _state(_row("border guard", "o1"), _row("Blue Column", "o1", day=12)) is ControlState.HELD


def test_one_who_left_settles_no_place_that_another_holds() -> None:
    guard = _row("border guard", "o1", day=11)
    column = _row("Blue Column", "o2", state=ControlState.LEFT, day=12)
    assert _state(guard, column) is ControlState.HELD
    assert _state(column) is ControlState.LEFT


def test_two_words_for_one_actor_contest_nothing() -> None:
    assert _state(_row("rebels", "o1"), _row("rebel fighters", "o2")) is ControlState.HELD


@pytest.mark.parametrize(
    ("one", "other"), [("regime", "army"), ("rebels", "opposition"), ("rebels", "Blue Column")]
)
def test_names_that_may_be_of_one_side_contest_nothing(one: str, other: str) -> None:
    assert _state(_row(one, "o1"), _row(other, "o2")) is ControlState.HELD


@pytest.mark.parametrize(("one", "other"), [("regime", "rebels"), ("government forces", "Blue Column")])
def test_names_of_two_sides_contest(one: str, other: str) -> None:
    assert _state(_row(one, "o1"), _row(other, "o2")) is ControlState.CONTESTED


def test_two_sides_of_a_town_contest_nothing() -> None:
    one = _row("rebels", "o1", text="rebel-held eastern Example Town")
    other = _row("regime", "o2", text="regime-held western Example Town")
    assert _state(one, other) is ControlState.HELD


def test_what_one_says_and_another_denies_is_claimed_only() -> None:
    entered, denied = (
        _row("armed group", claimant, state=ControlState.ENTERED, stance=stance)
        for claimant, stance in (("o1", Stance.AFFIRMS), ("o2", Stance.DENIES))
    )
    assert _state(entered, denied) is ControlState.CLAIMED_ONLY


def test_an_old_claim_contests_no_live_one_and_alone_is_unknown() -> None:
    old = _row("Blue Column", "o2", state=ControlState.UNKNOWN)
    assert _state(_row("border guard", "o1"), old) is ControlState.HELD
    assert _state(old) is ControlState.UNKNOWN
