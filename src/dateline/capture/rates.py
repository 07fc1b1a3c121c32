"""One request at a time to each host, with pauses between; different hosts side by side."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dateline.capture import refusals
from dateline.errors import SourceError


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    #: When the next request may begin, and until when the host asked to be left alone.
    free_at: float = float("-inf")
    closed_until: float = float("-inf")


class HostTurns:
    """Gives each host's turns out, one after the other. Times are of ``monotonic``."""

    def __init__(self, *, monotonic: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def turn(self, host: str, *, interval_s: float, at_once: bool = False) -> Iterator[float]:
        """Hold the host's turn; gives how many seconds were waited for it.

        ``at_once`` leaves the pause out: a redirect within one host is part of the request before it.

        Raises:
            SourceError: D127 while the host wants to be left alone.
        """
        began = self._monotonic()
        entry = self._entry(host)
        with entry.lock:
            now = self._monotonic()
            if entry.closed_until > now:
                left = entry.closed_until - now
                raise SourceError(refusals.SERVER_FAILED, f"{host} asks to be left alone for {left:.0f} s")
            if entry.free_at > now and not at_once:
                self._sleep(entry.free_at - now)
                now = max(self._monotonic(), entry.free_at)
            entry.free_at = max(entry.free_at, now + interval_s)
            yield now - began

    def pause(self, host: str, seconds: float) -> None:
        """Begin no request to the host for so long; who wants one waits."""
        entry = self._entry(host)
        with entry.lock:
            entry.free_at = max(entry.free_at, self._monotonic() + seconds)

    def shut(self, host: str, seconds: float) -> None:
        """Refuse every request to the host for so long."""
        self._entry(host).closed_until = self._monotonic() + seconds

    def _entry(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
