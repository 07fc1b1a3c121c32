"""Names of the units that rows name by a code or in words of their own."""

from __future__ import annotations

from typing import Any

from dateline.places.dumps.rows import REFERENCE
from dateline.places.file.columns import PARTIAL
from dateline.places.file.gather import Gathered


def settle_parents(gathered: Gathered, entries: Any, target: Any) -> list[str]:
    """Return the name of each unit by its number.

    A unit that a row refers to is called as the default gazetteer calls it, where rows merged with places of
    the default tell; else as the row of its code does; else by the name behind the reference.
    """
    import numpy as np

    units = list(gathered.units)
    referred = np.array([unit.startswith(REFERENCE) for unit in units])
    if not referred.any():
        return units
    called = _votes(entries, target, referred)
    for number in np.flatnonzero(referred).tolist():
        code, _, fallback = units[number][len(REFERENCE) :].partition("=")
        vote = called.get(number)
        units[number] = units[vote] if vote is not None else gathered.codes.get(code, fallback)
    return units


def _votes(entries: Any, target: Any, referred: Any) -> dict[int, int]:
    """Return for units that are referred to the units that most places in them are said to lie in."""
    import numpy as np

    merged = np.flatnonzero((target != np.arange(len(target))) & (entries["kind"] != PARTIAL))
    pairs = []
    for level in ("far", "near"):
        one, other = entries[level][merged], entries[level][target[merged]]
        told = referred[one] & ~referred[other] & (other != 0)
        pairs.append(np.stack([one[told], other[told]], axis=1))
    votes, counts = np.unique(np.concatenate(pairs), axis=0, return_counts=True)
    called: dict[int, int] = {}
    for at in np.argsort(counts, kind="stable").tolist():
        called[int(votes[at][0])] = int(votes[at][1])
    return called
