from __future__ import annotations

import pytest

from dateline.dissect.credits import find_credit


@pytest.mark.parametrize(
    ("line", "words", "outlet"),
    [
        ("(Reuters)", "(Reuters)", "Reuters"),
        ("The road is open. — AFP", "— AFP", "AFP"),
        ("The road is open. (dpa/AFP)", "(dpa/AFP)", "dpa/AFP"),
        ("Die Straße ist frei. (dpa/xyz)", "(dpa/xyz)", "dpa"),
        ("Die Straße ist frei. (xyz/afp)", "(xyz/afp)", "afp"),
        ("Die Straße ist frei. (dpa, afp)", "(dpa, afp)", "dpa, afp"),
        ("The road is open. (Example Wire)", "(Example Wire)", "Example Wire"),
        ("... from South Example", "... from South Example", "South Example"),
        (
            "This story originally appeared in North Example.",
            "This story originally appeared in North Example.",
            "North Example",
        ),
        ("With reporting by Example Wire.", "With reporting by Example Wire.", "Example Wire"),
        (
            "A correspondent in the town contributed to this report.",
            "A correspondent in the town contributed to this report.",
            None,
        ),
        (
            "This report was supplied by Example Wire.",
            "This report was supplied by Example Wire.",
            "Example Wire",
        ),
        (
            "Example Wire contributed to this report.",
            "Example Wire contributed to this report.",
            "Example Wire",
        ),
        (
            "This article was first published by South Example and is republished here with permission.",
            "This article was first published by South Example and is republished here with permission.",
            "South Example",
        ),
        ("Con información de EFE", "Con información de EFE", "EFE"),
        ("المصدر: رويترز", "المصدر: رويترز", "رويترز"),
        ("© 2031 The Associated Press", "© 2031 The Associated Press", "The Associated Press"),
    ],
)
def test_credit_lines_name_their_outlet(line: str, words: str, outlet: str | None) -> None:
    found = find_credit(line)
    assert found is not None
    assert line[found.start : found.end] == words
    assert found.outlet == outlet


@pytest.mark.parametrize(
    "line",
    [
        "He came from the town.",
        "The book first appeared in London.",
        "The road is open (for now).",
        "from one end of the valley to the other",
    ],
)
def test_prose_is_no_credit(line: str) -> None:
    assert find_credit(line) is None
