"""``bench archive``: what storing, checking and reading cost, and who tells that a WARC file is damaged.

A packed WARC file of pages made here is cut at every byte, and one byte of it is changed at a time. Told is
what ends in an error or a failure; saved are the pages that still come out, of those that no fault touches.
"""

from __future__ import annotations

import contextlib
import io
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import fastwarc
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from bench.kill import page
from bench.results import Reached, append, commit
from dateline.capture.archive import open_archive
from dateline.capture.day_file import opening
from dateline.capture.entries import instant
from dateline.capture.warc_reader import read_warc
from dateline.capture.warcs import pack
from dateline.model import Exchange

CAPTURES = 400
#: As large as the body of a page of a news site.
PAGE_WORDS = 4000
#: Of the pages in WARC files.
PAGE_BYTES = 4000
_PAGES = 4
_START = datetime(2026, 11, 25, tzinfo=UTC)
#: warcio and fastwarc state no types.
_warcio: Any = ArchiveIterator
_fastwarc: Any = fastwarc.ArchiveIterator


class Read(NamedTuple):
    """How many pages came out, and whether something was told beside them."""

    pages: int
    told: bool


def archive() -> None:
    """Measure and append the figures to the results."""
    begun = commit()
    append("python -m bench archive", [*_costs(), *_faults(), *_speeds()], measured=begun)


def exchange(number: int, body: bytes) -> Exchange:
    """Return a fetch of a page."""
    url = f"https://wire.example/{number}"
    return Exchange(
        url=url,
        final_url=url,
        fetched_at=_START,
        status=200,
        reason="OK",
        request_headers=(("Host", "wire.example"), ("User-Agent", "Dateline/bench")),
        response_headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"')),
        body=body,
        address="192.0.2.1",
    )


def _costs() -> Iterator[Reached]:
    draw = random.Random(7)
    words = [f"word{number}" for number in range(5000)]
    bodies = (" ".join(draw.choices(words, k=PAGE_WORDS)).encode() for _ in range(CAPTURES))
    fetched = [exchange(number, body) for number, body in enumerate(bodies)]
    name = f"archive: pages of {len(fetched[0].body) // 1000} kB"
    with tempfile.TemporaryDirectory() as folder:
        one = open_archive(Path(folder) / "one", clock=lambda: datetime.now(UTC))
        many = open_archive(Path(folder) / "many", clock=lambda: datetime.now(UTC))
        for label, work in (
            ("stored one by one", lambda: [one.store(item) for item in fetched]),
            ("stored together", lambda: list(many.store_all(fetched))),
        ):
            cpu_s, wall_s = _time(work)
            must = "> 100" if label.endswith("one") else ""
            yield Reached(name, f"{label}, per CPU s", must, f"{CAPTURES / cpu_s:.0f}", "")
            yield Reached(name, f"{label}, wall ms each", "", f"{wall_s / CAPTURES * 1000:.1f}", "")
        cpu_s, _ = _time(lambda: list(one.verify()))
        yield Reached(name, "verified, CPU ms each", "", f"{cpu_s / CAPTURES * 1000:.2f}", "")


def _time(work: Callable[[], object]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _faults() -> Iterator[Reached]:
    """Compare what three readers tell of cut and of changed files."""
    packed = _packed(_PAGES)
    whole = b"".join(packed)
    ends = [sum(map(len, packed[: number + 1])) for number in range(len(packed))]
    cuts = [whole[:size] for size in range(1, len(whole)) if size not in ends]
    # Bytes 4 to 9 of a member are a time and a system, which change nothing that is read.
    idle = {start + at for start in (0, *ends[:-1]) for at in range(4, 10)}
    changed = (at for at in range(len(whole)) if at not in idle)
    flips = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in changed]
    for label, files in (("cut short", cuts), ("with a changed byte", flips)):
        told, saved = {}, {}
        for reader, read in READERS.items():
            results = [read(data) for data in files]
            told[reader] = sum(result.told for result in results)
            saved[reader] = sum(result.pages for result in results)
        name = f"WARC files {label}: {len(files)}"
        yield Reached(name, "told", str(len(files)), str(told["dateline"]), _others(told))
        yield Reached(name, "pages that came out", "", str(saved["dateline"]), _others(saved))


def _others(counts: dict[str, int]) -> str:
    return ", ".join(f"{reader} {count}" for reader, count in counts.items() if reader != "dateline")


def _speeds() -> Iterator[Reached]:
    data = b"".join(_packed(2000))
    costs = {}
    for reader, read in READERS.items():
        cpu_s, _ = _time(partial(read, data))
        costs[reader] = round(cpu_s / 2000 * 1e6)
    yield Reached("WARC reading, 4 kB pages", "CPU µs a page", "", str(costs["dateline"]), _others(costs))


def _packed(count: int) -> list[bytes]:
    """Return the members of a WARC file: an opening record, then a response a page."""
    from tests.capture.foreign import answer, record

    at = instant(_START)
    members = [pack(opening("bench.warc.gz", at=at, software="bench"))]
    for number in range(count):
        body = answer(page(number)[:PAGE_BYTES])
        members.append(pack(record("response", body, url=f"https://wire.example/{number}")))
    return members


def _read_ours(data: bytes) -> Read:
    items = list(read_warc(data, max_bytes=1_000_000))
    pages = sum(isinstance(item, Exchange) for item in items)
    return Read(pages, pages < len(items))


def _read_warcio(data: bytes) -> Read:
    return _count(
        record.content_stream().read()
        for record in _warcio(io.BytesIO(data))
        if record.rec_type == "response"
    )


def _read_fastwarc(data: bytes) -> Read:
    kind = fastwarc.WarcRecordType.response
    return _count(record.reader.read() for record in _fastwarc(io.BytesIO(data), record_types=kind))


def _count(bodies: Iterator[bytes]) -> Read:
    """Return how many whole pages come, and whether an error ends them."""
    pages = 0
    try:
        # warcio prints what it passes over.
        with contextlib.redirect_stderr(io.StringIO()):
            for body in bodies:
                pages += len(body) >= PAGE_BYTES
    except (OSError, ValueError, AttributeError, EOFError, ArchiveLoadFailed):
        return Read(pages, True)
    return Read(pages, False)


READERS: dict[str, Callable[[bytes], Read]] = {
    "dateline": _read_ours,
    "warcio": _read_warcio,
    "fastwarc": _read_fastwarc,
}
