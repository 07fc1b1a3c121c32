from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.events import settle_control
from dateline.formats.wording import (
    calls_of,
    flips_of,
    in_words,
    names_of,
    printable,
    range_of,
    settled_in_words,
    signed,
    standing_of,
    stands,
    state_of,
    time_of,
    value_of,
)
from dateline.model import ControlClaim, ControlState, Precision, Stance, When
from tests.formats.exercise import exercise_sheet


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2031", "2031"),
        ("2031-03", "March 2031"),
        ("2031-03-11", "11 March 2031"),
        ("2031-03-11T21", "11 March 2031, 21h"),
        ("2031-03-11T21:05", "11 March 2031, 21:05"),
        ("2031-03-11T21:05-05:00", "11 March 2031, 21:05 UTC-05:00"),
        ("2031-03-11T21:05:00+03:00", "11 March 2031, 21:05 UTC+03:00"),
        ("2031-03-11T21:05:09Z", "11 March 2031, 21:05:09 UTC"),
        ("9999-12-31", "31 December 9999"),
        ("not a date", "not a date"),
    ],
)
def test_time_keeps_its_precision_and_zone(value: str, shown: str) -> None:
    assert time_of(When(value=value, precision=Precision.SECOND)) == shown


@pytest.mark.parametrize(
    ("low", "high", "approx", "shown"),
    [
        (9, None, False, "at least 9"),
        (None, 30, False, "up to 30"),
        (21, 21, False, "21"),
        (70, 70, True, "about 70"),
        (40, 55, False, "40–55"),
        (None, None, False, "not stated"),
        (1200, 1200, False, "1,200"),
        (2.5, 2.5, False, "2.5"),
    ],
)
def test_value_reads_as_it_was_given(low: float | None, high: float | None, approx: bool, shown: str) -> None:
    count = replace(exercise_sheet().counts[0], low=low, high=high, approx=approx)
    assert value_of(count) == shown


def test_ranges() -> None:
    assert [range_of(4, 21), range_of(4, 4), range_of(4, None), range_of(None, 9), range_of(None, None)] == [
        "4–21",
        "4",
        "4 or more",
        "up to 9",
        "no figure",
    ]


def test_lists() -> None:
    assert [in_words([]), in_words("a"), in_words("ab"), in_words("abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_signs() -> None:
    assert [signed(1.2), signed(-0.9), signed(0.0)] == ["+1.20", "−0.90", "+0.00"]


def test_origins_of_one_name_are_told_apart() -> None:
    origins = exercise_sheet().origins
    twins = (replace(origins[0], name="local sources"), replace(origins[1], name="local sources"))
    assert names_of(twins) == {"o1": "local sources (o1)", "o2": "local sources (o2)"}


def test_reports_of_one_outlet_are_told_apart_by_time() -> None:
    first, second, *_ = exercise_sheet().reports
    assert calls_of((first, replace(second, outlet=first.outlet))) == {
        "wire": "Meridian Wire, 06:10",
        "gazette": "Meridian Wire, 07:45",
    }
    assert calls_of((first, second))["wire"] == "Meridian Wire"


def test_flips_name_what_the_word_hangs_on() -> None:
    claim = exercise_sheet().claims[0]
    names = {"o1": "Meridian Wire", "o2": "Delta Radio"}
    two = replace(claim, odds=replace(claim.odds, flips=("o1", "o2")))
    none = replace(claim, odds=replace(claim.odds, flips=()))
    assert flips_of(claim, names) == "Without Meridian Wire the word would change."
    assert flips_of(two, names) == "Without either of Meridian Wire and Delta Radio the word would change."
    assert "No single origin" in flips_of(none, names)


def test_printable_keeps_the_joiners_that_spell_words() -> None:
    assert printable("می\N{ZERO WIDTH NON-JOINER}شود\t\N{RIGHT-TO-LEFT OVERRIDE}x\x1b") == (
        "می\N{ZERO WIDTH NON-JOINER}شود x"
    )


def _claimed(actor: str, state: ControlState, claimant: str, hour: int) -> ControlClaim:
    return ControlClaim(
        place="dl:test",
        actor=actor,
        state=state,
        as_of=When(value=f"2031-03-11T{hour:02d}:00", precision=Precision.MINUTE),
        claimant=claimant,
        report="r1",
        stance=Stance.AFFIRMS,
        start=0,
        end=8,
        text="the town",
    )


def test_each_actor_of_a_settled_place_keeps_its_own_state() -> None:
    control = (
        _claimed("Border Guard", ControlState.HELD, "o1", 9),
        _claimed("Blue Column", ControlState.LEFT, "o2", 12),
    )
    (settled,) = settle_control(control)
    assert settled_in_words(settled, control) == "left by Blue Column; held by Border Guard"


def test_a_dispute_names_both_sides() -> None:
    control = (
        _claimed("Border Guard", ControlState.HELD, "o1", 9),
        _claimed("Blue Column", ControlState.HELD, "o2", 12),
    )
    (settled,) = settle_control(control)
    assert settled_in_words(settled, control) == "contested: Border Guard or Blue Column"


def test_a_standing_count_outside_the_range_says_so() -> None:
    (count, *_) = (c for c in exercise_sheet().counts if stands(c))
    assert standing_of(count) == []
    assert standing_of(count, left_out=True) == ["left out of the range"]
    assert standing_of(replace(count, withdrawn=True), left_out=True) == ["withdrawn by its claimant"]


def test_a_word_that_has_aged_away_is_neither_state_nor_denial() -> None:
    old = replace(_claimed("Border Guard", ControlState.UNKNOWN, "o1", 9), stance=Stance.DENIES)
    (settled,) = settle_control((old,))
    assert state_of(old) == "said too long ago"
    assert settled_in_words(settled, (old,)) == "not known now, all was said too long ago"


def test_a_denied_state_says_so() -> None:
    row = replace(_claimed("Blue Column", ControlState.ENTERED, "o1", 9), stance=Stance.DENIES)
    assert state_of(row) == "denied: entered"
