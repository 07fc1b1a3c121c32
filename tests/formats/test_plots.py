from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.origin_tree import draw_origin_tree, lanes_of
from dateline.formats.plots import SHAPES, claimants_of, draw_ladder, draw_log_odds, draw_odds, shape_path
from dateline.formats.timeaxis import fit_axis, instant
from dateline.formats.wording import names_of
from dateline.model import Count, Counted, Direction, Relation
from tests.formats.exercise import exercise_sheet, when


def classes(svg: str) -> list[str]:
    return [name for e in ElementTree.fromstring(svg).iter() if (name := e.get("class"))]


def ladder(width: int = 1040, what: Counted = Counted.WOUNDED) -> str:
    sheet = exercise_sheet()

    def link(count: Count) -> str:
        return f"#{count.report}"

    return str(
        draw_ladder(sheet, what=what, width=width, ident="l", names=names_of(sheet.origins), link=link)
    )


@pytest.mark.parametrize("width", [358, 1040])
def test_ladder_shows_every_count_of_its_kind(width: int) -> None:
    rungs = [c for c in classes(ladder(width)) if c.startswith("rung")]
    assert len(rungs) == 5
    assert sum("old" in c for c in rungs) == 1
    assert sum("part" in c for c in rungs) == 1


def test_ladder_tells_steps_parts_and_bounds() -> None:
    found = classes(ladder())
    assert sum(c.startswith("step") for c in found) == 1
    assert found.count("part-line") == 1
    assert found.count("bound") == 1


def test_ladder_puts_larger_numbers_higher() -> None:
    root = ElementTree.fromstring(ladder())
    values = {int(e.text or "0"): float(e.get("y", "0")) for e in root.iter() if e.get("class") == "value"}
    assert sorted(values, key=lambda v: -values[v]) == sorted(values)


def test_ladder_of_nothing_is_nothing() -> None:
    assert ladder(what=Counted.DETAINED) == ""


def test_claimants_differ_in_shape() -> None:
    marks = claimants_of(exercise_sheet().counts)
    assert len({SHAPES[n] for n in marks.values()}) == len(marks) == 4
    assert len({shape_path(shape, 5.0, 5.0, 4.0) for shape in SHAPES}) == len(SHAPES)


@pytest.mark.parametrize("width", [358, 1040])
def test_tree_has_a_node_for_every_report_and_a_line_for_every_relay(width: int) -> None:
    sheet = exercise_sheet()
    links = {r.id: f"#r-{r.id}" for r in sheet.reports}
    svg = str(draw_origin_tree(sheet, width=width, ident="t", anchors=links))
    found = classes(svg)
    assert sum(c.startswith("node") for c in found) == len(sheet.reports)
    relays = [c for c in found if c.startswith("relay") and c != "relay tip"]
    assert len(relays) == len(sheet.lineage)
    assert relays.count("relay reprint") == 1
    assert found.count("named") == 1
    assert all(link in svg for link in links.values())


def test_tree_draws_no_arrow_where_the_direction_is_unknown() -> None:
    sheet = exercise_sheet()
    edges = tuple(replace(e, direction=Direction.UNKNOWN) for e in sheet.lineage)
    svg = str(draw_origin_tree(replace(sheet, lineage=edges), width=1040, ident="t", anchors={}))
    assert "relay tip" not in svg


def test_tree_stands_without_times_and_with_edges_from_nowhere() -> None:
    sheet = exercise_sheet()
    edge = replace(sheet.lineage[0], parent="gone", relation=Relation.ATTRIBUTED)
    bare = replace(
        sheet,
        reports=tuple(replace(r, published=None, origins=()) for r in sheet.reports),
        lineage=(edge,),
    )
    svg = str(draw_origin_tree(bare, width=358, ident="t", anchors={}))
    assert classes(svg).count("node") == len(sheet.reports)


def test_every_report_stands_in_one_lane() -> None:
    sheet = exercise_sheet()
    shown = [report.id for lane in lanes_of(sheet) for report in lane.reports]
    assert sorted(shown) == sorted(r.id for r in sheet.reports)


def test_tree_bears_the_last_year_there_is() -> None:
    sheet = exercise_sheet()
    late = replace(sheet.reports[0], published=when("9999-12-31"))
    svg = draw_origin_tree(
        replace(sheet, reports=(late, *sheet.reports[1:])), width=1040, ident="t", anchors={}
    )
    assert ElementTree.fromstring(str(svg)) is not None


_TIMES = st.lists(st.floats(-60e9, 250e9), min_size=1, max_size=6)


@given(times=_TIMES)
def test_axis_keeps_order_and_bounds(times: list[float]) -> None:
    axis = fit_axis(times, left=10, right=500)
    pixels = [axis.x(t) for t in sorted(times)]
    assert pixels == sorted(pixels)
    assert all(10 <= x <= 500 for x in pixels)


@given(times=_TIMES)
def test_ticks_are_few_and_apart(times: list[float]) -> None:
    ticks = fit_axis(times, left=10, right=500).ticks()
    assert len(ticks) <= 8
    assert all(b.x - a.x >= 80 for a, b in pairwise(ticks))


def test_axis_without_times_still_is_one() -> None:
    axis = fit_axis([None], left=0, right=100)
    assert axis.x(None) == 0


def test_instants_beyond_the_calendar_are_held_inside() -> None:
    assert instant(1e15).year == 9987
    assert instant(-1e15).year == 5


def test_odds_bar_says_its_numbers() -> None:
    svg = str(draw_odds(exercise_sheet().claims[0].odds, bands=[(0.0, 0.05), (0.8, 0.9)]))
    assert "highly likely: 79%, between 65% and 89%" in svg
    assert classes(svg).count("band") == 2


@pytest.mark.parametrize(("log_odds", "side"), [(1.2, "for"), (-0.4, "against"), (99.0, "for"), (0.0, "for")])
def test_log_odds_bar_runs_to_its_side(log_odds: float, side: str) -> None:
    svg = str(draw_log_odds(log_odds))
    bar = next(e for e in ElementTree.fromstring(svg).iter() if e.get("class") == side)
    assert float(bar.get("x", "-1")) >= 0
    assert float(bar.get("x", "0")) + float(bar.get("width", "0")) <= 100.8
