"""``bench guard``: the tests' attacks and traps through Dateline and through drawbridge, and what each costs.

Both stand before the same small internet: names that lead where the attack wants them, and one local server
behind every address. An attack is refused when an error comes and nothing but a public address at a web
port has been called; a trap is refused when an error comes before the trap would have closed by itself.
"""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import multiprocessing
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from unittest import mock
from urllib.parse import unquote

import drawbridge
import httpx
from tests.capture import attacks, traps
from tests.capture.attacks import Attack
from tests.capture.traps import Trap
from tests.capture.wire import PUBLIC, Call, Lines, Names, local_server, reply

from bench.results import Reached, append, commit
from dateline.capture.addresses import WEB_PORTS, is_public
from dateline.capture.fetch import open_fetcher
from dateline.capture.limits import Limits
from dateline.errors import SourceError

MAX_BYTES = 100_000
TOTAL_S = 1.0
#: By then a guard has refused; a trap closes by itself after four seconds.
LATE_S = 2.5
REQUESTS = 300
PAGE = b"<html><p>Two bridges are closed.</p></html>" * 500
NO_ROOTS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

#: Fetches an address, or raises what the guard raises.
Fetch = Callable[[str], object]
Guard = Callable[[Names, Lines], AbstractContextManager[Fetch]]


class NamesAndNumbers(Names):
    """Reads the numbers that the C library takes for addresses, as a system's resolver does."""

    def resolve(self, host: str) -> Sequence[str]:
        """Return the addresses."""
        with contextlib.suppress(OSError):
            return [socket.inet_ntoa(socket.inet_aton(host))]
        return super().resolve(host)


@contextlib.contextmanager
def dateline(names: Names, lines: Lines) -> Iterator[Fetch]:
    """Give Dateline's fetcher before this internet."""
    opened = open_fetcher(
        user_agent="Dateline/0",
        limits=Limits(interval_s=0, max_bytes=MAX_BYTES, total_s=TOTAL_S),
        clock=lambda: datetime.now(UTC),
        resolver=names,
        connector=lines,
        trust=NO_ROOTS,
    )
    with opened:
        yield opened.fetch


@contextlib.contextmanager
def peer(names: Names, lines: Lines) -> Iterator[Fetch]:
    """Give drawbridge's client, its sockets led to this internet."""

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[object]:
        try:
            found = [str(ipaddress.ip_address(host))]
        except ValueError:
            try:
                found = list(names.resolve(host))
            except OSError as error:
                raise socket.gaierror(str(error)) from None
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def connect(address: tuple[str, int], timeout: float, **_: object) -> socket.socket:
        return lines.connect(*address, timeout_s=timeout)

    policy = drawbridge.Policy(
        timeout=TOTAL_S, max_response_bytes=MAX_BYTES, allow_ports=frozenset(WEB_PORTS), verify_ssl=False
    )
    with (
        drawbridge.SyncClient(policy) as client,
        mock.patch("socket.getaddrinfo", getaddrinfo),
        mock.patch("socket.create_connection", connect),
    ):
        yield client.get


GUARDS: dict[str, Guard] = {"dateline": dateline, "drawbridge": peer}
_connect = socket.create_connection


class Led(Lines):
    """Calls the local server by the true function, whatever stands in its place meanwhile."""

    def connect(self, address: str, port: int, *, timeout_s: float) -> socket.socket:
        """Return the connection to the local server."""
        self.called.append((address, port))
        assert self._port is not None
        return _connect(("127.0.0.1", self._port), timeout_s)


def attack_refused(guard: Guard, attack: Attack) -> bool:
    """Return True if the attack comes to nothing."""
    with local_server(_redirecting) as port:
        lines = Led(port)
        refused = False
        with guard(NamesAndNumbers(attack.names), lines) as fetch:
            for _ in range(1 + attack.name.startswith("rebinding")):
                refused = _raises(fetch, attack.url)
    return refused and all(at in WEB_PORTS and is_public(address) for address, at in lines.called)


def trap_refused(guard: Guard, trap: Trap) -> bool:
    """Return True if the trap is left in time."""
    with local_server(trap.answer) as port, guard(Names({"trap.example": [[PUBLIC]]}), Led(port)) as fetch:
        began = time.monotonic()
        return _raises(fetch, "http://trap.example/page") and time.monotonic() - began < LATE_S


def _raises(fetch: Fetch, url: str) -> bool:
    try:
        fetch(url)
    except (SourceError, drawbridge.DrawbridgeError, httpx.HTTPError, httpx.InvalidURL, ValueError):
        return True
    return False


def _redirecting(call: Call) -> None:
    if call.path == "/robots.txt":
        call.send(reply(status="404 Not Found"))
    elif call.path.startswith("/to?"):
        location = unquote(call.path.removeprefix("/to?"))
        call.send(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())
    else:
        call.send(reply(b"secret"))


def guard() -> None:
    """Put every attack and trap to both, count the refused, and weigh a plain request."""
    begun = commit()
    tables: dict[str, Sequence[Attack] | Sequence[Trap]] = {
        "addresses, forms, mixed names": attacks.direct(),
        "redirects": attacks.redirects(),
        "rebinding": attacks.rebinding(),
        "too much, endless": [*traps.TOO_MUCH, *traps.ENDLESS],
        "slow": traps.SLOW,
        "lies": traps.LIES,
        "bombs": traps.BOMBS,
    }
    rows = [_control(), *(_row(name, table) for name, table in tables.items())]
    append("python -m bench guard", [*rows, *_costs()], measured=begun)


def _control() -> Reached:
    """Fetch what is no attack: a guard that refuses everything has refused nothing."""
    pages = {
        "plain": (traps.answering(reply(PAGE)), "http://trap.example/page"),
        "packed": (
            traps.answering(reply(gzip.compress(PAGE), content_encoding="gzip")),
            "http://trap.example/",
        ),
        "redirected": (_redirecting, "http://trap.example/to?/page"),
        "by number": (traps.answering(reply(PAGE)), f"http://{PUBLIC}/page"),
    }
    fetched = dict.fromkeys(GUARDS, 0)
    for answer, url in pages.values():
        for who, guarded in GUARDS.items():
            names = Names({"trap.example": [[PUBLIC]]})
            with local_server(answer) as port, guarded(names, Led(port)) as fetch:
                fetched[who] += not _raises(fetch, url)
    counts = {who: f"{count} of {len(pages)}" for who, count in fetched.items()}
    return Reached(
        "guard: no attack", "fetched", "all", counts["dateline"], f"drawbridge {counts['drawbridge']}"
    )


def _row(name: str, table: Sequence[Attack] | Sequence[Trap]) -> Reached:
    missed: dict[str, list[str]] = {who: [] for who in GUARDS}
    for item in table:
        for who, guarded in GUARDS.items():
            check = attack_refused(guarded, item) if isinstance(item, Attack) else trap_refused(guarded, item)
            if not check:
                missed[who].append(item.name)
    for who, names in missed.items():
        print(f"{name}: {who} let through: {'; '.join(names) or 'none'}")
    counts = {who: f"{len(table) - len(names)} of {len(table)}" for who, names in missed.items()}
    return Reached(
        f"guard: {name}", "refused", "all", counts["dateline"], f"drawbridge {counts['drawbridge']}"
    )


def _costs() -> Iterator[Reached]:
    with _other_process() as port:
        local = frozenset({("127.0.0.1", port)})
        opened = open_fetcher(
            user_agent="Dateline/0",
            limits=Limits(interval_s=0),
            clock=lambda: datetime.now(UTC),
            permitted=local,
            trust=NO_ROOTS,
        )
        policy = drawbridge.Policy(
            ip_allowlist=frozenset({ipaddress.IPv4Network("127.0.0.1/32")}), allow_ports=frozenset({port})
        )
        url = f"http://127.0.0.1:{port}/page"
        with opened, drawbridge.SyncClient(policy) as client, httpx.Client(trust_env=False) as bare:
            calls: dict[str, Fetch] = {
                "dateline": opened.fetch,
                "drawbridge": client.get,
                "httpx": lambda at: bare.get(at, headers={"Connection": "close"}),
            }
            cost_ms = {who: _cost_ms(call, url) for who, call in calls.items()}
    anchor = f"drawbridge {cost_ms['drawbridge']:.2f}, bare httpx {cost_ms['httpx']:.2f}"
    yield Reached("guard: a request to a local server", "CPU ms", "", f"{cost_ms['dateline']:.2f}", anchor)


def _cost_ms(fetch: Fetch, url: str) -> float:
    for _ in range(10):
        fetch(url)
    began = time.process_time()
    for _ in range(REQUESTS):
        fetch(url)
    return (time.process_time() - began) / REQUESTS * 1000


@contextlib.contextmanager
def _other_process() -> Iterator[int]:
    """Give the port of a server in a process of its own, whose time is not counted."""
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_serve, args=(there,), daemon=True)
    child.start()
    try:
        yield int(here.recv())
    finally:
        child.terminate()
        child.join()


def _serve(pipe: Connection) -> None:
    with local_server(traps.answering(reply(PAGE, content_type="text/html"))) as port:
        pipe.send(port)
        while os.getppid() != 1:
            time.sleep(1)
