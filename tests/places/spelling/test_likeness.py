from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.spelling.keys import spelling
from dateline.places.spelling.likeness import features, fitted, pair_prob, ready


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abu Kamal", "Al Bukamal"),
        ("Deir ez-Zor", "دير الزور"),
        ("Kharkiv", "Харьков"),
        ("Tell Abyad", "Tal Abiad"),
        ("St. Louis", "Saint Louis"),
    ],
)
def test_spellings_of_one_name_are_likely_one(one: str, other: str) -> None:
    assert pair_prob(one, other) > 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mosul", "Homs"), ("Kirkuk", "Karbala"), ("Tell Abyad", "Tell Tamer"), ("Basra", "Hasaka")],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert pair_prob(one, other) < 0.3


def test_articles_are_left_out_and_short_words_told_in_full() -> None:
    assert ready(spelling("Al-Qa'im")).letters == "qaim"
    assert ready(spelling("Ft. Worth")).words == ("fort", "worth")
    assert ready("al").letters == "al"


@given(st.text(max_size=15), st.text(max_size=15))
def test_likeness_is_the_same_from_either_side(one: str, other: str) -> None:
    left, right = ready(spelling(one)), ready(spelling(other))
    costs = fitted().edits
    there, back = features(left, right, costs), features(right, left, costs)
    assert there == pytest.approx(back)
    assert 0.0 <= pair_prob(one, other) <= 1.0
