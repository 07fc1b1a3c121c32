"""A probability in words: the UK PHIA yardstick or the US ICD 203, one or the other, never both."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.model import Yardstick
from dateline.text.tables import read_table

#: Two distances closer than this are equal: bands are stated in whole percent.
_SAME = 1e-9


class Band(NamedTuple):
    """A word and the probabilities it stands for, both ends included."""

    low: float
    high: float
    word: str


@cache
def bands(yardstick: Yardstick) -> tuple[Band, ...]:
    """Return the bands of a yardstick, least probable first."""
    rows = (row for row in read_table("yardsticks") if row["yardstick"] == yardstick)
    return tuple(sorted(Band(float(row["low"]), float(row["high"]), row["word"]) for row in rows))


def word_for(prob: float, yardstick: Yardstick = Yardstick.PHIA) -> str:
    """Return the yardstick's word for a probability.

    A number in a gap takes the nearer band; where two are equally near, the one that commits to less.
    """

    def distance(band: Band) -> tuple[float, float]:
        gap = max(band.low - prob, prob - band.high, 0.0)
        return (0.0 if gap < _SAME else round(gap, 9), abs((band.low + band.high) / 2 - 0.5))

    return min(bands(yardstick), key=distance).word


def in_gap(prob: float, yardstick: Yardstick = Yardstick.PHIA) -> bool:
    """Return whether the probability lies between two bands, so that its word is that of the nearer one."""
    return not any(band.low - _SAME <= prob <= band.high + _SAME for band in bands(yardstick))
