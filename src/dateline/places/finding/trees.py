"""Small regression trees over named features, all rows of a document at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Node = Sequence[float]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees, each a set of questions and a row of leaves.

    A row goes left where its feature is at most the threshold; features that it lacks are nought. Every question
    of every tree is put to all rows at once: one answered "right" rules the leaves on its left out, and the
    first leaf still standing is the row's. So there is no walking from node to node.
    """

    names: tuple[str, ...]
    base: float
    #: The features asked for, each question's place among them, its threshold, and the leaves that "right"
    #: leaves standing, as bits. The trees' first questions come first, then their second ones; to the smaller
    #: trees questions are added that every row answers "left".
    asked: tuple[str, ...]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    standing: NDArray[np.uint64]
    #: The values of all leaves, and where each tree's begin.
    value: NDArray[np.float64]
    begins: NDArray[np.intp]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Trees:
        """Return the trees of a row of weights: each node a list of feature, threshold, left, right, value."""
        import numpy as np

        trees = [_Tree(tree) for tree in row["trees"]]
        most = max(1, *(len(tree.questions) for tree in trees))
        asked = sorted({feature for tree in trees for feature, *_ in tree.questions}) or [0]
        place = {feature: at for at, feature in enumerate(asked)}
        none = (asked[0], float("inf"), 0)
        padded = [[*tree.questions, *[none] * (most - len(tree.questions))] for tree in trees]
        questions = [tree[at] for at in range(most) for tree in padded]
        bits = np.min_scalar_type((1 << max(len(tree.leaves) for tree in trees)) - 1)
        return cls(
            names=tuple(row["features"]),
            base=float(row["base"]),
            asked=tuple(row["features"][feature] for feature in asked),
            feature=np.array([place[feature] for feature, _, _ in questions], np.intp),
            threshold=np.array([threshold for _, threshold, _ in questions])[:, None],
            standing=~np.array([left for _, _, left in questions], bits)[:, None],
            value=np.array([value for tree in trees for value in tree.leaves], np.float64),
            begins=np.cumsum([0, *(len(tree.leaves) for tree in trees[:-1])])[:, None],
        )

    def score(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        import numpy as np

        if not rows:
            return np.zeros(0)
        columns = np.ascontiguousarray(self._table(rows).T)
        right = columns.take(self.feature, axis=0) > self.threshold
        bits = self.standing.dtype
        left = np.where(right, self.standing, bits.type(np.iinfo(bits).max))
        alive = np.bitwise_and.reduce(left.reshape(-1, len(self.begins) * len(rows)), axis=0)
        first = np.frexp((alive & (~alive + bits.type(1))).astype(np.float64))[1] - 1
        leaves = self.value[self.begins + first.reshape(len(self.begins), -1)]
        found: NDArray[np.float64] = self.base + np.ascontiguousarray(leaves.T).sum(axis=1)
        return found

    def _table(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return a line for each row, its features in the order in which they are ``asked`` for."""
        import numpy as np

        cells = chain.from_iterable([map(row.get, self.asked, repeat(0.0)) for row in rows])
        return np.fromiter(cells, np.float64, len(rows) * len(self.asked)).reshape(len(rows), -1)


class _Tree:
    """One tree: its leaves from left to right, and for each node the leaves that lie left of it, as bits."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self.leaves: list[float] = []
        self.questions: list[tuple[int, float, int]] = []
        self._walk(0)

    def _walk(self, at: int) -> None:
        feature, threshold, left, right, value = self._nodes[at]
        if left == right:
            self.leaves.append(float(value))
            return
        before = len(self.leaves)
        self._walk(int(left))
        self.questions.append((int(feature), float(threshold), (1 << len(self.leaves)) - (1 << before)))
        self._walk(int(right))
