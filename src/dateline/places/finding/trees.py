"""Small regression trees over named features, all rows of a document at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees, their nodes numbered through; a leaf leads to itself.

    A row goes left at a node where its feature is at most the threshold; features that it lacks are nought.
    ``follows`` holds each node's right and left successor, in turn.
    """

    names: tuple[str, ...]
    base: float
    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    follows: NDArray[np.intp]
    value: NDArray[np.float64]
    depth: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Trees:
        """Return the trees of a row of weights: each node a list of feature, threshold, left, right, value."""
        import numpy as np

        roots = np.cumsum([0, *(len(tree) for tree in row["trees"])])
        table = np.array([node for tree in row["trees"] for node in tree], dtype=np.float64)
        begins = np.repeat(roots[:-1], np.diff(roots))
        follows = np.stack([table[:, 3] + begins, table[:, 2] + begins], axis=1)
        return cls(
            names=tuple(row["features"]),
            base=float(row["base"]),
            roots=roots[:-1],
            feature=table[:, 0].astype(np.intp),
            threshold=table[:, 1],
            follows=follows.astype(np.intp).ravel(),
            value=table[:, 4],
            depth=int(row["depth"]),
        )

    def score(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        import numpy as np

        if not rows:
            return np.zeros(0)
        pick, none = itemgetter(*self.names), dict.fromkeys(self.names, 0.0)
        table = np.array([pick({**none, **row}) for row in rows])
        values, begins = table.ravel(), np.arange(len(rows))[:, None] * table.shape[1]
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            goes_left = values[begins + self.feature[at]] <= self.threshold[at]
            at = self.follows[2 * at + goes_left]
        found: NDArray[np.float64] = self.base + self.value[at].sum(axis=1)
        return found
