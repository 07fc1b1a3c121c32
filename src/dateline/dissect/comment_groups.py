"""Comments by structure alone: a shape that comes again and again, each time with a time, a name and words.

Nothing here asks for a language: times are read as printed, and that a row of such shapes is a thread shows
in its names, its heading, its buttons, its numbers (``comment_signs``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dateline.dissect.comment_items import Item
from dateline.dissect.comment_lines import is_elapsed
from dateline.dissect.comment_signs import is_thread
from dateline.dissect.dom import Element, PageIndex
from dateline.dissect.printed import find_printed

#: Letters of the longest line that names a comment's time, and of the words that make a shape a comment.
MAX_HEAD, MIN_LONGEST, MIN_USUAL = 140, 36, 12
#: Steps up from a time to the comment around it; members that are looked at closely; members of a thread;
#: shapes that are tried, most frequent first.
MAX_RISE, SAMPLE, MAX_MEMBERS, MAX_SHAPES = 9, 8, 2000, 8
#: Steps from a first-level heading within which a time is the report's own; letters of running text.
HEAD_STEPS, MIN_RUNNING = 25, 80
_QUICK = re.compile(r"\d{4}|\d{1,2}[.:/h-]\d{2}|\d+\s*[^\W\d]")
_PARITY = re.compile(r"\S*\d\S*|\b(?:odd|even|alt|first|last|new|parent|reply|child|author|staff)\b")
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "select", "textarea", "button", "svg", "option", "iframe"]
)
_TOO_WIDE = frozenset(["html", "body", "main"])
_HOLDERS = frozenset(["ul", "ol", "dl", "table", "tbody", "section", "main", "body", "html"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class _Shape(NamedTuple):
    """One shape found at several places: where the times stand, and the comments around them."""

    anchors: list[int]
    items: list[Item]


def grouped_items(index: PageIndex) -> list[Item]:
    """Return the comments of the thread whose shape is most surely one; none where no shape is."""
    best: list[Item] = []
    for shape in _shapes(index):
        if len(shape.items) > len(best) and is_thread(index, shape.items):
            best = shape.items
    _nest(best, index=index)
    return best


def _shapes(index: PageIndex) -> list[_Shape]:
    groups: dict[tuple[str, str, str, str], list[int]] = {}
    for place in _timed(index):
        groups.setdefault(_signature(index, place), []).append(place)
    found = []
    for anchors in sorted(groups.values(), key=len, reverse=True)[:MAX_SHAPES]:
        anchors = anchors[:MAX_MEMBERS]
        if all(_prints_time(index, place) for place in {anchors[len(anchors) // 2], anchors[-1]}):
            items = _rise(index, anchors)
            if items:
                found.append(_Shape(anchors, items))
    return found


def _timed(index: PageIndex) -> list[int]:
    """Return the places of elements with a line that may be a time, those of the report's own head left out."""
    head = _end_of_head(index)
    found: set[int] = set()
    order, parents = index.order, index.parents
    found.update(place for place in _timely_places(index.texts, head) if order[place].tag not in _SILENT)
    found.update(above for place in _timely_places(index.tails, head) if (above := parents[place]) >= head)
    found.update(place for e in index.tagged("time") if (place := index.place(e)) >= head)
    return sorted(found)


def _end_of_head(index: PageIndex) -> int:
    """Return the place of the first running text behind the headline, or a few steps on where there is none."""
    head = next((index.place(e) for e in index.tagged("h1")), -1)
    for place in range(head + 1, min(head + 1 + HEAD_STEPS, len(index.order))):
        element = index.order[place]
        if element.tag not in _SILENT and len((element.text or "").strip()) >= MIN_RUNNING:
            return place
    return min(head + 1 + HEAD_STEPS, len(index.order)) if head >= 0 else 0


def _timely_places(texts: Sequence[str | None], start: int) -> list[int]:
    """Return where the texts stand that may be times, from one place on."""
    return [
        place
        for place, text in enumerate(texts[start:], start=start)
        if text is not None and 5 < len(text) <= 4 * MAX_HEAD and not text.isspace() and _is_timely(text)
    ]


@lru_cache(maxsize=4096)
def _is_timely(text: str) -> bool:
    words = text.strip()
    return 5 < len(words) <= MAX_HEAD and _QUICK.search(words) is not None


def _lines(element: Element) -> list[str]:
    return [t.strip() for t in (element.text, *(child.tail for child in element)) if t and t.strip()]


def _prints_time(index: PageIndex, place: int) -> bool:
    element = index.order[place]
    if element.get("datetime"):
        return True
    for line in _lines(element):
        if len(line) <= MAX_HEAD and _QUICK.search(line):
            found = find_printed(line)
            if found and found[0].end - found[0].start >= 0.25 * len(line):
                return True
            if is_elapsed(line):
                return True
    return False


@lru_cache(maxsize=8192)
def _plain(names: str) -> str:
    return _PARITY.sub("", names)


def _signature(index: PageIndex, place: int) -> tuple[str, str, str, str]:
    above = index.parents[place]
    return (
        index.order[place].tag,
        _plain(index.names[place]),
        index.order[above].tag if above >= 0 else "",
        _plain(index.names[above]) if above >= 0 else "",
    )


def _rise(index: PageIndex, anchors: list[int]) -> list[Item]:
    """Return the comments around the times: the lowest elements with words of their own, one for each time."""
    level = anchors
    for _ in range(MAX_RISE):
        if len(set(level)) < len(level):
            return []
        if _has_words(index, level, anchors):
            return [Item(index.order[place]) for place in _widen(index, level)]
        above = [index.parents[place] for place in level]
        if min(above) < 0 or any(index.order[place].tag in _TOO_WIDE for place in above):
            return _cut(index, level) if len(set(above)) <= max(1, len(level) // 2) else []
        if len(set(above)) < len(above):
            return _cut(index, level)
        level = above
    return []


def _has_words(index: PageIndex, level: list[int], anchors: list[int]) -> bool:
    own = set(level)
    pairs = list(zip(level, anchors, strict=True))
    step = max(1, len(pairs) // SAMPLE)
    words = [_letters(index, place, own, without=anchor) for place, anchor in pairs[::step]]
    return max(words) >= MIN_LONGEST and median(words) >= MIN_USUAL


def _letters(index: PageIndex, place: int, nested: set[int], *, without: int = -1) -> int:
    """Return the letters of an element outside links, outside the members nested in it and its time."""
    count, at, stop = 0, place, index.ends[place]
    while at < stop:
        element = index.order[at]
        tail = element.tail or ""
        if at != place and not (index.parents[at] == without and _is_timely(tail)):
            count += len(tail.strip())
        if at != place and (at in nested or element.tag in _SILENT or element.tag == "a"):
            at = index.ends[at]
            continue
        if at != without and element.tag != "time":
            count += len((element.text or "").strip())
        at += 1
    return count


def _widen(index: PageIndex, level: list[int]) -> list[int]:
    """Return the elements around the comments as long as each holds one comment and little more."""
    for _ in range(3):
        above = [index.parents[place] for place in level]
        tags = {index.order[place].tag for place in above}
        if len(set(above)) < len(above) or len(above) < 2 or len(tags) > 1 or tags & _HOLDERS:
            return level
        if any(index.holds(index.order[up], *_HEADINGS) and not index.holds(index.order[p], *_HEADINGS)
               for up, p in zip(above, level, strict=True)):  # fmt: skip
            return level
        wide, narrow = set(above), set(level)
        step = max(1, len(level) // SAMPLE)
        for up, place in list(zip(above, level, strict=True))[::step]:
            if _letters(index, up, wide) > _letters(index, place, narrow) + 60:
                return level
        level = above
    return level


def _cut(index: PageIndex, heads: list[int]) -> list[Item]:
    """Return the comments of holders that hold several without an element for each: cut at their heads."""
    items: list[Item] = []
    for holder in dict.fromkeys(index.parents[place] for place in heads):
        ours = [place for place in heads if index.parents[place] == holder]
        if holder >= 0:
            items += _cut_holder(index.order[holder], [index.order[place] for place in dict.fromkeys(ours)])
    return items


def _cut_holder(holder: Element, heads: Sequence[Element]) -> list[Item]:
    children = [e for e in holder if isinstance(e.tag, str)]
    at = [children.index(head) for head in heads]
    lead = [e for e in children[: at[0]] if e.tag not in _HEADINGS]
    tail = children[at[-1] + 1 :]
    usual = int(median([b - a for a, b in pairwise(at)])) if len(at) > 1 else max(2, len(tail))
    footed = sum(_words(e) for e in lead[-usual:]) > sum(_words(e) for e in tail[:usual])
    if footed:
        starts = [
            max(at[0] - usual + 1, len(children[: at[0]]) - len(lead)),
            *(place + 1 for place in at[:-1]),
        ]
        spans = [(start, place + 1) for start, place in zip(starts, at, strict=True)]
    else:
        spans = [(a, b) for a, b in zip(at, [*at[1:], _last(children, at[-1], usual)], strict=True)]
    return [item for start, end in spans if (item := _joined(children[start:end])) is not None]


def _last(children: Sequence[Element], head: int, usual: int) -> int:
    """Return where the last comment ends: after as many elements as the others have, before any heading."""
    end = head + 1
    while end < len(children) and end < head + max(usual, 2):
        if children[end].tag in _HEADINGS or children[end].tag in ("form", "nav", "footer", "aside"):
            break
        end += 1
    return end


def _words(element: Element) -> int:
    return len("".join(element.itertext()).split())


def _joined(pieces: list[Element]) -> Item | None:
    """Return one comment of several neighbours, copied into a holder of their own."""
    if not pieces:
        return None
    holder = pieces[0].makeelement("div")
    for piece in pieces:
        holder.append(deepcopy(piece))
    return Item(holder, pieces=list(pieces))


def _nest(items: list[Item], *, index: PageIndex) -> None:
    """Set the parent of each comment that stands inside another."""
    open_: list[tuple[int, Item]] = []
    for item in items:
        if item.pieces:
            continue
        place = index.place(item.element)
        while open_ and open_[-1][0] <= place:
            open_.pop()
        item.parent = open_[-1][1] if open_ else None
        open_.append((index.ends[place], item))
