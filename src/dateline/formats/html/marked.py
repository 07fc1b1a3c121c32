"""A report's text with the words that evidence rests on marked and reachable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from dateline.model import Reading, Report

#: What matters most stays whole where marks overlap.
_KINDS = ("evidence", "place", "count", "control", "progress", "cue", "passage", "part")


class Ref(NamedTuple):
    """A link back: what is shown, what is read aloud, and where it leads."""

    shown: str
    spoken: str
    href: str


class Mark(NamedTuple):
    """Words to mark: ``kind`` is the style; ``refs`` are links that lead back from them."""

    start: int
    end: int
    kind: str
    refs: tuple[Ref, ...] = ()
    linked: bool = True


class Anchors:
    """Where each report, and each stretch of marked words, is found on the page."""

    def __init__(self, readings: Sequence[Reading], marks: Mapping[str, Iterable[Mark]]) -> None:
        self._slugs = slugs_of([reading.id for reading in readings])
        self._ids: dict[tuple[str, int, int], str] = {}
        for report, spans in marks.items():
            self._name(report, [(m.start, m.end) for m in spans if m.linked])

    def _name(self, report: str, spans: Iterable[tuple[int, int]]) -> None:
        taken: set[int] = set()
        for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
            name = f"{self.report(report)}-{start}"
            self._ids[report, start, end] = f"{name}-{end}" if start in taken else name
            taken.add(start)

    def report(self, report: str) -> str:
        """Return the id of a report's text on the page."""
        return f"r-{self._slugs[report]}"

    def words(self, report: str, start: int, end: int) -> str | None:
        """Return the id of marked words, or None where they are not on the page."""
        return self._ids.get((report, start, end))

    def link(self, report: str, start: int, end: int) -> str:
        """Return the address of the words; of the report's text where they are not marked."""
        name = self.words(report, start, end)
        return f"#{name}" if name else self.text(report)

    def text(self, report: str) -> str:
        """Return the address of a report's text; of the list of reports where it is not on the page."""
        return f"#{self.report(report)}" if report in self._slugs else "#reports"


def slugs_of(ids: Sequence[str]) -> dict[str, str]:
    """Return a short name for each report id, made of letters, digits, dot, dash and underscore."""
    made: dict[str, str] = {}
    for report in ids:
        slug = re.sub(r"[^A-Za-z0-9._-]+", "_", report) or "_"
        while slug in made.values():
            slug += "_"
        made[report] = slug
    return made


def mark_text(report: Report, marks: Iterable[Mark], anchors: Anchors) -> Markup:
    """Return the whole text, escaped, with marks nested as HTML wants it.

    Marks that only overlap are cut: the first piece keeps the anchor, the last one the references.
    """
    whole = [*_parts(report), *marks]
    known = {(m.start, m.end, m.linked): m for m in whole if 0 <= m.start < m.end <= len(report.text)}
    pieces = _nest(list(known.values()))
    out: list[str] = []
    open_: list[_Piece] = []
    at = 0

    def close(until: int) -> None:
        nonlocal at
        while open_ and open_[-1].end <= until:
            piece = open_.pop()
            out.append(str(escape(report.text[at : piece.end])) + _closing(piece))
            at = piece.end

    for piece in pieces:
        close(piece.start)
        out.append(str(escape(report.text[at : piece.start])) + _opening(piece, report.id, anchors))
        at = piece.start
        open_.append(piece)
    close(len(report.text))
    out.append(str(escape(report.text[at:])))
    return Markup("".join(out))


class _Piece(NamedTuple):
    start: int
    end: int
    mark: Mark


def _parts(report: Report) -> list[Mark]:
    return [
        Mark(part.start, part.end, f"part p-{part.kind.replace('_', '-')}", linked=False)
        for part in report.parts
        if part.start is not None and part.end is not None
    ]


def _nest(marks: Sequence[Mark]) -> list[_Piece]:
    """Return pieces in order of opening, each wholly inside or outside of every other.

    Where two marks only overlap, the one that matters less is cut.
    """
    pieces: list[_Piece] = []
    for mark in sorted(marks, key=lambda m: (_rank(m), m.start, -m.end)):
        cuts = {cut for p in pieces for cut in _cuts(mark, p)}
        edges = [mark.start, *sorted(cuts), mark.end]
        pieces += [_Piece(start, end, mark) for start, end in pairwise(edges)]
    order = {id(piece): n for n, piece in enumerate(pieces)}
    return sorted(pieces, key=lambda p: (p.start, -p.end, -order[id(p)]))


def _rank(mark: Mark) -> int:
    first = mark.kind.partition(" ")[0]
    return _KINDS.index(first) if first in _KINDS else len(_KINDS)


def _cuts(mark: Mark, piece: _Piece) -> Iterator[int]:
    if mark.start < piece.start < mark.end < piece.end:
        yield piece.start
    if piece.start < mark.start < piece.end < mark.end:
        yield piece.end


def _opening(piece: _Piece, report: str, anchors: Anchors) -> str:
    mark = piece.mark
    name = anchors.words(report, mark.start, mark.end) if mark.linked and piece.start == mark.start else None
    ident = f' id="{escape(name)}"' if name else ""
    tag = "mark" if mark.linked else "span"
    return f'<{tag} class="{escape(mark.kind)}"{ident}>'


def _closing(piece: _Piece) -> str:
    mark = piece.mark
    refs = mark.refs if piece.end == mark.end else ()
    links = "".join(
        f'<a class="ref" href="{escape(r.href)}" aria-label="{escape(r.spoken)}">{escape(r.shown)}</a>'
        for r in refs
    )
    return f"{links}</{'mark' if mark.linked else 'span'}>"
