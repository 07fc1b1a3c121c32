from __future__ import annotations

from dateline.matching.statements import read_statements
from dateline.matching.titles import LONGEST, claim_text
from dateline.model import AssertionKind
from tests.matching.builders import WordEncoder, reading, said


def title(text: str, **told: object) -> list[str]:
    made = reading("r1", said(text, **told))  # type: ignore[arg-type]
    return [claim_text(s) for s in read_statements([made], encoder=WordEncoder())]


def test_the_tie_to_the_cue_and_the_speaker_go() -> None:
    assert title("that the lower lock was closed to barges") == ["the lower lock was closed to barges"]
    assert title("The lower lock, the mayor said, was closed to barges") == [
        "The lower lock was closed to barges"
    ]


def test_a_date_glued_to_the_sentence_goes() -> None:
    assert title("Sunday 3 March 2031 The lower lock was closed to barges") == [
        "The lower lock was closed to barges"
    ]


def test_many_words_are_cut_where_a_clause_ends() -> None:
    (text,) = title(
        "The lower lock between the village of Orsk and the mill at Belm was closed to all barges on Monday after a"
        " crane fell into the basin and broke the northern pair of doors"
    )
    assert (
        text
        == "The lower lock between the village of Orsk and the mill at Belm was closed to all barges on Monday"
    )
    assert len(text.split()) <= LONGEST


def test_an_event_leaves_the_count_to_the_claim_that_counts() -> None:
    found = title(
        "A crane struck the lower lock at dawn and killed nine keepers",
        kind=AssertionKind.CASUALTY,
        killed=(9, 9),
    )
    assert len(found) == 2
