"""Arrows at the edge of a map: where places lie that are too far off to be on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from dateline.formats.basemap import Box
from dateline.formats.place_words import distance_words
from dateline.formats.projection import Projection
from dateline.formats.svg import Point, element
from dateline.formats.svg_labels import Label, first_free, label_at
from dateline.places.distance import distance_km

#: How far an arrow stands from the frame, and from its foot where the scale is; how far two of them keep apart;
#: how many there are at most.
_INSET, _FOOT, _APART, _MOST = 13.0, 34.0, 26.0, 8


class Far(NamedTuple):
    """A place off the map and the nearest one on it."""

    label: str
    lat: float
    lon: float
    from_: tuple[float, float]

    @property
    def words(self) -> str:
        """Return its name and how far off it lies."""
        return f"{self.label}, {distance_words(distance_km((self.lat, self.lon), self.from_))}"


class Arrow(NamedTuple):
    """An arrow with its name, where that found room."""

    svg: Markup
    label: Label | None
    box: Box


def draw_arrows(places: Sequence[Far], view: Projection, *, taken: Sequence[Box]) -> Iterator[Arrow]:
    """Yield an arrow for each place, as far as they keep apart from one another and from what is there."""
    held = list(taken)
    drawn: list[Point] = []
    for place in places:
        (x, y), angle = _edge(place, view)
        crowded = any(math.dist((x, y), other) < _APART for other in drawn)
        covered = any(b[0] - 8 < x < b[2] + 8 and b[1] - 8 < y < b[3] + 8 for b in held)
        if crowded or covered or len(drawn) == _MOST:
            continue
        drawn.append((x, y))
        label = first_free(_offers(place.words, (x, y), view), view, held)
        box = (x - 8, y - 8, x + 8, y + 8)
        held += [box, *([label.box] if label else [])]
        turn = f"translate({x:.1f} {y:.1f}) rotate({angle:.0f})"
        head = element("path", element("title", place.words), d="M9 0L-5 -6L-2 0L-5 6Z", transform=turn)
        yield Arrow(Markup('<g class="far">') + head + Markup("</g>"), label, box)


def _edge(place: Far, view: Projection) -> tuple[Point, float]:
    """Return where the line from the middle of the map to the place leaves it, and the line's angle."""
    middle = view.unproject(view.width / 2, view.height / 2)[1]
    lon = middle + (place.lon - middle + 180) % 360 - 180
    x, y = view.project(place.lat, lon)
    dx, dy = x - view.width / 2, y - view.height / 2
    room = (view.width / 2 - _INSET, view.height / 2 - (_FOOT if dy > 0 else _INSET))
    part = min(space / abs(d) if d else math.inf for space, d in zip(room, (dx, dy), strict=True))
    return (view.width / 2 + dx * part, view.height / 2 + dy * part), math.degrees(math.atan2(dy, dx))


def _offers(words: str, point: Point, view: Projection) -> Iterator[Label]:
    x, y = point
    inward = "start" if x < view.width / 2 else "end"
    step = 14 if inward == "start" else -14
    for dy in (4.5, 20.0, -12.0):
        yield label_at(words, x + step, y + dy, inward)
    for dy in (24.0, -14.0):
        yield label_at(words, x, y + dy, "middle")
