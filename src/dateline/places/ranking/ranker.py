"""Ranks all candidates of a report together: what is believed of some speaks for others, a few rounds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dateline.places.ranking.lineup import ALONE, Lineup
from dateline.places.ranking.spelled import Stands
from dateline.places.ranking.support import TOGETHER, Support

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dateline.places.ranking.lineup import Floats

ROUNDS = 3
RIGHT_KM = 161.0
NAMES = (*ALONE, *TOGETHER)


class Ranking:
    """The chances of all candidates of a report, and the features that they come from."""

    def __init__(
        self,
        lineup: Lineup,
        weights: Mapping[str, Mapping[str, float]],
        *,
        rounds: int = ROUNDS,
        support: Support | None = None,
    ) -> None:
        import numpy as np

        self.lineup = lineup
        alone = np.array([weights["alone"].get(n, 0.0) for n in ALONE], np.float32)
        self.together = np.array([weights["together"].get(n, 0.0) for n in NAMES], np.float32)
        self.calibration = (weights["calibration"]["slope"], weights["calibration"]["shift"])
        self.nones = (weights["alone"]["none"], weights["together"]["none"])
        support = support or Support(lineup)
        self._may_be_none = np.array([one.stands is not Stands.HOME for one in lineup.spelled], bool)
        self.believed = self._chances(lineup.alone @ alone, self.nones[0])
        self.features = lineup.alone
        self.scores = np.zeros(0, np.float32)
        for _ in range(rounds if len(lineup) else 0):
            self.features = np.concatenate([lineup.alone, support.told(self.believed)], 1)
            self.scores = self.features @ self.together
            self.believed = self._chances(self.scores, self.nones[1])
        self.near = self._near()

    def _chances(self, scores: Floats, none: float) -> Floats:
        """Return each candidate's chance among those of its spelling and "none of them"."""
        import numpy as np

        lineup = self.lineup
        if not len(lineup):
            return np.zeros(0, np.float32)
        nones = np.where(self._may_be_none, np.float32(none), np.float32(-30.0))
        top = np.maximum(np.maximum.reduceat(scores, lineup.starts), nones)
        mass = np.exp(scores - top[lineup.owner])
        total = np.add.reduceat(mass, lineup.starts) + np.exp(nones - top)
        return np.asarray(mass / total[lineup.owner], np.float32)

    def _near(self) -> NDArray[np.bool_]:
        """Return which candidates of one spelling are as good as which: within 161 km, or other reaches of it."""
        import numpy as np

        lineup = self.lineup
        same = lineup.owner[:, None] == lineup.owner[None, :]
        return np.asarray((lineup.apart_km <= RIGHT_KM) & same, bool)

    def chances(self) -> Floats:
        """Return for each candidate the chance that the place meant lies within 161 km of it."""
        return self.near.astype("float32") @ self.believed

    def why(self, number: int) -> dict[str, float]:
        """Return each feature's share of a candidate's log-odds against "none of them"."""
        values = self.features[number] * self.together
        shares = {n: round(float(v), 3) for n, v in zip(NAMES, values, strict=True) if abs(v) >= 0.0005}
        return shares | {"none": round(-self.nones[1], 3)}


def squash(prob: float, slope: float, shift: float) -> float:
    """Return a chance moved to what it turned out to be worth: a line through its log-odds."""
    prob = min(max(prob, 1e-4), 1 - 1e-4)
    return 1 / (1 + math.exp(-(slope * math.log(prob / (1 - prob)) + shift)))
