"""Which blocks of a page are its running text: trafilatura reads, its words are found again in the blocks."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors
from dateline.dissect.words import key

_MARK = "data-dateline-out"
#: A block of this many letters is found by its words alone; a shorter one only beside its neighbours.
SURE_LETTERS = 24
#: How far ahead in trafilatura's text the next short block may stand.
NEAR_LETTERS = 12


def pick_body(tree: Element, blocks: Sequence[Block], *, left_out: Collection[Element]) -> set[int]:
    """Return the indices of the blocks that carry the running text."""
    said = key(_trafilatura(tree, left_out=left_out))
    found = _align(blocks, said)
    return _one_copy(blocks, found)


@cache
def _extractor() -> Any:
    """Return trafilatura's entry, imported when the first page comes: a text never needs it."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    return bare_extraction


def _trafilatura(tree: Element, *, left_out: Collection[Element]) -> str:
    """Return the words that trafilatura takes for the main text, "" where it finds none."""
    page = _without(tree, left_out)
    try:
        document = _extractor()(page, include_comments=False, include_tables=True, fast=False)
    except (ValueError, RecursionError, TypeError, AttributeError, IndexError):
        return ""
    body = getattr(document, "body", None)
    return "" if body is None else " ".join(body.itertext())


def _without(tree: Element, left_out: Collection[Element]) -> Element:
    """Return a copy of the tree without some of its elements."""
    for element in left_out:
        element.set(_MARK, "1")
    page = deepcopy(tree)
    for element in left_out:
        del element.attrib[_MARK]
    for element in page.xpath(f"//*[@{_MARK}]"):
        if element.getparent() is not None:
            element.drop_tree()
    return page


def _align(blocks: Sequence[Block], said: str) -> dict[int, int]:
    """Return the place in the said letters of each block that stands in them."""
    places: dict[int, int] = {}
    at = 0
    for block in blocks:
        letters = block.key
        if not letters:
            continue
        if len(letters) >= SURE_LETTERS:
            place = said.find(letters, at)
            place = place if place >= 0 else said.find(letters)
            if place < 0 and len(letters) > 2 * SURE_LETTERS:
                place = said.find(letters[:SURE_LETTERS])
                if place >= 0 and said.find(letters[-SURE_LETTERS:], place) < 0:
                    place = -1
        else:
            place = said.find(letters, at, at + NEAR_LETTERS + len(letters)) if at else -1
        if place >= 0:
            places[block.index] = place
            at = place + len(letters)
    return places


def _one_copy(blocks: Sequence[Block], places: dict[int, int]) -> set[int]:
    """Return the found blocks; of two with the same words, the one amid the most text."""
    weight: Counter[Element] = Counter()
    for index in places:
        for step, holder in enumerate(ancestors(blocks[index].element)):
            weight[holder] += len(blocks[index].key)
            if step > 12:
                break
    best: dict[str, int] = {}
    kept = set()
    for index in places:
        letters = blocks[index].key
        if len(letters) < SURE_LETTERS:
            kept.add(index)
            continue
        other = best.get(letters)
        if other is None or _standing(blocks[index], weight) > _standing(blocks[other], weight):
            best[letters] = index
    return kept | set(best.values())


def _standing(block: Block, weight: Counter[Element]) -> tuple[int, int]:
    return (
        0 if "hidden" in block.zones else 1,
        weight[block.element.getparent()] if block.element.getparent() is not None else 0,
    )
