from __future__ import annotations

import pytest

from dateline.claims.clauses import own_clauses


@pytest.mark.parametrize(
    ("text", "said", "own"),
    [
        ("The bridge fell on Monday; the owner said so.", "the owner said so", ["The bridge fell on Monday"]),
        ("Although the army said so, the gate stayed shut.", "the army said so", ["the gate stayed shut."]),
        (
            "The mayor, who said so, left the hall early.",
            "who said so",
            ["The mayor", "left the hall early."],
        ),
        ("The mayor said the bridge was shut.", "The mayor said the bridge was shut", []),
    ],
)
def test_a_clause_that_nobody_is_named_for_is_read(text: str, said: str, own: list[str]) -> None:
    at = text.index(said)
    found = own_clauses(text, 0, len(text), pieces=[(at, at + len(said))])
    assert [text[a:b] for clause in found for a, b in clause] == own
