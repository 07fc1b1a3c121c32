"""How far a fetch may go, and the allowance that one fetch uses up."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.capture import refusals
from dateline.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps of one fetch, redirects included, and the manners towards a host."""

    #: Of the body, as sent and unpacked.
    max_bytes: int = 20_000_000
    #: Unpacked over sent. Pages pack 5 to 30 times; a bomb of gzip reaches 1,000, of brotli far more.
    max_ratio: float = 100.0
    #: Time on the wire. Waiting for a host's turn does not count.
    total_s: float = 60.0
    connect_s: float = 10.0
    #: Without a single byte.
    idle_s: float = 20.0
    max_redirects: int = 8
    #: Between the beginnings of two requests to one host.
    interval_s: float = 1.0
    #: No host slows a run down further than this, whatever its robots.txt asks for.
    max_crawl_delay_s: float = 10.0
    #: A longer Retry-After is not waited for: the host is left alone for that long.
    max_retry_after_s: float = 30.0
    retries: int = 2


#: Heads of answers and the frames of a chunked body, above the bodies themselves.
_OVERHEAD_BYTES = 1_000_000


class Allowance:
    """The time and bytes that are left to one fetch. It travels with each request down to the socket."""

    def __init__(self, limits: Limits, *, monotonic: Callable[[], float]) -> None:
        self._limits = limits
        self._monotonic = monotonic
        self._deadline = monotonic() + limits.total_s
        self._bytes_left = 2 * limits.max_bytes + _OVERHEAD_BYTES

    def connect_s(self) -> float:
        """Return how long the next connection may take."""
        return min(self._limits.connect_s, self._left_s())

    def idle_s(self) -> float:
        """Return how long the next byte may take."""
        return min(self._limits.idle_s, self._left_s())

    def extend(self, seconds: float) -> None:
        """Give back time that was spent in waiting for a turn."""
        self._deadline += seconds

    @contextlib.contextmanager
    def halted(self) -> Iterator[None]:
        """Let no time pass while the block lasts."""
        began = self._monotonic()
        try:
            yield
        finally:
            self.extend(self._monotonic() - began)

    def spend(self, count_bytes: int) -> None:
        """Take note of bytes read off the wire.

        Raises:
            SourceError: D123 when more came than any honest frame around the largest body holds.
        """
        self._bytes_left -= count_bytes
        if self._bytes_left < 0:
            raise SourceError(refusals.TOO_MANY_BYTES, f"more than {self._limits.max_bytes} bytes")

    def _left_s(self) -> float:
        left = self._deadline - self._monotonic()
        if left <= 0:
            raise SourceError(refusals.TOO_SLOW, f"took longer than {self._limits.total_s:g} s")
        return left


def gather(pieces: Iterable[bytes], *, max_bytes: int) -> bytes:
    """Return the pieces of a body as one.

    Raises:
        SourceError: D123 as soon as they come to more than ``max_bytes``.
    """
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > max_bytes:
            raise SourceError(refusals.TOO_MANY_BYTES, f"more than {max_bytes} bytes")
    return bytes(body)
