"""Pairs statements that may be of one claim, and joins them into clusters."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from dateline.matching.columns import Columns, Sets
from dateline.matching.likeness import likeness
from dateline.matching.statements import Statement

if TYPE_CHECKING:
    from dateline.matching.columns import Flags, Rows

#: Clusters meet when the mean likeness between their members is at least this.
LEAST_LIKENESS = 0.4
#: What more statements share than this pairs nobody: everybody has it. A share of all, between two bounds; the
#: upper one keeps the pairs of a large folder near a multiple of its statements.
BLOCK_SHARE, BLOCK_LEAST, BLOCK_MOST = 0.25, 60, 400
#: Pairs less likely than this are no candidates.
LEAST_PAIR = 0.05

#: The likeness of each statement, by its row, to those near it.
Near = list[dict[int, float]]


def near_statements(statements: Sequence[Statement]) -> Near:
    """Return the likeness of the pairs that share a telling word or what they count."""
    near: Near = [{} for _ in statements]
    if not statements:
        return near
    columns = Columns(statements)
    keys = Sets([list(_keys(s)) for s in statements])
    limit = min(BLOCK_MOST, max(BLOCK_LEAST, int(BLOCK_SHARE * len(statements))))
    for one in range(len(statements)):
        others = _candidates(one, keys, limit)
        for other, value in zip(others.tolist(), likeness(columns, one, others).tolist(), strict=True):
            if value >= LEAST_PAIR:
                near[one][other] = near[other][one] = value
    return near


def _keys(statement: Statement) -> Iterator[Hashable]:
    """What pairs a statement with others; of counts place and number too, which stay rare in a large folder."""
    yield from statement.words
    if statement.counts is not None:
        yield ("counts", statement.counts.value)
        yield from (("at", statement.counts.value, place) for place in statement.places)
        yield from {("number", statement.counts.value, q.low) for q in statement.quantities}


def _candidates(one: int, keys: Sets, limit: int) -> Rows:
    """The later statements that share something with one that not too many share."""
    marked: Flags = np.zeros(len(keys.rows) - one - 1, dtype=np.bool_)
    for key in keys.rows[one]:
        rows = keys.holders[key]
        if len(rows) <= limit:
            marked[rows[rows > one] - one - 1] = True
    found: Rows = np.flatnonzero(marked) + one + 1
    return found


def agglomerate(near: Near) -> list[list[int]]:
    """Join rows along the likeliest pairs as long as the mean likeness of their clusters holds (average link).

    The sum of likenesses between two clusters is kept as they grow, so that no join looks at members again.
    """
    cluster_of = list(range(len(near)))
    clusters = {n: [n] for n in cluster_of}
    sums = {n: dict(row) for n, row in enumerate(near)}
    pairs = [(-value, a, b) for a, row in enumerate(near) for b, value in row.items() if a < b]
    for _, a, b in sorted(pairs):
        left, right = cluster_of[a], cluster_of[b]
        size = len(clusters[left]) * len(clusters[right])
        if left == right or sums[left].get(right, 0.0) / size < LEAST_LIKENESS:
            continue
        if len(sums[left]) < len(sums[right]):
            left, right = right, left
        for row in clusters.pop(right):
            clusters[left].append(row)
            cluster_of[row] = left
        _merge_sums(sums, left, right)
    return list(clusters.values())


def _merge_sums(sums: dict[int, dict[int, float]], left: int, right: int) -> None:
    for other, total in sums.pop(right).items():
        sums[other].pop(right, None)
        if other != left:
            sums[left][other] = sums[other][left] = sums[left].get(other, 0.0) + total
