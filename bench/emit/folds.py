"""Folds that do not depend on the order of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar
from zlib import crc32

Item = TypeVar("Item")


def fold_of(group: str, *, folds: int, seed: int) -> int:
    """Return the fold of a group: all rows of a claim, topic or story fall together."""
    return crc32(f"{seed}:{group}".encode()) % folds


def split(
    rows: Sequence[Item], group: Callable[[Item], str], *, folds: int, seed: int
) -> Iterator[tuple[list[Item], list[Item]]]:
    """Yield (rows to learn from, rows to answer), fold by fold."""
    numbers = [fold_of(group(row), folds=folds, seed=seed) for row in rows]
    for fold in range(folds):
        learn = [row for row, number in zip(rows, numbers, strict=True) if number != fold]
        answer = [row for row, number in zip(rows, numbers, strict=True) if number == fold]
        if answer:
            yield learn, answer


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each item the name of its group: items that a pair ties together are one group."""
    leader: dict[str, str] = {}

    def find(item: str) -> str:
        while leader.setdefault(item, item) != item:
            item = leader[item]
        return item

    for a, b in pairs:
        one, other = sorted((find(a), find(b)))
        leader[other] = one
    return {item: find(item) for item in leader}
