from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.dissect import dissect
from dateline.model import Capture, Report
from tests.dissect.thread_engines import ENGINES
from tests.dissect.thread_odd import ODD
from tests.dissect.threads import Family, page

Make = Callable[[], Family]
FAMILIES = pytest.mark.parametrize("make", [*ENGINES, *ODD], ids=lambda make: make.__name__)


def read(family: Family) -> Report:
    return dissect(Capture(id="r1", html=family.html.encode(), url="https://wire.example/news/ferry"))


@FAMILIES
def test_a_thread_comes_back_as_it_was_said(make: Make) -> None:
    family = make()
    comments = read(family).comments
    places = {comment.id: place for place, comment in enumerate(comments)}
    found = [(c.author, c.text, None if c.parent is None else places[c.parent], c.role) for c in comments]
    assert found == [(s.author, s.text, s.parent, s.role) for s in family.said]


@FAMILIES
def test_each_comment_bears_its_time(make: Make) -> None:
    family = make()
    printed = [c.posted.value[:10] if c.posted else None for c in read(family).comments]
    assert printed == [s.at[:10] for s in family.said]


@FAMILIES
def test_no_comment_leaks_into_the_report(make: Make) -> None:
    family = make()
    text = read(family).text
    assert [s.text for s in family.said if s.text in text] == []
    assert "old pier" in text or "الرصيف القديم" in text


def none_on(markup: str) -> bool:
    return dissect(Capture(id="r1", html=page(markup).encode())).comments == ()


def test_a_list_of_comments_on_other_pages_is_no_thread() -> None:
    rows = "".join(
        f'<li><span class="comment-author">Reader {n}</span> <span class="date">March {n}, 2031</span> '
        f'<a href="/news/story-{n}.html#comment-{n}">A story of the town that was told on day {n}</a></li>'
        for n in range(3, 9)
    )
    assert none_on(f'<aside class="recent-comments"><h3>Recent comments</h3><ul>{rows}</ul></aside>')
    assert none_on(f"<div><h3>Comments</h3><ul>{rows}</ul></div>")


def test_entries_of_a_live_blog_are_no_thread() -> None:
    rows = "".join(
        f'<div class="entry"><time datetime="2031-03-11T1{n}:05:00Z">1{n}:05</time><p>Entry {n}: the boats on the '
        f"lower reach wait for the water to fall, and the office counts them.</p></div>"
        for n in range(1, 8)
    )
    assert none_on(f'<div class="live">{rows}</div>')


def test_teasers_of_other_stories_are_no_thread() -> None:
    rows = "".join(
        f'<article><h3><a href="/news/{n}.html">The market moves to the square, part {n}</a></h3>'
        f'<span class="author">Example Writer</span> <span class="date">March {n}, 2031</span>'
        f"<p>Traders expect a busy week and more boats at the pier.</p></article>"
        for n in range(3, 9)
    )
    assert none_on(f"<section><h2>Discussion</h2>{rows}</section>")


def test_an_empty_form_to_answer_is_no_comment() -> None:
    form = (
        '<div class="comment-container"><div class="head"><span class="comment-author">Unnamed</span></div>'
        '<form class="comment-form"><textarea name="comment"></textarea></form></div>'
    )
    assert none_on(f'<div class="comments-list"><div class="dummy-comment hidden">{form}</div></div>')
