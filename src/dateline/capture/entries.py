"""A capture as a row of the log: everything its WARC records are made of, but for the bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from dateline.capture import codes
from dateline.errors import SourceError
from dateline.model import ArchivedCapture, CaptureKind, Exchange

CAPTURE = "capture"
_CHARSET = re.compile(r""";[ \t]*charset[ \t]*=[ \t"']*([\w.:+-]+)""", re.IGNORECASE)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def instant(moment: datetime) -> str:
    """Return the instant in UTC, microseconds and all."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_instant(text: str) -> datetime:
    """Return the instant that ``instant`` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def capture_id(url: str, *, at: str | None, digest: str) -> str:
    """Return ``cap-`` and 16 digits of a hash of what makes a capture distinct; a file's instant does not."""
    moment = None if url.startswith("file:") else at
    distinct = json.dumps([url, moment, digest], ensure_ascii=True).encode("ascii")
    return "cap-" + hashlib.sha256(distinct).hexdigest()[:16]


def media_type_of(headers: Sequence[tuple[str, str]]) -> str | None:
    """Return the media type without its parameters, in small letters; None where none is given."""
    value = _first(headers, "content-type")
    bare = value.split(";")[0].strip().lower() if value else ""
    return bare if "/" in bare else None


def charset_of(headers: Sequence[tuple[str, str]]) -> str | None:
    """Return the charset that the answer states, None where it states none."""
    match = _CHARSET.search(_first(headers, "content-type") or "")
    return match[1].lower() if match is not None else None


def _first(headers: Sequence[tuple[str, str]], name: str) -> str | None:
    return next((value for key, value in headers if key.lower() == name), None)


def entry_of(
    exchange: Exchange, capture: ArchivedCapture, *, refers_to: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return what a row of the log says of a capture.

    ``refers_to`` is the address and the instant of the capture whose bytes stand for a revisit's.
    """
    return {
        "type": CAPTURE,
        "id": capture.id,
        "kind": capture.kind.value,
        "url": capture.url,
        "final_url": capture.final_url,
        "captured_at": instant(capture.captured_at),
        "status": capture.status,
        "media_type": capture.media_type,
        "digest": capture.digest,
        "length_bytes": capture.length_bytes,
        "revisit_of": capture.revisit_of,
        "refers_to": refers_to,
        "etag": capture.etag,
        "last_modified": capture.last_modified,
        **_wire(exchange),
        "redirects": [
            {"url": hop.url, "captured_at": instant(hop.fetched_at), "status": hop.status, **_wire(hop)}
            for hop in exchange.redirects
        ],
    }


def _wire(exchange: Exchange) -> dict[str, Any]:
    return {
        "reason": exchange.reason,
        "request": [list(pair) for pair in exchange.request_headers],
        "response": [list(pair) for pair in exchange.response_headers],
        "address": exchange.address,
        "certificate": exchange.certificate,
    }


#: What a row holds, and of which type: text, a number, or either of them or nothing.
_TEXTS = ("id", "kind", "url", "final_url", "captured_at", "digest", "stored_at", "tool", "reason")
_MAYBE = ("media_type", "revisit_of", "etag", "last_modified", "address", "certificate")
_OF_HOPS = ("url", "captured_at", "reason")


def capture_of(data: Mapping[str, Any]) -> ArchivedCapture:
    """Return the capture that a row of the log holds, once the whole row is found to be as it should.

    Raises:
        SourceError: D136, the row lacks something or holds another type.
    """
    try:
        _check(data)
        return ArchivedCapture(
            id=data["id"],
            kind=CaptureKind(data["kind"]),
            url=data["url"],
            final_url=data["final_url"],
            captured_at=read_instant(data["captured_at"]),
            status=data["status"],
            media_type=data["media_type"],
            digest=data["digest"],
            length_bytes=data["length_bytes"],
            revisit_of=data["revisit_of"],
            etag=data["etag"],
            last_modified=data["last_modified"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(codes.BROKEN_LOG, f"row {data.get('n')}: no capture in it ({error})") from None


def _check(data: Mapping[str, Any]) -> None:
    """Raise ValueError where a field that records are made of is of another type."""
    hops = data["redirects"]
    wrong = [key for key in _TEXTS if not isinstance(data[key], str)]
    wrong += [key for key in _MAYBE if not isinstance(data[key], str | None)]
    wrong += [key for key in ("request", "response") if not _are_pairs(data[key])]
    wrong += (
        [] if isinstance(data["status"], int | None) and isinstance(data["length_bytes"], int) else ["status"]
    )
    wrong += [] if _DIGEST.fullmatch(data["digest"]) else ["digest"]
    wrong += [] if isinstance(hops, list) and all(_is_hop(hop) for hop in hops) else ["redirects"]
    wrong += [] if data["revisit_of"] is None or _is_reference(data["refers_to"]) else ["refers_to"]
    if wrong:
        raise ValueError(f"not as it should be: {', '.join(wrong)}")


def _is_hop(hop: object) -> bool:
    return (
        isinstance(hop, dict)
        and all(isinstance(hop.get(key), str) for key in _OF_HOPS)
        and all(isinstance(hop.get(key), str | None) for key in ("address", "certificate"))
        and isinstance(hop.get("status"), int)
        and _are_pairs(hop.get("request"))
        and _are_pairs(hop.get("response"))
    )


def _is_reference(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(k), str) for k in ("url", "captured_at"))


def _are_pairs(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        for pair in value
    )


def pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Return headers as a row of the log holds them, as pairs."""
    return tuple((str(name), str(value)) for name, value in rows)
