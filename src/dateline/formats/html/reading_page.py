"""One reading as an HTML file: its map, its parts, its text with places marked, its readers' thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.formats import place_words, wording
from dateline.formats.basemap import load_base
from dateline.formats.html.environment import environment
from dateline.formats.html.marked import Anchors, Mark, Ref, mark_text
from dateline.formats.html.sheet_page import NARROW, WIDE
from dateline.formats.parts import PartRow, discussion, filed, part_rows, thread
from dateline.formats.place_marks import map_mark
from dateline.formats.place_rows import Row, by_spelling, find_places, place_rows
from dateline.formats.place_words import NOTHING, Entries
from dateline.formats.svg_map import MapDrawing, draw_map
from dateline.model import Reading, Toponym

#: Height of the maps: in the wide and in the narrow column, and beside the text.
HEIGHTS = (580, 400, 460)


def render_reading_map(reading: Reading, *, entries: Entries = NOTHING) -> str:
    """Return the page of one report taken apart: one HTML file that loads nothing else.

    ``entries`` are what the gazetteer holds of the places, by id: they tell areas from points.
    """
    rows = list(place_rows(find_places(reading.toponyms), entries))
    row_of = {row.found.place.id: row for row in rows}
    parts = part_rows(reading.report)
    marks = [_mark(t, row_of) for t in reading.toponyms] + _part_marks(parts)
    anchors = Anchors([reading], {reading.id: marks})
    return (
        environment()
        .get_template("reading.html.j2")
        .render(
            reading=reading,
            report=reading.report,
            rows=parts,
            filed=filed(reading.report),
            discussion=discussion(reading.report),
            thread=list(thread(reading.report)),
            places=rows,
            unresolved=by_spelling(t for t in reading.toponyms if t.place is None and t.inside is None),
            inside=by_spelling(t for t in reading.toponyms if t.inside is not None),
            entries=entries,
            anchors=anchors,
            map=draw_maps(rows, entries),
            map_source=load_base().source,
            credits=place_words.credits_of((row.found.place for row in rows), entries),
            marked=mark_text(reading.report, marks, anchors),
            words=place_words,
        )
    )


def draw_maps(rows: Sequence[Row], entries: Entries) -> tuple[MapDrawing, MapDrawing, MapDrawing]:
    """Return the map for a wide column, for a narrow one, and for the margin of the text."""
    marks = [
        map_mark(
            row.found.place,
            entries,
            mentions=len(row.found.toponyms),
            href=f"#place-{row.number}",
            certainty=place_words.certainty_of(row.found.place.prob),
            pin=row.pin,
        )
        for row in rows
        if row.found.is_drawn
    ]
    title = f"Map of {wording.plural(len(marks), 'place')} that the report names"
    wide, narrow, side = HEIGHTS
    return (
        draw_map(marks, width=WIDE, height=wide, ident="map-wide", title=title),
        draw_map(marks, width=NARROW, height=narrow, ident="map-narrow", title=title),
        draw_map(marks, width=NARROW, height=side, ident="map-side", title=title, linked=False),
    )


def _part_marks(rows: Sequence[PartRow]) -> list[Mark]:
    """Return marks that only make the parts reachable: how they look is told by what they are."""
    return [
        Mark(row.part.start, row.part.end, "part")
        for row in rows
        if row.part.start is not None and row.part.end is not None
    ]


def _mark(toponym: Toponym, row_of: Mapping[str, Row]) -> Mark:
    if toponym.inside is not None:
        return Mark(toponym.start, toponym.end, "place inside")
    if toponym.place is None:
        return Mark(toponym.start, toponym.end, "place unresolved")
    row = row_of[toponym.place.id]
    ref = Ref(f"{row.number + 1}", f"to {toponym.place.name} in the table", f"#place-{row.number}")
    return Mark(toponym.start, toponym.end, f"place {row.pin}", (ref,))
