"""Captions in a text without markup: short lines of their own that end with a photo's credit."""

from __future__ import annotations

import re

from dateline.dissect.page import Page, Piece
from dateline.dissect.photo_credits import (
    clean_credit,
    closing_credit,
    credit_in,
    is_picture_credit,
    names_house,
    picture_labels,
)
from dateline.model import PartKind

#: Longest line that can be a caption; a paragraph that ends with an agency is the agency's.
MAX_LINE = 320
CAPTION_METHOD, CREDIT_METHOD = "rule:line-with-photo-credit/1", "rule:photo-credit/1"
_COPYRIGHT = re.compile(r"\s*(?:copyright|©|\(c\))\s*(?:\d{4}|©)", re.IGNORECASE)
_CREDIT = re.compile(r"[\s(\[|/–—-]*credits?\s*:", re.IGNORECASE)
_MENTION = re.compile(
    r"Getty Images|Shutterstock|/(?:AFP|AP|Reuters|EPA|dpa|Getty)\b|\bvia\s[A-Z]|AP Photo|Handout"
)


def mark_captions(page: Page) -> None:
    """Mark lines of a text that are captions with their credit, and lines that are a photo's credit alone."""
    for block in page.blocks:
        if block.index not in page.body or not page.is_free(block.index) or len(block.text) > MAX_LINE:
            continue
        if is_picture_credit(block.text) or (names_house(block.text) and _MENTION.search(block.text)):
            page.take(block.index, PartKind.FURNITURE, CREDIT_METHOD, by=clean_credit(block.text))
            continue
        if _COPYRIGHT.match(block.text):
            continue
        stretch = closing_credit(block.text)
        by = credit_in(block.text)
        if stretch is None or by is None or not _is_of_picture(block.text[stretch[0] : stretch[1]]):
            continue
        page.body.discard(block.index)
        page.pieces[block.index] = [Piece(PartKind.CAPTION, 0, len(block.text), CAPTION_METHOD, by=by)]


def _is_of_picture(credit: str) -> bool:
    """Return whether a credit is a picture's: by its label, a sign, or the house it names."""
    labelled = picture_labels().search(credit) is not None or _CREDIT.match(credit) is not None
    return labelled or "©" in credit or _MENTION.search(credit) is not None
