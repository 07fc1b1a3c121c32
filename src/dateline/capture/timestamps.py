"""Time stamps of outside authorities (RFC 3161) over the roots of seals. Queued as files, never in the way.

Needs the extra ``stamp`` to send and to check; without it, or without a network, the queue waits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from dateline.capture import codes, durable
from dateline.capture.entries import instant
from dateline.capture.seals import Seal, seal_days, seals
from dateline.errors import ConfigError, SourceError
from dateline.model import Finding

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

STAMP = "stamp"
HEADERS = (("Content-Type", "application/timestamp-query"), ("Accept", "application/timestamp-reply"))
#: An answer of an authority, certificates and all, is some six kilobytes.
MAX_ANSWER_BYTES = 1_000_000


class Post(Protocol):
    """Sends bytes to an address and returns the answer's; the caller brings one with a guard of its own."""

    def __call__(self, url: str, body: bytes, headers: Sequence[tuple[str, str]]) -> bytes:
        """Return the body of the answer.

        Raises:
            SourceError: It could not be had.
            OSError: The same, from below.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A stamp that is still to be had: which authority over which seal."""

    path: Path
    seal: int
    root: str
    authority: str


def close_days(
    archive: Archive, *, authorities: Sequence[str] = (), post: Post | None = None
) -> list[Finding]:
    """Seal the days that are over, queue their stamps, and send what is queued where there is a way to.

    Returns what came of sending; no network, or no extra ``stamp``, leaves the queue as it is.
    """
    queue(archive, seal_days(archive, before=archive.now()[:10]), authorities=authorities)
    if post is None or next(queued(archive), None) is None:
        return []
    try:
        return send(archive, post=post, trust=archive.roots())
    except ConfigError as error:
        return [Finding(code=error.code, subject="time stamps", message=error.message, note=True)]


def queue(archive: Archive, made: Iterable[Seal], *, authorities: Sequence[str]) -> None:
    """Queue a stamp of each authority over each seal."""
    folder = _queue_folder(archive)
    for seal in made:
        for authority in authorities:
            durable.make_folder(folder)
            mark = hashlib.sha256(authority.encode("utf-8")).hexdigest()[:8]
            path = folder / f"{seal.row:08}-{mark}.json"
            data = {"seal": seal.row, "root": seal.root, "authority": authority}
            text = json.dumps(data, indent=1).encode("utf-8")
            durable.place(path, text, draft=path.with_suffix(".draft"))


def queued(archive: Archive) -> Iterator[Queued]:
    """Yield the stamps that are still to be had, oldest seal first."""
    folder = _queue_folder(archive)
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            data = json.loads(path.read_bytes())
            yield Queued(
                path=path, seal=int(data["seal"]), root=str(data["root"]), authority=str(data["authority"])
            )
        except (ValueError, KeyError, TypeError):
            continue


def send(archive: Archive, *, post: Post, trust: Sequence[bytes] = ()) -> list[Finding]:
    """Ask for every queued stamp; return what came of each: a note for a stamp kept, a finding for none.

    ``trust`` are the authorities' own root certificates (PEM): an answer that does not hold is not kept.
    What fails stays queued.

    Raises:
        ConfigError: D403, the extra ``stamp`` is not installed.
    """
    _library()
    return [_send_one(archive, item, post=post, trust=trust) for item in queued(archive)]


def _send_one(archive: Archive, item: Queued, *, post: Post, trust: Sequence[bytes]) -> Finding:
    subject = f"seal in row {item.seal}"
    try:
        if not _is_sealed(archive, item):
            raise SourceError(codes.BAD_STAMP, "queued over a root that the log does not hold")
        answer, at = _ask(item, post=post, trust=trust)
        with archive.writing() as commit:
            token = archive.blobs.put(answer)
            data = {"type": STAMP, "stored_at": archive.now(), "seal": item.seal, "root": item.root}
            commit.add_row({**data, "authority": item.authority, "at": instant(at), "token": token})
    except (SourceError, OSError) as error:
        return Finding(code=codes.BAD_STAMP, subject=subject, message=f"{item.authority}: {error}")
    item.path.unlink()
    message = f"stamped by {item.authority} at {instant(at)}"
    return Finding(code=codes.BAD_STAMP, subject=subject, message=message, note=True)


def _is_sealed(archive: Archive, item: Queued) -> bool:
    return any(seal.row == item.seal and seal.root == item.root for seal in seals(archive.log))


def _ask(item: Queued, *, post: Post, trust: Sequence[bytes]) -> tuple[bytes, datetime]:
    library = _library()
    builder = library.TimestampRequestBuilder().data(bytes.fromhex(item.root))
    request = builder.hash_algorithm(library.HashAlgorithm.SHA256).build()
    answer = post(item.authority, request.as_bytes(), HEADERS)
    if len(answer) > MAX_ANSWER_BYTES:
        raise SourceError(codes.BAD_STAMP, f"an answer of {len(answer)} bytes")
    return answer, check(answer, root=item.root, trust=trust, nonce=request.nonce)


def check(answer: bytes, *, root: str, trust: Sequence[bytes], nonce: int | None = None) -> datetime:
    """Return the instant that an authority's answer states, once it is found to be over ``root``.

    The signature is checked where ``trust`` gives root certificates to check it against.

    Raises:
        SourceError: D138, it is no answer, refuses, is over other bytes, or is signed by nobody trusted.
        ConfigError: D403, the extra ``stamp`` is not installed.
    """
    library = _library()
    try:
        response = library.decode_timestamp_response(answer)
        if response.status != library.PKIStatus.GRANTED:
            raise SourceError(
                codes.BAD_STAMP, f"refused: {', '.join(response.status_string) or response.status}"
            )
        info = response.tst_info
    except ValueError as error:
        raise SourceError(codes.BAD_STAMP, f"no answer of an authority ({error})") from None
    if info.message_imprint.message != hashlib.sha256(bytes.fromhex(root)).digest():
        raise SourceError(codes.BAD_STAMP, "a stamp over other bytes")
    if nonce is not None and info.nonce != nonce:
        raise SourceError(codes.BAD_STAMP, "a stamp for another request")
    if trust:
        _check_signature(response, root=root, trust=trust)
    at: datetime = info.gen_time
    return at


def _check_signature(response: Any, *, root: str, trust: Sequence[bytes]) -> None:
    from cryptography import x509

    library = _library()
    builder = library.VerifierBuilder()
    try:
        for pem in trust:
            for certificate in x509.load_pem_x509_certificates(pem):
                builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(response, bytes.fromhex(root))
    except (library.VerificationError, ValueError) as error:
        raise SourceError(codes.BAD_STAMP, f"the signature does not hold ({error})") from None


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        message = "time stamps need a package more: pip install 'dateline[stamp]'"
        raise ConfigError(codes.NO_EXTRA, message) from None
    return rfc3161_client


def _queue_folder(archive: Archive) -> Path:
    return archive.folder / "stamps" / "queue"
