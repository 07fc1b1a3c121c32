"""Which of a report's relays leads: the one it hangs under in a tree."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Edge, Relation

_ORDER = (Relation.REPRINT, Relation.PARTIAL, Relation.ATTRIBUTED, Relation.INDEPENDENT)


def leading_relays(edges: Sequence[Edge], *, reports: Sequence[str]) -> dict[str, Edge]:
    """Return the closest relay of each child: the more it copied the closer, captured parents first.

    Relays that would close a circle are passed over, so that the result is a forest.
    """
    captured = set(reports)

    def distance(edge: Edge) -> tuple[int, float, bool, float]:
        return (_ORDER.index(edge.relation), -edge.share, edge.parent not in captured, -edge.prob)

    leading: dict[str, Edge] = {}
    for edge in sorted(edges, key=distance):
        if edge.child not in leading and not _leads_to(edge.parent, edge.child, leading):
            leading[edge.child] = edge
    return leading


def _leads_to(node: str, goal: str, leading: dict[str, Edge]) -> bool:
    while node != goal and node in leading:
        node = leading[node].parent
    return node == goal
