"""What a host's robots.txt allows, read once per host, as RFC 9309 has it.

No such file (any 4xx but 429) allows everything. A host whose file cannot be had (5xx, 429, no answer in
time) is left alone: the standard asks for "complete disallow", and the message says why.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dateline.capture import refusals
from dateline.errors import SourceError

if TYPE_CHECKING:
    import httpx
    from protego import Protego

#: As much of the file as is read. The standard asks for 500 KiB at least.
MAX_BYTES = 512 * 1024
#: How long a file holds (the standard: a day at most), and how long a failure does.
_HOLDS_S, _FAILURE_HOLDS_S = 24 * 3600.0, 300.0
#: Failures that concern the page just as much, and say it better than "no robots.txt".
_OWN_REASONS = frozenset(
    {refusals.NOT_PUBLIC, refusals.UNKNOWN_HOST, refusals.NO_CONNECTION, refusals.CERTIFICATE}
)


class RobotsAnswer(NamedTuple):
    """What came for ``/robots.txt`` at the end of its redirects."""

    status: int
    body: bytes


@dataclass(slots=True)
class _Site:
    lock: threading.Lock = field(default_factory=threading.Lock)
    until: float = float("-inf")
    rules: Protego | None = None
    failure: SourceError | None = None


class Robots:
    """Knows what each site allows to ``product``, the name before the slash of the User-Agent."""

    def __init__(
        self, *, product: str, read: Callable[[httpx.URL], RobotsAnswer], monotonic: Callable[[], float]
    ) -> None:
        self._product = product
        self._read = read
        self._monotonic = monotonic
        self._sites: dict[tuple[str, bytes], _Site] = {}
        self._lock = threading.Lock()

    def check(self, url: httpx.URL) -> float:
        """Return the pause in seconds that the site asks for between requests, 0 where it asks for none.

        Raises:
            SourceError: D121 when the site does not want this address fetched, or will not say; another code
                when the site cannot be reached at all.
        """
        rules = self._rules(url)
        if not rules.can_fetch(str(url), self._product):
            raise SourceError(refusals.ROBOTS, f"robots.txt of {url.host} does not allow it")
        return rules.crawl_delay(self._product) or 0.0

    def _rules(self, url: httpx.URL) -> Protego:
        with self._lock:
            site = self._sites.setdefault((url.scheme, url.netloc), _Site())
        with site.lock:
            if site.until <= self._monotonic():
                self._fill(site, url)
            if site.failure is not None:
                raise SourceError(site.failure.code, site.failure.message)
            assert site.rules is not None
            return site.rules

    def _fill(self, site: _Site, url: httpx.URL) -> None:
        site.failure = None
        try:
            site.rules = _parse(self._answer(url))
        except SourceError as error:
            own = error.code in _OWN_REASONS
            text = error.message if own else f"robots.txt could not be had: {error.message}"
            site.failure = SourceError(error.code if own else refusals.ROBOTS, text)
        holds = _HOLDS_S if site.failure is None else _FAILURE_HOLDS_S
        site.until = self._monotonic() + holds

    def _answer(self, url: httpx.URL) -> RobotsAnswer:
        try:
            return self._read(url.copy_with(raw_path=b"/robots.txt"))
        except SourceError as error:
            if error.code == refusals.REDIRECTS:
                # More than five, or in a circle: the standard lets such a file count as absent.
                return RobotsAnswer(404, b"")
            raise


def _parse(answer: RobotsAnswer) -> Protego:
    from protego import Protego

    if answer.status >= 500 or answer.status == 429:
        raise SourceError(refusals.ROBOTS, f"the server answered {answer.status}")
    text = answer.body.decode("utf-8", errors="replace") if 200 <= answer.status < 300 else ""
    return Protego.parse(text.lstrip("\ufeff"))
