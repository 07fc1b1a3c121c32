"""Bad input: a clear line with a code, and the other inputs still done."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.commands import cli

pytestmark = pytest.mark.usefixtures("gazetteer")

GOOD = "<html><body><article><h1>Crossing closes</h1><p>{}</p></article></body></html>".format(
    "The crossing closed at noon, the Example Crossing Authority said on Monday. " * 5
)


def _run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(words), input=stdin, catch_exceptions=False)


def _written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


BAD = {
    "empty": ("bad.html", b""),
    "blank": ("bad.txt", b" \n\t\n"),
    "binary": ("bad.html", bytes(range(256)) * 64),
    "binary text": ("bad.txt", b"\x00\x01\x02\xff\xfe" * 500),
    "too large": ("bad.html", b"<p>" + b"a " * 25_000_000 + b"</p>"),
    "not JSON": ("bad.json", b"{id: r1}"),
    "half a gzip": ("bad.html.gz", gzip.compress(GOOD.encode(), mtime=0)[:40]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_others_are_done(tmp_path: Path, name: str) -> None:
    bad = _written(tmp_path, *BAD[name])
    good = _written(tmp_path, "good.html", GOOD.encode())
    done = _run("read", bad, good, "--json")
    assert done.exit_code == 1
    rows = json.loads(done.stdout)
    assert [row["id"] for row in rows if "error" not in row] == ["good"]
    (failed,) = (row for row in rows if "error" in row)
    assert failed["error"]["code"].startswith("D")
    lines = [line for line in done.stderr.splitlines() if failed["error"]["code"] in line]
    assert len(lines) == 1


def test_deep_nesting_is_no_crash(tmp_path: Path) -> None:
    page = b"<html><body>" + b"<div>" * 200_000 + b"Deep." + b"</div>" * 200_000
    deep = _written(tmp_path, "deep.html", page)
    good = _written(tmp_path, "good.html", GOOD.encode())
    done = _run("read", deep, good, "--json")
    assert done.exit_code in (0, 1)
    assert "good" in [row.get("id") for row in json.loads(done.stdout)]


def test_broken_utf8_is_read_all_the_same(tmp_path: Path) -> None:
    text = "Die Brücke ist gesperrt, sagte die Behörde am Montag dem Exercise Wire. " * 3
    page = f"<html><body><article><p>{text}</p></article></body></html>".encode().replace(
        b"\xc3\xbc", b"\xc3", 1
    )
    done = _run("read", _written(tmp_path, "broken.html", page), "--json")
    assert done.exit_code == 0
    assert "gesperrt" in json.loads(done.stdout)["text"]


def test_the_year_9999_is_no_crash(tmp_path: Path) -> None:
    records = [
        {
            "id": "r1",
            "published_at": "9999-12-31T23:59:59+14:00",
            "text": "On 31 December 9999 it closed, he said.",
        },
        {"id": "r2", "published_at": "10000-01-01", "text": "Tomorrow the crossing opens, the office said."},
        {"id": "r3", "published_at": "0001-01-01T00:00:00+23:59", "text": "Yesterday it closed, they said."},
    ]
    path = _written(tmp_path, "far.jsonl", "\n".join(map(json.dumps, records)).encode())
    done = _run("read", "--jsonl", path)
    assert done.exit_code in (0, 1)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["r1", "r2", "r3"]
    assert _run("sheet", "--jsonl", path, "--json").exit_code in (0, 1)


def test_bulk_gives_one_line_out_for_each_line_in() -> None:
    lines = [
        '{"id": "r1", "text": "It closed, the office said."}',
        "no json",
        '["a"]',
        '{"id": "r2"}',
        '{"id": "r1", "text": "Another text of the same id."}',
        '{"id": "r3", "text": "It opened."}',
    ]
    done = _run("read", "--jsonl", "-", stdin="\n".join(lines) + "\n")
    assert done.exit_code == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["error" in row for row in rows] == [False, True, True, True, True, False]
    assert rows[1]["line"] == 2
    assert rows[1]["id"] is None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = _run("read", str(tmp_path / "nowhere.html"), "--json")
    assert done.exit_code == 1
    assert "nowhere.html" in done.stderr


@pytest.mark.parametrize("command", ["read", "sheet"])
def test_records_that_are_not_there_are_one_line_with_a_code(tmp_path: Path, command: str) -> None:
    done = _run(command, "--jsonl", str(tmp_path / "nowhere.jsonl"))
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "D101" in done.stderr
    assert "nowhere.jsonl" in done.stderr


def test_packed_records_that_are_cut_off_are_told_after_the_whole_ones(tmp_path: Path) -> None:
    rows = "".join(f'{{"id": "r{n}", "text": "Words {n} of it."}}\n' for n in range(500)).encode()
    path = _written(tmp_path, "rows.jsonl.gz", gzip.compress(rows, mtime=0)[:-300])
    done = _run("read", "--jsonl", path)
    assert done.exit_code == 1
    assert json.loads(done.stdout.splitlines()[0])["id"] == "r0"
    assert json.loads(done.stdout.splitlines()[-1])["error"]["code"] == "D105"


def test_a_line_names_its_input_once(tmp_path: Path) -> None:
    bad = _written(tmp_path, "bad.html", b"")
    rows = _written(tmp_path, "rows.jsonl", b'{"id": "bad", "text": "t"}\n{"id": "bad", "text": "u"}\n')
    lines = [line for line in _run("read", bad, rows).stderr.splitlines() if "D102" in line or "D208" in line]
    assert len(lines) == 2
    assert all(line.count("bad") == 1 for line in lines)


def test_a_folder_names_what_it_passes_over(tmp_path: Path) -> None:
    _written(tmp_path, "good.html", GOOD.encode())
    _written(tmp_path, "notes.docx", b"PK")
    done = _run("sheet", str(tmp_path), "--json")
    assert done.exit_code == 0
    assert "notes.docx" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["read"],
        ["read", "a.html", "--jsonl", "-"],
        ["sheet"],
        ["sheet", "x", "--as-of", "soon"],
        ["nonsense"],
        ["gazetteer", "look-up", "Mosul", "--near", "north"],
    ],
)
def test_wrong_usage_is_2(words: list[str]) -> None:
    assert CliRunner().invoke(cli, words).exit_code == 2


@pytest.mark.parametrize("command", ["read", "sheet"])
def test_an_empty_folder_is_no_success(tmp_path: Path, command: str) -> None:
    done = _run(command, str(tmp_path), "--json")
    assert done.exit_code == 1
    assert "D113" in done.stderr


@pytest.mark.parametrize("words", [["sheet", "--html"], ["read", "--map"]])
def test_an_output_that_cannot_be_written_is_told_before_the_work(tmp_path: Path, words: list[str]) -> None:
    good = _written(tmp_path, "good.html", GOOD.encode())
    done = CliRunner().invoke(cli, [words[0], good, words[1], str(tmp_path / "nowhere" / "out.html")])
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
