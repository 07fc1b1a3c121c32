"""What ``verify`` says of an archive, and what it finds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.capture.timestamps import Post
from dateline.cli.settings import Settings
from dateline.errors import SourceError
from tests.cli.web import IDENT, PAGES, Web, address, addresses, lines_of

pytestmark = pytest.mark.enable_socket


def test_verify_counts_what_matches(web: Web) -> None:
    web.run("capture", *addresses())
    done = web.run("verify")
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()
    assert first == "14 captures, 14 blobs, 1 WARC file: all match"
    assert re.fullmatch(r"14:[0-9a-f]{64} is the last row of the log .*", second)
    assert done.stderr == ""


def noted(web: Web) -> str:
    return web.run("verify").stdout.splitlines()[1].split()[0]


def test_a_noted_row_holds_whatever_was_added_since(web: Web) -> None:
    web.run("capture", address(1))
    before = noted(web)
    web.run("capture", address(2))
    assert web.run("verify", "--noted", before, "--noted", noted(web)).exit_code == 0


def test_an_archive_made_anew_is_not_the_one_that_was_noted(web: Web, tmp_path: Path) -> None:
    web.run("capture", address(1))
    web.run("capture", address(2))
    before = noted(web)
    shutil.rmtree(tmp_path / "home" / "archive")
    web.run("capture", address(1))
    assert web.run("verify").exit_code == 0
    (line,) = lines_of(web.run("verify", "--noted", before).stderr, "D136")
    assert line == "dateline: row 2: D136 noted, but not there: the log ends at row 1"
    web.put(address(2), PAGES["r03-example-post"])
    web.run("capture", address(2))
    assert web.run("verify").exit_code == 0
    (line,) = lines_of(web.run("verify", "--noted", before).stderr, "D136")
    assert line.startswith("dateline: row 2: D136 not the row that was noted")


def test_verify_names_a_flipped_bit_in_one_line(web: Web, tmp_path: Path) -> None:
    web.run("capture", *addresses())
    blob = next(p for p in sorted((tmp_path / "home" / "archive" / "blobs").rglob("*")) if p.is_file())
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.chmod(0o644)
    blob.write_bytes(data)
    done = web.run("verify")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(lines_of(done.stderr, "D135")) == 1
    assert "NOT" in done.stderr


def damage(web: Web) -> None:
    """Change a byte of everything that the archive holds."""
    assert web.tools is not None
    for blob in (web.tools.settings.archive / "blobs").rglob("*"):
        if blob.is_file():
            data = bytearray(blob.read_bytes())
            data[len(data) // 2] ^= 1
            blob.write_bytes(data)


def test_a_damaged_capture_is_told_by_its_address_and_never_taken_for_none(web: Web) -> None:
    ident = IDENT.findall(web.run("capture", address(1)).stdout)[0]
    damage(web)
    for given in (address(1), ident):
        done = web.run("read", given, "--offline")
        (line,) = lines_of(done.stderr, "D135")
        assert address(1) in line
        assert done.stdout == ""


def test_a_damaged_capture_is_fetched_again_and_whole_then(web: Web) -> None:
    web.run("capture", address(1))
    damage(web)
    assert web.run("read", address(1)).exit_code == 0
    assert web.run("verify").exit_code == 0


def test_verify_names_the_address_whose_bytes_were_changed(web: Web) -> None:
    web.run("capture", address(1))
    damage(web)
    (line,) = lines_of(web.run("verify").stderr, "D135")
    assert address(1) in line


def test_verify_finds_an_archive_whose_log_is_gone(web: Web, tmp_path: Path) -> None:
    web.run("capture", address(1))
    for name in ("captures.jsonl", "head"):
        (tmp_path / "home" / "archive" / name).unlink()
    done = web.run("verify")
    assert done.exit_code == 1
    assert lines_of(done.stderr, "D136")


def test_verify_without_an_archive_is_no_success(web: Web) -> None:
    with pytest.raises(SourceError, match="D130"):
        web.run("verify")


def test_a_day_that_is_over_is_sealed_and_stamped_when_there_is_a_way(web: Web) -> None:
    pytest.importorskip("rfc3161_client")
    from tests.capture.authority import Authority

    authority = Authority()
    authority.down = True

    @contextmanager
    def open_post(settings: Settings) -> Iterator[Post]:
        yield authority.post

    assert web.tools is not None
    web.tools = replace(web.tools, poster=open_post)

    def stamped(settings: Settings) -> Settings:
        return replace(settings, stamp_authorities=("https://time.example/tsr",))

    web.run("capture", address(1), settings=stamped)
    web.later(days=1)
    off = web.run("capture", address(2), settings=stamped)
    assert off.exit_code == 0
    assert "time.example" in off.stderr
    assert web.run("verify").stdout.startswith("2 captures, 2 blobs, 2 WARC files, 1 sealed day: all match\n")
    authority.down = False
    assert "stamped by https://time.example/tsr" in web.run("capture", address(2), settings=stamped).stderr
    (roots := web.tools.settings.archive / "stamps" / "roots").mkdir()
    (roots / "example.pem").write_bytes(authority.trust)
    done = web.run("verify")
    assert done.stdout.splitlines()[0] == (
        "2 captures, 2 blobs, 2 WARC files, 1 sealed day, 1 time stamp: all match"
    )
