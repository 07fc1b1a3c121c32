"""Keeps the relay graph acyclic and its edges direct."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.model import Direction, Edge


def without_cycles(edges: Iterable[Edge]) -> list[Edge]:
    """Return the edges that leave no cycle: the least probable one of each is dropped.

    Edges without an arrow cannot close a cycle and stay.
    """
    ordered = sorted(edges, key=lambda e: (-e.prob, -e.share, e.child, e.parent))
    parents: dict[str, set[str]] = defaultdict(set)
    kept = []
    for edge in ordered:
        if edge.direction is Direction.PARENT_TO_CHILD:
            if edge.child in _ancestors(edge.parent, parents):
                continue
            parents[edge.child].add(edge.parent)
        kept.append(edge)
    return kept


def _ancestors(node: str, parents: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [node]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo.extend(parents.get(at, ()))
    return seen


def ancestors(node: str, edges: Sequence[Edge]) -> set[str]:
    """Return all parents of a report, near and far."""
    parents: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.direction is Direction.PARENT_TO_CHILD:
            parents[edge.child].add(edge.parent)
    return _ancestors(node, parents) - {node}
