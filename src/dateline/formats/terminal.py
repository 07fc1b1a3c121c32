"""Sheets and readings on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.events import settle_control
from dateline.formats import wording
from dateline.formats.relays import leading_relays
from dateline.formats.terminal_blocks import heading, hung, indented, line_of, more, table_of
from dateline.formats.terminal_reading import print_reading
from dateline.formats.wording import plural, printable
from dateline.model import (
    Claim,
    Counted,
    Direction,
    Edge,
    LedgerRow,
    Sheet,
    Stance,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text
    from rich.tree import Tree

__all__ = ["print_reading", "print_sheet"]

#: Claims shown in full; how many more there are is said.
MOST_CLAIMS = 12
#: Rows shown of places, timeline, control and quoted words; how many more there are is said.
MOST_ROWS = 15
_WIDE = 100


def print_sheet(sheet: Sheet, console: Console) -> None:
    """Print the summary of a sheet: the headline, claims, counts, lineage, places, doubts."""
    names = {o: printable(name) for o, name in wording.names_of(sheet.origins).items()}
    outlets = {r: printable(called) for r, called in wording.calls_of(sheet.reports).items()}
    head = wording.headline(sheet)
    totals = ((head.reports, "report"), (head.origins, "origin"), (head.claims, "claim"))
    console.print(line_of((" · ".join(plural(*total) for total in totals), "bold")))
    for section in (
        _claims(sheet, names, outlets, console.width),
        _counts(sheet, names, console.width),
        _lineage(sheet, names),
        _control(sheet, names),
        _progress(sheet, names),
        _timeline(sheet),
        _places(sheet),
        _errors(sheet),
    ):
        for renderable in section:
            console.print(renderable)


def _claims(
    sheet: Sheet, names: Mapping[str, str], outlets: Mapping[str, str], width: int
) -> Iterator[RenderableType]:
    if not sheet.claims:
        return
    yield heading("Claims")
    ordered = wording.by_weight(sheet.claims)
    for number, claim in enumerate(ordered[:MOST_CLAIMS], start=1):
        yield from _claim(number, claim, names, outlets, width)
    rest = ordered[MOST_CLAIMS:]
    alone = sum(claim.reports == 1 for claim in rest)
    note = f", {alone} of them made in one report only" if alone else ""
    if rest:
        yield line_of((f"  … and {plural(len(rest), 'more claim')}{note}", "dim"))


def _claim(
    number: int, claim: Claim, names: Mapping[str, str], outlets: Mapping[str, str], width: int
) -> Iterator[RenderableType]:
    low, high = (wording.percent(p) for p in claim.odds.interval)
    chance = f"{claim.odds.word}, {wording.percent(claim.odds.prob)}"
    yield hung(f"{number:>2} ", line_of((printable(wording.as_title(claim.text)), "bold")), style="dim")
    says = [
        f"({low} to {high})",
        f"{claim.odds.confidence} confidence",
        plural(claim.reports, "report"),
        plural(claim.independent_origins, "origin"),
    ]
    disputed = ("disputed: ", "bold red") if wording.is_disputed(claim) else ""
    yield indented(line_of(disputed, (chance, "cyan"), (f" {' · '.join(says)}", "dim")), by=3)
    for stance in Stance:
        who = dict.fromkeys(names.get(e.origin, e.origin) for e in claim.evidence if e.stance is stance)
        if who:
            yield indented(line_of((f"{wording.STANCES[stance]}: ", "dim"), wording.in_words(who)), by=3)
    for row in _leading(claim):
        room = max(40, width - 8) * 2
        said = printable(row.text)
        said = said if len(said) <= room else f"{said[: room - 1].rstrip()}…"
        yield indented(
            line_of((f"“{said}”", "italic"), (f" {outlets.get(row.report, row.report)}", "dim")), by=5
        )


def _leading(claim: Claim) -> list[LedgerRow]:
    """Return the row that weighs most, and the one that weighs most against, if there is one."""
    rows = sorted(claim.odds.ledger, key=lambda row: -abs(row.log_odds))
    first = rows[:1]
    other = [row for row in rows[1:] if first and row.log_odds * first[0].log_odds < 0]
    return [*first, *other[:1]]


def _counts(sheet: Sheet, names: Mapping[str, str], width: int) -> Iterator[RenderableType]:
    for what in Counted:
        rows = [(n, c) for n, c in enumerate(sheet.counts) if c.what is what]
        if not rows or what is Counted.OTHER:
            continue
        yield heading(f"Counts: {what}")
        table = table_of("value", "claimant", "time", "standing", *(["words"] if width >= _WIDE else []))
        for n, count in rows:
            old = count.superseded_by is not None or count.withdrawn
            words = [f"“{printable(count.text)}”"] if width >= _WIDE else []
            standing = _standing(sheet, n)
            table.add_row(
                line_of((wording.value_of(count), "dim" if old else "bold")),
                line_of(names.get(count.claimant, count.claimant)),
                line_of(wording.time_of(count.at)),
                line_of((standing, "dim" if old else "")),
                *(line_of((w, "italic")) for w in words),
            )
        yield indented(table)
        for estimate in (e for e in sheet.estimates if e.what is what):
            best = "" if estimate.best is None else f", best {wording.figure(estimate.best)}"
            origins = plural(estimate.independent_origins, "independent origin")
            span = wording.range_of(estimate.low, estimate.high)
            yield indented(line_of("leaves ", (span, "bold"), f"{best}, from {origins}"))
    others = sum(c.what is Counted.OTHER for c in sheet.counts)
    if others:
        yield line_of((f"\n  {plural(others, 'other number')} in --json and --html", "dim"))


def _standing(sheet: Sheet, index: int) -> str:
    count = sheet.counts[index]
    said = ["stands"] if wording.stands(count) else []
    if count.supersedes is not None:
        said.append(f"replaces {wording.value_of(sheet.counts[count.supersedes])}")
    if count.part_of is not None:
        said.append(f"part of {wording.value_of(sheet.counts[count.part_of])}")
    if count.superseded_by is not None:
        said.append(f"replaced by {wording.value_of(sheet.counts[count.superseded_by])}")
    left_out = any(index in estimate.left_out for estimate in sheet.estimates)
    others = wording.standing_of(count, left_out=left_out)
    said += [words for words in others if words not in ("superseded", "part of another count")]
    return ", ".join(said)


def _lineage(sheet: Sheet, names: Mapping[str, str]) -> Iterator[RenderableType]:
    if not sheet.reports:
        return
    yield heading("Who has it from whom")
    leading = leading_relays(sheet.lineage, reports=[r.id for r in sheet.reports])
    children: dict[str, list[Edge]] = {}
    for row in sheet.reports:
        if row.id in leading:
            children.setdefault(leading[row.id].parent, []).append(leading[row.id])
    also: dict[str, list[str]] = {}
    for edge in sheet.lineage:
        if edge is not leading.get(edge.child):
            also.setdefault(edge.child, []).append(edge.parent)
    labels = _Labels(sheet, names, also)
    roots = [row.id for row in sheet.reports if row.id not in leading]
    roots += [node for node in children if node not in leading and node not in roots]
    for root in roots:
        yield indented(_branch(root, children, labels))


class _Labels:
    """What a report or a named origin is called in the tree."""

    def __init__(self, sheet: Sheet, names: Mapping[str, str], also: Mapping[str, Sequence[str]]) -> None:
        self._names = {**names, **{r.id: printable(r.outlet or r.id) for r in sheet.reports}}
        self._times = {r.id: wording.time_of(r.published) for r in sheet.reports}
        self._also = also

    def of(self, node: str, edge: Edge | None) -> Text:
        """Return the line of a node; ``edge`` is the relay it hangs by."""
        called = self._names.get(node, node)
        if node not in self._times:
            return line_of((called, "bold"), ("  named, not at hand", "dim"))
        main = None if edge is None else self._names.get(edge.parent, edge.parent)
        others = dict.fromkeys(self._names.get(o, o) for o in self._also.get(node, ()))
        cites = wording.in_words(other for other in others if other not in {main, called})
        note = f"  {self._times[node]}  {_way(edge)}{f'; also cites {cites}' if cites else ''}"
        return line_of((called, "bold" if edge is None else ""), (note, "dim"))


def _way(edge: Edge | None) -> str:
    if edge is None:
        return "own report"
    shared = f" {wording.percent(edge.share)}" if edge.share else ""
    third = ", both from a third" if edge.direction is Direction.COMMON_ORIGIN else ""
    return f"{wording.RELATIONS[edge.relation]}{shared}{third}"


def _branch(root: str, children: Mapping[str, Sequence[Edge]], labels: _Labels) -> Tree:
    from rich.tree import Tree

    tree = Tree(labels.of(root, None), guide_style="dim")
    stack = [(root, tree)]
    while stack:
        node, at = stack.pop()
        for edge in children.get(node, ()):
            stack.append((edge.child, at.add(labels.of(edge.child, edge))))
    return tree


def _control(sheet: Sheet, names: Mapping[str, str]) -> Iterator[RenderableType]:
    if not sheet.control:
        return
    yield heading("Control, as claimed")
    places = {p.id: p.name for p in sheet.places}
    claimed = Counter(c.place for c in sheet.control)
    for settled in settle_control(sheet.control):
        # One claim says no more than its row.
        if claimed[settled.place] > 1:
            said = printable(wording.settled_in_words(settled, sheet.control))
            name = printable(places.get(settled.place, settled.place))
            yield hung("  ", line_of((name, "bold"), f": {said}"))
    table = table_of("place", "state", "by", "claimant", "as of")
    for c in sheet.control[:MOST_ROWS]:
        table.add_row(
            line_of(printable(places.get(c.place, c.place))),
            line_of(wording.state_of(c)),
            line_of(printable(c.actor)),
            line_of(names.get(c.claimant, c.claimant)),
            line_of(wording.time_of(c.as_of)),
        )
    yield indented(table)
    yield from more(len(sheet.control) - MOST_ROWS, "row")


def _progress(sheet: Sheet, names: Mapping[str, str]) -> Iterator[RenderableType]:
    if not sheet.operations:
        return
    yield heading("Operations")
    for operation in sheet.operations:
        axes = f"  axes: {printable(wording.in_words(operation.axes))}" if operation.axes else ""
        yield indented(line_of((printable(operation.name), "bold"), (axes, "dim")))
        for p in operation.progress:
            said = f"{printable(p.measure)}: {printable(wording.progress_of(p))}"
            who = f"  {names.get(p.claimant, p.claimant)} {wording.time_of(p.at)}".rstrip()
            yield indented(line_of(said, (who, "dim")), by=4)


def _timeline(sheet: Sheet) -> Iterator[RenderableType]:
    if not sheet.timeline:
        return
    yield heading("Timeline")
    table = table_of("", "")
    table.show_header = False
    for entry in sheet.timeline[:MOST_ROWS]:
        published = "published " if entry.by_publication else ""
        table.add_row(
            line_of((f"{published}{wording.time_of(entry.at) or 'no time given'}", "dim")),
            line_of(printable(wording.as_title(entry.text))),
        )
    yield indented(table)
    yield from more(len(sheet.timeline) - MOST_ROWS, "line")


def _places(sheet: Sheet) -> Iterator[RenderableType]:
    if not sheet.places:
        return
    yield heading("Places")
    table = table_of("place", "spelled", "mentions", "lat, lon", "known to")
    ordered = sorted(sheet.places, key=lambda p: -p.mentions)
    for p in ordered[:MOST_ROWS]:
        table.add_row(
            line_of(printable(p.name)),
            line_of(printable(", ".join(p.spellings))),
            f"{p.mentions}",
            f"{p.lat:.2f}, {p.lon:.2f}",
            f"{wording.figure(p.precision_km)} km",
        )
    yield indented(table)
    yield from more(len(ordered) - MOST_ROWS, "place")


def _errors(sheet: Sheet) -> Iterator[RenderableType]:
    if not sheet.errors:
        return
    yield heading("Could not be used")
    for failure in sheet.errors:
        where = [
            f"line {failure.line}" if failure.line is not None else "",
            failure.id or "",
            failure.message,
        ]
        yield indented(
            line_of((f"{failure.code} ", "red"), ": ".join(printable(part) for part in where if part))
        )
