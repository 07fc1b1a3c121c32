"""Scores which cue and which source a content goes with, by weights fitted on PolNeAR."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.claims.link_features import (
    Piece,
    Scene,
    content_features,
    cross_features,
    cue_features,
    order_of,
    pair_features,
    source_features,
)
from dateline.model import TagKind

#: How many cues or sources on each side of a content are looked at, and over how many paragraphs.
_BEFORE, _AFTER, _PARAGRAPHS = 4, 3, 4
_MANY_WORDS, _BESIDE = 200, 3


@dataclass(slots=True)
class Table:
    """Feature rows of a scene and the triples made of them.

    ``triples`` hold seven row numbers each; ``options`` the cue and source of each, ``groups`` the content with
    the first and last (half-open) of its triples. Row 0 is empty.
    """

    rows: list[list[str]] = field(default_factory=lambda: [[]])
    triples: list[tuple[int, ...]] = field(default_factory=list)
    options: list[tuple[Piece | None, Piece | None]] = field(default_factory=list)
    groups: list[tuple[Piece, int, int]] = field(default_factory=list)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def row(self, key: tuple[object, ...], features: Sequence[str]) -> int:
        """Keep a row and return its number."""
        self.rows.append(list(features))
        self._known[key] = len(self.rows) - 1
        return len(self.rows) - 1

    def known(self, key: tuple[object, ...]) -> int | None:
        """Return the number of a row that was kept under a key."""
        return self._known.get(key)


def build_table(scene: Scene) -> Table:
    """Return the triples of every content of a scene, the one without cue and source among them."""
    table = Table()
    for content in scene.pieces[TagKind.CONTENT]:
        cues = _near(scene.pieces[TagKind.CUE], content)
        sources = _near(scene.pieces[TagKind.SOURCE], content)
        first = len(table.triples)
        own = _one(table, scene, content)
        closest_cue = min(cues, key=lambda p: _apart(p, content), default=None)
        closest = min(sources, key=lambda p: _apart(p, content), default=None)
        to_source = [_pair(table, scene, content, s, nearest=s is closest) for s in sources]
        bare = _named_row(table, "c:none"), _named_row(table, "s:none")
        for cue in (None, *cues):
            to_cue = 0 if cue is None else _pair(table, scene, content, cue, nearest=cue is closest_cue)
            cue_row = bare[0] if cue is None else _one(table, scene, cue)
            order = _named_row(table, f"o:{order_of(content, cue, None)}:{content.faint}")
            table.triples.append((own, cue_row, bare[1], to_cue, 0, 0, order))
            table.options.append((cue, None))
            for source, there in zip(sources, to_source, strict=True):
                between = 0 if cue is None else _pair(table, scene, cue, source, nearest=False)
                order = _named_row(table, f"o:{order_of(content, cue, source)}")
                table.triples.append(
                    (own, cue_row, _one(table, scene, source), to_cue, there, between, order)
                )
                table.options.append((cue, source))
        table.groups.append((content, first, len(table.triples)))
    return table


def _apart(one: Piece, other: Piece) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _near(pieces: Sequence[Piece], content: Piece) -> list[Piece]:
    """Return the cues or sources near a content: some on each side, and the nearest sure one of each side."""
    at = bisect_left(pieces, content.start, key=lambda p: p.start)
    before = _take(pieces[max(0, at - 12) : at][::-1], content, _BEFORE)
    after = _take(pieces[at : at + 12], content, _AFTER)
    return [*reversed(before), *after]


def _take(pieces: Sequence[Piece], content: Piece, count: int) -> list[Piece]:
    near = [p for p in pieces if _in_reach(p, content)]
    taken = near[:count]
    if taken and all(p.faint for p in taken):
        taken += [p for p in near[count:] if not p.faint][:1]
    return taken


def _in_reach(piece: Piece, content: Piece) -> bool:
    """Return whether a content can go with a piece: with a faint one in the same sentence only."""
    if piece.faint:
        return piece.sentence == content.sentence or _apart(piece, content) <= _BESIDE
    return abs(piece.paragraph - content.paragraph) <= _PARAGRAPHS and _apart(piece, content) <= _MANY_WORDS


def _one(table: Table, scene: Scene, piece: Piece) -> int:
    key = (piece.kind, piece.start, piece.end)
    row = table.known(key)
    if row is None:
        find = {
            TagKind.CONTENT: content_features,
            TagKind.CUE: cue_features,
            TagKind.SOURCE: source_features,
        }
        row = table.row(key, find[piece.kind](scene, piece))
    return row


def _pair(table: Table, scene: Scene, one: Piece, other: Piece, *, nearest: bool) -> int:
    key = (one.kind, one.start, one.end, other.kind, other.start, other.end)
    row = table.known(key)
    if row is None:
        features = [*pair_features(scene, one, other), *cross_features(scene, one, other, nearest=nearest)]
        row = table.row(key, features)
    return row


def _named_row(table: Table, name: str) -> int:
    row = table.known((name,))
    return table.row((name,), [name]) if row is None else row
