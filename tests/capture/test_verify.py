from __future__ import annotations

import contextlib
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.capture.warcs import pack
from dateline.errors import SourceError
from tests.capture.archives import failures, filled, notes, open_at, page


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("whole") / "archive").folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "archive")
    return tmp_path / "archive"


def lines(folder: Path) -> list[bytes]:
    return (folder / "captures.jsonl").read_bytes().splitlines(keepends=True)


def write_lines(folder: Path, rows: list[bytes]) -> None:
    (folder / "captures.jsonl").write_bytes(b"".join(rows))


def files_of_proof(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def test_a_whole_archive_has_no_finding(folder: Path) -> None:
    assert list(open_at(folder).verify()) == []


def test_progress_ends_at_the_total(folder: Path) -> None:
    calls: list[tuple[int, int]] = []
    list(open_at(folder).verify(lambda done, total: calls.append((done, total))))
    done, total = calls[-1]
    assert 0 < done <= total
    assert [call[0] for call in calls] == sorted(call[0] for call in calls)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_one_flipped_bit_anywhere_is_found(whole: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files_of_proof(whole)))
    kept = path.read_bytes()
    at = data.draw(st.integers(0, len(kept) - 1))
    flipped = bytearray(kept)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(flipped)
    try:
        assert failures(open_at(whole))
    finally:
        path.write_bytes(kept)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_file_cut_short_anywhere_is_found(whole: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files_of_proof(whole)))
    kept = path.read_bytes()
    path.write_bytes(kept[: data.draw(st.integers(0, len(kept) - 1))])
    try:
        assert failures(open_at(whole))
    finally:
        path.write_bytes(kept)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_log_of_any_bytes_is_told_and_breaks_nothing(whole: Path, data: st.DataObject) -> None:
    path = whole / "captures.jsonl"
    kept = path.read_bytes()
    rows = kept.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(rows) - 1))
    row = json.loads(rows[at])
    key = data.draw(st.sampled_from(sorted(row)))
    row[key] = data.draw(st.sampled_from([None, 7, "x", [], {}, [["a"]], {"file": "x"}, "\x00", 1 << 80]))
    rows[at] = json.dumps(row).encode() + b"\n"
    path.write_bytes(b"".join(rows))
    try:
        archive = open_at(whole)
        assert failures(archive)
        for capture_id in re.findall(r"cap-[0-9a-f]{16}", kept.decode()):
            found = archive.find(capture_id)
            if found is not None:
                with contextlib.suppress(SourceError):
                    archive.load(found, max_bytes=1000)
        archive.latest("https://wire.example/1")
        with contextlib.suppress(SourceError):
            list(archive.rows())
    finally:
        path.write_bytes(kept)


def test_each_file_that_is_gone_is_found(folder: Path) -> None:
    for path in files_of_proof(folder):
        kept = path.read_bytes()
        path.unlink()
        if path.name != "head":
            assert failures(open_at(folder)), path
        path.write_bytes(kept)


def test_a_head_that_is_gone_is_found(folder: Path) -> None:
    (folder / "head").unlink()
    assert [finding.subject for finding in failures(open_at(folder))] == ["head"]


def test_a_missing_blob_names_its_capture(folder: Path) -> None:
    archive = open_at(folder)
    row = next(archive.rows())
    archive.blobs.path(row.digest).unlink()
    (finding,) = failures(archive)
    assert (finding.code, finding.subject) == ("D135", row.id)


def test_a_row_removed_changed_or_reordered_breaks_the_chain(folder: Path) -> None:
    rows = lines(folder)
    for broken in (
        rows[:2] + rows[3:],
        [*rows[:2], rows[3], rows[2], *rows[4:]],
        [*rows[:2], rows[2].replace(b"wire.example", b"post.example"), *rows[3:]],
        [*rows[:3], rows[2], *rows[3:]],
    ):
        write_lines(folder, broken)
        assert "D136" in {finding.code for finding in failures(open_at(folder))}


def test_a_log_whose_tail_was_cut_off_whole_is_found(folder: Path) -> None:
    write_lines(folder, lines(folder)[:-2])
    told = " ".join(finding.message for finding in failures(open_at(folder)))
    assert "2 of" in told


def test_a_truncated_member_is_told_as_such(folder: Path) -> None:
    (warc,) = (folder / "warc").iterdir()
    warc.write_bytes(warc.read_bytes()[:-20])
    (finding,) = failures(open_at(folder))
    assert finding.code == "D132"


def test_what_no_row_speaks_of_is_a_note(folder: Path) -> None:
    (folder / "stray.txt").write_bytes(b"x")
    (folder / "warc" / "stray.warc.gz").write_bytes(b"x")
    blob = folder / "blobs" / "ab"
    blob.mkdir(exist_ok=True)
    (blob / "stray").write_bytes(b"x")
    archive = open_at(folder)
    digest = archive.blobs.put(b"nobody's bytes")
    assert failures(archive) == []
    subjects = {finding.subject for finding in notes(archive)}
    name = archive.blobs.path(digest).relative_to(folder).as_posix()
    assert subjects == {"stray.txt", "warc/stray.warc.gz", "blobs/ab/stray", name}


def test_an_unfinished_row_is_a_note(folder: Path) -> None:
    with (folder / "captures.jsonl").open("ab") as out:
        out.write(b'{"n":9,"prev"')
    archive = open_at(folder)
    assert failures(archive) == []
    assert len(notes(archive)) == 1
    assert len(list(archive.rows())) == 5


def test_records_that_differ_from_their_row_are_found_even_where_hashes_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer with a fault of its own: bytes and hash agree, the records are of another capture."""

    def swapped(record: bytes) -> bytes:
        return pack(record.replace(b"Tues", b"Thurs"))

    monkeypatch.setattr("dateline.capture.commit.pack", swapped)
    archive = open_at(tmp_path / "archive")
    archive.store(page(1))
    assert [finding.code for finding in failures(archive)] == ["D137"]
