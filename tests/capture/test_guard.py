"""The guard: what it refuses, before any connection, and that a public host is called as it should be."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from dateline.capture.addresses import is_public
from dateline.capture.fetch import Fetcher, open_fetcher
from dateline.capture.limits import Limits
from dateline.errors import SourceError
from tests.capture import attacks
from tests.capture.attacks import Attack
from tests.capture.wire import PUBLIC, PUBLIC_6, Call, Lines, Names, local_server, reply

LIMITS = Limits(interval_s=0, total_s=5)
NO_ROOTS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
REFUSED = {"D115", "D116", "D117", "D118"}


def fetcher(names: Names, lines: Lines) -> Fetcher:
    return open_fetcher(
        user_agent="Dateline/0 (+https://example.org/)",
        limits=LIMITS,
        clock=lambda: datetime(2026, 11, 25, tzinfo=UTC),
        resolver=names,
        connector=lines,
        trust=NO_ROOTS,
    )


def redirecting(call: Call) -> None:
    if call.path == "/robots.txt":
        call.send(reply(status="404 Not Found"))
    elif call.path.startswith("/to?"):
        location = unquote(call.path.removeprefix("/to?"))
        call.send(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())
    else:
        call.send(reply(b"secret"))


@pytest.mark.parametrize("attack", attacks.direct(), ids=lambda attack: attack.name)
def test_an_attack_is_refused_before_any_connection(attack: Attack) -> None:
    lines = Lines()
    with fetcher(Names(attack.names), lines) as opened, pytest.raises(SourceError) as told:
        opened.fetch(attack.url)
    assert told.value.code in REFUSED
    assert "\n" not in told.value.message
    assert not lines.called


@pytest.mark.enable_socket
@pytest.mark.parametrize("attack", attacks.redirects(), ids=lambda attack: attack.name)
def test_a_redirect_is_checked_like_an_address(attack: Attack) -> None:
    with local_server(redirecting) as port:
        lines = Lines(port)
        with fetcher(Names(attack.names), lines) as opened, pytest.raises(SourceError) as told:
            opened.fetch(attack.url)
    # A bare line end makes a broken head, which is no answer at all.
    assert told.value.code in (REFUSED if "line end" not in attack.name else REFUSED | {"D128"})
    assert set(lines.called) == {(PUBLIC, 80)}


@pytest.mark.enable_socket
@pytest.mark.parametrize("attack", attacks.rebinding(), ids=lambda attack: attack.name)
def test_a_name_that_turns_inside_is_refused_when_it_does(attack: Attack) -> None:
    """robots.txt is the first look-up; the page's own finds the other address."""
    with local_server(redirecting) as port:
        lines = Lines(port)
        with fetcher(Names(attack.names), lines) as opened, pytest.raises(SourceError) as told:
            opened.fetch(attack.url)
    assert told.value.code == "D118"
    assert lines.called == [(PUBLIC, 80)]


@pytest.mark.enable_socket
def test_one_look_up_serves_check_and_connection() -> None:
    """The answers after the one that was checked are never asked for."""
    names = Names({"turns.example": [[PUBLIC], [PUBLIC_6, PUBLIC], ["127.0.0.1"]]})
    with local_server(redirecting) as port:
        lines = Lines(port)
        with fetcher(names, lines) as opened:
            answer = opened.fetch("http://turns.example/page")
    assert answer.address == PUBLIC_6
    assert lines.called == [(PUBLIC, 80), (PUBLIC_6, 80)]
    assert names.asked == ["turns.example"] * 2


def test_there_are_forty_attacks_and_more() -> None:
    assert len(attacks.direct()) + len(attacks.redirects()) + len(attacks.rebinding()) >= 40


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_6, "8.8.8.8", "2001:4860:4860::8888", "2a00:1450::1"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["", "name.example", "8.8.8", "8.8.8.8/32", "0x8.8.8.8", "08.8.8.8", "[::1]"]
)
def test_what_is_no_plain_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://start.example/page", "start.example"),
        ("HTTP://START.example./page", "start.example"),
        ("http://bücher.example/page", "xn--bcher-kva.example"),
        ("http://start.example:80/page#part", "start.example"),
    ],
)
def test_a_public_host_is_called_by_address_with_its_own_name(url: str, host: str) -> None:
    heads: list[Call] = []

    def answer(call: Call) -> None:
        heads.append(call)
        call.send(reply(b"page"))

    with local_server(answer) as port:
        lines = Lines(port)
        with fetcher(Names({host: [[PUBLIC]]}), lines) as opened:
            got = opened.fetch(url)
    assert got.body == b"page"
    assert got.address == PUBLIC
    assert set(lines.called) == {(PUBLIC, 80)}
    assert heads[-1].path == "/page"
    assert heads[-1].header("Host") == host


def test_a_password_does_not_reach_the_message() -> None:
    with fetcher(Names({}), Lines()) as opened, pytest.raises(SourceError) as told:
        opened.fetch("http://user:hunter2@start.example/")
    assert "hunter2" not in told.value.message


@pytest.mark.enable_socket
def test_a_permitted_pair_opens_neither_other_ports_nor_other_addresses() -> None:
    with local_server(redirecting) as port:
        opened = open_fetcher(
            user_agent="Dateline/0",
            limits=LIMITS,
            clock=lambda: datetime(2026, 11, 25, tzinfo=UTC),
            permitted=frozenset({("127.0.0.1", port)}),
            trust=NO_ROOTS,
        )
        with opened:
            assert opened.fetch(f"http://127.0.0.1:{port}/page").body == b"secret"
            for url in (f"http://127.0.0.2:{port}/", "http://127.0.0.1/", f"http://[::1]:{port}/"):
                with pytest.raises(SourceError) as told:
                    opened.fetch(url)
                assert told.value.code == "D118"
