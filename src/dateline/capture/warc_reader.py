"""Foreign WARC files as exchanges: pages and texts with their own dates, redirects and revisits joined."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar
from urllib.parse import urljoin, urlsplit

from dateline.capture import codes
from dateline.capture.codes import fail
from dateline.capture.entries import media_type_of
from dateline.capture.http_block import parse_answer, parse_request
from dateline.capture.warc_records import Fault, RecordReader, WarcRecord
from dateline.capture.warc_stream import Position, open_stream
from dateline.errors import SourceError
from dateline.model import Exchange, Failure
from dateline.text.decoding import looks_binary

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_T = TypeVar("_T")
#: How many requests and redirects wait for the answer that they belong to.
_WAITING = 1000
#: A redirect and where it leads are of one fetch when no more time than this lies between them.
_ONE_FETCH = timedelta(minutes=5)


def read_warc(source: Path | bytes, *, max_bytes: int) -> Iterator[Exchange | Failure]:
    """Yield the pages and texts of a WARC file in order, and a failure for all that could not be read.

    A record larger than ``max_bytes`` is a failure; memory stays at a few times that. What is no page
    (images, scripts, error answers) is counted and told in one note (D109) at the end.
    """
    name = source.name if isinstance(source, Path) else "WARC"
    try:
        with source.open("rb") if isinstance(source, Path) else BytesIO(source) as file:
            yield from _Reading(file, name=name, max_bytes=max_bytes).run()
    except SourceError as error:
        yield fail(error.code, f"{name}: {error.message}")
    except OSError as error:
        yield fail(codes.MISSING, f"{name}: {error.strerror or error}")


class _Reading:
    """One pass over a file. Where originals of revisits stand is kept, their bytes are not."""

    def __init__(self, file: BinaryIO, *, name: str, max_bytes: int) -> None:
        self._file = file
        self._name = name
        self._max_bytes = max_bytes
        self._records = RecordReader(open_stream(file), max_bytes=max_bytes)
        self._requests: OrderedDict[str, tuple[tuple[str, str], ...]] = OrderedDict()
        self._hops: OrderedDict[str, tuple[Exchange, ...]] = OrderedDict()
        self._originals: dict[int, tuple[Position, bool]] = {}
        self._passed: Counter[str] = Counter()
        self._pending: tuple[str, Exchange, list[Failure]] | None = None

    def run(self) -> Iterator[Exchange | Failure]:
        """Yield exchanges and failures."""
        for item in self._records.read_all():
            if isinstance(item, Fault):
                yield from self._flush()
                yield self._fail(item.code, item.message, item.position)
            elif item.kind == "request":
                yield from self._request(item)
            elif item.kind in {"response", "resource", "revisit"}:
                yield from self._flush()
                yield from self._answer(item)
            elif item.kind not in {"warcinfo", "metadata"}:
                self._passed[f"{item.kind[:20] or 'nameless'} record"] += 1
        yield from self._flush()
        self._passed["redirect that leads nowhere here"] += len(self._hops)
        told = [f"{count} × {what}" for what, count in self._passed.most_common() if count]
        if told:
            more = f" and {len(told) - 10} more kinds" if len(told) > 10 else ""
            yield fail(codes.PASSED_OVER, f"{self._name}: no pages: {', '.join(told[:10])}{more}")

    def _fail(self, code: str, message: str, position: Position, url: str | None = None) -> Failure:
        at = f"byte {position.member or position.inner}"
        if position.member and position.inner:
            at += f" (+{position.inner})"
        where = f"{self._name}: record at {at}"
        return fail(code, f"{where}{' of ' + url[:200] if url else ''}: {message}", id=url)

    def _flush(self) -> Iterator[Exchange | Failure]:
        """Yield the exchange that waited for its request."""
        if self._pending is not None:
            yield self._pending[1]
            yield from self._pending[2]
            self._pending = None

    def _request(self, record: WarcRecord) -> Iterator[Exchange | Failure]:
        answer_id = record.headers.get("warc-concurrent-to", "")
        headers = parse_request(record.block)
        if self._pending is not None and answer_id == self._pending[0] and answer_id:
            ident, exchange, failures = self._pending
            if not exchange.request_headers:
                self._pending = ident, replace(exchange, request_headers=headers), failures
            return
        yield from self._flush()
        if answer_id:
            _keep(self._requests, answer_id, headers)

    def _answer(self, record: WarcRecord) -> Iterator[Failure]:
        try:
            exchange, cut = self._exchange(record)
        except SourceError as error:
            yield self._fail(error.code, error.message, record.position, record.url or None)
            return
        if exchange is None:
            return
        failures = []
        if cut:
            message = f"whoever captured it cut it short: {len(exchange.body)} bytes came"
            failures.append(self._fail(codes.BAD_MEMBER, message, record.position, exchange.url))
        self._pending = record.headers.get("warc-record-id", ""), exchange, failures

    def _exchange(self, record: WarcRecord) -> tuple[Exchange | None, bool]:
        """Return the exchange of a record and whether it was cut short; None where it is no page.

        Raises:
            SourceError: D104 too large, D133 not to be read, D134 a revisit without its original.
        """
        if not record.url:
            raise SourceError(codes.BAD_RECORD, "a record without an address")
        scheme = record.url.partition(":")[0].lower()
        if record.kind == "response" and scheme not in {"http", "https"}:
            self._passed[f"{scheme[:20]} answer"] += 1
            return None, False
        if record.kind == "revisit":
            return self._revisit(record), False
        exchange, cut = _parse(record)
        if exchange is None:
            raise SourceError(codes.BAD_RECORD, "no HTTP answer in it")
        request = self._requests.pop(record.headers.get("warc-record-id", ""), ())
        exchange = replace(exchange, request_headers=request)
        if 300 <= exchange.status < 400 and exchange.header("location"):
            self._hop(exchange)
            return None, False
        other = _no_page(exchange)
        self._remember(record, is_page=other is None)
        if other is not None:
            self._passed[other] += 1
            return None, False
        if record.oversize:
            raise SourceError(codes.TOO_LARGE, f"more than {self._max_bytes} bytes")
        return self._joined(exchange), cut

    def _joined(self, exchange: Exchange) -> Exchange:
        """Return the exchange with the redirects that led to it."""
        chain = self._hops.get(exchange.url, ())
        if not chain or abs(exchange.fetched_at - chain[-1].fetched_at) > _ONE_FETCH:
            return exchange
        del self._hops[exchange.url]
        return replace(exchange, redirects=chain, url=chain[0].url)

    def _hop(self, exchange: Exchange) -> None:
        chain = (*self._hops.pop(exchange.url, ()), replace(exchange, body=b""))
        try:
            target = urljoin(exchange.url, exchange.header("location") or "")
        except ValueError:
            self._passed["redirect to no address"] += 1
            return
        _keep(self._hops, target, chain)

    def _remember(self, record: WarcRecord, *, is_page: bool) -> None:
        """Keep where the original of later revisits stands."""
        for key in (
            record.headers.get("warc-record-id", ""),
            f"{record.url} {record.headers.get('warc-date', '')}",
            record.headers.get("warc-payload-digest", "").lower(),
        ):
            if key:
                self._originals[hash(key)] = (record.position, is_page)

    def _revisit(self, record: WarcRecord) -> Exchange | None:
        """Return the exchange of a revisit: the bytes are its original's, the date its own."""
        found = self._original(record.headers)
        head = parse_answer(record.block)
        if found is None:
            kind = media_type_of(head.headers) if head is not None else None
            if kind is not None and kind not in _PAGES:
                self._passed[kind] += 1
                return None
            raise SourceError(codes.NO_ORIGINAL, "a revisit whose original is not in this file before it")
        position, is_page = found
        if not is_page:
            self._passed["revisit of no page"] += 1
            return None
        original, _ = _parse(self._again(position))
        if original is None:
            raise SourceError(codes.NO_ORIGINAL, "a revisit whose original cannot be read")
        own = head.headers if head is not None and 200 <= head.status < 300 else ()
        headers = own if media_type_of(own) else original.response_headers
        request = self._requests.pop(record.headers.get("warc-record-id", ""), ())
        moved = replace(original, url=record.url, final_url=record.url, fetched_at=_date(record))
        return self._joined(replace(moved, request_headers=request, response_headers=headers))

    def _original(self, headers: Mapping[str, str]) -> tuple[Position, bool] | None:
        uri = headers.get("warc-refers-to-target-uri", "").strip("<> ")
        for key in (
            headers.get("warc-refers-to", ""),
            f"{uri} {headers.get('warc-refers-to-date', '')}",
            headers.get("warc-payload-digest", "").lower(),
        ):
            if key and hash(key) in self._originals:
                return self._originals[hash(key)]
        return None

    def _again(self, position: Position) -> WarcRecord:
        """Return the record at a position, and leave the pass where it is."""
        at = self._file.tell()
        try:
            self._file.seek(0)
            record = RecordReader(open_stream(self._file), max_bytes=self._max_bytes).read_one(position)
        finally:
            self._file.seek(at)
        if record is None:
            raise SourceError(codes.NO_ORIGINAL, "a revisit whose original cannot be read")
        return record


def _keep(waiting: OrderedDict[str, _T], key: str, value: _T) -> None:
    waiting[key] = value
    if len(waiting) > _WAITING:
        waiting.popitem(last=False)


def _parse(record: WarcRecord) -> tuple[Exchange | None, bool]:
    """Return what a response or resource record holds, and whether it was cut short."""
    address = record.headers.get("warc-ip-address")
    truncated = "warc-truncated" in record.headers or "warc-segment-number" in record.headers
    if record.kind == "resource":
        kind = record.headers.get("content-type", "")
        headers = (("Content-Type", kind),) if kind else ()
        return Exchange(
            url=record.url,
            final_url=record.url,
            fetched_at=_date(record),
            status=200,
            response_headers=headers,
            body=record.block,
            address=address,
            resource=True,
        ), truncated
    answer = parse_answer(record.block)
    if answer is None:
        return None, False
    return Exchange(
        url=record.url,
        final_url=record.url,
        fetched_at=_date(record),
        status=answer.status,
        reason=answer.reason,
        response_headers=_as_kept(answer.headers, answer.body),
        body=answer.body,
        address=address,
    ), truncated or answer.cut


def _as_kept(headers: tuple[tuple[str, str], ...], body: bytes) -> tuple[tuple[str, str], ...]:
    """Return the headers; a content encoding that the crawler undid keeps its value under another name."""
    if body.lstrip()[:1] != b"<" or looks_binary(body):
        return headers
    return tuple(
        ("X-Archive-Orig-" + name if name.lower() == "content-encoding" else name, value)
        for name, value in headers
    )


def _no_page(exchange: Exchange) -> str | None:
    """Return what the exchange is instead of a page or a text that was found; None where it is one."""
    try:
        parts = urlsplit(exchange.url)
    except ValueError:
        return "address that is none"
    if not 200 <= exchange.status < 300:
        return f"status {exchange.status}"
    kind = media_type_of(exchange.response_headers)
    if parts.path == "/robots.txt":
        return "robots.txt"
    if kind is None:
        return "unnamed bytes" if not exchange.body or _looks_other(exchange) else None
    return None if kind in _PAGES else kind


def _looks_other(exchange: Exchange) -> bool:
    return exchange.header("content-encoding") is None and looks_binary(exchange.body)


def _date(record: WarcRecord) -> datetime:
    """Return when the record was made.

    Raises:
        SourceError: D133, it does not say so.
    """
    stated = record.headers.get("warc-date", "")
    try:
        if stated.isascii() and stated.isdecimal() and len(stated) == 14:
            return datetime.strptime(stated, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        date = datetime.fromisoformat(stated)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise SourceError(codes.BAD_RECORD, f"a record without a date ({stated[:30]!r})") from None
