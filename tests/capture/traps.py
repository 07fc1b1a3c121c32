"""Servers that never come to an end, lie, or pack a bomb. The bench puts the same to a peer."""

from __future__ import annotations

import contextlib
import gzip
import time
import zlib
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import zstandard

from tests.capture.wire import Answer, Call, reply

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
#: How long a slow server goes on: longer than any limit that a test or the bench sets.
LASTS_S = 4.0
ZEROS = bytes(60_000_000)


class Trap(NamedTuple):
    """What a server does with each request but the one for robots.txt, and the codes that may tell it."""

    name: str
    answer: Answer
    codes: frozenset[str]


def answering(data: bytes) -> Answer:
    """Answer with these bytes."""
    return _all_but_robots(lambda call: call.send(data))


def endless(first: bytes, then: bytes, *, pause_s: float = 0.0) -> Answer:
    """Send the first bytes, then the others again and again."""

    def answer(call: Call) -> None:
        call.send(first)
        until = time.monotonic() + LASTS_S
        with contextlib.suppress(OSError):
            while time.monotonic() < until:
                call.send(then)
                time.sleep(pause_s)

    return _all_but_robots(answer)


def _silent(first: bytes) -> Answer:
    def answer(call: Call) -> None:
        call.send(first)
        time.sleep(LASTS_S)

    return _all_but_robots(answer)


def _all_but_robots(answer: Answer) -> Answer:
    def chosen(call: Call) -> None:
        if call.path == "/robots.txt":
            call.send(reply(status="404 Not Found"))
        else:
            answer(call)

    return chosen


def _made(codes: str, answers: dict[str, Answer]) -> list[Trap]:
    return [Trap(name, answer, frozenset(codes.split())) for name, answer in answers.items()]


def _bomb(packed: bytes, encoding: str) -> Answer:
    return answering(reply(packed, content_encoding=encoding))


TOO_MUCH = _made(
    "D123",
    {
        "announced and sent": answering(reply(bytes(2_000_000))),
        "announced alone": answering(HEAD + b"Content-Length: 99999999999999999999\r\n\r\n"),
        "until the end": answering(HEAD + b"\r\n" + bytes(2_000_000)),
        "in chunks of one": answering(CHUNKED + b"1\r\n0\r\n" * 100_001),
        "without an end": endless(HEAD + b"\r\n", bytes(4096)),
        "chunks without an end": endless(CHUNKED, b"1\r\nx\r\n" * 500),
    },
)
ENDLESS = _made(
    "D123 D124 D128",
    {
        "headers": endless(HEAD, b"X-More: and more\r\n" * 500),
        "one header": endless(HEAD + b"X-Long: ", b"and more" * 500),
        "continue": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
        "chunk extension": endless(CHUNKED + b"5;", b"x" * 4096),
        "trailers": endless(CHUNKED + b"1\r\nx\r\n0\r\n", b"X-More: 1\r\n" * 500),
        "no line end": endless(b"", b"H" * 4096),
    },
)
SLOW = _made(
    "D124",
    {
        "a byte at a time: body": endless(HEAD + b"\r\n", b"x", pause_s=0.05),
        "a byte at a time: body of a length": endless(
            HEAD + b"Content-Length: 9999\r\n\r\n", b"x", pause_s=0.05
        ),
        "a byte at a time: header": endless(HEAD + b"X-Slow: ", b"x", pause_s=0.05),
        "a byte at a time: status line": endless(b"", b"H", pause_s=0.05),
        "silence": _silent(b""),
        "silence after the status line": _silent(HEAD),
        "silence in the body": _silent(HEAD + b"Content-Length: 10\r\n\r\nhalf"),
    },
)
LIES = _made(
    "D128",
    {
        "less than announced": answering(HEAD + b"Content-Length: 1000\r\n\r\nmuch less"),
        "a chunk cut short": answering(CHUNKED + b"5\r\nfir"),
        "no end of chunks": answering(CHUNKED + b"5\r\nfirst\r\n"),
        "no number": answering(CHUNKED + b"no number\r\n"),
        "two lengths": answering(HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"),
        "a length below zero": answering(HEAD + b"Content-Length: -5\r\n\r\nabcdef"),
        "a length in words": answering(HEAD + b"Content-Length: five\r\n\r\nabcdef"),
        "another protocol": answering(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
        ),
        "no HTTP": answering(b"SSH-2.0-Example\r\n"),
        "nothing": answering(b""),
    },
)
BOMBS = _made(
    "D125",
    {
        "gzip": _bomb(gzip.compress(ZEROS), "gzip"),
        "deflate": _bomb(zlib.compress(ZEROS), "deflate"),
        "brotli": _bomb(bytes(brotli.compress(ZEROS, quality=5)), "br"),
        "zstd": _bomb(zstandard.ZstdCompressor().compress(ZEROS), "zstd"),
        "gzip in gzip": _bomb(gzip.compress(gzip.compress(ZEROS)), "gzip, gzip"),
        "packed thrice": _bomb(gzip.compress(gzip.compress(gzip.compress(b"page"))), "gzip, gzip, gzip"),
        "gzip cut short": _bomb(gzip.compress(b"page" * 1000)[:-9], "gzip"),
    },
)
