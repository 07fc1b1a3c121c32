"""Running text told by weights."""

from __future__ import annotations

import json
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from dateline.dissect.blocks import Block, lay_page
from dateline.dissect.body import BodyModel, one_copy, pick_body
from dateline.dissect.dom import PageIndex, parse_page
from dateline.dissect.metadata import PageFacts, read_facts

from .pages import PARAGRAPHS, page, story

MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12)) + "</ul></nav>"
TEASERS = (
    "<aside class='related'><h3>More from the region</h3><ul>"
    + "".join(f"<li><a href='/s{n}'>Another story about the market, part {n}</a></li>" for n in range(6))
    + "</ul></aside>"
)


def picked(data: bytes) -> list[str]:
    index, blocks, facts = laid(data)
    return [blocks[n].text for n in sorted(pick_body(index, blocks, facts))]


def laid(data: bytes) -> tuple[PageIndex, list[Block], PageFacts]:
    tree, _ = parse_page(data)
    index = PageIndex(tree)
    return index, lay_page(index)[0], read_facts(tree, url=None)


def test_paragraphs_are_text_and_menus_and_teasers_are_not() -> None:
    text = picked(page(MENU + story(after=TEASERS) + "<footer>© 2031 Example Post. Imprint</footer>"))
    assert [line for line in text if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert not [line for line in text if "Section" in line or "Another story" in line or "©" in line]


def test_text_in_boxes_without_paragraph_tags_is_found() -> None:
    body = "<div class='content'>" + "<br><br>".join(PARAGRAPHS) + "</div>"
    assert set(PARAGRAPHS) <= set(picked(page(MENU + body)))


def test_a_page_of_links_has_no_text() -> None:
    assert picked(b"<html><body>" + MENU.encode() + TEASERS.encode() + b"</body></html>") == []


def test_of_two_copies_the_shown_one_is_kept() -> None:
    index, blocks, _ = laid(page(f"<div hidden><p>{PARAGRAPHS[0]}</p></div>" + story()))
    twice = [block.index for block in blocks if block.text in PARAGRAPHS]
    kept = one_copy(index, blocks, twice)
    assert [blocks[n].text for n in sorted(kept)] == list(PARAGRAPHS)
    assert not any("hidden" in blocks[n].zones for n in kept)


def test_no_blocks_no_text() -> None:
    index, _, facts = laid(page(""))
    assert pick_body(index, [], facts) == set()


def test_the_shipped_weights_say_where_they_come_from() -> None:
    stored = json.loads((files("dateline") / "data" / "body_weights.json").read_text(encoding="utf-8"))
    assert set(stored["source"]) == {"sets", "fitted", "command"}
    assert 0 < stored["cut"] < 1
    assert all(isinstance(w, float | int) for look in ("first", "second") for w in stored[look].values())


@given(
    st.lists(st.sampled_from(["<p>", "<li>", "<div class='a'>", "</div>", "One two. ", "<a href='/x'>b</a>"]))
)
def test_every_block_gets_a_probability(pieces: list[str]) -> None:
    index, blocks, facts = laid(page("".join(pieces)))
    probs = BodyModel(first={"bias": 0.5}, second={"bias": -0.5, "p:4": 9.0}, cut=0.4).probs(
        index, blocks, facts
    )
    assert len(probs) == len(blocks)
    assert all(0 < p < 1 for p in probs)


def test_the_second_look_knows_what_the_first_made_of_a_block() -> None:
    index, blocks, facts = laid(page(story()))
    sure = BodyModel(first={"tag:p": 20.0, "bias": -10.0}, second={"p:7": 5.0, "bias": -3.0}, cut=0.4)
    probs = sure.probs(index, blocks, facts)
    assert all((p > 0.5) == (block.element.tag == "p") for p, block in zip(probs, blocks, strict=True))
