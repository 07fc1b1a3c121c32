"""A run over links: each is fetched, stored and told apart; a feed's address stands for its newest entries.

All state lies in the archive's log: a run that is given again finds there what it has and asks for the rest.
"""

from __future__ import annotations

import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from dateline.capture import codes
from dateline.capture.answers import LISTS, Answer, AnswerKind, tell_answer
from dateline.capture.codes import fail
from dateline.capture.entries import media_type_of
from dateline.capture.feeds import FeedItem, newest, read_feed
from dateline.capture.host_pool import HostPool
from dateline.capture.link_records import FeedFile, Fetches, Keeps, Link, LinkPlan, LinkState
from dateline.capture.wording import without_password
from dateline.errors import DatelineError, SourceError
from dateline.model import ArchivedCapture, Capture, CaptureKind, Exchange, Failure, Validators

#: A feed changes by the minute: what is older is asked for again, however fresh a page may be.
FEED_FRESH = timedelta(minutes=15)
#: Sitemaps read of an index, newest first: their number is of years, not of news.
MOST_SITEMAPS = 10
#: How often a run that waits for answers looks whether it was stopped.
_TICK_S = 0.2


@dataclass(slots=True)
class _Budget:
    """How many entries a list and the lists it names may still give."""

    left: int
    lists: int = MOST_SITEMAPS


@dataclass(slots=True)
class _Slot:
    """An address of the run and what came of it; its children follow it in the order of results."""

    url: str
    item: FeedItem | None = None
    #: Set where the address stands in a list: as an entry, or (``further`` set too) as a list of its own.
    budget: _Budget | None = None
    further: tuple[FeedItem, ...] | None = None
    known: ArchivedCapture | None = None
    results: list[Link | Failure] = field(default_factory=list)
    children: list[_Slot] = field(default_factory=list)
    done: bool = False

    @property
    def may_list(self) -> bool:
        """Return whether a feed found here is followed: one that a feed names is not."""
        return self.budget is None or self.further is not None


class _Fetched(NamedTuple):
    exchange: Exchange
    answer: Answer | None
    body: bytes


class LinkRun:
    """Goes over links once.

    Without a fetcher nothing is asked for: what is kept is taken, however old. ``watch`` is told how many
    are done, of how many, and which hosts are called.
    """

    def __init__(
        self,
        links: Iterable[str | FeedFile],
        *,
        archive: Keeps,
        fetcher: Fetches | None,
        plan: LinkPlan,
        clock: Callable[[], datetime],
        watch: Callable[[int, int, Sequence[str]], None] | None = None,
    ) -> None:
        self._archive = archive
        self._fetcher = fetcher
        self._offline = fetcher is None
        self._plan = plan
        self._clock = clock
        self._watch = watch
        self._stopped = threading.Event()
        self._pool: HostPool[_Slot, _Fetched | Failure] = HostPool(self._fetch, workers=plan.workers)
        self._seen: set[str] = set()
        self._total = self._done = 0
        self._order: deque[_Slot] = deque()
        for link in links:
            self._given(link)

    @property
    def left(self) -> int:
        """Return how many addresses have not been dealt with."""
        return self._total - self._done

    def stop(self) -> None:
        """Begin nothing more; what is stored is still told, what is under way is given up."""
        self._stopped.set()

    def results(self) -> Iterator[Link | Failure]:
        """Yield what came of each address, in the order given, a feed's entries after it.

        Raises:
            SourceError: the archive cannot be written.
        """
        try:
            for slot in list(self._order):
                self._begin(slot)
            yield from self._ready()
            while self.left and not self._stopped.is_set():
                self._store(self._pool.take(timeout_s=_TICK_S))
                yield from self._ready()
        finally:
            self._pool.close()
        while self._order:
            slot = self._order.popleft()
            self._order.extendleft(reversed(slot.children))
            yield from slot.results

    # The way in

    def _given(self, link: str | FeedFile) -> None:
        if isinstance(link, FeedFile):
            slot = _Slot(url=str(link.path))
            self._total += 1
            self._list(slot, link.data, base=link.path.resolve().as_uri())
            self._finish(slot)
        else:
            slot = _Slot(url=urldefrag(link.strip()).url)
            if not self._take_in(slot):
                slot.results.append(fail(codes.SAME_BYTES, "the same address again: one report", id=slot.url))
                slot.done = True
        self._order.append(slot)

    def _take_in(self, slot: _Slot) -> bool:
        """Return whether the address is new to this run."""
        if slot.url in self._seen:
            return False
        self._seen.add(slot.url)
        self._total += 1
        return True

    def _begin(self, slot: _Slot) -> None:
        """Settle a slot from the archive, or have it fetched; then its children."""
        if not slot.done and not self._kept(slot):
            self._pool.add(_host(slot.url), slot)
            self._tell()
        for child in slot.children if slot.done else ():
            self._begin(child)

    def _kept(self, slot: _Slot) -> bool:
        """Return whether the archive's capture is fresh enough, and settle the slot with it."""
        row = self._archive.latest(slot.url)
        content = None if row is None else self._content(row)
        if row is not None and isinstance(content, bytes):
            # Only what can be read is worth the question whether it has changed.
            slot.known = row
            age = self._clock() - row.captured_at
            answer = tell_answer(content, media_type=row.media_type)
            fresh = min(self._plan.fresh, FEED_FRESH) if answer.kind in LISTS else self._plan.fresh
            if self._offline or age < fresh:
                self._settle(slot, row, answer, content, state=LinkState.KEPT)
                return True
        if self._offline:
            code, message = codes.OFFLINE, "not in the archive, and nothing is fetched"
            if isinstance(content, SourceError):
                code, message = content.code, content.message
            slot.results.append(fail(code, message, id=without_password(slot.url)))
            self._finish(slot)
            return True
        return False

    def _content(self, row: ArchivedCapture) -> bytes | SourceError:
        """Return the bytes of a capture, or why they cannot be read: then the address is asked for again."""
        try:
            return bytes_of(self._archive.load(row, max_bytes=self._plan.max_bytes))
        except SourceError as error:
            return error

    # In the threads

    def _fetch(self, slot: _Slot) -> _Fetched | Failure:
        assert self._fetcher is not None
        row = slot.known
        known = None if row is None else Validators(etag=row.etag, last_modified=row.last_modified)
        try:
            exchange = self._fetcher.fetch(slot.url, known=known)
            if exchange.status == 304 and not exchange.body:
                return _Fetched(exchange, None, b"")
            body = self._unpacked(exchange)
            media_type = media_type_of(exchange.response_headers)
            return _Fetched(exchange, tell_answer(body, media_type=media_type), body)
        except DatelineError as error:
            return fail(error.code, _without_address(error.message, slot.url), id=without_password(slot.url))
        except Exception as error:  # noqa: BLE001 - the border of a task: one link never ends the others
            message = f"a bug of Dateline's: {type(error).__name__}: {error}".splitlines()[0][:200]
            return fail("D901", message, id=slot.url)

    def _unpacked(self, exchange: Exchange) -> bytes:
        """Return the body, a packed sitemap unpacked too.

        Raises:
            SourceError: D123 larger than the limits allow, D125 damaged.
        """
        from dateline.capture.decode import decode_body

        body = decode_body(exchange, max_bytes=self._plan.max_bytes, max_ratio=_MAX_RATIO)
        if body[:2] == b"\x1f\x8b":
            stream = zlib.decompressobj(wbits=31)
            try:
                plain = stream.decompress(body, self._plan.max_bytes)
            except zlib.error:
                return body
            if stream.eof and tell_answer(plain, media_type=None).kind in LISTS:
                return plain
        return body

    # The way out

    def _store(self, made: list[tuple[_Slot, _Fetched | Failure]]) -> None:
        """Make what was fetched durable, all of it in one go, and settle its slots."""
        stored: list[tuple[_Slot, _Fetched]] = []
        for slot, result in made:
            refusal = self._refusal(slot, result)
            if refusal is not None:
                slot.results.append(refusal)
                self._follow(slot, slot.further or ())
                self._finish(slot)
            elif isinstance(result, _Fetched):
                stored.append((slot, result))
        rows = self._archive.store_all([fetched.exchange for _, fetched in stored])
        for (slot, fetched), row in zip(stored, rows, strict=True):
            answer, body = fetched.answer, fetched.body
            if answer is None:
                kept = self._content(row)
                body = kept if isinstance(kept, bytes) else b""
                answer = tell_answer(body, media_type=row.media_type)
            same = row.kind is CaptureKind.REVISIT
            self._settle(slot, row, answer, body, state=LinkState.UNCHANGED if same else LinkState.NEW)
        for slot, _ in made:
            for child in slot.children:
                self._begin(child)
        self._tell()

    def _refusal(self, slot: _Slot, result: _Fetched | Failure) -> Failure | None:
        """Return why a result is not stored, None where it is."""
        if isinstance(result, Failure) or result.answer is None:
            return result if isinstance(result, Failure) else None
        answer = result.answer
        if answer.kind is AnswerKind.BINARY:
            return fail(codes.BINARY, f"{answer.what}, neither a page nor a text", id=slot.url)
        if not result.body.strip():
            return fail(codes.EMPTY, "an empty answer", id=slot.url)
        if answer.kind is AnswerKind.OTHER:
            return fail(codes.NO_REPORT, answer.what, id=slot.url)
        if answer.kind in LISTS and not slot.may_list:
            return fail(codes.NO_REPORT, f"{answer.what} named by a feed: not followed", id=slot.url)
        return None

    def _settle(
        self, slot: _Slot, row: ArchivedCapture, answer: Answer, body: bytes, *, state: LinkState
    ) -> None:
        slot.results.append(Link(url=slot.url, state=state, row=row, kind=answer.kind, item=slot.item))
        if answer.kind in LISTS and slot.may_list:
            self._list(slot, body, base=row.final_url)
        self._finish(slot)

    def _list(self, slot: _Slot, body: bytes, *, base: str) -> None:
        """Give a slot the entries of its feed as children, and further sitemaps while entries are wanted."""
        feed = read_feed(body, url=base)
        slot.results += [fail(f.code, f.message, id=slot.url) for f in feed.failures]
        budget = slot.budget = slot.budget or _Budget(self._plan.limit)
        taken = newest(feed.items, budget.left)
        budget.left -= len(taken)
        if feed.items:
            message = f"a feed: {len(taken)} of its {len(feed.items)} entries stand for it, newest first"
            slot.results.append(fail(codes.FEED_STANDS, message, id=slot.url))
        children = [_Slot(url=urldefrag(item.url).url, item=item, budget=budget) for item in taken]
        slot.children += [child for child in children if self._take_in(child)]
        self._follow(slot, (*newest(feed.sitemaps, MOST_SITEMAPS), *(slot.further or ())))

    def _follow(self, slot: _Slot, lists: Sequence[FeedItem]) -> None:
        """Take in the next of an index's lists while entries are wanted."""
        budget = slot.budget
        while lists and budget is not None and budget.left > 0 and budget.lists > 0:
            budget.lists -= 1
            further = _Slot(url=urldefrag(lists[0].url).url, budget=budget, further=tuple(lists[1:]))
            if self._take_in(further):
                slot.children.append(further)
                return
            lists = lists[1:]

    def _finish(self, slot: _Slot) -> None:
        slot.done = True
        self._done += 1
        self._tell()

    def _ready(self) -> Iterator[Link | Failure]:
        """Yield the results that are next in order."""
        while self._order and self._order[0].done:
            slot = self._order.popleft()
            self._order.extendleft(reversed(slot.children))
            yield from slot.results

    def _tell(self) -> None:
        if self._watch is not None:
            self._watch(self._done, self._total, self._pool.hosts)


#: Unpacked over sent; the fetch itself has judged the answer by its own limits before.
_MAX_RATIO = 2000.0


def bytes_of(capture: Capture) -> bytes:
    """Return the bytes of a page, or the text of a capture in UTF-8."""
    return capture.html if capture.html is not None else (capture.text or "").encode("utf-8")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _without_address(message: str, url: str) -> str:
    """Return the message without the address before it: whoever shows the failure shows its id."""
    url = without_password(url)
    head, colon, rest = message.partition(": ")
    return (
        rest
        if colon and rest and (head == url or (len(head) > 100 and url.startswith(head[:100])))
        else message
    )
