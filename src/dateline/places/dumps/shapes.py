"""Points and extents of GeoJSON's geometries."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from dateline.places.distance import distance_km

Box = tuple[float, float, float, float]
Line = list[tuple[float, float]]
#: A line is told by points this far apart, or by as many as are allowed.
REACH_KM = 80.0
MOST_REACHES = 48


class Shape(NamedTuple):
    """A geometry as lists of (lat, lon): points, lines, and the outer rings of areas."""

    points: Line
    lines: list[Line]
    rings: list[Line]

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing."""
        return not (self.points or self.lines or self.rings)


def shape_of(geometry: Any) -> Shape:
    """Return a geometry of GeoJSON; what is none of it is left out."""
    shape = Shape([], [], [])
    if isinstance(geometry, dict):
        _gather(geometry, shape)
    return shape


def _gather(geometry: dict[str, Any], shape: Shape) -> None:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        for part in geometry.get("geometries") or ():
            if isinstance(part, dict):
                _gather(part, shape)
    elif kind == "Point":
        shape.points.extend(_positions([coordinates]))
    elif kind == "MultiPoint":
        shape.points.extend(_positions(coordinates))
    elif kind in ("LineString", "MultiLineString"):
        parts = [coordinates] if kind == "LineString" else coordinates
        shape.lines.extend(line for part in _list(parts) if (line := _positions(part)))
    elif kind in ("Polygon", "MultiPolygon"):
        parts = [coordinates] if kind == "Polygon" else coordinates
        shape.rings.extend(ring for part in _list(parts) if _list(part) and (ring := _positions(part[0])))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _positions(values: Any) -> Line:
    found = []
    for value in _list(values):
        if isinstance(value, list) and len(value) >= 2 and all(_is_number(v) for v in value[:2]):
            lon, lat = float(value[0]), float(value[1])
            if -90 <= lat <= 90 and -360 <= lon <= 360:
                found.append((lat, lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180))
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def box_of(shape: Shape) -> Box | None:
    """Return the extent of lines and areas; where it runs over the date line, west is greater than east."""
    corners = [point for part in (*shape.lines, *shape.rings) for point in part]
    if not corners:
        return None
    lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
    if max(lons) - min(lons) > 180:
        # Both halves of what the date line cuts: the extent is the narrower way round.
        turned = [lon % 360 for lon in lons]
        if max(turned) - min(turned) < max(lons) - min(lons):
            east, west = max(turned), min(turned)
            return (
                min(lats),
                west - 360 if west > 180 else west,
                max(lats),
                east - 360 if east > 180 else east,
            )
    return min(lats), min(lons), max(lats), max(lons)


def half_width_km(box: Box) -> float:
    """Return half the diagonal of an extent."""
    south, west, north, east = box
    width = (east - west) % 360
    middle = (south + north) / 2
    up = distance_km((south, west), (north, west))
    across = 111.2 * min(width, 360 - width if width > 180 else width) * math.cos(math.radians(middle))
    return math.hypot(up, across) / 2


def label_point(shape: Shape) -> tuple[float, float]:
    """Return a point on the shape: a given one, one inside its largest area, or the middle of its longest line."""
    if shape.points:
        return shape.points[0]
    if shape.rings:
        return _inside(max(shape.rings, key=lambda ring: abs(_area(ring))))
    line = max(shape.lines, key=_length)
    return line[len(line) // 2]


def _area(ring: Line) -> float:
    return sum(a[1] * b[0] - b[1] * a[0] for a, b in _sides(ring)) / 2


def _length(line: Line) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(line))


def _sides(ring: Line) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    yield from zip(ring, [*ring[1:], ring[0]], strict=True)


def _inside(ring: Line) -> tuple[float, float]:
    """Return a ring's centre of gravity, or where it lies outside the middle of the widest part beside it."""
    area = _area(ring)
    if abs(area) < 1e-9:
        return ring[len(ring) // 2]
    lat = sum((a[0] + b[0]) * (a[1] * b[0] - b[1] * a[0]) for a, b in _sides(ring)) / (6 * area)
    lon = sum((a[1] + b[1]) * (a[1] * b[0] - b[1] * a[0]) for a, b in _sides(ring)) / (6 * area)
    # A ring that crosses itself may have its centre of gravity anywhere, even off the Earth.
    crossings = _crossings(ring, lat)
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not spans:
        return ring[len(ring) // 2]
    if any(west <= lon <= east for west, east in spans):
        return round(lat, 5), round(lon, 5)
    west, east = max(spans, key=lambda span: span[1] - span[0])
    return round(lat, 5), round((west + east) / 2, 5)


def _crossings(ring: Line, lat: float) -> list[float]:
    return sorted(
        a[1] + (lat - a[0]) / (b[0] - a[0]) * (b[1] - a[1])
        for a, b in _sides(ring)
        if (a[0] > lat) != (b[0] > lat)
    )


def reaches_of(lines: Sequence[Line]) -> tuple[list[tuple[float, float]], float]:
    """Return points along lines, and how far apart they are in km."""
    whole = sum(distance_km(a, b) for line in lines for a, b in pairwise(line))
    step = max(REACH_KM, whole / MOST_REACHES)
    found: list[tuple[float, float]] = []
    for line in lines:
        left = step / 2
        for a, b in pairwise(line):
            left -= distance_km(a, b)
            if left <= 0:
                found.append(b)
                left = step
    if not found and lines:
        found.append(label_point(Shape([], list(lines), [])))
    return found[: 2 * MOST_REACHES], step


def spread_of(shape: Shape) -> tuple[list[tuple[float, float]], float]:
    """Return points spread over wide areas, the label point first, and how far apart they are in km."""
    first = label_point(shape)
    box = box_of(shape)
    if box is None or half_width_km(box) <= 2 * REACH_KM:
        return [first], half_width_km(box) if box else REACH_KM
    south, west, north, east = box
    width = (east - west) % 360
    step = max(1.0, math.sqrt((north - south) * width / 16))
    found = [first]
    for up in range(int((north - south) / step) + 1):
        lat = south + step * (up + 0.5)
        for ring in shape.rings:
            cuts = _crossings(ring, lat)
            for start, end in zip(cuts[::2], cuts[1::2], strict=False):
                many = int((end - start) / step)
                found += [(round(lat, 4), round(start + step * (n + 0.5), 4)) for n in range(many)]
    return found[:MOST_REACHES], step * 111.2 / 1.4
