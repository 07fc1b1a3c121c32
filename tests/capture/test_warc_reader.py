from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.capture.warc_reader import read_warc
from dateline.model import Exchange, Failure
from tests.capture import foreign
from tests.capture.archives import filled, open_at
from tests.capture.foreign import DATE, PAGE, REVISIT, URL, answer, chunked, members, record, response, sha1

LIMIT = 1_000_000
Pack = Callable[..., bytes]
#: Both forms of a file: a member a record, and records as they are.
FORMS: tuple[Pack, ...] = (members, lambda *records: b"".join(records))


def read(data: bytes, *, limit: int = LIMIT) -> tuple[list[Exchange], list[Failure]]:
    items = list(read_warc(data, max_bytes=limit))
    exchanges = [item for item in items if isinstance(item, Exchange)]
    return exchanges, [item for item in items if isinstance(item, Failure)]


def only(data: bytes) -> Exchange:
    exchanges, failures = read(data)
    assert failures == []
    (exchange,) = exchanges
    return exchange


@pytest.mark.parametrize("pack", [bytes, lambda data: gzip.compress(data, mtime=0)], ids=["plain", "packed"])
def test_a_page_comes_out_with_its_own_date(pack: Pack) -> None:
    exchange = only(pack(record("warcinfo", b"software: x\r\n", url=None) + response()))
    assert (exchange.url, exchange.body, exchange.status, exchange.reason) == (URL, PAGE, 200, "OK")
    assert exchange.fetched_at.isoformat() == "2013-05-06T07:08:09+00:00"
    assert exchange.header("content-type") == "text/html"


@pytest.mark.parametrize(
    "data",
    [
        response(url=f"<{URL}>"),
        record("response", answer().replace(b"\r\n", b"\n")).replace(b"\r\n", b"\n"),
        response(WARC_Date="20130506070809"),
        response(WARC_Date="2013-05-06T07:08:09.000000Z"),
        response(end=b""),
        response(end=b"\r\n"),
        b"\r\n\n" + response(end=b"\r\n\r\n\r\n\r\n"),
        response().replace(b"WARC-Target-URI", b"warc-target-uri"),
        response().replace(b"WARC/1.0", b"WARC/0.18"),
        response(X_Long="a\r\n  b"),
        response(WARC_Block_Digest=sha1(answer())),
        response(WARC_Block_Digest="sha256:zz"),
        record("response", answer(chunked(PAGE), headers=["Transfer-Encoding: chunked"])),
        record("response", answer(PAGE, headers=["Transfer-Encoding: chunked"])),
    ],
)
def test_the_habits_of_crawlers_are_read(data: bytes) -> None:
    for form in (data, gzip.compress(data, mtime=0)):
        exchange = only(form)
        assert (exchange.url, exchange.body) == (URL, PAGE)
        assert exchange.fetched_at.isoformat() == "2013-05-06T07:08:09+00:00"


def test_a_packed_body_is_left_as_it_came_and_read_by_the_archive(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE, mtime=0)
    headers = ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]
    exchange = only(record("response", answer(chunked(packed), headers=headers)))
    assert exchange.body == packed
    archive = open_at(tmp_path)
    assert archive.load(archive.store(exchange), max_bytes=LIMIT).html == PAGE


def test_a_page_that_the_crawler_unpacked_is_read_in_spite_of_its_head(tmp_path: Path) -> None:
    exchange = only(record("response", answer(headers=["Content-Encoding: br"])))
    archive = open_at(tmp_path)
    assert archive.load(archive.store(exchange), max_bytes=LIMIT).html == PAGE


def test_what_warcio_writes_is_read() -> None:
    out = BytesIO()
    writers: Any = WARCWriter
    heads: Any = StatusAndHeaders
    writer = writers(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "warcio"}))
    head = heads("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    ask = heads("GET /ferry HTTP/1.1", [("Host", "post.example")], is_http_request=True)
    page = writer.create_warc_record(URL, "response", payload=BytesIO(PAGE), http_headers=head)
    request = writer.create_warc_record(URL, "request", payload=BytesIO(b""), http_headers=ask)
    writer.write_request_response_pair(request, page)
    digest, date = (page.rec_headers.get_header(name) for name in ("WARC-Payload-Digest", "WARC-Date"))
    writer.write_record(writer.create_revisit_record(f"{URL}/2", digest, URL, date, http_headers=head))
    (first, second), failures = read(out.getvalue())
    assert failures == []
    assert first.request_headers == (("Host", "post.example"),)
    assert [first.body, second.body, second.url] == [PAGE, PAGE, f"{URL}/2"]


def test_a_request_before_or_after_gives_its_headers() -> None:
    request = record(
        "request", b"GET /ferry HTTP/1.1\r\nHost: post.example\r\n\r\n", WARC_Concurrent_To="<urn:uuid:1>"
    )
    page = response(WARC_Record_ID="<urn:uuid:1>")
    for data in (request + page, page + request):
        assert only(data).request_headers == (("Host", "post.example"),)


def test_redirects_are_joined_to_where_they_lead() -> None:
    first = record("response", answer(b"", status="301 Moved", headers=["Location: /b"]), url=f"{URL}/a")
    second = record(
        "response",
        answer(b"", status="302 Found", headers=[f"Location: {URL}"]),
        url="http://post.example/b",
    )
    exchange = only(first + second + response())
    assert [hop.url for hop in exchange.redirects] == [f"{URL}/a", "http://post.example/b"]
    assert (exchange.url, exchange.final_url) == (f"{URL}/a", URL)


def test_a_redirect_of_another_day_is_not_joined() -> None:
    hop = answer(b"", status="301 Moved", headers=[f"Location: {URL}"])
    exchanges, failures = read(
        record("response", hop, url=f"{URL}/a", WARC_Date="2012-01-01T00:00:00Z") + response()
    )
    assert [exchange.redirects for exchange in exchanges] == [()]
    assert [failure.code for failure in failures] == ["D109"]


def test_a_resource_record_is_a_page() -> None:
    exchange = only(record("resource", PAGE, url="file:a.html", Content_Type="text/html"))
    assert (exchange.body, exchange.resource, exchange.url) == (PAGE, True, "file:a.html")


@pytest.mark.parametrize("pack", FORMS)
def test_a_revisit_has_its_originals_bytes_and_its_own_date(pack: Pack) -> None:
    other = response(b"<p>Other", url=f"{URL}/2")
    exchanges, failures = read(pack(response(), other, REVISIT))
    assert failures == []
    assert [exchange.body for exchange in exchanges] == [PAGE, b"<p>Other", PAGE]
    assert exchanges[2].fetched_at.year == 2014


def test_a_revisit_by_digest_of_a_page_under_another_address() -> None:
    revisit = record("revisit", answer(b""), url=f"{URL}/2", WARC_Payload_Digest=sha1(PAGE))
    exchanges, failures = read(response(WARC_Payload_Digest=sha1(PAGE)) + revisit)
    assert failures == []
    assert [exchange.url for exchange in exchanges] == [URL, f"{URL}/2"]


def test_a_revisit_without_its_original_is_told() -> None:
    exchanges, (failure,) = read(REVISIT)
    assert exchanges == []
    assert (failure.code, failure.id) == ("D134", URL)


def test_what_is_no_page_is_counted_in_one_note() -> None:
    picture = record("response", answer(b"\x89PNG", kind="image/png"), url=f"{URL}.png", WARC_Record_ID="<p>")
    again = record("revisit", answer(b"", kind="image/png"), url=f"{URL}.png", WARC_Refers_To="<p>")
    gone = record("response", answer(status="404 Not Found"), url=f"{URL}/x")
    robots = record(
        "response", answer(b"User-agent: *", kind="text/plain"), url="http://post.example/robots.txt"
    )
    names = record("response", b"20130506 post.example. A 192.0.2.1", url="dns:post.example")
    exchanges, (note,) = read(picture + again + gone + robots + names + response())
    assert len(exchanges) == 1
    assert note.code == "D109"
    for word in ("image/png", "status 404", "robots.txt", "revisit of no page", "dns answer"):
        assert word in note.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D102"),
        (b"\x28\xb5\x2f\xfd....", "D133"),
        (b"<html>no WARC", "D133"),
        (response(url=None), "D133"),
        (response(WARC_Date=None), "D133"),
        (response(WARC_Date="soon"), "D133"),
        (response(Content_Length=None), "D133"),
        (response(Content_Length="-5"), "D133"),
        (response(Content_Length="³"), "D133"),
        (response(Content_Length="99999999999"), "D132"),
        (record("response", b"no http"), "D133"),
        (response()[:-40], "D132"),
        (response()[:60], "D132"),
        (response(WARC_Block_Digest=sha1(b"other")), "D132"),
    ],
)
def test_a_fault_has_its_code_and_the_page_after_it_comes_out(data: bytes, code: str) -> None:
    _, failures = read(data)
    assert failures[0].code == code
    if data[:5] == b"WARC/":
        for pack in FORMS:
            exchanges, failures = read(pack(response(), data, response(b"<p>After", url=f"{URL}/2")))
            assert [exchange.body for exchange in exchanges] == [PAGE, b"<p>After"], pack
            assert failures[0].code in {code, "D133", "D132"}


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read_warc(tmp_path / "none.warc.gz", max_bytes=LIMIT)
    assert isinstance(failure, Failure)
    assert failure.code == "D101"


def test_every_cut_of_a_packed_file_is_told_and_what_stands_before_comes_out() -> None:
    packed = [gzip.compress(response(b"<p>%d" % n, url=f"{URL}/{n}"), mtime=0) for n in range(3)]
    data = b"".join(packed)
    ends = [len(packed[0]), len(packed[0]) + len(packed[1]), len(data)]
    for size in range(1, len(data)):
        exchanges, failures = read(data[:size])
        assert len(exchanges) == sum(end <= size for end in ends), size
        assert bool(failures) == (size not in ends), size


def test_a_damaged_member_leaves_the_others() -> None:
    packed = [gzip.compress(response(b"<p>%d" % n, url=f"{URL}/{n}"), mtime=0) for n in range(3)]
    for at in range(12, len(packed[1])):
        broken = bytearray(packed[1])
        broken[at] ^= 0x55
        exchanges, failures = read(packed[0] + bytes(broken) + packed[2])
        assert [exchange.body for exchange in exchanges] == [b"<p>0", b"<p>2"], at
        assert failures, at


def test_a_length_that_swallows_the_next_record_is_told() -> None:
    long = response(Content_Length=str(len(answer()) + 60))
    for data in (members(long, response(url=f"{URL}/2")), long + response(url=f"{URL}/2")):
        exchanges, failures = read(data)
        assert [exchange.url for exchange in exchanges] == [f"{URL}/2"]
        assert failures


def test_an_answer_that_was_cut_short_is_told_and_still_comes_out() -> None:
    cut = record("response", answer(headers=[f"Content-Length: {len(PAGE) + 9}"]))
    for data in (cut, response(WARC_Truncated="length")):
        exchanges, (failure,) = read(data)
        assert exchanges[0].body == PAGE
        assert failure.code == "D132"


def test_records_of_kinds_that_hold_no_page_are_counted() -> None:
    exchanges, (note,) = read(record("conversion", b"Words.", Content_Type="text/plain") * 2)
    assert exchanges == []
    assert (note.code, "2 × conversion record" in note.message) == ("D109", True)


def test_the_first_segment_of_a_page_is_told_to_be_no_more() -> None:
    exchanges, failures = read(response(WARC_Segment_Number="1"))
    assert (len(exchanges), [failure.code for failure in failures]) == (1, ["D132"])


def test_a_record_larger_than_allowed_is_a_failure_and_not_memory() -> None:
    bomb = response(b"<p>" + b" " * 20_000_000, url=f"{URL}/bomb")
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = packed.compress(bomb) + packed.flush() + members(response())
    del bomb
    tracemalloc.start()
    exchanges, (failure,) = read(data, limit=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [exchange.body for exchange in exchanges] == [PAGE]
    assert failure.code == "D104"
    assert peak < 4_000_000


def test_a_large_film_is_no_failure() -> None:
    film = record("response", answer(b"\x00" * 200_000, kind="video/mp4"), url=f"{URL}.mp4")
    for data in (film + response(), members(film, response())):
        exchanges, (note,) = read(data, limit=100_000)
        assert len(exchanges) == 1
        assert (note.code, "video/mp4" in note.message) == ("D109", True)


def test_our_own_archive_read_back_gives_the_same_captures(tmp_path: Path) -> None:
    first = filled(tmp_path / "a")
    (path,) = (tmp_path / "a" / "warc").iterdir()
    second = open_at(tmp_path / "b")
    items = list(read_warc(path, max_bytes=LIMIT))
    assert [item for item in items if isinstance(item, Failure)] == []
    rows = list(second.store_all(item for item in items if isinstance(item, Exchange)))
    assert [row.id for row in rows] == [row.id for row in first.rows()]
    assert [row.captured_at for row in rows[:4]] == [row.captured_at for row in first.rows()][:4]


def mutated(data: bytes, draw: Callable[..., Any]) -> bytes:
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(out)))
        size = draw(st.integers(0, 40))
        out[at : at + draw(st.integers(0, size))] = draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from([b"\r\n\r\n", b"WARC/1.0\r\n", b"999999999", b"-1", b"\x1f\x8b\x08\x00"]),
            )
        )
    return bytes(out)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_comes_is_read_without_a_crash(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(foreign.SAMPLES))
    plain = mutated(sample, data.draw)
    packed = mutated(members(*(b"WARC/" + part for part in sample.split(b"WARC/")[1:])), data.draw)
    for form in (plain, gzip.compress(plain, mtime=0), packed, DATE.encode() + plain):
        for item in read_warc(form, max_bytes=10_000):
            assert isinstance(item, Exchange | Failure)
