"""Trees over named features."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.places.finding.trees import Trees

ROW: dict[str, Any] = {
    "features": ["size", "cue"],
    "base": -1.0,
    "depth": 2,
    "trees": [
        [[0, 0.5, 1, 2, 0], [0, 0, 1, 1, -2.0], [1, 0.0, 3, 4, 0], [0, 0, 3, 3, 0.5], [0, 0, 4, 4, 3.0]],
        [[0, 0, 0, 0, 0.25]],
    ],
}


def test_a_row_goes_left_up_to_the_threshold_and_what_it_lacks_is_nought() -> None:
    trees = Trees.of(ROW)
    rows = [{"size": 0.5}, {"size": 0.6}, {"size": 1.0, "cue": 1.0, "other": 9.0}, {}]
    assert trees.score(rows).tolist() == [-2.75, -0.25, 2.25, -2.75]


def test_no_rows_have_no_scores() -> None:
    assert Trees.of(ROW).score([]).tolist() == []


def _walked(row: dict[str, float]) -> float:
    """Return what a row is given by walking each tree from node to node."""
    total = 0.0
    for tree in ROW["trees"]:
        at = 0
        while tree[at][2] != tree[at][3]:
            feature, threshold, left, right, _ = tree[at]
            at = int(left if row.get(ROW["features"][int(feature)], 0.0) <= threshold else right)
        total += tree[at][4]
    return float(ROW["base"]) + total


@given(st.lists(st.dictionaries(st.sampled_from(["size", "cue", "other"]), st.floats(-1, 2)), max_size=9))
def test_asking_all_at_once_finds_the_leaf_that_walking_does(rows: list[dict[str, float]]) -> None:
    assert Trees.of(ROW).score(rows).tolist() == [_walked(row) for row in rows]
