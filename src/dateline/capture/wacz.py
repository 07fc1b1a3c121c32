"""Captures as one WACZ file (version 1.1.1): what a browser of archives opens, and our proof beside it.

The same captures give the same bytes. ``dateline/rows.jsonl`` holds their lines of the capture log as they
stand there; ``dateline/proofs.jsonl`` leads from each to the root of its day, and to the stamps over it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from dateline._version import __version__
from dateline.capture import codes, day_file
from dateline.capture.seals import Proofs, Seal
from dateline.capture.timestamps import MAX_ANSWER_BYTES, STAMP
from dateline.capture.warcs import pack, records_of
from dateline.errors import SourceError

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

VERSION = "1.1.1"
_WARC = "data.warc.gz"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK_BYTES = 1 << 20
_ANY_SIZE = 1 << 40


class _Resource(NamedTuple):
    path: str
    digest: str
    size: int


def export_wacz(
    archive: Archive,
    captures: Iterable[str],
    *,
    out: Path,
    title: str,
    description: str = "",
    titles: Mapping[str, str] | None = None,
) -> list[str]:
    """Write the captures, and the originals of revisits among them, to ``out``; return the ids written.

    ``titles`` are the pages' titles by capture id.

    Raises:
        SourceError: D136 no such capture, D135 its bytes are gone or changed, D130 the file cannot be
            written; nothing is left at ``out`` then.
    """
    rows = _rows(archive, captures)
    draft = out.with_name(out.name + ".draft")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as wacz:
            _write(wacz, archive, rows, title=title, description=description, titles=titles or {})
        draft.replace(out)
    except OSError as error:
        raise SourceError(codes.NO_ARCHIVE, f"{out}: {error.strerror or error}") from None
    finally:
        draft.unlink(missing_ok=True)
    return [str(row["id"]) for row in rows]


def _rows(archive: Archive, captures: Iterable[str]) -> list[Mapping[str, Any]]:
    """Return the rows of the captures and of their originals, in the order of the log."""
    rows: dict[int, Mapping[str, Any]] = {}
    wanted = list(captures)
    while wanted:
        ident = wanted.pop()
        data = archive.entry(ident)
        if data is None:
            raise SourceError(codes.BROKEN_LOG, f"{ident}: no such capture")
        rows[data["n"]] = data
        if data["revisit_of"]:
            wanted.append(data["revisit_of"])
    return [rows[number] for number in sorted(rows)]


def _write(
    wacz: zipfile.ZipFile,
    archive: Archive,
    rows: list[Mapping[str, Any]],
    *,
    title: str,
    description: str,
    titles: Mapping[str, str],
) -> None:
    index: list[str] = []
    with TemporaryFile() as warc:
        for line in _write_warc(warc, archive, rows):
            index.append(line)
        warc.seek(0)
        resources = [_add_file(wacz, f"archive/{_WARC}", warc)]
    created = max((row["captured_at"] for row in rows), default="1980-01-01T00:00:00.000000Z")
    parts = {
        "indexes/index.cdx": "".join(sorted(index)),
        "pages/pages.jsonl": "".join(_pages(rows, titles)),
        "dateline/rows.jsonl": "".join(archive.line(row["id"]) for row in rows),
        "dateline/proofs.jsonl": "".join(_proofs(archive, rows)),
    }
    resources += [_add(wacz, path, text.encode("utf-8")) for path, text in parts.items()]
    package = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": title,
        "description": description,
        "created": created,
        "software": f"dateline/{__version__}",
        "resources": [
            {"name": Path(r.path).name, "path": r.path, "hash": r.digest, "bytes": r.size} for r in resources
        ],
    }
    written = _add(
        wacz, "datapackage.json", json.dumps(package, indent=1, ensure_ascii=False).encode("utf-8")
    )
    digest = {"path": written.path, "hash": written.digest}
    _add(wacz, "datapackage-digest.json", json.dumps(digest, indent=1).encode("utf-8"))


def _write_warc(warc: IO[bytes], archive: Archive, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """Write the records; yield a line of the index for each answer among them."""
    if rows:
        opening = day_file.opening(_WARC, at=rows[0]["stored_at"], software=rows[0]["tool"])
        warc.write(pack(opening))
    for row in rows:
        body = b"" if row["revisit_of"] else archive.blobs.read(row["digest"], max_bytes=_ANY_SIZE)
        for record in records_of(row, body):
            start = warc.tell()
            packed = pack(record)
            warc.write(packed)
            line = _index_line(record, start=start, size=len(packed))
            if line is not None:
                yield line


def _index_line(record: bytes, *, start: int, size: int) -> str | None:
    """Return the CDXJ line of an answer or a file; None for other records."""
    head, _, block = record.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode("utf-8").split("\r\n")[1:] if ": " in line)
    kind = fields["WARC-Type"]
    if kind not in {"response", "revisit", "resource"}:
        return None
    status = re.match(rb"HTTP/1.1 (\d{3})", block)
    media = re.search(rb"(?i)\r\ncontent-type:[ \t]*([^\r;]+)", block.partition(b"\r\n\r\n")[0])
    url = fields["WARC-Target-URI"]
    entry = {
        "url": url,
        "mime": "warc/revisit" if kind == "revisit" else _media(fields, media, kind),
        "status": status[1].decode() if status and kind != "resource" else "200",
        "digest": fields["WARC-Payload-Digest"],
        "length": str(size),
        "offset": str(start),
        "filename": _WARC,
    }
    stamp = re.sub(r"\D", "", fields["WARC-Date"])[:14]
    return f"{sort_key(url)} {stamp} {json.dumps(entry, ensure_ascii=True)}\n"


def _media(fields: Mapping[str, str], media: re.Match[bytes] | None, kind: str) -> str:
    if kind == "resource":
        return fields["Content-Type"]
    return media[1].decode("latin-1").strip().lower() if media else "unk"


def sort_key(url: str) -> str:
    """Return the address turned around, as indexes sort: ``com,example)/path?query``."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    except ValueError:
        return re.sub(r"\s", "%20", url.lower())
    if not host:
        return re.sub(r"\s", "%20", url.lower())
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    key = ",".join(reversed(host.split("."))) + port + ")" + (parts.path or "/") + query
    return re.sub(r"\s", "%20", key.lower())


def _pages(rows: list[Mapping[str, Any]], titles: Mapping[str, str]) -> Iterator[str]:
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}) + "\n"
    for row in rows:
        page = {"id": row["id"], "url": row["final_url"], "ts": row["captured_at"]}
        title = titles.get(row["id"])
        yield json.dumps(page | ({"title": title} if title else {}), ensure_ascii=False) + "\n"


def _proofs(archive: Archive, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each capture that a seal is over: row hash, path, root, stamps."""
    stamps = [row.data for row in archive.log.rows() if row.data.get("type") == STAMP]
    proofs = Proofs(archive.log)
    for row in rows:
        proved = proofs.of(row["n"])
        if proved is not None:
            seal, leaf, steps = proved
            path = [{"left": is_left, "hash": sibling.hex()} for is_left, sibling in steps]
            held = [_stamp(archive, data) for data in stamps if data["seal"] == seal.row]
            yield (
                json.dumps({"id": row["id"], "row": leaf, "path": path, **_sealed(seal), "stamps": held})
                + "\n"
            )


def _sealed(seal: Seal) -> dict[str, str]:
    return {"day": seal.day, "root": seal.root}


def _stamp(archive: Archive, data: Mapping[str, Any]) -> dict[str, str]:
    token = archive.blobs.read(data["token"], max_bytes=MAX_ANSWER_BYTES)
    return {
        "authority": data["authority"],
        "at": data["at"],
        "answer": base64.b64encode(token).decode("ascii"),
    }


def _add(wacz: zipfile.ZipFile, path: str, data: bytes) -> _Resource:
    wacz.writestr(_info(path), data)
    return _Resource(path, f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))


def _add_file(wacz: zipfile.ZipFile, path: str, file: IO[bytes]) -> _Resource:
    digest, size = hashlib.sha256(), 0
    with wacz.open(_info(path), "w", force_zip64=True) as out:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return _Resource(path, f"sha256:{digest.hexdigest()}", size)


def _info(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, date_time=_EPOCH)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
