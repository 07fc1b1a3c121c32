"""What ``--wacz`` writes and says."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from dateline.capture.warc_reader import read_warc
from dateline.model import Exchange
from tests.cli.web import IDENT, PAGES, Web, address, addresses, feed

pytestmark = pytest.mark.enable_socket


def pages(path: Path) -> dict[str, str | None]:
    """Return the titles of the captures in a file, by their ids; the pages' bytes must be in it too."""
    with zipfile.ZipFile(path) as wacz:
        rows = [json.loads(line) for line in wacz.read("pages/pages.jsonl").splitlines()[1:]]
        items = list(read_warc(wacz.read("archive/data.warc.gz"), max_bytes=10_000_000))
    held = {item.final_url for item in items if isinstance(item, Exchange)}
    assert held == {row["url"] for row in rows if not row["url"].endswith("/feed")}
    return {row["id"]: row.get("title") for row in rows}


def test_the_captures_behind_a_sheet_go_into_one_file(web: Web, tmp_path: Path) -> None:
    out = tmp_path / "story.wacz"
    done = web.run("sheet", *addresses()[:4], "--json", "--wacz", str(out))
    assert (done.exit_code, done.stderr) == (0, "")
    reports = {report["id"]: report["title"] for report in json.loads(done.stdout)["reports"]}
    assert len(reports) == 4
    assert pages(out) == reports


def test_reports_that_are_no_captures_are_named(web: Web, tmp_path: Path) -> None:
    page, out = tmp_path / "own.html", tmp_path / "story.wacz"
    page.write_bytes(PAGES["r03-example-post"])
    done = web.run("sheet", str(page), *addresses()[3:5], "--wacz", str(out))
    assert done.exit_code == 1
    assert f"dateline: {out}: D150 left out, no captures: own\n" in done.stderr
    assert len(pages(out)) == 2
    assert "3 reports" in done.stdout


def test_a_sheet_without_captures_writes_no_file(web: Web, tmp_path: Path) -> None:
    page, out = tmp_path / "own.html", tmp_path / "story.wacz"
    page.write_bytes(PAGES["r03-example-post"])
    done = web.run("sheet", str(page), "--wacz", str(out))
    assert done.exit_code == 1
    assert "D150 not written" in done.stderr
    assert not out.exists()


def test_capture_hands_over_what_it_took_and_what_was_there(web: Web, tmp_path: Path) -> None:
    first = web.run("capture", address(1))
    url = web.put("http://wire.example/feed", feed(address(2)), kind="application/rss+xml")
    out = tmp_path / "story.wacz"
    done = web.run("capture", IDENT.findall(first.stdout)[0], url, "--wacz", str(out))
    assert done.exit_code == 0
    assert pages(out).keys() == set(IDENT.findall(done.stdout))
    assert "Report 0" in pages(out).values()


def test_damaged_bytes_are_never_handed_over(web: Web, tmp_path: Path) -> None:
    from dateline.errors import SourceError

    ident = IDENT.findall(web.run("capture", address(1)).stdout)[0]
    assert web.tools is not None
    (blob,) = (p for p in (web.tools.settings.archive / "blobs").rglob("*") if p.is_file())
    blob.write_bytes(b"changed")
    out = tmp_path / "story.wacz"
    with pytest.raises(SourceError, match="D135"):
        web.run("capture", ident, "--wacz", str(out))
    assert not out.exists()
