"""One address into one exchange: guarded, polite, within limits, and as the wire had it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

import httpx

from dateline.capture import refusals
from dateline.capture.addresses import WEB_PORTS, check_url
from dateline.capture.chain import Chain, Headers, led_to
from dateline.capture.decode import decode_body
from dateline.capture.guard import GuardedTransport
from dateline.capture.limits import Allowance, Limits
from dateline.capture.machine import SystemConnector, SystemResolver
from dateline.capture.rates import HostTurns
from dateline.capture.robots import MAX_BYTES, Robots, RobotsAnswer
from dateline.capture.wording import shown
from dateline.errors import SourceError
from dateline.model.capture import Exchange, Validators
from dateline.model.ports import Connector, Resolver

if TYPE_CHECKING:
    import ssl

_MAX_ROBOTS_REDIRECTS = 5
_HEADERS = (
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    # What every reader of WARC can unpack.
    ("Accept-Encoding", "gzip, deflate, br"),
    ("Connection", "close"),
)


def open_fetcher(
    *,
    user_agent: str,
    limits: Limits,
    clock: Callable[[], datetime],
    resolver: Resolver | None = None,
    connector: Connector | None = None,
    permitted: frozenset[tuple[str, int]] = frozenset(),
    trust: ssl.SSLContext | None = None,
    sleep: Callable[[float], None] = time.sleep,
    monotonic: Callable[[], float] = time.monotonic,
) -> Fetcher:
    """Return a fetcher; close it after use, or use it in a ``with``.

    ``permitted`` are pairs of address and port that tests allow although they are not public. ``trust`` holds
    the roots of certificates; certifi's when there is none. Nothing is taken from the environment.
    """
    transport = GuardedTransport(
        resolver=resolver or SystemResolver(timeout_s=limits.connect_s),
        connector=connector or SystemConnector(),
        trust=trust or httpx.create_ssl_context(trust_env=False),
        permitted=permitted,
    )
    return Fetcher(
        transport,
        user_agent=user_agent,
        limits=limits,
        ports=WEB_PORTS | {port for _, port in permitted},
        clock=clock,
        sleep=sleep,
        monotonic=monotonic,
    )


class Fetcher:
    """Fetches addresses. Threads may share it: hosts are called side by side, each host in turn."""

    def __init__(
        self,
        transport: httpx.BaseTransport,
        *,
        user_agent: str,
        limits: Limits,
        ports: frozenset[int],
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._transport = transport
        self._headers = (("User-Agent", user_agent), *_HEADERS)
        self._limits = limits
        self._ports = ports
        self._clock = clock
        self._monotonic = monotonic
        self._robots_limits = replace(limits, max_redirects=_MAX_ROBOTS_REDIRECTS, retries=0)
        self._turns = HostTurns(monotonic=monotonic, sleep=sleep)
        product = user_agent.split("/")[0].split(" ")[0]
        self._robots = Robots(product=product, read=self._read_robots, monotonic=monotonic)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what is still open."""
        self._transport.close()

    def fetch(self, url: str, *, known: Validators | None = None) -> Exchange:
        """Return the answer. With ``known``, one of status 304 and without body if nothing has changed.

        Raises:
            SourceError: D115 to D129, one for each way in which an address is refused or fails.
        """
        try:
            return self._fetch(url.strip(), known or Validators())
        except SourceError as error:
            raise SourceError(error.code, f"{shown(url)}: {error.message}") from error

    def _fetch(self, url: str, known: Validators) -> Exchange:
        conditions = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
        headers = (*self._headers, *((key, value) for key, value in conditions if value))
        hops = self._chain(self._limits, headers=headers, robots=self._robots).follow(
            check_url(url, ports=self._ports)
        )
        answer = replace(hops[-1], url=url, redirects=tuple(hops[:-1]))
        try:
            _judge(answer, conditional=known != Validators())
            decode_body(answer, max_bytes=self._limits.max_bytes, max_ratio=self._limits.max_ratio)
        except SourceError as error:
            if not answer.redirects:
                raise
            words = led_to(answer.final_url, answer.redirects)
            raise SourceError(error.code, f"{words}: {error.message}") from error
        return answer

    def _read_robots(self, url: httpx.URL) -> RobotsAnswer:
        chain = self._chain(self._robots_limits, headers=self._headers, robots=None)
        last = chain.follow(url)[-1]
        body = decode_body(last, max_bytes=self._limits.max_bytes, max_ratio=self._limits.max_ratio)
        return RobotsAnswer(last.status, body[:MAX_BYTES])

    def _chain(self, limits: Limits, *, headers: Headers, robots: Robots | None) -> Chain:
        return Chain(
            transport=self._transport,
            turns=self._turns,
            limits=limits,
            ports=self._ports,
            headers=headers,
            robots=robots,
            clock=self._clock,
            allowance=Allowance(limits, monotonic=self._monotonic),
        )


def _judge(answer: Exchange, *, conditional: bool) -> None:
    """Raise what an answer's status means, unless it brings a page or says that nothing has changed."""
    status = answer.status
    if (200 <= status < 300 and status != 206) or (status == 304 and conditional):
        return
    told = f"the server answered {status} {answer.reason}".rstrip()
    if status >= 500 or status == 429:
        raise SourceError(refusals.SERVER_FAILED, told)
    raise SourceError(refusals.REFUSED_BY_SERVER if status >= 400 else refusals.BROKEN_ANSWER, told)
