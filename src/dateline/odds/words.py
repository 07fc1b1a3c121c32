"""A probability in words: the UK PHIA yardstick or the US ICD 203, one or the other, never both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import pairwise
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

    at = round(prob, 9)
    low, high = _cuts(yardstick)
    return bands(yardstick)[bisect_right(low, at) + bisect_left(high, at)].word


@cache
def _cuts(yardstick: Yardstick) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where one word gives way to the next: cuts below one half, and the others."""
    own = bands(yardstick)
    cuts = [round((a.high + b.low) / 2, 9) for a, b in pairwise(own)]
    return tuple(c for c in cuts if c < 0.5), tuple(c for c in cuts if c >= 0.5)


def in_gap(prob: float, yardstick: Yardstick = Yardstick.PHIA) -> bool:
    """Return whether the probability lies between two bands, so that its word is that of the nearer one."""
    return not any(band.low - _SAME <= prob <= band.high + _SAME for band in bands(yardstick))
