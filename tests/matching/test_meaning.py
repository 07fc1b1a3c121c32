from __future__ import annotations

import pytest

from dateline.matching.meaning import meanings, negated, negated_words


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


def test_contrasts_numbers_and_what_is_left_unsaid_negate_nothing() -> None:
    assert not negated("The lock was shut on Monday and not on Sunday")
    assert not negated("Statement No. 4 names two towns")
    assert not negated("Nine keepers were killed, the mayor did not say where")
    assert negated("The lock was not shut on Sunday")


def test_the_name_of_an_operation_tells_of_nothing() -> None:
    assert "open" not in meanings("once Operation Open Lock had been completed")
    assert "open" in meanings("once the lock was open")


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("No drone hit the depot", {"strike"}),
        ("The town got bread without hindrance and was hit", set()),
        ("He didn’t offer a number for those killed", set()),
        ("They would enforce a no-fly zone to stop the raids", set()),
        ("That the depot was hit is untrue", {"strike"}),
    ],
)
def test_a_negation_bears_on_what_stands_in_its_reach(text: str, reached: set[str]) -> None:
    assert negated_words(text) & {"strike", "kill"} == reached
