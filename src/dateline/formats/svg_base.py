"""The base of a map as SVG: land, coasts, borders, rivers, and what they are called."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from dateline.formats.basemap import Box, clip_line, clip_ring, load_base, load_rivers, meets
from dateline.formats.projection import Projection
from dateline.formats.svg import Point, element, polyline, text_width
from dateline.formats.svg_labels import Label

#: Pixels between two points of an outline; finer detail is not seen, less still where a pixel spans more degrees
#: than this. Islands smaller than such a step are left out.
_STEP, _WIDE_STEP, _WIDE_SCALE = 1.0, 2.2, 0.04


def draw_land(view: Projection) -> Iterator[Markup]:
    """Yield land, coasts and borders."""
    base, box = load_base(), view.box()
    rings = (
        ring
        for country in base.countries
        for around, ring in country.rings
        if meets(around, box) and _is_seen(around, view)
    )
    land = "".join(polyline(pixels_of(clip_ring(ring, box), view), close=True) for ring in rings)
    yield element("path", d=land, class_="land", fill_rule="evenodd")
    for lines, class_ in ((base.coasts, "coast"), (base.borders, "border")):
        runs = (
            run
            for line in lines
            if meets(line.box, box) and _is_seen(line.box, view)
            for run in clip_line(line.points, box)
        )
        yield element("path", d="".join(polyline(pixels_of(run, view)) for run in runs), class_=class_)


def _is_seen(around: Box, view: Projection) -> bool:
    """Return whether an outline is larger than a step."""
    long = max(around[2] - around[0], around[3] - around[1])
    return math.radians(long) * view.scale > step_of(view)


def step_of(view: Projection) -> float:
    """Return how many pixels apart the points of an outline are drawn."""
    west, _, east, _ = view.box(margin=0)
    return _WIDE_STEP if (east - west) / view.width > _WIDE_SCALE else _STEP


def pixels_of(points: Iterable[tuple[float, float]], view: Projection) -> list[Point]:
    """Return the pixels of a line, those less than a step from the one before left out; the end stays."""
    kept: list[Point] = []
    pixel: Point | None = None
    step = step_of(view)
    for lon, lat in points:
        pixel = view.project(lat, lon)
        if not kept or abs(pixel[0] - kept[-1][0]) + abs(pixel[1] - kept[-1][1]) >= step:
            kept.append(pixel)
    if pixel is not None and kept[-1] != pixel:
        kept.append(pixel)
    return kept


def draw_rivers(view: Projection, *, taken: Sequence[Box]) -> Iterator[Markup]:
    """Yield the rivers of the view, each with its name where there is room."""
    box = view.box()
    last = 3 if box[2] - box[0] < 6 else 2 if box[2] - box[0] < 16 else 1
    named: set[str] = set()
    for river in load_rivers():
        for run in clip_line(river.points, box) if river.rank <= last else ():
            pixels = pixels_of(run, view)
            yield element("path", d=_smooth(pixels), class_=f"river rank{river.rank}")
            spot = None if river.name in named else _label_spot(pixels, view, taken=taken)
            if spot is not None:
                named.add(river.name)
                yield _along(river.name, spot)


def _smooth(points: Sequence[Point]) -> str:
    """Return path data that bends through the middles of the steps, as rivers do."""
    if len(points) < 3:
        return polyline(points)
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x, y), (nx, ny) in pairwise(points[1:]):
        parts.append(f"Q{x:.1f} {y:.1f} {(x + nx) / 2:.1f} {(y + ny) / 2:.1f}")
    parts.append(f"L{points[-1][0]:.1f} {points[-1][1]:.1f}")
    return "".join(parts)


def _label_spot(
    points: Sequence[Point], view: Projection, *, taken: Sequence[Box]
) -> tuple[float, float, float] | None:
    """Return middle and angle of the longest step well inside the frame and clear of other names."""
    best: tuple[float, tuple[float, float, float]] | None = None
    for (ax, ay), (bx, by) in pairwise(points):
        x, y, length = (ax + bx) / 2, (ay + by) / 2, math.dist((ax, ay), (bx, by))
        clear = 40 < x < view.width - 40 and 24 < y < view.height - 40
        clear = clear and not any(meets((x - 30, y - 30, x + 30, y + 30), other) for other in taken)
        if clear and length > 26 and (best is None or length > best[0]):
            angle = math.degrees(math.atan2(by - ay, bx - ax))
            best = (length, (x, y, angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle))
    return None if best is None else best[1]


def _along(name: str, spot: tuple[float, float, float]) -> Markup:
    x, y, angle = spot
    turn = f"rotate({angle:.0f} {x:.1f} {y:.1f})"
    return element("text", name, x=x, y=y - 5, transform=turn, class_="river-name")


def name_countries(view: Projection, *, taken: Sequence[Box]) -> Iterator[Label]:
    """Yield the names of the countries in view, each where most of it is seen."""
    box, held = view.box(margin=0), list(taken)
    for country in load_base().countries:
        rings = [clip_ring(ring, box) for around, ring in country.rings if meets(around, box)]
        largest = max((pixels_of(ring, view) for ring in rings if len(ring) > 2), key=_area, default=[])
        if not largest or _area(largest) < 2600:
            continue
        label = _country_label(country.name, largest, view, held)
        if label is not None:
            held.append(label.box)
            yield label


def _country_label(name: str, seen: Sequence[Point], view: Projection, held: Sequence[Box]) -> Label | None:
    """Return the name in the middle of what is seen of the country, or off it where that is taken."""
    middle, half = _centre(seen), text_width(name.upper(), size=15) / 2
    for right, down in ((0, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1), (1, 0), (-1, 0)):
        x, y = middle[0] + right * view.width / 4, middle[1] + down * view.height / 4
        x = min(max(x, half + 6), view.width - half - 6)
        frame = (x - half, y - 9, x + half, y + 9)
        within = 12 < y < view.height - 30 and ((right, down) == (0, 0) or _holds(seen, (x, y)))
        if within and not any(meets(frame, other) for other in held):
            return Label(name, x, y + 4, "middle", frame)
    return None


def _holds(ring: Sequence[Point], point: Point) -> bool:
    """Return whether a point lies inside a ring: a ray from it crosses the ring an odd number of times."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _area(points: Sequence[Point]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _centre(points: Sequence[Point]) -> Point:
    pairs = list(zip(points, [*points[1:], points[0]], strict=True))
    cross = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    whole = sum(cross) or 1.0
    x = sum((a[0] + b[0]) * c for (a, b), c in zip(pairs, cross, strict=True)) / (3 * whole)
    y = sum((a[1] + b[1]) * c for (a, b), c in zip(pairs, cross, strict=True)) / (3 * whole)
    return x, y


def draw_scale(view: Projection) -> Iterator[Markup]:
    """Yield a bar of a round number of kilometres."""
    lat, _ = view.unproject(view.width / 2, view.height)
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
    km = max((s for s in steps if view.pixels(s, lat=lat) <= view.width * 0.22), default=1)
    long, y = view.pixels(km, lat=lat), view.height - 14.0
    right = view.width - 14.0
    yield element("path", d=f"M{right - long:.1f} {y - 5}V{y}H{right:.1f}V{y - 5}", class_="scale")
    yield element("text", f"{km} km", x=right - long / 2, y=y - 5, text_anchor="middle", class_="scale-text")
