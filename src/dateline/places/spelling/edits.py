"""How far one spelling is from another when each change of letters costs what writers of names seldom do.

A change is paid by its log-odds against leaving the letters as they are, learned from names of one place:
vowels are cheap, "q" for "k" too, "m" for "t" dear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

#: Letters that stand for one sound, doubled ones, and a last vowel are one unit; the longest are read first.
_UNITS = re.compile(
    r"shch|dsch|tsch|sch|tch|dzh|tsh|[kgscztdp]h|ts|tz|dz|dj|ck|ou|oo|ee|ei|ai|ay|ey|aa|ie|ow|aw"
    r"|([bdfgjklmnpqrstvz])\1|[aeiou]h?\b|."
)
_END = re.compile(r"^[aeiouy]h?$")
_VOWELS = frozenset("aeiouyw")
Costs = Mapping[str, float]


@lru_cache(maxsize=16_384)
def units(word: str) -> tuple[str, ...]:
    """Return the units of a folded word; a vowel that ends it bears the mark ``$``."""
    found = [match[0] for match in _UNITS.finditer(word)]
    if found and _END.match(found[-1]):
        found[-1] += "$"
    return tuple(found)


class EditCosts:
    """The cost of each change; a letter never seen for another costs ``most``, one left out or put in ``gap``."""

    def __init__(self, changes: Costs, *, most: float, gap: float) -> None:
        self._pairs: dict[tuple[str, str], float] = {}
        for change, cost in changes.items():
            one, _, other = change.partition(">")
            self._pairs[one, other] = self._pairs[other, one] = cost
        self._most, self._gap = most, gap

    def of(self, one: str, other: str) -> float:
        """Return what it costs to write one unit for another; an empty one is left out or put in."""
        known = self._pairs.get((one, other))
        if known is None:
            known = self._pairs[one, other] = self._pairs[other, one] = self._unseen(one, other)
        return known

    def _unseen(self, one: str, other: str) -> float:
        """Return the cost of a change that was never learned: letter by letter, vowels at half the price."""
        if "$" in one or "$" in other:
            plain, facing = one.rstrip("$"), other.rstrip("$")
            return self.of(plain, facing) if plain != facing else 0.1
        if len(one) <= 1 and len(other) <= 1:
            dear = self._most if one and other else self._gap
            return dear / 2 if set(one + other) <= _VOWELS else dear
        return _plain_cost(one, other, self.of)

    def apart(self, one: str, other: str) -> float:
        """Return the least cost of turning one folded word into another."""
        left, right = units(one), units(other)
        pairs, of = self._pairs, self.of
        gaps = [pairs[g] if (g := ("", u)) in pairs else of("", u) for u in right]
        above = [0.0]
        for gap in gaps:
            above.append(above[-1] + gap)
        for unit in left:
            dropped = of(unit, "")
            before, row = above[0], [above[0] + dropped]
            for at, facing in enumerate(right, start=1):
                cost = before
                if unit != facing:
                    pair = (unit, facing)
                    cost += pairs[pair] if pair in pairs else of(unit, facing)
                before = above[at]
                if before + dropped < cost:
                    cost = before + dropped
                if row[-1] + gaps[at - 1] < cost:
                    cost = row[-1] + gaps[at - 1]
                row.append(cost)
            above = row
        return above[-1]

    def alignment(self, one: str, other: str) -> list[tuple[str, str]]:
        """Return the changes of the cheapest way, units left alone included."""
        left, right = units(one), units(other)
        table: list[list[tuple[float, Any]]] = [
            [(0.0, None)] * (len(right) + 1) for _ in range(len(left) + 1)
        ]
        for i in range(len(left) + 1):
            for j in range(len(right) + 1):
                ways = []
                if i:
                    ways.append((table[i - 1][j][0] + self.of(left[i - 1], ""), (i - 1, j)))
                if j:
                    ways.append((table[i][j - 1][0] + self.of("", right[j - 1]), (i, j - 1)))
                if i and j:
                    cost = 0.0 if left[i - 1] == right[j - 1] else self.of(left[i - 1], right[j - 1])
                    ways.append((table[i - 1][j - 1][0] + cost, (i - 1, j - 1)))
                if ways:
                    table[i][j] = min(ways)
        return _path(table, left, right)


def _plain_cost(one: str, other: str, of: Callable[[str, str], float]) -> float:
    """Return the cost of changing letter by letter, no letter joined with the next."""
    row = [0.0]
    for letter in other:
        row.append(row[-1] + of("", letter))
    for letter in one:
        before, row[0] = row[0], row[0] + of(letter, "")
        for at, facing in enumerate(other, start=1):
            change = before + (0.0 if letter == facing else of(letter, facing))
            before, row[at] = row[at], min(change, row[at] + of(letter, ""), row[at - 1] + of("", facing))
    return row[-1]


def _path(
    table: list[list[tuple[float, Any]]], left: tuple[str, ...], right: tuple[str, ...]
) -> list[tuple[str, str]]:
    i, j, found = len(left), len(right), []
    while i or j:
        before_i, before_j = table[i][j][1]
        found.append((left[before_i] if before_i < i else "", right[before_j] if before_j < j else ""))
        i, j = before_i, before_j
    return found[::-1]
