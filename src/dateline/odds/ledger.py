"""Evidence to ledger: one row an origin, and the rows add up to the odds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.model import Evidence, LedgerRow, Stance
from dateline.odds.weights import CEILING, FLOOR, OddsWeights


class Entry(NamedTuple):
    """What one origin brings, before the origins beside it are looked at; ``stance`` is its heavier side."""

    origin: str
    stance: Stance
    log_odds: float
    lead: Evidence


#: An assertion and what it would weigh alone.
Weighed = tuple[float, Evidence]


def fuse_origins(
    evidence: Iterable[Evidence],
    weights: OddsWeights,
    *,
    source_of: Mapping[str, str] | None = None,
    kind_of: Mapping[str, str] | None = None,
    published: Sequence[str] = (),
) -> tuple[Entry, ...]:
    """Return one entry an origin, heaviest first, in an order that does not depend on the evidence's.

    What an origin affirms and what it denies are set against each other here, before it is counted; where it
    takes a stand, what it merely reports is not counted besides. ``source_of`` leads from a report to its source's
    key in ``weights.sources``, ``kind_of`` to the kind of outlet in ``weights.kinds``. ``published`` are the
    reports' ids, first one first: of words that weigh the same the earlier stand for their origin.
    """
    place = {report: number for number, report in enumerate(published)}
    groups: dict[str, dict[Stance, list[Weighed]]] = defaultdict(dict)
    for e in evidence:
        source = source_of.get(e.report) if source_of else None
        kind = kind_of.get(e.report) if kind_of else None
        own = weights.weight(e.stance, hedge=e.hedge, hops=e.hops, source=source, kind=kind)
        groups[e.origin].setdefault(e.stance, []).append((own, e))
    entries = [_fused(origin, sides, weights, place) for origin, sides in groups.items()]
    return tuple(sorted(entries, key=lambda e: (-abs(e.log_odds), e.origin)))


def _fused(
    origin: str, sides: Mapping[Stance, Sequence[Weighed]], weights: OddsWeights, place: Mapping[str, int]
) -> Entry:
    """Return the entry of one origin: its words are the heaviest of its heavier side, of the earliest report."""
    worth = {stance: weights.add_repeats([own for own, _ in said]) for stance, said in sides.items()}
    affirms, denies = worth.get(Stance.AFFIRMS), worth.get(Stance.DENIES)
    reports = worth.get(Stance.REPORTS, 0.0)
    if affirms is None and denies is None:
        return Entry(origin, Stance.REPORTS, reports, _lead(sides[Stance.REPORTS], place))
    # Who affirms weighs no less than if it merely reported: a stand taken must never lower the odds.
    stands_for = 0.0 if affirms is None else max(affirms, reports)
    against = denies or 0.0
    stance = (
        Stance.AFFIRMS if denies is None or (affirms is not None and affirms >= -against) else Stance.DENIES
    )
    return Entry(origin, stance, stands_for + against, _lead(sides[stance], place))


def _lead(members: Sequence[Weighed], place: Mapping[str, int]) -> Evidence:
    """Return the heaviest assertion, then the earliest: its words stand in the ledger for the origin."""
    if len(members) == 1:
        return members[0][1]

    def order(member: Weighed) -> tuple[float, int, int, str, int, int, str, str]:
        weight, e = member
        at = place.get(e.report, len(place))
        return -abs(weight), e.hops, at, e.report, e.start, e.end, e.assertion, e.hedge

    return min(members, key=order)[1]


def discount(entries: Sequence[Entry], weights: OddsWeights) -> list[float]:
    """Return the log-odds of each entry after the crowd discount of its side: for, against, merely reports.

    Expects the order of ``fuse_origins``. As with repeats, a further origin adds something between nothing
    and what it would weigh alone.
    """
    factors = weights.crowd_factors(len(entries))
    ranks = [0, 0, 0]
    out = []
    for entry in entries:
        side = _side(entry)
        out.append(entry.log_odds * factors[ranks[side]])
        ranks[side] += 1
    return out


def _side(entry: Entry) -> int:
    return 2 if entry.stance is Stance.REPORTS else int(entry.log_odds < 0)


def without_each(entries: Sequence[Entry], weights: OddsWeights) -> list[float]:
    """Return for each entry what the others add up to: those behind it on its side move up one rank."""
    factors = weights.crowd_factors(len(entries))
    total = math.fsum(discount(entries, weights))
    sides: list[list[int]] = [[], [], []]
    for at, entry in enumerate(entries):
        sides[_side(entry)].append(at)
    out = [0.0] * len(entries)
    for side in sides:
        own = [entries[at].log_odds for at in side]
        # Walking up from the last: what those behind an entry gain when they move up in its place.
        gained = 0.0
        for n in reversed(range(len(own))):
            out[side[n]] = total - own[n] * factors[n] + gained
            gained += own[n] * (factors[n - 1] - factors[n]) if n else 0.0
    return out


def ledger_rows(entries: Sequence[Entry], log_odds: Sequence[float]) -> tuple[LedgerRow, ...]:
    """Return the rows of the ledger, in the order of the entries, each with what it adds."""
    return tuple(
        LedgerRow(
            origin=entry.origin,
            stance=entry.stance,
            hedge=entry.lead.hedge,
            hops=entry.lead.hops,
            log_odds=own,
            report=entry.lead.report,
            start=entry.lead.start,
            end=entry.lead.end,
            text=entry.lead.text,
        )
        for entry, own in zip(entries, log_odds, strict=True)
    )


def probability(log_odds: float) -> float:
    """Return the probability of log-odds, clipped to what may be said without an editor."""
    return min(CEILING, max(FLOOR, 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))))
