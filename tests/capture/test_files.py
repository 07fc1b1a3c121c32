from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dateline.capture import NOTES, load_files
from dateline.capture.files import Seen
from dateline.model import Capture, Failure

LIMIT = 10_000


def load(*paths: Path | str, limit: int = LIMIT) -> list[Capture | Failure]:
    return list(load_files(paths, max_bytes=limit))


def test_a_page_a_text_and_records_are_captures(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Words.</p>")
    (tmp_path / "b.txt").write_text("Words.")
    (tmp_path / "c.jsonl").write_text('{"id": "r1", "text": "t"}\n\n{"id": "r2", "html": "<p>h"}\n')
    (tmp_path / "d.json").write_text('[{"id": "r3", "text": "t", "title": "T"}]')
    found = load(tmp_path)
    assert [c.id for c in found if isinstance(c, Capture)] == ["a", "b", "r1", "r2", "r3"]
    assert found[0] == Capture(id="a", html=b"<p>Words.</p>")
    assert found[1] == Capture(id="b", text="Words.")


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>one", mtime=0) + gzip.compress(b" two", mtime=0))
    assert load(tmp_path / "a.html.gz") == [Capture(id="a", html=b"<p>one two")]


def test_names_that_agree_become_paths(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Words of {folder}.")
    ids = [c.id for c in load(tmp_path)]
    assert ids == [(tmp_path / "x" / "a.txt").as_posix(), (tmp_path / "y" / "a.txt").as_posix()]


def test_the_same_bytes_twice_are_one_report_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.txt").write_text("Words.")
    first, second = load(tmp_path)
    assert isinstance(first, Capture)
    assert isinstance(second, Failure)
    assert second.code in NOTES


def test_other_files_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / "b.png").write_bytes(b"x")
    (note,) = load(tmp_path)
    assert isinstance(note, Failure)
    assert (note.code, note.code in NOTES) == ("D109", True)
    assert "a.pdf" in note.message
    assert "b.png" in note.message


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b"", "D102"),
        ("a.txt", b"  \n", "D102"),
        ("a.html", bytes(range(256)), "D103"),
        ("a.html", b"x" * (LIMIT + 1), "D104"),
        ("a.html.gz", gzip.compress(b"x" * 2 * LIMIT, mtime=0), "D104"),
        ("a.html.gz", gzip.compress(b"<p>words", mtime=0)[:-6], "D105"),
        ("a.json", b"{", "D202"),
        ("a.jsonl", b"nothing", "D202"),
    ],
)
def test_what_cannot_be_used_is_a_failure_with_its_code(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (failure,) = load(tmp_path / name)
    assert isinstance(failure, Failure)
    assert failure.code == code


def test_one_bad_file_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Words.")
    failure, capture = load(tmp_path / "a.html", tmp_path / "b.txt")
    assert isinstance(failure, Failure)
    assert isinstance(capture, Capture)


@pytest.mark.parametrize("given", ["post.example/a/story", "www.post.example"])
def test_an_address_without_its_scheme_is_told(given: str) -> None:
    (failure,) = load(given)
    assert isinstance(failure, Failure)
    assert failure.code == "D101"
    assert "https://" in failure.message


def test_bytes_and_ids_of_other_inputs_are_known(tmp_path: Path) -> None:
    seen = Seen()
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.txt").write_text("Other words.")
    assert seen.again(b"Words.", "https://post.example/a") is None
    seen.ids.add("b")
    first, second = load_files([tmp_path / "a.txt", tmp_path / "b.txt"], max_bytes=LIMIT, seen=seen)
    assert isinstance(first, Failure)
    assert isinstance(second, Failure)
    assert (first.code, second.code) == ("D110", "D208")
    assert "https://post.example/a" in first.message


def test_bytes_that_are_no_utf_8_are_replaced_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("café naïve ".encode() + b"\xff end")
    note, capture = load(tmp_path / "a.txt")
    assert isinstance(note, Failure)
    assert note.code in NOTES
    assert isinstance(capture, Capture)
    assert capture.text == "café naïve \ufffd end"


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = load(tmp_path / "none.html")
    assert isinstance(failure, Failure)
    assert failure.code == "D101"
