"""Values that leap away from their series: by the median absolute deviation, never dropped, only flagged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

#: Beyond this many robust standard deviations a value leaps.
DEVIATIONS = 3.0
#: The median absolute deviation of a normal distribution is this share of its standard deviation.
NORMAL = 1.4826
#: A series of fewer other values says nothing of what is usual.
LEAST = 3
#: Where too few values tell what is usual, one this many times the greatest other leaps.
BEYOND = 50.0
#: The least that it is compared with: "nobody" against sixty is a dispute, no leap.
FEW = 20.0
#: Values this close to the median, as a share of it, never leap: counts are rounded.
ROUNDED = 0.05


def leaps(value: float, others: Sequence[float]) -> bool:
    """Return whether a value lies beyond three robust deviations of the others."""
    if len(others) < LEAST:
        return bool(others) and value > BEYOND * max(*others, FEW)
    middle = median(others)
    spread = NORMAL * median(abs(other - middle) for other in others)
    return abs(value - middle) > DEVIATIONS * max(spread, ROUNDED * abs(middle), 1.0)


def series_leaps(values: Sequence[float]) -> list[bool]:
    """Return, for each value of a series in order of time, whether the step to it leaps."""
    steps = [b - a for a, b in pairwise(values)]
    return [False] * bool(values) + [leaps(s, steps[:n] + steps[n + 1 :]) for n, s in enumerate(steps)]
