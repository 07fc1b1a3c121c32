"""The requests of one fetch, from the address given to the last answer of its redirects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from dateline.capture import refusals
from dateline.capture.addresses import check_url
from dateline.capture.limits import Allowance, Limits, gather
from dateline.capture.rates import HostTurns
from dateline.capture.robots import Robots
from dateline.capture.wording import shown
from dateline.errors import SourceError
from dateline.model.capture import Exchange

Headers = tuple[tuple[str, str], ...]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Hops that a message names; a longer way is told by its first and its last.
_MOST_TOLD = 3
_BUSY = frozenset({429, 503})


class Chain:
    """One fetch under way. Cookies live as long as it does: some sites hand one out and redirect."""

    def __init__(
        self,
        *,
        transport: httpx.BaseTransport,
        turns: HostTurns,
        limits: Limits,
        ports: frozenset[int],
        headers: Headers,
        robots: Robots | None,
        clock: Callable[[], datetime],
        allowance: Allowance,
    ) -> None:
        self._transport = transport
        self._turns = turns
        self._limits = limits
        self._ports = ports
        self._headers = headers
        self._robots = robots
        self._clock = clock
        self._allowance = allowance
        self._cookies = httpx.Cookies()
        self._called: set[str] = set()

    def follow(self, url: httpx.URL) -> list[Exchange]:
        """Return the answers in order; the last one is no redirect.

        Raises:
            SourceError: D122 for too many redirects or one that leads nowhere; what the guard, the limits and
                robots.txt refuse, at any of the hops.
        """
        hops = [self._ask(url)]
        while hops[-1].status in _REDIRECTS:
            if len(hops) > self._limits.max_redirects:
                raise SourceError(refusals.REDIRECTS, f"more than {self._limits.max_redirects} redirects")
            target = _target(hops[-1])
            try:
                url = check_url(target, ports=self._ports, base=url)
                hops.append(self._ask(url))
            except SourceError as error:
                raise SourceError(error.code, f"{led_to(target, hops)}: {error.message}") from error
        return hops

    def _ask(self, url: httpx.URL) -> Exchange:
        """Return the answer, asked for again where the server says when."""
        interval_s = self._interval_s(url)
        for attempt in range(self._limits.retries + 1):
            at_once = attempt == 0 and url.host in self._called
            with self._turns.turn(url.host, interval_s=interval_s, at_once=at_once) as waited_s:
                self._allowance.extend(waited_s)
                answer = self._send(url)
            self._called.add(url.host)
            wait_s = _retry_after(answer, now=self._clock())
            if wait_s is None:
                break
            if wait_s > self._limits.max_retry_after_s:
                self._turns.shut(url.host, wait_s)
                break
            self._turns.pause(url.host, wait_s)
        return answer

    def _interval_s(self, url: httpx.URL) -> float:
        if self._robots is None:
            return 0.0
        # The file has an allowance of its own; what it takes is not taken from the page's.
        with self._allowance.halted():
            asked_s = self._robots.check(url)
        return max(self._limits.interval_s, min(asked_s, self._limits.max_crawl_delay_s))

    def _send(self, url: httpx.URL) -> Exchange:
        extensions = {"allowance": self._allowance}
        request = httpx.Request("GET", url, headers=list(self._headers), extensions=extensions)
        self._cookies.set_cookie_header(request)
        at = self._clock()
        response = self._transport.handle_request(request)
        response.request = request
        try:
            body = self._read(response) if 200 <= response.status_code < 300 else b""
        finally:
            response.close()
        if "set-cookie" in response.headers:
            self._cookies.extract_cookies(response)
        return Exchange(
            url=str(url),
            final_url=str(url),
            fetched_at=at,
            status=response.status_code,
            reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
            request_headers=_text(request.headers),
            response_headers=_text(response.headers),
            body=body,
            address=response.extensions.get("address"),
            certificate=response.extensions.get("certificate"),
        )

    def _read(self, response: httpx.Response) -> bytes:
        limit = self._limits.max_bytes
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > limit:
            raise SourceError(refusals.TOO_MANY_BYTES, f"{declared[:20]} bytes, more than {limit}")
        return gather(response.iter_raw(), max_bytes=limit)


def led_to(target: str, hops: Sequence[Exchange]) -> str:
    """Return the words for where redirects led to, and over which addresses after the one given."""
    over = [shown(hop.url) for hop in hops[1:]]
    way = ", ".join(over if len(over) <= _MOST_TOLD else [*over[:1], "…", over[-1]])
    return f"redirect to {shown(target)}" + (f", over {way}" if way else "")


def _text(headers: httpx.Headers) -> Headers:
    """Return the headers as they stand on the wire, a character a byte."""
    return tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in headers.raw)


def _target(answer: Exchange) -> str:
    """Return where a redirect leads; servers write UTF-8 there, whatever the standard says."""
    value = answer.header("location")
    if not value:
        raise SourceError(refusals.REDIRECTS, f"status {answer.status} that leads nowhere")
    try:
        return value.encode("latin-1").decode("utf-8").strip(" ")
    except UnicodeDecodeError:
        return value.strip(" ")


def _retry_after(answer: Exchange, *, now: datetime) -> float | None:
    """Return the seconds that a busy server asks to wait; None where it does not say, or is not busy."""
    value = (answer.header("retry-after") or "").strip() if answer.status in _BUSY else ""
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())
