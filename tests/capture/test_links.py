"""Runs over links with a fetcher and an archive in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.capture.answers import AnswerKind
from dateline.capture.link_records import FeedFile, Link, LinkPlan, LinkState
from dateline.capture.links import LinkRun
from dateline.errors import SourceError
from dateline.model import ArchivedCapture, Capture, CaptureKind, Exchange, Failure, Validators

NOON = datetime(2031, 3, 12, 12, tzinfo=UTC)
PAGE = b"<html><body><p>Words of a report.</p></body></html>"
A, B, C = (f"https://{host}.example/report" for host in "abc")


class Web:
    """Answers in memory; what an address has is bytes, or the error it raises."""

    def __init__(self, **hosts: bytes | Exception) -> None:
        self.pages: dict[str, bytes | Exception] = {
            f"https://{h}.example/report": v for h, v in hosts.items()
        }
        self.asked: list[tuple[str, Validators | None]] = []

    def fetch(self, url: str, *, known: Validators | None = None) -> Exchange:
        self.asked.append((url, known))
        found = self.pages.get(url, SourceError("D126", f"{url}: the server answered 404"))
        if isinstance(found, Exception):
            raise found
        headers = (("Content-Type", "text/html"), ("ETag", '"v1"'))
        if known is not None and known.etag == '"v1"':
            return Exchange(url=url, final_url=url, fetched_at=NOON, status=304, response_headers=headers)
        return Exchange(
            url=url, final_url=url, fetched_at=NOON, status=200, response_headers=headers, body=found
        )


class Shelf:
    """An archive in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[ArchivedCapture, bytes]] = {}
        self.batches: list[int] = []

    def latest(self, url: str) -> ArchivedCapture | None:
        return self.kept[url][0] if url in self.kept else None

    def store_all(self, exchanges: Iterable[Exchange]) -> Iterator[ArchivedCapture]:
        batch = list(exchanges)
        self.batches.append(len(batch))
        for exchange in batch:
            before = self.kept.get(exchange.url)
            same = before is not None and (exchange.status == 304 or before[1] == exchange.body)
            row = ArchivedCapture(
                id=f"cap-{len(self.batches):08x}{len(self.kept):08x}",
                kind=CaptureKind.REVISIT if same else CaptureKind.RESPONSE,
                url=exchange.url,
                final_url=exchange.final_url,
                captured_at=exchange.fetched_at,
                status=exchange.status,
                media_type="text/html",
                digest="sha256:0",
                length_bytes=len(exchange.body),
                etag=exchange.header("etag"),
            )
            self.kept[exchange.url] = (row, before[1] if same and before else exchange.body)
            yield row

    def load(self, row: ArchivedCapture, *, max_bytes: int) -> Capture:
        return Capture(id=row.id, html=self.kept[row.url][1], url=row.final_url)


def run(
    links: list[str | FeedFile],
    web: Web | None,
    *,
    shelf: Shelf | None = None,
    plan: LinkPlan | None = None,
    later: timedelta = timedelta(),
) -> list[Link | Failure]:
    made = LinkRun(
        links, archive=shelf or Shelf(), fetcher=web, plan=plan or LinkPlan(), clock=lambda: NOON + later
    )
    return list(made.results())


def states(results: list[Link | Failure]) -> list[str]:
    return [r.code if isinstance(r, Failure) else r.state.value for r in results]


def test_results_come_in_the_order_given() -> None:
    web = Web(a=PAGE, c=PAGE + b" ")
    results = run([C, B, A], web)
    assert states(results) == ["new", "D126", "new"]
    assert [r.id if isinstance(r, Failure) else r.url for r in results] == [C, B, A]
    assert isinstance(results[1], Failure)
    assert results[1].message == "the server answered 404"


def test_a_fresh_capture_is_kept_and_an_old_one_asked_with_what_is_known() -> None:
    web, shelf = Web(a=PAGE), Shelf()
    run([A], web, shelf=shelf)
    assert states(run([A], web, shelf=shelf, later=timedelta(hours=5))) == ["kept"]
    assert states(run([A], web, shelf=shelf, later=timedelta(hours=7))) == ["unchanged"]
    assert [known.etag if known else None for _, known in web.asked] == [None, '"v1"']


def test_without_a_fetcher_nothing_is_asked_for() -> None:
    shelf = Shelf()
    run([A], Web(a=PAGE), shelf=shelf)
    assert states(run([A, B], None, shelf=shelf, later=timedelta(days=999))) == ["kept", "D144"]


def test_fragments_and_addresses_given_twice() -> None:
    web = Web(a=PAGE)
    assert states(run([f"{A}#one", f"{A}#two", A], web)) == ["new", "D110", "D110"]
    assert [url for url, _ in web.asked] == [A]


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"%PDF-1.4", "D103"), (bytes(range(256)), "D103"), (b" ", "D102"), (b'{"a": [1]}', None)],
)
def test_what_is_no_report_is_not_stored(body: bytes, code: str | None) -> None:
    shelf = Shelf()
    results = run([A], Web(a=body), shelf=shelf)
    assert states(results) == [code or "new"]
    assert bool(shelf.kept) is (code is None)


def test_a_bug_in_one_fetch_is_a_row_and_the_others_go_on() -> None:
    assert states(run([A, B], Web(a=RuntimeError("oops"), b=PAGE))) == ["D901", "new"]


def test_a_password_is_not_shown() -> None:
    url = "https://user:secret@a.example/report"
    web = Web()
    web.pages[url] = SourceError("D117", "https://…@a.example/report: a password in the address")
    (failure,) = run([url], web)
    assert isinstance(failure, Failure)
    assert (failure.id, failure.message) == ("https://…@a.example/report", "a password in the address")


def test_a_feed_file_stands_for_its_entries(tmp_path: Path) -> None:
    items = "".join(f"<item><link>{url}</link></item>" for url in (A, B, A, "relative"))
    feed = FeedFile(path=tmp_path / "feed.xml", data=f"<rss><channel>{items}</channel></rss>".encode())
    results = run([C, feed], Web(a=PAGE, b=PAGE, c=PAGE))
    assert states(results) == ["new", "D142", "D145", "new", "new"]
    assert [r.url for r in results if isinstance(r, Link)] == [C, A, B]


def test_a_feed_that_names_itself_ends() -> None:
    feed = (
        f"<rss><channel><item><link>{A}</link></item><item><link>{B}</link></item></channel></rss>".encode()
    )
    assert states(run([A], Web(a=feed, b=feed))) == ["new", "D145", "D148"]


def test_an_index_in_circles_ends() -> None:
    index = f"<sitemapindex>{''.join(f'<sitemap><loc>{u}</loc></sitemap>' for u in (A, B, C))}</sitemapindex>"
    results = run([A], Web(a=index.encode(), b=index.encode(), c=index.encode()))
    assert states(results) == ["new"] * 3
    assert all(isinstance(r, Link) and r.kind is AnswerKind.SITEMAP for r in results)


def test_a_run_is_watched_to_its_end() -> None:
    seen: list[tuple[int, int]] = []
    made = LinkRun(
        [A, B],
        archive=Shelf(),
        fetcher=Web(a=PAGE, b=PAGE),
        plan=LinkPlan(),
        clock=lambda: NOON,
        watch=lambda done, total, hosts: seen.append((done, total)),
    )
    assert made.left == 2
    list(made.results())
    assert made.left == 0
    assert seen[-1] == (2, 2)
    assert seen == sorted(seen)


def test_a_stopped_run_tells_what_it_has() -> None:
    shelf, web = Shelf(), Web(a=PAGE)
    run([A], web, shelf=shelf)
    made = LinkRun([A, B, C], archive=shelf, fetcher=web, plan=LinkPlan(), clock=lambda: NOON)
    made.stop()
    assert states(list(made.results())) == ["kept"]
    assert made.left == 2


def test_an_archive_that_cannot_be_written_ends_the_run() -> None:
    class Full(Shelf):
        def store_all(self, exchanges: Iterable[Exchange]) -> Iterator[ArchivedCapture]:
            raise SourceError("D130", "no room")

    with pytest.raises(SourceError, match="D130"):
        run([A], Web(a=PAGE), shelf=Full())


def test_a_kept_capture_that_cannot_be_read_is_asked_for_again() -> None:
    class Torn(Shelf):
        def load(self, row: ArchivedCapture, *, max_bytes: int) -> Capture:
            raise SourceError("D135", "gone")

    shelf = Torn()
    run([A], Web(a=PAGE), shelf=shelf)
    web = Web(a=PAGE + b"more")
    assert states(run([A], web, shelf=shelf)) == ["new"]
    assert web.asked == [(A, None)]


def test_states_are_words() -> None:
    assert [state.value for state in LinkState] == ["new", "unchanged", "kept"]
    assert replace(LinkPlan(), limit=3).limit == 3
