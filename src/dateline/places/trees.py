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
    """A sum of trees; arrays of shape (trees, nodes), a leaf being its own successor.

    A row goes left at a node where its feature is at most the threshold; features that it lacks are nought.
    """

    names: tuple[str, ...]
    base: float
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: NDArray[np.float64]
    depth: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Trees:
        """Return the trees of a row of weights: each node a list of feature, threshold, left, right, value."""
        import numpy as np

        most = max(len(tree) for tree in row["trees"])
        table = np.zeros((len(row["trees"]), most, 5))
        for number, tree in enumerate(row["trees"]):
            table[number, : len(tree)] = tree
        left, right = table[:, :, 2].astype(np.intp), table[:, :, 3].astype(np.intp)
        return cls(
            names=tuple(row["features"]),
            base=float(row["base"]),
            feature=table[:, :, 0].astype(np.intp),
            threshold=table[:, :, 1],
            left=left,
            right=right,
            value=table[:, :, 4],
            depth=int(row["depth"]),
        )

    def score(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        import numpy as np

        if not rows:
            return np.zeros(0)
        pick, none = itemgetter(*self.names), dict.fromkeys(self.names, 0.0)
        table = np.array([pick({**none, **row}) for row in rows])
        count, most = self.feature.shape
        offset = np.arange(count) * most
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = (self.left + offset[:, None]).ravel(), (self.right + offset[:, None]).ravel()
        at = np.broadcast_to(offset, (len(rows), count))
        lines = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = table[lines, feature[at]] <= threshold[at]
            at = np.where(goes_left, left[at], right[at])
        found: NDArray[np.float64] = self.base + self.value.ravel()[at].sum(axis=1)
        return found
