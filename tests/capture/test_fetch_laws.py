"""Whatever a server sends, a fetch ends in an exchange or in an error of the table."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.capture.limits import Limits
from dateline.errors import SourceError
from tests.capture.fetchers import Time, fetching
from tests.capture.wire import Call, reply

pytestmark = pytest.mark.enable_socket

NAMES = [
    "Location",
    "Set-Cookie",
    "Content-Length",
    "Content-Encoding",
    "Transfer-Encoding",
    "Retry-After",
    "ETag",
]
WORDS = [
    "http://",
    "//",
    "/page",
    "gzip",
    "chunked",
    "5",
    "a=b; Domain=.example; Max-Age=9e9",
    "[::1]",
    "%",
    "@",
    ":",
]
values = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=3).map(lambda words: "".join(words).encode()),
    st.binary(max_size=40).map(lambda data: re.sub(rb"[\r\n]", b"", data)),
)
statuses = st.one_of(st.sampled_from([200, 204, 302, 304, 429, 503]), st.integers(0, 1100))


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    headers = draw(st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=4))
    lines = [f"HTTP/1.1 {draw(statuses)} Any".encode()]
    lines += [name.encode() + b": " + value for name, value in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + draw(st.binary(max_size=60))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.one_of(answers(), st.binary(max_size=200)), robots=st.one_of(answers(), st.just(reply())))
def test_any_answer_is_kept_or_told(data: bytes, robots: bytes) -> None:
    def answer(call: Call) -> None:
        call.send(robots if call.path == "/robots.txt" else data)

    limits = Limits(interval_s=0, total_s=5, max_redirects=3)
    with fetching(answer, limits=limits, time=Time()) as opened:
        try:
            got = opened.fetch("http://wire.example/page")
        except SourceError as error:
            told = error
        else:
            assert 200 <= got.status < 300
            return
    assert re.fullmatch(r"D1(1[5-9]|2\d)", told.code)
    assert len(told.message.splitlines()) == 1
