"""Daily seals: a row of the log with the Merkle root over all rows since the seal before.

A seal, once an outside authority has stamped its root, says that these rows were there at that instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

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
    made: list[Seal] = []
    open_day = archive.open_day()
    if open_day is None or open_day >= before:
        return made
    with archive.writing() as commit:
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


class Proof(NamedTuple):
    """How to get from a row to the root of its seal; ``path`` is as ``merkle.holds`` wants it."""

    seal: Seal
    row_hash: str
    path: list[tuple[bool, bytes]]


class Proofs:
    """The proofs of rows, from one reading of the log."""

    def __init__(self, log: CaptureLog) -> None:
        self._hashes = [bytes.fromhex(row.hash) for row in log.rows()]
        self._seals = list(seals(log))

    def of(self, number: int) -> Proof | None:
        """Return the proof of a row by its number; None before a seal is over it."""
        for seal in self._seals:
            index = number - seal.first
            if 0 <= index < seal.rows:
                hashes = self._hashes[seal.first : seal.first + seal.rows]
                return Proof(seal, hashes[index].hex(), merkle.path(hashes, index))
        return None
