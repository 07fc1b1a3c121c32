"""What a reader of dumps is told and what it tells: options, skipped rows, ids seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.places.dumps.known import Known

#: Most people a place may have.
_MOST = (1 << 32) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user says of dumps that these do not say themselves."""

    format: str | None = None
    source: str | None = None
    licence: str | None = None
    #: Columns or properties of the dump by the names of ours.
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Task:
    """One dump being read."""

    path: Path
    asked: Asked
    known: Known
    room: Path
    skipped: Counter[str] = field(default_factory=Counter)
    #: GeoNames ids that rows of this dump have taken.
    taken: set[str] = field(default_factory=set)

    def skip(self, reason: str, count: int = 1) -> None:
        """Count rows that are left out."""
        self.skipped[reason] += count


def point(lat: object, lon: object) -> tuple[float, float] | None:
    """Return a point on Earth, or None."""
    try:
        here = float(str(lat)), float(str(lon))
    except ValueError:
        return None
    return here if -90 <= here[0] <= 90 and -180 <= here[1] <= 180 else None


def number(value: object) -> int:
    """Return how many people; 0 where that is not told or makes no sense."""
    try:
        return min(max(int(float(str(value))), 0), _MOST)
    except (ValueError, OverflowError):
        return 0
