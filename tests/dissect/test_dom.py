"""The tree of a page and its index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from dateline.dissect.dom import MAX_NAMES, PageIndex, name_test, parse_page, parse_source, tokens
from dateline.errors import SourceError

SOURCE = """<html><body><div id="Main" class="Story wide"><p>One <b>two</b> three</p> tail
<figure><img src="a.png"><figcaption>Four</figcaption></figure></div><aside><p>Five</p></aside></body></html>"""
TAGS = st.sampled_from(["div", "p", "b", "span", "ul", "li", "img", "br", "h2", "table", "td"])
SOUP = st.lists(
    st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text(max_size=5)), max_size=40
)


@pytest.fixture
def index() -> PageIndex:
    return PageIndex(parse_source(SOURCE))


def test_one_walk_gives_elements_by_tag_in_page_order(index: PageIndex) -> None:
    assert [e.tag for e in index.tagged("p", "img", "figcaption")] == ["p", "img", "figcaption", "p"]
    assert index.tagged("video") == []


def test_what_stands_inside_an_element(index: PageIndex) -> None:
    figure, aside = index.tagged("figure")[0], index.tagged("aside")[0]
    assert [e.tag for e in index.inside(figure)] == ["img", "figcaption"]
    assert index.holds(figure, "video", "img")
    assert not index.holds(aside, "img")
    assert index.contains(aside, index.tagged("p")[1])
    assert not index.contains(aside, figure)
    assert index.contains(aside, aside)
    assert not index.holds(figure, "figure")


def test_names_are_class_and_id_lower_case(index: PageIndex) -> None:
    division = index.tagged("div")[0]
    assert index.named(division) == tokens(division) == " story wide main "


def test_names_are_cut_where_they_are_no_names() -> None:
    element = html.fromstring(f"<div class='{'x ' * 5000}'>a</div>")
    assert len(tokens(element)) == MAX_NAMES


def test_a_name_test_remembers() -> None:
    test = name_test(r"\sstory\s")
    assert test(" story wide main ")
    assert test(" story wide main ")
    assert not test(" history ")


@given(SOUP)
def test_the_index_says_what_the_tree_says(pieces: list[str]) -> None:
    root = html.document_fromstring("<html><body>" + "".join(pieces).replace("\x00", "") + " x</body></html>")
    index = PageIndex(root)
    for element in root.iter():
        assert isinstance(element, HtmlElement)
        assert index.letters(element) == len(element.text_content())
        assert index.inside(element) == list(element.iterdescendants())
        assert index.inside(element, "b", "td") == list(element.iterdescendants("b", "td"))
        assert index.holds(element, "li") == (element.find(".//li") is not None)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x00\x01\x02", "D103"), (b"  \n ", "D102"), (b"<div>" * 20_000, "D106")],
    ids=["binary", "empty", "deep"],
)
def test_what_is_no_page_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_page(data)
    assert caught.value.code == code


def test_names_are_tried_where_a_stem_stands_in_them() -> None:
    index = PageIndex(
        parse_source("<div class='post-title'><b id='Subtitle'>a</b></div><p class='lead'>b</p>")
    )
    tried: list[str] = []

    def is_below(names: str) -> bool:
        tried.append(names)
        return "sub" in names

    found = index.passing(is_below, "title", "headline")
    assert [index.order[place].tag for place in found] == ["b"]
    assert sorted(tried) == ["  subtitle ", " post-title  "]


def test_attributes_are_read_in_one_look() -> None:
    source = "<div itemscope itemprop='comment'><p style='display: none'>a</p><p hidden>b</p>c</div>d"
    index = PageIndex(parse_source(f"<html><body>{source}</body></html>"))
    assert [index.order[place].tag for place in index.scoped] == ["div"]
    assert list(index.props.values()) == ["comment"]
    assert [index.texts[place] for place in sorted(index.hidden)] == ["a", "b"]
    assert index.texts_of("p", "i") == ["a", "b"]
    assert "c" in index.tails
    assert {"div", "p"} <= set(index.tags)
