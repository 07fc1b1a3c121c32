"""Readers' comments of a page: who, when, in answer to whom.

The items come from ``comment_items`` (named markup), else from ``comment_groups`` (structure alone), else
from the page's JSON-LD; here they are read, put in a thread and numbered.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice

from dateline.dissect.comment_data import stated_comments
from dateline.dissect.comment_fields import printed_stamps, read_fields
from dateline.dissect.comment_groups import grouped_items
from dateline.dissect.comment_items import STEMS, Item, find_candidates, is_area, named_items
from dateline.dissect.dom import Element, PageIndex, ancestors, name_test, tokens
from dateline.dissect.metadata import PageFacts
from dateline.model import Comment

_DEPTH = re.compile(r"(?:depth|level|indent|wc_comment_level|wpd_comment_level|tiefe|ebene)[-_]*(\d+)")
_INDENT = re.compile(r"(?:padding|margin)-(?:left|right|inline-start)\s*:\s*(\d+)")
_TRACE = re.compile(r"^\s*#(\d+(?:\.\d+)*)\s*$")
#: Letters of a first-level heading that is a story's, and elements of an area that are searched for one.
MIN_HEADLINE, MAX_SEARCHED = 30, 400
#: Anchors of a thread that are remembered; comments whose times are asked for the order of day and month.
MAX_ANCHORS, MAX_ASKED = 5000, 60
_is_indented = name_test(r"\s(?:indented|children|replies|child-comments|comment-children)\s")
_AREA_TAGS = frozenset({"div", "section", "ol", "ul", "form", "aside"})
_TOO_WIDE = frozenset({"html", "body", "main"})
_MONTH_FIRST = re.compile(r"\b(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:19|20)?\d\d\b")
_DAY_FIRST = re.compile(r"\b(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)?\d\d\b")


@dataclass(slots=True)
class Thread:
    """The comments of a page and the elements that hold the comment area."""

    comments: tuple[Comment, ...] = ()
    areas: list[Element] = field(default_factory=list)


def read_thread(tree: Element, facts: PageFacts, *, index: PageIndex | None = None) -> Thread:
    """Return the page's reader comments in page order, and the areas that hold them."""
    index = index or PageIndex(tree)
    candidates = find_candidates(index)
    items = _read(named_items(index, candidates), index) or _grouped(index)
    items = items or _read(named_items(index, candidates, loosely=True), index)
    comments = _number(items) if items else stated_comments(facts)
    return Thread(comments=comments, areas=_areas(index, [e for item in items for e in item.held]))


def _grouped(index: PageIndex) -> list[Item]:
    """Return the comments found by structure, where most of them have an author."""
    items = _read(grouped_items(index), index)
    named = sum(item.fields is not None and item.fields.author is not None for item in items)
    return items if 3 * named >= 2 * len(items) else []


def _read(items: list[Item], index: PageIndex) -> list[Item]:
    """Return the items that have words, their fields read."""
    nested = _nested(items, index)
    indexes = {item: PageIndex(item.element) if item.pieces else index for item in items}
    day_first = _order_of_days(items, nested, indexes)
    for item in items:
        item.fields = read_fields(item.element, nested=nested[item], index=indexes[item], day_first=day_first)
    return [item for item in items if (f := item.fields) and f.text and (f.author or f.posted or f.elapsed)]


def _nested(items: list[Item], index: PageIndex) -> dict[Item, set[Element]]:
    """Return for each comment the elements of those inside it."""
    places = sorted({index.place(item.element) for item in items if not item.pieces})
    nested: dict[Item, set[Element]] = {}
    for item in items:
        inner: list[int] = []
        if not item.pieces:
            place = index.place(item.element)
            inner = places[bisect_right(places, place) : bisect_left(places, index.ends[place])]
        nested[item] = {index.order[place] for place in inner}
    return nested


def _order_of_days(
    items: list[Item], nested: dict[Item, set[Element]], indexes: dict[Item, PageIndex]
) -> bool | None:
    """Return how the thread writes "3/4/2031", where one of its dates can be read one way only."""
    for item in items[:MAX_ASKED]:
        for line in printed_stamps(item.element, nested=nested[item], index=indexes[item]):
            if _MONTH_FIRST.search(line):
                return False
            if _DAY_FIRST.search(line):
                return True
    return None


def _number(items: list[Item]) -> tuple[Comment, ...]:
    ids = {id(item): f"c{number}" for number, item in enumerate(items, start=1)}
    by_anchor = _anchors(items)
    by_depth = _by_depths(items)
    by_trace = _by_traces(items)
    comments = []
    for item in items:
        fields = item.fields
        assert fields is not None
        parent = item.parent or _answered(item, fields.answers, by_anchor)
        parent = parent or by_trace.get(id(item)) or by_depth.get(id(item)) or _before_indent(item, items)
        while parent is not None and id(parent) not in ids:
            parent = parent.parent
        comments.append(
            Comment(
                id=ids[id(item)],
                parent=ids[id(parent)] if parent is not None and parent is not item else None,
                author=fields.author,
                posted=fields.posted,
                role=fields.role,
                text=fields.text,
            )
        )
    return tuple(comments)


def _answered(item: Item, anchors: tuple[str, ...], by_anchor: dict[str, Item]) -> Item | None:
    found = (by_anchor.get(anchor) for anchor in anchors)
    return next((other for other in found if other is not None and other is not item), None)


def _before_indent(item: Item, items: list[Item]) -> Item | None:
    """Return the comment right before the indented box that this one stands in, as Drupal nests answers."""
    box = next((a for a in ancestors(item.element) if _is_indented(tokens(a))), None)
    before = box.getprevious() if box is not None else None
    while before is not None:
        for other in reversed(items):
            if other.element is before:
                return other
        if not _is_indented(tokens(before)) and before.tag not in ("a", "br", "hr"):
            return None
        before = before.getprevious()
    return None


def _anchors(items: list[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        for element in item.element.iter():
            anchor = (element.get("id") or element.get("name")) if isinstance(element.tag, str) else None
            if anchor:
                found.setdefault(anchor, item)
            if len(found) > MAX_ANCHORS:
                return found
    return found


def _by_depths(items: list[Item]) -> dict[int, Item]:
    """Return each comment's parent by printed levels: the last one before it that stands one level higher."""
    for levels in ([_level(item) for item in items], [_indent(item) for item in items]):
        if len({level for level in levels if level is not None}) > 1:
            return _climb(items, levels)
    return {}


def _level(item: Item) -> int | None:
    match = _DEPTH.search(tokens(item.element))
    return int(match[1]) if match else None


def _indent(item: Item) -> int | None:
    """Return how far a comment, or the box right around it, is set in; None where no style says so."""
    around = item.element.getparent()
    for element in (item.element, around):
        match = _INDENT.search(element.get("style") or "") if element is not None else None
        if match:
            return int(match[1])
    return None


def _climb(items: list[Item], levels: list[int | None]) -> dict[int, Item]:
    trail: list[tuple[int, Item]] = []
    found: dict[int, Item] = {}
    for item, level in zip(items, levels, strict=True):
        if level is None:
            continue
        while trail and trail[-1][0] >= level:
            trail.pop()
        if trail:
            found[id(item)] = trail[-1][1]
        trail.append((level, item))
    return found


def _by_traces(items: list[Item]) -> dict[int, Item]:
    """Return each comment's parent by printed numbers: "#1.1" answers "#1"."""
    traced: dict[str, Item] = {}
    for item in items:
        for element in islice(item.element.iter("a", "span"), 40):
            if (match := _TRACE.match(element.text or "")) and match[1] not in traced:
                traced[match[1]] = item
                break
    nested = ((number.rpartition(".")[0], item) for number, item in traced.items() if "." in number)
    return {id(item): traced[above] for above, item in nested if above in traced}


def _areas(index: PageIndex, items: list[Element]) -> list[Element]:
    """Return the elements to leave out of the report's own text."""
    areas: list[Element] = list(items)
    for item in items[:1] + items[-1:]:
        for outer in ancestors(item):
            if is_area(tokens(outer)) and _may_leave_out(outer, index=index):
                areas.append(outer)
    named = [index.order[place] for place in index.passing(is_area, *STEMS)]
    areas += [e for e in named if e.tag in _AREA_TAGS and _may_leave_out(e, index=index)]
    return list(dict.fromkeys(areas))


def _may_leave_out(element: Element, *, index: PageIndex) -> bool:
    if element.tag in _TOO_WIDE or element.get("itemprop") == "articleBody":
        return False
    inner = (element, *index.inside(element, "article", "div", "h1")[:MAX_SEARCHED])
    return not any(_holds_story(e) for e in inner)


def _holds_story(element: Element) -> bool:
    if "comment" in tokens(element):
        return False
    if element.tag == "h1":
        return len(str(element.text_content())) > MIN_HEADLINE
    return element.get("itemprop") == "articleBody" or " entry-content " in tokens(element)
