"""Cuts the base map of the SVG maps from the npm package world-atlas 2.0.2.

``npm pack world-atlas@2.0.2``, unpack it, then
``python -m bench.cut_basemap package/countries-10m.json src/dateline/data/basemap.json``.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Point = tuple[float, float]

SOURCE = "Natural Earth 4.1.0, Admin 0 countries 1:10m, as packed in the npm package world-atlas 2.0.2"
LICENCE = "public domain (Natural Earth); packaging of world-atlas under ISC"
#: Steps of a degree that coordinates are rounded to: about 200 m.
SCALE = 500
#: West, south, east, north: here the outlines keep their detail.
DETAIL = (8.0, 8.0, 64.0, 54.0)
#: How far a simplified line may leave the true one, in degrees, inside and outside of the detail.
TOLERANCE, COARSE_TOLERANCE = 0.006, 0.05
#: Islands smaller than this many square degrees are left out.
LEAST_AREA, COARSE_LEAST_AREA = 0.0008, 0.02


def cut(topology: Mapping[str, Any]) -> dict[str, Any]:
    """Return the base map: shared arcs (first point, then steps) and each country's rings of arc numbers.

    A negative number ``~n`` is arc ``n`` backwards, as in TopoJSON.
    """
    arcs = [list(_points(arc, topology["transform"])) for arc in topology["arcs"]]
    countries = [_country(shape, arcs) for shape in topology["objects"]["countries"]["geometries"]]
    countries = [country for country in countries if country["rings"]]
    used = Counter(_plain(n) for country in countries for ring in country["rings"] for n in ring)
    order = {old: new for new, old in enumerate(sorted(used))}
    for country in countries:
        country["rings"] = [[order[n] if n >= 0 else ~order[~n] for n in ring] for ring in country["rings"]]
    return {
        "source": SOURCE,
        "licence": LICENCE,
        "retrieved": datetime.now(UTC).date().isoformat(),
        "note": "Cut and simplified by bench/cut_basemap.py. Borders are Natural Earth's, not ours.",
        "scale": SCALE,
        "arcs": [_pack(_simplify(arcs[old])) for old in sorted(used)],
        "countries": countries,
    }


def _points(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * kx + dx, y * ky + dy


def _country(shape: Mapping[str, Any], arcs: Sequence[Sequence[Point]]) -> dict[str, Any]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = [ring for polygon in polygons for ring in polygon]
    kept = [ring for ring in rings if _is_worth_drawing(ring, arcs)]
    return {"name": shape["properties"]["name"], "rings": kept}


def _is_worth_drawing(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> bool:
    points = [p for n in ring for p in arcs[_plain(n)][:: 1 if n >= 0 else -1]]
    least = LEAST_AREA if _is_detail(points) else COARSE_LEAST_AREA
    return len(ring) > 1 or abs(_area(points)) >= least


def _area(points: Sequence[Point]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def _is_detail(points: Sequence[Point]) -> bool:
    west, south, east, north = DETAIL
    return any(west <= x <= east and south <= y <= north for x, y in points)


def _simplify(points: Sequence[Point]) -> list[Point]:
    """Return the points that Douglas and Peucker (1973) keep; ends stay, a ring keeps its far side."""
    tolerance = TOLERANCE if _is_detail(points) else COARSE_TOLERANCE
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda n: math.dist(points[0], points[n]))
        keep.add(far)
        stack = [(0, far), (far, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        inner = range(first + 1, last)
        split = max(inner, key=lambda n: _distance(points[n], points[first], points[last]), default=None)
        if split is not None and _distance(points[split], points[first], points[last]) > tolerance:
            keep.add(split)
            stack += [(first, split), (split, last)]
    return [points[n] for n in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = (
        0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    )
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def _pack(points: Sequence[Point]) -> list[int]:
    packed: list[int] = []
    x = y = 0
    for lon, lat in points:
        nx, ny = round(lon * SCALE), round(lat * SCALE)
        if not packed or (nx, ny) != (x, y):
            packed += [nx - x, ny - y]
        x, y = nx, ny
    return packed


def _plain(arc: int) -> int:
    return arc if arc >= 0 else ~arc


if __name__ == "__main__":
    made = cut(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
    Path(sys.argv[2]).write_text(text, encoding="utf-8")
    print(
        f"{sys.argv[2]}: {len(text):,} bytes, {len(made['arcs']):,} arcs, {len(made['countries'])} countries"
    )
