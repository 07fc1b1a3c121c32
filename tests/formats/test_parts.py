"""What was taken off a page, in words."""

from __future__ import annotations

from dateline.formats.parts import discussion, filed, part_rows, thread
from dateline.model import Comment, Commenting, Credit, Part, PartKind, Precision, Report, When

AT = When(value="2031-03-12T16:05+03:00", precision=Precision.MINUTE)


def _part(kind: PartKind, text: str, *, by: str | None = None, at: When | None = None) -> Part:
    return Part(kind=kind, start=0, end=len(text), text=text, by=by, at=at, method="rule:test/1")


def _answer(id: str, parent: str | None = None) -> Comment:
    return Comment(id=id, parent=parent, text=f"words of {id}")


def test_rows_leave_out_what_the_text_shows_anyway() -> None:
    parts = (
        _part(PartKind.HEADLINE, "Gate shut"),
        _part(PartKind.BODY, "The gate is shut."),
        _part(PartKind.FURNITURE, "Share this"),
        _part(PartKind.FURNITURE, "Updated 16:05", at=AT),
        _part(PartKind.EDITORS_NOTE, "This item was changed.", by="Managing Desk"),
    )
    rows = part_rows(Report(id="r", text="Gate shut", parts=parts))
    assert [(row.kind, row.about) for row in rows] == [
        ("furniture", "12 March 2031, 16:05 UTC+03:00"),
        ("editor's note", "Managing Desk"),
    ]


def test_a_credit_line_names_its_outlet() -> None:
    line = "From Example Wire"
    credit = Credit(start=0, end=len(line), text=line, outlet="Example Wire")
    report = Report(id="r", text=line, parts=(_part(PartKind.CREDIT, line),), credits=(credit,))
    assert part_rows(report)[0].about == "Example Wire"


def test_comments_loaded_by_script_are_said_to_be_missing() -> None:
    report = Report(id="r", text="", commenting=Commenting.SCRIPT)
    assert "not in what was captured" in discussion(report)
    assert discussion(Report(id="r", text="")) == ""


def test_comments_that_the_page_counts_and_does_not_hold_are_told() -> None:
    count = Part(kind=PartKind.FURNITURE, start=None, end=None, text="14", method="rule:comment-count/1")
    report = Report(id="r", text="", parts=(count,), comments=(_answer("c1"),))
    assert discussion(report) == "1 reader comment; the page counts 14"


def test_filing_says_section_tags_and_reads() -> None:
    report = Report(id="r", text="", categories=("World",), tags=("gate", "fire"), read_count=1207)
    assert filed(report) == "filed under World; tagged gate and fire; read 1,207 times"


def test_answers_hang_below_what_they_answer() -> None:
    comments = (_answer("c1"), _answer("c2"), _answer("c3", "c1"), _answer("c4", "c3"))
    shown = [(depth, c.id) for depth, c in thread(Report(id="r", text="", comments=comments))]
    assert shown == [(0, "c1"), (1, "c3"), (2, "c4"), (0, "c2")]


def test_no_comment_is_lost_where_answers_run_in_a_ring_or_answer_nobody() -> None:
    comments = (_answer("c1", "c2"), _answer("c2", "c1"), _answer("c3", "gone"), _answer("c4", "c4"))
    shown = [c.id for _, c in thread(Report(id="r", text="", comments=comments))]
    assert sorted(shown) == ["c1", "c2", "c3", "c4"]
