"""A row of the log and its bytes as WARC 1.1 records, one gzip member a record.

The records are a pure function of the row and the bytes: what a crash or a disk took can be written again,
and a check compares what lies there with what should.
"""

from __future__ import annotations

import re
import uuid
import zlib
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from dateline.capture import codes
from dateline.capture.blobs import digest_of
from dateline.errors import SourceError
from dateline.model import CaptureKind

IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
#: The head of every member: deflate, no name, no time, no system, so that no bit of it may differ.
MEMBER_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LEVEL = 6
_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
_REQUEST = "application/http; msgtype=request"
_RESPONSE = "application/http; msgtype=response"
_FIELDS = "application/warc-fields"


def record_id(capture_id: str, role: str) -> str:
    """Return the id of a capture's record: the same on any machine."""
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, f'dateline:{capture_id}/{role}')}>"


def warcinfo(name: str, *, at: str, software: str) -> bytes:
    """Return the record that opens a WARC file."""
    fields = {"software": software, "format": "WARC File Format 1.1", "isPartOf": name}
    return _record("warcinfo", record_id(name, at), at, None, _fields(fields), _FIELDS, WARC_Filename=name)


def records_of(data: Mapping[str, Any], body: bytes) -> list[bytes]:
    """Return the records of a capture's row, in order: redirects, request, answer, metadata."""
    out: list[bytes] = []
    for number, hop in enumerate(data["redirects"]):
        out += _pair(data["id"], hop, b"", role=f"hop{number}-", digest=digest_of(b""))
    out += _pair(data["id"], {**data, "url": data["final_url"]}, body, role="", digest=data["digest"])
    out.append(_metadata(data))
    return out


def _pair(ident: str, data: Mapping[str, Any], body: bytes, *, role: str, digest: str) -> list[bytes]:
    """Return request (where one is known) and answer of one step."""
    at, url = data["captured_at"], data["url"]
    answer_id = record_id(ident, f"{role}response")
    out: list[bytes] = []
    if data["request"]:
        block = _http(_request_line(url), data["request"])
        request_id = record_id(ident, f"{role}request")
        ties = {"WARC_Concurrent_To": answer_id, "WARC_Payload_Digest": digest_of(b"")}
        out.append(_record("request", request_id, at, url, block, _REQUEST, **ties))
    extra = {"WARC_Payload_Digest": digest} | _place(data)
    if data.get("kind") == CaptureKind.FILE:
        kind = data["media_type"] or "application/octet-stream"
        return [*out, _record("resource", answer_id, at, url, body, kind, **extra)]
    head = _http(f"HTTP/1.1 {data['status']} {data['reason']}".rstrip(), _unchunked(data["response"]))
    if data.get("kind") == CaptureKind.REVISIT:
        return [*out, _record("revisit", answer_id, at, url, head, _RESPONSE, **extra, **_refers(data))]
    return [*out, _record("response", answer_id, at, url, head + body, _RESPONSE, **extra)]


def _refers(data: Mapping[str, Any]) -> dict[str, str]:
    return {
        "WARC_Profile": NOT_MODIFIED if data["status"] == 304 else IDENTICAL,
        "WARC_Refers_To": record_id(data["revisit_of"], "response"),
        "WARC_Refers_To_Target_URI": data["refers_to"]["url"],
        "WARC_Refers_To_Date": data["refers_to"]["captured_at"],
    }


def _place(data: Mapping[str, Any]) -> dict[str, str]:
    try:
        return {"WARC_IP_Address": str(ip_address(data["address"] or ""))}
    except ValueError:
        return {}


def _metadata(data: Mapping[str, Any]) -> bytes:
    """Return the record that ties the others to their row of the log."""
    certificates = [step["certificate"] for step in (*data["redirects"], data) if step["certificate"]]
    fields = {
        "dateline-capture": data["id"],
        "dateline-row": str(data["n"]),
        "dateline-previous-row": f"sha256:{data['prev']}",
        "certificate-sha256": " ".join(certificates),
        "via": data["url"] if data["url"] != data["final_url"] else "",
    }
    return _record(
        "metadata",
        record_id(data["id"], "metadata"),
        data["stored_at"],
        data["final_url"],
        _fields(fields),
        _FIELDS,
        WARC_Concurrent_To=record_id(data["id"], "response"),
    )


def _fields(fields: Mapping[str, str]) -> bytes:
    return "".join(f"{key}: {_flat(value)}\r\n" for key, value in fields.items() if value).encode("utf-8")


def _request_line(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "GET / HTTP/1.1"
    return f"GET {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1"


def _unchunked(headers: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return the headers; a transfer encoding that is undone keeps its value under another name."""
    return [
        ("X-Archive-Orig-" + name if name.lower() == "transfer-encoding" else name, value)
        for name, value in headers
    ]


def _http(first: str, headers: Sequence[Sequence[str]]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    return b"".join(_bytes(_flat(line)) + b"\r\n" for line in [*lines, ""])


def _flat(value: str) -> str:
    return _BREAKS.sub(" ", value)


def _bytes(text: str) -> bytes:
    """Return the bytes that the wire had: header text is Latin-1 wherever it can be."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", errors="replace")


def _record(
    kind: str, ident: str, at: str, url: str | None, block: bytes, content_type: str, /, **more: str
) -> bytes:
    headers = [("WARC-Type", kind), ("WARC-Record-ID", ident), ("WARC-Date", at)]
    if url is not None:
        headers.append(("WARC-Target-URI", _flat(url).replace(" ", "%20")))
    headers += [(name.replace("_", "-"), _flat(value).replace(" ", "%20")) for name, value in more.items()]
    headers.append(("WARC-Block-Digest", digest_of(block)))
    # Imported late: what only reads the archive does without.
    from dateline.capture.warc_format import format_record

    return format_record(kind, headers, block, content_type=_flat(content_type))


def pack(record: bytes) -> bytes:
    """Return the record as one gzip member."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(record) + deflate.flush()
    tail = zlib.crc32(record).to_bytes(4, "little") + (len(record) & 0xFFFFFFFF).to_bytes(4, "little")
    return MEMBER_HEAD + packed + tail


def unpack(data: bytes, *, max_bytes: int) -> list[bytes]:
    """Return the records of whole gzip members.

    Raises:
        SourceError: D132 a member that is damaged or cut short, D104 larger than ``max_bytes`` together.
    """
    out: list[bytes] = []
    left = max_bytes
    while data:
        stream = zlib.decompressobj(wbits=31)
        try:
            record = stream.decompress(data, left + 1)
        except zlib.error as error:
            raise SourceError(codes.BAD_MEMBER, f"record {len(out) + 1}: {error}") from None
        left -= len(record)
        if left < 0:
            raise SourceError(codes.TOO_LARGE, f"records of more than {max_bytes} bytes")
        if not stream.eof:
            raise SourceError(codes.BAD_MEMBER, f"record {len(out) + 1}: cut short")
        out.append(record)
        data = stream.unused_data
    return out
