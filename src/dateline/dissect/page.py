"""A page on the table: its tree, its blocks, and what has been found in them so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from dateline.dissect.blocks import Block
from dateline.dissect.comments import Thread
from dateline.dissect.dom import Element, PageIndex
from dateline.dissect.metadata import PageFacts
from dateline.model import PartKind, When

#: Method of a line that prints when the report was published or updated.
TIMES_LINE = "rule:times-line/1"


@dataclass(slots=True)
class Piece:
    """A stretch of one block and what it is; pieces of one ``group`` become one part."""

    kind: PartKind
    start: int
    end: int
    method: str
    at: When | None = None
    by: str | None = None
    outlet: str | None = None
    group: int | None = None


@dataclass(slots=True)
class Page:
    """The page being taken apart. ``pieces`` maps a block's index to what stands in it.

    ``walked`` is the index of the tree where it has been made; ask for ``index``, which makes it where not.
    """

    tree: Element
    facts: PageFacts
    blocks: list[Block]
    thread: Thread
    body: set[int]
    url: str | None = None
    #: Whether the blocks are the lines of a plain text: there is no page to ask.
    plain: bool = False
    pieces: dict[int, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    headline: int | None = None
    published: When | None = None
    walked: PageIndex | None = None

    @property
    def index(self) -> PageIndex:
        """The elements of the tree, walked once."""
        if self.walked is None:
            self.walked = PageIndex(self.tree)
        return self.walked

    @property
    def first_body(self) -> int:
        """Index of the first block of running text; the number of blocks where there is none."""
        return min(self.body, default=len(self.blocks))

    @property
    def last_body(self) -> int:
        """Index of the last block of running text; -1 where there is none."""
        return max(self.body, default=-1)

    def head_zone(self) -> range:
        """Return the blocks around the headline and before the running text, where byline and times stand."""
        first = self.first_body
        start = self.headline if self.headline is not None else max(0, first - 12)
        return range(max(0, min(start, first) - 6), min(len(self.blocks), max(first, start) + 5))

    def is_free(self, index: int) -> bool:
        """Return whether nothing has been found in a block yet."""
        return not self.pieces.get(index)

    def is_open(self, index: int) -> bool:
        """Return whether a block is free, or a times line: a byline may stand on it."""
        return all(p.method == TIMES_LINE for p in self.pieces.get(index, []))

    def take(self, index: int, kind: PartKind, method: str, **more: object) -> None:
        """Say what a whole block is; it is running text no longer."""
        block = self.blocks[index]
        self.pieces[index] = [Piece(kind, 0, len(block.text), method, **more)]  # type: ignore[arg-type]
        self.body.discard(index)
