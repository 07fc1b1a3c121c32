"""Fetchers for tests: a clock that only moves when somebody sleeps, and one local server in place of the web."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from dateline.capture.fetch import Fetcher, open_fetcher
from dateline.capture.limits import Limits
from tests.capture.wire import PUBLIC, Answer, Lines, Names, local_server

NO_ROOTS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
USER_AGENT = "Dateline/0 (+https://example.org/)"


class Time:
    """A clock that stands still until somebody sleeps, and remembers the naps."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.naps: list[float] = []

    def clock(self) -> datetime:
        return NOON + timedelta(seconds=self.now_s)

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.naps.append(round(seconds, 3))
        self.now_s += seconds


@contextlib.contextmanager
def fetching(
    answer: Answer, *hosts: str, limits: Limits | None = None, time: Time | None = None
) -> Iterator[Fetcher]:
    """Give a fetcher for whom every host lies at one public address, and the local server answers there."""
    times = {} if time is None else {"sleep": time.sleep, "monotonic": time.monotonic}
    with local_server(answer) as port:
        opened = open_fetcher(
            user_agent=USER_AGENT,
            limits=limits or Limits(interval_s=0, total_s=10),
            clock=(time or Time()).clock,
            resolver=Names({host: [[PUBLIC]] for host in hosts or ("wire.example",)}),
            connector=Lines(port),
            trust=NO_ROOTS,
            **times,  # type: ignore[arg-type]
        )
        with opened:
            yield opened
