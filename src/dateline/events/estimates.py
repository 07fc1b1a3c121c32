"""The range that the live counts leave: low, best, high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from statistics import median_low

from dateline.events.jumps import BEYOND, FEW
from dateline.events.said import PEOPLE
from dateline.model import Count, Counted, Estimate, Origin, OriginKind
from dateline.text.tables import read_table

_DETERMINERS = frozenset(["a", "an", "the", "some", "one", "two", "many", "several", "other", "its", "their"])
#: "A resident of Example Town": a place behind these words names nobody.
_WHEREABOUTS = frozenset(["of", "in", "from", "at", "near", "inside", "on"])


def estimate(counts: Sequence[Count], *, origins: Sequence[Origin]) -> tuple[Estimate, ...]:
    """Return the range that each kind's live totals of the event's main happening leave.

    Low is the least and high the greatest of the origins' latest totals, best their lower median; a bound
    ("at least 9") gives its bound alone, and above all other totals leaves the range open. ``left_out`` lists
    what stands outside: numbers of nobody by name (UCDP: the highest *reliable* estimate), those withdrawn, and
    those of another happening.
    """
    named = {origin.id for origin in origins if is_named(origin)}
    heard = {origin.id for origin in origins if origin.kind is OriginKind.NAMED} & named
    found = []
    for what in PEOPLE:
        own = [(n, c) for n, c in enumerate(counts) if c.what is what and c.part_of is None]
        outside = {n for n, c in own if not _stands(c, named) or _is_outlier(c, heard)}
        outside |= _of_another_order([(n, c) for n, c in own if n not in outside])
        standing = [c for n, c in own if c.superseded_by is None and n not in outside]
        if standing:
            found.append(_estimate(what, _added_up(standing), tuple(sorted(outside))))
    return tuple(found)


def is_named(origin: Origin) -> bool:
    """Return whether somebody stands behind an origin by name: an outlet, or more than a common noun."""
    if origin.kind is OriginKind.CAPTURED:
        return True
    words = [w for w in origin.name.split() if w.lower() not in _DETERMINERS]
    if len(words) > 1 and words[0].lower() in _common_nouns() and words[1] in _WHEREABOUTS:
        return False
    if any(word[:1].isupper() for word in words[1:]):
        return True
    return bool(words) and words[0][:1].isupper() and words[0].lower() not in _common_nouns()


def _stands(count: Count, named: set[str]) -> bool:
    return count.claimant in named and not count.withdrawn and count.happening == 0


def _is_outlier(count: Count, heard: set[str]) -> bool:
    """Return whether a number leaps out of the ladder and nobody but an outlet's own voice stands behind it."""
    return count.jump and count.claimant not in heard


def _of_another_order(own: Sequence[tuple[int, Count]]) -> set[int]:
    """Return the numbers so far beyond all others that they count another thing: the dead of a war."""
    points = {n: max(c.low or 0.0, c.high or 0.0) for n, c in own}
    ordered = sorted(points.values())
    breaks = [b for a, b in pairwise(ordered) if b > BEYOND * max(a, FEW)]
    return {n for n, point in points.items() if breaks and point >= breaks[0]}


@cache
def _common_nouns() -> frozenset[str]:
    nouns = (row["noun"] for row in read_table("source_nouns"))
    cues = (row["words"] for row in read_table("quantity_cues") if row["part"] == "counted")
    return frozenset(word for words in (*nouns, *cues) for word in words.split())


def _added_up(standing: Sequence[Count]) -> list[Count]:
    """Return one count a claimant: his last report's, where two categories (armed, unarmed) add up."""
    last: dict[str, list[Count]] = {}
    for count in standing:
        own = last.setdefault(count.claimant, [])
        if own and own[-1].report != count.report:
            own.clear()
        if all((c.low or c.high) != (count.low or count.high) for c in own):
            own.append(count)
    return [own[0] if len(own) == 1 else _sum(own) for own in last.values()]


def _sum(counts: Sequence[Count]) -> Count:
    highs = [c.high for c in counts if c.high is not None]
    high = sum(highs) if len(highs) == len(counts) else None
    return replace(counts[0], low=sum(c.low or 0.0 for c in counts), high=high)


def _estimate(what: Counted, standing: Sequence[Count], left_out: tuple[int, ...]) -> Estimate:
    values = _without_vague(standing)
    lows = [c.low for c in values if c.low is not None]
    highs = [c.high for c in values if c.high is not None]
    open_above = any(c.high is None and (c.low or 0) >= max(highs, default=0) for c in values)
    points = [value for c in values if (value := c.high if c.low is None else c.low) is not None]
    return Estimate(
        what=what,
        low=min(lows, default=None),
        best=median_low(points) if points else None,
        high=None if open_above else max(highs, default=None),
        independent_origins=len({c.claimant for c in standing}),
        left_out=left_out,
    )


def _without_vague(standing: Sequence[Count]) -> list[Count]:
    """Return the counts without "dozens" and the like where figures say the same more exactly."""
    figures = [c for c in standing if any(ch.isdigit() for ch in c.text) or c.high is not None]
    most = max((v for c in figures for v in (c.low, c.high) if v is not None), default=0.0)
    return [c for c in standing if c in figures or (c.low or 0.0) > most]
