"""``bench kill``: a capture run of pages made here, ended by ``kill -9`` again and again.

Every other kill comes at a random moment; the ones between are aimed: they come as soon as records have
been written, before their row is. After each kill the archive is opened again and checked: ``verify`` has to
be clean, and every capture that the killed process had reported as stored has to be there with its bytes.
Half of the pages are files, half come over HTTP from a server in this process.
"""

from __future__ import annotations

import contextlib
import http.server
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.results import Reached, append, commit
from dateline.capture.archive import Archive, open_archive
from dateline.errors import SourceError

if TYPE_CHECKING:
    from dateline.capture.fetch import Fetcher

TOP = Path(__file__).resolve().parents[1]
_MAX_BYTES = 1_000_000
#: The kill comes up to this long after the line that set it off.
_JITTER_S = 0.004
#: The last page has no records after it to wait for.
_PATIENCE_S = 2.0


class Tally(NamedTuple):
    """What a series of kills came to; ``unclean`` counts findings of ``verify`` that are no notes."""

    kills: int
    unclean: int
    missing: int
    mended: int
    stored: int
    pages: int
    cpu_s: float


def kill(*, kills: int, pages: int, seed: int) -> None:
    """Run the series and append its figures to the results."""
    begun = commit()
    with tempfile.TemporaryDirectory() as folder:
        tally = series(Path(folder), kills=kills, pages=pages, seed=seed)
    append(f"python -m bench kill --kills {kills} --pages {pages}", rows_of(tally), measured=begun)


def rows_of(tally: Tally) -> Iterator[Reached]:
    """Yield the lines of the result table."""
    name = f"kill -9, {tally.kills} times in {tally.pages} pages"
    yield Reached(name, "findings of verify after restart", "0", str(tally.unclean), "")
    yield Reached(name, "reported as stored and missing", "0", str(tally.missing), "")
    yield Reached(name, "captures at the end", str(tally.pages), str(tally.stored), "")
    yield Reached(name, "times something was mended", "", str(tally.mended), "")
    yield Reached(name, "CPU ms a page, fetch and process starts in", "", f"{ms_a_page(tally):.1f}", "")


def ms_a_page(tally: Tally) -> float:
    """Return the children's CPU time in milliseconds, shared out over the pages."""
    return tally.cpu_s / tally.pages * 1000


def series(folder: Path, *, kills: int, pages: int, seed: int, over_http: bool = True) -> Tally:
    """Return what came of killing a capture run ``kills`` times and then letting it end."""
    draw = random.Random(seed)
    target = folder / "archive"
    reported: set[str] = set()
    unclean = missing = mended = done = 0
    cpu_before = _children_s()
    with _server() if over_http else contextlib.nullcontext(0) as port:
        for number in range(kills):
            share = max(2 * pages // (kills + 1), 1)
            pause_s = None if number % 2 else draw.random() * _JITTER_S
            reported |= _run(target, pages, port, stop_after=draw.randint(1, share), pause_s=pause_s)
            done += 1
            archive = _open(target)
            unclean += sum(not finding.note for finding in archive.verify())
            mended += bool(archive.settle())
            unclean += sum(not finding.note for finding in archive.verify())
            missing += _missing(archive, reported)
        reported |= _run(target, pages, port, stop_after=None, pause_s=0.0)
        cpu_s = _children_s() - cpu_before
    archive = _open(target)
    unclean += sum(not finding.note for finding in archive.verify())
    missing += _missing(archive, reported)
    return Tally(done, unclean, missing, mended, len(list(archive.rows())), pages, cpu_s)


def _children_s() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _open(folder: Path) -> Archive:
    return open_archive(folder, clock=lambda: datetime.now(UTC))


def _missing(archive: Archive, reported: set[str]) -> int:
    """Return how many of the reported captures cannot be loaded."""
    count = 0
    for ident in sorted(reported):
        row = archive.find(ident)
        try:
            count += row is None or not archive.load(row, max_bytes=_MAX_BYTES).html
        except SourceError:
            count += 1
    return count


def _run(folder: Path, pages: int, port: int, *, stop_after: int | None, pause_s: float | None) -> set[str]:
    """Let a child capture; kill it after so many reports. Return the ids it reported whole.

    The kill comes a moment after the report; without a moment it waits for the next records to be written.
    """
    command = [sys.executable, "-m", "bench.kill", str(folder), str(pages), str(port)]
    child = subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE)
    if child.stdout is None:
        raise RuntimeError("the child has no standard output")
    lines: list[bytes] = []
    with child.stdout as out:
        for line in out:
            lines.append(line)
            if len(lines) == stop_after:
                _await_moment(folder, pause_s)
                child.send_signal(signal.SIGKILL)
    child.wait()
    if stop_after is None and child.returncode:
        raise RuntimeError(f"the last run ended with {child.returncode}")
    return {line.decode("ascii").strip() for line in lines if line.endswith(b"\n")}


def _await_moment(folder: Path, pause_s: float | None) -> None:
    if pause_s is not None:
        time.sleep(pause_s)
        return
    before, until = _warc_bytes(folder), time.monotonic() + _PATIENCE_S
    while _warc_bytes(folder) == before and time.monotonic() < until:
        pass


def _warc_bytes(folder: Path) -> int:
    return sum(entry.stat().st_size for entry in os.scandir(folder / "warc"))


def page(number: int) -> bytes:
    """Return a page of this bench: some kilobytes, no two alike."""
    words = " ".join(f"word{(number * 7919 + step) % 5003}" for step in range(600))
    return f"<html><body><h1>Page {number}</h1><p>{words}</p></body></html>".encode()


@contextlib.contextmanager
def _server() -> Iterator[int]:
    """Give the port of a server of the pages, which are at ``/page-N``."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with a page."""
        number = self.path.rpartition("-")[2]
        if not number.isdecimal():
            self.send_error(404)
            return
        body = page(int(number))
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the server's own log is of no interest."""


def _child(folder: Path, pages: int, port: int) -> None:
    """Capture every page that is not in the archive yet; print each id once it is stored."""
    archive = _open(folder)
    known = {row.url for row in archive.rows()}
    with _fetcher(port) if port else contextlib.nullcontext() as fetcher:
        for number in range(pages):
            url = f"http://127.0.0.1:{port}/page-{number}"
            if url in known or f"file:page-{number}.html" in known:
                continue
            if fetcher is not None and number % 2:
                row = archive.store(fetcher.fetch(url))
            else:
                row = archive.store_file(f"page-{number}.html", page(number))
            sys.stdout.write(row.id + "\n")
            sys.stdout.flush()


def _fetcher(port: int) -> Fetcher:
    from dateline.capture.fetch import open_fetcher
    from dateline.capture.limits import Limits

    return open_fetcher(
        user_agent="Dateline/bench",
        limits=Limits(interval_s=0.0),
        clock=lambda: datetime.now(UTC),
        permitted=frozenset({("127.0.0.1", port)}),
    )


if __name__ == "__main__":
    _child(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
