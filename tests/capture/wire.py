"""A small internet for tests: names, public addresses, and one local server that plays them all."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence

Answer = Callable[["Call"], None]

#: Addresses that are public in form; no test connects to them.
PUBLIC = "93.184.216.34"
PUBLIC_6 = "2606:2800:220:1:248:1893:25c8:1946"


class Call:
    """One request as it came, and the way back."""

    def __init__(self, connection: socket.socket, *, unread: bool = False) -> None:
        self._connection = connection
        self.head = b""
        while not unread and b"\r\n\r\n" not in self.head and (data := connection.recv(65536)):
            self.head += data
        line = self.head.split(b"\r\n")[0].split(b" ")
        self.path = line[1].decode("latin-1") if len(line) > 1 else ""

    def header(self, name: str) -> str | None:
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.decode("latin-1").partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)


def reply(body: bytes = b"", *, status: str = "200 OK", **headers: str) -> bytes:
    """Return an answer whose length is right; ``retry_after="5"`` becomes a header."""
    lines = [f"HTTP/1.1 {status}", *(f"{k.replace('_', '-').title()}: {v}" for k, v in headers.items())]
    if "content_length" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body


@contextlib.contextmanager
def local_server(answer: Answer, *, tls: ssl.SSLContext | None = None, unread: bool = False) -> Iterator[int]:
    """Give the port of a server on 127.0.0.1 that answers each request, then closes. ``unread`` speaks first."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_accept, args=(listener, answer, tls, unread), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _accept(listener: socket.socket, answer: Answer, tls: ssl.SSLContext | None, unread: bool) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, answer, tls, unread), daemon=True).start()


def _serve(connection: socket.socket, answer: Answer, tls: ssl.SSLContext | None, unread: bool) -> None:
    with contextlib.suppress(OSError), contextlib.closing(connection):
        connection.settimeout(30)
        wrapped = tls.wrap_socket(connection, server_side=True) if tls else connection
        with contextlib.closing(wrapped):
            answer(Call(wrapped, unread=unread))


class Names:
    """A resolver that knows only what it is told; an answer a look-up, the last one for ever."""

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._names = {name: list(answers) for name, answers in names.items()}
        self.asked: list[str] = []

    def resolve(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        answers = self._names.get(host)
        if not answers:
            raise OSError(f"no such name: {host}")
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Lines:
    """A connector that leads every address to the local server, and writes down which were called."""

    def __init__(self, port: int | None = None) -> None:
        self._port = port
        self.called: list[tuple[str, int]] = []

    def connect(self, address: str, port: int, *, timeout_s: float) -> socket.socket:
        self.called.append((address, port))
        if self._port is None:
            raise OSError("nobody answers")
        return socket.create_connection(("127.0.0.1", self._port), timeout_s)
