"""Plots as SVG: the count ladder, odds with their interval, what a piece of evidence adds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from dateline.formats import wording
from dateline.formats.svg import element, picture
from dateline.formats.timeaxis import Clock, TimeAxis, common_clock, fit_axis
from dateline.formats.wording import figure, percent, range_of, time_of, value_of
from dateline.model import Count, Counted, Estimate, Odds, Sheet

#: A log-odds bar is full at this many.
FULL_LOG_ODDS = 3.0
#: Claimants told apart by colour and shape; further ones share the last.
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "down", "bar")


class Rung(NamedTuple):
    """A count and where it stands."""

    place: int
    said: Count
    x: float
    low_y: float
    high_y: float
    middle_y: float


def claimants_of(counts: Sequence[Count]) -> dict[str, int]:
    """Return the number of shape and colour for each claimant, in order of first appearance."""
    order = dict.fromkeys(count.claimant for count in counts)
    return {claimant: min(n, len(SHAPES) - 1) for n, claimant in enumerate(order)}


def is_plotted(counts: Sequence[Count], what: Counted) -> bool:
    """Return whether a plot of this quantity says more than its table."""
    return what not in {Counted.PERCENT, Counted.OTHER} and sum(c.what is what for c in counts) > 1


def draw_ladder(
    sheet: Sheet,
    *,
    what: Counted,
    width: int,
    ident: str,
    names: Mapping[str, str],
    link: Callable[[Count], str],
) -> Markup:
    """Return value over time of one quantity; ``link`` leads from a count to its words."""
    chosen = [
        (n, c) for n, c in enumerate(sheet.counts) if c.what is what and (c.low, c.high) != (None, None)
    ]
    if not chosen:
        return Markup("")
    clock = common_clock(r.published for r in sheet.reports)
    published = {r.id: clock.read(r.published) for r in sheet.reports}
    times = {n: _time(c, published, clock) for n, c in chosen}
    height = 300.0
    axis = fit_axis(times.values(), left=46.0, right=width - 92.0 if width > 600 else width - 66.0)
    top = max(v for _, c in chosen for v in (c.low, c.high) if v is not None)
    rise = _Rise(low=0.0, high=max(top * 1.12, 1.0), bottom=height - 34, top=16.0)
    rungs = {n: _rung(n, c, axis.x(times[n]), rise) for n, c in chosen}
    marks = claimants_of(sheet.counts)
    labelled = set(_labelled(rungs.values()))
    children = [
        *_frame(axis, rise, width=width, clock=clock),
        *_estimate(next((e for e in sheet.estimates if e.what is what), None), rise, width=width),
        *_steps(rungs, marks),
        *(
            _draw_rung(rung, marks[rung.said.claimant], names, link, labelled=n in labelled)
            for n, rung in rungs.items()
        ),
    ]
    title = f"{what.capitalize()}: what each claimant said, over time"
    return picture(children, width=width, height=height, title=title, ident=ident, class_="ladder")


class _Rise(NamedTuple):
    """The axis of values; large spans are laid out by square root, so that small tolls stay apart."""

    low: float
    high: float
    bottom: float
    top: float

    def y(self, value: float) -> float:
        share = math.sqrt(value / self.high) if self.high > 400 else value / self.high
        return self.bottom - max(0.0, min(1.0, share)) * (self.bottom - self.top)

    def ticks(self) -> list[float]:
        rough = self.high / 5
        power = 10.0 ** math.floor(math.log10(rough))
        step = max(1.0, next(m * power for m in (1, 2, 5, 10) if m * power >= rough))
        values = [n * step for n in range(int(self.high / step) + 1)]
        kept: list[float] = []
        for value in values:
            if not kept or self.y(kept[-1]) - self.y(value) >= 14:
                kept.append(value)
        return kept


def _time(count: Count, published: Mapping[str, float | None], clock: Clock) -> float | None:
    at = clock.read(count.at)
    return published.get(count.report) if at is None else at


def _rung(place: int, count: Count, x: float, rise: _Rise) -> Rung:
    low = count.low if count.low is not None else count.high
    high = count.high if count.high is not None else count.low
    low_y, high_y = rise.y(low or 0.0), rise.y(high or 0.0)
    return Rung(place, count, x, low_y, high_y, (low_y + high_y) / 2)


def _frame(axis: TimeAxis, rise: _Rise, *, width: float, clock: Clock) -> Iterator[Markup]:
    yield element("text", clock.name, x=width - 4, y=rise.bottom + 31, text_anchor="end", class_="tick")
    for value in rise.ticks():
        y = rise.y(value)
        yield element("line", x1=40, x2=width - 4, y1=y, y2=y, class_="grid")
        yield element("text", figure(value), x=34, y=y + 4, text_anchor="end", class_="tick")
    for tick in axis.ticks():
        yield element("line", x1=tick.x, x2=tick.x, y1=rise.bottom, y2=rise.bottom + 5, class_="axis")
        yield element("text", tick.label, x=tick.x, y=rise.bottom + 18, text_anchor="middle", class_="tick")
        if tick.day:
            yield element(
                "text", tick.day, x=tick.x, y=rise.bottom + 31, text_anchor="middle", class_="tick day"
            )
    yield element("line", x1=40, x2=width - 4, y1=rise.bottom, y2=rise.bottom, class_="axis")


def _estimate(estimate: Estimate | None, rise: _Rise, *, width: float) -> Iterator[Markup]:
    """Yield the bracket at the right edge: the range that the live counts leave, and its best value."""
    if estimate is None or (estimate.low is None and estimate.high is None):
        return
    low = estimate.low if estimate.low is not None else 0.0
    high = estimate.high if estimate.high is not None else rise.high
    x, top, bottom = width - (50.0 if width > 600 else 34.0), rise.y(high), rise.y(low)
    words = element("title", f"Estimate: {range_of(estimate.low, estimate.high)}")
    yield element(
        "rect", words, x=x - 5, y=top - 2, width=10, height=bottom - top + 4, rx=5, class_="estimate"
    )
    best = estimate.best
    if best is not None:
        yield element("circle", cx=x, cy=rise.y(best), r=5, class_="estimate-best")
    edge = [] if estimate.high is None else [(high, -8)]
    for value, dy in [*edge, *([] if low == high or estimate.low is None else [(low, 18)])]:
        yield element(
            "text", figure(value), x=x, y=rise.y(value) + dy, text_anchor="middle", class_="estimate-text"
        )


def _steps(rungs: Mapping[int, Rung], marks: Mapping[str, int]) -> Iterator[Markup]:
    for rung in rungs.values():
        after = rungs.get(rung.said.superseded_by if rung.said.superseded_by is not None else -1)
        if after is not None:
            path = f"M{rung.x:.1f} {rung.middle_y:.1f}H{after.x:.1f}V{after.middle_y:.1f}"
            yield element("path", d=path, class_=f"step c{marks[rung.said.claimant]}")
        whole = rungs.get(rung.said.part_of if rung.said.part_of is not None else -1)
        if whole is not None:
            path = f"M{rung.x:.1f} {rung.middle_y:.1f}L{whole.x:.1f} {whole.middle_y:.1f}"
            yield element("path", d=path, class_="part-line")


def _labelled(rungs: Iterable[Rung]) -> Iterator[int]:
    """Yield the standing counts whose number finds room beside its mark, first come first served."""
    kept: list[Rung] = []
    for rung in rungs:
        free = all(abs(k.x - rung.x) > 40 or abs(k.middle_y - rung.middle_y) >= 13 for k in kept)
        if wording.stands(rung.said) and free:
            kept.append(rung)
            yield rung.place


def _draw_rung(
    rung: Rung, mark: int, names: Mapping[str, str], link: Callable[[Count], str], *, labelled: bool
) -> Markup:
    count = rung.said
    old = " old" if count.superseded_by is not None or count.withdrawn else ""
    part = " part" if count.part_of is not None or count.happening else ""
    words = f"{names.get(count.claimant, count.claimant)}: {value_of(count)} {count.what}"
    said = [words, time_of(count.at), *wording.standing_of(count)]
    children = [element("title", ", ".join(s for s in said if s))]
    if rung.low_y - rung.high_y > 1:
        children.append(element("line", x1=rung.x, x2=rung.x, y1=rung.low_y, y2=rung.high_y, class_="span"))
    if count.high is None or count.low is None:
        up = -1 if count.high is None else 1
        arrow = f"M{rung.x:.1f} {rung.middle_y + 6 * up:.1f}v{16 * up}m-4 {-5 * up}l4 {5 * up}l4 {-5 * up}"
        children.append(element("path", d=arrow, class_="bound"))
    size = 4.0 if part else 6.0
    children.append(element("path", d=shape_path(SHAPES[mark], rung.x, rung.middle_y, size), class_="mark"))
    label = figure(count.low if count.low is not None else count.high)
    if labelled:
        children.append(element("text", label, x=rung.x + 10, y=rung.middle_y + 4.5, class_="value"))
    return element("a", *children, href=link(count), class_=f"rung c{mark}{old}{part}")


def shape_path(shape: str, x: float, y: float, size: float) -> str:
    """Return path data of a claimant's mark around a point."""
    s = size
    paths = {
        "circle": f"M{x - s:.1f} {y:.1f}a{s} {s} 0 1 0 {2 * s} 0a{s} {s} 0 1 0 {-2 * s} 0Z",
        "square": f"M{x - s * 0.9:.1f} {y - s * 0.9:.1f}h{s * 1.8:.1f}v{s * 1.8:.1f}h{-s * 1.8:.1f}Z",
        "triangle": f"M{x:.1f} {y - s * 1.2:.1f}l{s * 1.15:.1f} {s * 2:.1f}h{-s * 2.3:.1f}Z",
        "diamond": f"M{x:.1f} {y - s * 1.3:.1f}l{s * 1.2:.1f} {s * 1.3:.1f}l{-s * 1.2:.1f} {s * 1.3:.1f}"
        f"l{-s * 1.2:.1f} {-s * 1.3:.1f}Z",
        "cross": f"M{x - s:.1f} {y - s / 3:.1f}h{s * 0.67:.1f}v{-s * 0.67:.1f}h{s * 0.67:.1f}v{s * 0.67:.1f}"
        f"h{s * 0.67:.1f}v{s * 0.67:.1f}h{-s * 0.67:.1f}v{s * 0.67:.1f}h{-s * 0.67:.1f}v{-s * 0.67:.1f}"
        f"h{-s * 0.67:.1f}Z",
        "down": f"M{x:.1f} {y + s * 1.2:.1f}l{s * 1.15:.1f} {-s * 2:.1f}h{-s * 2.3:.1f}Z",
        "bar": f"M{x - s:.1f} {y - s / 2:.1f}h{2 * s:.1f}v{s:.1f}h{-2 * s:.1f}Z",
    }
    return paths[shape]


def draw_key(mark: int) -> Markup:
    """Return the mark of a claimant for a legend or a table."""
    path = element("path", d=shape_path(SHAPES[mark], 8.0, 8.0, 5.0), class_="mark")
    return element("svg", path, viewBox="0 0 16 16", class_=f"key rung c{mark}", aria_hidden="true")


def draw_odds(odds: Odds, *, bands: Sequence[tuple[float, float]] = ()) -> Markup:
    """Return a bar from 0 to 100 %: the yardstick's bands, the interval, and the chance itself."""
    low, high = odds.interval
    words = f"{odds.word}: {percent(odds.prob)}, between {percent(low)} and {percent(high)}"
    return element(
        "svg",
        element("title", words),
        *(element("rect", x=a * 100, width=(b - a) * 100, y=9, height=6, class_="band") for a, b in bands),
        element("line", x1=0, x2=100, y1=12, y2=12, class_="axis"),
        element("rect", x=low * 100, width=max(0.6, (high - low) * 100), y=7.5, height=9, class_="interval"),
        element("rect", x=odds.prob * 100 - 0.7, width=1.4, y=2, height=20, class_="best"),
        viewBox="-1 0 102 24",
        preserveAspectRatio="none",
        class_="odds-bar",
        role="img",
        aria_label=words,
    )


def draw_log_odds(log_odds: float) -> Markup:
    """Return a bar that runs right for and left against; full at three log-odds."""
    long = min(1.0, abs(log_odds) / FULL_LOG_ODDS) * 50
    side = "for" if log_odds >= 0 else "against"
    return element(
        "svg",
        element("line", x1=50, x2=50, y1=0, y2=16, class_="axis"),
        element(
            "rect", x=50.0 if log_odds >= 0 else 50 - long, width=max(0.8, long), y=3, height=10, class_=side
        ),
        viewBox="0 0 100 16",
        preserveAspectRatio="none",
        class_="log-odds",
        aria_hidden="true",
    )
