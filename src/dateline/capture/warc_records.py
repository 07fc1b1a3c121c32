"""The records of a foreign WARC file, one after another, each fault told where it stands."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dateline.capture import codes
from dateline.capture.warc_stream import PackedStream, PlainStream, Position
from dateline.errors import SourceError

#: Records whose bytes are wanted; the others are passed over unread.
READ = frozenset({"response", "resource", "revisit", "request"})
_VERSION = re.compile(rb"WARC/\d")
_VERSION_LINE = re.compile(rb"WARC/[01]\.\d+\r?\n$")
_MAX_HEAD_BYTES = 1 << 16
#: What is passed over is watched for bombs beyond so many times ``max_bytes``; films pack hardly at all.
_MAX_SKIP = 16
_MAX_RATIO = 100
_STEP_BYTES = 1 << 20
_PEEK_BYTES = 1 << 14
_HASHES = {"sha1": 20, "sha256": 32, "sha-1": 20, "sha-256": 32, "md5": 16, "sha512": 64}


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """One record: header names in small letters; ``block`` is empty for kinds that are not read.

    ``oversize`` says that the block is only the beginning of one larger than is allowed.
    """

    kind: str
    headers: Mapping[str, str]
    block: bytes
    position: Position
    oversize: bool = False

    @property
    def url(self) -> str:
        """Return the target address, without the brackets that some crawlers put around it."""
        return self.headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">").strip()


class Fault(NamedTuple):
    """Why no record came out, and where it began."""

    code: str
    message: str
    position: Position


class RecordReader:
    """Reads records off a stream; after a fault it goes on at the next one that can be read."""

    def __init__(self, stream: PlainStream | PackedStream, *, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes

    def read_all(self) -> Iterator[WarcRecord | Fault]:
        """Yield every record and every fault, in file order."""
        while True:
            start = self._stream.position()
            try:
                record = self.read_one()
            except SourceError as error:
                yield Fault(error.code, error.message, start)
                if not self._stream.resync(start):
                    yield Fault(codes.BAD_MEMBER, "nothing after it could be read", start)
                    return
                continue
            if record is None:
                return
            yield record

    def read_one(self, position: Position | None = None) -> WarcRecord | None:
        """Return the next record, or the one at a position; None at the end of the file.

        Raises:
            SourceError: D132 damaged or cut short, D133 no record of the standard.
        """
        stream = self._stream
        if position is not None:
            stream.seek(position)
        start, first = self._first_line()
        if not first:
            return None
        if not _VERSION.match(first):
            raise SourceError(codes.BAD_RECORD, f"no record begins with {first[:20]!r}")
        headers = self._headers()
        length = self._length(headers)
        kind = headers.get("warc-type", "").lower()
        if kind not in READ:
            self._pass(length)
            self._end()
            return WarcRecord(kind=kind, headers=headers, block=b"", position=start)
        if length > self._max_bytes:
            block = self._exactly(_PEEK_BYTES if length > _PEEK_BYTES else length)
            self._pass(length - len(block))
            return WarcRecord(kind=kind, headers=headers, block=block, position=start, oversize=True)
        block = self._exactly(length)
        if _differs(headers.get("warc-block-digest", ""), block):
            raise SourceError(codes.BAD_MEMBER, "its bytes are not those of its digest")
        self._end()
        return WarcRecord(kind=kind, headers=headers, block=block, position=start)

    def _first_line(self) -> tuple[Position, bytes]:
        while True:
            start = self._stream.position()
            line = self._stream.line(_MAX_HEAD_BYTES)
            if line.strip():
                return start, line
            if not line and not self._stream.next_member():
                return start, b""

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        name, left = "", _MAX_HEAD_BYTES
        while True:
            line = self._stream.line(left)
            left -= len(line)
            if not line.endswith(b"\n"):
                code = codes.BAD_RECORD if left <= 0 else codes.BAD_MEMBER
                raise SourceError(code, "its head has no end")
            if _VERSION_LINE.search(line):
                raise SourceError(codes.BAD_MEMBER, "its head is cut short by the next record")
            text = _text(line)
            if not text.strip():
                return headers
            if text[:1] in {" ", "\t"} and name:
                headers[name] += " " + text.strip()
                continue
            key, _, value = text.partition(":")
            name = key.strip().lower()
            headers.setdefault(name, value.strip())

    def _length(self, headers: Mapping[str, str]) -> int:
        stated = headers.get("content-length", "")
        if not (stated.isascii() and stated.isdecimal() and len(stated) <= 15):
            raise SourceError(codes.BAD_RECORD, f"a record without a length ({stated[:20]!r})")
        return int(stated)

    def _exactly(self, length: int) -> bytes:
        block = self._stream.read(length)
        if len(block) < length:
            raise SourceError(codes.BAD_MEMBER, f"cut short: {len(block)} of {length} bytes")
        return block

    def _pass(self, length: int) -> None:
        """Pass over bytes; a bomb, which unpacks to far more than any film, is left where it is."""
        passed, start = 0, self._stream.packed_bytes()
        while passed < length:
            step = self._stream.skip(min(length - passed, _STEP_BYTES))
            passed += step
            if not step:
                raise SourceError(codes.BAD_MEMBER, f"cut short: {passed} of {length} bytes")
            packed = self._stream.packed_bytes() - start + _PEEK_BYTES
            if passed > _MAX_SKIP * self._max_bytes and passed > _MAX_RATIO * packed:
                raise SourceError(codes.TOO_LARGE, f"a bomb of {length} bytes")

    def _end(self) -> None:
        """Check that the record ends where its length says, and its member with a whole end.

        Five bytes are one more than the two line ends that close a record.
        """
        if self._stream.peek(5)[:1] not in {b"\r", b"\n", b""}:
            raise SourceError(codes.BAD_RECORD, "its length is not that of its bytes")


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return line.decode("latin-1").rstrip("\r\n")


def _differs(stated: str, block: bytes) -> bool:
    """Return whether a digest of the block is stated, can be computed here, and is another."""
    name, _, value = stated.partition(":")
    size = _HASHES.get(name.strip().lower())
    if size is None:
        return False
    wanted = _raw(value.strip(), size)
    algorithm = name.strip().lower().replace("sha-", "sha")
    return wanted is not None and hashlib.new(algorithm, block, usedforsecurity=False).digest() != wanted


def _raw(value: str, size: int) -> bytes | None:
    """Return the bytes of a digest in hexadecimal or base 32; None where it is in neither."""
    try:
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        raw = base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (ValueError, binascii.Error):
        return None
    return raw if len(raw) == size else None
