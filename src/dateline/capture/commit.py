"""What one writer adds to the archive in one go: bytes of records and rows of the log, in step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dateline._version import __version__
from dateline.capture import day_file, durable
from dateline.capture.log import Head, Row, after, next_row
from dateline.capture.recovery import note, trim
from dateline.capture.warcs import pack, records_of
from dateline.model import CaptureKind

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

SOFTWARE = f"dateline/{__version__}"


class Commit:
    """What one writer adds in one go: bytes of records and rows of the log, in step."""

    def __init__(self, archive: Archive, head: Head) -> None:
        self._archive = archive
        self.head = head
        self.staged: dict[str, Mapping[str, Any]] = {}
        self.staged_urls: dict[str, Mapping[str, Any]] = {}
        self._lines: list[bytes] = []
        self._packed: list[bytes] = []

    def add(self, data: Mapping[str, Any], body: bytes) -> None:
        """Stage a capture: its row and its records."""
        stored_at = self._archive.now()
        self._day(stored_at)
        full = {**data, "stored_at": stored_at, "tool": SOFTWARE}
        records = records_of({**full, "n": self.head.rows, "prev": self.head.hash}, body)
        place = self._pack(records)
        row = self.add_row({**full, "warc": place})
        self.staged[data["id"]] = row.data
        status = data["status"]
        if data["kind"] != CaptureKind.RESPONSE or (status is not None and 200 <= status < 300):
            self.staged_urls[data["url"]] = self.staged_urls[data["final_url"]] = row.data

    def add_row(self, data: Mapping[str, Any]) -> Row:
        """Stage a row of any type."""
        row, line = next_row(data, self.head)
        self._lines.append(line)
        self.head = after(self.head, row)
        return row

    def _pack(self, records: list[bytes]) -> dict[str, Any]:
        """Stage the records; return where they will stand and the hash of their packed bytes."""
        packed = b"".join(pack(record) for record in records)
        place = day_file.place_of(self.head, packed, records=len(records))
        self._packed.append(packed)
        self.head = replace(self.head, warc_bytes=self.head.warc_bytes + len(packed))
        return place

    def _day(self, stored_at: str) -> None:
        """Open the day's file where another day's is in use."""
        name = day_file.name_of(stored_at)
        if name == self.head.warc:
            return
        self.write()
        path = self._archive.warcs / name
        start = self._archive.warc_end(name)
        if durable.size_of(path) > start:
            self.head, found = note(
                self._archive.log, self.head, [trim(path, start)], places=[], at=stored_at
            )
            self._archive.recovered += found
        self.head = replace(self.head, warc=name, warc_bytes=start)
        record = day_file.opening(name, at=stored_at, software=SOFTWARE)
        place = self._pack([record])
        self.add_row({"type": "warc", "stored_at": stored_at, "tool": SOFTWARE, "warc": place})
        self.write()

    def write(self) -> None:
        """Make what was staged durable: records first, then rows, then the head."""
        if not self._lines:
            return
        if self._packed:
            durable.append(self._archive.warcs / self.head.warc, b"".join(self._packed))
        self._archive.log.write(self._lines)
        self._archive.log.write_head(self.head)
        self._lines, self._packed = [], []
