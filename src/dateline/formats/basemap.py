"""The base of the maps: country outlines and rivers, cut to a view."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

LonLat = tuple[float, float]
Box = tuple[float, float, float, float]


class Country(NamedTuple):
    """A country as Natural Earth draws it: rings of (lon, lat), each with its box."""

    name: str
    rings: tuple[tuple[Box, tuple[LonLat, ...]], ...]


class Line(NamedTuple):
    """A border or a coast."""

    box: Box
    points: tuple[LonLat, ...]


class River(NamedTuple):
    """A river's coarse course; rank 1 stands on every map, 3 on near ones only."""

    name: str
    rank: int
    points: tuple[LonLat, ...]


class Base(NamedTuple):
    """All outlines, and the words that say where they are from."""

    source: str
    countries: tuple[Country, ...]
    borders: tuple[Line, ...]
    coasts: tuple[Line, ...]


@cache
def load_base() -> Base:
    """Return the base map that comes with the package."""
    data = json.loads((files("dateline") / "data" / "basemap.json").read_text(encoding="utf-8"))
    arcs = [tuple(_unpack(arc, data["scale"])) for arc in data["arcs"]]
    uses = Counter(n if n >= 0 else ~n for c in data["countries"] for ring in c["rings"] for n in ring)
    outlines = {n: _on_one_side(arc) for n, arc in enumerate(arcs) if len(arc) > 1}
    lines = {n: Line(_box(outline), outline) for n, outline in outlines.items()}
    return Base(
        source=data["source"],
        countries=tuple(_country(c["name"], c["rings"], arcs) for c in data["countries"]),
        borders=tuple(line for n, line in lines.items() if uses[n] > 1),
        coasts=tuple(line for n, line in lines.items() if uses[n] == 1),
    )


@cache
def load_rivers() -> tuple[River, ...]:
    """Return the rivers that come with the package, greatest first."""
    data = json.loads((files("dateline") / "data" / "rivers.json").read_text(encoding="utf-8"))
    rows = (River(r["name"], r["rank"], tuple((x, y) for x, y in r["line"])) for r in data["rivers"])
    return tuple(sorted(rows, key=lambda river: river.rank))


def meets(box: Box, view: Box) -> bool:
    """Return whether two boxes (west, south, east, north) share a point."""
    return box[0] <= view[2] and box[2] >= view[0] and box[1] <= view[3] and box[3] >= view[1]


def clip_ring(points: Sequence[LonLat], view: Box) -> list[LonLat]:
    """Return the part of a ring inside the view, as one ring (Sutherland and Hodgman 1974)."""
    ring = list(points)
    for axis, limit, sign in ((0, view[0], 1), (0, view[2], -1), (1, view[1], 1), (1, view[3], -1)):
        ring = list(_cut(ring, axis=axis, limit=limit, sign=sign))
    return ring


def clip_line(points: Sequence[LonLat], view: Box) -> Iterator[list[LonLat]]:
    """Yield the runs of a line that touch the view, each with the point before and after."""
    run: list[LonLat] = []
    for before, after in pairwise(points):
        if meets(_box((before, after)), view):
            run = run or [before]
            run.append(after)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _cut(ring: Sequence[LonLat], *, axis: int, limit: float, sign: int) -> Iterator[LonLat]:
    for n, point in enumerate(ring):
        before = ring[n - 1]
        inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if inside != was_inside:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            across = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            yield (limit, across) if axis == 0 else (across, limit)
        if inside:
            yield point


def _unpack(arc: Sequence[int], scale: int) -> Iterator[LonLat]:
    x = y = 0
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / scale, y / scale


def _country(name: str, rings: Sequence[Sequence[int]], arcs: Sequence[tuple[LonLat, ...]]) -> Country:
    joined = (_on_one_side(tuple(_join(ring, arcs))) for ring in rings)
    return Country(name, tuple((_box(points), points) for points in joined if len(points) > 2))


def _join(ring: Sequence[int], arcs: Sequence[tuple[LonLat, ...]]) -> Iterator[LonLat]:
    for n in ring:
        points = arcs[n] if n >= 0 else arcs[~n][::-1]
        yield from points[:-1]


def _on_one_side(points: tuple[LonLat, ...]) -> tuple[LonLat, ...]:
    """Return an outline whose points at 180° stand on the side of its others: the source writes them -180 too."""
    edge = 180.0 if 2 * sum(lon > 0 for lon, _ in points) >= len(points) else -180.0
    return tuple((edge if abs(lon) == 180.0 else lon, lat) for lon, lat in points)


def _box(points: Sequence[LonLat]) -> Box:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)
