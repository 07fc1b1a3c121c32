"""The weights of the linker: rows of features → how likely each choice of a content is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dateline.claims.linker import Table

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """A small net over summed features: each has a vector, and its last number counts for itself.

    ``index`` gives a feature's row in ``vectors`` (features, hidden + 1); ``bias`` and ``out`` are (hidden,).
    """

    index: dict[str, int]
    vectors: Floats
    bias: Floats
    out: Floats

    def choose(self, table: Table) -> list[list[float]]:
        """Return for each content of a table how likely each of its choices is; they sum to 1."""
        import numpy as np

        if not table.groups:
            return []
        summed = self._rows(table.rows)[np.array(table.triples)].sum(axis=1)
        inner = np.maximum(summed[:, :-1] + self.bias, 0)
        scores = summed[:, -1] + inner @ self.out
        found = []
        for _, first, last in table.groups:
            odds = np.exp(scores[first:last] - scores[first:last].max())
            found.append((odds / odds.sum()).tolist())
        return found

    def _rows(self, rows: list[list[str]]) -> Floats:
        """Return the sum of the vectors of each row's features."""
        import numpy as np

        known = [[self.index[name] for name in row if name in self.index] for row in rows]
        flat = np.array([at for row in known for at in row], dtype=np.int64)
        ends = np.cumsum([len(row) for row in known])
        total = np.zeros((len(flat) + 1, self.vectors.shape[1]), dtype=np.float64)
        np.cumsum(self.vectors[flat], axis=0, out=total[1:])
        starts = np.concatenate([[0], ends[:-1]])
        sums: Floats = (total[ends] - total[starts]).astype(np.float32)
        return sums


@cache
def shipped_weights() -> LinkWeights:
    """Return the weights of ``data/link_weights.json``."""
    import numpy as np

    row = json.loads((files("dateline") / "data" / "link_weights.json").read_text(encoding="utf-8"))
    features: dict[str, list[float]] = row["features"]
    return LinkWeights(
        index={name: at for at, name in enumerate(features)},
        vectors=np.array(list(features.values()), dtype=np.float32),
        bias=np.array(row["bias"], dtype=np.float32),
        out=np.array(row["out"], dtype=np.float32),
    )
