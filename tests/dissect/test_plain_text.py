from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.dissect import dissect
from dateline.model import Capture, Commenting, Credit, Part, PartKind, Precision, Report, When

SAVED = """\
Crossing at Al-Qaim closed again, officials say

Posted by Example Writer, Managing Editor on May 23, 2017, With 7894 Reads Filed under World, Borders. \
Both comments and pings are currently closed.

... from South Example

[ Editor's Note: This is the second closure in a week. We do not know who ordered it.

The lorries tell the story … E. Writer ]

AL-QAIM, Iraq (Example Wire) — The gate was shut on Tuesday, officials said. \
[The town is also spelled Al-Kaim. - Ed.] Lorries queued.

Update: 11:05pm EST

A spokesman said that the gate would open at dawn.

Share this:
Facebook

Related Posts:
Another story about lorries

Copyright © 2017 Example Media. All rights reserved.

3 Responses to "Crossing at Al-Qaim closed again"

Reader One
May 24, 2017 at 5:30 am

Good piece. The map is wrong though.
Reply

Reader Two, Managing Editor
May 24, 2017 at 6:10 am

Thanks, mended.

Reader One says:
May 24, 2017 at 7:00 am
Fine now.

You must be logged in to post a comment
"""


def read(text: str, *, title: str | None = None) -> Report:
    report = dissect(Capture(id="t1", text=text, title=title))
    assert report.text == text
    spans: list[Part | Credit] = [*report.parts, *report.credits]
    for part in spans:
        assert part.start is not None
        assert text[part.start : part.end] == part.text
    return report


def words(report: Report, kind: PartKind) -> list[str]:
    return [p.text for p in report.parts if p.kind is kind]


def test_a_saved_page_is_taken_apart() -> None:
    report = read(SAVED)
    assert report.title == "Crossing at Al-Qaim closed again, officials say"
    assert report.byline == ("Example Writer",)
    assert report.published == When(value="2017-05-23", precision=Precision.DAY)
    assert report.read_count == 7894
    assert report.categories == ("World", "Borders")
    assert report.commenting is Commenting.CLOSED
    assert [(c.text, c.outlet) for c in report.credits] == [
        ("... from South Example", "South Example"),
        ("(Example Wire)", "Example Wire"),
    ]
    assert words(report, PartKind.DATELINE) == ["AL-QAIM, Iraq"]
    assert words(report, PartKind.BODY) == [
        "The gate was shut on Tuesday, officials said.",
        "Lorries queued.",
    ]


def test_notes_and_updates_of_a_saved_page() -> None:
    report = read(SAVED)
    notes = [p for p in report.parts if p.kind is PartKind.EDITORS_NOTE]
    assert [n.by for n in notes] == ["E. Writer", "Ed."]
    assert notes[0].text.startswith("[ Editor's Note")
    assert notes[0].text.endswith("E. Writer ]")
    (update,) = [p for p in report.parts if p.kind is PartKind.UPDATE]
    assert update.at is not None
    assert update.at.value == "2017-05-23T23:05-05:00"
    assert update.text.endswith("at dawn.")


def test_reader_comments_of_a_saved_page() -> None:
    comments = read(SAVED).comments
    assert [(c.author, c.role, c.posted.value if c.posted else None) for c in comments] == [
        ("Reader One", None, "2017-05-24T05:30"),
        ("Reader Two", "Managing Editor", "2017-05-24T06:10"),
        ("Reader One", None, "2017-05-24T07:00"),
    ]
    assert comments[0].text == "Good piece. The map is wrong though."


def test_comments_lie_in_furniture() -> None:
    furniture = words(read(SAVED), PartKind.FURNITURE)
    assert any("The map is wrong" in f for f in furniture)
    assert "Share this:" in furniture
    assert "Another story about lorries" in furniture


def test_a_text_in_one_line_gives_headline_credit_and_day() -> None:
    text = 'Gate shut after fire in yard AFP Friday 15 Jul 2016 "The gate is shut" officials said. Lorries queued.'
    report = read(text, title="Gate shut after fire in yard - Region - Example Online")
    assert words(report, PartKind.HEADLINE) == ["Gate shut after fire in yard"]
    assert [(c.text, c.outlet) for c in report.credits] == [("AFP", "AFP")]
    assert report.published is not None
    assert report.published.value == "2016-07-15"
    assert words(report, PartKind.BODY) == ['"The gate is shut" officials said. Lorries queued.']


def test_what_the_sender_states_comes_first() -> None:
    stated = When(value="2031-01-01", precision=Precision.DAY)
    report = dissect(Capture(id="t1", text=SAVED, published=stated, outlet="Example Archive", title="Given"))
    assert (report.published, report.outlet, report.title) == (stated, "Example Archive", "Given")


def test_plain_prose_is_body_alone() -> None:
    report = read("The gate was shut on Tuesday. Lorries queued along the road.")
    assert words(report, PartKind.BODY) == ["The gate was shut on Tuesday. Lorries queued along the road."]
    assert report.comments == ()


@given(st.text(min_size=1, max_size=400).filter(str.strip))
def test_any_text_comes_back_code_point_for_code_point(text: str) -> None:
    report = dissect(Capture(id="t1", text=text))
    assert report.text == text
    for part in report.parts:
        assert part.start is not None
        assert text[part.start : part.end] == part.text


@given(st.lists(st.sampled_from(SAVED.split("\n")), max_size=25).map("\n".join).filter(str.strip))
def test_shuffled_lines_never_raise_and_parts_never_overlap(text: str) -> None:
    report = read(text)
    spans = sorted((p.start or 0, p.end or 0) for p in report.parts)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
