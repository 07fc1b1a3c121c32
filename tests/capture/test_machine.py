"""The machine's own resolver and connector, and what happens when an address does not answer."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dateline.capture.fetch import open_fetcher
from dateline.capture.limits import Limits
from dateline.capture.machine import SystemConnector, SystemResolver
from dateline.errors import SourceError
from tests.capture.fetchers import NO_ROOTS, NOON, fetching
from tests.capture.wire import PUBLIC, PUBLIC_6, Call, Lines, Names, local_server, reply


def test_the_resolver_gives_each_address_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(2, 1, 6, "", (PUBLIC, 0)), (2, 1, 6, "", (PUBLIC, 0)), (10, 1, 6, "", (PUBLIC_6, 0, 0, 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **named: rows)
    assert SystemResolver(timeout_s=5).resolve("wire.example") == [PUBLIC, PUBLIC_6]


@pytest.mark.parametrize("failure", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")])
def test_a_name_that_is_not_found_is_an_error_of_the_system(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*given: object, **named: object) -> None:
        raise failure

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(OSError, match=r"unknown|too long"):
        SystemResolver(timeout_s=5).resolve("wire.example")


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **named: over.wait(10) and [])
    opened = open_fetcher(
        user_agent="Dateline/0",
        limits=Limits(connect_s=0.05),
        clock=lambda: NOON,
        trust=NO_ROOTS,
        connector=Lines(),
    )
    with opened, pytest.raises(SourceError) as told:
        opened.fetch("http://wire.example/")
    over.set()
    assert told.value.code == "D119"


@pytest.mark.enable_socket
def test_the_connector_closes_what_it_cannot_open() -> None:
    with local_server(lambda call: None) as port:
        SystemConnector().connect("127.0.0.1", port, timeout_s=5).close()
    with pytest.raises(OSError, match="refused"):
        SystemConnector().connect("127.0.0.1", port, timeout_s=5)


class Deaf(Lines):
    """Reaches no address of version 6."""

    def connect(self, address: str, port: int, *, timeout_s: float) -> socket.socket:
        if ":" in address:
            self.called.append((address, port))
            raise OSError(101, "network is unreachable")
        return super().connect(address, port, timeout_s=timeout_s)


@pytest.mark.enable_socket
def test_the_next_address_is_tried_and_the_one_that_answered_is_told() -> None:
    with local_server(lambda call: call.send(reply(b"page"))) as port:
        opened = open_fetcher(
            user_agent="Dateline/0",
            limits=Limits(interval_s=0),
            clock=lambda: NOON,
            resolver=Names({"wire.example": [[PUBLIC_6, PUBLIC]]}),
            connector=Deaf(port),
            trust=NO_ROOTS,
        )
        with opened:
            assert opened.fetch("http://wire.example/").address == PUBLIC


def test_a_host_of_dead_addresses_is_given_up() -> None:
    lines = Lines()
    opened = open_fetcher(
        user_agent="Dateline/0",
        limits=Limits(),
        clock=lambda: NOON,
        resolver=Names({"wire.example": [[PUBLIC] * 50]}),
        connector=lines,
        trust=NO_ROOTS,
    )
    with opened, pytest.raises(SourceError) as told:
        opened.fetch("http://wire.example/")
    assert told.value.code == "D120"
    assert len(lines.called) == 4


@pytest.mark.enable_socket
def test_threads_share_a_fetcher_and_hosts_are_called_side_by_side() -> None:
    """Each server answers only once all three have been called."""
    hosts = ("a.example", "b.example", "c.example")
    together = threading.Barrier(len(hosts), timeout=10)

    def answer(call: Call) -> None:
        if call.path != "/robots.txt":
            together.wait()
        call.send(reply((call.header("Host") or "").encode()))

    with fetching(answer, *hosts) as opened, ThreadPoolExecutor(len(hosts)) as pool:
        got = list(pool.map(lambda host: opened.fetch(f"http://{host}/page").body, hosts))
    assert got == [host.encode() for host in hosts]
