from __future__ import annotations

import pytest

from dateline.matching.actors import displaces, holding, rivals


def test_an_actor_holds_enters_and_leaves() -> None:
    found = holding("The harbour police, which answers to the Council, holds both piers of the port")
    assert found is not None
    assert (found.state, found.lasts) == ("held", True)
    assert "harbour" in found.actor
    assert holding("Men of the Red League had withdrawn from the pier before dawn").state == "left"  # type: ignore[union-attr]
    assert holding("The dam is controlled by the Red League").actor == {"red", "leagu"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on rebel-held Orsk",
        "The victims died in the fighting for control of the town",
        "They began an advance to hold the ridge",
        "The river rose by a metre",
    ],
)
def test_not_every_hold_is_a_holding(text: str) -> None:
    assert holding(text) is None


def test_a_plan_that_goes_on_is_a_holding() -> None:
    assert holding("The harbour police continues to hold both piers") is not None


def test_two_names_for_one_thing_displace_each_other() -> None:
    police = holding("The harbour police held both piers")
    league = holding("Fighters of the Red League were holding the pier on the north side")
    assert rivals(police, league)
    assert displaces(police, league, same_place=False)
    assert not displaces(police, holding("The Red League held the sugar mill"), same_place=False)


def test_who_comes_after_another_displaces_nobody() -> None:
    first = holding("The army captured the pier")
    second = holding("The Red League recaptured the pier")
    assert rivals(first, second)
    assert not displaces(first, second, same_place=True)


def test_words_that_fit_everybody_tell_no_actors_apart() -> None:
    assert not rivals(holding("An armed group entered the port"), holding("The Red League entered the port"))
