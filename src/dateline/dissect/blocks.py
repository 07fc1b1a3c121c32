"""A page as blocks: the lines a reader sees, each with its element, its inline marks and its links."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from dateline.dissect.dom import Element, tokens
from dateline.dissect.words import key

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
_NAV = re.compile(
    r"[\s_-](?:nav|navi|navigation|navbar|menu|menue|breadcrumbs?|sidebar|masthead|cookie|cookies"
    r"|consent|gdpr|newsletter|"
    r"related|related-?posts|recommended|recommendations|most-?read|popular|trending|promo|advert"
    r"|advertisement|social|share|sharing|"
    r"sharedaddy|subscribe|paywall|footer|teaser|pagination|site-?header)[\s_-]"
)
_UNSEEN = re.compile(
    r"\s(?:sr-only|screen-reader-text|visually-?hidden|u-visually-hidden|h-offscreen|offscreen"
    r"|show-for-sr|assistive-text)\s"
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DROPPED = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"))


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

    @property
    def key(self) -> str:
        """Letters and digits alone, folded."""
        if self._key is None:
            self._key = key(self.text)
        return self._key

    @property
    def link_share(self) -> float:
        """Share of the text that stands in links."""
        linked = sum(end - start for element, start, end in self.marks if element.tag == "a")
        return min(1.0, linked / max(1, len(self.text)))

    @property
    def level(self) -> int | None:
        """1 to 6 for a heading, else None."""
        tag = self.element.tag
        return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else None


class _Line:
    """The line being gathered: white space is joined as pieces come in."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blank = False
        self.marks: list[tuple[Element, int, int]] = []

    def add(self, text: str | None) -> None:
        if not text:
            return
        words = text.translate(_DROPPED).split()
        if not words:
            self.blank = True
            return
        if self.length and (self.blank or text[0].isspace()):
            self.pieces.append(" ")
            self.length += 1
        piece = " ".join(words)
        self.pieces.append(piece)
        self.length += len(piece)
        self.blank = text[-1].isspace()


class Layout:
    """Walks a tree once and lays its blocks."""

    def __init__(self, *, left_out: Collection[Element]) -> None:
        self.blocks: list[Block] = []
        self._left_out = set(left_out)
        self._line = _Line()
        self._holder: list[tuple[Element, frozenset[str]]] = []
        self._open: list[tuple[Element, int]] = []

    def lay(self, root: Element) -> list[Block]:
        """Return the blocks of the tree in page order; ``left_out`` elements and their insides give none."""
        self._holder.append((root, frozenset()))
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                continue
            if (
                not isinstance(element.tag, str)
                or element.tag in SKIPPED_TAGS
                or element in self._left_out
                or _unseen(element)
            ):
                if element.tag in BLOCK_TAGS or element in self._left_out:
                    self._flush()
                self._line.add(element.tail)
                continue
            self._enter(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self._flush()
        return self.blocks

    def _enter(self, element: Element) -> None:
        if element.tag in BLOCK_TAGS:
            self._flush()
            self._holder.append((element, self._holder[-1][1] | _zones(element)))
        elif element.tag == "br":
            self._flush()
        else:
            self._open.append((element, self._line.length))
        self._line.add(element.text)

    def _leave(self, element: Element) -> None:
        if element.tag in BLOCK_TAGS:
            self._flush()
            self._holder.pop()
        elif element.tag != "br":
            _, start = self._open.pop()
            if self._line.length > start:
                self._line.marks.append((element, start, self._line.length))
        self._line.add(element.tail)

    def _flush(self) -> None:
        line, self._line = self._line, _Line()
        for position, (element, start) in enumerate(self._open):
            if line.length > start:
                line.marks.append((element, start, line.length))
            self._open[position] = (element, 0)
        if line.length:
            holder, zones = self._holder[-1]
            block = Block(len(self.blocks), holder, "".join(line.pieces), zones)
            for element, start, end in line.marks:
                self._mark(block, element, start, end)
            self.blocks.append(block)

    def _mark(self, block: Block, element: Element, start: int, end: int) -> None:
        while start < end and block.text[start] == " ":
            start += 1
        block.marks.append((element, start, end))
        href = element.get("href") if element.tag == "a" else None
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
            block.links.append((start, end, href.strip()))


def _unseen(element: Element) -> bool:
    """Return whether an element is for screen readers alone."""
    names = element.get("class")
    return bool(names) and bool(_UNSEEN.search(f" {names} "))


def _zones(element: Element) -> frozenset[str]:
    """Return what a block-level element says about all that stands in it."""
    found = set()
    tag = element.tag
    if tag in (
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
    ):
        found.add(tag)
    named = tokens(element)
    if tag not in ("html", "body", "main", "article") and len(named) > 2 and _NAV.search(named):
        found.add("furniture")
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        found.add("hidden")
    return frozenset(found)


def lay_blocks(root: Element, *, left_out: Collection[Element] = ()) -> list[Block]:
    """Return the page's blocks in page order, without what stands in ``left_out``."""
    return Layout(left_out=left_out).lay(root)
