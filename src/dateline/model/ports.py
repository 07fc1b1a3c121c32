"""Shapes that rooms fill and others call: replace what stands behind them, and nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from dateline.model.reading import Candidate, GazetteerEntry, Marks

if TYPE_CHECKING:
    import socket


class Tagger(Protocol):
    """Finds sources, cues and contents of attributions; a model finds names and certainties beside them."""

    #: Name and version, for ``method``.
    name: str

    def mark(self, text: str, passages: Sequence[Sequence[tuple[int, int]]]) -> Marks:
        """Return what stands in the given sentences of a text.

        A passage is the spans of sentences that follow one another; no tag crosses a line or a passage.
        """
        ...


class Encoder(Protocol):
    """Turns sentences into vectors of unit length."""

    name: str

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        """Return one vector a sentence, all of one length."""
        ...


class Gazetteer(Protocol):
    """Looks names up."""

    def look_up(self, name: str) -> Sequence[GazetteerEntry]:
        """Return the entries that carry this name when both are folded; empty when none does."""
        ...

    def suggest(
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = 10,
    ) -> list[Candidate]:
        """Return the likeliest entries for a spelling, other spellings of it included, best first."""
        ...


class Resolver(Protocol):
    """Says at which addresses a host lies."""

    def resolve(self, host: str) -> Sequence[str]:
        """Return every address of the host.

        Raises:
            OSError: when there is none.
        """
        ...


class Connector(Protocol):
    """Opens a connection to an address that has been checked."""

    def connect(self, address: str, port: int, *, timeout_s: float) -> socket.socket:
        """Return the connected socket.

        Raises:
            OSError: when nobody answers there.
        """
        ...
