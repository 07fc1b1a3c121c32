from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.matching.pairs import BLOCK_MOST, Near, agglomerate, near_statements
from dateline.matching.statements import read_statements
from dateline.model import AssertionKind
from tests.matching.builders import WordEncoder, reading, said


def test_what_shares_nothing_is_no_pair() -> None:
    readings = [
        reading("r1", said("The lock burned down")),
        reading("r2", said("Farmers sold rye bread in Belm")),
    ]
    assert near_statements(read_statements(readings, encoder=WordEncoder())) == [{}, {}]
    assert near_statements([]) == []


def test_counts_meet_by_their_number_where_everybody_counts() -> None:
    rows = [
        reading(f"r{n:04d}", said("Some people died", kind=AssertionKind.CASUALTY, killed=(n, n)))
        for n in range(1, BLOCK_MOST + 2)
    ]
    twin = reading("r9999", said("Others lost their lives", kind=AssertionKind.CASUALTY, killed=(7, 7)))
    near = near_statements(read_statements([*rows, twin], encoder=WordEncoder()))
    assert list(near[-1]) == [6]


@settings(deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.floats(0.05, 1.0), max_size=30))
def test_every_row_is_in_one_cluster(pairs: dict[tuple[int, int], float]) -> None:
    near: Near = [{} for _ in range(10)]
    for (a, b), value in pairs.items():
        if a != b:
            near[a][b] = near[b][a] = value
    clusters = agglomerate(near)
    assert sorted(row for cluster in clusters for row in cluster) == list(range(10))
    alone = {row for row in range(10) if not near[row]}
    assert all(len(cluster) == 1 for cluster in clusters if alone & set(cluster))
