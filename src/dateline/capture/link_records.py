"""What a run over links is given and gives: its plan, its ports, and a row for each address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from dateline.capture.answers import AnswerKind
from dateline.capture.feeds import FeedItem
from dateline.model import ArchivedCapture, Capture, Exchange, Validators


class Fetches(Protocol):
    """What fetches an address."""

    def fetch(self, url: str, *, known: Validators | None = None) -> Exchange:
        """Return the answer, of status 304 where nothing has changed since ``known``.

        Raises:
            SourceError: the address is refused or fails.
        """
        ...


class Keeps(Protocol):
    """What keeps captures."""

    def latest(self, url: str) -> ArchivedCapture | None:
        """Return the newest capture of an address that has a page."""
        ...

    def store_all(self, exchanges: Iterable[Exchange]) -> Iterator[ArchivedCapture]:
        """Yield the row of each exchange once it is durable."""
        ...

    def load(self, row: ArchivedCapture, *, max_bytes: int) -> Capture:
        """Return the page or text of a capture."""
        ...


class LinkState(StrEnum):
    """What came of an address."""

    NEW = "new"
    #: The server says so, or the bytes are those of the capture before.
    UNCHANGED = "unchanged"
    #: Captured not long ago: read from the archive, not asked for.
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that has a capture. ``item`` is what the feed that named it says of it."""

    url: str
    state: LinkState
    row: ArchivedCapture
    kind: AnswerKind
    item: FeedItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed that lies on disk: its entries are fetched."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPlan:
    """How a run goes: entries taken of each feed, how long a capture counts as fresh, hosts called at once."""

    limit: int = 50
    fresh: timedelta = timedelta(hours=6)
    workers: int = 8
    max_bytes: int = 20_000_000
