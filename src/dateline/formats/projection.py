"""From degrees to pixels: Mercator, and the view that shows some places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from dateline.formats.basemap import Box
from dateline.formats.svg import Point

#: Kilometres of a degree of latitude on the sphere of 6371 km.
KM_PER_DEGREE = 111.195
#: A map never shows less than this many degrees, so that one place still has neighbours.
LEAST_SPAN = 0.9
#: Web Mercator ends here.
LAST_LAT = 85.0
_PADDING = 0.16


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
