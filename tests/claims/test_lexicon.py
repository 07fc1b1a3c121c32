from __future__ import annotations

import pytest

from dateline.claims.lexicon import Phrases, source_noun


def test_the_longest_phrase_wins_and_words_are_whole() -> None:
    found = Phrases(
        [{"words": "may"}, {"words": "may have"}, {"words": "not be _ verified"}, {"words": "rumour*"}]
    )
    text = "it may have been a rumour, dismay, could not be independently verified"
    assert [text[hit.start : hit.end] for hit in found.find(text)] == [
        "may have",
        "rumour",
        "not be independently verified",
    ]


@pytest.mark.parametrize(
    ("source", "role", "anonymous"),
    [
        ("local sources", "local source", "yes"),
        ("two medical sources in the town", "medical source", "yes"),
        ("the Example Observatory for Border Affairs", "monitor", "no"),
        ("the Britain-based monitor", "monitor", "no"),
        ("A spokesman for the ministry", "spokesperson", "no"),
    ],
)
def test_roles_of_collectives_and_offices(source: str, role: str, anonymous: str) -> None:
    row = source_noun(source)
    assert row is not None
    assert (row["role"], row["anonymous"]) == (role, anonymous)


def test_a_name_is_no_collective() -> None:
    assert source_noun("Exampletown") is None
