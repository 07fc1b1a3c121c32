"""A reading on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.formats import wording
from dateline.formats.terminal_blocks import heading, indented, line_of, table_of
from dateline.formats.wording import plural, printable
from dateline.model import Assertion, Reading, Toponym

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def print_reading(reading: Reading, console: Console) -> None:
    """Print what one report says: its head, its places, its assertions with who says them."""
    report = reading.report
    console.print(line_of((printable(report.title or report.id), "bold")))
    about = [report.outlet or "", wording.time_of(report.published), *report.byline]
    console.print(line_of((" · ".join(printable(a) for a in about if a) or report.id, "dim")))
    for section in (_toponyms(reading.toponyms), _assertions(reading.assertions)):
        for renderable in section:
            console.print(renderable)
    if report.comments:
        console.print(line_of((plural(len(report.comments), "reader comment"), "dim")))
    console.print()


def _toponyms(toponyms: Iterable[Toponym]) -> Iterator[RenderableType]:
    rows = [t for t in toponyms if t.inside is None]
    if not rows:
        return
    found: dict[tuple[str, str], list[Toponym]] = {}
    for toponym in rows:
        found.setdefault((toponym.text, toponym.place.id if toponym.place else ""), []).append(toponym)
    yield heading("Places")
    table = table_of("in the text", "place", "lat, lon", "chance", "times")
    for group in found.values():
        first, place = group[0], group[0].place
        if place is None:
            why = str(first.reason or "unknown").replace("_", " ")
            table.add_row(
                line_of(printable(first.text)), line_of((f"left open: {why}", "dim")), "", "", f"{len(group)}"
            )
            continue
        name = printable(place.name) + (f", {place.country}" if place.country else "")
        where = f"{place.lat:.2f}, {place.lon:.2f}"
        chance = wording.percent(place.prob)
        table.add_row(line_of(printable(first.text)), line_of(name), where, chance, f"{len(group)}")
    yield indented(table)


def _assertions(assertions: Sequence[Assertion]) -> Iterator[RenderableType]:
    if not assertions:
        return
    yield heading("Who says what")
    for a in assertions:
        who = " ← ".join(printable(link.text) for link in a.chain) or "own voice"
        notes = [str(a.kind), *([str(a.polarity)] if a.polarity != "affirm" else [])]
        if a.hedge != "none":
            notes.append(wording.HEDGES[a.hedge])
        notes += [f"{q.what} {printable(q.text)}" for q in a.quantities]
        words = f"“{printable(a.text)}”" if a.quoted else printable(a.text)
        yield indented(line_of((who, "cyan"), (f"  {' · '.join(notes)}", "dim")))
        yield indented(line_of((words, "italic")), by=4)
