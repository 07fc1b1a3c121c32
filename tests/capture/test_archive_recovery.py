"""What a crash leaves behind, made by hand: a writer that stops between any two of its writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.capture import durable
from dateline.capture.archive import Archive
from dateline.errors import SourceError
from tests.capture.archives import failures, open_at, page


class Stop(Exception):
    """The moment of the crash."""


def stored(folder: Path, count: int = 3) -> list[str]:
    archive = open_at(folder)
    return [archive.store(page(n, body=b"<p>Page %d." % n)).id for n in range(count)]


def ids(archive: Archive) -> list[str]:
    return [row.id for row in archive.rows()]


def warc(folder: Path) -> Path:
    (path,) = (folder / "warc").iterdir()
    return path


def test_a_torn_last_line_is_cut_and_told_and_no_stored_row_is_lost(tmp_path: Path) -> None:
    before = stored(tmp_path)
    with (tmp_path / "captures.jsonl").open("ab") as out:
        out.write(b'{"n":4,"prev":"0')
    archive = open_at(tmp_path)
    assert ids(archive) == before
    new = archive.store(page(9)).id
    assert ids(open_at(tmp_path)) == [*before, new]
    assert failures(archive) == []
    (told,) = archive.recovered
    assert (told.code, told.note) == ("D139", True)
    assert "16 bytes" in told.message
    assert told.message in [f.message.removeprefix("recovered: ") for f in archive.verify()]


def test_a_whole_row_that_the_head_does_not_count_yet_is_kept(tmp_path: Path) -> None:
    stored(tmp_path, 2)
    head = (tmp_path / "head").read_bytes()
    more = stored(tmp_path, 4)
    (tmp_path / "head").write_bytes(head)
    archive = open_at(tmp_path)
    new = archive.store(page(9)).id
    assert ids(archive) == [*more, new]
    assert failures(archive) == []


def test_records_without_a_row_are_cut_off(tmp_path: Path) -> None:
    before = stored(tmp_path)
    size = warc(tmp_path).stat().st_size
    with warc(tmp_path).open("ab") as out:
        out.write(warc(tmp_path).read_bytes()[: size // 2])
    archive = open_at(tmp_path)
    assert failures(archive) == []
    new = archive.store(page(9)).id
    assert ids(archive) == [*before, new]
    assert list(open_at(tmp_path).verify()) == [
        replace(told, message=f"recovered: {told.message}") for told in archive.recovered
    ]


@pytest.mark.parametrize("left", [0.0, 0.3, 0.7, 0.99])
def test_records_that_the_disk_lost_are_written_again(tmp_path: Path, left: float) -> None:
    before = stored(tmp_path)
    whole = warc(tmp_path).read_bytes()
    warc(tmp_path).write_bytes(whole[: int(len(whole) * left)])
    assert failures(open_at(tmp_path))
    archive = open_at(tmp_path)
    new = archive.store(page(9)).id
    assert warc(tmp_path).read_bytes().startswith(whole)
    assert ids(archive) == [*before, new]
    assert failures(archive) == []
    assert any("written again" in told.message for told in archive.recovered)


def test_a_file_of_a_day_that_no_row_speaks_of_is_begun_anew(tmp_path: Path) -> None:
    archive = open_at(tmp_path)
    (tmp_path / "warc" / "dateline-20261125.warc.gz").write_bytes(b"\x1f\x8bhalf")
    row = archive.store(page(1))
    assert ids(archive) == [row.id]
    assert failures(archive) == []
    assert len(archive.recovered) == 1


def test_drafts_of_a_dead_writer_are_removed(tmp_path: Path) -> None:
    stored(tmp_path)
    draft = tmp_path / "blobs" / "drafts" / "half"
    draft.write_bytes(b"half")
    open_at(tmp_path).store(page(9))
    assert not draft.exists()


def test_nothing_is_added_to_a_log_that_lost_rows(tmp_path: Path) -> None:
    stored(tmp_path)
    log = tmp_path / "captures.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    kept = log.read_bytes()
    with pytest.raises(SourceError, match="D136"):
        open_at(tmp_path).store(page(9))
    assert log.read_bytes() == kept


def test_nothing_is_added_without_a_head_or_after_rows_of_others(tmp_path: Path) -> None:
    stored(tmp_path)
    head = (tmp_path / "head").read_bytes()
    with (tmp_path / "captures.jsonl").open("ab") as out:
        out.write(b'{"n":4,"prev":"0"}\n')
    with pytest.raises(SourceError, match="D136"):
        open_at(tmp_path).store(page(9))
    (tmp_path / "head").unlink()
    with pytest.raises(SourceError, match="D136"):
        open_at(tmp_path).store(page(9))
    (tmp_path / "head").write_bytes(head)


def test_a_full_disk_is_told_and_the_next_store_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(tmp_path)
    archive = open_at(tmp_path)

    def full(path: Path, data: bytes) -> None:
        with path.open("ab") as out:
            out.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "append", full)
    with pytest.raises(SourceError, match=r"D130 .*No space left"):
        archive.store(page(8))
    monkeypatch.undo()
    assert failures(archive) == []
    assert ids(archive) == before
    new = archive.store(page(8)).id
    assert ids(archive) == [*before, new]
    assert failures(archive) == []


@pytest.mark.parametrize("steps", range(3, 18))
def test_a_crash_between_any_two_writes_loses_nothing_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    before = stored(tmp_path)
    left = steps

    def stopping(call: Callable[..., None]) -> Callable[..., None]:
        def counted(*given: object, **named: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Stop
            call(*given, **named)

        return counted

    for name in ("make_folder", "place", "append"):
        monkeypatch.setattr(durable, name, stopping(getattr(durable, name)))
    reported: list[str] = []
    try:
        archive = open_at(tmp_path)
        for number in range(20, 24):
            reported.append(archive.store(page(number, body=b"<p>New %d." % number)).id)
    except Stop:
        pass
    monkeypatch.undo()
    after = open_at(tmp_path)
    assert set(before + reported) <= set(ids(after))
    after.store(page(40))
    assert failures(after) == []
    assert set(before + reported) <= set(ids(after))
