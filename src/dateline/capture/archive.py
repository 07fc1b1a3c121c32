"""The archive: stores captures so that it can be proved later what was there, and gives them back.

A folder of four things: ``blobs`` (raw bytes under their SHA-256), ``warc`` (records, a file a day),
``captures.jsonl`` (the log, a chain of hashes) and ``head`` (how far the log goes). See
``docs/explanation/archive.md``.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline.capture import codes, durable
from dateline.capture.blobs import Blobs
from dateline.capture.commit import Commit
from dateline.capture.contents import content_of, media_type_of_file
from dateline.capture.day_file import places_of
from dateline.capture.entries import (
    CAPTURE,
    capture_id,
    capture_of,
    entry_of,
    instant,
    media_type_of,
)
from dateline.capture.log import CaptureLog, Head, Row, after
from dateline.capture.recovery import settle
from dateline.capture.seals import SEAL, seal_of
from dateline.errors import SourceError
from dateline.model import ArchivedCapture, Capture, CaptureKind, Exchange, Finding

#: How many captures one commit makes durable together.
BATCH = 64


def open_archive(folder: Path, *, clock: Callable[[], datetime]) -> Archive:
    """Return the archive in a folder, which is made where there is none yet.

    Raises:
        SourceError: D130, the folder cannot be made or read.
    """
    try:
        for part in (folder, folder / "blobs", folder / "warc"):
            durable.make_folder(part)
        archive = Archive(folder, clock=clock)
        if not holds_archive(folder):
            with durable.sole_writer(folder / "lock"):
                if not holds_archive(folder):
                    archive.log.create()
    except OSError as error:
        raise SourceError(codes.NO_ARCHIVE, f"{folder}: {error.strerror or error}") from None
    return archive


def holds_archive(folder: Path) -> bool:
    """Return whether a folder holds anything of an archive: one that lost its log and head is no new one."""
    held = (path for part in ("blobs", "warc") for path in (folder / part).glob("*"))
    return (
        any((folder / name).exists() for name in ("captures.jsonl", "head")) or next(held, None) is not None
    )


class Archive:
    """Captures and their proof. Threads may share one; processes may each open the folder."""

    def __init__(self, folder: Path, *, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.blobs = Blobs(folder / "blobs")
        self.log = CaptureLog(folder)
        self.warcs = folder / "warc"
        self._clock = clock
        self._thread = threading.RLock()
        self._starts: dict[str, int] = {}
        self._latest: dict[str, tuple[str, int]] = {}
        self._ends: dict[str, int] = {}
        self._swept = False
        #: The day of each row after the last seal's, one pair of row number and day for each change.
        self._days: list[tuple[int, str]] = []
        self._known = Head()
        #: What had to be mended after a crash since this archive was opened.
        self.recovered: list[Finding] = []

    # Reading

    def find(self, capture_id: str) -> ArchivedCapture | None:
        """Return the capture of an id, None where there is none."""
        data = self.entry(capture_id)
        return None if data is None else capture_of(data)

    def latest(self, url: str) -> ArchivedCapture | None:
        """Return the newest capture of an address, asked for or reached by redirects, that has a page."""
        with self._thread:
            self._catch_up()
            found = self._latest.get(url)
            return None if found is None else capture_of(self.log.row_at(found[1]).data)

    def rows(self) -> Iterator[ArchivedCapture]:
        """Yield all captures in the order they were stored.

        Raises:
            SourceError: D136 at the end, where lines of the log are damaged; all others came before.
        """
        damaged = 0
        for row in self.log.rows():
            try:
                if not row.data:
                    damaged += 1
                elif row.data.get("type") == CAPTURE:
                    yield capture_of(row.data)
            except SourceError:
                damaged += 1
        if damaged:
            raise SourceError(codes.BROKEN_LOG, f"{damaged} rows of the log cannot be read; run verify")

    def entry(self, capture_id: str) -> Mapping[str, Any] | None:
        """Return the whole row of a capture, headers and redirects included; None where there is none."""
        with self._thread:
            self._catch_up()
            start = self._starts.get(capture_id)
            return None if start is None else self.log.row_at(start).data

    def line(self, capture_id: str) -> str:
        """Return the line of a capture as it stands in the log; empty where there is none."""
        with self._thread:
            self._catch_up()
            start = self._starts.get(capture_id)
            return "" if start is None else self.log.line_at(start).decode("ascii")

    def load(self, row: ArchivedCapture, *, max_bytes: int) -> Capture:
        """Return the page or text of a capture, its content encoding undone; a revisit gives its original's.

        Raises:
            SourceError: D135 the bytes are missing or changed, D103 neither page nor text, D104 too large,
                D102 empty, D105 packed and damaged, D136 no such row.
        """
        data = self._original(row.id)
        body = self.blobs.read(row.digest, max_bytes=max_bytes)
        return content_of(row, data, body, max_bytes=max_bytes)

    def _original(self, ident: str) -> Mapping[str, Any]:
        """Return the row that says how the bytes of a capture are to be read."""
        data = self.entry(ident)
        if data is not None and data["status"] == 304 and data["revisit_of"]:
            data = self.entry(data["revisit_of"])
        if data is None:
            raise SourceError(codes.BROKEN_LOG, f"{ident}: no row of the log")
        return data

    # Checking

    def verify(
        self,
        progress: Callable[[int, int], None] | None = None,
        *,
        trust: Sequence[bytes] = (),
        noted: Sequence[tuple[int, str]] = (),
    ) -> Iterator[Finding]:
        """Yield what is not as it was stored, notes included; an archive without a finding is whole.

        ``progress`` is called with the bytes checked and all there are. ``trust`` are root certificates
        (PEM) of the time-stamp authorities; those in the folder ``stamps/roots`` are taken as well.
        ``noted`` are numbers and hashes of rows that were written down outside of the archive.
        """
        from dateline.capture.verify import verify

        return verify(self, progress, trust=(*trust, *self.roots()), noted=noted)

    def roots(self) -> list[bytes]:
        """Return the root certificates that lie in ``stamps/roots``."""
        folder = self.folder / "stamps" / "roots"
        return [path.read_bytes() for path in sorted(folder.glob("*.pem"))] if folder.is_dir() else []

    def export_wacz(
        self,
        captures: Iterable[str],
        *,
        out: Path,
        title: str,
        description: str = "",
        titles: Mapping[str, str] | None = None,
    ) -> list[str]:
        """Write captures, by id, to a WACZ file; return the ids written. See ``capture.wacz``."""
        from dateline.capture.wacz import export_wacz

        return export_wacz(self, captures, out=out, title=title, description=description, titles=titles)

    # Storing

    def store(self, exchange: Exchange) -> ArchivedCapture:
        """Return the row of a fetch, durably stored; a fetch that is there already gives its row.

        Raises:
            SourceError: D130 the disk refuses, D131 another writer is stuck, D136 the log is shorter than
                its head: nothing is added to an archive that lost something.
        """
        return next(self.store_all([exchange]))

    def store_file(self, name: str, data: bytes) -> ArchivedCapture:
        """Return the row of a file's bytes, durably stored; the same name and bytes are one capture."""
        url = "file:" + quote(name)
        media_type = media_type_of_file(name, data)
        file = Exchange(
            url=url,
            final_url=url,
            fetched_at=self._clock(),
            status=0,
            response_headers=(("Content-Type", media_type),),
            body=data,
            resource=True,
        )
        return self.store(file)

    def store_all(self, exchanges: Iterable[Exchange]) -> Iterator[ArchivedCapture]:
        """Yield the row of each fetch once it is durable; up to ``BATCH`` are made so together."""
        batch: list[Exchange] = []
        for exchange in exchanges:
            batch.append(exchange)
            if len(batch) == BATCH:
                yield from self._store_batch(batch)
                batch = []
        if batch:
            yield from self._store_batch(batch)

    def _store_batch(self, exchanges: list[Exchange]) -> list[ArchivedCapture]:
        with self.writing() as commit:
            return [self._stage(exchange, commit) for exchange in exchanges]

    def settle(self) -> list[Finding]:
        """Mend what a crash left, as every store does first; return what was mended, as notes."""
        before = len(self.recovered)
        with self.writing():
            pass
        return self.recovered[before:]

    @contextlib.contextmanager
    def writing(self) -> Iterator[Commit]:
        """Be the sole writer; what was staged is durable when the block ends without an error."""
        try:
            with self._thread, durable.sole_writer(self.folder / "lock"):
                head, found = settle(self.folder, blobs=self.blobs, log=self.log, at=self.now())
                self.recovered += found
                self._sweep()
                self._catch_up()
                commit = Commit(self, head)
                yield commit
                commit.write()
                self._catch_up()
        except OSError as error:
            raise SourceError(codes.NO_ARCHIVE, f"{self.folder}: {error.strerror or error}") from None

    def _stage(self, exchange: Exchange, commit: Commit) -> ArchivedCapture:
        digest, original = self._bytes_of(exchange, commit)
        ident = capture_id(exchange.url, at=instant(exchange.fetched_at), digest=digest)
        known = commit.staged.get(ident) or self.entry(ident)
        if known is not None:
            return capture_of(known)
        capture = _capture(exchange, ident=ident, digest=digest, original=original)
        refers_to = None
        if original is not None:
            refers_to = {"url": original["final_url"], "captured_at": original["captured_at"]}
        data = entry_of(exchange, capture, refers_to=refers_to)
        commit.add(data, exchange.body)
        return capture

    def _bytes_of(self, exchange: Exchange, commit: Commit) -> tuple[str, Mapping[str, Any] | None]:
        """Return the digest and, for a revisit, the row of the capture whose bytes it has."""
        before = None if exchange.resource else self._before(exchange.url, commit)
        if before is not None and exchange.status == 304 and not exchange.body:
            return before["digest"], before
        digest = self.blobs.put(exchange.body)
        if before is None or before["digest"] != digest or not exchange.body:
            return digest, None
        is_later = before["captured_at"] <= instant(exchange.fetched_at)
        return digest, before if is_later and 200 <= exchange.status < 300 else None

    def _before(self, url: str, commit: Commit) -> Mapping[str, Any] | None:
        """Return the row that holds the bytes of the newest capture of an address."""
        data = commit.staged_urls.get(url)
        if data is None:
            found = self.latest(url)
            data = self.entry(found.id) if found is not None else None
        if data is not None and data["revisit_of"]:
            return commit.staged.get(data["revisit_of"]) or self.entry(data["revisit_of"])
        return data

    def now(self) -> str:
        """Return the instant, as rows write it."""
        return instant(self._clock())

    def _sweep(self) -> None:
        """Remove once what a dead writer left."""
        if not self._swept:
            self.blobs.sweep()
            self._swept = True

    def warc_end(self, name: str) -> int:
        """Return how many bytes of a WARC file the rows speak of."""
        self._catch_up()
        return self._ends.get(name, 0)

    def _catch_up(self) -> None:
        """Read the rows that were added since, here or by another process."""
        if durable.size_of(self.log.path) <= self._known.log_bytes:
            return
        for row in self.log.rows(start=self._known.log_bytes, number=self._known.rows):
            self._known = after(self._known, row)
            # What a damaged row says is for verify to tell; the others are found all the same.
            with contextlib.suppress(SourceError):
                self._note_day(row)
                self._ends.update({place.file: place.end for place in places_of(row.data)})
                if row.data.get("type") == CAPTURE:
                    self._note(row)

    def open_day(self) -> str | None:
        """Return the day of the first row that no seal is over, None where there is none."""
        with self._thread:
            self._catch_up()
            return self._days[0][1] if self._days else None

    def _note_day(self, row: Row) -> None:
        if row.data.get("type") == SEAL:
            seal = seal_of(row.data)
            end = seal.first + seal.rows
            under = [day for number, day in self._days if number <= end]
            later = [pair for pair in self._days if pair[0] > end]
            self._days = [(end, under[-1]), *later] if end < row.number and under else []
        day = str(row.data.get("stored_at", ""))[:10]
        if not self._days or self._days[-1][1] != day:
            self._days.append((row.number, day))

    def _note(self, row: Row) -> None:
        capture = capture_of(row.data)
        self._starts[capture.id] = row.start
        if capture.kind is not CaptureKind.REVISIT and not (
            capture.status is None or 200 <= capture.status < 300
        ):
            return
        at = row.data["captured_at"]
        for url in {capture.url, capture.final_url}:
            if self._latest.get(url, ("", 0))[0] <= at:
                self._latest[url] = (at, row.start)


def _capture(
    exchange: Exchange, *, ident: str, digest: str, original: Mapping[str, Any] | None
) -> ArchivedCapture:
    if original is not None:
        kind = CaptureKind.REVISIT
    else:
        kind = CaptureKind.FILE if exchange.resource else CaptureKind.RESPONSE
    given = media_type_of(exchange.response_headers)
    kept = original or {}
    return ArchivedCapture(
        id=ident,
        kind=kind,
        url=exchange.url,
        final_url=exchange.final_url,
        captured_at=exchange.fetched_at.astimezone(UTC),
        status=None if exchange.resource else exchange.status,
        media_type=given or kept.get("media_type"),
        digest=digest,
        length_bytes=kept.get("length_bytes", len(exchange.body)),
        revisit_of=kept.get("id"),
        etag=exchange.header("etag") or kept.get("etag"),
        last_modified=exchange.header("last-modified") or kept.get("last_modified"),
    )
