"""A guarded POST: how a time-stamp authority is asked. The same transport as for pages, no redirects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from dateline.capture import refusals
from dateline.capture.addresses import WEB_PORTS, check_url
from dateline.capture.guard import GuardedTransport
from dateline.capture.limits import Allowance, Limits, gather
from dateline.capture.machine import SystemConnector, SystemResolver
from dateline.errors import SourceError
from dateline.model.ports import Connector, Resolver

if TYPE_CHECKING:
    import ssl

    from dateline.capture.timestamps import Post


@contextmanager
def open_post(
    *,
    user_agent: str,
    limits: Limits,
    resolver: Resolver | None = None,
    connector: Connector | None = None,
    trust: ssl.SSLContext | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Iterator[Post]:
    """Give what sends bytes to an address and returns those of the answer, of status 200 and within the limits."""
    transport = GuardedTransport(
        resolver=resolver or SystemResolver(timeout_s=limits.connect_s),
        connector=connector or SystemConnector(),
        trust=trust or httpx.create_ssl_context(trust_env=False),
    )

    def post(url: str, body: bytes, headers: Sequence[tuple[str, str]]) -> bytes:
        request = httpx.Request(
            "POST",
            check_url(url, ports=WEB_PORTS),
            headers=[("User-Agent", user_agent), ("Connection", "close"), *headers],
            content=body,
            extensions={"allowance": Allowance(limits, monotonic=monotonic)},
        )
        return _answer(transport.handle_request(request), max_bytes=limits.max_bytes)

    try:
        yield post
    finally:
        transport.close()


def _answer(response: httpx.Response, *, max_bytes: int) -> bytes:
    try:
        if response.status_code != 200:
            raise SourceError(refusals.REFUSED_BY_SERVER, f"the server answered {response.status_code}")
        return gather(response.iter_raw(), max_bytes=max_bytes)
    finally:
        response.close()
