from __future__ import annotations

import pytest

from dateline.events import read_control
from dateline.model import ControlClaim, ControlState, Polarity, Stance, ToponymKind
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


def _places(text: str, name: str, kind: ToponymKind = ToponymKind.POPULATED) -> tuple[ControlClaim, ...]:
    report = reading(
        "r1",
        text,
        published="2031-03-11T09:00",
        toponyms=[toponym(text, name, kind=kind)],
        assertions=[assertion(text, text[:-1], places=[0])],
    )
    return read_control([report], origin_of={("r1", "a1"): "o1"})


@pytest.mark.parametrize(
    ("text", "actor", "words", "state"),
    [
        (
            "A shell hit rebel-held eastern Exampleton.",
            "rebels",
            "rebel-held eastern Exampleton",
            ControlState.HELD,
        ),
        (
            "Aid came to the SDF-controlled town of Exampleton.",
            "SDF",
            "SDF-controlled town of Exampleton",
            ControlState.HELD,
        ),
        (
            "Aid came to government-run Exampleton.",
            "government",
            "government-run Exampleton",
            ControlState.HELD,
        ),
        (
            "Aid came to regime-besieged Exampleton.",
            "regime",
            "regime-besieged Exampleton",
            ControlState.BESIEGED,
        ),
    ],
)
def test_a_compound_gives_actor_and_state_with_its_words(
    text: str, actor: str, words: str, state: ControlState
) -> None:
    (claim,) = _places(text, "Exampleton")
    assert (claim.actor, claim.text, claim.state) == (actor, words, state)
    assert text[claim.start : claim.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "A family-run shop in Exampleton closed.",
        "A shell hit rebel-held villages near Exampleton.",
        "A shell hit a rebel-held district in Exampleton.",
        "Government forces plan to capture Exampleton.",
        "If Exampleton is captured by the rebels, the road is cut.",
        "Government forces captured a hill south of Exampleton.",
        "The strike left 15 people dead in Exampleton.",
    ],
)
def test_plans_neighbours_and_other_things_say_nothing_of_control(text: str) -> None:
    assert _places(text, "Exampleton") == ()


def test_a_river_is_no_place_to_hold() -> None:
    assert (
        _places("Government forces hold most of the Example River.", "Example River", ToponymKind.WATER) == ()
    )


def test_a_negated_state_is_denied() -> None:
    (claim,) = _places("Government forces have not entered Exampleton.", "Exampleton")
    assert (claim.actor, claim.state, claim.stance) == (
        "Government forces",
        ControlState.ENTERED,
        Stance.DENIES,
    )


def test_the_subject_is_not_the_one_in_the_clause_about_it() -> None:
    (claim,) = _places("The border guard, which answers to the Authority, holds Exampleton.", "Exampleton")
    assert claim.actor == "border guard"


@pytest.mark.parametrize(("days", "state"), [(14.0, ControlState.UNKNOWN), (60.0, ControlState.HELD)])
def test_what_was_said_long_ago_is_unknown_by_now(days: float, state: ControlState) -> None:
    text = "Government forces hold Example Town."
    old = reading(
        "r1",
        text,
        published="2031-02-01T09:00",
        toponyms=[toponym(text, "Example Town")],
        assertions=[assertion(text, text[:-1], places=[0])],
    )
    new = reading("r2", "Rain fell.", published="2031-03-11T09:00", assertions=[])
    (claim,) = read_control([old, new], origin_of={("r1", "a1"): "o1"}, decay_days=days)
    assert claim.state is state
