from __future__ import annotations

import pytest

from dateline.events import read_control
from dateline.model import ControlClaim, ControlState, Polarity, Stance
from tests.events.readings import assertion, reading, toponym


def _claims(text: str, *, polarity: Polarity = Polarity.AFFIRM) -> tuple[ControlClaim, ...]:
    place = toponym(text, "Example Town")
    words = text.rstrip(".")
    report = reading(
        "r1",
        text,
        published="2031-03-11T09:00",
        toponyms=[place],
        assertions=[assertion(text, words, places=[0], polarity=polarity)],
    )
    return read_control([report], origin_of={("r1", "a1"): "o1"})


@pytest.mark.parametrize(
    ("text", "actor", "state"),
    [
        ("Government forces hold Example Town.", "Government forces", ControlState.HELD),
        ("Border guards have recaptured Example Town.", "Border guards", ControlState.HELD),
        ("Example Town is held by tribal fighters.", "tribal fighters", ControlState.HELD),
        ("Example Town fell to the rebels on Monday.", "rebels", ControlState.HELD),
        ("Army units entered Example Town at dawn.", "Army units", ControlState.ENTERED),
        ("Tribal fighters withdrew from Example Town.", "Tribal fighters", ControlState.LEFT),
        ("Government troops besieged Example Town.", "Government troops", ControlState.BESIEGED),
    ],
)
def test_reads_who_and_how(text: str, actor: str, state: ControlState) -> None:
    (claim,) = _claims(text)
    assert (claim.actor, claim.state, claim.place, claim.claimant) == (actor, state, "dl:test", "o1")
    assert text[claim.start : claim.end] == claim.text


def test_a_denial_is_kept_as_one() -> None:
    (claim,) = _claims("Government forces hold Example Town.", polarity=Polarity.DENY)
    assert claim.stance is Stance.DENIES


@pytest.mark.parametrize(
    "text", ["Traders met officials in Example Town.", "The road to Example Town was closed by rain."]
)
def test_other_words_say_nothing_of_control(text: str) -> None:
    assert _claims(text) == ()


def test_one_row_however_many_reports_repeat_it() -> None:
    text = "Government forces hold Example Town."
    reports = [
        reading(
            report_id,
            text,
            toponyms=[toponym(text, "Example Town")],
            assertions=[assertion(text, text[:-1], places=[0])],
        )
        for report_id in ("r1", "r2")
    ]
    assert len(read_control(reports, origin_of={("r1", "a1"): "o1", ("r2", "a1"): "o1"})) == 1
