"""Aligns the words of two reports around shared shingles: maximal passages, small edits allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lineage.profile import Profile, Token
from dateline.model import Passage

#: A passage goes on over a gap of at most this many words on either side…
MAX_GAP = 7
#: …when this many words agree behind it.
RESUME = 3
#: Shorter runs of equal words are chance.
LEAST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``a0:a1`` of one report over words ``b0:b1`` of another; ``equal`` of them agree."""

    a0: int
    a1: int
    b0: int
    b1: int
    equal: int
    pairs: tuple[tuple[int, int, int], ...]


def align(a: Profile, b: Profile) -> list[Run]:
    """Return the shared passages of two reports in order of ``a``, each word in one at most."""
    seeds = sorted((i, j) for h in a.news.keys() & b.news.keys() for i, j in _positions(a.news[h], b.news[h]))
    runs: list[Run] = []
    diagonals: set[tuple[int, int]] = set()
    for i, j in seeds:
        if (i, j) in diagonals:
            continue
        run = _extend(a.words, b.words, i, j)
        diagonals.update((x + k, y + k) for x, y, n in run.pairs for k in range(n))
        runs.append(run)
    return _disjoint(runs)


def _positions(left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """Repeated wording meets in order: the n-th with the n-th, and the first with all."""
    if len(left) == 1 or len(right) == 1:
        return [(i, j) for i in left[:4] for j in right[:4]]
    return list(zip(left, right, strict=False))


def _extend(a: Sequence[Token], b: Sequence[Token], i: int, j: int) -> Run:
    blocks = [(i, j, _equal_run(a, b, i, j))]
    while (gap := _resume(a, b, blocks[-1])) is not None:
        blocks.append(gap)
    x, y, n = blocks[0]
    while x > 0 and y > 0 and a[x - 1].key == b[y - 1].key:
        x, y, n = x - 1, y - 1, n + 1
    blocks[0] = (x, y, n)
    end_a, end_b, last = blocks[-1]
    equal = sum(n for _, _, n in blocks)
    return Run(x, end_a + last, y, end_b + last, equal, tuple(blocks))


def _equal_run(a: Sequence[Token], b: Sequence[Token], i: int, j: int) -> int:
    n = 0
    while i + n < len(a) and j + n < len(b) and a[i + n].key == b[j + n].key:
        n += 1
    return n


def _resume(
    a: Sequence[Token], b: Sequence[Token], block: tuple[int, int, int]
) -> tuple[int, int, int] | None:
    """Return the next block of equal words behind the smallest gap, if there is one near."""
    i, j = block[0] + block[2], block[1] + block[2]
    for gap in range(1, 2 * MAX_GAP + 1):
        for left in range(max(0, gap - MAX_GAP), min(gap, MAX_GAP) + 1):
            n = _equal_run(a, b, i + left, j + gap - left)
            if n >= RESUME:
                return (i + left, j + gap - left, n)
    return None


def _disjoint(runs: Sequence[Run]) -> list[Run]:
    kept: list[Run] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for run in sorted(runs, key=lambda r: (-r.equal, r.a0, r.b0)):
        mine = {x + k for x, _, n in run.pairs for k in range(n)}
        theirs = {y + k for _, y, n in run.pairs for k in range(n)}
        clash = len(mine & used_a) + len(theirs & used_b)
        if run.equal < LEAST_WORDS or 2 * clash > len(mine):
            continue
        used_a |= mine
        used_b |= theirs
        kept.append(run)
    return sorted(kept, key=lambda r: (r.a0, r.b0))


def covered(runs: Sequence[Run], *, side: str) -> set[int]:
    """Return the indices of the words of side ``a`` or ``b`` that stand equal on both sides."""
    first = side == "a"
    return {(x if first else y) + k for run in runs for x, y, n in run.pairs for k in range(n)}


def passages(
    runs: Sequence[Run], child: Sequence[Token], parent: Sequence[Token], *, child_is_a: bool
) -> tuple[Passage, ...]:
    """Return the runs as spans into both texts."""
    out = []
    for run in runs:
        a, b = (run.a0, run.a1), (run.b0, run.b1)
        mine, theirs = (a, b) if child_is_a else (b, a)
        out.append(
            Passage(
                child=(child[mine[0]].start, child[mine[1] - 1].end),
                parent=(parent[theirs[0]].start, parent[theirs[1] - 1].end),
            )
        )
    return tuple(sorted(out, key=lambda p: (p.child, p.parent)))
