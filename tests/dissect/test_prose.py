"""What holds of a block, by name."""

from __future__ import annotations

from dateline.dissect.blocks import lay_page
from dateline.dissect.dom import PageIndex, parse_page
from dateline.dissect.metadata import read_facts
from dateline.dissect.prose import Prose, name_words
from dateline.dissect.views import names_of

from .pages import PARAGRAPHS, page, story


def prose_of(data: bytes) -> Prose:
    tree, _ = parse_page(data)
    index = PageIndex(tree)
    return Prose(index, lay_page(index)[0], read_facts(tree, url=None))


def names_by_text(data: bytes) -> dict[str, set[str]]:
    prose = prose_of(data)
    return {
        block.text: {name for view in views for name in names_of(view)} | words
        for block, views, words in zip(prose.blocks, prose.views(), prose.around(), strict=True)
    }


def test_a_line_is_told_by_length_links_tag_and_signs() -> None:
    names = names_by_text(page("<ul><li><a href='/x'>Read more »</a></li></ul>" + story()))
    assert {"long:0", "linked:5", "tag:li", "whole:a", "sign,long:0"} <= names["Read more »"]
    assert {"tag:p", "linked:0", "ended:1,tag:p"} <= names[PARAGRAPHS[0]]


def test_the_core_is_what_holds_most_of_the_prose() -> None:
    names = names_by_text(page(story()).replace(b"</body>", b"<div><p>Far away</p></div></body>"))
    assert "out:0" in names[PARAGRAPHS[1]]
    assert "out:0" not in names["Far away"]


def test_names_around_a_block_are_its_own_and_its_holders() -> None:
    names = names_by_text(
        page("<div class='entry-content' itemprop='articleBody'><p id='lead-2'>Words</p></div>")
    )
    assert {"name:entry-content", "word:content", "prop:articlebody", "word:lead", "in:article"} <= names[
        "Words"
    ]


def test_a_stated_body_and_copies_are_told() -> None:
    said = '{"@type": "NewsArticle", "articleBody": "' + " ".join(PARAGRAPHS) + '"}'
    head = f"<script type='application/ld+json'>{said}</script>"
    names = names_by_text(
        page(story() + f"<p>Another long line that nobody stated.</p><p>{PARAGRAPHS[0]}</p>", head=head)
    )
    assert "stated:1" in names[PARAGRAPHS[1]]
    assert "stated:0" in names["Another long line that nobody stated."]
    assert "again" in names[PARAGRAPHS[0]]


def test_a_second_look_tells_what_stands_near() -> None:
    prose = prose_of(page(story()))
    sure = prose.second([1.0] * len(prose.blocks))
    unsure = prose.second([0.0] * len(prose.blocks))
    assert "p:7,before:3,after:3" in names_of(sure[2][1])
    assert names_of(unsure[2][0]) == ["sure-core:none"]


def test_numbers_in_names_are_one_number() -> None:
    assert (
        name_words("div", " post-1234 ", None)
        == name_words("div", " post-98 ", None)
        == {"name:post-0", "word:post"}
    )
