"""A page on the table: its tree, its blocks, and what has been found in them so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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


class Body(set[int]):
    """Indices of the blocks of running text, with the first and the last at hand.

    Both move over the indices at most once each way while blocks are only taken out, whoever asks how often.
    """

    def __init__(self, indices: Iterable[int], *, size: int) -> None:
        super().__init__(indices)
        self._size, self._first, self._last = size, 0, size - 1

    def add(self, index: int) -> None:
        """Take a block in."""
        super().add(index)
        self._first, self._last = min(self._first, index), max(self._last, index)

    @property
    def first(self) -> int:
        """The first index; the number of blocks where there is none."""
        while self._first < self._size and self._first not in self:
            self._first += 1
        return self._first

    @property
    def last(self) -> int:
        """The last index; -1 where there is none."""
        while self._last >= 0 and self._last not in self:
            self._last -= 1
        return self._last


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
    _text: Body = field(init=False)

    def __post_init__(self) -> None:
        """Keep the body where its ends are at hand."""
        self._text = Body(self.body, size=len(self.blocks))
        self.body = self._text

    @property
    def index(self) -> PageIndex:
        """The elements of the tree, walked once."""
        if self.walked is None:
            self.walked = PageIndex(self.tree)
        return self.walked

    @property
    def first_body(self) -> int:
        """Index of the first block of running text; the number of blocks where there is none."""
        return self._text.first

    @property
    def last_body(self) -> int:
        """Index of the last block of running text; -1 where there is none."""
        return self._text.last

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
