"""Trees over named features."""

from __future__ import annotations

from dateline.places.finding.trees import Trees

ROW = {
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
