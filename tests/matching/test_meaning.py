from __future__ import annotations

import pytest

from dateline.matching.meaning import meanings, negated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The lorries were shut out", "Trucks were closed out"),
        ("an unmanned aircraft", "a drone"),
        ("gunfire in the yard", "shots in the yard"),
        ("they lost their lives", "they were killed"),
    ],
)
def test_words_of_one_meaning_are_one_word(one: str, other: str) -> None:
    assert set(meanings(one)) & set(meanings(other))


@pytest.mark.parametrize("text", ["No drone hit the hall", "It wasn't shut", "nothing to show that"])
def test_negations_are_seen(text: str) -> None:
    assert negated(text)


@pytest.mark.parametrize("text", ["A drone hit the hall", "Nothingness", "the notable knot"])
def test_other_words_are_no_negation(text: str) -> None:
    assert not negated(text)
