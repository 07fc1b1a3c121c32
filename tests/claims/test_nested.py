from __future__ import annotations

import pytest

from tests.claims.reports import chain, read

DEEP = [
    ("The Northern Post reported that state television quoted a military source as saying the bridge was gone.",
     ["The Northern Post", "state television", "a military source"]),
    ("According to the Harbour Post, the Border Monitor said residents had told it that soldiers looted shops.",
     ["the Harbour Post", "the Border Monitor", "residents"]),
    ("The Border Monitor said it had learned from hospital staff that 30 people had died.",
     ["The Border Monitor", "hospital staff"]),
    ("The news site Deltawatch reports that fishermen say 30 boats were burned.",
     ["The news site Deltawatch", "fishermen"]),
    ("Reuters, citing the state news agency, reported that the governor said medics had counted 40 dead.",
     ["Reuters", "the state news agency", "the governor", "medics"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DEEP)
def test_attributions_are_followed_to_any_depth(text: str, expected: list[str]) -> None:
    assert chain(text) == expected


def test_a_content_that_is_mostly_something_else_is_not_taken_apart() -> None:
    [assertion] = read("The mayor said the town was empty because the shops were shut, as residents said.")
    assert [link.text for link in assertion.chain][-1:] == ["The mayor"]


def test_what_claims_lives_says_nothing() -> None:
    [assertion] = read("The flood claimed 40 lives, the rescue service said.")
    assert [link.text for link in assertion.chain] == ["the rescue service"]
    assert assertion.text == "The flood claimed 40 lives"
