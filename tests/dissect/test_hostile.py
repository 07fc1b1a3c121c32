"""Pages made to break a reader: the work grows with the page and no faster. Calls are counted, time is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dissect import dissect
from dateline.errors import SourceError
from dateline.model import Capture, Report

from .pages import PARAGRAPHS, page, story

Build = Callable[[int], str]
P = f"<p>{PARAGRAPHS[0]}</p>"
#: Twice the page may cost so many times the calls, at most.
GROWTH, SMALL = 2.6, 150
BUILDERS: dict[str, Build] = {
    "siblings": lambda n: "<p>a few words here</p>" * n,
    "breaks": lambda n: "word<br>" * n,
    "long paragraphs": lambda n: "".join(f"<p>{n} {PARAGRAPHS[n % 4]}</p>" for n in range(n)),
    "empty": lambda n: story() + "<div></div>" * n,
    "unclosed inline": lambda n: "<b>" * n + P,
    "links": lambda n: story() + "<ul>" + "<li><a href='/x'>link text</a></li>" * n + "</ul>",
    "figures": lambda n: P + "<figure><img src='a'><figcaption>A gate (Photo: X)</figcaption></figure>" * n + P,
    "tables": lambda n: "<table>" + "<tr><td>1</td><td>word word</td></tr>" * n + "</table>",
    "dates": lambda n: "<p>March 11, 2031 at 8:15 pm</p>" * n,
    "objects": lambda n: story() + "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script>" * n,
    "headings": lambda n: "<h2>Crossing closed after fire</h2>" * n + story(),
    "names": lambda n: story() + "".join(f"<div class='c{i} x{i}'>word {i}</div>" for i in range(n)),
}  # fmt: skip


def take(body: str) -> Report:
    return dissect(Capture(id="h", html=page(body)))


def calls_of(body: str) -> int:
    """Return how many calls it takes to read a page."""
    count = 0

    def counted(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        take(body)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS.keys())
def test_work_grows_with_the_page_and_no_faster(build: Build) -> None:
    take(build(2 * SMALL))  # what is looked up once is looked up before counting
    small, double = calls_of(build(SMALL)), calls_of(build(2 * SMALL))
    assert double <= GROWTH * small


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000,
        "<p><div><span><table><tr><td><ul><li>text " * 400,
        "<p>" + "word " * 200_000,
        "<p>" + "x" * 1_000_000,
        "<p>a" + " " * 1_000_000 + "b</p>",
        "<div class='" + "comment " * 20_000 + "'>" + P,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + P,
        "<p>" + "[" * 50_000 + "</p>" + P,
    ],
    ids=["deep", "unclosed", "one node", "one word", "spaces", "a long name", "open brackets", "brackets"],
)
def test_a_hostile_page_is_read_or_refused_with_a_code(body: str) -> None:
    try:
        report = take(body)
    except SourceError as error:
        assert error.code == "D106"  # noqa: PT017
    else:
        assert all(part.text == report.text[part.start : part.end] for part in report.parts if part.end)


TAGS = st.sampled_from(
    [
        "div",
        "p",
        "b",
        "span",
        "ul",
        "li",
        "h1",
        "h2",
        "table",
        "td",
        "figure",
        "figcaption",
        "a",
        "aside",
        "br",
    ]
)
NAMES = st.sampled_from(
    ["", " class='comment' id='comment-1'", " class='author'", " hidden", " itemprop='articleBody'"]
)
PIECES = st.one_of(
    st.tuples(TAGS, NAMES).map(lambda t: f"<{t[0]}{t[1]}>"),
    TAGS.map("</{}>".format),
    st.sampled_from(
        [*PARAGRAPHS, "UPDATE: 8:15 pm", "(Photo: X)", "By Reader One", "March 11, 2031", "<!--", "]]>"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_tag_soup_keeps_its_spans(pieces: list[str]) -> None:
    try:
        report = take("".join(pieces).replace("\x00", ""))
    except SourceError as error:
        assert error.code.startswith("D1")  # noqa: PT017
        return
    for part in report.parts:
        if part.start is not None and part.end is not None:
            assert part.text == report.text[part.start : part.end]
