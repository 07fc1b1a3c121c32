"""Archives and exchanges for tests, made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dateline.capture.archive import Archive, open_archive
from dateline.model import Exchange, Finding

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PAGE = b"<html><body><p>The bridge at Example Ford was closed on Tuesday.</p></body></html>"


class Clock:
    """A clock that a test moves."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def open_at(folder: Path, *, clock: Callable[[], datetime] | None = None) -> Archive:
    return open_archive(folder, clock=clock or Clock())


def page(number: int = 1, *, body: bytes = PAGE, minutes: int = 0) -> Exchange:
    url = f"https://wire.example/{number}"
    return Exchange(
        url=url,
        final_url=url,
        fetched_at=START + timedelta(minutes=minutes, seconds=number),
        status=200,
        reason="OK",
        request_headers=(("Host", "wire.example"), ("User-Agent", "dateline/test")),
        response_headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"')),
        body=body,
        address="192.0.2.1",
        certificate="ab" * 32,
    )


def moved(number: int = 1) -> Exchange:
    """A fetch that was led from one address to another."""
    last = page(number)
    hop = replace(
        last,
        url="http://wire.example/old",
        final_url="http://wire.example/old",
        status=301,
        reason="Moved Permanently",
        response_headers=(("Location", last.url),),
        body=b"",
        certificate=None,
    )
    return replace(last, url=hop.url, redirects=(hop,))


def unchanged(number: int = 1, *, minutes: int = 5) -> Exchange:
    """An answer that says nothing has changed."""
    later = page(number, body=b"", minutes=minutes)
    return replace(later, status=304, reason="Not Modified", response_headers=(("ETag", f'"{number}"'),))


def failures(archive: Archive) -> list[Finding]:
    return [finding for finding in archive.verify() if not finding.note]


def notes(archive: Archive) -> list[Finding]:
    return [finding for finding in archive.verify() if finding.note]


def filled(folder: Path) -> Archive:
    """An archive with a page, a moved page, a revisit of either kind, a file and a seal."""
    from dateline.capture.seals import seal_days

    archive = open_at(folder)
    archive.store(page(1))
    archive.store(moved(2))
    archive.store(unchanged(1))
    archive.store(page(1, minutes=9))
    archive.store_file("notes.txt", b"Notes of an exercise.")
    seal_days(archive, before="2026-11-26")
    return archive
