"""Captions with their photo credit."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, name_test, tokens
from dateline.dissect.page import Page, Piece
from dateline.dissect.photo_credits import (
    clean_credit,
    closing_credit,
    credit_in,
    is_credit,
    is_picture_credit,
    looks_like_source,
    names_house,
)
from dateline.dissect.pictures import Describer, Figure, alternatives, figures, holder_of
from dateline.dissect.pull_quotes import find_pull_quotes
from dateline.dissect.words import key
from dateline.model import PartKind

__all__ = ["caption_holder", "find_captions", "find_pull_quotes", "split_figure"]

METHOD, CREDIT_METHOD = "logistic:caption/2", "rule:photo-credit/1"
#: Chance from which lines are a caption; measured on pages of sites that the fit did not see.
CUT = 0.35
#: Share of a line that has to be words of the caption before a credit in the same run is parted from it.
MIN_SHARE = 0.62
#: Longest line in capitals below a caption that is a house's initials.
MAX_INITIALS = 12
#: Longest credit that stands in the running text.
MAX_LINE = 150
#: Where a credit that stands alone is read as the caption of a page without another.
_HOLDERS = frozenset({"figcaption", "named", "figure"})
_EDGE = " (|/·–—-"
_PHRASES = frozenset({"span", "small", "cite", "i", "em", "p", "div", "footer", "strong"})

_is_credit_name = name_test(
    r"credit|copyright|photographer|bildquelle|bild-?nachweis|(?:image|photo|media|picture|caption|img|foto)"
    r"(?:-|--|_|__)?(?:author|source|src|by|owner|license|provider|agency)\b|quelle|rights|attribution|fotograf"
    r"|licen[cs]e|__src|-src\b|\sauthor\s|\sautor\s|byline|\ssource\s|cr[eé]dit"
)

_is_photo_credit_name = name_test(
    r"[\s_-](?:photo|image|img|picture|media|foto|bild)?[_-]?credits?\s|photo-?credit|image-?credit"
)
#: Words that open and shut a caption.
_SWITCH = re.compile(
    r"(?:^|\s)(?:(?:hide|toggle|show|expand|read) (?:the )?(?:full )?caption|enlarge(?: this)? image|vis mer"
    r"|mehr anzeigen)\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]?\s*$")


def find_captions(page: Page) -> None:
    """Mark captions; a credit in an element of its own stands apart from the words and joins them as ``by``."""
    describer: Describer | None = None
    seen: set[str] = set()
    alts = alternatives(page)
    alone: list[Figure] = []
    headline = page.blocks[page.headline].key if page.headline is not None else ""
    for figure in figures(page, alts=alts):
        split = split_figure(figure)
        describer = describer or Describer(page, alts=alts)
        worded = [b.text[start:end] for b, start, end in split.words]
        if not worded:
            alone.append(figure)
        elif chance(describer.features(figure, worded)) >= CUT:
            letters = key("".join(worded))
            if letters == headline and figure.kind not in _HOLDERS:
                continue
            if letters in seen:
                _mark_again(page, figure)
            else:
                _mark(page, figure, split)
            seen.add(letters)
    bare = not seen
    for figure in alone:
        as_caption = bare and figure.kind in _HOLDERS
        bare = not _mark_credit_alone(page, figure, as_caption=as_caption) and bare
    _join_credits(page)
    _mark_loose_credits(page)


def _join_credits(page: Page) -> None:
    """Give a caption without a credit the one that stands alone on the line below or above it."""
    alone = {
        index: pieces[0].by
        for index, pieces in page.pieces.items()
        if len(pieces) == 1 and pieces[0].method == CREDIT_METHOD and pieces[0].by
    }
    for index, pieces in list(page.pieces.items()):
        if not pieces or pieces[-1].method != METHOD or any(piece.by for piece in pieces):
            continue
        by = alone.pop(index + 1, None) or alone.pop(index - 1, None)
        for piece in pieces:
            piece.by = by


def _mark_loose_credits(page: Page) -> None:
    """Mark photo credits that stand in the running text, no figure around them; the only one is the caption."""
    bare = not any(p.kind is PartKind.CAPTION for pieces in page.pieces.values() for p in pieces)
    for index in sorted(page.body):
        block = page.blocks[index]
        if not page.is_free(index) or len(block.text) > MAX_LINE:
            continue
        named = _is_photo_credit_name(tokens(block.element)) and not _SENTENCE.search(block.text)
        if named or is_picture_credit(block.text):
            kind = PartKind.CAPTION if bare else PartKind.FURNITURE
            page.take(index, kind, CREDIT_METHOD, by=clean_credit(block.text))
            bare = False


def _mark_again(page: Page, figure: Figure) -> None:
    for block in figure.blocks:
        page.take(block.index, PartKind.FURNITURE, "rule:caption-again/1")


def caption_holder(block: Block, page: Page) -> Element | None:
    """Return the element that makes a block a possible caption; None where nothing does."""
    told = holder_of(page, block)
    return told[1] if told is not None and told[0] in ("figcaption", "named", "figure") else None


def chance(names: Sequence[str]) -> float:
    """Return the chance that lines with these features are a caption."""
    weights = _weights()
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in names)
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


@cache
def _weights() -> Mapping[str, float]:
    text = (files("dateline") / "data" / "caption_weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


class Split:
    """The lines of a figure: stretches of words, and stretches that are the credit."""

    __slots__ = ("credits", "words")

    def __init__(self) -> None:
        self.words: list[tuple[Block, int, int]] = []
        self.credits: list[tuple[Block, int, int]] = []

    @property
    def by(self) -> str | None:
        """The photo credit, the name alone: its own stretch first, then what the words end with."""
        for block, start, end in reversed(self.credits):
            if (name := clean_credit(block.text[start:end])) is not None:
                return name
        return next(
            (c for b, s, e in reversed(self.words) if (c := credit_in(b.text[s:e])) is not None), None
        )


def split_figure(figure: Figure) -> Split:
    """Return a figure's lines parted into words and credits."""
    split, seen = Split(), set[str]()
    for block in figure.blocks:
        end = _shown_end(block)
        if not block.text[:end].strip() or not block.key or block.key in seen:
            continue
        seen.add(block.key)
        stretch = _credit_stretch(block, end, after_words=bool(split.words))
        if stretch is None:
            stretch = _closing_stretch(block.text[:end])
        if stretch is None:
            split.words.append((block, 0, end))
            continue
        start, stop = stretch
        split.credits.append((block, start, stop))
        if (before := len(block.text[:start].rstrip(_EDGE))) > 0:
            split.words.append((block, 0, before))
        rest = block.text[stop:end]
        if after := rest.strip(_EDGE + ")"):
            at = stop + rest.index(after)
            split.words.append((block, at, at + len(after)))
    _part_leading(split)
    if split.credits and all(_is_bare_credit(b.text[s:e]) for b, s, e in split.words):
        split.credits += split.words
        split.words = []
    return split


def _is_bare_credit(words: str) -> bool:
    return is_credit(words) or names_house(words)


def _part_leading(split: Split) -> None:
    """Move a first line that is a name alone to the credits, where a caption follows it."""
    if len(split.words) < 2 or split.credits:
        return
    (block, start, end), (after, low, high) = split.words[:2]
    follows = high - low > 3 * (end - start) and _SENTENCE.search(after.text[low:high]) is not None
    if follows and block is not after and looks_like_source(block.text[start:end]):
        split.credits.append(split.words.pop(0))


def _shown_end(block: Block) -> int:
    """Return where a line's words end without what is hidden behind them ("show more")."""
    end = len(block.text)
    for element, start, stop in reversed(block.marks):
        if stop >= end and start > 0 and element.get("hidden") is not None:
            end = start
    end -= len(m[0]) if (m := _SWITCH.search(block.text[:end])) is not None else 0
    return len(block.text[:end].rstrip(_EDGE))


def _credit_stretch(block: Block, end: int, *, after_words: bool) -> tuple[int, int] | None:
    """Return the stretch of a line that is a photo credit in an element of its own."""
    words = block.text[:end]
    if (rest := _after_words(block, end)) is not None:
        return rest, end
    marked = [
        (start, min(stop, end))
        for element, start, stop in block.marks
        if stop - start >= 2
        and start < end
        and _is_credit_mark(block, element, (start, min(stop, end)), end=end)
    ]
    if marked:
        start, stop = min(marked)[0], max(stop for _, stop in marked)
        if start == 0 or stop >= end - 2:
            return start, stop
    apart = (after_words and _sets_apart(block)) or _is_credit_name(tokens(block.element))
    alone = after_words and len(words) <= MAX_INITIALS and words.isupper()
    if alone or is_credit(words) or names_house(words) or (apart and looks_like_source(words)):
        return 0, end
    return None


def _after_words(block: Block, end: int) -> int | None:
    """Return where a credit begins that stands behind the words' own element, in none itself."""
    for _, start, stop in block.marks:
        rest = block.text[stop:end]
        if start == 0 and 0 < stop < end - 2 and is_credit(rest.lstrip(_EDGE)):
            return stop + len(rest) - len(rest.lstrip())
    return None


def _closing_stretch(words: str) -> tuple[int, int] | None:
    """Return the credit that closes a caption in one run; a short caption stays whole with its credit."""
    stretch = closing_credit(words)
    return stretch if stretch is not None and stretch[0] >= MIN_SHARE * len(words) else None


def _sets_apart(block: Block) -> bool:
    """Return whether a line is a block of its own, not a line of a broken paragraph."""
    return block.element.tag != "p" or _is_credit_name(tokens(block.element)) or names_house(block.text)


def _is_credit_mark(block: Block, element: Element, stretch: tuple[int, int], *, end: int) -> bool:
    start, stop = stretch
    words = block.text[start:stop]
    if _is_credit_name(tokens(element)):
        return start > 0 or stop < end or looks_like_source(words)
    if stop < len(block.text[:end].rstrip(" )].")) or element.tag not in _PHRASES:
        return False
    if is_credit(words):
        return True
    before = block.text[:start].rstrip()
    parted = before[-1:] in ".!?…»”\"'" or any(
        s == 0 and e >= len(before) for _, s, e in block.marks if e <= start
    )
    return start > 0 and parted and looks_like_source(words)


def _mark(page: Page, figure: Figure, split: Split) -> None:
    """Mark words as one caption and credits as furniture; lines that lie between make it several."""
    by, indices = split.by, sorted({block.index for block, _, _ in split.words})
    group = indices[0] if indices[-1] - indices[0] == len(indices) - 1 else None
    for block in figure.blocks:
        page.body.discard(block.index)
        page.pieces[block.index] = [
            Piece(PartKind.CAPTION, start, end, METHOD, by=by, group=group)
            for b, start, end in split.words
            if b is block
        ] + [Piece(PartKind.FURNITURE, s, e, CREDIT_METHOD, by=by) for b, s, e in split.credits if b is block]
        page.pieces[block.index].sort(key=lambda piece: piece.start)
        if not page.pieces[block.index]:
            page.take(block.index, PartKind.FURNITURE, "rule:figure-line/1")


def _mark_credit_alone(page: Page, figure: Figure, *, as_caption: bool) -> bool:
    """Mark a photo credit that no words of a caption stand beside; return whether it became the page's caption.

    On some pages it is all the caption there is: the first one then stands for it.
    """
    if figure.kind in ("head", "alt"):
        return False
    marked = False
    for block in figure.blocks:
        if is_credit(block.text) or names_house(block.text):
            kind = PartKind.CAPTION if as_caption and not marked else PartKind.FURNITURE
            page.take(block.index, kind, CREDIT_METHOD, by=clean_credit(block.text))
            marked = True
    return marked and as_caption
