"""Many spans asked at once whether one of them touches or holds a stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


S = TypeVar("S", bound=Spanned)


class SpanIndex:
    """Spans in order of their starts, with the farthest end so far."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        """Return whether some span shares a code point with the stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def holds(self, start: int, end: int) -> bool:
        """Return whether some span begins at or before the stretch and reaches its end."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def inside(items: Sequence[S], start: int, end: int) -> list[S]:
    """Return the items, given in order of their starts, that lie within a stretch."""
    first = bisect_left(items, start, key=lambda item: item.start)
    last = bisect_left(items, end, key=lambda item: item.start)
    return [item for item in items[first:last] if item.end <= end]
