"""Blocks and pieces into one text, with exact spans for every part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.dissect.blocks import Block
from dateline.dissect.metadata import join_address
from dateline.dissect.page import Page, Piece
from dateline.model import Credit, Link, Part, PartKind

BODY_METHOD = "weights:body/1"
#: Parts shorter than this many letters between two pieces are punctuation, not prose.
_GAP = " \t\n—–-·|,;:"
_PROSE = frozenset(
    {PartKind.BODY, PartKind.UPDATE, PartKind.EDITORS_NOTE, PartKind.STANDFIRST, PartKind.QUOTE}
)


@dataclass(slots=True)
class Laid:
    """The report's text and what stands in it."""

    text: str = ""
    parts: list[Part] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class _Placed:
    piece: Piece
    start: int
    end: int


def lay_out(page: Page) -> Laid:
    """Return the text in page order: a blank line between blocks, a line break within one element."""
    laid = Laid()
    chunks: list[str] = []
    length = 0
    before: Block | None = None
    placed: list[_Placed] = []
    for block in _in_order(page):
        if before is not None:
            joint = _joint(page, before, block)
            chunks.append(joint)
            length += len(joint)
        for piece in filled(block, page.pieces.get(block.index, [])):
            placed.append(_Placed(piece, length + piece.start, length + piece.end))
            if piece.kind in _PROSE or piece.kind is PartKind.CREDIT:
                laid.links += _links(block, piece, offset=length, base=page.facts.base)
        chunks.append(block.text)
        length += len(block.text)
        before = block
    laid.text = "".join(chunks)
    _finish(laid, placed)
    return laid


def _joint(page: Page, before: Block, block: Block) -> str:
    """Return what stands between two blocks: a blank in one caption, a line break in one element."""
    group = _group(page, block)
    if (
        group is not None
        and group == _group(page, before)
        and page.pieces[block.index][0].kind is PartKind.CAPTION
    ):
        return " "
    return "\n" if before.element is block.element and block.index - before.index == 1 else "\n\n"


def _in_order(page: Page) -> Iterator[Block]:
    """Yield the kept blocks in page order; what stands inside a group of pieces comes after the group."""
    kept = [b for b in page.blocks if b.index in page.body or page.pieces.get(b.index)]
    groups = {b.index: group for b in kept if (group := _group(page, b)) is not None}
    last = {group: index for index, group in groups.items()}
    waiting: list[Block] = []
    current: int | None = None
    for block in kept:
        group = groups.get(block.index)
        if group is not None:
            current = group
        elif current is not None and block.index < last[current]:
            waiting.append(block)
            continue
        yield block
        if group is not None and last[group] == block.index:
            current = None
            yield from waiting
            waiting = []


def _group(page: Page, block: Block) -> int | None:
    return next((p.group for p in page.pieces.get(block.index, []) if p.group is not None), None)


def filled(block: Block, pieces: list[Piece], *, method: str = BODY_METHOD) -> Iterator[Piece]:
    """Yield the pieces of a block in order; what they leave of it is running text."""
    at = 0
    for piece in sorted(pieces, key=lambda p: p.start):
        yield from _rest(block, at, piece.start, method=method)
        yield piece
        at = piece.end
    yield from _rest(block, at, len(block.text), method=method)


def _rest(block: Block, start: int, end: int, *, method: str) -> Iterator[Piece]:
    gap = block.text[start:end]
    left = len(gap) - len(gap.lstrip(_GAP if start else " "))
    right = len(gap) - len(gap.rstrip(" " if end == len(block.text) else _GAP))
    if start + left < end - right:
        yield Piece(PartKind.BODY, start + left, end - right, method)


def _links(block: Block, piece: Piece, *, offset: int, base: str | None) -> list[Link]:
    return [
        Link(start=offset + start, end=offset + end, text=block.text[start:end], url=join_address(base, url))
        for start, end, url in block.links
        if piece.start <= start and end <= piece.end and start < end
    ]


def _finish(laid: Laid, placed: list[_Placed]) -> None:
    """Make parts of placed pieces; pieces of one group become one part."""
    open_group: int | None = None
    for item in placed:
        piece, start, end = item.piece, item.start, item.end
        if piece.group is not None and piece.group == open_group:
            first = laid.parts[-1]
            laid.parts[-1] = Part(
                kind=first.kind,
                start=first.start,
                end=end,
                text=laid.text[first.start : end],
                at=first.at,
                by=first.by,
                method=first.method,
            )
            continue
        open_group = piece.group
        text = laid.text[start:end]
        laid.parts.append(
            Part(
                kind=piece.kind,
                start=start,
                end=end,
                text=text,
                at=piece.at,
                by=piece.by,
                method=piece.method,
            )
        )
        if piece.kind is PartKind.CREDIT:
            laid.credits.append(Credit(start=start, end=end, text=text, outlet=piece.outlet))
