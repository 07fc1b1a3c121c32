"""A page as blocks: the lines a reader sees, each with its element, its inline marks and its links."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.dissect.dom import Element, PageIndex
from dateline.dissect.words import key, squeeze

#: Elements that break the line.
BLOCK_TAGS = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "amp-img",
        "picture",
        "video",
        "noscript",
    ]
)
#: Elements without words of the page.
SKIPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "head",
        "datalist",
        "math",
        "picture",
        "source",
        "track",
        "amp-ad",
        "amp-analytics",
    ]
)
#: Of these, those that some sites put around a picture with its caption.
_AROUND_CAPTION = frozenset({"button", "picture", "source"})
_NAV = re.compile(
    r"[\s_-](?:nav|navi|navigation|navbar|menu|menue|breadcrumbs?|sidebar|masthead|cookie|cookies"
    r"|consent|gdpr|newsletter|"
    r"related|related-?posts|recommended|recommendations|most-?read|popular|trending|promo|advert"
    r"|advertisement|social|share|sharing|"
    r"sharedaddy|subscribe|paywall|footer|teaser|pagination|site-?header)[\s_-]"
)
_HIDDEN = frozenset({"hidden"})
_LEVELS = {f"h{level}": level for level in range(1, 7)}
#: Tags that say what stands in them; outer holders whose name says nothing of the kind.
_ZONE_TAGS = frozenset(
    [
        "nav",
        "aside",
        "footer",
        "header",
        "figure",
        "figcaption",
        "table",
        "form",
        "blockquote",
        "li",
        "dialog",
    ]
)
_WHOLE = frozenset(["html", "body", "main", "article"])
#: How many of the inline elements around a line are marked on it; more of them are no one's markup.
MAX_AROUND = 40
#: Lines of a page that are laid; no report comes near it, and what lies behind them is left.
MAX_LINES = 20_000


@dataclass(slots=True, eq=False)
class Block:
    """One line of the page. ``marks`` are inline elements and their stretch of ``text``."""

    index: int
    element: Element
    text: str
    zones: frozenset[str]
    marks: list[tuple[Element, int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    _key: str | None = None
    _share: float | None = None

    @property
    def key(self) -> str:
        """Letters and digits alone, folded."""
        if self._key is None:
            self._key = key(self.text)
        return self._key

    @property
    def link_share(self) -> float:
        """Share of the text that stands in links."""
        if not self.marks:
            return 0.0
        if self._share is None:
            linked = sum([end - start for element, start, end in self.marks if element.tag == "a"])
            self._share = min(1.0, linked / max(1, len(self.text)))
        return self._share

    @property
    def level(self) -> int | None:
        """1 to 6 for a heading, else None."""
        return _LEVELS.get(self.element.tag)


class _Line:
    """The line being gathered: white space is joined as pieces come in."""

    __slots__ = ("blank", "length", "marks", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blank = False
        self.marks: list[tuple[Element, int, int]] = []

    def add(self, text: str) -> None:
        piece = squeeze(text)
        if not piece:
            self.blank = True
            return
        if self.length and (self.blank or text[0].isspace()):
            self.pieces.append(" ")
            self.length += 1
        self.pieces.append(piece)
        self.length += len(piece)
        self.blank = text[-1].isspace()


class Layout:
    """Goes over the elements of a tree once and lays its blocks; those of left-out elements lie apart."""

    def __init__(self, index: PageIndex, *, left_out: Collection[Element], keep_aside: bool = False) -> None:
        self.blocks: list[Block] = []
        #: Lines of the left-out elements, numbered apart, where they are asked for.
        self.aside: list[Block] = []
        self._index = index
        self._order, self._names, self._hidden = index.order, index.names, index.hidden
        self._texts, self._tails = index.texts, index.tails
        self._left_out = _places(index, left_out)
        self._shut = index.unseen if keep_aside else index.unseen | self._left_out
        self._apart: int | None = None
        self._line, self._lines = _Line(), 0
        self._holder: list[tuple[Element, frozenset[str]]] = []
        self._open: list[tuple[Element, int, int]] = []

    def lay(self, root: Element) -> Layout:
        """Lay what stands in an element, in page order; return the layout itself."""
        order, ends, shut = self._index.order, self._index.ends, self._shut
        enter, leave = self._enter, self._leave
        place = self._index.place(root)
        stop = ends[place]
        #: Places that are entered, innermost last, and where the innermost ends.
        entered: list[int] = []
        until = stop
        self._holder.append((root, frozenset()))
        while place < stop:
            while until <= place:
                leave(entered.pop())
                until = ends[entered[-1]]
            tag = order[place].tag
            if place in shut or (tag in SKIPPED_TAGS and not self._holds_caption(place)):
                self._skip(place)
                place = ends[place]
                continue
            enter(place, tag)
            entered.append(place)
            until = ends[place]
            place += 1
        while len(entered) > 1:
            leave(entered.pop())
        self._flush()
        return self

    def _holds_caption(self, place: int) -> bool:
        """Return whether an element that is left elsewhere opens a picture at a click, its caption inside."""
        element = self._index.order[place]
        return element.tag in _AROUND_CAPTION and self._index.holds(element, "figcaption")

    def _skip(self, place: int) -> None:
        element = self._index.order[place]
        if element.tag in BLOCK_TAGS or place in self._left_out:
            self._flush()
        if tail := element.tail:
            self._line.add(tail)

    def _enter(self, place: int, tag: str) -> None:
        element = self._order[place]
        if self._apart is None and place in self._left_out:
            self._flush()
            self._apart = place
        line = self._line
        if tag in BLOCK_TAGS:
            if line.length:
                self._flush()
            else:
                line.blank = False
            zones = _zones_inside(self._holder[-1][1], tag, self._names[place], place in self._hidden)
            self._holder.append((element, zones))
        elif tag == "br":
            self._flush()
        else:
            self._open.append((element, line.length, self._lines))
        if (text := self._texts[place]) is not None:
            if text.isspace():
                self._line.blank = True
            else:
                self._line.add(text)

    def _leave(self, place: int) -> None:
        element = self._order[place]
        tag = element.tag
        line = self._line
        if tag in BLOCK_TAGS:
            if line.length:
                self._flush()
            else:
                line.blank = False
            self._holder.pop()
        elif tag != "br":
            _, start, number = self._open.pop()
            start = start if number == self._lines else 0
            if line.length > start:
                line.marks.append((element, start, line.length))
        if place == self._apart:
            self._flush()
            self._apart = None
        if (tail := self._tails[place]) is not None:
            if tail.isspace():
                self._line.blank = True
            else:
                self._line.add(tail)

    def _flush(self) -> None:
        line = self._line
        if not line.length:
            line.blank = False
            return
        for element, start, number in self._open[:MAX_AROUND]:
            start = start if number == self._lines else 0
            if line.length > start:
                line.marks.append((element, start, line.length))
        self._line = _Line()
        self._lines += 1
        laid = self.blocks if self._apart is None else self.aside
        if len(laid) >= MAX_LINES:
            return
        holder, zones = self._holder[-1]
        pieces = line.pieces
        block = Block(len(laid), holder, "".join(pieces) if len(pieces) > 1 else pieces[0], zones)
        if line.marks:
            _mark(block, line.marks)
        laid.append(block)


def _mark(block: Block, marks: list[tuple[Element, int, int]]) -> None:
    """Put the inline elements of a line on its block, without blanks before their words, and the links."""
    text = block.text
    for element, start, end in marks:
        while start < end and text[start] == " ":
            start += 1
        block.marks.append((element, start, end))
        if element.tag == "a":
            href = element.get("href")
            if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
                block.links.append((start, end, href.strip()))


def _places(index: PageIndex, elements: Collection[Element]) -> frozenset[int]:
    """Return where the elements stand that are in the index at all."""
    if len(elements) > len(index.order):
        wanted = elements if isinstance(elements, (set, frozenset)) else set(elements)
        return frozenset(place for place, element in enumerate(index.order) if element in wanted)
    return frozenset(index.place(element) for element in elements if element in index)


@lru_cache(maxsize=8192)
def _named_zones(tag: str, names: str) -> frozenset[str]:
    found = {tag} & _ZONE_TAGS
    if tag not in _WHOLE and len(names) > 2 and _NAV.search(names):
        found.add("furniture")
    return frozenset(found)


@lru_cache(maxsize=8192)
def _zones_inside(outer: frozenset[str], tag: str, names: str, hidden: bool) -> frozenset[str]:
    """Return the zones of an element inside others: theirs and its own."""
    zones = _named_zones(tag, names) | _HIDDEN if hidden else _named_zones(tag, names)
    return outer if zones <= outer else outer | zones


def lay_page(index: PageIndex, *, left_out: Collection[Element] = ()) -> tuple[list[Block], list[Block]]:
    """Return the page's blocks, and apart from them the lines that stand in ``left_out``, in page order."""
    layout = Layout(index, left_out=left_out, keep_aside=True).lay(index.root)
    return layout.blocks, layout.aside


def lay_blocks(
    root: Element, *, left_out: Collection[Element] = (), index: PageIndex | None = None
) -> list[Block]:
    """Return the blocks of an element in page order, without what stands in ``left_out``."""
    return Layout(index or PageIndex(root), left_out=left_out).lay(root).blocks
