"""Recomputes all that the archive holds, and tells what is not as it should be.

Four passes: the log and its head, the bytes, the WARC records, the stamps. Each row's records are made
again from the row and its bytes and compared with what lies in the file; each gzip member is read to its
end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.capture import codes, day_file, merkle, timestamps
from dateline.capture.blobs import digest_of_file
from dateline.capture.day_file import Place, places_of
from dateline.capture.entries import CAPTURE, capture_id, capture_of
from dateline.capture.log import NOTHING, Head, Row
from dateline.capture.seals import SEAL, seal_of
from dateline.capture.warcs import records_of, unpack
from dateline.errors import ConfigError, SourceError
from dateline.model import CaptureKind, Finding

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

#: Called with the bytes that were checked and how many there are.
Progress = Callable[[int, int], None]
_KNOWN = frozenset({"blobs", "warc", "stamps", "captures.jsonl", "head", "lock"})
_ANY_SIZE = 1 << 40


@dataclass(slots=True)
class Seen:
    """What the log says, gathered in the first pass."""

    hashes: list[bytes] = field(default_factory=list)
    captures: dict[str, tuple[str, int]] = field(default_factory=dict)
    #: Digest → the first capture or row that needs it, and its address or what it is.
    digests: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    stamps: list[Mapping[str, Any]] = field(default_factory=list)
    #: Number of a seal's row → its root.
    roots: dict[int, str] = field(default_factory=dict)
    end: int = 0


class _Meter:
    """Counts bytes for the progress bar."""

    def __init__(self, folder: Path, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0
        files = (path for path in folder.rglob("*") if path.is_file()) if progress else ()
        self._total = sum(path.stat().st_size for path in files)

    def add(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)


def verify(
    archive: Archive,
    progress: Progress | None,
    *,
    trust: Sequence[bytes],
    noted: Sequence[tuple[int, str]],
) -> Iterator[Finding]:
    """Yield a finding for everything that is not as it was stored; notes tell and change nothing."""
    meter = _Meter(archive.folder, progress)
    seen = Seen()
    yield from _check_log(archive, seen, meter)
    yield from _check_noted(seen, noted)
    yield from _check_blobs(archive, seen, meter)
    yield from _check_warcs(archive, seen, meter)
    yield from _check_stamps(archive, seen, trust=trust)
    for path in sorted(archive.folder.iterdir()):
        if path.name not in _KNOWN:
            yield _note(path.name, "no part of the archive")


def _bad(code: str, subject: str, message: str) -> Finding:
    return Finding(code=code, subject=subject, message=message)


def _note(subject: str, message: str) -> Finding:
    return Finding(code=codes.RECOVERED, subject=subject, message=message, note=True)


# The log


def _check_log(archive: Archive, seen: Seen, meter: _Meter) -> Iterator[Finding]:
    log = archive.log
    slots = log.slots()
    heads = [head for head in slots if head is not None]
    if not heads:
        yield _bad(codes.BROKEN_LOG, "head", "gone or damaged: a log that was cut short could not be told")
    elif None in slots:
        yield _bad(codes.BROKEN_LOG, "head", "one of its two slots is damaged")
    previous, number = NOTHING, 0
    for row in log.rows():
        broken = _broken(row, number=number, previous=previous)
        if broken is not None:
            yield broken
        stated = row.data.get("n")
        number = (stated if isinstance(stated, int) else number) + 1
        previous = row.hash
        seen.hashes.append(bytes.fromhex(row.hash))
        seen.end = row.end
        meter.add(row.end - row.start)
        yield from _gather(row, seen)
    yield from _check_end(log.path, heads, seen)


def _broken(row: Row, *, number: int, previous: str) -> Finding | None:
    """Return how the chain breaks before this row, None where it holds."""
    subject = f"row {row.number}"
    if not row.data:
        return _bad(codes.BROKEN_LOG, subject, "no row: its line was changed")
    stated = row.data.get("n")
    if stated != number:
        return _bad(codes.BROKEN_LOG, subject, f"row {stated} stands where row {number} should")
    if row.data.get("prev") != previous:
        return _bad(
            codes.BROKEN_LOG, subject, f"the hash of the row before is another: row {number - 1} changed"
        )
    return None


def _gather(row: Row, seen: Seen) -> Iterator[Finding]:
    """Take what later passes need from a row; yield what the row itself gets wrong."""
    try:
        for place in places_of(row.data):
            seen.starts.setdefault(place.row, row.start)
            seen.places[place.row] = place
        kind = row.data.get("type")
        if kind == CAPTURE:
            yield from _gather_capture(row, seen)
        elif kind == SEAL:
            yield from _check_seal(row, seen)
        elif kind == timestamps.STAMP:
            seen.stamps.append(row.data)
            seen.digests.setdefault(str(row.data["token"]), (f"row {row.number}", "a time stamp"))
        elif kind == "recovered":
            for text in row.data["what"]:
                yield _note(f"row {row.number}", f"recovered: {text}")
    except (SourceError, KeyError, TypeError, ValueError, AttributeError) as error:
        yield _bad(codes.BROKEN_LOG, f"row {row.number}", f"not as a row should be ({error})")


def _gather_capture(row: Row, seen: Seen) -> Iterator[Finding]:
    capture = capture_of(row.data)
    if capture.id != capture_id(capture.url, at=row.data["captured_at"], digest=capture.digest):
        yield _bad(codes.BROKEN_LOG, capture.id, "its id is not the hash of its address, instant and digest")
    if capture.kind is CaptureKind.REVISIT:
        original = seen.captures.get(capture.revisit_of or "")
        if original is None or original[0] != capture.digest:
            yield _bad(codes.BROKEN_LOG, capture.id, "a revisit of no capture with these bytes")
    seen.captures[capture.id] = (capture.digest, capture.length_bytes)
    seen.digests.setdefault(capture.digest, (capture.id, capture.url))


def _check_seal(row: Row, seen: Seen) -> Iterator[Finding]:
    seal = seal_of(row.data)
    seen.roots[row.number] = seal.root
    root = merkle.root(seen.hashes[seal.first : seal.first + seal.rows]).hex()
    if root != seal.root or seal.first + seal.rows > row.number:
        yield _bad(codes.BAD_STAMP, f"seal in row {row.number}", f"the root of {seal.day} is another")


def _check_end(path: Path, heads: Sequence[Head], seen: Seen) -> Iterator[Finding]:
    """Compare the rows with the head: cut off, changed at the end, or with a rest that is no row."""
    rows = len(seen.hashes)
    for head in heads:
        last = seen.hashes[head.rows - 1].hex() if 0 < head.rows <= rows else NOTHING
        if head.rows > rows:
            lost = head.rows - rows
            yield _bad(codes.BROKEN_LOG, path.name, f"cut short: {lost} of {head.rows} rows are gone")
        elif last != head.hash:
            yield _bad(codes.BROKEN_LOG, f"row {head.rows - 1}", "not the row that the head knows")
    size = path.stat().st_size if path.exists() else 0
    known = max((head.log_bytes for head in heads), default=0)
    if size > seen.end >= known:
        yield _note(path.name, f"{size - seen.end} bytes of an unfinished row, never reported as stored")
    elif size > seen.end:
        yield _bad(codes.BROKEN_LOG, path.name, f"{size - seen.end} bytes after the last whole row")


def _check_noted(seen: Seen, noted: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    """Compare rows with what was written down outside of the archive."""
    for number, row_hash in noted:
        subject = f"row {number}"
        if number >= len(seen.hashes):
            end = len(seen.hashes) - 1
            yield _bad(codes.BROKEN_LOG, subject, f"noted, but not there: the log ends at row {end}")
        elif seen.hashes[number].hex() != row_hash:
            yield _bad(
                codes.BROKEN_LOG, subject, "not the row that was noted: it or one before it is another"
            )


# The bytes


def _check_blobs(archive: Archive, seen: Seen, meter: _Meter) -> Iterator[Finding]:
    found: set[str] = set()
    for digest, path in archive.blobs.files():
        name = path.relative_to(archive.folder).as_posix()
        if digest is None:
            yield _note(name, "no part of the archive, or left by a writer that was ended")
            continue
        found.add(digest)
        try:
            actual = digest_of_file(path)
            meter.add(path.stat().st_size)
        except OSError as error:
            yield _bad(codes.NO_BYTES, name, f"cannot be read: {error.strerror or error}")
            continue
        if actual != digest:
            owner = ", ".join(seen.digests.get(digest, ("no row",)))
            yield _bad(codes.NO_BYTES, name, f"the bytes of {owner} were changed: their digest is {actual}")
        elif digest not in seen.digests:
            yield _note(name, "bytes that no row speaks of")
    for digest, (owner, what) in seen.digests.items():
        if digest not in found:
            yield _bad(codes.NO_BYTES, owner, f"the bytes of {what} are gone: {digest}")


# The records


def _check_warcs(archive: Archive, seen: Seen, meter: _Meter) -> Iterator[Finding]:
    by_file: dict[str, list[Place]] = {}
    for placed in seen.places.values():
        by_file.setdefault(placed.file, []).append(placed)
    for name, places in sorted(by_file.items()):
        places.sort(key=lambda placed: placed.start)
        yield from _check_warc(archive, name, places, seen, meter)
    for path in sorted(archive.warcs.iterdir()):
        if path.name not in by_file:
            yield _note(f"warc/{path.name}", "a file that no row speaks of")


def _check_warc(
    archive: Archive, name: str, places: list[Place], seen: Seen, meter: _Meter
) -> Iterator[Finding]:
    path = archive.warcs / Path(name).name
    try:
        size = path.stat().st_size
        file = path.open("rb")
    except OSError as error:
        yield _bad(codes.BAD_WARC, name, f"cannot be read: {error.strerror or error}")
        return
    with file:
        end = 0
        for placed in places:
            if placed.start != end:
                yield _bad(
                    codes.BAD_WARC, name, f"the records of row {placed.row} do not begin at byte {end}"
                )
            end = placed.end
            file.seek(placed.start)
            packed = file.read(placed.size)
            meter.add(len(packed))
            yield from _check_records(archive, placed, packed, row_start=seen.starts[placed.row])
    if size > end:
        yield _note(name, f"{size - end} bytes at its end that no row speaks of")


def _check_records(archive: Archive, placed: Place, packed: bytes, *, row_start: int) -> Iterator[Finding]:
    """Yield what is wrong with the records of one row."""
    subject = f"{placed.file}, row {placed.row}"
    if len(packed) < placed.size:
        missing = placed.size - len(packed)
        yield _bad(codes.BAD_MEMBER, subject, f"cut short: {missing} of {placed.size} bytes are gone")
        return
    changed = hashlib.sha256(packed).hexdigest() != placed.sha256
    try:
        records = unpack(packed, max_bytes=_ANY_SIZE)
        wanted = _wanted(archive, placed, row_start=row_start)
    except SourceError as error:
        if changed or error.code == codes.BAD_MEMBER:
            yield _bad(error.code, subject, error.message)
        return
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield _bad(codes.BAD_WARC, subject, f"no records can be made of its row ({error})")
        return
    if records != wanted:
        yield _bad(codes.BAD_WARC, subject, "the records are not what the row and its bytes say")
    elif changed:
        yield _bad(codes.BAD_WARC, subject, "bytes of the packed records were changed")


def _wanted(archive: Archive, placed: Place, *, row_start: int) -> list[bytes]:
    """Return the records that a row stands for.

    Raises:
        SourceError: D135, its bytes are gone or changed; D136, no such row.
    """
    data = archive.log.row_at(row_start).data
    if data.get("type") != CAPTURE:
        return [day_file.opening(placed.file, at=data["stored_at"], software=data["tool"])]
    capture_of(data)
    body = b"" if data["revisit_of"] else archive.blobs.read(data["digest"], max_bytes=_ANY_SIZE)
    return records_of(data, body)


# The stamps


def _check_stamps(archive: Archive, seen: Seen, *, trust: Sequence[bytes]) -> Iterator[Finding]:
    for data in seen.stamps:
        subject = f"stamp in row {data.get('n')}"
        try:
            root = seen.roots[data["seal"]]
            answer = archive.blobs.read(str(data["token"]), max_bytes=timestamps.MAX_ANSWER_BYTES)
            timestamps.check(answer, root=root, trust=trust)
        except ConfigError as error:
            yield _note(subject, f"not checked: {error.message}")
        except (KeyError, TypeError):
            yield _bad(codes.BAD_STAMP, subject, "over a seal that the log does not hold")
        except (SourceError, ValueError) as error:
            yield _bad(codes.BAD_STAMP, subject, str(error))
        else:
            if not trust:
                yield _note(
                    subject, "its signature was not checked: no root certificate of its authority given"
                )
    for item in timestamps.queued(archive):
        yield _note(f"seal in row {item.seal}", f"the stamp of {item.authority} is still to be had")
