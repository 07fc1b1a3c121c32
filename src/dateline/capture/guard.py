"""The guarded transport: looks a host up once, checks every address, connects to a checked one.

It stands beneath httpx in place of httpx's own transport, so nothing that calls it can go around it. The
connection is opened by *address*; the Host header and the name in the TLS handshake stay the host's own.
Each request has a connection of its own: what one answer leaves over never becomes the next one's, and every
request is looked up and checked anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

from dateline.capture import refusals
from dateline.capture.addresses import WEB_PORTS, check_parsed, is_public, literal
from dateline.capture.limits import Allowance
from dateline.errors import SourceError
from dateline.model.ports import Connector, Resolver

#: Addresses of one host that are tried before it counts as unreachable.
_TRIES = 4

#: Pairs of address and port.
Permitted = frozenset[tuple[str, int]]


class _Stream(httpcore.NetworkStream):
    """A connection that reads and writes within its request's allowance."""

    def __init__(self, opened: socket.socket, *, address: str, certificate: str | None = None) -> None:
        self._socket = opened
        self.address = address
        self.certificate = certificate

    def read(self, max_bytes: int, timeout: Any = None) -> bytes:
        allowance = _allowance(timeout)
        with _told_sockets(httpcore.ReadError):
            self._socket.settimeout(allowance.idle_s())
            data = self._socket.recv(max_bytes)
        allowance.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: Any = None) -> None:
        allowance = _allowance(timeout)
        with _told_sockets(httpcore.WriteError):
            while buffer:
                self._socket.settimeout(allowance.idle_s())
                buffer = buffer[self._socket.send(buffer) :]

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: Any = None
    ) -> httpcore.NetworkStream:
        allowance = _allowance(timeout)
        try:
            with _told_sockets(httpcore.ConnectError):
                self._socket.settimeout(allowance.connect_s())
                wrapped = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except BaseException:
            self.close()
            raise
        leaf = wrapped.getpeercert(binary_form=True)
        certificate = hashlib.sha256(leaf).hexdigest() if leaf else None
        return _Stream(wrapped, address=self.address, certificate=certificate)

    def get_extra_info(self, info: str) -> Any:
        return {"address": self.address, "certificate": self.certificate, "is_readable": False}.get(info)


def _allowance(timeout: object) -> Allowance:
    """Return what stands in the place of a timeout: ``GuardedTransport`` puts an allowance there."""
    if not isinstance(timeout, Allowance):
        raise TypeError("a guarded connection needs an allowance")
    return timeout


@contextlib.contextmanager
def _told_sockets(error_class: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise SourceError(refusals.TOO_SLOW, "the server did not answer in time") from None
    except ssl.SSLCertVerificationError as error:
        raise SourceError(refusals.CERTIFICATE, f"certificate: {error.verify_message}") from None
    except OSError as error:
        raise error_class(error.strerror or str(error)) from error


class _Backend(httpcore.NetworkBackend):
    """Opens connections for httpcore, to checked addresses only."""

    def __init__(self, *, resolver: Resolver, connector: Connector, permitted: Permitted) -> None:
        self._resolver = resolver
        self._connector = connector
        self._permitted = permitted

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: Any = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Return a connection to the first of the host's addresses that answers, if all may be called."""
        allowance = _allowance(timeout)
        addresses = self._checked(host, port)
        failure: OSError | None = None
        for number, address in enumerate(addresses[:_TRIES]):
            tries = min(len(addresses), _TRIES) - number
            try:
                opened = self._connector.connect(address, port, timeout_s=allowance.connect_s() / tries)
            except OSError as error:
                failure = error
            else:
                return _Stream(opened, address=address)
        reason = (failure.strerror or str(failure)) if failure else "no address"
        raise SourceError(refusals.NO_CONNECTION, f"no connection to {host}: {reason}")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """Return the host's addresses, looked up once; one that may not be called refuses them all."""
        plain = literal(host)
        addresses = [plain] if plain is not None else self._resolved(host)
        for address in addresses:
            if (address, port) not in self._permitted and not (port in WEB_PORTS and is_public(address)):
                where = address if address == host else f"{host} lies at {address}"
                raise SourceError(refusals.NOT_PUBLIC, f"{where}, not on the public internet")
        return addresses

    def _resolved(self, host: str) -> list[str]:
        try:
            addresses = list(self._resolver.resolve(host))
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceError(refusals.UNKNOWN_HOST, f"{host} was not found: {reason}") from None
        if not addresses:
            raise SourceError(refusals.UNKNOWN_HOST, f"{host} has no address")
        return addresses


class GuardedTransport(httpx.BaseTransport):
    """Sends requests of httpx, each with an ``Allowance`` in its extensions, to public addresses only.

    ``permitted`` are pairs of address and port that a test allows; nothing outside the code sets them.
    """

    def __init__(
        self,
        *,
        resolver: Resolver,
        connector: Connector,
        trust: ssl.SSLContext,
        permitted: Permitted = frozenset(),
    ) -> None:
        self._ports = WEB_PORTS | {port for _, port in permitted}
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust,
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=_Backend(resolver=resolver, connector=connector, permitted=permitted),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer, its body not yet read; its extensions hold ``address`` and ``certificate``.

        Raises:
            SourceError: with the code of what was refused or failed.
        """
        check_parsed(request.url, ports=self._ports)
        allowance = _allowance(request.extensions.get("allowance"))
        url = request.url
        timeouts = dict.fromkeys(("connect", "read", "write"), allowance)
        with _told_protocol():
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions={"timeout": timeouts},
                )
            )
        stream = answer.extensions["network_stream"]
        told = {name: stream.get_extra_info(name) for name in ("address", "certificate")}
        reason = answer.extensions.get("reason_phrase", b"")
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            request=request,
            extensions={"reason_phrase": reason, **told},
        )

    def close(self) -> None:
        """Close what is still open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body as it comes, its failures told as ``SourceError``."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _told_protocol():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextlib.contextmanager
def _told_protocol() -> Iterator[None]:
    try:
        yield
    except httpcore.ProtocolError as error:
        raise SourceError(refusals.BROKEN_ANSWER, f"not a whole answer of HTTP: {error}") from None
    except (httpcore.NetworkError, httpcore.TimeoutException) as error:
        raise SourceError(refusals.NO_CONNECTION, f"the connection broke: {error}") from None
