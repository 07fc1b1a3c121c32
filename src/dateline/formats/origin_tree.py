"""The origin tree in time, as SVG: one lane an origin, one row a report, a line for every relay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from dateline.formats.relays import leading_relays
from dateline.formats.svg import element, picture, shorten, text_width
from dateline.formats.timeaxis import TimeAxis, fit_axis
from dateline.formats.wording import RELATIONS, clock_of, in_words, names_of, percent, plural, time_of
from dateline.model import Direction, Edge, Origin, OriginKind, Sheet, SheetReport
from dateline.text.dates import sort_key

#: Below this width the names stand above their track instead of beside it.
_NARROW = 620
_AXIS, _LANE, _GAP = 34.0, 30.0, 8.0
#: Where names begin in a narrow tree: right of the marks of named origins.
_BESIDE_MARK = 36.0


class Node(NamedTuple):
    """Where a report or a named origin stands."""

    x: float
    y: float


class Lane(NamedTuple):
    """An origin and the reports whose first root it is."""

    origin: Origin | None
    reports: tuple[SheetReport, ...]


def lanes_of(sheet: Sheet) -> list[Lane]:
    """Return the lanes in order of origins; reports without a root stand in a last lane of their own."""
    ordered = sorted(sheet.reports, key=lambda r: (sort_key(r.published) or float("inf"), r.id))
    known = {origin.id for origin in sheet.origins}
    first = {r.id: next((o for o in r.origins if o in known), None) for r in ordered}
    lanes = [Lane(o, tuple(r for r in ordered if first[r.id] == o.id)) for o in sheet.origins]
    rest = tuple(r for r in ordered if first[r.id] is None)
    linked = {edge.parent for edge in sheet.lineage}
    lanes = [lane for lane in lanes if lane.reports or lane.origin is None or lane.origin.id in linked]
    return [*lanes, Lane(None, rest)] if rest else lanes


def draw_origin_tree(sheet: Sheet, *, width: int, ident: str, anchors: Mapping[str, str]) -> Markup:
    """Return the tree; ``anchors`` leads from a report id to the place of its text."""
    if not sheet.reports:
        return Markup("")
    narrow = width < _NARROW
    left, row = (14.0, 42.0) if narrow else (width * 0.33, 27.0)
    axis = fit_axis((sort_key(r.published) for r in sheet.reports), left=left + 14, right=width - 16.0)
    lanes = lanes_of(sheet)
    nodes = _lay_out(lanes, axis, row=row, drop=24.0 if narrow else 13.0)
    height = _AXIS + sum(_LANE + len(lane.reports) * row + _GAP for lane in lanes) + 4
    names = names_of(sheet.origins)
    children = [
        *_grid(axis, height=height),
        *_lanes(lanes, width=width, row=row),
        *_relays(sheet, nodes),
        *_origin_marks(lanes, nodes),
        *(
            mark
            for lane in lanes
            for report in lane.reports
            for mark in _report(report, nodes[report.id], lane, width=width, anchors=anchors, names=names)
        ),
    ]
    title = f"{plural(len(sheet.reports), 'report')} in time, one lane for each origin"
    return picture(children, width=width, height=height, title=title, ident=ident, class_="tree")


def _lay_out(lanes: Sequence[Lane], axis: TimeAxis, *, row: float, drop: float) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    y = _AXIS
    for lane in lanes:
        if lane.origin is not None and lane.origin.kind is OriginKind.NAMED:
            nodes[lane.origin.id] = Node(axis.left - 6, y + _LANE / 2)
        for n, report in enumerate(lane.reports):
            nodes[report.id] = Node(axis.x(sort_key(report.published)), y + _LANE + n * row + drop)
        y += _LANE + len(lane.reports) * row + _GAP
    return nodes


def _grid(axis: TimeAxis, *, height: float) -> Iterator[Markup]:
    for tick in axis.ticks():
        yield element("line", x1=tick.x, x2=tick.x, y1=_AXIS - 6, y2=height, class_="grid")
        yield element("text", tick.label, x=tick.x, y=_AXIS - 10, text_anchor="middle", class_="tick")
        if tick.day:
            yield element("text", tick.day, x=tick.x, y=_AXIS - 23, text_anchor="middle", class_="tick day")


def _lanes(lanes: Sequence[Lane], *, width: float, row: float) -> Iterator[Markup]:
    y = _AXIS
    for lane in lanes:
        tall = _LANE + len(lane.reports) * row
        yield element("rect", x=0, y=y, width=width, height=tall, class_="lane", rx=3)
        named = lane.origin is not None and lane.origin.kind is OriginKind.NAMED
        x = _BESIDE_MARK if named and width < _NARROW else 8.0
        name = _lane_name(lane, width=width)
        yield element("text", *name, x=x, y=y + 19, class_="lane-name", direction="ltr")
        y += tall + _GAP


def _lane_name(lane: Lane, *, width: float) -> list[Markup | str]:
    if lane.origin is None:
        return ["No root found"]
    kind = "" if lane.origin.kind is OriginKind.CAPTURED else "named, not at hand"
    room = (width - 60 if width < _NARROW else width * 0.31) - text_width(kind, size=11.5)
    name = shorten(lane.origin.name, width=room, size=13.5)
    return [name, element("tspan", kind, dx=8, class_="lane-kind")] if kind else [name]


def _origin_marks(lanes: Sequence[Lane], nodes: Mapping[str, Node]) -> Iterator[Markup]:
    for lane in lanes:
        if lane.origin is not None and lane.origin.id in nodes:
            x, y = nodes[lane.origin.id]
            words = element(
                "title", f"{lane.origin.name}: named by the reports, its own report is not at hand"
            )
            diamond = f"M{x - 6:.1f} {y:.1f}l6 -6 6 6 -6 6Z"
            yield element("path", words, d=diamond, class_="named")


def _relays(sheet: Sheet, nodes: Mapping[str, Node]) -> Iterator[Markup]:
    """Yield the lines of all relays, side lines first and paler, so that the leading ones stay clear."""
    drawn = [edge for edge in sheet.lineage if edge.parent in nodes and edge.child in nodes]
    leading = leading_relays(drawn, reports=[r.id for r in sheet.reports])
    for edge in drawn:
        if edge is not leading.get(edge.child):
            yield element("g", _relay(edge, nodes), class_="pale")
    for edge in drawn:
        if edge is leading.get(edge.child):
            yield _relay(edge, nodes)


def _relay(edge: Edge, nodes: Mapping[str, Node]) -> Markup:
    """Return the line of a relay: down from the parent, then along to the child."""
    (x1, y1), (x2, y2) = nodes[edge.parent], nodes[edge.child]
    down, along = (1 if y2 > y1 else -1), (1 if x2 >= x1 else -1)
    bend = min(9.0, abs(x2 - x1), abs(y2 - y1))
    end = x2 - 7 * along if abs(x2 - x1) > 16 else x2
    corner = f"Q{x1:.1f} {y2:.1f} {x1 + bend * along:.1f} {y2:.1f}"
    path = f"M{x1:.1f} {y1:.1f}V{y2 - bend * down:.1f}{corner}H{end:.1f}"
    way = "common" if edge.direction is Direction.COMMON_ORIGIN else str(edge.relation)
    words = (
        f"{RELATIONS[edge.relation]}, chance {percent(edge.prob)}, shares {percent(edge.share)} of its words"
    )
    line = element("path", element("title", words), d=path, class_=f"relay {way}")
    if edge.direction is not Direction.PARENT_TO_CHILD or end == x2:
        return line
    tip = f"M{end - 5 * along:.1f} {y2 - 3.5:.1f}l{5 * along} 3.5l{-5 * along} 3.5"
    return line + element("path", d=tip, class_="relay tip")


def _report(
    report: SheetReport,
    node: Node,
    lane: Lane,
    *,
    width: float,
    anchors: Mapping[str, str],
    names: Mapping[str, str],
) -> Iterator[Markup]:
    narrow = width < _NARROW
    outlet = report.outlet or report.id
    at = clock_of(report.published) or "no time"
    room = width - 30 if narrow else width * 0.33 - 20
    x = _BESIDE_MARK if narrow else 18.0
    name = shorten(
        outlet, width=room - x - text_width(at, size=12) - (50 if report.origins[1:] else 4), size=12.5
    )
    y = node.y - 11 if narrow else node.y + 4
    more = [names[o] for o in report.origins[1:] if o in names]
    plus = [element("tspan", f"+ {plural(len(more), 'root')}", dx=6, class_="lane-kind")] if more else []
    label = element("text", name, *plus, x=x, y=y, class_="report-name", direction="ltr")
    clock = element("text", at, x=room + 12, y=y, text_anchor="end", class_="clock")
    said = f"{outlet}, {time_of(report.published) or 'no time given'}: {report.title or ''}"
    words = element("title", f"{said}; also rests on {in_words(more)}" if more else said)
    own = lane.origin is not None and lane.origin.kind is OriginKind.CAPTURED and report is lane.reports[0]
    dot = element("circle", cx=node.x, cy=node.y, r=6.5 if own else 4.5, class_="node own" if own else "node")
    yield element("a", words, label, clock, dot, href=anchors.get(report.id, f"#{report.id}"))
