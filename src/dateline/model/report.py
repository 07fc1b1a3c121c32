"""One page as fetched, and what dissect takes off it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.vocabulary import PROSE, Commenting, PartKind, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as printed: ISO 8601 cut to its precision, never moved to another zone."""

    value: str
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of a report: code points ``start`` to ``end``, half-open, and the words themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One input as it came: a page's bytes, or a record's text.

    Exactly one of ``html`` and ``text`` is set. ``published`` and ``title`` are what the sender of a
    record stated beside it; a page's own are read off the page.
    """

    id: str
    html: bytes | None = None
    text: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the report and what it is; ``start`` and ``end`` are None where only metadata holds it."""

    kind: PartKind
    start: int | None
    end: int | None
    text: str
    at: When | None = None
    by: str | None = None
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A credit line and the outlet it names (as printed, or None)."""

    start: int | None
    end: int | None
    text: str
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A reader's comment; ``parent`` is the id of the comment it answers."""

    id: str
    parent: str | None = None
    author: str | None = None
    posted: When | None = None
    role: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in the prose: the words that carry it, and its address."""

    start: int
    end: int
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One outlet's item, taken apart. All spans point into ``text``."""

    id: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    text: str
    published: When | None = None
    updated: When | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    parts: tuple[Part, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    read_count: int | None = None
    commenting: Commenting = Commenting.NONE
    comments: tuple[Comment, ...] = ()
    links: tuple[Link, ...] = ()
    #: Addresses that the page itself names as where its words come from (canonical elsewhere, isBasedOn).
    based_on: tuple[str, ...] = ()

    def prose(self) -> Iterator[tuple[int, int, PartKind]]:
        """Yield ``(start, end, kind)`` of the parts that carry the report's own news, in text order."""
        spans = [(p.start, p.end, p.kind) for p in self.parts if p.kind in PROSE and p.start is not None]
        for start, end, kind in sorted(spans, key=lambda s: (s[0] or 0, s[1] or 0)):
            if start is not None and end is not None:
                yield start, end, kind
