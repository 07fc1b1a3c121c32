"""The bytes of a foreign WARC file, packed or not, that never end in silence.

Reading stops with an error at a member that is damaged or cut short; ``resync`` then goes on at the next
place where a record begins. At most a few hundred kilobytes are in memory, whatever a member inflates to.
"""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO, NamedTuple

from dateline.capture import codes
from dateline.errors import SourceError

_CHUNK_BYTES = 1 << 16
_PIECE_BYTES = 1 << 18
_MAGIC = b"\x1f\x8b\x08"
_OPENS = re.compile(rb"WARC/\d")
_OPENS_LINE = re.compile(rb"WARC/[01]\.\d+\r?\n")
#: How much of a member is unpacked to see whether a record begins there.
_PEEK_BYTES = 64


class Position(NamedTuple):
    """Where a record begins: the byte of the file at which its member does, and the byte in the member."""

    member: int
    inner: int


class PlainStream:
    """A file that is not packed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def position(self) -> Position:
        """Return where the next byte stands."""
        return Position(0, self._file.tell())

    def seek(self, position: Position) -> None:
        """Go to a position."""
        self._file.seek(position.inner)

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes; fewer at the end alone."""
        return self._file.read(size)

    def peek(self, size: int) -> bytes:
        """Return the next bytes, and stay before them."""
        ahead = self._file.read(size)
        self._file.seek(-len(ahead), 1)
        return ahead

    def line(self, limit: int) -> bytes:
        """Return a line with its end, or ``limit`` bytes of it."""
        return self._file.readline(limit)

    def skip(self, size: int) -> int:
        """Pass over ``size`` bytes; return how many there were."""
        start = self._file.tell()
        end = self._file.seek(0, 2)
        self._file.seek(min(start + size, end))
        return min(size, end - start)

    def packed_bytes(self) -> int:
        """Return how many bytes of the file were used up."""
        return self._file.tell()

    def next_member(self) -> bool:
        """Return False: there are no members."""
        return False

    def resync(self, after: Position) -> bool:
        """Go to the next place after a position that opens a record; False where there is none.

        It need not begin a line: the record before may be cut short.
        """
        self._file.seek(after.inner + 1)
        start, kept = after.inner + 1, b""
        while chunk := self._file.read(_CHUNK_BYTES):
            window = kept + chunk
            match = _OPENS_LINE.search(window)
            if match is not None:
                self._file.seek(start - len(kept) + match.start())
                return True
            start += len(chunk)
            kept = window[-16:]
        return False


class PackedStream:
    """A file of gzip members, each one record or many."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._begin(0)

    def _begin(self, member: int) -> None:
        """Stand at the beginning of a member."""
        self._file.seek(member)
        self._member = self._part = member
        self._inner = 0
        self._fed = member
        self._inflate = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._plain = bytearray()
        self._fault: str | None = None
        self._at_record = False
        self._ended = False

    def position(self) -> Position:
        """Return where the next byte stands."""
        return Position(self._member, self._inner)

    def seek(self, position: Position) -> None:
        """Go to a position, by unpacking its member up to it."""
        self._begin(position.member)
        self.skip(position.inner)

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes; fewer where the file, or a member before a record, ends.

        Raises:
            SourceError: D132, the member is damaged or cut short, and nothing is left of what was read.
        """
        while len(self._plain) < size and self._more():
            pass
        return self._take(min(size, len(self._plain)))

    def peek(self, size: int) -> bytes:
        """Return the next bytes, fewer where their member ends, and stay before them.

        Raises:
            SourceError: D132, the member is damaged or cut short before ``size`` bytes.
        """
        while len(self._plain) < size and not self._inflate.eof and self._more():
            pass
        if len(self._plain) < size and self._fault is not None:
            raise SourceError(codes.BAD_MEMBER, self._fault)
        return bytes(self._plain[:size])

    def line(self, limit: int) -> bytes:
        """Return a line with its end, or ``limit`` bytes of it."""
        searched = 0
        while True:
            found = self._plain.find(b"\n", searched, limit)
            if found >= 0:
                return self._take(found + 1)
            searched = len(self._plain)
            if searched >= limit or not self._more():
                return self._take(min(limit, searched))

    def skip(self, size: int) -> int:
        """Pass over ``size`` bytes; return how many there were."""
        left = size
        while left:
            taken = len(self.read(min(left, _PIECE_BYTES)))
            if not taken:
                break
            left -= taken
        return size - left

    def packed_bytes(self) -> int:
        """Return how many bytes of the file were used up."""
        return self._fed - len(self._packed)

    def next_member(self) -> bool:
        """Go on into the member that begins with a record, where reading stopped before one."""
        if not self._at_record or self._plain:
            return False
        self._begin(self._fed - len(self._packed))
        return True

    def resync(self, after: Position) -> bool:
        """Go to the next member after a position that begins with a record; False where there is none."""
        found = self._find_member(after.member + 1)
        if found is None:
            return False
        self._begin(found)
        return True

    def _take(self, size: int) -> bytes:
        if not size and self._fault is not None:
            raise SourceError(codes.BAD_MEMBER, self._fault)
        out = bytes(self._plain[:size])
        del self._plain[:size]
        self._inner += size
        return out

    def _more(self) -> bool:
        """Unpack one piece more; False at a fault, at the end, or before a member that opens a record."""
        if self._fault is not None or self._at_record or self._ended:
            return False
        if not self._packed and not self._inflate.eof:
            self._feed()
            if not self._packed:
                self._fault = f"the gzip member at byte {self._part} is cut short"
                return False
        if self._inflate.eof:
            return self._turn()
        try:
            self._plain += self._inflate.decompress(self._packed, _PIECE_BYTES)
        except zlib.error as error:
            self._fault = f"the gzip member at byte {self._part} is damaged ({error})"
            return False
        self._packed = self._inflate.unconsumed_tail
        if self._inflate.eof:
            self._packed = self._inflate.unused_data
        return True

    def _feed(self) -> None:
        chunk = self._file.read(_CHUNK_BYTES)
        self._fed += len(chunk)
        self._packed += chunk

    def _turn(self) -> bool:
        """Stand before the member that follows; True where it only goes on with what the last one began."""
        while len(self._packed) < _CHUNK_BYTES // 2:
            before = self._fed
            self._feed()
            if self._fed == before:
                break
        self._packed = self._packed.lstrip(b"\x00")
        if not self._packed:
            self._ended = self._fed == self._file.seek(0, 2)
            self._file.seek(self._fed)
            return not self._ended
        start = self._fed - len(self._packed)
        if not self._packed.startswith(_MAGIC):
            self._fault = f"no gzip member begins at byte {start}"
            return False
        if _opens_record(self._packed):
            self._at_record = True
            return False
        self._part = start
        self._inflate = zlib.decompressobj(wbits=31)
        return True

    def _find_member(self, start: int) -> int | None:
        self._file.seek(start)
        window, base = b"", start
        while True:
            chunk = self._file.read(_CHUNK_BYTES)
            window += chunk
            at = window.find(_MAGIC)
            while at >= 0 and (len(window) - at >= _CHUNK_BYTES // 2 or not chunk):
                if _opens_record(window[at : at + _CHUNK_BYTES]):
                    return base + at
                at = window.find(_MAGIC, at + 1)
            if not chunk:
                return None
            keep = at if at >= 0 else max(len(window) - len(_MAGIC), 0)
            base, window = base + keep, window[keep:]


def _opens_record(packed: bytes) -> bool:
    """Return whether a member's first bytes are those of a record."""
    try:
        head = zlib.decompressobj(wbits=31).decompress(packed, _PEEK_BYTES)
    except zlib.error:
        return False
    return _OPENS.match(head.lstrip(b"\r\n")) is not None


def open_stream(file: BinaryIO) -> PlainStream | PackedStream:
    """Return the stream that fits the first bytes of a file.

    Raises:
        SourceError: D102 empty, D133 packed in another way than gzip.
    """
    head = file.read(4)
    file.seek(0)
    if not head:
        raise SourceError(codes.EMPTY, "empty")
    if head.startswith(b"\x28\xb5\x2f\xfd") or head.startswith(b"\x5d\x2a\x4d\x18"):
        raise SourceError(codes.BAD_RECORD, "packed with zstd: unpack it first")
    return PackedStream(file) if head.startswith(_MAGIC[:2]) else PlainStream(file)
