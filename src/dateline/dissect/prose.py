"""What tells a block of running text from the rest of a page: named yes-or-no features, no weights here.

Each block gets the names of what holds of it, as several views: the line itself, its neighbours, the names of
the elements around it, its place on the page, what the page's head says of it. Views are small tuples, so that
whoever weighs them can remember what a view came to: the same few come again and again.
``python -m dateline.dissect`` fits a weight for each name (``data/body_weights.json``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.dissect.blocks import Block
from dateline.dissect.dom import PageIndex
from dateline.dissect.metadata import PageFacts, first, strings
from dateline.dissect.words import key

#: Upper limits of the steps in which lengths, link shares, distances and shares of the text are told apart.
LENGTHS = (12, 25, 45, 80, 140, 250, 450)
LINKED = (0.0, 0.1, 0.3, 0.6, 0.9)
STEPS = (0, 1, 2, 4, 8, 16, 40)
PARTS = (0.02, 0.1, 0.3, 0.6, 0.9)
#: A line of so many letters, with so few of them in links, is prose; the core holds this share of all prose.
MIN_PROSE, MAX_LINKED, CORE_SHARE = 80, 0.35, 0.6
#: JSON-LD states the body in so many letters at least; blocks of so many letters are looked up in it.
MIN_STATED, MIN_LETTERS = 300, 16
#: Letters at the head of a line whose digits are counted; words of a name.
HEAD, MIN_WORD, MAX_WORD, MAX_NAME = 60, 3, 24, 40
#: Elements around a block whose names are read.
MAX_NAMES = 400
_END = re.compile(r"[.!?…。؟][\"'”’»)\]]*$")
_SPLIT = re.compile(r"[\s_:.-]+|(?<=[a-z])(?=\d)")
_NUMBER = re.compile(r"\d+")
_DIGITS = re.compile(r"\d")
_SIGNS = re.compile(r"[|›»•·©#@]")
_GROUPS = {
    "p": "p", "div": "div", "section": "div", "article": "div", "main": "div", "body": "div", "li": "li",
    "dd": "li", "dt": "li", "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4", "td": "td",
    "th": "td", "blockquote": "blockquote", "pre": "pre", "figcaption": "figcaption", "figure": "figcaption",
    "ul": "li", "ol": "li", "header": "header", "footer": "footer", "aside": "aside", "nav": "nav",
}  # fmt: skip
_HOLDERS = frozenset(
    ["article", "main", "aside", "footer", "header", "nav", "figure", "table", "form", "section", "li", "dl"]
)
_WHOLE = frozenset(["a", "b", "strong", "em", "i", "span", "time", "small", "label"])


class Line(NamedTuple):
    """A block by itself: steps of its length and link share, its kind of tag, its signs."""

    long: int
    linked: int
    tag: str
    ended: bool
    commas: int
    sign: bool
    upper: bool
    small: bool
    colon: bool
    digits: bool
    zones: frozenset[str]
    whole: frozenset[str]

    def names(self) -> list[str]:
        """Return the names of what holds of the line."""
        long, tag = self.long, self.tag
        found = [
            "bias",
            f"long:{long}",
            f"linked:{self.linked}",
            f"tag:{tag}",
            f"long:{long},linked:{self.linked}",
            f"tag:{tag},long:{long}",
            f"tag:{tag},linked:{self.linked}",
            f"ended:{self.ended:d},long:{long}",
            f"ended:{self.ended:d},tag:{tag}",
            f"commas:{self.commas}",
        ]
        signs = {
            "upper": self.upper,
            f"small,tag:{tag}": self.small,
            "colon": self.colon,
            "digits": self.digits,
        }
        signs[f"sign,long:{long}"] = self.sign
        found += [name for name, holds in signs.items() if holds]
        return [*found, *(f"zone:{zone}" for zone in self.zones), *(f"whole:{t}" for t in self.whole)]


class Neighbour(NamedTuple):
    """The block before ("prev") or behind ("next") one: how it looks, and how near it stands in the tree."""

    side: str
    long: int
    linked: int
    tag: str
    kin: str
    here_long: int
    here_linked: int
    here_tag: str

    def names(self) -> list[str]:
        """Return the names of what holds of the two."""
        side, look = self.side, f"{self.long // 2}{min(self.linked, 3)}"
        if self.kin == "none":
            return [f"{side}:none"]
        return [
            f"{side}:{look},{self.kin}",
            f"{side}:{self.tag}>{self.here_tag},{self.kin}",
            f"{side}:{look},here:{self.here_long // 2}{min(self.here_linked, 3)}",
        ]


class Standing(NamedTuple):
    """A block's place to the core, the innermost element that holds most of the text."""

    mark: str
    out: int
    own: int
    around: int
    side: str
    away: int
    long: int
    tag: str

    def names(self) -> list[str]:
        """Return the names of what holds of the place."""
        mark, side = self.mark, self.side
        if self.side == "none":
            return [f"{mark}core:none"]
        return [
            f"{mark}out:{self.out}",
            f"{mark}own:{self.own}",
            f"{mark}around:{self.around}",
            f"{mark}{side}:{self.away}",
            f"{mark}{side},out:{min(self.out, 3)},long:{self.long // 2}",
            f"{mark}{side},around:{self.around},tag:{self.tag}",
        ]


class Told(NamedTuple):
    """What the page's head says of a block (body, description, title), and where it stands to the title."""

    stated: str
    described: bool
    titled: bool
    again: bool
    side: str
    away: int
    long: int

    def names(self) -> list[str]:
        """Return the names of what is told."""
        found = [f"stated:{self.stated}"]
        signs = {"description": self.described, "title": self.titled, "again": self.again}
        found += [name for name, holds in signs.items() if holds]
        if self.side == "none":
            return [*found, "title:none"]
        return [*found, f"{self.side}:{self.away}", f"{self.side},long:{self.long}"]


class Second(NamedTuple):
    """What a first look made of a block, of those near it and of those with the same parent, in steps."""

    p: int
    before: int
    after: int
    near: int
    kin: int
    long: int
    tag: str

    def names(self) -> list[str]:
        """Return the names of what holds after the first look."""
        return [
            f"p:{self.p}",
            f"p:{self.p},before:{self.before},after:{self.after}",
            f"p:{self.p},near:{self.near}",
            f"p:{self.p},kin:{self.kin}",
            f"near:{self.near},long:{self.long // 2},tag:{self.tag}",
            f"kin:{self.kin},tag:{self.tag}",
        ]


View = Line | Neighbour | Standing | Told | Second
#: Gives the words of an element's tag, class and id, and itemprop.
Namer = Callable[[str, str, str | None], frozenset[str]]


class Prose:
    """The blocks of one page, and the views of them that tell running text."""

    def __init__(
        self, index: PageIndex, blocks: Sequence[Block], facts: PageFacts, *, namer: Namer | None = None
    ) -> None:
        self.blocks = blocks
        self.parents, self.ends = index.parents, index.ends
        self.places = [index.place(block.element) for block in blocks]
        self.lengths = [len(block.text) for block in blocks]
        self.lines = [_line(block) for block in blocks]
        self.is_prose = [
            size >= MIN_PROSE and block.link_share <= MAX_LINKED and "hidden" not in block.zones
            for block, size in zip(blocks, self.lengths, strict=True)
        ]
        self._index, self._facts = index, facts
        self._namer = namer or name_words
        self._chains: dict[int, frozenset[str]] = {-1: frozenset()}

    def views(self) -> list[list[View]]:
        """Return the views of each block at a first look; the names around it come from ``around``."""
        mass = self._masses(
            [size if prose else 0 for size, prose in zip(self.lengths, self.is_prose, strict=True)]
        )
        standing, told = self._standing(mass, ""), self._told()
        return [[self.lines[n], *self._neighbours(n), standing[n], told[n]] for n in range(len(self.blocks))]

    def second(self, probs: Sequence[float]) -> list[list[View]]:
        """Return the further views of each block that a first look's probabilities give."""
        weights = [size * p for size, p in zip(self.lengths, probs, strict=True)]
        standing = self._standing(self._masses(weights), "sure-")
        kin = self._kin_means(weights)
        padded = [0.0, 0.0, 0.0, *probs, 0.0, 0.0, 0.0]
        found: list[list[View]] = []
        for number, p in enumerate(probs):
            before, after = padded[number : number + 3], padded[number + 4 : number + 7]
            count = min(3, number) + min(3, len(probs) - 1 - number)
            near = (sum(before) + sum(after)) / max(1, count)
            line = self.lines[number]
            look = Second(
                int(p * 7.99), int(before[2] * 3.99), int(after[0] * 3.99), int(near * 5.99),
                int(kin[number] * 5.99), line.long, line.tag,
            )  # fmt: skip
            found.append([standing[number], look])
        return found

    def around(self) -> list[frozenset[str]]:
        """Return for each block the words in the names of its element and of all around it."""
        return [self._chain(place) for place in self.places]

    def _neighbours(self, number: int) -> list[View]:
        here = self.lines[number]
        found: list[View] = []
        for side, other in (("prev", number - 1), ("next", number + 1)):
            if not 0 <= other < len(self.blocks):
                found.append(Neighbour(side, 0, 0, "", "none", 0, 0, ""))
                continue
            there = self.lines[other]
            kin = self._kin(self.places[number], self.places[other])
            found.append(
                Neighbour(side, there.long, there.linked, there.tag, kin, here.long, here.linked, here.tag)
            )
        return found

    def _kin(self, here: int, there: int) -> str:
        if here == there:
            return "same"
        return "sister" if self.parents[here] == self.parents[there] else "other"

    def _masses(self, weights: Sequence[float]) -> list[float]:
        """Return what stands in each element of the page, by the weights of the blocks."""
        mass = [0.0] * len(self.parents)
        for place, weight in zip(self.places, weights, strict=True):
            mass[place] += weight
        for place in range(len(mass) - 1, 0, -1):
            if mass[place]:
                mass[self.parents[place]] += mass[place]
        return mass

    def _standing(self, mass: Sequence[float], mark: str) -> list[View]:
        total = mass[0]
        if total <= 0:
            return [Standing(mark, 0, 0, 0, "none", 0, 0, "")] * len(self.blocks)
        path = self._core_path(mass)
        steps = {place: step for step, place in enumerate(path)}
        core = path[-1]
        inside = [n for n, place in enumerate(self.places) if core <= place < self.ends[core]]
        prose = [n for n in inside if self.is_prose[n]] or inside
        low, high = (prose[0], prose[-1]) if prose else (0, 0)
        found: list[View] = []
        for number, place in enumerate(self.places):
            side, away = _side(number, low, high)
            line = self.lines[number]
            found.append(
                Standing(
                    mark,
                    min(len(path) - 1 - self._meets(place, steps), 5),
                    bisect_right(PARTS, mass[place] / total),
                    bisect_right(PARTS, mass[max(self.parents[place], 0)] / total),
                    side,
                    bisect_right(STEPS, away),
                    line.long,
                    line.tag,
                )
            )
        return found

    def _core_path(self, mass: Sequence[float]) -> list[int]:
        """Return the places from the root down to the core."""
        path, total = [0], mass[0]
        child, stop = 1, self.ends[0]
        while child < stop:
            if mass[child] > CORE_SHARE * total:
                path.append(child)
                child, stop = child + 1, self.ends[child]
            else:
                child = self.ends[child]
        return path

    def _meets(self, place: int, steps: dict[int, int]) -> int:
        """Return the step of the path to the core at which the way to a place leaves it, and remember the way."""
        way = []
        while place not in steps:
            way.append(place)
            place = self.parents[place]
        step = steps[place]
        for passed in way:
            steps[passed] = step
        return step

    def _chain(self, place: int) -> frozenset[str]:
        way = []
        while place not in self._chains:
            way.append(place)
            place = self.parents[place]
        known = self._chains[place]
        for place in reversed(way):
            element = self._index.order[place]
            words = self._namer(element.tag, self._index.names[place], element.get("itemprop"))
            if not words <= known and len(known) < MAX_NAMES:
                known = known | words
            self._chains[place] = known
        return known

    def _kin_means(self, weights: Sequence[float]) -> list[float]:
        """Return for each block the mean probability of the letters that stand under the same parent."""
        sure: dict[int, float] = {}
        size: dict[int, int] = {}
        for place, weight, length in zip(self.places, weights, self.lengths, strict=True):
            parent = self.parents[place]
            sure[parent] = sure.get(parent, 0.0) + weight
            size[parent] = size.get(parent, 0) + length
        return [sure[self.parents[place]] / max(1, size[self.parents[place]]) for place in self.places]

    def _told(self) -> list[View]:
        facts, article = self._facts, self._facts.article
        stated = "".join(map(key, strings(article.get("articleBody"))))
        stated = stated if len(stated) >= MIN_STATED else ""
        descriptions = _keys(facts.meta("og:description", "description"), first(article.get("description")))
        titles = _keys(facts.meta("og:title"), first(article.get("headline")), facts.title)
        title = self._title(titles)
        seen: set[str] = set()
        found: list[View] = []
        for number, block in enumerate(self.blocks):
            letters = block.key
            long = len(letters) >= MIN_LETTERS
            side = "none" if title is None else "below" if number > title else "above"
            away = 0 if title is None else bisect_right(STEPS, abs(number - title))
            found.append(
                Told(
                    "unknown" if not stated else "short" if not long else f"{letters in stated:d}",
                    letters in descriptions,
                    letters in titles,
                    long and letters in seen,
                    side,
                    away,
                    self.lines[number].long,
                )
            )
            seen.add(letters)
        return found

    def _title(self, titles: set[str]) -> int | None:
        """Return the number of the block that carries the title, else of the first heading of the first level."""
        headings = [n for n, block in enumerate(self.blocks) if block.level is not None]
        titled = next((n for n in headings if self.blocks[n].key in titles), None)
        if titled is not None:
            return titled
        return next((n for n in headings if self.blocks[n].level == 1), None)


def _side(number: int, low: int, high: int) -> tuple[str, int]:
    """Return on which side of the first and last line of prose a block stands, and how far."""
    if number < low:
        return "before", low - number
    return ("after", number - high) if number > high else ("amid", 0)


def _line(block: Block) -> Line:
    text, size = block.text, len(block.text)
    head = text[:HEAD]
    whole = {e.tag for e, start, end in block.marks if end - start >= size - 1} if block.marks else ()
    return Line(
        bisect_right(LENGTHS, size),
        bisect_right(LINKED, block.link_share - 1e-9),
        _GROUPS.get(block.element.tag, "other"),
        _END.search(text, max(0, size - 8)) is not None,
        min(text.count(", "), 3),
        _SIGNS.search(text) is not None,
        text.isupper(),
        not text[0].isupper(),
        text.endswith(":"),
        len(_DIGITS.findall(head)) * 4 > len(head),
        block.zones,
        _WHOLE.intersection(whole),
    )


def _keys(*texts: str | None) -> set[str]:
    return {key(text) for text in texts if text} - {""}


@lru_cache(maxsize=8192)
def name_words(tag: str, names: str, prop: str | None) -> frozenset[str]:
    """Return the words of a name, in whole and in pieces, and the tag where it says what stands in it."""
    words = {f"in:{tag}"} if tag in _HOLDERS else set()
    if prop is not None:
        words.add(f"prop:{prop.lower()[:MAX_NAME]}")
    for name in names.split():
        name = _NUMBER.sub("0", name)[:MAX_NAME]
        words.add(f"name:{name}")
        words.update(f"word:{piece}" for piece in _SPLIT.split(name) if MIN_WORD <= len(piece) < MAX_WORD)
    return frozenset(words)
