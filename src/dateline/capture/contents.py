"""The bytes of a capture as a page or a text."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from dateline.capture import codes
from dateline.capture.decode import decode_body
from dateline.capture.entries import charset_of, pairs, read_instant
from dateline.errors import SourceError
from dateline.model import ArchivedCapture, Capture, CaptureKind, Exchange
from dateline.text.decoding import decode, looks_binary

#: How far a kept page may unpack; the bytes are ours already, ``max_bytes`` is the cap that counts.
_MAX_RATIO = 2000.0
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_BY_SUFFIX = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain"}


def media_type_of_file(name: str, data: bytes) -> str:
    """Return the media type of a file, by its suffix or else its first bytes."""
    lowered = name.lower().removesuffix(".gz")
    by_name = _BY_SUFFIX.get(PurePosixPath(lowered).suffix)
    if by_name is not None:
        return by_name
    if looks_binary(data):
        return "application/octet-stream"
    return "text/html" if data.lstrip()[:1] == b"<" else "text/plain"


def content_of(row: ArchivedCapture, data: Mapping[str, Any], body: bytes, *, max_bytes: int) -> Capture:
    """Return the page or text that the bytes of a row hold; ``data`` is the log's row that tells its headers.

    Raises:
        SourceError: D102 empty, D103 neither page nor text, D105 damaged, D123 or D125 as ``decode_body``.
    """
    plain = _plain(data, body, max_bytes=max_bytes)
    if not plain.strip():
        raise SourceError(codes.EMPTY, f"{row.final_url}: empty")
    if looks_binary(plain):
        raise SourceError(codes.BINARY, f"{row.final_url}: binary, neither a page nor a text")
    url = None if row.url.startswith("file:") else row.final_url
    charset = _charset(data)
    if row.media_type in _PAGES or (row.media_type != "text/plain" and plain.lstrip()[:1] == b"<"):
        return Capture(id=row.id, html=_in_utf8(plain, charset), url=url)
    return Capture(id=row.id, text=decode(_in_utf8(plain, charset)).text, url=url)


def _plain(data: Mapping[str, Any], body: bytes, *, max_bytes: int) -> bytes:
    headers = pairs(data["response"])
    if data["kind"] == CaptureKind.FILE and body[:2] == b"\x1f\x8b":
        headers = (*headers, ("Content-Encoding", "gzip"))
    wire = Exchange(
        url=data["url"],
        final_url=data["final_url"],
        fetched_at=read_instant(data["captured_at"]),
        status=data["status"] or 0,
        response_headers=headers,
        body=body,
    )
    return decode_body(wire, max_bytes=max_bytes, max_ratio=_MAX_RATIO)


def _charset(data: Mapping[str, Any]) -> str | None:
    stated = charset_of(pairs(data["response"]))
    try:
        return codecs.lookup(stated).name if stated else None
    except LookupError:
        return None


def _in_utf8(plain: bytes, charset: str | None) -> bytes:
    """Return the bytes in UTF-8 where only the answer's head, not the page, says how they are written.

    A page that is valid UTF-8, or names its own charset, is left as it came.
    """
    if charset is None or charset in {"utf-8", "ascii", "iso8859-1", "cp1252"}:
        return plain
    decoded = decode(plain)
    if not decoded.broken and decoded.encoding not in {"cp1252", "utf-8"}:
        return plain
    try:
        return plain if _is_utf8(plain) else plain.decode(charset).encode("utf-8")
    except (UnicodeError, ValueError, LookupError):
        return plain


def _is_utf8(plain: bytes) -> bool:
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
