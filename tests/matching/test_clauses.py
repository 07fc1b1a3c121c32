from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.matching.clauses import bare, is_clause, roughness, subject


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The lower lock was closed to barges", "The lower lock"),
        ("that a crane struck the lock", "a crane"),
        ("the wounded at nine", ""),
        ("Temporary closure of the lower lock", ""),
        ("the closed lock at Orsk", ""),
    ],
)
def test_the_subject_stands_before_the_verb(text: str, due: str) -> None:
    assert subject(text) == due
    assert is_clause(text) == bool(due)


def test_ties_and_quotes_are_no_part_of_a_clause() -> None:
    assert bare(" that the lock was shut, and ") == "the lock was shut"
    assert bare("“The lock was shut,”") == "The lock was shut"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The lower lock at Orsk was closed to barges", "The lock has been shut since"),
        ("Guards of the Council held both piers of the port", "its guards held both piers of the port"),
        ("Nine people were wounded at the lower lock", "the wounded at nine"),
        ("The lower lock at Orsk was closed", "The lower lock, the mayor said, was closed on Monday"),
    ],
)
def test_what_reads_alone_is_smoother(better: str, worse: str) -> None:
    assert roughness(better) < roughness(worse)


@given(st.text(max_size=200))
def test_any_text_has_a_roughness(text: str) -> None:
    assert roughness(text) >= 0
