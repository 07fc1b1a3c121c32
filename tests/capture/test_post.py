"""The guarded POST: what is sent and what is refused."""

from __future__ import annotations

import pytest

from dateline.capture.limits import Limits
from dateline.capture.post import open_post
from dateline.errors import SourceError
from tests.capture.fetchers import NO_ROOTS, USER_AGENT
from tests.capture.wire import PUBLIC, Call, Lines, Names, local_server, reply

pytestmark = pytest.mark.enable_socket
URL = "http://time.example/tsr"


def send(url: str, body: bytes, *, answer: bytes = b"", host: str = PUBLIC) -> tuple[bytes, bytes]:
    """Return what came back and what the server was sent."""
    heads: list[bytes] = []

    def serve(call: Call) -> None:
        heads.append(call.head)
        call.send(answer)

    with (
        local_server(serve) as port,
        open_post(
            user_agent=USER_AGENT,
            limits=Limits(max_bytes=100, total_s=5),
            resolver=Names({"time.example": [[host]]}),
            connector=Lines(port),
            trust=NO_ROOTS,
        ) as post,
    ):
        return post(url, body, (("Content-Type", "application/timestamp-query"),)), b"".join(heads)


def test_bytes_go_out_and_the_answer_comes_back() -> None:
    got, sent = send(URL, b"query", answer=reply(b"stamp"))
    assert got == b"stamp"
    assert sent.startswith(b"POST /tsr HTTP/1.1\r\n")
    assert b"application/timestamp-query" in sent
    assert b"Content-Length: 5" in sent


@pytest.mark.parametrize(
    ("url", "answer", "host", "code"),
    [
        (URL, reply(status="503 Busy"), PUBLIC, "D126"),
        (URL, reply(status="302 Found", location="http://127.0.0.1/"), PUBLIC, "D126"),
        (URL, reply(b"x" * 101), PUBLIC, "D123"),
        (URL, b"", "10.0.0.1", "D118"),
        ("http://127.0.0.1/tsr", b"", PUBLIC, "D118"),
        ("http://time.example:8080/tsr", b"", PUBLIC, "D116"),
        ("file:///etc/passwd", b"", PUBLIC, "D115"),
    ],
)
def test_what_is_no_answer_of_a_public_server_is_refused(
    url: str, answer: bytes, host: str, code: str
) -> None:
    with pytest.raises(SourceError) as raised:
        send(url, b"query", answer=answer, host=host)
    assert raised.value.code == code
