"""robots.txt as RFC 9309 has it, pauses, and what a busy server asks for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dateline.capture.limits import Limits
from dateline.errors import SourceError
from tests.capture.fetchers import Time, fetching
from tests.capture.wire import Answer, Call, reply

pytestmark = pytest.mark.enable_socket


def site(robots: bytes, pages: Mapping[str, bytes] | None = None, calls: list[str] | None = None) -> Answer:
    def answer(call: Call) -> None:
        host = call.header("Host") or ""
        if calls is not None:
            calls.append(host + call.path)
        own = (pages or {}).get(call.path, reply(b"page"))
        call.send(robots if call.path == "/robots.txt" else own)

    return answer


def code_of(robots: bytes, path: str = "/page") -> str | None:
    with fetching(site(robots)) as opened:
        try:
            opened.fetch(f"http://wire.example{path}")
        except SourceError as error:
            return error.code
    return None


RULES = b"""User-agent: *
Disallow: /private
Allow: /private/open

User-agent: Dateline
Disallow: /not-for-dateline

User-agent: Other
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/page", None),
        ("/not-for-dateline/page", "D121"),
        ("/not%2Dfor-dateline/page", "D121"),
        ("/private/page", None),
    ],
)
def test_the_group_of_our_own_name_counts(path: str, code: str | None) -> None:
    assert code_of(reply(RULES), path) == code


@pytest.mark.parametrize(
    ("path", "code"), [("/private/page", "D121"), ("/private/open", None), ("/page", None)]
)
def test_without_one_the_group_of_all_counts(path: str, code: str | None) -> None:
    assert code_of(reply(RULES.replace(b"Dateline", b"Another")), path) == code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(status="404 Not Found"), None),
        (reply(status="403 Forbidden"), None),
        (reply(status="410 Gone"), None),
        (reply(status="429 Too Many Requests"), "D121"),
        (reply(status="500 Oops"), "D121"),
        (reply(status="503 Service Unavailable"), "D121"),
        (reply(status="302 Found", location="/robots.txt"), None),
        (reply(status="302 Found", location="ftp://wire.example/robots.txt"), "D121"),
        (reply(status="302 Found", location="http://127.0.0.1/"), "D118"),
        (reply(b"\xff\xfe\0 no text at all \x80"), None),
        (reply(b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), "D121"),
        (reply(b"<html>User-agent: *</html>"), None),
        (reply(), None),
    ],
)
def test_what_an_answer_allows(answer: bytes, code: str | None) -> None:
    assert code_of(answer) == code


def test_a_file_over_the_cap_is_read_as_far_as_the_cap() -> None:
    assert code_of(reply(b"User-agent: *\nDisallow: /page\n" + b"# more\n" * 100_000)) == "D121"


def test_redirected_rules_hold_for_the_site_that_was_asked() -> None:
    moved = reply(status="301 Moved", location="/rules.txt")
    pages = {"/rules.txt": reply(b"User-agent: *\nDisallow: /page")}
    with fetching(site(moved, pages)) as opened, pytest.raises(SourceError) as told:
        opened.fetch("http://wire.example/page")
    assert told.value.code == "D121"


def test_each_site_is_asked_once() -> None:
    calls: list[str] = []
    with fetching(site(reply(RULES), calls=calls), "a.example", "b.example") as opened:
        for url in ("http://a.example/1", "http://b.example/1", "http://a.example/2"):
            opened.fetch(url)
    assert calls == [
        "a.example/robots.txt",
        "a.example/1",
        "b.example/robots.txt",
        "b.example/1",
        "a.example/2",
    ]


def test_a_failure_is_asked_about_again_after_a_while() -> None:
    calls: list[str] = []
    time = Time()
    with fetching(site(reply(status="500 Oops"), calls=calls), time=time) as opened:
        for now_s in (0, 100, 400):
            time.now_s = now_s
            with pytest.raises(SourceError):
                opened.fetch("http://wire.example/page")
    assert calls == ["wire.example/robots.txt"] * 2


def test_rules_are_asked_for_again_after_a_day() -> None:
    calls: list[str] = []
    time = Time()
    with fetching(site(reply(RULES), calls=calls), time=time) as opened:
        for now_s in (0, 3600, 86_500):
            time.now_s = now_s
            opened.fetch("http://wire.example/page")
    assert calls.count("wire.example/robots.txt") == 2


def test_a_redirect_asks_the_rules_of_where_it_leads() -> None:
    def answer(call: Call) -> None:
        host = call.header("Host")
        if call.path == "/robots.txt":
            rules = b"User-agent: *\nDisallow: /" if host == "closed.example" else b""
            call.send(reply(rules))
        else:
            call.send(reply(status="302 Found", location="http://closed.example/page"))

    with fetching(answer, "a.example", "closed.example") as opened, pytest.raises(SourceError) as told:
        opened.fetch("http://a.example/page")
    assert told.value.code == "D121"
    assert "closed.example" in told.value.message


# Pauses


@pytest.mark.parametrize(
    ("rules", "naps"),
    [
        (b"", [1]),
        (b"User-agent: *\nCrawl-delay: 3", [3]),
        (b"User-agent: *\nCrawl-delay: 0.2", [1]),
        (b"User-agent: *\nCrawl-delay: 86400", [10]),
        (b"User-agent: *\nCrawl-delay: inf", [1]),
        (b"User-agent: *\nCrawl-delay: -4", [1]),
    ],
)
def test_the_pause_is_the_longer_of_ours_and_theirs_under_a_cap(rules: bytes, naps: list[float]) -> None:
    time = Time()
    with fetching(site(reply(rules)), limits=Limits(), time=time) as opened:
        opened.fetch("http://wire.example/1")
        opened.fetch("http://wire.example/2")
    assert time.naps == naps


def test_a_redirect_within_a_host_does_not_wait() -> None:
    time = Time()
    pages = {"/old": reply(status="302 Found", location="/new")}
    with fetching(site(reply(), pages), limits=Limits(), time=time) as opened:
        opened.fetch("http://wire.example/old")
    assert time.naps == []


def busy_once(status: str, retry_after: str, calls: list[str]) -> Answer:
    def answer(call: Call) -> None:
        if call.path != "/robots.txt":
            calls.append(call.path)
        first = call.path == "/page" and calls.count("/page") == 1
        call.send(reply(status=status, retry_after=retry_after) if first else reply(b"page"))

    return answer


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("value", ["7", "Wed, 25 Nov 2026 12:00:07 GMT"])
def test_a_busy_server_is_asked_again_when_it_says(status: str, value: str) -> None:
    calls: list[str] = []
    time = Time()
    with fetching(busy_once(status, value, calls), time=time) as opened:
        assert opened.fetch("http://wire.example/page").body == b"page"
    assert (calls, time.naps) == (["/page", "/page"], [7])


@pytest.mark.parametrize("value", ["", "soon", "-5", "Wed, 99 Nov 2026", "٧"])
def test_without_a_time_it_is_not_asked_again(value: str) -> None:
    calls: list[str] = []
    answer = busy_once("503 Busy", value.encode().decode("latin-1"), calls)
    with fetching(answer) as opened, pytest.raises(SourceError) as told:
        opened.fetch("http://wire.example/page")
    assert told.value.code == "D127"
    assert calls == ["/page"]


def test_a_server_that_asks_for_long_is_left_alone_for_so_long() -> None:
    calls: list[str] = []
    time = Time()
    with fetching(busy_once("429 Slow down", "3600", calls), time=time) as opened:
        for _ in range(2):
            with pytest.raises(SourceError) as told:
                opened.fetch("http://wire.example/page")
            assert told.value.code == "D127"
        assert calls == ["/page"]
        time.now_s += 3601
        opened.fetch("http://wire.example/page")
    assert calls == ["/page", "/page"]


def test_a_server_that_stays_busy_is_given_up() -> None:
    pages = {"/page": reply(status="503 Busy", retry_after="2")}
    calls: list[str] = []
    time = Time()
    with fetching(site(reply(), pages, calls), time=time) as opened, pytest.raises(SourceError) as told:
        opened.fetch("http://wire.example/page")
    assert told.value.code == "D127"
    assert calls.count("wire.example/page") == 3
    assert time.naps == [2, 2]
