"""Evidence to ledger: one row an origin and stance, and the rows add up to the odds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.model import Evidence, LedgerRow, Stance
from dateline.odds.weights import CEILING, FLOOR, OddsWeights


class Entry(NamedTuple):
    """What one origin brings with one stance, before the origins beside it are looked at."""

    origin: str
    stance: Stance
    log_odds: float
    lead: Evidence


def fuse_origins(
    evidence: Iterable[Evidence],
    weights: OddsWeights,
    *,
    source_of: Mapping[str, str] | None = None,
    published: Sequence[str] = (),
) -> tuple[Entry, ...]:
    """Return one entry an origin and stance, in an order that does not depend on the evidence's.

    An origin that takes a stand is not counted a second time where it merely reports. ``source_of`` leads
    from a report to its source's key in ``weights.sources``. ``published`` are the reports' ids, first one
    first: of words that weigh the same the earlier stand for their origin.
    """
    place = {report: number for number, report in enumerate(published)}
    groups: dict[tuple[str, Stance], list[tuple[float, Evidence]]] = defaultdict(list)
    for e in evidence:
        source = source_of.get(e.report) if source_of else None
        own = weights.weight(e.stance, hedge=e.hedge, hops=e.hops, source=source)
        groups[e.origin, e.stance].append((own, e))
    stands = {origin for origin, stance in groups if stance is not Stance.REPORTS}
    entries = [
        Entry(origin, stance, weights.add_repeats([own for own, _ in members]), _lead(members, place))
        for (origin, stance), members in groups.items()
        if stance is not Stance.REPORTS or origin not in stands
    ]
    return tuple(sorted(entries, key=lambda e: (-abs(e.log_odds), e.origin, e.stance)))


def _lead(members: Sequence[tuple[float, Evidence]], place: Mapping[str, int]) -> Evidence:
    """Return the heaviest assertion, then the earliest: its words stand in the ledger for the origin."""

    def order(member: tuple[float, Evidence]) -> tuple[float, int, int, str, int, int, str, str]:
        weight, e = member
        at = place.get(e.report, len(place))
        return -abs(weight), e.hops, at, e.report, e.start, e.end, e.assertion, e.hedge

    return min(members, key=order)[1]


def discount(entries: Sequence[Entry], weights: OddsWeights) -> tuple[float, ...]:
    """Return the log-odds of each entry after the crowd discount of its side.

    Expects the order of ``fuse_origins``. As with repeats, a further origin adds something between nothing
    and what it would weigh alone.
    """
    rank: dict[Stance, int] = defaultdict(int)
    out = []
    for entry in entries:
        out.append(entry.log_odds * weights.crowd_factor(rank[entry.stance]))
        rank[entry.stance] += 1
    return tuple(out)


def ledger_rows(entries: Sequence[Entry], weights: OddsWeights) -> tuple[LedgerRow, ...]:
    """Return the rows of the ledger, heaviest first within each stance's discount."""
    return tuple(
        LedgerRow(
            origin=entry.origin,
            stance=entry.stance,
            hedge=entry.lead.hedge,
            hops=entry.lead.hops,
            log_odds=log_odds,
            report=entry.lead.report,
            start=entry.lead.start,
            end=entry.lead.end,
            text=entry.lead.text,
        )
        for entry, log_odds in zip(entries, discount(entries, weights), strict=True)
    )


def probability(log_odds: float) -> float:
    """Return the probability of log-odds, clipped to what may be said without an editor."""
    return min(CEILING, max(FLOOR, 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))))
