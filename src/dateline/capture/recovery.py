"""What a crash left half done is undone or done again before anything is added, and told in the log.

A capture is reported as stored once its row stands in the log, so a line without its end and records
without a row were never reported: they are cut off. Records that a row speaks of and the disk lost are
written again from the row and its bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.capture import codes, day_file, durable
from dateline.capture.blobs import Blobs
from dateline.capture.day_file import Place, places_of
from dateline.capture.entries import CAPTURE
from dateline.capture.log import CaptureLog, Head, after, next_row
from dateline.capture.warcs import pack, records_of
from dateline.errors import SourceError
from dateline.model import Finding

#: A row's own bytes are in memory once, whatever their size: they were when they were stored.
_ANY_SIZE = 1 << 40


def settle(folder: Path, *, blobs: Blobs, log: CaptureLog, at: str) -> tuple[Head, list[Finding]]:
    """Return the head to write after, and what was mended. Call it as the sole writer.

    Raises:
        SourceError: D136, the log is shorter than its head or does not follow from it; D135, bytes that
            records have to be written from again are gone.
    """
    head = log.head()
    log_bytes = durable.size_of(log.path)
    if log_bytes == head.log_bytes and _warc_size(folder, head) == head.warc_bytes:
        return head, []
    if log_bytes < head.log_bytes:
        raise SourceError(
            codes.BROKEN_LOG,
            f"{log.path.name}: {log_bytes} bytes of {head.log_bytes}: a part of the log is gone; run verify",
        )
    head = _unmarked_rows(log, head)
    told: list[str] = []
    if log_bytes > head.log_bytes:
        told.append(trim(log.path, head.log_bytes))
    head, places = _settle_warc(folder, head, blobs=blobs, log=log, told=told)
    if not told:
        log.write_head(head, both=True)
        return head, []
    return note(log, head, told, places=places, at=at)


def note(
    log: CaptureLog, head: Head, told: list[str], *, at: str, places: list[dict[str, Any]]
) -> tuple[Head, list[Finding]]:
    """Write a row that tells what was mended; return the head after it and the findings."""
    row, line = next_row({"type": "recovered", "stored_at": at, "what": told, "places": places}, head)
    log.write([line])
    head = after(head, row)
    log.write_head(head, both=True)
    subject = f"row {row.number}"
    return head, [Finding(code=codes.RECOVERED, subject=subject, message=text, note=True) for text in told]


def trim(path: Path, size: int) -> str:
    """Cut the file to ``size`` bytes; return the words that tell it."""
    tail = durable.cut(path, size)
    return (
        f"{path.name}: {len(tail)} bytes after byte {size} were of no stored capture and were cut off "
        f"(sha256 {hashlib.sha256(tail).hexdigest()})"
    )


def _warc_size(folder: Path, head: Head) -> int:
    return durable.size_of(folder / "warc" / head.warc) if head.warc else 0


def _unmarked_rows(log: CaptureLog, head: Head) -> Head:
    """Return the head after whole rows that it does not count yet."""
    for row in log.rows(start=head.log_bytes, number=head.rows):
        if row.data.get("n") != head.rows or row.data.get("prev") != head.hash:
            raise SourceError(
                codes.BROKEN_LOG, f"{log.path.name}: row {row.number} does not follow; run verify"
            )
        head = after(head, row)
        for place in places_of(row.data):
            head = replace(head, warc=place.file, warc_bytes=place.end)
    return head


def _settle_warc(
    folder: Path, head: Head, *, blobs: Blobs, log: CaptureLog, told: list[str]
) -> tuple[Head, list[dict[str, Any]]]:
    """Cut the WARC file to what rows speak of, or write again what it lacks; return head and new places."""
    size = _warc_size(folder, head)
    path = folder / "warc" / head.warc
    if size > head.warc_bytes:
        told.append(trim(path, head.warc_bytes))
    if size >= head.warc_bytes:
        return head, []
    lost = _lost(log, name=head.warc, size=size)
    start = lost[0][0].start if lost else head.warc_bytes
    if size > start:
        told.append(trim(path, start))
    head = replace(head, warc_bytes=start)
    places = []
    for place, data in lost:
        packed = b"".join(pack(record) for record in _records(data, blobs=blobs))
        places.append({"row": place.row, **day_file.place_of(head, packed, records=place.records)})
        durable.append(path, packed)
        head = replace(head, warc_bytes=head.warc_bytes + len(packed))
    told.append(f"{path.name}: ended at byte {size}; the records of {len(lost)} rows were written again")
    return head, places


def _lost(log: CaptureLog, *, name: str, size: int) -> list[tuple[Place, Mapping[str, Any]]]:
    """Return place and row of all whose records do not lie whole below ``size``, in file order."""
    places: dict[int, Place] = {}
    starts: dict[int, int] = {}
    for row in log.rows():
        starts[row.number] = row.start
        places.update({place.row: place for place in places_of(row.data)})
    lost = [place for place in places.values() if place.file == name and place.end > size]
    lost.sort(key=lambda place: place.start)
    return [(place, log.row_at(starts[place.row]).data) for place in lost]


def _records(data: Mapping[str, Any], *, blobs: Blobs) -> list[bytes]:
    if data["type"] != CAPTURE:
        name = data["warc"]["file"]
        return [day_file.opening(name, at=data["stored_at"], software=data["tool"])]
    body = b"" if data["revisit_of"] else blobs.read(data["digest"], max_bytes=_ANY_SIZE)
    return records_of(data, body)
