"""The likeliest labels of a chain."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader.decode import Chain, LabelSpan, label_spans

KINDS = ("source", "cue")
LABELS = 2 * len(KINDS) + 1
#: Halves: sums of them are exact, so that nothing hangs on rounding.
_HALVES = st.integers(0, 12).map(lambda n: n / 2)
_SCORE = st.integers(-16, 16).map(lambda n: n / 2)


def _rows(count: int) -> st.SearchStrategy[list[list[float]]]:
    return st.lists(st.lists(_SCORE, min_size=LABELS, max_size=LABELS), min_size=count, max_size=count)


CHAINS = st.builds(
    lambda move, start, opening: Chain.of(
        {"kinds": KINDS, "move": move, "start": start, "opening": opening}
    ),
    _rows(LABELS),
    st.lists(_SCORE, min_size=LABELS, max_size=LABELS),
    _HALVES,
)  # fmt: skip
UNITS = st.integers(1, 4).flatmap(_rows)


def worth(chain: Chain, scores: list[list[float]], labels: tuple[int, ...]) -> float:
    """Return what a path scores, step by step."""
    found = float(chain.start[labels[0]]) + scores[0][labels[0]]
    for at in range(1, len(labels)):
        found += float(chain.move[labels[at - 1], labels[at]]) + scores[at][labels[at]]
    return found


@given(CHAINS, UNITS)
@settings(max_examples=60, deadline=None)
def test_no_path_is_likelier(chain: Chain, scores: list[list[float]]) -> None:
    (labels,) = chain.best(np.array([scores], dtype=np.float32), [len(scores)])
    best = max(worth(chain, scores, path) for path in product(range(LABELS), repeat=len(scores)))
    assert worth(chain, scores, tuple(labels)) == best


@given(CHAINS, st.lists(UNITS, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_nothing_goes_on_that_was_not_opened(chain: Chain, rows: list[list[list[float]]]) -> None:
    sizes = [len(row) for row in rows]
    scores = np.zeros((len(rows), max(sizes), LABELS), dtype=np.float32)
    for number, row in enumerate(rows):
        scores[number, : len(row)] = row
    for labels, size in zip(chain.best(scores, sizes), sizes, strict=True):
        assert len(labels) == size
        for before, label in zip([0, *labels], labels, strict=False):
            assert label == 0 or label % 2 == 1 or before in (label - 1, label)


@given(CHAINS, UNITS, UNITS)
@settings(max_examples=60, deadline=None)
def test_a_row_is_read_alike_beside_a_longer_one(
    chain: Chain, first: list[list[float]], second: list[list[float]]
) -> None:
    sizes = [len(first), len(second)]
    both = np.full((2, max(sizes), LABELS), 3.0, dtype=np.float32)
    both[0, : sizes[0]], both[1, : sizes[1]] = first, second
    alone = [chain.best(np.array([row], dtype=np.float32), [len(row)])[0] for row in (first, second)]
    assert chain.best(both, sizes) == alone


@given(CHAINS, UNITS, _HALVES)
@settings(max_examples=60, deadline=None)
def test_cheaper_openings_open_no_fewer_spans(
    chain: Chain, scores: list[list[float]], cheaper: float
) -> None:
    table = np.array([scores], dtype=np.float32)
    dear, cheap = (chain.best(table, [len(scores)], cheaper=by)[0] for by in (0.0, cheaper))
    assert sum(label % 2 for label in cheap) >= sum(label % 2 for label in dear)


def test_what_the_words_say_counts_beside_the_steps() -> None:
    flat = {"kinds": KINDS, "move": [[0.0] * LABELS] * LABELS, "start": [0.0] * LABELS, "opening": 0.0}
    scores = np.array(
        [[[0, 5, 0, 0, 0], [0, 0, 5, 0, 0], [0, 0, 0, 1, 0], [5, 0, 0, 0, 0]]], dtype=np.float32
    )
    assert Chain.of(flat).best(scores, [4]) == [[1, 2, 3, 0]]
    assert Chain.of(flat | {"opening": 2.0}).best(scores, [4]) == [[1, 2, 0, 0]]


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ([], []),
        ([0, 0], []),
        ([1, 2, 0, 3], [(0, 2, 0), (3, 4, 1)]),
        ([1, 1, 2], [(0, 1, 0), (1, 3, 0)]),
        ([3, 4, 1, 2], [(0, 2, 1), (2, 4, 0)]),
    ],
)
def test_labels_spell_runs(labels: list[int], spans: list[tuple[int, int, int]]) -> None:
    assert list(label_spans(labels)) == [LabelSpan(*span) for span in spans]


@given(CHAINS, st.lists(UNITS, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_chances_are_the_share_of_all_ways_through(chain: Chain, rows: list[list[list[float]]]) -> None:
    sizes = [len(row) for row in rows]
    scores = np.zeros((len(rows), max(sizes), LABELS), dtype=np.float32)
    for number, row in enumerate(rows):
        scores[number, : len(row)] = row
    chances = chain.chances(scores, sizes)
    for number, row in enumerate(rows):
        paths = list(product(range(LABELS), repeat=len(row)))
        worths = np.array([worth(chain, row, path) for path in paths])
        masses = np.exp(worths - worths.max())
        masses /= masses.sum()
        told = np.zeros((len(row), LABELS))
        for path, mass in zip(paths, masses, strict=True):
            told[np.arange(len(row)), list(path)] += mass
        assert np.allclose(chances[number, : len(row)], told, atol=1e-3)
