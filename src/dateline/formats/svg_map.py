"""Places on a map, as SVG: points with the precision they are known to, areas, arrows to what lies far off."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median
from typing import NamedTuple

from markupsafe import Markup

from dateline.formats.basemap import Box
from dateline.formats.place_words import AREA_KM
from dateline.formats.projection import KM_PER_DEGREE, Projection, fit
from dateline.formats.svg import element, picture
from dateline.formats.svg_areas import (
    Extent,
    Shape,
    circle_shape,
    corners_of_circle,
    corners_of_country,
    extent_shape,
    outline_of,
    outline_shape,
)
from dateline.formats.svg_arrows import Arrow, Far, draw_arrows
from dateline.formats.svg_base import draw_land, draw_rivers, draw_scale, name_countries
from dateline.formats.svg_inset import draw_inset
from dateline.formats.svg_labels import Label, around_point, first_free, inside_box
from dateline.places.distance import distance_km

#: A place farther than this many times the distance of the nearer three quarters is left outside.
_NEAR_SHARE = 0.75
_FAR = 3.0
_NEVER_FAR_KM = 400.0
#: How much a mention counts for what the map is fitted to, by the certainty of its place.
_COUNTS = {"sure": 3, "likely": 2, "unsure": 1}
#: Radius of the dot of one mention, and the widest a dot gets; its area grows with the mentions.
_DOT, _WIDEST_DOT = 3.5, 11.0
#: A name keeps off a circle of precision up to this wide; a wider one it stands in.
_WIDE_REACH = 24.0


class Mark(NamedTuple):
    """A place to draw; ``href`` leads to its row in the table.

    ``certainty`` is the style of its point, ``pin`` a class that it shares with what belongs to it on the page.
    ``country`` is the code of a whole country, ``extent`` the box of another area; ``area`` says that a place is
    one, however small.
    """

    lat: float
    lon: float
    label: str
    precision_km: float
    mentions: int
    href: str
    certainty: str = "sure"
    pin: str = ""
    country: str | None = None
    extent: Extent | None = None
    area: bool = False

    @property
    def is_wide(self) -> bool:
        """Return whether it is too large to tell what a map is to show."""
        return self.precision_km > AREA_KM or self.country is not None

    @property
    def is_area(self) -> bool:
        """Return whether no point stands for it."""
        return self.area or self.is_wide

    @property
    def class_(self) -> str:
        """Return the classes of its group."""
        return " ".join(part for part in ("pin", self.certainty, self.pin) if part)


class MapDrawing(NamedTuple):
    """A map, and what it does not show: places far off, whole areas, names without room."""

    svg: Markup
    outside: tuple[str, ...]
    areas: tuple[str, ...]
    unnamed: tuple[str, ...]


def choose_view(marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Return the marks that the map is fitted to, and those too far off to be on it."""
    often = [m for m in marks for _ in range(_COUNTS[m.certainty] * (min(m.mentions, 20) or 1))]
    centre = (median(m.lat for m in often), median(m.lon for m in often))
    reach = sorted(_apart_km(centre, m) for m in often)[max(0, math.ceil(len(often) * _NEAR_SHARE) - 1)]
    limit = max(_NEVER_FAR_KM, reach * _FAR)
    near = [m for m in marks if _apart_km(centre, m) <= limit]
    return near, [m for m in marks if m not in near]


def _apart_km(centre: tuple[float, float], mark: Mark) -> float:
    east = (mark.lon - centre[1]) * math.cos(math.radians((mark.lat + centre[0]) / 2))
    return math.hypot(mark.lat - centre[0], east) * KM_PER_DEGREE


def draw_map(
    marks: Sequence[Mark], *, width: int, height: int, ident: str, title: str, linked: bool = True
) -> MapDrawing:
    """Return the map of some places; what does not fit it is named beside it."""
    points = [m for m in marks if not m.is_area]
    areas = [m for m in marks if m.is_area]
    if not marks:
        return MapDrawing(Markup(""), (), (), ())
    near, off = choose_view([m for m in marks if not m.is_wide] or areas)
    seen = [corner for m in near for corner in _corners(m)]
    view = fit(seen, width=width, height=height)
    shown = [m for m in points if m in near or _is_inside(view, m)]
    shown.sort(key=lambda m: (-m.mentions, m.label))
    far = [m for m in points if m not in shown] + [m for m in off if m.is_area and _is_off(view, m)]
    drawn = _Drawn(view, shown, areas, far, linked=linked)
    svg = picture(drawn.layers(), width=width, height=height, title=title, ident=ident, class_="map")
    outside = [m.label for m in far]
    beside = [m.label for m in areas if m not in drawn.shapes and m.label not in outside]
    return MapDrawing(svg, tuple(outside), tuple(beside), tuple(drawn.unnamed))


class _Drawn:
    """The layers of one map, and what found no room in it."""

    def __init__(
        self,
        view: Projection,
        shown: Sequence[Mark],
        areas: Sequence[Mark],
        far: Sequence[Mark],
        *,
        linked: bool,
    ) -> None:
        self._view, self._shown, self._linked = view, shown, linked
        self._most = max((m.mentions for m in shown), default=1)
        self.shapes = {m: shape for m in areas if (shape := _shape(m, view)) is not None}
        self.unnamed: list[str] = []
        self._taken: list[Box] = []
        self._names = list(self._name_points())
        self._arrows = self._point_at(far)
        self._inset = draw_inset(view, taken=self._taken)
        self._taken += [self._inset[1]] if self._inset else []
        small = [shape.box for shape in self.shapes.values() if _is_small(shape.box, view)]
        self._countries = list(name_countries(view, taken=[*self._taken, *small]))
        self._taken += [label.box for label in self._countries]
        self._area_names = list(self._name_areas())

    def layers(self) -> list[Markup]:
        """Return what is drawn, from the ground up."""
        view = self._view
        named = {outline.name for m in self.shapes if (outline := outline_of(m.country or "")) is not None}
        return [
            element("rect", width=view.width, height=view.height, class_="sea"),
            *draw_land(view),
            *(self._group(mark, shape.svg) for mark, shape in self.shapes.items()),
            *draw_rivers(view, taken=self._taken),
            *(
                label.draw(f"country-name{' told' if label.text in named else ''}")
                for label in self._countries
            ),
            *(label.draw("area-name") for label in self._area_names),
            *(self._group(mark, _reach(mark, view)) for mark in self._shown),
            *(self._group(mark, *_dot(mark, view, self._most)) for mark in reversed(self._shown)),
            *(arrow.svg for arrow in self._arrows),
            *(arrow.label.draw("far-name") for arrow in self._arrows if arrow.label),
            *(label.draw("place-name") for label in self._names),
            *draw_scale(view),
            *([self._inset[0]] if self._inset else []),
        ]

    def _group(self, mark: Mark, *children: Markup) -> Markup:
        if not self._linked:
            return element("g", *children, class_=mark.class_)
        return element("a", *children, href=mark.href, class_=mark.class_)

    def _name_points(self) -> Iterator[Label]:
        """Yield names that neither overlap nor leave the frame, most mentioned first."""
        dots = [_dot_box(mark, self._view, self._most) for mark in self._shown]
        for n, mark in enumerate(self._shown):
            others = [*self._taken, *dots[:n], *dots[n + 1 :]]
            gap = (
                max(
                    _radius(mark, self._most),
                    reach if (reach := _reach_px(mark, self._view)) < _WIDE_REACH else 0.0,
                )
                + 4
            )
            offers = around_point(mark.label, self._view.project(mark.lat, mark.lon), gap=gap)
            yield from self._kept(mark, first_free(offers, self._view, others))
        self._taken += dots

    def _name_areas(self) -> Iterator[Label]:
        for mark, shape in self.shapes.items():
            if outline_of(mark.country or "") is None:
                offers = inside_box(mark.label, shape.box)
                yield from self._kept(mark, first_free(offers, self._view, self._taken))

    def _kept(self, mark: Mark, label: Label | None) -> Iterator[Label]:
        if label is None:
            self.unnamed.append(mark.label)
        else:
            self._taken.append(label.box)
            yield label

    def _point_at(self, far: Sequence[Mark]) -> list[Arrow]:
        middle = self._view.unproject(self._view.width / 2, self._view.height / 2)
        here = [(m.lat, m.lon) for m in (self._shown or self.shapes)] or [middle]
        ordered = sorted(far, key=lambda m: (-m.mentions, m.label))
        rows = [
            Far(m.label, m.lat, m.lon, min(here, key=partial(distance_km, (m.lat, m.lon)))) for m in ordered
        ]
        arrows = list(draw_arrows(rows, self._view, taken=self._taken))
        self._taken += [arrow.box for arrow in arrows]
        self._taken += [arrow.label.box for arrow in arrows if arrow.label]
        return arrows


def _shape(mark: Mark, view: Projection) -> Shape | None:
    outline = outline_of(mark.country) if mark.country else None
    if outline is not None:
        shape = outline_shape(outline, view)
    elif mark.extent is not None:
        shape = extent_shape(mark.extent, view)
    elif mark.country is None:
        shape = circle_shape(mark.lat, mark.lon, mark.precision_km, view)
    else:
        shape = None
    if shape is None:
        return None
    return shape._replace(svg=element("g", element("title", _words(mark)), shape.svg))


def _corners(mark: Mark) -> list[tuple[float, float]]:
    """Return the corners of what a place takes up: of a country its largest part."""
    if not mark.is_area:
        return [(mark.lat, mark.lon)]
    outline = outline_of(mark.country) if mark.country else None
    if outline is not None:
        return list(corners_of_country(outline))
    if mark.extent is not None and mark.extent[1] <= mark.extent[3]:
        south, west, north, east = mark.extent
        return [(south, west), (north, east)]
    return list(corners_of_circle(mark.lat, mark.lon, mark.precision_km))


def _is_small(box: Box, view: Projection) -> bool:
    """Return whether an area leaves most of the map to others."""
    return (box[2] - box[0]) * (box[3] - box[1]) < 0.1 * view.width * view.height


def _is_inside(view: Projection, mark: Mark) -> bool:
    x, y = view.project(mark.lat, mark.lon)
    return 4 <= x <= view.width - 4 and 4 <= y <= view.height - 4


def _is_off(view: Projection, mark: Mark) -> bool:
    return _shape(mark, view) is None and not _is_inside(view, mark)


def _reach(mark: Mark, view: Projection) -> Markup:
    x, y = view.project(mark.lat, mark.lon)
    return element("circle", cx=x, cy=y, r=max(3.0, _reach_px(mark, view)), class_="reach")


def _reach_px(mark: Mark, view: Projection) -> float:
    return view.pixels(mark.precision_km, lat=mark.lat)


def _dot(mark: Mark, view: Projection, most: int) -> tuple[Markup, Markup]:
    """Return the dot, and behind it a ring that is seen while what belongs to it is looked at."""
    x, y = view.project(mark.lat, mark.lon)
    ring = element("circle", cx=x, cy=y, r=_radius(mark, most) + 7, class_="ring")
    title = element("title", _words(mark))
    return ring, element("circle", title, cx=x, cy=y, r=_radius(mark, most), class_="dot")


def _words(mark: Mark) -> str:
    known = "an area" if mark.is_area else f"known to about {mark.precision_km:g} km"
    return f"{mark.label}: {mark.mentions} mention{'' if mark.mentions == 1 else 's'}, {known}"


def _dot_box(mark: Mark, view: Projection, most: int) -> Box:
    x, y = view.project(mark.lat, mark.lon)
    r = _radius(mark, most) + 1
    return (x - r, y - r, x + r, y + r)


def _radius(mark: Mark, most: int) -> float:
    """Return the radius of a dot: its area grows with the mentions, ``most`` of them make the widest."""
    share = math.sqrt(max(1, mark.mentions))
    return max(_DOT, min(_DOT * share, _WIDEST_DOT * share / math.sqrt(max(1, most))))
