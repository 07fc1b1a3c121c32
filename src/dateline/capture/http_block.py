"""An HTTP answer or request as a WARC record holds it: head and body in one block of bytes."""

from __future__ import annotations

import re
from typing import NamedTuple

_STATUS = re.compile(r"HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})(?:[ \t]+(.*))?$", re.IGNORECASE)
_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[^\n]{0,4096}\n")
_MAX_HEADERS = 1000


class Answer(NamedTuple):
    """``body`` is without its transfer encoding; ``cut`` says that it was cut short."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    cut: bool


def parse_answer(block: bytes) -> Answer | None:
    """Return the answer; None where the block is none."""
    head, body = _split(block)
    first, headers = _lines(head)
    match = _STATUS.match(first)
    if match is None:
        return None
    body, cut = _undo_transfer(headers, body)
    return Answer(int(match[1]), (match[2] or "").strip(), headers, body, cut)


def parse_request(block: bytes) -> tuple[tuple[str, str], ...]:
    """Return the headers of a request."""
    return _lines(_split(block)[0])[1]


def _split(block: bytes) -> tuple[bytes, bytes]:
    match = _END.search(block)
    return (block, b"") if match is None else (block[: match.start()], block[match.end() :])


def _lines(head: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the first line and the headers; a line that begins with a blank goes on with the one before."""
    first, *rest = head.decode("latin-1").split("\n")
    headers: list[tuple[str, str]] = []
    for line in rest[:_MAX_HEADERS]:
        text = line.rstrip("\r")
        if text[:1] in {" ", "\t"} and headers:
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {text.strip()}")
        elif ":" in text:
            name, _, value = text.partition(":")
            headers.append((name.strip(), value.strip()))
    return first.rstrip("\r"), tuple(headers)


def _undo_transfer(headers: tuple[tuple[str, str], ...], body: bytes) -> tuple[bytes, bool]:
    """Return the body and whether bytes lack; what claims to be in chunks and is not is left alone."""
    named = {name.lower(): value for name, value in headers}
    if "chunked" in named.get("transfer-encoding", "").lower():
        plain = _unchunk(body)
        if plain is not None:
            return plain
    stated = named.get("content-length", "")
    return body, stated.isdecimal() and len(stated) < 16 and int(stated) > len(body)


def _unchunk(body: bytes) -> tuple[bytes, bool] | None:
    """Return the body and whether its last chunk lacks; None where it is not in chunks."""
    out: list[bytes] = []
    at = 0
    while True:
        match = _SIZE.match(body, at)
        if match is None:
            return (b"".join(out), True) if out else None
        size = int(match[1], 16)
        if not size:
            return b"".join(out), False
        chunk = body[match.end() : match.end() + size]
        out.append(chunk)
        if len(chunk) < size:
            return b"".join(out), True
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
