"""Areas on a map: a country's own outline, a frame around the extent, or a circle as wide as is known."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from dateline.formats.basemap import Box, Country, clip_ring, load_base, meets
from dateline.formats.projection import KM_PER_DEGREE, Projection
from dateline.formats.svg import element, polyline
from dateline.formats.svg_base import pixels_of
from dateline.text.countries import country_code

#: south, west, north, east, as the gazetteer holds it.
Extent = tuple[float, float, float, float]
#: What Natural Earth writes in short.
_SHORT = {
    "Antigua and Barb.": "AG",
    "Bosnia and Herz.": "BA",
    "Central African Rep.": "CF",
    "Dem. Rep. Congo": "CD",
    "Dominican Rep.": "DO",
    "Eq. Guinea": "GQ",
    "Faeroe Is.": "FO",
    "Falkland Is.": "FK",
    "Fr. Polynesia": "PF",
    "S. Sudan": "SS",
    "Solomon Is.": "SB",
    "St. Vin. and Gren.": "VC",
    "Timor-Leste": "TL",
    "W. Sahara": "EH",
}
#: A circle wider than this many times the map says nothing about where.
_TOO_WIDE = 0.7


class Shape(NamedTuple):
    """An area as drawn; ``box`` is the part of the map it takes, in pixels."""

    svg: Markup
    box: Box


@cache
def outline_of(code: str) -> Country | None:
    """Return the outline of a country on the base map, by its code."""
    return _outlines().get(code)


@cache
def _outlines() -> dict[str, Country]:
    rows = ((_SHORT.get(c.name) or country_code(c.name), c) for c in load_base().countries)
    return {code: country for code, country in rows if code is not None}


def outline_shape(country: Country, view: Projection) -> Shape | None:
    """Return what is seen of a country, tinted; None where nothing is."""
    frame = view.box()
    rings = (clip_ring(ring, frame) for around, ring in country.rings if meets(around, frame))
    seen = [pixels_of(ring, view) for ring in rings if len(ring) > 2]
    if not seen:
        return None
    path = "".join(polyline(ring, close=True) for ring in seen)
    xs, ys = [x for ring in seen for x, _ in ring], [y for ring in seen for _, y in ring]
    box = (min(xs), min(ys), max(xs), max(ys))
    return Shape(element("path", d=path, class_="area country", fill_rule="evenodd"), box)


def extent_shape(extent: Extent, view: Projection) -> Shape | None:
    """Return the frame around an area; None where it is off the map, or all of the map lies in it."""
    south, west, north, east = extent
    if west > east:
        west, east = (west - 360, east) if _middle(view) < 0 else (west, east + 360)
    (left, bottom), (right, top) = view.project(south, west), view.project(north, east)
    edge = 6.0
    box = (max(left, -edge), max(top, -edge), min(right, view.width + edge), min(bottom, view.height + edge))
    if box[0] >= view.width or box[1] >= view.height or box[2] <= 0 or box[3] <= 0:
        return None
    if left <= 0 and top <= 0 and right >= view.width and bottom >= view.height:
        return None
    svg = element(
        "rect", x=box[0], y=box[1], width=box[2] - box[0], height=box[3] - box[1], class_="area frame"
    )
    return Shape(svg, (max(box[0], 0.0), max(box[1], 0.0), min(box[2], view.width), min(box[3], view.height)))


def circle_shape(lat: float, lon: float, km: float, view: Projection) -> Shape | None:
    """Return the circle of an area that only a point is known of; None where it is off the map or fills it."""
    x, y = view.project(lat, lon)
    r = view.pixels(km, lat=lat)
    outside = math.hypot(x - min(max(x, 0), view.width), y - min(max(y, 0), view.height)) >= r
    if outside or r > _TOO_WIDE * max(view.width, view.height):
        return None
    box = (max(x - r, 0.0), max(y - r, 0.0), min(x + r, view.width), min(y + r, view.height))
    return Shape(element("circle", cx=x, cy=y, r=r, class_="area frame"), box)


def corners_of_country(country: Country) -> Iterator[tuple[float, float]]:
    """Yield south-west and north-east of a country's largest part."""
    west, south, east, north = max((box for box, _ in country.rings), key=_size)
    yield from ((south, west), (north, east))


def corners_of_circle(lat: float, lon: float, km: float) -> Iterator[tuple[float, float]]:
    """Yield south-west and north-east of a circle."""
    high = km / KM_PER_DEGREE
    wide = high / max(0.2, math.cos(math.radians(lat)))
    yield from ((max(-85.0, lat - high), lon - wide), (min(85.0, lat + high), lon + wide))


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) * math.cos(math.radians((box[1] + box[3]) / 2))


def _middle(view: Projection) -> float:
    return view.unproject(view.width / 2, view.height / 2)[1]
