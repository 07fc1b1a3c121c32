"""A fetch against a real local server: what is kept, what is asked for, and where it stops."""

from __future__ import annotations

import gzip

import pytest

from dateline.capture.limits import Limits
from dateline.errors import SourceError
from dateline.model.capture import Validators
from tests.capture import traps
from tests.capture.fetchers import NOON, USER_AGENT, Time, fetching
from tests.capture.traps import Trap, answering
from tests.capture.wire import PUBLIC, Answer, Call, reply

pytestmark = pytest.mark.enable_socket

PAGE = b"<html><p>Two bridges are closed.</p></html>"
URL = "http://wire.example/page"


def refused(
    answer: Answer, *, limits: Limits | None = None, url: str = URL, time: Time | None = None
) -> SourceError:
    with fetching(answer, limits=limits, time=time) as opened, pytest.raises(SourceError) as told:
        opened.fetch(url)
    assert told.value.message.startswith(url)
    assert "\n" not in told.value.message
    return told.value


def test_the_exchange_holds_what_the_wire_had() -> None:
    packed = gzip.compress(PAGE)
    data = reply(packed, content_encoding="gzip", etag='"v1"', x_MiXed="Ä".encode().decode("latin-1"))
    with fetching(answering(data)) as opened:
        got = opened.fetch(URL)
    assert (got.url, got.final_url, got.status, got.reason) == (URL, URL, 200, "OK")
    assert got.body == packed
    assert got.fetched_at == NOON
    assert (got.address, got.certificate) == (PUBLIC, None)
    assert ("Content-Encoding", "gzip") in got.response_headers
    assert got.header("etag") == '"v1"'
    assert got.header("x-mixed") == "Ä".encode().decode("latin-1")
    assert ("User-Agent", USER_AGENT) in got.request_headers
    assert got.redirects == ()


def test_a_chunked_body_is_kept_without_its_chunks() -> None:
    data = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n4\r\nlast\r\n0\r\n\r\n"
    with fetching(answering(data)) as opened:
        assert opened.fetch(URL).body == b"firstlast"


def test_a_body_without_a_length_ends_with_the_connection() -> None:
    with fetching(answering(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE)) as opened:
        assert opened.fetch(URL).body == PAGE


def test_redirects_are_exchanges_of_their_own() -> None:
    def answer(call: Call) -> None:
        if call.path == "/page":
            call.send(reply(b"gone", status="301 Moved", location="/näher".encode().decode("latin-1")))
        elif call.path == "/n%C3%A4her":
            call.send(reply(status="303 See Other", location="http://other.example/last#part"))
        else:
            call.send(reply(PAGE))

    with fetching(answer, "wire.example", "other.example") as opened:
        got = opened.fetch(URL)
    assert [hop.status for hop in got.redirects] == [301, 303]
    assert [hop.url for hop in got.redirects] == [URL, "http://wire.example/n%C3%A4her"]
    assert all(hop.body == b"" for hop in got.redirects)
    assert (got.url, got.final_url, got.body) == (URL, "http://other.example/last", PAGE)


def test_a_cookie_lives_as_long_as_its_fetch() -> None:
    cookies: list[str | None] = []

    def answer(call: Call) -> None:
        if call.path != "/robots.txt":
            cookies.append(call.header("Cookie"))
        if call.path == "/page" and call.header("Cookie") is None:
            call.send(reply(status="302 Found", location="/page", set_cookie="seen=1; Path=/"))
        else:
            call.send(reply(PAGE))

    with fetching(answer) as opened:
        opened.fetch(URL)
        opened.fetch(URL)
    assert cookies == [None, "seen=1", None, "seen=1"]


@pytest.mark.parametrize("location", ["/page", "/page?again", None])
def test_redirects_end(location: str | None) -> None:
    head = reply(status="302 Found", location=location) if location else reply(status="302 Found")
    told = refused(answering(head))
    assert told.code == "D122"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (reply(status="302 Found", location="http://127.0.0.1/"), "redirect to http://127.0.0.1/, over {}: "),
        (reply(status="404 Not Found"), "redirect to http://wire.example/2, over http://wire.example/1: "),
        (reply(b"no gzip", content_encoding="gzip"), "redirect to http://wire.example/2, over http"),
    ],
    ids=["refused", "gone", "damaged"],
)
def test_a_redirect_that_fails_is_told_with_the_way_that_led_there(last: bytes, words: str) -> None:
    def answer(call: Call) -> None:
        number = int(call.path[1:]) if call.path[1:].isdecimal() else 0
        if call.path == "/robots.txt":
            call.send(reply(status="404 Not Found"))
        else:
            call.send(last if number == 2 else reply(status="302 Found", location=f"/{number + 1}"))

    told = refused(answer)
    assert words.format("http://wire.example/1, http://wire.example/2") in told.message


@pytest.mark.parametrize(("count", "code"), [(3, None), (4, "D122")])
def test_as_many_redirects_as_the_limit_says(count: int, code: str | None) -> None:
    def answer(call: Call) -> None:
        left = int(call.path[1:]) if call.path[1:].isdecimal() else 0
        call.send(reply(status="302 Found", location=f"/{left - 1}") if left else reply(PAGE))

    told = None
    with fetching(answer, limits=Limits(interval_s=0, max_redirects=3)) as opened:
        try:
            assert len(opened.fetch(f"http://wire.example/{count}").redirects) == count
        except SourceError as error:
            told = error.code
    assert told == code


def test_validators_ask_whether_it_has_changed() -> None:
    asked: list[tuple[str | None, str | None]] = []

    def answer(call: Call) -> None:
        asked.append((call.header("If-None-Match"), call.header("If-Modified-Since")))
        same = call.header("If-None-Match") == '"v1"'
        call.send(reply(status="304 Not Modified", etag='"v1"') if same else reply(PAGE))

    known = Validators(etag='"v1"', last_modified="Wed, 25 Nov 2026 10:00:00 GMT")
    with fetching(answer) as opened:
        got = opened.fetch(URL, known=known)
    assert (got.status, got.body) == (304, b"")
    assert asked == [(None, None), (known.etag, known.last_modified)]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("401 Unauthorized", "D126"),
        ("404 Not Found", "D126"),
        ("410 Gone", "D126"),
        ("451 Unavailable For Legal Reasons", "D126"),
        ("429 Too Many Requests", "D127"),
        ("500 Oops", "D127"),
        ("503 Service Unavailable", "D127"),
        ("304 Not Modified", "D128"),
        ("206 Partial Content", "D128"),
        ("300 Multiple Choices", "D128"),
    ],
)
def test_a_status_without_a_page_is_told(status: str, code: str) -> None:
    told = refused(answering(reply(status=status)))
    assert told.code == code
    assert status in told.message


# Limits


SMALL = Limits(interval_s=0, max_bytes=100_000, total_s=3)


QUICK = Limits(interval_s=0, total_s=0.8, idle_s=0.8)


@pytest.mark.parametrize("trap", [*traps.TOO_MUCH, *traps.LIES], ids=lambda trap: trap.name)
def test_a_trap_is_told_by_its_code(trap: Trap) -> None:
    """The clock stands still: on a busy machine too it is the size that decides, not the time."""
    assert refused(trap.answer, limits=SMALL, time=Time()).code in trap.codes


@pytest.mark.parametrize("trap", traps.ENDLESS, ids=lambda trap: trap.name)
def test_what_has_no_end_is_ended(trap: Trap) -> None:
    assert refused(trap.answer, limits=SMALL).code in trap.codes


@pytest.mark.parametrize("trap", traps.SLOW, ids=lambda trap: trap.name)
def test_slowness_does_not_outlast_the_limit(trap: Trap) -> None:
    """Each byte comes soon enough for a pause between bytes; all of them together take too long."""
    assert refused(trap.answer, limits=QUICK).code in trap.codes


@pytest.mark.parametrize("trap", traps.BOMBS, ids=lambda trap: trap.name)
def test_a_bomb_is_refused(trap: Trap) -> None:
    assert refused(trap.answer).code in trap.codes


def test_a_body_at_the_limit_is_kept() -> None:
    with fetching(answering(reply(bytes(100_000))), limits=SMALL) as opened:
        assert len(opened.fetch(URL).body) == 100_000


def test_what_comes_after_the_announced_length_is_no_part_of_any_answer() -> None:
    smuggled = reply(b"first") + reply(b"smuggled")
    with fetching(answering(smuggled)) as opened:
        assert [opened.fetch(URL).body for _ in range(2)] == [b"first", b"first"]


def test_robots_txt_is_under_the_same_limits() -> None:
    bomb = reply(gzip.compress(traps.ZEROS), content_encoding="gzip")
    told = refused(lambda call: call.send(bomb if call.path == "/robots.txt" else reply(PAGE)))
    assert told.code == "D121"


# Connections


def test_a_server_that_hangs_up_is_told() -> None:
    def answer(call: Call) -> None:
        raise OSError("hang up")

    told = refused(answer)
    assert told.code == "D121"
    assert "robots.txt could not be had" in told.message


def test_an_unknown_name_is_told() -> None:
    assert refused(answering(reply()), url="http://nowhere.example/").code == "D119"


def test_the_environment_gives_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with fetching(answering(reply(PAGE))) as opened:
        assert opened.fetch(URL).body == PAGE
