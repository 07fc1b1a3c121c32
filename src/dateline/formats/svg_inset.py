"""A small map in a corner of a near one: where on Earth one is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from dateline.formats.basemap import Box, clip_line, load_base, meets
from dateline.formats.projection import Projection, mercator
from dateline.formats.svg import element
from dateline.formats.svg_base import draw_land

#: A map of more degrees than this needs no inset.
_NEAR_DEGREES = 12.0
#: What an inset shows: so many times the map, and never fewer degrees than this; more of them until a coast is
#: seen that one knows again.
_TIMES, _DEGREES, _COAST_PX = 5.0, (24.0, 40.0, 64.0), 40.0
#: Its share of the map's width, its shape, and how far it keeps from the frame.
_SHARE, _SHAPE, _GAP = 0.17, 0.72, 10.0


def draw_inset(view: Projection, *, taken: Sequence[Box]) -> tuple[Markup, Box] | None:
    """Return the inset and its box; None where the map is wide enough itself, or no corner is free."""
    west, _, east, _ = view.box(margin=0)
    corner = _free_corner(view, taken)
    if east - west > _NEAR_DEGREES or corner is None:
        return None
    width, height = corner[2] - corner[0], corner[3] - corner[1]
    tries = [_around(view, max(least, (east - west) * _TIMES), width, height) for least in _DEGREES]
    around = next((one for one in tries if _shows_coast(one)), tries[-1])
    inner = element(
        "svg",
        element("rect", width=width, height=height, class_="sea"),
        *draw_land(around),
        _here(view, around),
        element("rect", x=0.5, y=0.5, width=width - 1, height=height - 1, class_="inset-frame"),
        x=corner[0],
        y=corner[1],
        width=width,
        height=height,
        class_="inset",
        aria_hidden="true",
    )
    return inner, corner


def _free_corner(view: Projection, taken: Sequence[Box]) -> Box | None:
    width = max(84.0, view.width * _SHARE)
    height = width * _SHAPE
    right, foot = view.width - _GAP - width, view.height - _GAP - height
    corners = ((_GAP, _GAP), (right, _GAP), (_GAP, foot))
    boxes = [(x, y, x + width, y + height) for x, y in corners]
    return next((box for box in boxes if not any(meets(box, other) for other in taken)), None)


def _around(view: Projection, degrees: float, width: float, height: float) -> Projection:
    """Return the projection of the inset, about the same middle."""
    lat, lon = view.unproject(view.width / 2, view.height / 2)
    scale = width / math.radians(degrees)
    left = math.radians(lon) * scale - width / 2
    return Projection(
        scale=scale, left=left, top=mercator(lat) * scale + height / 2, width=width, height=height
    )


def _shows_coast(around: Projection) -> bool:
    """Return whether a coast runs far enough through the inset to be known again."""
    box = around.box(margin=0)
    for line in load_base().coasts:
        for run in clip_line(line.points, box) if meets(line.box, box) else ():
            xs, ys = zip(*(around.project(lat, lon) for lon, lat in run), strict=True)
            if max(max(xs) - min(xs), max(ys) - min(ys)) > _COAST_PX:
                return True
    return False


def _here(view: Projection, around: Projection) -> Markup:
    """Return the frame of the map on the inset, never too small to be seen."""
    west, south, east, north = view.box(margin=0)
    (left, bottom), (right, top) = around.project(south, west), around.project(north, east)
    wide, high = max(right - left, 5.0), max(bottom - top, 5.0)
    x, y = (left + right - wide) / 2, (top + bottom - high) / 2
    return element("rect", x=x, y=y, width=wide, height=high, class_="here")
