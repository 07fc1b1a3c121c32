"""What tells a block of running text from the rest of a page: named yes-or-no features, no weights here.

Each block gets the names of what holds of it, as several views: the line itself, its neighbours, the names of
the elements around it, its place on the page, what the page's head says of it. A view is a plain tuple, its kind
first (``views.names_of`` spells it out), so that whoever weighs views can remember what one came to: the same
few come again and again.
``python -m dateline.dissect`` fits a weight for each name (``data/body_weights.json``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from dateline.dissect.blocks import Block
from dateline.dissect.dom import PageIndex
from dateline.dissect.metadata import PageFacts, first, strings
from dateline.dissect.views import View
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
#: The step of each distance up to the last limit.
_FAR = STEPS[-1]
_AWAY = tuple(bisect_right(STEPS, away) for away in range(_FAR))
_ENDS, _CLOSERS = frozenset(".!?…。؟"), "\"'”’»)]"
_SPLIT = re.compile(r"[\s_:.-]+|(?<=[a-z])(?=\d)")
_NUMBER = re.compile(r"\d+")
_DIGITS = re.compile(r"\d")
_SIGNS = re.compile(r"[|›»•·©#@]")
_FIGURES_OR_SIGNS = re.compile(r"[\d|›»•·©#@]")
_GROUPS = {
    "p": "p", "div": "div", "section": "div", "article": "div", "main": "div", "body": "div", "li": "li",
    "dd": "li", "dt": "li", "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4", "td": "td",
    "th": "td", "blockquote": "blockquote", "pre": "pre", "figcaption": "figcaption", "figure": "figcaption",
    "ul": "li", "ol": "li", "header": "header", "footer": "footer", "aside": "aside", "nav": "nav",
}  # fmt: skip
_HOLDERS = frozenset(
    ["article", "main", "aside", "footer", "header", "nav", "figure", "table", "form", "section", "li", "dl"]
)
_NO_TAGS: frozenset[str] = frozenset()
_WHOLE = frozenset(["a", "b", "strong", "em", "i", "span", "time", "small", "label"])
_ONE_WHOLE = {tag: frozenset([tag]) for tag in _WHOLE}
_LONG = tuple(bisect_right(LENGTHS, size) for size in range(LENGTHS[-1]))


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
        shares = [block.link_share for block in blocks]
        self.lines = [_line(block, share) for block, share in zip(blocks, shares, strict=True)]
        self.is_prose = [
            size >= MIN_PROSE and share <= MAX_LINKED and "hidden" not in block.zones
            for block, size, share in zip(blocks, self.lengths, shares, strict=True)
        ]
        self._index, self._facts = index, facts
        self._namer = namer or name_words

    def views(self) -> Iterator[tuple[View, ...]]:
        """Yield the views of each block at a first look; the names around it come from ``around``."""
        mass = self._masses([size * prose for size, prose in zip(self.lengths, self.is_prose, strict=True)])
        before, after = self._beside()
        return zip(self.lines, before, after, self._standing(mass, ""), self._told(), strict=True)

    def second(self, probs: Sequence[float]) -> list[tuple[View, View]]:
        """Return the further views of each block that a first look's probabilities give."""
        weights = [size * p for size, p in zip(self.lengths, probs, strict=True)]
        standing = self._standing(self._masses(weights), "sure-")
        kin = self._kin_means(weights)
        padded = [0.0, 0.0, 0.0, *probs, 0.0, 0.0, 0.0]
        last = len(probs) - 1
        shifted = zip(self.lines, standing, kin, *(padded[n:] for n in range(7)), strict=False)
        found: list[tuple[View, View]] = []
        for n, (line, stands, kind, a, b, before, p, after, c, d) in enumerate(shifted):
            beside = 6 if 2 < n < last - 2 else max(1, min(3, n) + min(3, last - n))
            near = (a + b + before + after + c + d) / beside
            look = (
                "second", int(p * 7.99), int(before * 3.99), int(after * 3.99), int(near * 5.99),
                int(kind * 5.99), line[1], line[3],
            )  # fmt: skip
            found.append((stands, look))
        return found

    def around(self) -> list[frozenset[str]]:
        """Return for each block the words in the names of its element and of all around it."""
        steps, last = self.trails()
        words: list[frozenset[str]] = []
        for outer, new in steps:
            words.append(words[outer] | new if words else new)
        return [words[step] for step in last]

    def trails(self) -> tuple[list[tuple[int, frozenset[str]]], list[int]]:
        """Return what ``around`` does in steps inward, and the number of each block's innermost step.

        A step is the number of the one around it and the words that it adds. Elements of the same name in the
        same holder share one: a page repeats itself, and each step is taken and weighed once.
        """
        order, names, props = self._index.order, self._index.names, self._index.props
        parents, namer = self.parents, self._namer
        steps: list[tuple[int, frozenset[str]]] = [(0, frozenset())]
        known = [steps[0][1]]
        at = {-1: 0}
        taken: dict[tuple[int, str, str, str | None], int] = {}
        for start in self.places:
            way, place = [], start
            while place not in at:
                way.append(place)
                place = parents[place]
            outer = at[place]
            for place in reversed(way):
                name = (outer, order[place].tag, names[place], props.get(place))
                step = taken.get(name)
                if step is None:
                    step, words = outer, namer(*name[1:])
                    if not words <= known[outer] and len(known[outer]) < MAX_NAMES:
                        step = len(steps)
                        steps.append((outer, words - known[outer]))
                        known.append(known[outer] | words)
                    taken[name] = step
                at[place] = outer = step
        return steps, [at[place] for place in self.places]

    def _beside(self) -> tuple[list[View], list[View]]:
        """Return the views of the block before and of the block behind each."""
        edge = ("", 0, 0, "", "none", 0, 0, "")
        before: list[View] = [("beside", "prev", *edge[1:])]
        after: list[View] = []
        parents = self.parents
        for one, two, here, there in zip(
            self.lines, self.lines[1:], self.places, self.places[1:], strict=False
        ):
            kin = "same" if here == there else "sister" if parents[here] == parents[there] else "other"
            _, long, linked, tag = one[:4]
            _, next_long, next_linked, next_tag = two[:4]
            after.append(("beside", "next", next_long, next_linked, next_tag, kin, long, linked, tag))
            before.append(("beside", "prev", long, linked, tag, kin, next_long, next_linked, next_tag))
        after.append(("beside", "next", *edge[1:]))
        return before, after

    def _masses(self, weights: Sequence[float]) -> list[float]:
        """Return what stands in each element of the page, by the weights of the blocks."""
        mass = [0.0] * len(self.parents)
        for place, weight in zip(self.places, weights, strict=True):
            mass[place] += weight
        parents = self.parents
        for place in range(len(mass) - 1, 0, -1):
            if mass[place]:
                mass[parents[place]] += mass[place]
        return mass

    def _standing(self, mass: Sequence[float], mark: str) -> list[View]:
        total = mass[0]
        if total <= 0:
            return [("standing", mark, 0, 0, 0, "none", 0, 0, "")] * len(self.blocks)
        path = self._core_path(mass)
        steps = {place: step for step, place in enumerate(path)}
        low, high = self._prose_in(path[-1])
        inner, parents = len(path) - 1, self.parents
        bounds = [part * total for part in PARTS]
        least = bounds[0]
        found: list[View] = []
        for number, (place, line) in enumerate(zip(self.places, self.lines, strict=True)):
            if number < low:
                side, away = "before", low - number
            else:
                side, away = ("after", number - high) if number > high else ("amid", 0)
            step = steps[place] if place in steps else self._meets(place, steps)
            own, parent = mass[place], parents[place]
            around = mass[parent] if parent > 0 else total
            found.append(
                (
                    "standing", mark, inner - step if inner - step < 5 else 5,
                    0 if own < least else bisect_right(bounds, own),
                    0 if around < least else bisect_right(bounds, around), side,
                    _AWAY[away] if away < _FAR else len(STEPS), line[1], line[3],
                )
            )  # fmt: skip
        return found

    def _prose_in(self, core: int) -> tuple[int, int]:
        """Return the numbers of the first and the last block of prose in the core."""
        inside = [n for n, place in enumerate(self.places) if core <= place < self.ends[core]]
        prose = [n for n in inside if self.is_prose[n]] or inside
        return (prose[0], prose[-1]) if prose else (0, 0)

    def _core_path(self, mass: Sequence[float]) -> list[int]:
        """Return the places from the root down to the core."""
        path, bound = [0], CORE_SHARE * mass[0]
        child, stop = 1, self.ends[0]
        while child < stop:
            if mass[child] > bound:
                path.append(child)
                child, stop = child + 1, self.ends[child]
            else:
                child = self.ends[child]
        return path

    def _meets(self, place: int, steps: dict[int, int]) -> int:
        """Return the step of the path to the core at which the way to a place leaves it; remember the way."""
        way = []
        while place not in steps:
            way.append(place)
            place = self.parents[place]
        step = steps[place]
        for passed in way:
            steps[passed] = step
        return step

    def _kin_means(self, weights: Sequence[float]) -> list[float]:
        """Return for each block the mean probability of the letters that stand under the same parent."""
        sure: dict[int, float] = {}
        size: dict[int, int] = {}
        over = [self.parents[place] for place in self.places]
        for parent, weight, length in zip(over, weights, self.lengths, strict=True):
            sure[parent] = sure.get(parent, 0.0) + weight
            size[parent] = size.get(parent, 0) + length
        return [sure[parent] / max(1, size[parent]) for parent in over]

    def _told(self) -> list[View]:
        """Return what is told of each block; short ones are looked up only where a title is as short."""
        facts, article = self._facts, self._facts.article
        stated = "".join(map(key, strings(article.get("articleBody"))))
        stated = stated if len(stated) >= MIN_STATED else ""
        descriptions = _keys(facts.meta("og:description", "description"), first(article.get("description")))
        titles = _keys(facts.meta("og:title"), first(article.get("headline")), facts.title)
        title = self._title(titles)
        least = min([MIN_LETTERS, *map(len, descriptions), *map(len, titles)])
        seen: set[str] = set()
        found: list[View] = []
        for number, (block, size, line) in enumerate(zip(self.blocks, self.lengths, self.lines, strict=True)):
            # Plain letters are no more than the text has; others may unfold.
            letters = block.key if size >= least or not block.text.isascii() else ""
            long = len(letters) >= MIN_LETTERS
            says = "unknown" if not stated else "short" if not long else "1" if letters in stated else "0"
            if title is None:
                side, away = "none", 0
            else:
                side, away = ("below", number - title) if number > title else ("above", title - number)
            found.append(
                (
                    "told", says, letters in descriptions, letters in titles, long and letters in seen,
                    side, _AWAY[away] if away < _FAR else len(STEPS), line[1],
                )
            )  # fmt: skip
            if long:
                seen.add(letters)
        return found

    def _title(self, titles: set[str]) -> int | None:
        """Return the number of the block that carries the title, else of the first heading of the first level."""
        headings = [n for n, block in enumerate(self.blocks) if block.level is not None]
        titled = next((n for n in headings if self.blocks[n].key in titles), None)
        if titled is not None:
            return titled
        return next((n for n in headings if self.blocks[n].level == 1), None)


def _line(block: Block, share: float) -> View:
    text, size = block.text, len(block.text)
    last, odd = text[-1], _FIGURES_OR_SIGNS.search(text)
    return (
        "line",
        _LONG[size] if size < LENGTHS[-1] else len(LENGTHS),
        bisect_right(LINKED, share - 1e-9) if share else 0,
        _GROUPS.get(block.element.tag, "other"),
        last in _ENDS or (last in _CLOSERS and text[-8:].rstrip(_CLOSERS)[-1:] in _ENDS),
        min(text.count(", "), 3),
        odd is not None and _SIGNS.search(text, odd.start()) is not None,
        text.isupper(),
        not text[0].isupper(),
        last == ":",
        odd is not None and len(_DIGITS.findall(text, odd.start(), HEAD)) * 4 > min(size, HEAD),
        block.zones,
        _whole(block, size) if block.marks else _NO_TAGS,
    )


def _whole(block: Block, size: int) -> frozenset[str]:
    """Return the tags of the marks that take in the whole line."""
    tags = [element.tag for element, start, end in block.marks if end - start >= size - 1]
    if len(tags) > 1:
        return _WHOLE.intersection(tags)
    return _ONE_WHOLE.get(tags[0], _NO_TAGS) if tags else _NO_TAGS


def _keys(*texts: str | None) -> set[str]:
    return {key(text) for text in texts if text} - {""}


def name_words(tag: str, names: str, prop: str | None) -> frozenset[str]:
    """Return the words of a name, in whole and in pieces, and the tag where it says what stands in it."""
    words = {f"in:{tag}"} if tag in _HOLDERS else set()
    if prop is not None:
        words.add(f"prop:{prop.lower()[:MAX_NAME]}")
    for name in names.split():
        words |= _pieces(name)
    return frozenset(words)


@lru_cache(maxsize=16384)
def _pieces(name: str) -> frozenset[str]:
    """Return one name, its numbers as one number, and its pieces."""
    name = _NUMBER.sub("0", name)[:MAX_NAME]
    pieces = [f"word:{piece}" for piece in _SPLIT.split(name) if MIN_WORD <= len(piece) < MAX_WORD]
    return frozenset([f"name:{name}", *pieces])
