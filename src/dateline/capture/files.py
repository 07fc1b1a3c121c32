"""Files and folders into captures."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.capture import codes
from dateline.capture.codes import fail
from dateline.capture.records import load_jsonl, record_to_capture
from dateline.errors import SourceError
from dateline.model import Capture, Failure
from dateline.text.decoding import decode, looks_binary

PAGES = frozenset({".html", ".htm"})
TEXTS = frozenset({".txt"})
RECORDS = frozenset({".json", ".jsonl"})
#: What looks like an address written without its scheme.
_HOST_FIRST = re.compile(r"(?:www\.[^/\s]+|[^/\s.]+(?:\.[^/\s.]+)+/\S+)\Z")


@dataclass(slots=True)
class Seen:
    """Ids and bytes that earlier inputs of one call have brought, with what to call them."""

    ids: set[str] = field(default_factory=set)
    digests: dict[bytes, str] = field(default_factory=dict)

    def again(self, data: bytes, called: str) -> str | None:
        """Return what brought the same bytes before, None where nothing did; it is noted from now on."""
        digest = hashlib.sha256(data).digest()
        first = self.digests.get(digest)
        if first is None:
            self.digests[digest] = called
        return first


def load_files(
    paths: Iterable[str | Path], *, max_bytes: int, seen: Seen | None = None
) -> Iterator[Capture | Failure]:
    """Yield a capture, or a failure with its code, for each file, record and folder entry, in order.

    A folder is read with all below it, sorted by name. A failure whose code is one of ``NOTES`` only tells:
    a file of another kind, the same bytes a second time, bytes that had to be replaced. ``seen`` holds what
    other inputs of the same call have brought.
    """
    files, failures = expand(paths)
    yield from failures
    names = Counter(_stem(path) for path in files)
    seen = seen or Seen()
    for path in files:
        ident = _stem(path) if names[_stem(path)] == 1 else path.as_posix()
        yield from _load(path, ident, max_bytes=max_bytes, seen=seen)


def expand(paths: Iterable[str | Path]) -> tuple[list[Path], list[Failure]]:
    """Return the files, those of folders in place of the folders, and notes of what was passed over."""
    files: list[Path] = []
    failures: list[Failure] = []
    for given in paths:
        path = Path(given)
        if _is_folder(path):
            found, passed = _walk(path)
            files += found
            failures += passed
        else:
            files.append(path)
    return files, failures


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        # A name that no file can have.
        return False


def _walk(folder: Path) -> tuple[list[Path], list[Failure]]:
    entries = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    other = [p for p in entries if kind_of(p) not in PAGES | TEXTS | RECORDS]
    notes = []
    if other:
        names = ", ".join(p.relative_to(folder).as_posix() for p in other[:10])
        more = f" and {len(other) - 10} more" if len(other) > 10 else ""
        notes.append(fail(codes.PASSED_OVER, f"{folder}: not read: {names}{more}"))
    return [p for p in entries if p not in set(other)], notes


def kind_of(path: Path) -> str:
    """Return the suffix that tells what a file holds; that of packing is left out."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _stem(path: Path) -> str:
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return Path(name).stem if kind_of(path) in PAGES | TEXTS | RECORDS else name


def _load(path: Path, ident: str, *, max_bytes: int, seen: Seen) -> Iterator[Capture | Failure]:
    try:
        data = read_bytes(path, max_bytes=max_bytes)
    except SourceError as error:
        yield fail(error.code, error.message, id=ident)
        return
    first = seen.again(data, str(path))
    if first is not None:
        yield fail(codes.SAME_BYTES, f"{path}: the same bytes as {first}; one report", id=ident)
        return
    if kind_of(path) in RECORDS:
        yield from _records(path, data, seen=seen.ids)
        return
    yield from _single(path, data, ident=ident, seen=seen.ids)


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Return the file's bytes, unpacked.

    Raises:
        SourceError: D101 not readable, D102 empty, D103 binary, D104 over ``max_bytes``, D105 damaged gzip.
    """
    try:
        if path.stat().st_size > max_bytes:
            raise SourceError(codes.TOO_LARGE, f"{path}: more than {max_bytes} bytes")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        hint = "; an address begins with https://" if _HOST_FIRST.match(path.as_posix()) else ""
        raise SourceError(codes.MISSING, f"{path}: {reason}{hint}") from None
    if data[:2] == b"\x1f\x8b":
        data = _unpack(path, data, max_bytes=max_bytes)
    if not data.strip():
        raise SourceError(codes.EMPTY, f"{path}: empty")
    if looks_binary(data):
        raise SourceError(codes.BINARY, f"{path}: binary, neither a page nor a text")
    return data


def _unpack(path: Path, data: bytes, *, max_bytes: int) -> bytes:
    """Return the unpacked bytes of all members, never more than ``max_bytes`` of them in memory."""
    out = bytearray()
    while data:
        stream = zlib.decompressobj(wbits=31)
        try:
            out += stream.decompress(data, max_bytes + 1 - len(out))
        except zlib.error as error:
            raise SourceError(codes.DAMAGED, f"{path}: damaged gzip ({error})") from None
        if len(out) > max_bytes:
            raise SourceError(codes.TOO_LARGE, f"{path}: more than {max_bytes} bytes unpacked")
        if not stream.eof:
            raise SourceError(codes.DAMAGED, f"{path}: damaged gzip (cut off)")
        data = stream.unused_data.lstrip(b"\x00")
    return bytes(out)


def _single(path: Path, data: bytes, *, ident: str, seen: set[str]) -> Iterator[Capture | Failure]:
    if ident in seen:
        yield fail(codes.SAME_ID, f"{path}: a second report with this id", id=ident)
        return
    seen.add(ident)
    decoded = decode(data)
    if decoded.broken:
        message = f"{path}: {decoded.broken} places are not {decoded.encoding}; replaced"
        yield fail(codes.REPLACED, message, id=ident)
    is_page = kind_of(path) in PAGES or (kind_of(path) not in TEXTS and decoded.text.lstrip()[:1] == "<")
    yield Capture(id=ident, html=data) if is_page else Capture(id=ident, text=decoded.text)


def _records(path: Path, data: bytes, *, seen: set[str]) -> Iterator[Capture | Failure]:
    if kind_of(path) == ".jsonl":
        yield from _watched(load_jsonl(data.split(b"\n"), source=str(path)), path, seen=seen)
        return
    try:
        value = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        yield fail(codes.NOT_JSON, f"{path}: not JSON ({error})", id=None)
        return
    rows: Sequence[object] = value if isinstance(value, list) else [value]
    for row in rows:
        yield record_to_capture(row, source=str(path), seen=seen, line=None)


def _watched(
    items: Iterable[Capture | Failure], path: Path, *, seen: set[str]
) -> Iterator[Capture | Failure]:
    """Yield the items; a record whose id another file already gave becomes a failure."""
    for item in items:
        if isinstance(item, Capture) and item.id in seen:
            yield fail(codes.SAME_ID, f"{path}: a second record with this id", id=item.id)
            continue
        if isinstance(item, Capture):
            seen.add(item.id)
        yield item
