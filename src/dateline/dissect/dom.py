"""One tree per page, walked once, and small questions to its elements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from lxml import etree, html
from lxml.html import HtmlElement as Element

from dateline.dissect.tags import cut_overfull_tags
from dateline.errors import SourceError
from dateline.text.decoding import decode, looks_binary

__all__ = ["Element", "PageIndex", "ancestors", "name_test", "parse_page", "parse_source", "tokens"]

#: Depth at which libxml2 itself gives up; no page of people's making comes near it.
MAX_DEPTH = 2048
#: Class and id strings are cut here; longer ones are no names.
MAX_NAMES = 1000
#: How many different class and id strings a test remembers.
REMEMBERED = 8192
_TOO_DEEP = "D106"
_NO_TREE = "D107"
#: What ``tokens`` gives for an element without class and id.
_NO_NAMES = "   "
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_page(data: bytes) -> tuple[Element, str]:
    """Return the page's tree and its source text.

    Raises:
        SourceError: D103 binary bytes, D106 nested too deep, D107 nothing on the page.
    """
    if looks_binary(data):
        raise SourceError("D103", "binary, not a page")
    source = _DECLARATION.sub("", decode(data).text)
    if not source.strip():
        raise SourceError("D102", "empty page")
    return parse_source(source), source


def parse_source(source: str) -> Element:
    """Return the tree of a page's source text; see ``parse_page`` for the errors."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    # One class for all elements, looked up in C: the library's own table by tag name costs a call each time.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Element))
    try:
        tree = html.document_fromstring(cut_overfull_tags(source).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(_NO_TREE, f"nothing on the page ({str(error)[:60]})") from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise SourceError(_TOO_DEEP, f"tags nested more than {MAX_DEPTH} deep")
    return tree


class PageIndex:
    """Every element of a tree in page order, from one walk; questions cost no walk of their own.

    ``order`` holds the elements, ``names`` their class and id as ``tokens`` gives them, ``ends`` the place
    behind the last element inside each, ``parents`` the place of each one's parent (-1 for the root's).
    ``hidden`` holds where the elements stand that the page hides by attribute or by a style of their own,
    ``scoped`` those that say they are an item, ``props`` what property of one an element is.
    Elements that were not in the tree when it was walked are unknown (``KeyError``).
    """

    __slots__ = (
        "_by_tag",
        "_distinct",
        "_joined",
        "_letters",
        "_place",
        "_tails",
        "_texts",
        "_unseen",
        "ends",
        "hidden",
        "names",
        "order",
        "parents",
        "props",
        "root",
        "scoped",
    )

    def __init__(self, root: Element) -> None:
        self.root = root
        self.order: list[Element] = list(root.iter(etree.Element))
        self._place = {element: place for place, element in enumerate(self.order)}
        self.props: dict[int, str] = {}
        self.scoped: list[int] = []
        self.hidden: set[int] = set()
        self.names = [
            self._read(place, items) if (items := element.items()) else _NO_NAMES
            for place, element in enumerate(self.order)
        ]
        self.parents = [self._place.get(element.getparent(), -1) for element in self.order]
        self.ends = self._find_ends()
        self._by_tag: defaultdict[str, list[int]] = defaultdict(list)
        for place, element in enumerate(self.order):
            self._by_tag[element.tag].append(place)
        self._distinct: frozenset[str] | None = None
        self._joined: str | None = None
        self._letters: list[int] | None = None
        self._unseen: frozenset[int] | None = None
        self._texts: list[str | None] | None = None
        self._tails: list[str | None] | None = None

    def _read(self, place: int, attributes: list[tuple[str, str]]) -> str:
        """Return class and id of an element; put down what else its attributes say, all in one look."""
        classes = ident = None
        for name, value in attributes:
            if name == "class":
                classes = value
            elif name == "id":
                ident = value
            elif name == "hidden" or (name == "style" and _NOT_SHOWN.search(value)):
                self.hidden.add(place)
            elif name == "itemprop":
                self.props[place] = value
            elif name == "itemscope":
                self.scoped.append(place)
        return _NO_NAMES if classes is None and ident is None else _tokens(classes, ident)

    def _find_ends(self) -> list[int]:
        parents, ends = self.parents, list(range(1, len(self.order) + 1))
        for place in range(len(ends) - 1, 0, -1):
            parent, end = parents[place], ends[place]
            if end > ends[parent]:
                ends[parent] = end
        return ends

    @property
    def distinct(self) -> frozenset[str]:
        """Every class and id of the page once: few beside the elements that carry them."""
        if self._distinct is None:
            self._distinct = frozenset(self.names)
        return self._distinct

    @property
    def tags(self) -> Collection[str]:
        """Every tag of the page once."""
        return self._by_tag.keys()

    def passing(self, test: Callable[[str], object], *stems: str) -> list[int]:
        """Return where the elements stand whose class and id pass a test; each name is tried once.

        Of ``stems`` one is in every name that can pass: looking for strings is cheaper than the test.
        """
        if self._joined is None:
            self._joined = "\n".join(self.distinct)
        stems = tuple(stem for stem in stems if stem in self._joined)
        hits = {names for stem in stems for names in self.distinct if stem in names and test(names)}
        return [place for place, names in enumerate(self.names) if names in hits] if hits else []

    @property
    def unseen(self) -> frozenset[int]:
        """Where the elements stand that are named as being for screen readers alone."""
        if self._unseen is None:
            self._unseen = frozenset(self.passing(_for_ears, *_FOR_EARS))
        return self._unseen

    @property
    def texts(self) -> list[str | None]:
        """The text of each element before the first one inside it, read once for all who ask."""
        if self._texts is None:
            self._texts = [element.text for element in self.order]
        return self._texts

    @property
    def tails(self) -> list[str | None]:
        """The text behind each element, read once for all who ask."""
        if self._tails is None:
            self._tails = [element.tail for element in self.order]
        return self._tails

    def __contains__(self, element: object) -> bool:
        """Return whether an element was in the tree when it was walked."""
        return element in self._place

    def place(self, element: Element) -> int:
        """Return where an element stands in page order."""
        return self._place[element]

    def named(self, element: Element) -> str:
        """Return class and id of an element as ``tokens`` does."""
        return self.names[self._place[element]]

    def tagged(self, *tags: str) -> list[Element]:
        """Return the elements of these tags in page order."""
        return [self.order[place] for place in self._places(tags, 0, len(self.order))]

    def texts_of(self, *tags: str) -> list[str]:
        """Return the texts that elements of these tags open with, tag by tag."""
        texts = self.texts
        found = [texts[place] for tag in tags for place in self._by_tag.get(tag, ())]
        return [text for text in found if text is not None]

    def inside(self, element: Element, *tags: str) -> list[Element]:
        """Return what stands inside an element, in page order: all of it, or that of these tags."""
        place = self._place[element]
        if not tags:
            return self.order[place + 1 : self.ends[place]]
        return [self.order[p] for p in self._places(tags, place + 1, self.ends[place])]

    def holds(self, element: Element, *tags: str) -> bool:
        """Return whether an element of one of these tags stands inside an element."""
        start = self._place[element]
        for tag in tags:
            places = self._by_tag.get(tag, ())
            following = bisect_right(places, start)
            if following < len(places) and places[following] < self.ends[start]:
                return True
        return False

    def contains(self, outer: Element, inner: Element) -> bool:
        """Return whether one element is, or stands inside, the other."""
        place = self._place[outer]
        return place <= self._place[inner] < self.ends[place]

    def letters(self, element: Element) -> int:
        """Return the length of an element's text content, white space and scripts included."""
        if self._letters is None:
            self._letters = self._count_letters()
        return self._letters[self._place[element]]

    def _places(self, tags: tuple[str, ...], start: int, end: int) -> list[int]:
        found: list[int] = []
        for tag in tags:
            places = self._by_tag.get(tag, [])
            found += places[bisect_left(places, start) : bisect_left(places, end)]
        return sorted(found) if len(tags) > 1 else found

    def _count_letters(self) -> list[int]:
        counts = [len(text) if text else 0 for text in self.texts]
        parents, tails = self.parents, self.tails
        for place in range(len(counts) - 1, 0, -1):
            tail = tails[place]
            counts[parents[place]] += counts[place] + (len(tail) if tail else 0)
        return counts


@lru_cache(maxsize=REMEMBERED)
def _tokens(classes: str | None, ident: str | None) -> str:
    return f" {classes or ''} {ident or ''} "[:MAX_NAMES].lower()


def tokens(element: Element) -> str:
    """Return class and id in one lower-case string, blank at both ends, for searching."""
    return _tokens(element.get("class"), element.get("id"))


def name_test(pattern: re.Pattern[str] | str) -> Callable[[str], bool]:
    """Return a test whether class and id (``tokens``) match; it remembers, for names come again and again."""
    search = re.compile(pattern).search

    @lru_cache(maxsize=REMEMBERED)
    def test(names: str) -> bool:
        return search(names) is not None

    return test


_FOR_EARS = ("sr-only", "screen-reader", "hidden", "offscreen", "show-for-sr", "assistive")
_for_ears = name_test(
    r"\s(?:sr-only|screen-reader-text|visually-?hidden|u-visually-hidden|h-offscreen|offscreen"
    r"|show-for-sr|assistive-text)\s"
)


def ancestors(element: Element) -> Iterator[Element]:
    """Yield the element itself, then its parents, innermost first."""
    current: Element | None = element
    while current is not None:
        yield current
        current = current.getparent()
