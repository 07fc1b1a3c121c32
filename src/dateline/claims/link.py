"""Ties tags together: which source and which contents belong to which cue.

``link_report`` does so over a whole report, by fitted weights; ``link_tags`` in one stretch, by rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.claims.link_candidates import find_candidates, find_signed
from dateline.claims.link_features import Piece, Scene
from dateline.claims.link_weights import shipped_weights
from dateline.claims.linker import Table, build_table
from dateline.claims.spans import SpanIndex
from dateline.model import Tag, TagKind
from dateline.reader.quotes import Quotation

#: Least probabilities: that a sure or a faint content is attributed at all, and that a source is the right one.
#: Held-out documents of PolNeAR's training part show what a lower limit gives and takes; the middle one is as low
#: as the link precision of whole readings allows (dev: right source .817 at a precision of .780).
_LEAST_SURE, _LEAST_FAINT, _LEAST_SOURCE = 0.2, 0.38, 0.2
#: How much likelier a faint content must be than a sure one that it shares words with.
_YIELD = 0.3

#: Cues whose source stands after them.
_SOURCE_AFTER = ("according", "in the words of", "per ")


@dataclass(slots=True)
class Said:
    """One attribution of a report, spans into its text; ``lone``: nothing but quotation marks shows the content."""

    contents: list[tuple[int, int]]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    lone: bool = False


class _Choice(NamedTuple):
    """What a content goes with: ``real`` is how likely anything at all is, ``prob`` how likely the source."""

    real: float
    content: Piece
    cue: Piece | None
    source: Piece | None
    prob: float


def link_report(
    text: str,
    paragraphs: Sequence[Sequence[tuple[int, int]]],
    *,
    tags: Iterable[Tag],
    quotes: Sequence[Quotation],
) -> list[Said]:
    """Return the attributions of a report in text order; no two contents share words.

    Args:
        text: the report's.
        paragraphs: the spans of their sentences, in text order.
        tags: of the whole report, the faint ones among them.
        quotes: the pairs of quotation marks in these paragraphs.
    """
    sentences = [span for paragraph in paragraphs for span in paragraph]
    if not sentences:
        return []
    signed = find_signed(text, sentences[0][0], sentences[-1][1])
    lines = SpanIndex((one.content[0], one.source[1]) for one in signed)
    candidates = find_candidates(
        text,
        [span for span in sentences if not lines.touches(*span)],
        tags=[tag for tag in tags if not lines.touches(tag.start, tag.end)],
        quotes=[quote for quote in quotes if not lines.touches(quote.start, quote.end)],
    )
    table = build_table(Scene.of(text, paragraphs, tags=candidates))
    found = [_said(choices) for choices in _grouped(_choices(table))]
    found += [Said([one.content], one.cue, one.source, lone=True) for one in signed]
    return sorted(found, key=lambda s: s.contents)


def _grouped(choices: Iterable[_Choice]) -> Iterable[list[_Choice]]:
    """Return the likely choices, those of one cue together; of contents that share words the likeliest stays."""
    order = sorted(choices, key=lambda c: (_YIELD * bool(c.content.faint) - c.real, c.content.start))
    groups: dict[tuple[int, int], list[_Choice]] = {}
    taken: list[tuple[int, int]] = []
    for choice in order:
        start, end = choice.content.start, choice.content.end
        likely = choice.real >= (_LEAST_FAINT if choice.content.faint else _LEAST_SURE)
        if likely and not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
            key = (choice.cue.start, 0) if choice.cue is not None else (start, 1)
            groups.setdefault(key, []).append(choice)
    return groups.values()


def _choices(table: Table) -> Iterator[_Choice]:
    """Yield the likeliest cue and source of each content that has any."""
    for (content, first, last), probs in zip(table.groups, shipped_weights().choose(table), strict=True):
        options = table.options[first:last]
        by_source: dict[Piece | None, float] = {}
        for prob, (_, source) in zip(probs, options, strict=True):
            by_source[source] = by_source.get(source, 0.0) + prob
        sourceless = by_source.pop(None, 0.0) - probs[0]
        source = max(by_source, key=lambda s: by_source[s], default=None)
        prob = by_source.get(source, 0.0)
        if prob < max(_LEAST_SOURCE, sourceless):
            source = None
        fitting = [n for n, option in enumerate(options) if option[1] is source and option != (None, None)]
        if fitting:
            best = max(fitting, key=lambda n: probs[n])
            yield _Choice(1 - probs[0], content, options[best][0], source, prob)


def _said(choices: Sequence[_Choice]) -> Said:
    """Return the attribution of contents with one cue: the likeliest source among theirs."""
    best = max(choices, key=lambda c: (c.source is not None, c.prob))
    return Said(
        contents=sorted((c.content.start, c.content.end) for c in choices),
        cue=_span(best.cue),
        source=_span(best.source),
        lone=all(c.content.lone for c in choices),
    )


def _span(piece: Piece | None) -> tuple[int, int] | None:
    return None if piece is None else (piece.start, piece.end)


# -- one stretch, by rules -------------------------------------------------------------------------------


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
