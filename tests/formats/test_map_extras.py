"""Areas, arrows and insets of the map."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.formats.projection import fit
from dateline.formats.svg_areas import circle_shape, extent_shape, outline_of, outline_shape
from dateline.formats.svg_arrows import Far, draw_arrows
from dateline.formats.svg_inset import draw_inset
from dateline.formats.svg_map import Mark, draw_map
from dateline.text.countries import country_code, country_names

VIEW = fit([(34.0, 40.0), (36.0, 42.0)], width=800, height=500)


def draw(*marks: Mark) -> str:
    return str(draw_map(marks, width=800, height=500, ident="m", title="t").svg)


def test_a_box_is_drawn_at_its_corners() -> None:
    shape = extent_shape((34.5, 40.5, 35.5, 41.5), VIEW)
    assert shape is not None
    left, top = VIEW.project(35.5, 40.5)
    right, bottom = VIEW.project(34.5, 41.5)
    assert shape.box == pytest.approx((left, top, right, bottom))


@pytest.mark.parametrize("box", [(-10, 10, -5, 15), (-80, -179, 80, 179), (30, 170, 40, -170)])
def test_a_box_that_shows_nothing_is_none(box: tuple[float, float, float, float]) -> None:
    assert extent_shape(box, VIEW) is None


def test_a_box_over_the_date_line_is_drawn_on_either_side() -> None:
    for lon in (178.0, -178.0):
        view = fit([(-17.0, lon)], width=800, height=500)
        assert extent_shape((-17.2, 177.9, -16.8, -177.9), view) is not None


def test_a_circle_has_the_stated_radius_and_may_be_too_wide() -> None:
    shape = circle_shape(35.0, 41.0, 60.0, VIEW)
    assert shape is not None
    assert f'r="{VIEW.pixels(60.0, lat=35.0):.1f}"' in shape.svg
    assert circle_shape(35.0, 41.0, 3000.0, VIEW) is None
    assert circle_shape(-35.0, 141.0, 60.0, VIEW) is None


def test_a_country_is_tinted_by_its_outline() -> None:
    syria = outline_of("SY")
    assert syria is not None
    assert outline_shape(syria, VIEW) is not None
    assert outline_shape(syria, fit([(-30.0, 140.0)], width=800, height=500)) is None
    svg = draw(
        Mark(34.5, 40.9, "Town", 2.0, 1, "#a"), Mark(35.0, 38.0, "Syria", 300.0, 3, "#b", country="SY")
    )
    assert 'class="area country"' in svg
    assert 'class="country-name told"' in svg


def test_countries_that_the_base_map_calls_otherwise_are_found() -> None:
    without = {n for n in country_names() if (c := country_code(n)) and outline_of(c) is None}
    assert not {"South Sudan", "Bosnia and Herzegovina", "Western Sahara", "United States"} & without
    assert len(without) < 50


def test_a_report_of_countries_alone_shows_them_whole() -> None:
    marks = [Mark(35.0, 38.0, "Syria", 300.0, 1, "#a", country="SY")]
    drawing = draw_map(marks, width=800, height=500, ident="m", title="t")
    assert drawing.areas == drawing.outside == ()
    assert 'class="dot"' not in drawing.svg


def test_an_arrow_stands_at_the_edge_and_points_outward() -> None:
    east = Far("Elsewhere", 35.0, 60.0, (35.0, 41.0))
    arrow = next(draw_arrows([east], VIEW, taken=()))
    found = re.search(r"translate\(([\d.]+) ([\d.]+)\) rotate\((-?\d+)\)", str(arrow.svg))
    assert found is not None
    x, y, angle = map(float, found.groups())
    assert x > 780
    assert 0 < y < 500
    assert abs(angle) < 20
    assert arrow.label is not None
    assert arrow.label.text == "Elsewhere, 1,700 km"


def test_an_arrow_takes_the_shorter_way_around() -> None:
    view = fit([(-17.0, 178.0)], width=800, height=500)
    arrow = next(draw_arrows([Far("Samoa", -14.0, -172.0, (-17.0, 178.0))], view, taken=()))
    assert arrow.box[0] > 400


def test_arrows_keep_apart() -> None:
    many = [Far(f"p{n}", 35.0 + n / 100, 60.0, (35.0, 41.0)) for n in range(30)]
    boxes = [arrow.box for arrow in draw_arrows(many, VIEW, taken=())]
    assert 1 <= len(boxes) <= 8
    assert all(a == b or a[1] >= b[3] or b[1] >= a[3] for a in boxes for b in boxes)


def test_a_near_map_tells_where_on_earth_it_is_and_a_wide_one_need_not() -> None:
    near, wide = (
        fit([(52.1, -106.6)], width=800, height=500),
        fit([(10, -100), (60, 60)], width=800, height=500),
    )
    made = draw_inset(near, taken=())
    assert made is not None
    assert 'class="here"' in made[0]
    assert draw_inset(wide, taken=()) is None
    assert draw_inset(near, taken=[(0, 0, 800, 500)]) is None


def test_unsure_places_do_not_set_the_view() -> None:
    sure = [Mark(29.95, -90.07, "City", 8.0, 2, "#a"), Mark(30.2, -92.0, "Town", 4.0, 1, "#b")]
    unsure = Mark(48.4, 1.5, "Namesake", 4.0, 1, "#c", certainty="unsure")
    drawing = draw_map([*sure, unsure], width=800, height=500, ident="m", title="t")
    assert drawing.outside == ("Namesake",)


def test_the_area_of_a_dot_grows_with_the_mentions() -> None:
    many = [Mark(34.0 + n, 40.0 + n, f"t{n}", 2.0, 10**n, "#a") for n in range(3)]
    radii = [float(r) for r in re.findall(r'r="([\d.]+)" class="dot"', draw(*many))]
    assert radii == [3.5, 3.5, 11.0]
    assert 'r="4.9" class="dot"' in draw(many[0]._replace(mentions=2))


_COORDS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
_MARKS = st.lists(
    st.builds(
        lambda at, km, mentions, style, country, extent, area: Mark(
            at[0], at[1], "x", km, mentions, "#p", style, "p0", country, extent, area
        ),
        _COORDS,
        st.floats(0.1, 4000),
        st.integers(0, 50),
        st.sampled_from(["sure", "likely", "unsure"]),
        st.sampled_from([None, None, "SY", "US", "ZZ"]),
        st.none()
        | st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180)),
        st.booleans(),
    ),
    max_size=6,
)


@given(marks=_MARKS)
@settings(max_examples=12, deadline=None)
def test_every_map_is_well_formed_and_loses_no_place(marks: list[Mark]) -> None:
    named = [mark._replace(label=f"n{n}") for n, mark in enumerate(marks)]
    drawing = draw_map(named, width=800, height=500, ident="m", title="t")
    if named:
        ElementTree.fromstring(str(drawing.svg))
    for mark in named:
        is_told = mark.label in (*drawing.outside, *drawing.areas)
        assert is_told or f"{mark.label}: " in drawing.svg
