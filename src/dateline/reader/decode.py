"""The likeliest labels of a chain: Viterbi over what the model scores, impossible steps barred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_BARRED = -1e4


class LabelSpan(NamedTuple):
    """A run of units of one kind: numbers of its first unit and of the one behind its last."""

    first: int
    last: int
    kind: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Learned scores of the steps between labels 0 (outside), 2k+1 (opens kind k), 2k+2 (goes on with it).

    ``move`` is from (row) to (column); both hold the bars of impossible steps.
    """

    kinds: tuple[str, ...]
    move: Floats
    start: Floats

    @classmethod
    def of(cls, row: dict[str, Any]) -> Chain:
        """Return the chain of a row of weights; its ``opening`` is taken off each step that opens a span."""
        import numpy as np

        kinds = tuple(row["kinds"])
        move = np.array(row["move"], dtype=np.float32)
        start = np.array(row["start"], dtype=np.float32)
        move[:, 1::2] -= row["opening"]
        start[1::2] -= row["opening"]
        for inside in range(2, 2 * len(kinds) + 1, 2):
            start[inside] = _BARRED
            for before in range(2 * len(kinds) + 1):
                if before not in (inside - 1, inside):
                    move[before, inside] = _BARRED
        return cls(kinds, move, start)

    def best(self, scores: Floats, sizes: Sequence[int], *, cheaper: float = 0.0) -> list[list[int]]:
        """Return the likeliest labels of each row.

        Args:
            scores: shape (rows, units, labels), log-odds of any scale.
            sizes: how many units of each row count.
            cheaper: how much less than learned a span costs to open.
        """
        import numpy as np

        rows, width, labels = scores.shape
        if cheaper:
            scores = scores.copy()
            scores[:, :, 1::2] += cheaper
        alpha = self.start + scores[:, 0]
        back = np.zeros((rows, width, labels), dtype=np.int8)
        live = np.asarray(sizes)
        for at in range(1, width):
            table = alpha[:, :, None] + self.move
            back[:, at] = table.argmax(axis=1)
            alpha = np.where((at < live)[:, None], table.max(axis=1) + scores[:, at], alpha)
        last = alpha.argmax(axis=1)
        return [_path(back[row], int(last[row]), size) for row, size in enumerate(sizes)]

    def chances(self, scores: Floats, sizes: Sequence[int]) -> Floats:
        """Return the chance of each label at each unit, all ways through the row weighed (forward-backward).

        Shapes as for ``best``; what lies behind a row's last unit means nothing.
        """
        import numpy as np

        rows, width, labels = scores.shape
        live = np.asarray(sizes)
        ahead = np.empty((rows, width, labels), dtype=np.float32)
        ahead[:, 0] = self.start + scores[:, 0]
        for at in range(1, width):
            ahead[:, at] = _log_sum(ahead[:, at - 1, :, None] + self.move, axis=1) + scores[:, at]
        back = np.zeros((rows, width, labels), dtype=np.float32)
        for at in range(width - 2, -1, -1):
            table = self.move + (scores[:, at + 1] + back[:, at + 1])[:, None, :]
            back[:, at] = np.where((at + 1 < live)[:, None], _log_sum(table, axis=2), 0.0)
        total = ahead + back
        found: Floats = np.exp(total - _log_sum(total, axis=2)[:, :, None])
        return found


def _log_sum(table: Floats, *, axis: int) -> Floats:
    import numpy as np

    top = table.max(axis=axis, keepdims=True)
    found: Floats = np.log(np.exp(table - top).sum(axis=axis)) + top.squeeze(axis)
    return found


def _path(back: NDArray[np.int8], last: int, size: int) -> list[int]:
    labels = [last] * size
    for at in range(size - 1, 0, -1):
        labels[at - 1] = int(back[at, labels[at]])
    return labels


def label_spans(labels: Sequence[int]) -> Iterator[LabelSpan]:
    """Yield the runs that labels spell, in order."""
    first = 0
    for at, label in enumerate([*labels, 0]):
        before = labels[at - 1] if at else 0
        if before and (label == 0 or label % 2 == 1):
            yield LabelSpan(first, at, (before - 1) // 2)
        if label % 2 == 1:
            first = at
