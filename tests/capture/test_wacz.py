from __future__ import annotations

import base64
import hashlib
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from dateline.capture import merkle
from dateline.capture.archive import Archive
from dateline.capture.log import hash_of
from dateline.capture.seals import seal_days
from dateline.capture.timestamps import check, queue, send
from dateline.capture.wacz import sort_key
from dateline.capture.warc_reader import read_warc
from dateline.errors import SourceError
from dateline.model import Exchange
from tests.capture.archives import filled, moved, open_at, page, unchanged
from tests.capture.authority import Authority


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return filled(tmp_path / "archive")


def export(archive: Archive, ids: list[str], out: Path) -> zipfile.ZipFile:
    archive.export_wacz(ids, out=out, title="An exercise")
    return zipfile.ZipFile(out)


def ids_of(archive: Archive) -> list[str]:
    return [row.id for row in archive.rows()]


def lines(wacz: zipfile.ZipFile, name: str) -> list[Any]:
    return [json.loads(line) for line in wacz.read(name).decode().splitlines()]


def test_every_resource_is_named_with_its_digest_and_size(archive: Archive, tmp_path: Path) -> None:
    with export(archive, ids_of(archive), tmp_path / "a.wacz") as wacz:
        assert wacz.testzip() is None
        package = json.loads(wacz.read("datapackage.json"))
        digest = json.loads(wacz.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(wacz.read('datapackage.json')).hexdigest()}"
        named = {resource["path"] for resource in package["resources"]}
        for resource in package["resources"]:
            data = wacz.read(resource["path"])
            assert resource["bytes"] == len(data)
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert named | {"datapackage.json", "datapackage-digest.json"} == set(wacz.namelist())
    assert (package["profile"], package["wacz_version"], package["title"]) == (
        "data-package",
        "1.1.1",
        "An exercise",
    )
    assert {"archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"} <= named


def test_nothing_in_it_is_packed_twice(archive: Archive, tmp_path: Path) -> None:
    with export(archive, ids_of(archive), tmp_path / "a.wacz") as wacz:
        assert {info.compress_type for info in wacz.infolist()} == {zipfile.ZIP_STORED}


def test_the_index_points_at_whole_members(archive: Archive, tmp_path: Path) -> None:
    with export(archive, ids_of(archive), tmp_path / "a.wacz") as wacz:
        data = wacz.read("archive/data.warc.gz")
        index = wacz.read("indexes/index.cdx").decode().splitlines()
    assert index == sorted(index)
    assert len(index) == 6
    for line in index:
        key, stamp, text = line.split(" ", 2)
        entry = json.loads(text)
        start = int(entry["offset"])
        member = zlib.decompressobj(31)
        record = member.decompress(data[start : start + int(entry["length"])])
        assert member.eof
        assert not member.unused_data
        assert f"WARC-Target-URI: {entry['url']}\r\n".encode() in record
        assert f"WARC-Payload-Digest: {entry['digest']}\r\n".encode() in record
        assert (len(stamp), key) == (14, sort_key(entry["url"]))
    mimes = {json.loads(line.split(" ", 2)[2])["mime"] for line in index}
    assert mimes == {"text/html", "warc/revisit", "text/plain", "unk"}


def test_the_same_captures_give_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.wacz", "b.wacz"):
        export(archive, ids_of(archive), tmp_path / name).close()
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()


def test_the_original_of_a_revisit_comes_with_it(tmp_path: Path) -> None:
    archive = open_at(tmp_path / "archive")
    first = archive.store(page(1))
    archive.store(moved(2))
    later = archive.store(unchanged(1))
    written = archive.export_wacz([later.id], out=tmp_path / "a.wacz", title="t", titles={later.id: "A page"})
    assert written == [first.id, later.id]
    with zipfile.ZipFile(tmp_path / "a.wacz") as wacz:
        head, *pages = lines(wacz, "pages/pages.jsonl")
        items = list(read_warc(wacz.read("archive/data.warc.gz"), max_bytes=1_000_000))
    assert head["format"] == "json-pages-1.0"
    assert [(row["id"], row.get("title")) for row in pages] == [(first.id, None), (later.id, "A page")]
    assert [item.body for item in items if isinstance(item, Exchange)] == [page(1).body] * 2


def test_the_proof_goes_with_the_file(tmp_path: Path) -> None:
    authority = Authority()
    archive = open_at(tmp_path / "archive")
    row = archive.store(page(1))
    archive.store(page(2))
    queue(archive, seal_days(archive, before="2026-11-26"), authorities=["https://time.example/"])
    send(archive, post=authority.post, trust=[authority.trust])
    with export(archive, [row.id], tmp_path / "a.wacz") as wacz:
        (line,) = wacz.read("dateline/rows.jsonl").splitlines(keepends=True)
        (proof,) = lines(wacz, "dateline/proofs.jsonl")
    assert json.loads(line)["digest"] == row.digest
    assert proof["row"] == hash_of(line)
    path = [(step["left"], bytes.fromhex(step["hash"])) for step in proof["path"]]
    assert merkle.holds(bytes.fromhex(proof["row"]), path, root=bytes.fromhex(proof["root"]))
    (stamp,) = proof["stamps"]
    answer = base64.b64decode(stamp["answer"])
    assert check(answer, root=proof["root"], trust=[authority.trust]) == authority.at


def test_a_failed_export_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "a.wacz"
    with pytest.raises(SourceError, match="D136"):
        archive.export_wacz(["cap-0000000000000000"], out=out, title="t")
    row = next(archive.rows())
    archive.blobs.path(row.digest).unlink()
    with pytest.raises(SourceError, match="D135"):
        archive.export_wacz([row.id], out=out, title="t")
    with pytest.raises(SourceError, match="D130"):
        archive.export_wacz([], out=tmp_path / "none" / "a.wacz", title="t")
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Wire.example/A?b=2&a=1", "example,wire)/a?a=1&b=2"),
        ("http://wire.example:8080", "example,wire:8080)/"),
        ("file:a%20b.html", "file:a%20b.html"),
        ("http://[::1/", "http://[::1/"),
        ("http://wire.example/a b", "example,wire)/a%20b"),
    ],
)
def test_addresses_sort_by_host(url: str, key: str) -> None:
    assert sort_key(url) == key
