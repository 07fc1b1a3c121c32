from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.lineage.graph import ancestors, without_cycles
from dateline.model import Direction, Edge, Relation


def edge(child: str, parent: str, prob: float) -> Edge:
    return Edge(
        child=child,
        parent=parent,
        direction=Direction.PARENT_TO_CHILD,
        relation=Relation.PARTIAL,
        prob=prob,
        share=0.5,
        method="rule:test/1",
    )


nodes = st.sampled_from("abcdef")
edges = st.lists(
    st.builds(edge, nodes, nodes, st.floats(0, 1)).filter(lambda e: e.child != e.parent), max_size=25
)


@given(edges)
def test_no_report_is_its_own_ancestor(found: list[Edge]) -> None:
    kept = without_cycles(found)
    assert all(node not in ancestors(e.parent, kept) or node != e.child for e in kept for node in [e.child])
    assert all(e.child not in ancestors(e.parent, kept) for e in kept)


@given(edges)
def test_a_graph_without_cycles_loses_nothing(found: list[Edge]) -> None:
    kept = without_cycles(found)
    assert without_cycles(kept) == kept


def test_the_least_probable_edge_of_a_cycle_goes() -> None:
    kept = without_cycles([edge("a", "b", 0.9), edge("b", "c", 0.8), edge("c", "a", 0.6)])
    assert {(e.child, e.parent) for e in kept} == {("a", "b"), ("b", "c")}
