"""Places on a map, as SVG: outlines, rivers, points with the precision they are known to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from markupsafe import Markup

from dateline.formats.basemap import Box, clip_line, clip_ring, load_base, load_rivers, meets
from dateline.formats.svg import Point, element, picture, polyline, shorten, text_width

#: Kilometres of a degree of latitude on the sphere of 6371 km.
KM_PER_DEGREE = 111.195
#: A map never shows less than this many degrees, so that one place still has neighbours.
LEAST_SPAN = 0.9
#: Web Mercator ends here.
LAST_LAT = 85.0
_PADDING = 0.16
#: A place farther than this many times the distance of the nearer four fifths is left outside.
_FAR = 5.0
_NEVER_FAR_KM = 400.0
#: Entries known no better than this are areas (countries, provinces, rivers): they are no points.
_AREA_KM = 50.0


#: Pixels between two points of an outline; finer detail is not seen.
_STEP = 1.0


class Mark(NamedTuple):
    """A place to draw; ``href`` leads to its row in the table."""

    lat: float
    lon: float
    label: str
    precision_km: float
    mentions: int
    href: str


class Projection(NamedTuple):
    """Mercator: pixels a unit, and the pixel of the north-west corner."""

    scale: float
    left: float
    top: float
    width: float
    height: float

    def project(self, lat: float, lon: float) -> Point:
        """Return the pixel of a place."""
        return math.radians(lon) * self.scale - self.left, self.top - mercator(lat) * self.scale

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """Return the latitude and longitude of a pixel."""
        lat = math.degrees(2 * math.atan(math.exp((self.top - y) / self.scale)) - math.pi / 2)
        return lat, math.degrees((x + self.left) / self.scale)

    def pixels(self, km: float, *, lat: float) -> float:
        """Return how many pixels a distance takes at a latitude."""
        return math.radians(km / KM_PER_DEGREE) * self.scale / math.cos(math.radians(_bounded(lat)))

    def box(self, *, margin: float = 8.0) -> Box:
        """Return west, south, east, north of what is seen, ``margin`` pixels beyond the frame."""
        south, west = self.unproject(-margin, self.height + margin)
        north, east = self.unproject(self.width + margin, -margin)
        return west, south, east, north


class MapDrawing(NamedTuple):
    """A map, and what it does not show: places far off, whole areas, names without room."""

    svg: Markup
    outside: tuple[str, ...]
    areas: tuple[str, ...]
    unnamed: tuple[str, ...]


def mercator(lat: float) -> float:
    """Return the northing of a latitude on a sphere of radius 1."""
    return math.asinh(math.tan(math.radians(_bounded(lat))))


def _bounded(lat: float) -> float:
    return max(-LAST_LAT, min(LAST_LAT, lat))


def fit(places: Sequence[tuple[float, float]], *, width: float, height: float) -> Projection:
    """Return the projection that shows all places (lat, lon) with a margin around them."""
    lats, lons = [_bounded(p[0]) for p in places], [p[1] for p in places]
    middle = (min(lats) + max(lats)) / 2
    half = LEAST_SPAN / 2
    low = mercator(min(*lats, middle - half))
    high = mercator(max(*lats, middle + half))
    centre = (min(lons) + max(lons)) / 2
    west = math.radians(min(*lons, centre - half))
    east = math.radians(max(*lons, centre + half))
    free = 1 - 2 * _PADDING
    scale = min(width * free / (east - west), height * free / (high - low))
    return Projection(
        scale=scale,
        left=(west + east) / 2 * scale - width / 2,
        top=(low + high) / 2 * scale + height / 2,
        width=width,
        height=height,
    )


def choose_view(marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Return the marks that the map is fitted to, and those too far off to be on it."""
    often = [m for m in marks for _ in range(min(m.mentions, 20) or 1)]
    centre = (median(m.lat for m in often), median(m.lon for m in often))
    reach = sorted(_distance_km(centre, m) for m in often)[max(0, math.ceil(len(often) * 0.8) - 1)]
    limit = max(_NEVER_FAR_KM, reach * _FAR)
    near = [m for m in marks if _distance_km(centre, m) <= limit]
    return near, [m for m in marks if m not in near]


def _distance_km(centre: tuple[float, float], mark: Mark) -> float:
    east = (mark.lon - centre[1]) * math.cos(math.radians((mark.lat + centre[0]) / 2))
    return math.hypot(mark.lat - centre[0], east) * KM_PER_DEGREE


def draw_map(marks: Sequence[Mark], *, width: int, height: int, ident: str, title: str) -> MapDrawing:
    """Return the map of some places; what does not fit it is named beside it."""
    points = [m for m in marks if m.precision_km <= _AREA_KM] or list(marks)
    areas = tuple(m.label for m in marks if m not in points)
    if not points:
        return MapDrawing(Markup(""), (), areas, ())
    near, off = choose_view(points)
    view = fit([(m.lat, m.lon) for m in near], width=width, height=height)
    inside = [m for m in off if _is_inside(view, m)]
    shown = sorted([*near, *inside], key=lambda m: (-m.mentions, m.label))
    labels, unnamed = _place_labels(shown, view)
    taken = [label.box for label in labels]
    countries = list(_country_names(view, taken=taken))
    taken += [label.box for label in countries]
    svg = picture(
        [
            element("rect", width=width, height=height, class_="sea"),
            *_land(view),
            *_rivers(view, taken=taken),
            *(label.draw("country-name") for label in countries),
            *(_circle(mark, view) for mark in shown),
            *(_dot(mark, view) for mark in reversed(shown)),
            *(label.draw("place-name") for label in labels),
            *_scale_bar(view),
        ],
        width=width,
        height=height,
        title=title,
        ident=ident,
        class_="map",
    )
    outside = tuple(m.label for m in off if m not in inside)
    return MapDrawing(svg, outside, areas, tuple(unnamed))


def _is_inside(view: Projection, mark: Mark) -> bool:
    x, y = view.project(mark.lat, mark.lon)
    return 4 <= x <= view.width - 4 and 4 <= y <= view.height - 4


def _land(view: Projection) -> Iterator[Markup]:
    base, box = load_base(), view.box()
    rings = (ring for country in base.countries for around, ring in country.rings if meets(around, box))
    land = "".join(polyline(_pixels(clip_ring(ring, box), view), close=True) for ring in rings)
    yield element("path", d=land, class_="land", fill_rule="evenodd")
    for lines, class_ in ((base.coasts, "coast"), (base.borders, "border")):
        runs = (run for line in lines if meets(line.box, box) for run in clip_line(line.points, box))
        yield element("path", d="".join(polyline(_pixels(run, view)) for run in runs), class_=class_)


def _pixels(points: Iterable[tuple[float, float]], view: Projection) -> list[Point]:
    """Return the pixels of a line, those less than a step from the one before left out; the end stays."""
    kept: list[Point] = []
    pixel: Point | None = None
    for lon, lat in points:
        pixel = view.project(lat, lon)
        if not kept or abs(pixel[0] - kept[-1][0]) + abs(pixel[1] - kept[-1][1]) >= _STEP:
            kept.append(pixel)
    if pixel is not None and kept[-1] != pixel:
        kept.append(pixel)
    return kept


def _rivers(view: Projection, *, taken: Sequence[Box]) -> Iterator[Markup]:
    box = view.box()
    last = 3 if box[2] - box[0] < 6 else 2 if box[2] - box[0] < 16 else 1
    named: set[str] = set()
    for river in load_rivers():
        for run in clip_line(river.points, box) if river.rank <= last else ():
            pixels = _pixels(run, view)
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


def _country_names(view: Projection, *, taken: Sequence[Box]) -> Iterator[_Label]:
    box, held = view.box(margin=0), list(taken)
    for country in load_base().countries:
        rings = [clip_ring(ring, box) for around, ring in country.rings if meets(around, box)]
        largest = max((_pixels(ring, view) for ring in rings if len(ring) > 2), key=_area, default=[])
        if not largest or _area(largest) < 2600:
            continue
        x, y = _centre(largest)
        half = text_width(country.name.upper(), size=15) / 2
        x = min(max(x, half + 6), view.width - half - 6)
        frame = (x - half, y - 9, x + half, y + 9)
        if not any(meets(frame, other) for other in held):
            held.append(frame)
            yield _Label(country.name, x, y + 4, "middle", frame)


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


def _circle(mark: Mark, view: Projection) -> Markup:
    x, y = view.project(mark.lat, mark.lon)
    return element(
        "circle", cx=x, cy=y, r=max(3.0, view.pixels(mark.precision_km, lat=mark.lat)), class_="reach"
    )


def _dot(mark: Mark, view: Projection) -> Markup:
    x, y = view.project(mark.lat, mark.lon)
    known = f"known to about {mark.precision_km:g} km"
    words = f"{mark.label}: {mark.mentions} mention{'' if mark.mentions == 1 else 's'}, {known}"
    dot = element("circle", element("title", words), cx=x, cy=y, r=_radius(mark), class_="dot")
    return element("a", dot, href=mark.href)


def _radius(mark: Mark) -> float:
    return 3.0 + min(3.0, math.log2(max(1, mark.mentions)) * 0.7)


class _Label(NamedTuple):
    text: str
    x: float
    y: float
    anchor: str
    box: Box

    def draw(self, class_: str) -> Markup:
        return element(
            "text",
            self.text,
            x=self.x,
            y=self.y,
            text_anchor=self.anchor,
            class_=class_,
            direction="ltr",
        )


def _place_labels(marks: Sequence[Mark], view: Projection) -> tuple[list[_Label], list[str]]:
    """Return labels that neither overlap nor leave the frame, most mentioned first, and who got none."""
    dots = [(x - 4, y - 4, x + 4, y + 4) for x, y in (view.project(m.lat, m.lon) for m in marks)]
    placed: list[_Label] = []
    unnamed: list[str] = []
    for n, mark in enumerate(marks):
        others = [*(label.box for label in placed), *dots[:n], *dots[n + 1 :]]
        free = (o for o in _offers(mark, view) if _is_free(o.box, view, others))
        found = next(free, None)
        if found is None:
            unnamed.append(mark.label)
        else:
            placed.append(found)
    return placed, unnamed


def _offers(mark: Mark, view: Projection) -> Iterator[_Label]:
    size = 13.0
    text = shorten(mark.label, width=170, size=size)
    wide = text_width(text, size=size) + 2
    x, y = view.project(mark.lat, mark.lon)
    reach = view.pixels(mark.precision_km, lat=mark.lat)
    gap = max(_radius(mark), reach if reach < 24 else 0.0) + 4
    for dx, dy, anchor in (
        (gap, 4.5, "start"),
        (-gap, 4.5, "end"),
        (0.0, -gap - 2, "middle"),
        (0.0, gap + 10, "middle"),
        (gap - 2, -gap, "start"),
        (gap - 2, gap + 8, "start"),
        (-gap + 2, -gap, "end"),
        (-gap + 2, gap + 8, "end"),
    ):
        left = {"start": x + dx, "end": x + dx - wide, "middle": x + dx - wide / 2}[anchor]
        box = (left, y + dy - size, left + wide, y + dy + 4)
        yield _Label(text, x + dx, y + dy, anchor, box)


def _is_free(box: Box, view: Projection, others: Sequence[Box]) -> bool:
    in_frame = box[0] >= 4 and box[1] >= 4 and box[2] <= view.width - 4 and box[3] <= view.height - 26
    return in_frame and not any(meets(box, other) for other in others)


def _scale_bar(view: Projection) -> Iterator[Markup]:
    lat, _ = view.unproject(view.width / 2, view.height)
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
    km = max((s for s in steps if view.pixels(s, lat=lat) <= view.width * 0.22), default=1)
    long, y = view.pixels(km, lat=lat), view.height - 14.0
    right = view.width - 14.0
    yield element("path", d=f"M{right - long:.1f} {y - 5}V{y}H{right:.1f}V{y - 5}", class_="scale")
    yield element("text", f"{km} km", x=right - long / 2, y=y - 5, text_anchor="middle", class_="scale-text")
