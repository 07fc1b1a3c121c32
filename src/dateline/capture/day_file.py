"""The WARC file of a day: its name, its opening record, and where records stand in it."""

from __future__ import annotations

import hashlib
from typing import Any

from dateline.capture.log import Head
from dateline.capture.warcs import warcinfo


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
