"""The capture log: one JSON object a line, each with the hash of the line before; only ever appended to.

``captures.jsonl`` holds the rows, ``head`` how many there are and the hash of the last: a tail that was cut
off is missed by the rows themselves, the head tells it. The head has two slots, written in turn, so that one
is whole whatever happens.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.capture import codes, durable
from dateline.errors import SourceError

#: What stands for the hash of a row before the first one.
NOTHING = "0" * 64
_SLOT_BYTES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: its number from 0, its hash, where it stands in the file, what it says."""

    number: int
    hash: str
    start: int
    end: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far the log goes: rows, bytes, hash of the last row; and the WARC file in use and its bytes."""

    rows: int = 0
    hash: str = NOTHING
    log_bytes: int = 0
    warc: str = ""
    warc_bytes: int = 0


class CaptureLog:
    """The rows and their head. Reading is free; only the sole writer appends."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "captures.jsonl"
        self.head_path = folder / "head"

    def create(self) -> None:
        """Write the head of an empty log. Call it where there is neither a log nor a head."""
        durable.place(self.head_path, _slot(Head()) * 2, draft=self.head_path.with_suffix(".draft"))

    def head(self) -> Head:
        """Return the newer whole slot of the head.

        Raises:
            SourceError: D136, no head beside the log or no whole slot in it.
        """
        slots = [head for head in self.slots() if head is not None]
        if not slots:
            raise SourceError(codes.BROKEN_LOG, f"{self.head_path.name}: the head of the log is gone")
        return max(slots, key=lambda head: head.rows)

    def slots(self) -> tuple[Head | None, Head | None]:
        """Return both slots of the head, None for one that is not whole."""
        try:
            data = self.head_path.read_bytes()
        except FileNotFoundError:
            return None, None
        if len(data) != 2 * _SLOT_BYTES:
            return None, None
        return _read_slot(data[:_SLOT_BYTES]), _read_slot(data[_SLOT_BYTES:])

    def write_head(self, head: Head, *, both: bool = False) -> None:
        """Put the head in its slot: rows that are even in the first, odd in the second."""
        slot = _slot(head)
        with self.head_path.open("r+b") as file:
            if both:
                file.write(slot * 2)
            else:
                file.seek((head.rows % 2) * _SLOT_BYTES)
                file.write(slot)
            file.flush()
            if both:
                os.fsync(file.fileno())

    def rows(self, *, start: int = 0, number: int = 0) -> Iterator[Row]:
        """Yield the rows from a byte and row number on; a last line without its end is no row yet.

        A line that is no row comes with empty ``data``: whoever reads says so.
        """
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            file.seek(start)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                end = start + len(line)
                yield Row(number=number, hash=hash_of(line), start=start, end=end, data=_parse(line))
                start, number = end, number + 1

    def row_at(self, start: int) -> Row:
        """Return the row whose line begins at a byte.

        Raises:
            SourceError: D136, no row stands there.
        """
        row = next(self.rows(start=start), None)
        if row is None or not row.data:
            raise SourceError(codes.BROKEN_LOG, f"{self.path.name}: no row at byte {start}")
        return row

    def line_at(self, start: int) -> bytes:
        """Return the line that begins at a byte."""
        with self.path.open("rb") as file:
            file.seek(start)
            return file.readline()

    def write(self, lines: list[bytes]) -> None:
        """Append lines made by ``next_row``, durably."""
        durable.append(self.path, b"".join(lines))


def next_row(data: Mapping[str, Any], head: Head) -> tuple[Row, bytes]:
    """Return the row that follows a head, and its line; the row gets its number and ``prev``."""
    own: dict[str, Any] = {"n": head.rows, "prev": head.hash}
    full = {**own, **data, **own}
    line = json.dumps(full, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
    end = head.log_bytes + len(line)
    return Row(number=head.rows, hash=hash_of(line), start=head.log_bytes, end=end, data=full), line


def after(head: Head, row: Row) -> Head:
    """Return the head once the row is written."""
    return replace(head, rows=row.number + 1, hash=row.hash, log_bytes=row.end)


def hash_of(line: bytes) -> str:
    """Return the hash of a row: SHA-256 over its line, line end included."""
    return hashlib.sha256(line).hexdigest()


def _parse(line: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _slot(head: Head) -> bytes:
    text = f"{head.rows} {head.hash} {head.log_bytes} {head.warc or '-'} {head.warc_bytes}"
    check = hashlib.sha256(text.encode("ascii")).hexdigest()[:32]
    return f"{text} {check}".encode("ascii").ljust(_SLOT_BYTES - 1) + b"\n"


def _read_slot(slot: bytes) -> Head | None:
    try:
        rows, last, log_bytes, warc, warc_bytes, _ = slot.decode("ascii").split()
        head = Head(
            rows=int(rows),
            hash=last,
            log_bytes=int(log_bytes),
            warc="" if warc == "-" else warc,
            warc_bytes=int(warc_bytes),
        )
    except ValueError:
        return None
    return head if _slot(head) == slot else None
