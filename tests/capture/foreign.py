"""WARC files as others write them, made up here: plain, with the habits and faults of real crawlers."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence

PAGE = b"<html><body><p>The ferry at Example Point did not sail.</p></body></html>"
URL = "http://post.example/ferry"
DATE = "2013-05-06T07:08:09Z"


def record(
    kind: str, block: bytes = b"", *, url: str | None = URL, end: bytes = b"\r\n\r\n", **more: str | None
) -> bytes:
    """A record; ``more`` adds headers, or with None takes one away (``Content_Length=None``)."""
    headers: dict[str, str | None] = {
        "WARC-Type": kind,
        "WARC-Date": DATE,
        "WARC-Target-URI": url,
        "Content-Length": str(len(block)),
    }
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers.items() if value is not None)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + end


def answer(
    body: bytes = PAGE, *, kind: str = "text/html", status: str = "200 OK", headers: Sequence[str] = ()
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def response(
    body: bytes = PAGE, *, url: str | None = URL, end: bytes = b"\r\n\r\n", **more: str | None
) -> bytes:
    return record("response", answer(body), url=url, end=end, **more)


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def chunked(body: bytes, size: int = 20) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def members(*records: bytes) -> bytes:
    return b"".join(gzip.compress(given, mtime=0) for given in records)


REVISIT = record(
    "revisit",
    b"HTTP/1.1 304 Not Modified\r\n\r\n",
    WARC_Date="2014-01-01T00:00:00Z",
    WARC_Refers_To_Target_URI=URL,
    WARC_Refers_To_Date=DATE,
)

#: Where fuzzing starts from, beside what our own archive writes.
SAMPLES = (
    record("warcinfo", b"software: example\r\n", url=None) + response() + REVISIT,
    record("response", answer(chunked(PAGE), headers=["Transfer-Encoding: chunked"])) + response(),
    record("response", answer(b"", status="302 Found", headers=["Location: /next"]))
    + response(url="http://post.example/next"),
    record("resource", PAGE, Content_Type="text/html") + record("metadata", b"via: x\r\n"),
    record("request", b"GET /ferry HTTP/1.1\r\nHost: post.example\r\n\r\n", WARC_Concurrent_To="<urn:uuid:1>")
    + response(WARC_Record_ID="<urn:uuid:1>", WARC_Block_Digest=sha1(answer())),
)
