"""Where captions may stand: the lines beside each picture of the report, and what tells a caption among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, PageIndex, name_test
from dateline.dissect.page import Page
from dateline.dissect.photo_credits import credit_in, is_credit, names_house
from dateline.dissect.printed import find_printed
from dateline.dissect.stamps import furniture_rule
from dateline.dissect.words import key

#: Longest caption, and letters of a box around a picture and its lines (scripts and blanks count).
MAX_CAPTION, MAX_BOX, MAX_LINES = 1200, 1500, 300
#: How far around headline and running text a caption may stand, and how far up its holder.
BEFORE, BEHIND, STEPS, BOX_STEPS = 20, 10, 7, 4
#: Letters of an alternative text that tells a line; the same few letters stand in many lines.
MIN_ALT = 12
#: Letters from which lines are rather a text than a caption, and under which they are more often a label.
LONG, SHORT = 400, 14
#: Share of links from which a line is a teaser.
LINKED = 0.6
#: Lines and letters beside a picture that no name or tag says to be its caption.
MOST_LINES, MOST_LETTERS = 4, 600
#: Elements in a box around one picture and its lines; sources of a picture count.
MOST_ELEMENTS = 150
#: Lines above the headline that still belong to its head.
ABOVE = 6
_LOOSE = frozenset({"box", "figure"})
_NAMED = frozenset({"figcaption", "named"})
#: What no picture of the report itself stands in.
_FOREIGN = frozenset({"in:a", "in:aside", "in:nav", "in:footer", "in:list", "in:author", "in:player"})
PICTURES = ("img", "amp-img", "picture", "svg", "video", "amp-video", "iframe")
_IMAGES = ("img", "amp-img", "picture")
_NOT_BOX = frozenset({"a", "td", "tr", "table", "tbody", "ul", "ol", "body", "html", "main", "article"})
_NOT_NAMED = frozenset({"body", "figure", "article", "ul", "li", "nav", "main", "html"})

is_caption_name = name_test(
    r"(?<!text-)(?<!no-)(?<!without)caption(?!s?-text-|-(?:xs|sm|md|lg))|bildunterschrift"
    r"|bildtext|bild-?text|bild-?legende|legende|légende|legenda|didascalia|pie-?de-?foto|pie_foto|epigrafe"
    r"|image-?(?:desc|text|legend)|photo-?(?:desc|text|info)|bildbeschreibung|bu-text|cutline|podpis"
    r"|media-?(?:desc|text|legend)|figure-?(?:text|desc)"
)
_is_picture_name = name_test(
    r"(?:^|[\s_-])(?:pic|pict|picture|photo|image|img|foto|bild|media|illustration|illu|figure|absatzbild)s?"
    r"(?:[\s_-]|$)"
)
_is_author_name = name_test(r"author|byline|autor(?!t)|writer|redakteur|\sbio\s|avatar|profile")
_is_list_name = name_test(
    r"teaser|related|recommend|sidebar|newsletter|promo|most-?read|popular|trending|widget|advert|sponsor"
    r"|outbrain|taboola|read-?more|more-?(?:news|stories|from)|card(?:s|-list)?\s|cookie|consent|social|share"
)
_is_player_name = name_test(r"video|player|audio|podcast|playlist|live-?stream")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]?\s*$")
_CENTRED = re.compile(r"text-align:\s*center")


@dataclass(slots=True)
class Figure:
    """Lines that may be one picture's caption, the element that holds them, and how it was told."""

    kind: str
    holder: Element
    blocks: list[Block] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All its lines in one."""
        return " ".join(b.text for b in self.blocks)


def figures(page: Page, *, alts: frozenset[str]) -> list[Figure]:
    """Return the places on a page where captions may stand, in page order; see ``alternatives`` for ``alts``."""
    found: dict[tuple[bool | str, Element], Figure] = {}
    places = Places(page.index)
    for block in _near(page):
        told = holder_of(page, block, alts=alts, places=places)
        if told is None or (block.level in (1, 2) and told[0] != "box"):
            continue
        kind, holder = told
        if kind == "figcaption" or furniture_rule(block.text) is None:
            figure = found.setdefault((kind in _NAMED or kind, holder), Figure(kind, holder))
            figure.kind = kind if kind == "figcaption" else figure.kind
            figure.blocks.append(block)
    return [f for f in found.values() if f.kind not in _LOOSE or _is_one_picture(page, f, alts=alts)]


def _near(page: Page) -> Iterator[Block]:
    """Yield the free short lines from before the headline to behind the text."""
    if page.last_body < 0:
        return
    first = min(page.first_body, page.headline if page.headline is not None else page.first_body)
    for block in page.blocks[max(0, first - BEFORE) : page.last_body + BEHIND + 1]:
        if len(block.text) <= MAX_CAPTION and block.index != page.headline and page.is_free(block.index):
            yield block


class Places:
    """What elements are to a caption, asked once for each: lines have most elements around them in common."""

    def __init__(self, index: PageIndex) -> None:
        self.index = index
        self._kinds: dict[int, str] = {}
        self._boxes: dict[int, bool | None] = {}
        self._around: dict[tuple[int, int], int] = {}
        self._box_around: dict[tuple[int, int], int] = {}

    def kind(self, place: int) -> str:
        """Return whether an element is a "figcaption", "named" as a caption, or a "figure"; else nothing."""
        kind = self._kinds.get(place)
        if kind is None:
            element = self.index.order[place]
            kind = self._kinds[place] = _kind_of(self.index, element)
        return kind

    def box(self, place: int) -> bool | None:
        """Return whether an element is a box around a picture; None where no picture stands in it."""
        if place not in self._boxes:
            element = self.index.order[place]
            pictured = self.index.holds(element, *_IMAGES)
            self._boxes[place] = _is_box(self.index, element) if pictured else None
        return self._boxes[place]

    def around(self, place: int, steps: int) -> int:
        """Return the place of the first element that is of a kind, so many steps up at most; -1 for none."""
        if place < 0 or steps == 0:
            return -1
        found = self._around.get((place, steps))
        if found is None:
            found = place if self.kind(place) else self.around(self.index.parents[place], steps - 1)
            self._around[place, steps] = found
        return found

    def box_around(self, place: int, steps: int) -> int:
        """Return the place of the first element with a picture in it where that is a box; else -1."""
        if place < 0 or steps == 0:
            return -1
        found = self._box_around.get((place, steps))
        if found is None:
            boxed = self.box(place)
            up = self.box_around(self.index.parents[place], steps - 1) if boxed is None else -1
            found = self._box_around[place, steps] = place if boxed else up
        return found


def _kind_of(index: PageIndex, element: Element) -> str:
    if _is_caption(index, element):
        return "figcaption" if element.tag == "figcaption" else "named"
    pictured = element.tag == "figure" and index.holds(element, *PICTURES)
    return "figure" if pictured and is_small(index, element, 2 * MAX_CAPTION) else ""


def holder_of(
    page: Page, block: Block, *, alts: frozenset[str] = frozenset(), places: Places | None = None
) -> tuple[str, Element] | None:
    """Return what makes a line a possible caption: a figcaption, a name, a figure, a box, its words."""
    index, places = page.index, places or Places(page.index)
    place = index.place(block.element)
    around = places.around(place, STEPS)
    if around >= 0:
        kind = places.kind(around)
        if kind == "figure":
            return kind, index.order[around]
        return kind, _figure_of(index, _outermost(index, around))
    whole = 0.8 * len(block.text)
    if any(t - s >= whole and _is_caption(index, e) for e, s, t in block.marks):
        return "named", block.element
    box = places.box_around(place, BOX_STEPS)
    return _holder_by_words(page, block, box=index.order[box] if box >= 0 else None, alts=alts)


def _holder_by_words(
    page: Page, block: Block, *, box: Element | None, alts: frozenset[str]
) -> tuple[str, Element] | None:
    if _is_below_picture(page.index, block, alts=alts):
        return "below", block.element
    if box is not None:
        return "box", box
    if len(block.key) >= MIN_ALT and block.key in alts:
        return "alt", block.element
    return ("head", block.element) if _is_head_line(page, block) else None


def _outermost(index: PageIndex, place: int) -> int:
    """Return where the last of captions within captions stands: a container of the words and of their credit."""
    while (around := index.parents[place]) >= 0 and _is_caption(index, index.order[around]):
        place = around
    return place


def _is_below_picture(index: PageIndex, block: Block, *, alts: frozenset[str]) -> bool:
    """Return whether a line right behind a picture without words repeats its text or is set apart from prose."""
    if len(block.text) > LONG or block.link_share > LINKED or not (block.key in alts or _is_set_apart(block)):
        return False
    for element in (block.element, block.element.getparent()):
        before = element.getprevious() if element is not None else None
        if before is not None:
            return before in index and _is_bare_picture(index, before)
    return False


def _is_set_apart(block: Block) -> bool:
    """Return whether a line is centred, or small or slanted as a whole."""
    if (block.element.get("align") or "") == "center" or _CENTRED.search(block.element.get("style") or ""):
        return True
    whole = len(block.text) - 1
    return any(e.tag in ("em", "i", "small", "center") and t - s >= whole for e, s, t in block.marks)


def _is_bare_picture(index: PageIndex, element: Element) -> bool:
    if element.tag not in _IMAGES and not index.holds(element, *_IMAGES):
        return False
    return not index.holds(element, "p", "li", "h1", "h2", "h3") and is_small(index, element, MIN_ALT)


def _is_one_picture(page: Page, figure: Figure, *, alts: frozenset[str]) -> bool:
    """Return whether a figure or box without a caption's name holds a few lines, not a whole report."""
    if len(figure.blocks) > MOST_LINES or sum(len(b.text) for b in figure.blocks) > MOST_LETTERS:
        return False
    if page.headline is not None and page.index.contains(figure.holder, page.blocks[page.headline].element):
        return False
    return (
        figure.kind == "figure"
        or _speaks_of_picture(page, figure, alts=alts)
        or _is_picture_and_lines(page.index, figure)
    )


def _is_picture_and_lines(index: PageIndex, figure: Figure) -> bool:
    """Return whether a box is one picture and behind it a line or two without links, no paragraph."""
    if len(figure.blocks) > 2 or index.holds(figure.holder, "p", "a", "h1", "h2", "h3", "h4", "ul", "form"):
        return False
    images = index.inside(figure.holder, "img", "amp-img")
    line = index.place(figure.blocks[0].element)
    return len(images) == 1 and index.place(images[0]) < line


def _speaks_of_picture(page: Page, figure: Figure, *, alts: frozenset[str]) -> bool:
    """Return whether words or the name of a box say that the lines beside its picture are about it."""
    for block in figure.blocks:
        if block.key in alts or credit_in(block.text) is not None or names_house(block.text):
            return True
    inner = (page.index.named(block.element) for block in figure.blocks)
    return any(_is_picture_name(names) for names in (page.index.named(figure.holder), *inner))


def is_small(index: PageIndex, element: Element, most: int) -> bool:
    """Return whether an element's text content, blanks and scripts included, has fewer letters than that."""
    place = index.place(element)
    if index.ends[place] - place > MOST_ELEMENTS:
        return False
    letters = len(element.text or "")
    for inner in index.order[place + 1 : index.ends[place]]:
        letters += len(inner.text or "") + len(inner.tail or "")
        if letters >= most:
            return False
    return letters < most


def _is_box(index: PageIndex, element: Element) -> bool:
    """Return whether an element is small enough to hold one picture and what is said of it."""
    most = MAX_LINES if element.tag == "p" else 0 if element.tag in _NOT_BOX else MAX_BOX
    return is_small(index, element, most)


def _is_caption(index: PageIndex, element: Element) -> bool:
    if element.tag == "figcaption":
        return True
    named = element.tag not in _NOT_NAMED and is_caption_name(index.named(element))
    return named and is_small(index, element, 2 * MAX_CAPTION) and not index.holds(element, "h1")


def _figure_of(index: PageIndex, place: int) -> Element:
    """Return the figure around a caption, its parent where that is small, else the caption itself."""
    outer, inner = place, index.order[place]
    for _ in range(4):
        outer = index.parents[outer]
        if outer < 0:
            return inner
        element = index.order[outer]
        if element.tag == "figure":
            return element if len(index.inside(element, "figcaption")) < 2 else inner
    parent = index.order[max(0, index.parents[place])]
    small = is_small(index, parent, MAX_CAPTION) and parent.tag not in _NOT_NAMED
    return parent if small and len(index.inside(parent, *_IMAGES)) < 3 else inner


def _is_head_line(page: Page, block: Block) -> bool:
    """Return whether a short line beside the headline ends with a photo's credit."""
    if page.headline is None or not page.headline - 3 <= block.index < page.first_body:
        return False
    return len(block.text) < 400 and credit_in(block.text) is not None and not find_printed(block.text)


def alternatives(page: Page) -> frozenset[str]:
    """Return the letters of the pictures' alternative texts and of the captions that JSON-LD states."""
    found = set()
    for element in page.index.tagged(*_IMAGES):
        for name in ("alt", "title", "data-caption", "data-title"):
            words = element.get(name)
            if words and len(words) < MAX_CAPTION:
                found.add(key(words))
    for item in page.facts.objects:
        for name in ("caption", "description", "name"):
            words = item.get(name) if "caption" in item or item.get("@type") == "ImageObject" else None
            if isinstance(words, str) and len(words) < MAX_CAPTION:
                found.add(key(words))
    return frozenset(found)


class Describer:
    """Says what stands out about the figures of one page, as names of features."""

    def __init__(self, page: Page, *, alts: frozenset[str]) -> None:
        self._page = page
        self._index = page.index
        self._alts = alts
        body = page.index.place(page.blocks[page.first_body].element) if page.body else 0
        self._around = set(_upward(page.index, body))

    def features(self, figure: Figure, worded: list[str]) -> list[str]:
        """Return the features of a figure; ``worded`` are its lines without the credit."""
        words = " ".join(worded)
        letters = key(words)
        names = [f"kind:{figure.kind}", f"lines:{min(3, len(worded))}", self._place(figure)]
        credited = any(is_credit(b.text) or credit_in(b.text) or names_house(b.text) for b in figure.blocks)
        told = letters in self._alts and (len(letters) >= MIN_ALT or figure.kind == "below")
        named = {
            "alt": told,
            "sentence": _SENTENCE.search(words) is not None,
            "credit": credited,
            "linked": any(b.link_share > LINKED for b in figure.blocks),
            "in-body": all(b.index in self._page.body for b in figure.blocks),
            "some-body": any(b.index in self._page.body for b in figure.blocks),
            "heading": any(b.level is not None for b in figure.blocks),
            "time": len(words) < 120 and bool(find_printed(words)),
            "long": len(words) > LONG,
            "short-words": len(letters) < SHORT and not (credited or told),
            "picture": self._index.holds(figure.holder, *_IMAGES),
            "player": self._index.holds(figure.holder, "video", "iframe", "amp-video", "audio"),
            "table": self._index.holds(figure.holder, "table", "blockquote"),
            "person": self._index.holds(figure.holder, "address", "time"),
        }
        names += [name for name, is_so in named.items() if is_so]
        around = self._surroundings(figure)
        if figure.kind in _NAMED and named["picture"] and not named["linked"] and not _FOREIGN & set(around):
            names.append("own")
        return names + around

    def _place(self, figure: Figure) -> str:
        page, first = self._page, figure.blocks[0].index
        if page.headline is not None and first < page.headline - ABOVE:
            return "place:above"
        if first < page.first_body:
            return "place:head"
        return "place:inside" if first <= page.last_body else "place:below"

    def _surroundings(self, figure: Figure) -> list[str]:
        """Return what stands between the figure and the element that it shares with the running text."""
        index, found = self._index, set()
        start = index.place(figure.holder)
        for place in _upward(index, start):
            if place in self._around:
                break
            element, names = index.order[place], index.names[place]
            if element.tag in ("aside", "nav", "footer", "form", "li", "a"):
                found.add(f"in:{element.tag}")
            if _is_list_name(names):
                found.add("in:list")
            if _is_author_name(names):
                found.add("in:author")
            if _is_player_name(names):
                found.add("in:player")
            if _is_picture_name(names):
                found.add("in:picture")
        return sorted(found)


def _upward(index: PageIndex, place: int) -> Iterator[int]:
    while place >= 0:
        yield place
        place = index.parents[place]
