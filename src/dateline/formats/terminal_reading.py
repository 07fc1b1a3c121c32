"""A reading on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.formats import wording
from dateline.formats.parts import discussion, filed, part_rows, thread
from dateline.formats.place_rows import by_spelling, find_places, place_rows
from dateline.formats.place_words import INSIDE, NOTHING, Entries, full_name, open_words, precision_words
from dateline.formats.terminal_blocks import heading, hung, indented, line_of, more, table_of
from dateline.formats.wording import printable
from dateline.model import Assertion, Comment, Reading, Report, Toponym

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: Characters of a part's words, comments, and steps of their thread that a terminal shows.
MOST_WORDS, MOST_COMMENTS, MOST_DEPTH = 90, 12, 6
#: From this many columns on there is room for the rule that found a part.
WIDE = 110


def print_reading(reading: Reading, console: Console, *, entries: Entries = NOTHING) -> None:
    """Print one report: its head, its parts, its places, its assertions with who says them, its comments.

    ``entries`` are what the gazetteer holds of the places, by id: they tell namesakes apart.
    """
    report = reading.report
    console.print(line_of((printable(report.title or report.id), "bold")))
    updated = f"updated {wording.time_of(report.updated)}" if report.updated else ""
    about = [report.outlet or "", wording.time_of(report.published), updated, *report.byline]
    console.print(line_of((" · ".join(printable(a) for a in about if a) or report.id, "dim")))
    sections = (
        _parts(report, wide=console.width >= WIDE),
        _places(reading.toponyms, entries),
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


def _places(toponyms: Sequence[Toponym], entries: Entries) -> Iterator[RenderableType]:
    """Yield the places with chance, how exact they are, where they stand and why; then the names left open."""
    if not toponyms:
        return
    yield heading("Places")
    for row in place_rows(find_places(toponyms), entries):
        place = row.found.place
        spelled = ", ".join(_spelled(group) for group in by_spelling(row.found.mentions))
        words = (f" {precision_words(place.precision_km)} · {place.lat:.2f}, {place.lon:.2f}", "dim")
        line = line_of((printable(full_name(place, entries)), "bold"), words)
        yield hung(f"{wording.percent(place.prob):>5}  ", line)
        said = "; ".join(part for part in (row.reasons.line(), _else(row.others)) if part)
        yield hung(" " * 7, line_of(printable(spelled), (f" — {printable(said)}" if said else "", "dim")))
    opened = by_spelling(t for t in toponyms if t.place is None and t.inside is None)
    for group in opened:
        line = line_of(_spelled(group), (f" — {printable(open_words(group[0], entries))}", "dim"))
        yield hung(" open  ", line)
    inside = by_spelling(t for t in toponyms if t.inside is not None)
    if inside:
        told = (f"{_spelled(group)} ({INSIDE[group[0].inside]})" for group in inside if group[0].inside)
        yield indented(line_of(("No places of the report: " + ", ".join(told), "dim")))


def _spelled(group: Sequence[Toponym]) -> str:
    """Return the spelling as it stands in the text, and how often."""
    times = f" ×{len(group)}" if len(group) > 1 else ""
    return f"“{printable(group[0].text)}”{times}"


def _else(others: str) -> str:
    return f"or else {others}" if others and not others.startswith("close by") else others


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
