"""Names on a map: where each may stand, and which of them find room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from dateline.formats.basemap import Box, meets
from dateline.formats.projection import Projection
from dateline.formats.svg import Point, element, shorten, text_width

#: Height of a name and the widest that one may run, in pixels.
SIZE, _WIDEST = 13.0, 170.0
#: Pixels at the foot of a map that belong to its scale.
_FOOT = 26.0


class Label(NamedTuple):
    """A name at its place; ``box`` is the room it takes, in pixels."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box

    def draw(self, class_: str) -> Markup:
        """Return the name as text of a class."""
        return element(
            "text",
            self.text,
            x=self.x,
            y=self.y,
            text_anchor=self.anchor,
            class_=class_,
            direction="ltr",
        )


def label_at(text: str, x: float, y: float, anchor: str) -> Label:
    """Return a name whose base line begins, ends or is centred at a pixel."""
    shown = shorten(text, width=_WIDEST, size=SIZE)
    wide = text_width(shown, size=SIZE) + 2
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return Label(shown, x, y, anchor, (left, y - SIZE, left + wide, y + 4))


def around_point(text: str, point: Point, *, gap: float) -> Iterator[Label]:
    """Yield where the name of a point may stand, best first: ``gap`` is how far it keeps off."""
    x, y = point
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
        yield label_at(text, x + dx, y + dy, anchor)


def inside_box(text: str, box: Box) -> Iterator[Label]:
    """Yield where the name of an area may stand inside its frame: in the corners, then in the middle."""
    left, top, right, bottom = box
    yield label_at(text, left + 6, top + 16, "start")
    yield label_at(text, left + 6, bottom - 8, "start")
    yield label_at(text, right - 6, top + 16, "end")
    yield label_at(text, right - 6, bottom - 8, "end")
    for part in (0.5, 0.3, 0.7):
        yield label_at(text, (left + right) / 2, top + (bottom - top) * part, "middle")


def first_free(offers: Iterable[Label], view: Projection, taken: Sequence[Box]) -> Label | None:
    """Return the first offer that is whole in the frame and meets nothing, or None."""
    return next((o for o in offers if is_free(o.box, view, taken)), None)


def is_free(box: Box, view: Projection, taken: Iterable[Box]) -> bool:
    """Return whether a box lies in the frame, off the scale, and meets nothing."""
    in_frame = box[0] >= 4 and box[1] >= 4 and box[2] <= view.width - 4 and box[3] <= view.height - _FOOT
    return in_frame and not any(meets(box, other) for other in taken)
