from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.spelling.edits import EditCosts, units
from dateline.places.spelling.likeness import fitted

_NAMES = st.text("abdeghijkqstuz", max_size=10)


def test_digraphs_doubles_and_a_last_vowel_are_units() -> None:
    assert units("khoushabba") == ("kh", "ou", "sh", "a", "bb", "a$")


def test_a_change_costs_what_was_learned_and_another_what_it_is_said_to() -> None:
    costs = EditCosts({"k>q": 0.5, ">h": 0.25}, most=5.0, gap=4.0)
    assert costs.apart("kamar", "qamar") == 0.5
    assert costs.apart("rihab", "riab") == 0.25
    assert costs.apart("mas", "tas") == 5.0
    assert costs.apart("mas", "mast") == 4.0


@pytest.mark.parametrize(
    ("name", "near", "far"),
    [
        ("qamishli", "kamishli", "tamishli"),
        ("kobani", "kobane", "kobart"),
        ("baghuz", "baghouz", "baghmuz"),
        ("raqqa", "raqa", "raqsa"),
        ("dhiban", "diban", "miban"),
    ],
)
def test_usual_changes_are_cheaper_than_others(name: str, near: str, far: str) -> None:
    costs = fitted().edits
    assert costs.apart(name, near) < costs.apart(name, far)


@given(_NAMES, _NAMES)
def test_the_way_back_costs_the_same_and_no_way_nothing(one: str, other: str) -> None:
    costs = fitted().edits
    assert costs.apart(one, other) == pytest.approx(costs.apart(other, one))
    assert costs.apart(one, one) == 0.0
    assert costs.apart(one, other) >= 0.0


@given(_NAMES, _NAMES)
def test_the_changes_of_the_cheapest_way_spell_both_names(one: str, other: str) -> None:
    changes = fitted().edits.alignment(one, other)
    assert "".join(left.rstrip("$") for left, _ in changes) == one
    assert "".join(right.rstrip("$") for _, right in changes) == other
