from __future__ import annotations

import pytest

from dateline.matching.summing import sums_up


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 400 people have been killed since 2011", True),
        ("The war has killed thousands", True),
        ("Nine were killed at the lock on Monday", False),
        ("Nine have died since the lock burned on Monday", False),
    ],
)
def test_numbers_of_a_war_are_no_numbers_of_a_day(text: str, expected: bool) -> None:
    assert sums_up(text) is expected
