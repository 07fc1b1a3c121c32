"""A reading on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.formats import wording
from dateline.formats.parts import discussion, filed, part_rows, thread
from dateline.formats.terminal_blocks import heading, indented, line_of, more, table_of
from dateline.formats.wording import printable
from dateline.model import Assertion, Comment, Reading, Report, Toponym

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: Characters of a part's words, comments, and steps of their thread that a terminal shows.
MOST_WORDS, MOST_COMMENTS, MOST_DEPTH = 90, 12, 6
#: From this many columns on there is room for the rule that found a part.
WIDE = 110


def print_reading(reading: Reading, console: Console) -> None:
    """Print one report: its head, its parts, its places, its assertions with who says them, its comments."""
    report = reading.report
    console.print(line_of((printable(report.title or report.id), "bold")))
    updated = f"updated {wording.time_of(report.updated)}" if report.updated else ""
    about = [report.outlet or "", wording.time_of(report.published), updated, *report.byline]
    console.print(line_of((" · ".join(printable(a) for a in about if a) or report.id, "dim")))
    sections = (
        _parts(report, wide=console.width >= WIDE),
        _toponyms(reading.toponyms),
        _assertions(reading.assertions),
        _comments(report),
    )
    for section in sections:
        for renderable in section:
            console.print(renderable)
    console.print()


def _parts(report: Report, *, wide: bool) -> Iterator[RenderableType]:
    rows = part_rows(report)
    told = filed(report)
    if rows or told:
        yield heading("Taken off the page")
    if rows:
        table = table_of("part", "words", "by, when", *(["found by"] if wide else []))
        for row in rows:
            shown = [row.kind, _short(row.part.text, MOST_WORDS), printable(row.about)]
            rule = [line_of((row.rule, "dim"))] if wide else []
            table.add_row(*map(line_of, shown), *rule)
        yield indented(table)
    if told:
        yield indented(line_of((printable(told), "dim")))


def _comments(report: Report) -> Iterator[RenderableType]:
    told = discussion(report)
    if not told:
        return
    yield heading("Readers")
    yield indented(line_of((told, "dim")))
    for depth, comment in list(thread(report))[:MOST_COMMENTS]:
        who = printable(comment.author or "without a name")
        about = [comment.role or "", wording.time_of(comment.posted)]
        shown = "".join(f" · {printable(words)}" for words in about if words)
        by = 2 + 2 * min(depth, MOST_DEPTH)
        yield indented(line_of((who, "cyan"), (shown, "dim")), by=by)
        yield indented(line_of(_comment_words(comment)), by=by + 2)
    yield from more(len(report.comments) - MOST_COMMENTS, "comment")


def _comment_words(comment: Comment) -> str:
    return _short(comment.text, 3 * MOST_WORDS)


def _short(text: str, most: int) -> str:
    """Return the text on one line, cut at a word where it is too long to be shown whole."""
    line = printable(text)
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


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
