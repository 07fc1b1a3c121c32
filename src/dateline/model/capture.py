"""One fetch with all that its proof needs, and the row by which the archive knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, as the wire had them.

    ``body`` is what was sent once the transfer encoding is undone; the content encoding (gzip, br, zstd) is
    left as it came. ``redirects`` are the answers that led here, first one first; theirs are empty.
    ``certificate`` is the SHA-256 of the server's own certificate in hexadecimal digits.
    """

    url: str
    final_url: str
    fetched_at: datetime
    status: int
    reason: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    response_headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    address: str | None = None
    certificate: str | None = None
    redirects: tuple[Exchange, ...] = ()
    #: Bytes that no HTTP answer brought: a WARC's resource record.
    resource: bool = False

    def header(self, name: str) -> str | None:
        """Return the first value of an answer's header, None where it has none."""
        wanted = name.lower()
        return next((value for key, value in self.response_headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an earlier answer gave to ask "has it changed?" with."""

    etag: str | None = None
    last_modified: str | None = None


class CaptureKind(StrEnum):
    """How a capture came into the archive."""

    RESPONSE = "response"
    REVISIT = "revisit"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedCapture:
    """A row of the capture log. ``digest`` is ``sha256:`` and the digits of the bytes as they came."""

    id: str
    kind: CaptureKind
    url: str
    final_url: str
    captured_at: datetime
    status: int | None
    media_type: str | None
    digest: str
    length_bytes: int
    #: The capture whose bytes stand for a revisit's.
    revisit_of: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check of the archive found: ``subject`` names the file, row or capture it is about.

    A ``note`` tells and changes nothing: bytes that no row speaks of, a recovery after a crash.
    """

    code: str
    subject: str
    message: str
    note: bool = False
