"""Merkle trees as RFC 6962 builds them: one root for many rows, and a short proof that a row is among them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the leaves in their order; of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [_leaf(leaf) for leaf in leaves]
    while len(level) > 1:
        level = _above(level)
    return level[0]


def path(leaves: Sequence[bytes], index: int) -> list[tuple[bool, bytes]]:
    """Return the proof of one leaf: for each step up whether the sibling stands left, and its hash."""
    level = [_leaf(leaf) for leaf in leaves]
    steps: list[tuple[bool, bytes]] = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            steps.append((sibling < index, level[sibling]))
        level, index = _above(level), index // 2
    return steps


def holds(leaf: bytes, steps: Sequence[tuple[bool, bytes]], *, root: bytes) -> bool:
    """Return whether a proof leads from the leaf to the root."""
    at = _leaf(leaf)
    for is_left, sibling in steps:
        at = _node(sibling, at) if is_left else _node(at, sibling)
    return at == root


def _above(level: Sequence[bytes]) -> list[bytes]:
    """Return the level above; a node without a sibling goes up as it is, which gives the tree of RFC 6962."""
    pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
