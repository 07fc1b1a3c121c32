"""The incident sheet as one HTML file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from dateline.events import disagree, settle_control
from dateline.formats import place_words, wording
from dateline.formats.basemap import load_base
from dateline.formats.html.environment import environment
from dateline.formats.html.marked import Anchors, Mark, Ref, mark_text
from dateline.formats.origin_tree import draw_origin_tree
from dateline.formats.place_marks import map_mark
from dateline.formats.place_words import NOTHING, Entries
from dateline.formats.plots import claimants_of, draw_key, draw_ladder, draw_log_odds, draw_odds, is_plotted
from dateline.formats.svg_map import MapDrawing, draw_map
from dateline.model import (
    Claim,
    ControlClaim,
    Count,
    Counted,
    Edge,
    Estimate,
    PartKind,
    Reading,
    Sheet,
    SheetReport,
)
from dateline.text.dates import sort_key

#: Pictures are drawn twice, for a wide and for a narrow column; the style sheet shows one of them.
WIDE, NARROW = 1040, 358
#: The first claims show their ledger; those further down unfold it.
OPEN_LEDGERS = 6


class Picture(NamedTuple):
    """One drawing in two widths."""

    wide: Markup
    narrow: Markup


class Ladder(NamedTuple):
    """All counts of one quantity, with their index in the sheet."""

    what: Counted
    rows: tuple[tuple[int, Count], ...]
    estimate: Estimate | None
    picture: Picture | None


class Passages(NamedTuple):
    """A relay with the words both sides share."""

    edge: Edge
    pairs: tuple[tuple[str, str, str, str], ...]


class Held(NamedTuple):
    """A claim of control, its number in the sheet, and whether another claimant contradicts it."""

    number: int
    name: str
    claim: ControlClaim
    conflict: bool


class Text(NamedTuple):
    """A report's text as it stands at the end of the page; ``titled`` where its headline is part of it."""

    row: SheetReport
    titled: bool
    marked: Markup


def render_sheet(sheet: Sheet, readings: Sequence[Reading], *, entries: Entries = NOTHING) -> str:
    """Return the sheet as one HTML file that loads nothing else.

    ``entries`` are what the gazetteer holds of the places, by id: they tell areas from points.
    """
    known = {reading.id: reading for reading in readings}
    marks = _marks(sheet, known)
    chosen = [known[row.id] for row in sheet.reports if row.id in known]
    anchors = Anchors(chosen, marks)
    names = wording.names_of(sheet.origins)
    claims = wording.by_weight(sheet.claims)
    return (
        environment()
        .get_template("sheet.html.j2")
        .render(
            sheet=sheet,
            head=wording.headline(sheet),
            span=_span(sheet),
            names=names,
            calls=wording.calls_of(sheet.reports),
            rows={row.id: row for row in sheet.reports},
            origins={origin.id: origin for origin in sheet.origins},
            places={place.id: place for place in sheet.places},
            numbers={claim.id: n for n, claim in enumerate(claims, start=1)},
            shared=[claim for claim in claims if claim.reports > 1],
            single=[claim for claim in claims if claim.reports <= 1],
            disputed=sum(wording.is_disputed(claim) for claim in claims),
            anchors=anchors,
            tree=_tree(sheet, anchors),
            relays=[_passages(edge, known, anchors) for edge in sheet.lineage],
            ladders=list(_ladders(sheet, anchors, names)),
            marks_of=claimants_of(sheet.counts),
            left_out={n for estimate in sheet.estimates for n in estimate.left_out},
            map=_map(sheet, entries),
            credits=place_words.credits_of(sheet.places, entries),
            map_source=load_base().source,
            control=_control(sheet),
            settled=settle_control(sheet.control),
            texts=list(_texts(sheet, known, marks, anchors)),
            draw_odds=_odds_drawer(sheet),
            draw_log_odds=draw_log_odds,
            open_ledgers=OPEN_LEDGERS,
            draw_key=draw_key,
        )
    )


def _span(sheet: Sheet) -> tuple[str, str]:
    """Return the first and last time of publication as printed."""
    dated = [(key, r.published) for r in sheet.reports if (key := sort_key(r.published)) is not None]
    if not dated:
        return "", ""
    first, last = min(dated, key=lambda d: d[0])[1], max(dated, key=lambda d: d[0])[1]
    return wording.time_of(first), wording.time_of(last)


def _marks(sheet: Sheet, known: Mapping[str, Reading]) -> dict[str, list[Mark]]:
    """Return the words to mark in each report; one mark a span, references of all its uses together."""
    kinds: dict[tuple[str, int, int], str] = {}
    refs: dict[tuple[str, int, int], dict[Ref, None]] = defaultdict(dict)
    for report, start, end, kind, ref in _uses(sheet):
        if report in known and 0 <= start < end <= len(known[report].text):
            kinds.setdefault((report, start, end), kind)
            if ref is not None:
                refs[report, start, end][ref] = None
    made: dict[str, list[Mark]] = defaultdict(list)
    for (report, start, end), kind in kinds.items():
        made[report].append(Mark(start, end, kind, tuple(refs[report, start, end])))
    return made


def _uses(sheet: Sheet) -> Iterator[tuple[str, int, int, str, Ref | None]]:
    """Yield every stretch of words that something on the page rests on, evidence first."""
    for number, claim in enumerate(wording.by_weight(sheet.claims), start=1):
        ref = Ref(f"{number}", f"to claim {number}", f"#{claim.id}")
        for row in claim.odds.ledger:
            yield row.report, row.start, row.end, "evidence", ref
        for e in claim.evidence:
            yield e.report, e.start, e.end, "evidence", ref
    for n, count in enumerate(sheet.counts):
        yield count.report, count.start, count.end, "count", Ref("count", "to this count", f"#count-{n}")
    for n, held in enumerate(sheet.control):
        yield (
            held.report,
            held.start,
            held.end,
            "control",
            Ref("control", "to this row of control", f"#control-{n}"),
        )
    for operation in sheet.operations:
        for step in operation.progress:
            yield (
                step.report,
                step.start,
                step.end,
                "progress",
                Ref("progress", "to the operations", "#operations"),
            )
    for edge in sheet.lineage:
        if edge.cue is not None:
            yield edge.child, edge.cue.start, edge.cue.end, "cue", None
        for passage in edge.passages:
            yield edge.child, *passage.child, "passage", None
            yield edge.parent, *passage.parent, "passage", None


def _texts(
    sheet: Sheet, known: Mapping[str, Reading], marks: Mapping[str, Sequence[Mark]], anchors: Anchors
) -> Iterator[Text]:
    for row in sheet.reports:
        if row.id in known:
            report = known[row.id].report
            titled = any(p.kind is PartKind.HEADLINE and p.start is not None for p in report.parts)
            yield Text(row, titled, mark_text(report, marks.get(row.id, ()), anchors))


def _tree(sheet: Sheet, anchors: Anchors) -> Picture:
    links = {row.id: anchors.text(row.id) for row in sheet.reports}
    wide = draw_origin_tree(sheet, width=WIDE, ident="tree-wide", anchors=links)
    return Picture(wide, draw_origin_tree(sheet, width=NARROW, ident="tree-narrow", anchors=links))


def _passages(edge: Edge, known: Mapping[str, Reading], anchors: Anchors) -> Passages:
    child, parent = known.get(edge.child), known.get(edge.parent)
    if child is None or parent is None:
        return Passages(edge, ())
    pairs = (
        (
            child.text[slice(*p.child)],
            anchors.link(edge.child, *p.child),
            parent.text[slice(*p.parent)],
            anchors.link(edge.parent, *p.parent),
        )
        for p in edge.passages
    )
    return Passages(edge, tuple(pairs))


def _ladders(sheet: Sheet, anchors: Anchors, names: Mapping[str, str]) -> Iterator[Ladder]:
    def link(count: Count) -> str:
        return anchors.link(count.report, count.start, count.end)

    for what in Counted:
        rows = tuple((n, c) for n, c in enumerate(sheet.counts) if c.what is what)
        estimate = next((e for e in sheet.estimates if e.what is what), None)
        if rows or estimate is not None:
            drawn = None
            if is_plotted(sheet.counts, what):
                wide, narrow = (
                    draw_ladder(sheet, what=what, width=w, ident=f"{what}-{w}", names=names, link=link)
                    for w in (WIDE, NARROW)
                )
                drawn = Picture(wide, narrow)
            yield Ladder(what, rows, estimate, drawn)


def _map(sheet: Sheet, entries: Entries) -> tuple[MapDrawing, MapDrawing]:
    marks = [
        map_mark(place, entries, mentions=place.mentions, href=f"#place-{n}")
        for n, place in enumerate(sheet.places)
    ]
    title = f"Map of {wording.plural(len(marks), 'place')} that the reports name"
    wide = draw_map(marks, width=WIDE, height=580, ident="map-wide", title=title)
    return wide, draw_map(marks, width=NARROW, height=400, ident="map-narrow", title=title)


def _control(sheet: Sheet) -> list[Held]:
    """Return each claim of control with its index, by place, and whether another claimant contradicts it."""
    names = {place.id: place.name for place in sheet.places}
    made = [
        Held(n, names.get(c.place, c.place), c, any(disagree(c, other) for other in sheet.control))
        for n, c in enumerate(sheet.control)
    ]
    return sorted(made, key=lambda held: held.name)


def _odds_drawer(sheet: Sheet) -> Callable[[Claim], Markup]:
    from dateline.odds.words import bands

    edges = [(band.low, band.high) for band in bands(sheet.yardstick)]
    return lambda claim: draw_odds(claim.odds, bands=edges)
