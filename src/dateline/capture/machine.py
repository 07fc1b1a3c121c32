"""The machine's own resolver and connections, as the guard uses them."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Sequence


class SystemResolver:
    """Asks the machine's own resolver, and waits for it no longer than ``timeout_s``."""

    def __init__(self, *, timeout_s: float) -> None:
        self._timeout_s = timeout_s

    def resolve(self, host: str) -> Sequence[str]:
        """Return every address of the host, the preferred one first."""
        found: queue.Queue[list[str] | OSError] = queue.Queue(1)
        threading.Thread(target=_look_up, args=(host, found), daemon=True).start()
        try:
            answer = found.get(timeout=self._timeout_s)
        except queue.Empty:
            raise TimeoutError(f"no answer from the resolver for {self._timeout_s:g} s") from None
        if isinstance(answer, OSError):
            raise answer
        return answer


def _look_up(host: str, found: queue.Queue[list[str] | OSError]) -> None:
    try:
        rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        found.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))
    except OSError as error:
        found.put(error)
    except UnicodeError as error:
        found.put(OSError(str(error)))


class SystemConnector:
    """Opens connections of the machine itself."""

    def connect(self, address: str, port: int, *, timeout_s: float) -> socket.socket:
        """Return the connected socket."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(timeout_s)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.connect((address, port))
        except BaseException:
            opened.close()
            raise
        return opened
