from __future__ import annotations

import pytest

from dateline.matching.opposites import _opposed


@pytest.mark.parametrize(
    ("text", "proposition", "opposed"),
    [
        ("The lock remained open all day", "The lock was closed", True),
        ("The lock was shut at noon", "The lock was closed", False),
        ("No casualties were seen at the quay", "Nine people were killed at the quay", True),
        ("The crew still holds the quay", "The quay was seized", True),
    ],
)
def test_opposite_wordings(text: str, proposition: str, opposed: bool) -> None:
    assert _opposed(text, proposition) is opposed
    assert _opposed(proposition, text) is opposed
