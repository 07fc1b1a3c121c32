"""Labels of blocks, and weights fitted on pages of our own writing."""

from __future__ import annotations

import pytest

from dateline.dissect.blocks import lay_page
from dateline.dissect.body import BodyModel
from dateline.dissect.dom import PageIndex, parse_page
from dateline.dissect.fit_body import Labelled, align, fit_body
from dateline.dissect.metadata import read_facts
from dateline.dissect.words import key

from .pages import PARAGRAPHS, page, story

TEASER = "A quite different story about the market"
AFTER = f"<aside><a href='/x'>{TEASER}</a></aside>"


def test_long_blocks_are_found_by_their_words_and_short_ones_in_their_order() -> None:
    tree, _ = parse_page(page("<p>Home</p>" + story("<h3>Home</h3>")))
    blocks, _ = lay_page(PageIndex(tree))
    said = key("Crossing closed after fire Home " + " ".join(PARAGRAPHS))
    found = [blocks[n].text for n in align(blocks, said)]
    assert found[-4:] == list(PARAGRAPHS)
    assert found.count("Home") <= 1


def test_weights_fitted_on_labelled_pages_tell_them_apart() -> None:
    pytest.importorskip("sklearn")
    pages = [
        Labelled(html=page(story(after=AFTER), title=f"Story number {n}"), site=f"s{n}", paragraphs=PARAGRAPHS)
        for n in range(6)
    ] + [
        Labelled(html=page(story(after=AFTER)), site=f"t{n}", wanted=PARAGRAPHS[:2], unwanted=[TEASER])
        for n in range(6)
    ]  # fmt: skip
    fitted = fit_body(pages)
    tree, _ = parse_page(page(story(after=AFTER)))
    index = PageIndex(tree)
    blocks, _ = lay_page(index)
    probs = BodyModel(**fitted).probs(index, blocks, read_facts(tree, url=None))
    by_text = {block.text: prob for block, prob in zip(blocks, probs, strict=True)}
    assert min(by_text[p] for p in PARAGRAPHS) > fitted["cut"] > by_text[TEASER]
