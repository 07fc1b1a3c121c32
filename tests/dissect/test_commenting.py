from __future__ import annotations

import pytest

from dateline.dissect import dissect
from dateline.dissect.commenting import read_comment_count, read_commenting
from dateline.dissect.dom import PageIndex, parse_source
from dateline.model import Capture, Commenting


def state(markup: str, *lines: str, has_comments: bool = False) -> Commenting:
    tree = parse_source(f"<html><body><main><p>A report.</p>{markup}</main></body></html>")
    return read_commenting(tree, lines=lines, has_comments=has_comments)


@pytest.mark.parametrize(
    "line",
    [
        "Comments are closed.",
        "Die Kommentarfunktion ist geschlossen.",
        "Les commentaires sont fermés.",
        "Los comentarios están cerrados.",
        "Комментарии закрыты",
        "Yorumlar kapalı.",
        "التعليقات مغلقة",
        "התגובות סגורות",
    ],
)
def test_a_closed_thread_says_so(line: str) -> None:
    assert state("", line) is Commenting.CLOSED
    assert state(f"<p>{line}</p>") is Commenting.CLOSED


@pytest.mark.parametrize(
    "line",
    [
        "You must be logged in to post a comment.",
        "Bitte melden Sie sich an, um einen Kommentar zu schreiben.",
        "Войдите, чтобы оставить комментарий",
    ],
)
def test_a_wall_before_the_thread_says_so(line: str) -> None:
    assert state("", line) is Commenting.LOGIN


@pytest.mark.parametrize(
    "markup",
    [
        '<div id="disqus_thread"></div>',
        "<script>var disqus_shortname = 'example';</script>",
        '<div id="coral_thread"></div>',
        '<div id="coral_talk_stream"></div>',
        '<div class="fb-comments" data-href="https://wire.example/1"></div>',
        "<spot-im-conversation></spot-im-conversation>",
        '<script src="https://launcher.spot.im/spot/sp_x"></script>',
        "<vf-conversations></vf-conversations>",
        '<div id="hyvor-talk-view"></div>',
        '<script src="https://cdn.commento.io/js/commento.js"></script>',
        "<script>DiscourseEmbed = {discourseUrl: 'https://forum.example/'};</script>",
        '<div id="livefyre-comments"></div>',
    ],
)
def test_a_service_that_loads_comments_is_told(markup: str) -> None:
    assert state(markup) is Commenting.SCRIPT
    assert state(markup, has_comments=True) is Commenting.NONE


def test_a_form_stands_open() -> None:
    assert state('<form id="commentform"><textarea name="comment"></textarea></form>') is Commenting.OPEN
    assert state('<a href="#"><span>Post a Comment</span></a>') is Commenting.OPEN
    assert state("<p>Nothing here.</p>") is Commenting.NONE


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("12 Comments", 12),
        ("Comments (1,204)", 1204),
        ("No comments", 0),
        ("One thought on “Ferry”", 1),
        ("3 Kommentare zu „Fähre“", 3),
        ("7 commentaires", 7),
        ("التعليقات (5)", 5),
        ("Related stories", None),
    ],
)
def test_a_printed_count_is_read(line: str, count: int | None) -> None:
    index = PageIndex(parse_source("<html><body><p>A report.</p></body></html>"))
    assert read_comment_count(index, lines=[line]) == count


def test_a_count_in_an_element_named_so() -> None:
    page = '<html><body><a class="comments-count" href="#comments">1.2K</a></body></html>'
    assert read_comment_count(PageIndex(parse_source(page)), lines=()) == 1200


def test_a_printed_count_is_a_part_of_the_report() -> None:
    page = (
        "<html><body><article><h1>Gate shut at the crossing</h1><p>The gate was shut at noon, an officer said, "
        "and nobody has passed since then in either direction.</p></article>"
        "<div id='comments' class='comments-area'><h2 class='comments-title'>14 Comments</h2>"
        "<div id='disqus_thread'></div></div></body></html>"
    )
    report = dissect(Capture(id="r", html=page.encode()))
    counts = [p.text for p in report.parts if p.method == "rule:comment-count/1"]
    assert counts == ["14"]
