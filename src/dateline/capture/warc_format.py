"""One WARC record as bytes, put together by warcio."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.capture.blobs import digest_of

VERSION = "WARC/1.1"
#: warcio states no types.
_Heads: Any = StatusAndHeaders
_WarcRecord: Any = ArcWarcRecord
_Writer: Any = WARCWriter


class _Raw(StatusAndHeaders):
    """An HTTP head that warcio writes as it is, instead of escaping what is not ASCII."""

    def __init__(self, raw: bytes) -> None:
        _Heads.__init__(self, "", [])
        self._raw = raw

    def __bool__(self) -> bool:
        return True

    def compute_headers_buffer(self, _filter: object = None) -> None:
        self.headers_buff = self._raw


def format_record(kind: str, headers: Sequence[tuple[str, str]], block: bytes, *, content_type: str) -> bytes:
    """Return the record with its headers in the order given; length and content type come last."""
    warc = _Heads("", [(k, v.encode("utf-8", "replace").decode()) for k, v in headers], VERSION)
    if kind == "metadata":
        # warcio would add one in SHA-1.
        warc.add_header("WARC-Payload-Digest", digest_of(block))
    raw, http = (b"", _Raw(block)) if kind == "revisit" else (block, None)
    record = _WarcRecord("warc", kind, warc, BytesIO(raw), http, content_type, len(block))
    record.payload_length = len(raw)
    out = BytesIO()
    _Writer(out, gzip=False, warc_version=VERSION).write_record(record)
    return out.getvalue()
