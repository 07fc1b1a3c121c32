"""Finds who ultimately stands behind each assertion, and by which way it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.lineage.merging import plain_name
from dateline.lineage.resolving import Resolver
from dateline.lineage.standing import At, Standing, Trail
from dateline.lineage.trace import NAMED
from dateline.model import Edge, Origin, OriginKind, Reading
from dateline.text.dates import sort_key


@dataclass(frozen=True, slots=True)
class Root:
    """Who stands behind an assertion: origin id, links in between, and their keys, nearest first."""

    origin: str
    hops: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roots:
    """Origins in order of first publication, the root of every assertion, and the final edges.

    ``by_assertion`` is keyed by report id and assertion id; edges have origin ids for named parents.
    ``by_claim`` are the roots inside each claim asked about, where a voice counts as the source it rests on.
    """

    origins: tuple[Origin, ...]
    by_assertion: Mapping[At, Root]
    edges: tuple[Edge, ...]
    by_claim: tuple[Mapping[At, Root], ...] = ()


def _appearance(reading: Reading) -> tuple[float, str, str, str]:
    """Return what orders reports by publication, undated last: ids differ with where a report was read from."""
    report = reading.report
    published = sort_key(report.published)
    when = float("inf") if published is None else published
    return when, report.outlet or "", report.title or "", reading.id


def root_assertions(
    readings: Sequence[Reading], edges: Sequence[Edge], *, claims: Sequence[Sequence[At]] | None = None
) -> Roots:
    """Return the origins behind all assertions of the readings.

    The root is the chain's last member; behind an outlet whose own report is at hand, what that report rests
    on. ``claims`` are assertions that state the same: a voice and the source it rests on count once there,
    and what no claim holds has no root. Origins are numbered by first publication (undated last), then by key.
    """
    ordered = sorted(readings, key=_appearance)
    resolver = Resolver(ordered, edges)
    trails = {(r.id, a.id): resolver.trail(r, a) for r in ordered for a in r.assertions}
    settled = _settled(ordered, resolver, trails, claims or ())
    if claims is not None:
        trails = _agreed(trails, settled)
    named = {e.parent[len(NAMED) :]: e for e in sorted(edges, key=_edge_order) if e.parent.startswith(NAMED)}
    rows = [*trails.items(), *(row for one in settled for row in one.items())]
    origins, number = _origins(ordered, resolver, rows, named)

    def root(at: At, trail: Trail) -> Root:
        far = 0 if resolver.book.outlets[at[0]] == trail.key else 1
        return Root(number[trail.key], len(trail.path) + far, trail.path)

    final = tuple(
        replace(e, parent=number[e.parent[len(NAMED) :]]) if e.parent.startswith(NAMED) else e for e in edges
    )
    return Roots(
        origins,
        {at: root(at, trail) for at, trail in trails.items()},
        final,
        tuple({at: root(at, trail) for at, trail in one.items()} for one in settled),
    )


def _settled(
    readings: Sequence[Reading],
    resolver: Resolver,
    trails: Mapping[At, Trail],
    claims: Sequence[Sequence[At]],
) -> list[dict[At, Trail]]:
    """Return for each claim the trails of its assertions, settled with one another."""
    if not claims:
        return []
    standing = Standing(
        trails,
        assertions={(r.id, a.id): a for r in readings for a in r.assertions},
        outlets=resolver.book.outlets,
        second_hand={r.id: named for r in readings if (named := resolver.second_hand(r))},
    )
    return [standing.settle(members) for members in claims]


def _agreed(trails: Mapping[At, Trail], settled: Sequence[Mapping[At, Trail]]) -> dict[At, Trail]:
    """Return the trails of what the claims hold: the settled one where all claims of an assertion agree."""
    found: dict[At, set[Trail]] = defaultdict(set)
    for one in settled:
        for at, trail in one.items():
            found[at].add(trail)
    return {
        at: next(iter(found[at])) if len(found[at]) == 1 else trail
        for at, trail in trails.items()
        if at in found
    }


def _edge_order(edge: Edge) -> tuple[str, str]:
    return edge.parent, edge.child


def _origins(
    readings: Sequence[Reading],
    resolver: Resolver,
    trails: Sequence[tuple[At, Trail]],
    named: Mapping[str, Edge],
) -> tuple[tuple[Origin, ...], dict[str, str]]:
    at = {r.id: sort_key(r.report.published) if r.report.published else None for r in readings}
    reports: dict[str, set[str]] = defaultdict(set)
    for (report, _), trail in trails:
        reports[trail.key].add(report)
    for key in named:
        reports.setdefault(key, set())
    for key, edge in named.items():
        reports[key].add(edge.child)

    def order(key: str) -> tuple[float, str]:
        times = [t for report in reports[key] if (t := at[report]) is not None]
        return (min(times, default=float("inf")), key)

    keys = sorted(reports, key=order)
    number = {key: f"o{n}" for n, key in enumerate(keys, start=1)}
    made = tuple(
        _origin(number[key], key, sorted(reports[key], key=lambda r: _published(at, r)), resolver)
        for key in keys
    )
    return made, number


def _published(at: Mapping[str, float | None], report: str) -> tuple[float, str]:
    when = at[report]
    return (float("inf") if when is None else when, report)


def _origin(number: str, key: str, reports: Sequence[str], resolver: Resolver) -> Origin:
    captured = [r.report.outlet or r.id for r in resolver.by_outlet.get(key, [])]
    names = resolver.book.names(key)
    every = [*dict.fromkeys([*captured, *names])] or [plain_name(key)]
    return Origin(
        id=number,
        name=every[0],
        names=tuple(every[1:]),
        kind=OriginKind.CAPTURED if captured else OriginKind.NAMED,
        reports=tuple(reports),
    )
