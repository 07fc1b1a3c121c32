"""The WARC file of a day: its name, its opening record, and where records stand in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dateline.capture import codes
from dateline.capture.log import Head
from dateline.capture.warcs import warcinfo
from dateline.errors import SourceError

_NAME = re.compile(r"[\w-]+\.warc\.gz")


class Place(NamedTuple):
    """Where the records of a row stand in a WARC file, and the hash of their packed bytes."""

    row: int
    file: str
    start: int
    size: int
    records: int
    sha256: str

    @property
    def end(self) -> int:
        """Return the byte after the last record."""
        return self.start + self.size


def name_of(stored_at: str) -> str:
    """Return the name of the file of an instant's day."""
    return f"dateline-{stored_at[:10].replace('-', '')}.warc.gz"


def opening(name: str, *, at: str, software: str) -> bytes:
    """Return the record that opens a file."""
    return warcinfo(name, at=at, software=software)


def place_of(head: Head, packed: bytes, *, records: int) -> dict[str, Any]:
    """Return where packed records will stand after a head, and the hash of their packed bytes."""
    return {
        "file": head.warc,
        "start": head.warc_bytes,
        "bytes": len(packed),
        "records": records,
        "sha256": hashlib.sha256(packed).hexdigest(),
    }


def places_of(data: Mapping[str, Any]) -> Iterator[Place]:
    """Yield the places of records that a row of the log tells: its own, or those it mended.

    Raises:
        SourceError: D136, a place is not as it should be.
    """
    own = data.get("warc")
    if own is not None:
        yield _place(own, number=data.get("n"))
    mended = data.get("places", ())
    for place in mended if isinstance(mended, list) else ():
        yield _place(place, number=place.get("row") if isinstance(place, dict) else None)


def _place(place: object, *, number: object) -> Place:
    if isinstance(place, dict):
        numbers = (number, place.get("start"), place.get("bytes"), place.get("records"))
        texts = (place.get("file"), place.get("sha256"))
        match (*numbers, *texts):
            case (int(row), int(start), int(size), int(records), str(file), str(sha256)):
                if _NAME.fullmatch(file) and min(row, start, size, records) >= 0 and start + size < 1 << 62:
                    return Place(row, file, start, size, records, sha256)
    raise SourceError(codes.BROKEN_LOG, f"row {number}: no place of records in it")
