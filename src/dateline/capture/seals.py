"""Daily seals: a row of the log with the Merkle root over all rows since the seal before.

A seal, once an outside authority has stamped its root, says that these rows were there at that instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.capture import codes, merkle
from dateline.capture.log import CaptureLog
from dateline.errors import SourceError

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

SEAL = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The row ``row`` seals ``rows`` rows from row ``first`` on; ``root`` is in hexadecimal digits."""

    row: int
    day: str
    first: int
    rows: int
    root: str


def seal_of(data: Mapping[str, Any]) -> Seal:
    """Return the seal that a row of the log holds.

    Raises:
        SourceError: D136, it holds none.
    """
    try:
        return Seal(
            row=int(data["n"]),
            day=str(data["day"]),
            first=int(data["first"]),
            rows=int(data["rows"]),
            root=str(data["root"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(codes.BROKEN_LOG, f"row {data.get('n')}: no seal in it ({error})") from None


def seals(log: CaptureLog) -> Iterator[Seal]:
    """Yield the seals of the log, oldest first."""
    for row in log.rows():
        if row.data.get("type") == SEAL:
            yield seal_of(row.data)


def seal_days(archive: Archive, *, before: str) -> list[Seal]:
    """Seal every day that ended before the day ``before`` (``2026-11-25``) and has rows that no seal has.

    A clock that went back does no harm: a seal goes by the order of the rows.
    """
    with archive.writing() as commit:
        made = []
        for day, first, hashes in list(_open_days(archive.log)):
            if day < before:
                root = merkle.root(hashes).hex()
                data = {"type": SEAL, "stored_at": archive.now(), "day": day, "first": first}
                row = commit.add_row({**data, "rows": len(hashes), "root": root})
                made.append(seal_of(row.data))
    return made


def _open_days(log: CaptureLog) -> Iterator[tuple[str, int, list[bytes]]]:
    """Yield day, first row and row hashes of each stretch that no seal has; seals alone are no stretch."""
    hashes, first, day, is_seal_only = _unsealed(log)
    if hashes and not is_seal_only:
        start = 0
        for index in range(1, len(day) + 1):
            if index == len(day) or day[index] > max(day[start:index]):
                yield max(day[start:index]), first + start, hashes[start:index]
                start = index


def _unsealed(log: CaptureLog) -> tuple[list[bytes], int, list[str], bool]:
    """Return hashes and days of the rows after the last sealed one, the first's number, whether all seal."""
    sealed = max((seal.first + seal.rows for seal in seals(log)), default=0)
    hashes: list[bytes] = []
    days: list[str] = []
    only = True
    for row in log.rows():
        if row.number >= sealed:
            hashes.append(bytes.fromhex(row.hash))
            days.append(str(row.data.get("stored_at", ""))[:10])
            only = only and row.data.get("type") in {SEAL, "stamp"}
    return hashes, sealed, days, only


def proof(archive: Archive, capture_id: str) -> tuple[Seal, str, list[tuple[bool, bytes]]] | None:
    """Return the seal over a capture's row, the row's hash and its path to the root; None before a seal."""
    data = archive.entry(capture_id)
    seal = next((s for s in seals(archive.log) if data and s.first <= data["n"] < s.first + s.rows), None)
    if data is None or seal is None:
        return None
    hashes = sealed_hashes(archive.log, seal)
    index = data["n"] - seal.first
    return seal, hashes[index].hex(), merkle.path(hashes, index)


def sealed_hashes(log: CaptureLog, seal: Seal) -> Sequence[bytes]:
    """Return the hashes of the rows that a seal is over."""
    inside = range(seal.first, seal.first + seal.rows)
    return [bytes.fromhex(row.hash) for row in log.rows() if row.number in inside]
