"""A page as blocks."""

from __future__ import annotations

from dateline.dissect.blocks import MAX_AROUND, lay_blocks, lay_page
from dateline.dissect.dom import PageIndex, parse_source


def laid(body: str) -> list[str]:
    return [block.text for block in lay_blocks(parse_source(f"<html><body>{body}</body></html>"))]


def test_block_elements_and_breaks_end_lines() -> None:
    assert laid("<p>One <b>two</b>three</p>four<br>five<ul><li>six</li></ul>") == [
        "One twothree",
        "four",
        "five",
        "six",
    ]


def test_white_space_joins_and_unseen_signs_go() -> None:
    assert laid("<p>  One \n two&shy;fold\u200b  <i> three</i></p>") == ["One twofold three"]


def test_scripts_forms_and_words_for_screen_readers_give_no_lines() -> None:
    assert laid("<p>One</p><script>x()</script><p>a<span class='sr-only'>read</span> b</p>") == ["One", "a b"]


def test_marks_and_links_know_their_stretch() -> None:
    block = lay_blocks(parse_source("<p>See <a href='/x'>the <b>map</b></a> now</p>"))[0]
    assert block.links == [(4, 11, "/x")]
    assert [(e.tag, block.text[s:t]) for e, s, t in block.marks] == [("b", "map"), ("a", "the map")]
    assert round(block.link_share, 2) == round(7 / 15, 2)


def test_an_inline_element_around_blocks_marks_each_of_them() -> None:
    blocks = lay_blocks(parse_source("<span class='x'>a<div>b</div>c</span>"))
    assert [[block.text[s:t] for _, s, t in block.marks] for block in blocks] == [["a"], ["b"], ["c"]]


def test_zones_come_from_tags_and_names() -> None:
    blocks = lay_blocks(
        parse_source("<nav><p>a</p></nav><div class='related-posts'>b</div><p style='display: none'>c</p>")
    )
    assert [sorted(block.zones) for block in blocks] == [["nav"], ["furniture"], ["hidden"]]


def test_left_out_elements_lie_apart() -> None:
    tree = parse_source("<p>One</p><div id='c'>two<p>three</p></div>four")
    area = tree.get_element_by_id("c")
    blocks, aside = lay_page(PageIndex(tree), left_out=[area])
    assert [b.text for b in blocks] == ["One", "four"]
    assert [b.text for b in aside] == ["two", "three"]
    assert [b.text for b in lay_blocks(tree, left_out=[area])] == ["One", "four"]


def test_part_of_a_page_is_laid_from_the_same_index() -> None:
    tree = parse_source("<p>One</p><div id='c'>two<p>three</p></div>four")
    area = tree.get_element_by_id("c")
    assert [b.text for b in lay_blocks(area, index=PageIndex(tree))] == ["two", "three"]


def test_marks_of_a_line_do_not_grow_with_the_depth_of_inline_tags() -> None:
    blocks = lay_blocks(parse_source("<b>" * 300 + "a<br>" * 500))
    assert len(blocks) == 500
    assert max(len(block.marks) for block in blocks[:-1]) <= MAX_AROUND
