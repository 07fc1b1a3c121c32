"""Ties the tags of a sentence together: which source and which contents belong to which cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model import Tag, TagKind

#: Cues whose source stands after them.
_SOURCE_AFTER = ("according", "in the words of", "per ")


@dataclass(slots=True)
class Link:
    """One attribution of a sentence: spans into that sentence."""

    cue: tuple[int, int]
    source: tuple[int, int] | None = None
    contents: list[tuple[int, int]] = field(default_factory=list)
    first: int = 0
    last: int = 0


def link_tags(sentence: str, tags: Sequence[Tag]) -> list[Link]:
    """Return one link a cue, in text order; contents without a cue are left out.

    A cue takes the source beside it; a participle ("..., adding that") takes the one of the cue before it.
    """
    order = sorted(tags, key=lambda tag: (tag.start, tag.end))
    links = [_start_link(order, index) for index, tag in enumerate(order) if tag.kind is TagKind.CUE]
    _give_sources(sentence, order, links)
    _give_contents(order, links)
    return links


def _start_link(order: Sequence[Tag], index: int) -> Link:
    return Link(cue=(order[index].start, order[index].end), first=index, last=index)


def _give_sources(sentence: str, order: Sequence[Tag], links: list[Link]) -> None:
    taken: set[int] = set()
    for at, link in enumerate(links):
        index = link.first
        before = (
            index - 1
            if index and order[index - 1].kind is TagKind.SOURCE and index - 1 not in taken
            else None
        )
        after = index + 1 if index + 1 < len(order) and order[index + 1].kind is TagKind.SOURCE else None
        cue = sentence[link.cue[0] : link.cue[1]].lower()
        if after is not None and (
            cue.startswith(_SOURCE_AFTER) or cue.endswith(" by") or _follows(order, index, before)
        ):
            before = None
        chosen = (
            before
            if before is not None
            else after
            if after is not None and _close(order, index, after)
            else None
        )
        if chosen is None:
            link.source = links[at - 1].source if at else None
            continue
        taken.add(chosen)
        link.source = (order[chosen].start, order[chosen].end)
        link.first, link.last = min(index, chosen), max(index, chosen)


def _follows(order: Sequence[Tag], index: int, before: int | None) -> bool:
    """Return whether the source after a cue is nearer to it than the one before."""
    if before is None:
        return True
    return order[index + 1].start - order[index].end <= 2 < order[index].start - order[before].end


def _close(order: Sequence[Tag], index: int, after: int) -> bool:
    """Return whether the source after a cue is its own: right beside it, not the subject of the next cue."""
    gap = order[after].start - order[index].end
    nexts = order[after + 1] if after + 1 < len(order) else None
    taken = (
        nexts is not None and nexts.kind is TagKind.CUE and nexts.start - order[after].end <= 2 and gap > 2
    )
    return not taken


def _give_contents(order: Sequence[Tag], links: list[Link]) -> None:
    for index, tag in enumerate(order):
        if tag.kind is not TagKind.CONTENT:
            continue
        left = next((link for link in reversed(links) if link.last < index), None)
        right = next((link for link in links if link.first > index), None)
        owner = _owner(order, index, left, right)
        if owner is not None:
            owner.contents.append((tag.start, tag.end))


def _owner(order: Sequence[Tag], index: int, left: Link | None, right: Link | None) -> Link | None:
    beside_left = left is not None and (left.last == index - 1 or right is None)
    beside_right = right is not None and (right.first == index + 1 or left is None)
    if beside_left and beside_right and left is not None and right is not None:
        has_own = right.last + 1 < len(order) and order[right.last + 1].kind is TagKind.CONTENT
        return right if left.contents and not has_own else left
    return left if beside_left else right if beside_right else left
