"""What lies on disk, into the archive; and captures out of it again, as reports to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from dateline.capture import codes
from dateline.capture.answers import REPORTS, AnswerKind, tell_answer
from dateline.capture.codes import fail
from dateline.capture.files import PAGES, RECORDS, TEXTS, Seen, expand, kind_of, read_bytes
from dateline.capture.link_records import Link, LinkState
from dateline.capture.links import bytes_of
from dateline.errors import SourceError
from dateline.model import Capture, Exchange, Failure

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

#: Records of a WARC file made durable together: so many, or so many bytes.
_TOGETHER, _TOGETHER_BYTES = 64, 32_000_000
#: Unpacked over sent, for bytes that lie on the user's own disk.
_MAX_RATIO = 2000.0


def find_capture(ident: str, *, archive: Archive) -> Link | Failure:
    """Return the capture of an id, or D143 where the archive has none."""
    row = archive.find(ident)
    if row is None:
        return fail(codes.NO_CAPTURE, "no such capture in the archive", id=ident)
    return Link(url=ident, state=LinkState.KEPT, row=row, kind=AnswerKind.PAGE)


def store_files(paths: Iterable[str | Path], *, archive: Archive, max_bytes: int) -> Iterator[Link | Failure]:
    """Yield the capture of each page or text, folders gone through, or why there is none."""
    files, failures = expand(paths)
    yield from failures
    for path in files:
        try:
            yield _store_file(path, archive=archive, max_bytes=max_bytes)
        except SourceError as error:
            yield fail(error.code, error.message, id=path.as_posix())


def _store_file(path: Path, *, archive: Archive, max_bytes: int) -> Link:
    if kind_of(path) in RECORDS:
        raise SourceError(codes.RECORDS_FILE, f"{path}: records hold no page to archive")
    # Read as a report would be first, so that nothing is stored that nobody can read.
    plain = read_bytes(path, max_bytes=max_bytes)
    kind = AnswerKind.TEXT if kind_of(path) in TEXTS else tell_answer(plain, media_type=None).kind
    if kind not in REPORTS and kind_of(path) not in PAGES:
        raise SourceError(codes.NO_REPORT, f"{path}: neither a page nor a text")
    data = path.read_bytes()
    is_known = _is_known("file:" + quote(path.name), data, archive=archive)
    row = archive.store_file(path.name, data)
    return Link(url=str(path), state=_state(is_known), row=row, kind=kind)


def _is_known(url: str, data: bytes, *, at: str | None = None, archive: Archive) -> bool:
    from dateline.capture.blobs import digest_of
    from dateline.capture.entries import capture_id

    return archive.find(capture_id(url, at=at, digest=digest_of(data))) is not None


def _state(is_known: bool) -> LinkState:
    return LinkState.KEPT if is_known else LinkState.NEW


def store_warc(path: Path, *, archive: Archive, max_bytes: int) -> Iterator[Link | Failure]:
    """Yield the capture of each page and text of a WARC file, and what could not be read of it."""
    from dateline.capture.warc_reader import read_warc

    batch: list[tuple[Exchange, AnswerKind]] = []
    for item in read_warc(path, max_bytes=max_bytes):
        told = item if isinstance(item, Failure) else _kind_in_warc(item, max_bytes=max_bytes)
        if not isinstance(item, Failure) and isinstance(told, AnswerKind):
            batch.append((item, told))
        if isinstance(told, Failure) or _is_full(batch):
            yield from _store_batch(batch, archive=archive)
            batch = []
        if isinstance(told, Failure):
            yield told
    yield from _store_batch(batch, archive=archive)


def _is_full(batch: Sequence[tuple[Exchange, AnswerKind]]) -> bool:
    return len(batch) >= _TOGETHER or sum(len(e.body) for e, _ in batch) >= _TOGETHER_BYTES


def _kind_in_warc(exchange: Exchange, *, max_bytes: int) -> AnswerKind | Failure:
    from dateline.capture.decode import decode_body
    from dateline.capture.entries import media_type_of

    url = exchange.url
    try:
        body = decode_body(exchange, max_bytes=max_bytes, max_ratio=_MAX_RATIO)
    except SourceError as error:
        return fail(error.code, error.message, id=url)
    answer = tell_answer(body, media_type=media_type_of(exchange.response_headers))
    if answer.kind in REPORTS and body.strip():
        return answer.kind
    if answer.kind is AnswerKind.BINARY:
        return fail(codes.BINARY, f"{answer.what}, neither a page nor a text", id=url)
    return fail(codes.NO_REPORT if body.strip() else codes.EMPTY, answer.what if body else "empty", id=url)


def _store_batch(batch: Sequence[tuple[Exchange, AnswerKind]], *, archive: Archive) -> Iterator[Link]:
    from dateline.capture.entries import instant

    known = [_is_known(e.url, e.body, at=instant(e.fetched_at), archive=archive) for e, _ in batch]
    rows = archive.store_all([exchange for exchange, _ in batch])
    for (exchange, kind), row, is_known in zip(batch, rows, known, strict=True):
        yield Link(url=exchange.url, state=_state(is_known), row=row, kind=kind)


def load_links(
    links: Sequence[Link], *, archive: Archive, max_bytes: int, seen: Seen
) -> Iterator[Capture | Failure]:
    """Yield the report of each link that is a page or a text, its id that of the capture.

    Several captures of one address are one report, the newest, unless they were asked for by their ids; the
    same bytes again are told and left out.
    """
    newest: dict[str, Link] = {}
    for link in links:
        best = newest.get(link.row.final_url)
        if best is None or best.row.captured_at <= link.row.captured_at:
            newest[link.row.final_url] = link
    for link in links:
        if link.kind not in REPORTS:
            continue
        best = newest[link.row.final_url]
        if best.row.id != link.row.id and link.url != link.row.id:
            message = f"another capture of {link.row.final_url}, {best.row.id}, is newer; one report"
            yield fail(codes.SAME_BYTES, message, id=link.row.id)
        else:
            yield _load(link, archive=archive, max_bytes=max_bytes, seen=seen)


def _load(link: Link, *, archive: Archive, max_bytes: int, seen: Seen) -> Capture | Failure:
    ident = link.row.id
    try:
        capture = archive.load(link.row, max_bytes=max_bytes)
    except SourceError as error:
        return fail(error.code, f"{link.row.final_url}: {error.message}", id=ident)
    data = bytes_of(capture)
    answer = tell_answer(data, media_type=link.row.media_type)
    if answer.kind not in REPORTS:
        return fail(codes.NO_REPORT, f"{answer.what}, no report", id=ident)
    first = seen.again(data, f"{link.row.final_url} ({ident})")
    if first is not None:
        return fail(
            codes.SAME_BYTES, f"{link.row.final_url}: the same bytes as {first}; one report", id=ident
        )
    seen.ids.add(ident)
    return capture
