from __future__ import annotations

import gzip
import hashlib
import json
import multiprocessing
import os
import stat
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.capture import durable
from dateline.capture.blobs import digest_of
from dateline.errors import SourceError
from dateline.model import CaptureKind
from tests.capture.archives import PAGE, START, Clock, failures, filled, moved, open_at, page, unchanged

LIMIT = 1_000_000


def test_a_capture_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    row = open_at(tmp_path).store(page(1))
    again = open_at(tmp_path)
    assert again.find(row.id) == row
    assert again.latest("https://wire.example/1") == row
    assert list(again.rows()) == [row]
    capture = again.load(row, max_bytes=LIMIT)
    assert (capture.id, capture.html, capture.url) == (row.id, PAGE, "https://wire.example/1")
    assert (row.digest, row.etag, row.media_type) == (digest_of(PAGE), '"1"', "text/html")


def test_an_id_is_the_same_on_any_machine(tmp_path: Path) -> None:
    distinct = ["https://wire.example/1", "2026-11-25T09:00:01.000000Z", digest_of(PAGE)]
    wanted = "cap-" + hashlib.sha256(json.dumps(distinct).encode()).hexdigest()[:16]
    assert {open_at(tmp_path / name).store(page(1)).id for name in "ab"} == {wanted}


def test_the_same_fetch_twice_is_one_row(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    assert archive.store(page(1)) == archive.store(page(1))
    assert len(list(archive.rows())) == 1


def test_the_same_bytes_lie_once(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    for number in range(3):
        archive.store(page(number))
    assert len([path for digest, path in archive.blobs.files() if digest]) == 1
    assert [row.kind for row in archive.rows()] == [CaptureKind.RESPONSE] * 3


def test_unchanged_bytes_and_a_304_become_revisits_of_the_original(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    first = archive.store(page(1))
    same = archive.store(page(1, minutes=5))
    told = archive.store(unchanged(1, minutes=10))
    assert [row.kind for row in (same, told)] == [CaptureKind.REVISIT] * 2
    assert {row.revisit_of for row in (same, told)} == {first.id}
    assert (told.status, told.digest, told.length_bytes) == (304, first.digest, len(PAGE))
    assert archive.latest("https://wire.example/1") == told
    assert archive.load(told, max_bytes=LIMIT).html == PAGE


def test_a_304_without_an_original_is_kept_as_the_answer_it_is(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    row = archive.store(unchanged(1))
    assert (row.kind, row.length_bytes) == (CaptureKind.RESPONSE, 0)
    assert archive.latest("https://wire.example/1") is None
    assert failures(archive) == []


def test_a_redirect_is_found_under_both_addresses_and_has_its_own_records(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    row = archive.store(moved(2))
    assert archive.latest("http://wire.example/old") == archive.latest("https://wire.example/2") == row
    kinds = [record.rec_type for record in records(tmp_path)]
    assert kinds == ["warcinfo", "request", "response", "request", "response", "metadata"]


#: warcio states no types.
read_records: Any = ArchiveIterator


def records(folder: Path) -> list[Any]:
    (warc,) = (folder / "warc").iterdir()
    found = []
    with warc.open("rb") as file:
        for record in read_records(file, check_digests="raise"):
            record.content = record.raw_stream.read()
            found.append(record)
    return found


def test_another_library_reads_every_record_and_its_digests(tmp_path: Path) -> None:
    import fastwarc

    filled(tmp_path)
    ours = records(tmp_path)
    assert [r.rec_type for r in ours].count("revisit") == 2
    assert {r.protocol for r in (record.rec_headers for record in ours)} == {"WARC/1.1"}
    response = next(r for r in ours if r.rec_type == "response")
    assert response.rec_headers["WARC-Payload-Digest"] == digest_of(PAGE)
    (warc,) = (tmp_path / "warc").iterdir()
    with warc.open("rb") as file:
        assert len(list(fastwarc.ArchiveIterator(file, verify_digests=True))) == len(ours)


def test_every_record_is_one_gzip_member(tmp_path: Path) -> None:
    filled(tmp_path)
    (warc,) = (tmp_path / "warc").iterdir()
    members = warc.read_bytes().split(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")[1:]
    assert len(members) == len(records(tmp_path))


def test_a_file_is_one_capture_by_name_and_bytes(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    row = archive.store_file("a page.html", b"<p>Words.")
    assert archive.store_file("a page.html", b"<p>Words.") == row
    assert archive.store_file("other.html", b"<p>Words.").id != row.id
    assert (row.kind, row.status, row.url) == (CaptureKind.FILE, None, "file:a%20page.html")
    capture = archive.load(row, max_bytes=LIMIT)
    assert (capture.html, capture.url) == (b"<p>Words.", None)


@pytest.mark.parametrize(
    ("name", "data", "text", "html"),
    [
        ("a.txt", b"Plain <b>words</b>.", "Plain <b>words</b>.", None),
        ("a.txt.gz", gzip.compress(b"Packed words.", mtime=0), "Packed words.", None),
        ("a.html.gz", gzip.compress(b"<p>Packed.", mtime=0), None, b"<p>Packed."),
        ("noname", b"  <html>Words", None, b"  <html>Words"),
        ("noname", b"Words", "Words", None),
    ],
)
def test_files_are_pages_or_texts(
    tmp_path: Path, name: str, data: bytes, text: str | None, html: bytes | None
) -> None:
    archive = open_at(tmp_path)
    capture = archive.load(archive.store_file(name, data), max_bytes=LIMIT)
    assert (capture.text, capture.html) == (text, html)


def test_a_content_encoding_is_undone_and_the_blob_is_as_it_came(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    packed = gzip.compress(PAGE, mtime=0)
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    row = archive.store(replace(page(1), body=packed, response_headers=headers))
    later = archive.store(unchanged(1))
    assert row.digest == digest_of(packed)
    assert archive.load(row, max_bytes=LIMIT).html == archive.load(later, max_bytes=LIMIT).html == PAGE


def test_a_charset_that_only_the_head_names_is_heeded(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    body = "<p>Мост закрыт во вторник.".encode("windows-1251")
    headers = (("Content-Type", "text/html; charset=windows-1251"),)
    row = archive.store(replace(page(1), body=body, response_headers=headers))
    html = archive.load(row, max_bytes=LIMIT).html
    assert html is not None
    assert html.decode("utf-8") == "<p>Мост закрыт во вторник."


@pytest.mark.parametrize(("data", "code"), [(b"\x00\x01\x02", "D103"), (b" ", "D102")])
def test_what_is_no_page_is_refused_when_loaded(tmp_path: Path, data: bytes, code: str) -> None:
    archive = open_at(tmp_path)
    row = archive.store_file("a.html", data)
    with pytest.raises(SourceError) as caught:
        archive.load(row, max_bytes=LIMIT)
    assert caught.value.code == code


def test_a_page_larger_than_allowed_and_one_that_was_changed_are_refused(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    row = archive.store(page(1))
    with pytest.raises(SourceError, match="D104"):
        archive.load(row, max_bytes=10)
    archive.blobs.path(row.digest).write_bytes(PAGE.replace(b"Tuesday", b"Sundays"))
    with pytest.raises(SourceError, match="D135"):
        archive.load(row, max_bytes=LIMIT)


def test_a_day_has_its_own_file(tmp_path: Path) -> None:
    clock = Clock()
    archive = open_at(tmp_path, clock=clock)
    archive.store(page(1))
    clock.at += timedelta(days=1)
    archive.store(page(2))
    clock.at -= timedelta(days=1)
    archive.store(page(3))
    names = [path.name for path in sorted((tmp_path / "warc").iterdir())]
    assert names == ["dateline-20261125.warc.gz", "dateline-20261126.warc.gz"]
    assert failures(archive) == []


def test_an_exchange_keeps_its_own_date(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    row = archive.store(replace(page(1), fetched_at=START.replace(year=2012)))
    newer = archive.store(replace(page(1), body=b"<p>New", fetched_at=START))
    archive.store(replace(page(1), body=b"<p>Old", fetched_at=START.replace(year=2011)))
    assert row.captured_at.year == 2012
    assert archive.latest("https://wire.example/1") == newer


def test_many_are_stored_together_and_in_order(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    rows = list(archive.store_all([page(n, body=b"<p>%d" % n) for n in range(150)] + [page(0, body=b"<p>0")]))
    assert [row.url for row in rows[:150]] == [f"https://wire.example/{n}" for n in range(150)]
    assert rows[150] == rows[0]
    assert list(open_at(tmp_path).rows()) == rows[:150]
    assert failures(archive) == []


def test_in_one_batch_the_second_of_the_same_bytes_is_a_revisit(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    first, second = archive.store_all([page(1), page(1, minutes=1)])
    assert second.revisit_of == first.id
    assert failures(archive) == []


def test_threads_share_an_archive(tmp_path: Path) -> None:
    archive = open_at(tmp_path)

    def work(start: int) -> None:
        for number in range(start, start + 10):
            archive.store(page(number, body=b"<p>%d" % number))

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(archive.rows())) == 30
    assert failures(archive) == []


def _store_ten(folder: Path, start: int) -> None:
    archive = open_at(folder)
    for number in range(start, start + 10):
        archive.store(page(number, body=b"<p>%d" % number))


def test_processes_take_turns(tmp_path: Path) -> None:
    reader = open_at(tmp_path)
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_store_ten, args=(tmp_path, start)) for start in (0, 10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert len(list(reader.rows())) == 20
    assert failures(reader) == []


def test_a_writer_that_is_stuck_is_told_after_a_while(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with (
        durable.sole_writer(lock),
        pytest.raises(SourceError, match="D131"),
        durable.sole_writer(lock, patience_s=0.0),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SourceError, match="D130"):
        open_at(tmp_path / "file" / "archive")


def test_a_line_break_in_a_header_starts_no_header(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    evil = replace(page(1), response_headers=(("X-A", "b\r\nWARC-Type: response\r\n\r\n<p>"),))
    archive.store(replace(evil, reason="OK\r\nX: y", url="https://wire.example/a\r\nb"))
    response = next(r for r in records(tmp_path) if r.rec_type == "response")
    assert response.http_headers.get_header("WARC-Type") is None
    assert failures(archive) == []


def test_bytes_that_were_damaged_are_written_again_when_they_come_again(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    row = archive.store(page(1))
    blob = archive.blobs.path(row.digest)
    blob.write_bytes(bytes(len(PAGE)))
    later = archive.store(page(1, minutes=9))
    assert archive.load(later, max_bytes=10_000).html == PAGE
    assert failures(archive) == []


def test_a_draft_that_could_not_be_written_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_at(tmp_path)

    def full(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(SourceError, match=r"D130.*No space"):
            archive.store(page(1))
    assert not [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]
    archive.store(page(1))
    assert failures(archive) == []


def test_an_archive_whose_log_and_head_are_gone_does_not_begin_anew(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    archive.store(page(1))
    archive.log.path.unlink()
    archive.log.head_path.unlink()
    again = open_at(tmp_path)
    with pytest.raises(SourceError, match="D136"):
        again.store(page(2))
    assert "head" in [finding.subject for finding in failures(again)]
