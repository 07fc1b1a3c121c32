"""A body unpacked from its content encodings, under caps."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Protocol

from dateline.capture import refusals
from dateline.errors import SourceError
from dateline.model.capture import Exchange

#: Whatever the ratio, this much is harmless: a small page of one letter is no bomb.
_FLOOR_BYTES = 1_000_000
#: One encoding is usual, two happen by mistake; more are there to multiply.
_MAX_ENCODINGS = 2
#: Words that servers put there though nothing is packed. Browsers pass over them, and so do we.
_PLAIN = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit", "text", "text/html"})
_CHUNK_BYTES = 65_536
#: No window of more than 8 MB on the web (RFC 9659).
_MAX_WINDOW = 2**23
_FRAME = b"\x28\xb5\x2f\xfd"
#: Four bytes of zstd can stand for 128 kB: so few go in at once that what comes out stays small.
_STEP_BYTES = 128


class ZstdFrame(Protocol):
    """What unpacks one frame of zstd."""

    @property
    def eof(self) -> bool:
        """Return True once the frame is whole."""

    @property
    def unused_data(self) -> bytes:
        """Return what came after it."""

    def decompress(self, data: bytes) -> bytes:
        """Return what these bytes add."""


def decode_body(exchange: Exchange, *, max_bytes: int, max_ratio: float) -> bytes:
    """Return the body with its content encodings undone.

    Raises:
        SourceError: D125 for a body that grows beyond ``max_ratio``, is damaged, cut short, or packed in an
            unknown way or too often; D123 for more than ``max_bytes``.
    """
    encodings = _encodings(exchange)
    body = exchange.body
    if len(encodings) > _MAX_ENCODINGS:
        raise SourceError(refusals.PACKING, f"packed {len(encodings)} times")
    if encodings and body:
        by_ratio = max(_FLOOR_BYTES, int(len(body) * max_ratio))
        for name in reversed(encodings):
            body = _unpack(name, body, limit=min(max_bytes, by_ratio), is_ratio=by_ratio < max_bytes)
    if len(body) > max_bytes:
        raise SourceError(refusals.TOO_MANY_BYTES, f"more than {max_bytes} bytes")
    return body


def _encodings(exchange: Exchange) -> list[str]:
    values = [value for key, value in exchange.response_headers if key.lower() == "content-encoding"]
    names = (name.strip().lower() for value in values for name in value.split(","))
    return [name for name in names if name not in _PLAIN]


def _unpack(name: str, body: bytes, *, limit: int, is_ratio: bool) -> bytes:
    unpack = _UNPACKERS.get(name)
    if unpack is None:
        raise SourceError(refusals.PACKING, f"packed in an unknown way: {name[:40]!r}")
    out = unpack(body, limit + 1)
    if len(out) > limit:
        if is_ratio:
            raise SourceError(refusals.PACKING, "unpacks to far more than any page: a bomb")
        raise SourceError(refusals.TOO_MANY_BYTES, f"more than {limit} bytes unpacked")
    return out


def _damaged(name: str, reason: object) -> SourceError:
    return SourceError(refusals.PACKING, f"damaged {name} ({reason})")


def _gunzip(body: bytes, limit: int) -> bytes:
    """Return the first ``limit`` bytes of all members; bytes after the last one are passed over."""
    out, rest = _inflate("gzip", zlib.decompressobj(wbits=31), body, limit)
    while len(out) < limit and rest[:2] == b"\x1f\x8b":
        more, rest = _inflate("gzip", zlib.decompressobj(wbits=31), rest, limit - len(out))
        out += more
    return out


def _undeflate(body: bytes, limit: int) -> bytes:
    """Return what zlib packed; many servers leave its head and tail out."""
    has_head = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflate("deflate", zlib.decompressobj(wbits=15 if has_head else -15), body, limit)[0]


def _inflate(name: str, stream: zlib._Decompress, body: bytes, limit: int) -> tuple[bytes, bytes]:
    """Return what was packed, up to the limit, and the bytes that follow it."""
    try:
        out = stream.decompress(body, limit)
    except zlib.error as error:
        raise _damaged(name, error) from None
    if len(out) < limit and not stream.eof:
        raise _damaged(name, "cut short")
    return out, stream.unused_data


def _unbrotli(body: bytes, limit: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    stream = brotli.Decompressor()
    out = bytearray()
    try:
        out += stream.process(body, output_buffer_limit=_CHUNK_BYTES)
        while len(out) < limit and not stream.is_finished():
            more = stream.process(b"", output_buffer_limit=_CHUNK_BYTES)
            if not more and stream.can_accept_more_data():
                raise _damaged("brotli", "cut short")
            out += more
    except brotli.error as error:
        raise _damaged("brotli", error) from None
    return bytes(out[:limit])


def _unzstd(body: bytes, limit: int) -> bytes:
    """Return the first ``limit`` bytes of all frames. The library's reader would not tell a cut one."""
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
    out = bytearray()
    rest = body
    try:
        while len(out) < limit and (rest is body or rest[:4] == _FRAME):
            rest = _unpack_frame(unpacker.decompressobj(), rest, out, limit)
    except zstandard.ZstdError as error:
        raise _damaged("zstd", error) from None
    return bytes(out[:limit])


def _unpack_frame(frame: ZstdFrame, body: bytes, out: bytearray, limit: int) -> bytes:
    """Add a frame to ``out`` and return what follows it."""
    for start in range(0, len(body), _STEP_BYTES):
        out += frame.decompress(body[start : start + _STEP_BYTES])
        if frame.eof:
            return frame.unused_data + body[start + _STEP_BYTES :]
        if len(out) >= limit:
            return b""
    raise _damaged("zstd", "cut short")


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
