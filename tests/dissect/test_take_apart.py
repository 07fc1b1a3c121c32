from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise

import pytest

from dateline.dissect import dissect
from dateline.errors import SourceError
from dateline.model import Capture, Commenting, Credit, Link, Part, PartKind, Report
from tests.dissect.pages import BLOGGER_THREAD, PARAGRAPHS, WORDPRESS_THREAD, page, story


def read(html: bytes, *, url: str | None = "https://post.example/a") -> Report:
    report = dissect(Capture(id="r1", html=html, url=url))
    spans: list[Part | Credit | Link] = [*report.parts, *report.credits, *report.links]
    for item in spans:
        if item.start is not None:
            assert report.text[item.start : item.end] == item.text
    return report


def of(report: Report, kind: PartKind) -> list[Part]:
    return [p for p in report.parts if p.kind is kind]


def texts(parts: Sequence[Part]) -> list[str]:
    return [p.text for p in parts]


def test_the_running_text_comes_whole_and_in_order() -> None:
    report = read(page(story()))
    assert texts(of(report, PartKind.BODY)) == list(PARAGRAPHS)
    assert report.title == "Crossing closed after fire"
    assert texts(of(report, PartKind.HEADLINE)) == ["Crossing closed after fire"]


def test_parts_do_not_overlap() -> None:
    report = read(
        page(story("<p class='standfirst'>A fire has shut the gate, and nobody knows for how long.</p>"))
    )
    spans = sorted((p.start, p.end) for p in report.parts if p.start is not None and p.end is not None)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_head_lines_are_taken_apart() -> None:
    head = (
        '<meta property="og:site_name" content="The Example Post">'
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-03-11T10:30:00+03:00",'
        '"dateModified":"2031-03-11T12:00:00+03:00","author":{"name":"Example Writer"},'
        '"isBasedOn":"https://wire.example/1",'
        '"articleSection":"World"}</script>'
        '<script type="application/ld+json">{broken</script>'
    )
    lines = (
        "<p class='standfirst'>A fire has shut the gate, and nobody knows for how long.</p>"
        "<p class='byline'>By Example Writer</p><p class='date'>Published: 10:30, 11 March 2031</p>"
        "<p>1,964 views</p>"
    )
    report = read(page(story(lines), head=head))
    assert report.outlet == "The Example Post"
    assert report.byline == ("Example Writer",)
    assert report.published is not None
    assert report.published.value == "2031-03-11T10:30:00+03:00"
    assert report.updated is not None
    assert report.updated.value == "2031-03-11T12:00:00+03:00"
    assert report.read_count == 1964
    assert report.based_on == ("https://wire.example/1",)
    assert report.categories == ("World",)
    assert texts(of(report, PartKind.STANDFIRST)) == [
        "A fire has shut the gate, and nobody knows for how long."
    ]
    assert texts(of(report, PartKind.BYLINE)) == ["By Example Writer"]


def test_nobody_is_invented() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Account Holder"}}</script>'
    assert read(page(story(), head=head)).byline == ()


def test_a_desk_is_the_author_only_where_nobody_else_is() -> None:
    assert read(page(story("<p class='byline'>By Staff</p>"))).byline == ("Staff",)
    both = "<p class='byline'>By Staff</p><p class='byline'>By Example Writer</p>"
    assert read(page(story(both))).byline == ("Example Writer",)


def test_dateline_and_credits_are_cut_from_the_prose() -> None:
    opening = (
        "<p>AL-QAIM, Iraq (Example Wire) — The gate was shut before dawn, and no lorry has passed since.</p>"
    )
    report = read(
        page(story(opening, after="<p>A correspondent in the town contributed to this report.</p>"))
    )
    assert texts(of(report, PartKind.DATELINE)) == ["AL-QAIM, Iraq"]
    assert [(c.text, c.outlet) for c in report.credits] == [
        ("(Example Wire)", "Example Wire"),
        ("A correspondent in the town contributed to this report.", None),
    ]
    assert texts(of(report, PartKind.BODY))[0].startswith("The gate was shut")


def test_notes_and_stamped_updates_are_parts_of_their_own() -> None:
    note = "<p>[Editor's note: An earlier version named another town. – Desk Editor (exercise)]</p>"
    stamp = "<p>Update: 11:05pm EST The gate is open again, the authority said.</p>"
    report = read(page(story("<p class='date'>March 11, 2031</p>", note, after=stamp)))
    (found,) = of(report, PartKind.EDITORS_NOTE)
    assert found.by == "Desk Editor (exercise)"
    (update,) = of(report, PartKind.UPDATE)
    assert update.at is not None
    assert update.at.value == "2031-03-11T23:05-05:00"
    assert update.text.startswith("Update: 11:05pm EST The gate")
    assert texts(of(report, PartKind.BODY)) == list(PARAGRAPHS)


def test_a_stamp_alone_takes_what_stands_below() -> None:
    after = "<p>Update: 11:05pm EST</p><p>The gate is open again, the authority said in the night.</p>"
    (update,) = of(read(page(story(after=after))), PartKind.UPDATE)
    assert update.text.endswith("in the night.")


def test_live_posts_are_updates_with_time_and_author() -> None:
    entries = "".join(
        f"<article class='live-entry'><p><time datetime='2031-03-12T{hour}:00+03:00'>{hour}</time></p>"
        f"<h2>Entry of {hour}</h2><p>{text}</p><p class='entry-by'>Example Writer</p></article>"
        for hour, text in zip(("16:05", "13:20", "09:20"), PARAGRAPHS, strict=False)
    )
    updates = of(read(page("<p class='date'>12 March 2031</p>" + entries)), PartKind.UPDATE)
    assert [u.at.value for u in updates if u.at] == [
        "2031-03-12T16:05",
        "2031-03-12T13:20",
        "2031-03-12T09:20",
    ]
    assert {u.by for u in updates} == {"Example Writer"}
    assert all("Example Writer" not in u.text for u in updates)


def test_a_caption_stands_without_its_credit() -> None:
    figure = (
        "<figure><img src='a.jpg'><figcaption>Lorries wait before the gate. "
        "<span class='credit'>Photo: Example Pictures</span></figcaption></figure>"
    )
    report = read(page(story(figure)))
    (caption,) = of(report, PartKind.CAPTION)
    assert (caption.text, caption.by) == ("Lorries wait before the gate.", "Example Pictures")


def test_a_pull_quote_is_no_running_text() -> None:
    quote = f"<blockquote class='pullquote'><p>{PARAGRAPHS[1]}</p></blockquote>"
    report = read(page(story(after=quote + f"<p>{PARAGRAPHS[0]} It is the second time.</p>")))
    assert texts(of(report, PartKind.QUOTE)) == [PARAGRAPHS[1]]


def test_links_in_the_prose_are_kept_with_their_address() -> None:
    linked = "<p>The authority gave its reasons in <a href='/s/14'>a statement</a> of some length.</p>"
    (link,) = read(page(story(linked))).links
    assert (link.text, link.url) == ("a statement", "https://post.example/s/14")


def test_the_link_of_a_credit_line_is_kept() -> None:
    credit = "<p>Originally published by <a href='https://wire.example/s/7'>Example Wire</a>.</p>"
    report = read(page(story(after=credit)))
    assert [c.outlet for c in report.credits] == ["Example Wire"]
    assert "https://wire.example/s/7" in [link.url for link in report.links]


def test_wordpress_threads_are_read_with_their_nesting() -> None:
    report = read(page(story(), head="").replace(b"</article>", b"</article>" + WORDPRESS_THREAD.encode(), 1))
    rows = [(c.id, c.parent, c.author, c.posted.value if c.posted else None) for c in report.comments]
    assert rows == [
        ("c1", None, "Reader One", "2031-03-11T20:15:00+03:00"),
        ("c2", "c1", "Reader Two", "2031-03-11T21:00:00+03:00"),
        ("c3", None, "Reader Three", None),
    ]
    assert report.comments[0].text == "Is the bridge open as well?\nI have to go to town."
    assert report.commenting is Commenting.OPEN
    assert "walkers" not in report.text


def test_blogger_threads_are_read() -> None:
    report = read(page(story(after=BLOGGER_THREAD)))
    assert [(c.author, c.text) for c in report.comments] == [
        ("Reader Four", "The price of flour is up here too."),
        ("Reader Five", "Not in our street."),
    ]
    assert "flour is up here" not in report.text


def test_comments_in_json_ld_are_read() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","comment":[{"text":"Well said.",'
        '"author":{"name":"Reader Six"},"comment":[{"text":"Indeed."}]}]}</script>'
    )
    assert [(c.id, c.parent, c.text) for c in read(page(story(), head=head)).comments] == [
        ("c1", None, "Well said."),
        ("c2", "c1", "Indeed."),
    ]


@pytest.mark.parametrize(
    ("markup", "state"),
    [
        ("<p class='nocomments'>Comments are closed.</p>", Commenting.CLOSED),
        ("<div id='respond'><p>You must be logged in to post a comment.</p></div>", Commenting.LOGIN),
        ("<div id='disqus_thread'></div>", Commenting.SCRIPT),
        (
            "<div id='respond'><form id='commentform'><textarea name='comment'></textarea></form></div>",
            Commenting.OPEN,
        ),
        ("", Commenting.NONE),
    ],
)
def test_commenting_is_as_the_page_says(markup: str, state: Commenting) -> None:
    assert read(page(story(after=markup))).commenting is state


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D102"),
        (b" \n ", "D102"),
        (bytes(range(256)) * 20, "D103"),
        (b"<div>" * 200_000 + b"x", "D106"),
        (b"<html><body><div></div></body></html>", "D107"),
    ],
)
def test_what_is_no_page_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as error:
        dissect(Capture(id="r1", html=data))
    assert error.value.code == code


def test_deep_but_possible_nesting_is_read() -> None:
    report = read(page("<div>" * 900 + story() + "</div>" * 900))
    assert PARAGRAPHS[0] in report.text


def test_broken_utf_8_is_read_leniently() -> None:
    report = read(page(story()).replace(b"Drivers", b"Dri\xffvers caf\xc3\xa9 na\xc3\xafve"))
    assert "caf\u00e9" in report.text


def test_the_same_page_gives_the_same_report() -> None:
    data = page(story(after=WORDPRESS_THREAD))
    assert read(data) == read(data)


def test_a_text_does_not_import_trafilatura() -> None:
    code = (
        "import sys; from dateline.dissect import dissect; from dateline.model import Capture; "
        "dissect(Capture(id='a', text='Words.')); sys.exit('trafilatura' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
