from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.relays import leading_relays
from dateline.model import Edge, Relation
from tests.formats.exercise import exercise_sheet

_NODES = st.sampled_from("abcde")


def edge(child: str, parent: str, relation: Relation = Relation.ATTRIBUTED, share: float = 0.0) -> Edge:
    return replace(exercise_sheet().lineage[0], child=child, parent=parent, relation=relation, share=share)


def test_the_copied_parent_leads_before_the_cited_one() -> None:
    cited, copied = edge("c", "a"), edge("c", "b", Relation.REPRINT, 0.9)
    assert leading_relays([cited, copied], reports=["a", "b", "c"]) == {"c": copied}


def test_a_captured_parent_leads_before_a_named_one() -> None:
    named, captured = edge("c", "o1"), edge("c", "a")
    assert leading_relays([named, captured], reports=["a", "c"]) == {"c": captured}


@given(pairs=st.lists(st.tuples(_NODES, _NODES), max_size=12))
def test_leading_relays_never_go_round(pairs: list[tuple[str, str]]) -> None:
    leading = leading_relays([edge(c, p) for c, p in pairs], reports=list("abcde"))
    for start in leading:
        seen, node = {start}, leading[start].parent
        while node in leading:
            assert node not in seen
            seen.add(node)
            node = leading[node].parent
        assert node not in seen
