"""One reading as an HTML file: its map, its parts, its text with places marked, its readers' thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from dateline.formats import wording
from dateline.formats.basemap import load_base
from dateline.formats.html.environment import environment
from dateline.formats.html.marked import Anchors, Mark, Ref, mark_text
from dateline.formats.html.sheet_page import NARROW, WIDE
from dateline.formats.parts import PartRow, discussion, filed, part_rows, thread
from dateline.formats.svg_map import Mark as MapMark
from dateline.formats.svg_map import draw_map
from dateline.model import Place, Reading, Toponym


class Found(NamedTuple):
    """A place with every spelling the report gives it and where each stands."""

    place: Place
    spellings: tuple[str, ...]
    toponyms: tuple[Toponym, ...]


def render_reading_map(reading: Reading) -> str:
    """Return the page of one report taken apart: one HTML file that loads nothing else."""
    found = find_places(reading.toponyms)
    row_of = {f.place.id: f"#place-{n}" for n, f in enumerate(found)}
    rows = part_rows(reading.report)
    marks = [_mark(t, row_of) for t in reading.toponyms] + _part_marks(rows)
    anchors = Anchors([reading], {reading.id: marks})
    pins = [
        MapMark(
            f.place.lat, f.place.lon, f.place.name, f.place.precision_km, len(f.toponyms), row_of[f.place.id]
        )
        for f in found
    ]
    title = f"Map of {wording.plural(len(found), 'place')} that the report names"
    return (
        environment()
        .get_template("reading.html.j2")
        .render(
            reading=reading,
            report=reading.report,
            rows=rows,
            filed=filed(reading.report),
            discussion=discussion(reading.report),
            thread=list(thread(reading.report)),
            found=found,
            unresolved=[t for t in reading.toponyms if t.place is None and t.inside is None],
            anchors=anchors,
            map=(
                draw_map(pins, width=WIDE, height=580, ident="map-wide", title=title),
                draw_map(pins, width=NARROW, height=400, ident="map-narrow", title=title),
            ),
            map_source=load_base().source,
            marked=mark_text(reading.report, marks, anchors),
        )
    )


def find_places(toponyms: Sequence[Toponym]) -> list[Found]:
    """Return the places resolved, most named first, names inside other names left out."""
    groups: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.place is not None and toponym.inside is None:
            groups[toponym.place.id].append(toponym)
    made = []
    for group in sorted(groups.values(), key=len, reverse=True):
        spelled = Counter(t.text for t in group)
        place = group[0].place
        if place is not None:
            made.append(Found(place, tuple(text for text, _ in spelled.most_common()), tuple(group)))
    return made


def _part_marks(rows: Sequence[PartRow]) -> list[Mark]:
    """Return marks that only make the parts reachable: how they look is told by what they are."""
    return [
        Mark(row.part.start, row.part.end, "part")
        for row in rows
        if row.part.start is not None and row.part.end is not None
    ]


def _mark(toponym: Toponym, row_of: dict[str, str]) -> Mark:
    if toponym.inside is not None:
        return Mark(toponym.start, toponym.end, "place inside")
    if toponym.place is None:
        return Mark(toponym.start, toponym.end, "place unresolved")
    href = row_of[toponym.place.id]
    ref = Ref(f"{int(href.rpartition('-')[2]) + 1}", f"to {toponym.place.name} in the table", href)
    return Mark(toponym.start, toponym.end, "place", (ref,))
