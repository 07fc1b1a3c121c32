from __future__ import annotations

import math
from importlib.resources import files
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.formats.basemap import clip_line, clip_ring, load_base, load_rivers
from dateline.formats.projection import KM_PER_DEGREE, fit
from dateline.formats.svg_map import Mark, choose_view, draw_map

LATS, LONS = st.floats(-70, 70), st.floats(-170, 170)
PLACES = st.lists(st.tuples(LATS, LONS), min_size=1, max_size=6)


def mark(lat: float, lon: float, label: str = "x", *, km: float = 2.0, mentions: int = 1) -> Mark:
    return Mark(lat, lon, label, km, mentions, "#p")


@given(places=PLACES, lat=LATS, lon=LONS)
def test_unproject_undoes_project(places: list[tuple[float, float]], lat: float, lon: float) -> None:
    view = fit(places, width=800, height=500)
    back = view.unproject(*view.project(lat, lon))
    assert back == pytest.approx((lat, lon), abs=1e-6)


@given(places=PLACES)
def test_all_places_lie_inside_with_a_margin(places: list[tuple[float, float]]) -> None:
    view = fit(places, width=800, height=500)
    for lat, lon in places:
        x, y = view.project(lat, lon)
        assert 800 * 0.15 <= x <= 800 * 0.85
        assert 500 * 0.15 <= y <= 500 * 0.85


@given(places=PLACES, lat=st.floats(-69, 69), lon=LONS)
def test_north_is_up_and_east_is_right(places: list[tuple[float, float]], lat: float, lon: float) -> None:
    view = fit(places, width=800, height=500)
    x, y = view.project(lat, lon)
    assert view.project(lat + 0.5, lon)[1] < y
    assert view.project(lat, lon + 0.5)[0] > x


@given(lat=st.floats(-69, 69), lon=LONS)
def test_map_is_true_to_shape_near_a_point(lat: float, lon: float) -> None:
    view = fit([(lat, lon)], width=800, height=500)
    step = 0.01
    x, y = view.project(lat, lon)
    north = y - view.project(lat + step, lon)[1]
    east = (view.project(lat, lon + step)[0] - x) / math.cos(math.radians(lat))
    assert north == pytest.approx(east, rel=0.002)
    assert view.pixels(step * KM_PER_DEGREE, lat=lat) == pytest.approx(north, rel=0.002)


def test_poles_stay_finite() -> None:
    view = fit([(90, 0), (-90, 0)], width=300, height=300)
    assert all(math.isfinite(value) for value in view.project(90, 0))


def test_one_place_gets_neighbours() -> None:
    view = fit([(34.4, 41.0)], width=800, height=500)
    west, south, east, north = view.box(margin=0)
    assert east - west > 0.9
    assert north - south > 0.9


def test_homonym_far_off_does_not_set_the_view() -> None:
    near = [mark(34.4, 41.0, "crossing", mentions=8), mark(34.45, 40.9, "town", mentions=5)]
    far = mark(35.67, 10.1, "elsewhere")
    shown, left = choose_view([*near, far])
    assert shown == near
    assert left == [far]
    assert draw_map([*near, far], width=800, height=500, ident="m", title="t").outside == ("elsewhere",)


def test_countries_are_named_beside_the_map_not_drawn() -> None:
    drawing = draw_map(
        [mark(34.4, 41.0, "crossing"), mark(33, 44, "Iraq", km=400)],
        width=800,
        height=500,
        ident="m",
        title="t",
    )
    assert drawing.areas == ("Iraq",)
    assert str(drawing.svg).count('class="dot"') == 1


def test_reach_has_the_stated_radius() -> None:
    place = mark(34.4, 41.0, km=10)
    svg = str(draw_map([place], width=800, height=500, ident="m", title="t").svg)
    circle = next(e for e in ElementTree.fromstring(svg).iter() if e.get("class") == "reach")
    expected = fit([(34.4, 41.0)], width=800, height=500).pixels(10, lat=34.4)
    assert float(circle.get("r", "0")) == pytest.approx(expected, abs=0.06)


@settings(deadline=None, max_examples=20)
@given(places=st.lists(st.tuples(st.floats(-80, 80), st.floats(-179, 179)), max_size=8))
def test_map_is_well_formed_wherever_the_places_lie(places: list[tuple[float, float]]) -> None:
    marks = [mark(lat, lon, f"<place & {n}>") for n, (lat, lon) in enumerate(places)]
    drawing = draw_map(marks, width=358, height=400, ident="m", title='"t" <b>')
    if marks:
        root = ElementTree.fromstring(str(drawing.svg))
        dots = [e for e in root.iter() if e.get("class") == "dot"]
        assert len(dots) + len(drawing.outside) == len(marks)
    else:
        assert drawing.svg == ""


def test_labels_do_not_overlap() -> None:
    marks = [mark(34.4 + n * 0.001, 41.0, f"village number {n}") for n in range(12)]
    drawing = draw_map(marks, width=800, height=500, ident="m", title="t")
    shown = str(drawing.svg).count('class="place-name"')
    assert shown + len(drawing.unnamed) == 12
    assert drawing.unnamed


_RING = st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=12)


@given(ring=_RING)
def test_clipped_ring_lies_inside_the_box(ring: list[tuple[float, float]]) -> None:
    for x, y in clip_ring(ring, (-5, -4, 6, 7)):
        assert -5.001 <= x <= 6.001
        assert -4.001 <= y <= 7.001


def test_ring_around_the_box_becomes_the_box() -> None:
    ring = clip_ring([(-20, -20), (20, -20), (20, 20), (-20, 20)], (-5, -4, 6, 7))
    assert set(ring) == {(-5, -4), (6, -4), (6, 7), (-5, 7)}


def test_clipped_line_keeps_its_runs_apart() -> None:
    line = [(0.0, 0.0), (1.0, 0.0), (50.0, 0.0), (50.0, 50.0), (0.0, 1.0)]
    runs = list(clip_line(line, (-2, -2, 2, 2)))
    assert all(len(run) >= 2 for run in runs)
    assert runs[0][0] == (0.0, 0.0)


def test_base_map_says_where_it_is_from_and_stays_small() -> None:
    data = (files("dateline") / "data" / "basemap.json").read_bytes()
    assert len(data) < 900_000
    for key in (b'"source"', b'"licence"', b'"retrieved"'):
        assert key in data[:600]


def test_base_map_holds_the_countries_whole() -> None:
    names = {country.name for country in load_base().countries}
    assert {"Syria", "Iraq", "Lebanon", "Palestine", "Israel", "Yemen", "Libya", "Ukraine"} <= names
    for country in load_base().countries:
        for (west, south, east, north), ring in country.rings:
            assert len(ring) >= 3
            assert -180.1 <= west <= east <= 180.1
            assert -90.1 <= south <= north <= 90.1


def test_rivers_run_in_known_country() -> None:
    rivers = {river.name: river for river in load_rivers()}
    assert {"Euphrates", "Tigris", "Khabur", "Jordan", "Orontes", "Litani", "Nile", "Dnipro"} <= set(rivers)
    for river in load_rivers():
        assert len(river.points) >= 2
        steps = zip(river.points, river.points[1:], strict=False)
        assert all(math.dist(a, b) < 3 for a, b in steps), river.name
