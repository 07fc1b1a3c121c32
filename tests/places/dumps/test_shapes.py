from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.places.dumps.rows import Row, joined, line_of, without_language
from dateline.places.dumps.shapes import (
    MOST_REACHES,
    box_of,
    half_width_km,
    label_point,
    reaches_of,
    shape_of,
    spread_of,
)

SQUARE = {"type": "Polygon", "coordinates": [[[10, 50], [12, 50], [12, 52], [10, 52], [10, 50]]]}
#: Open to the east: its centre of gravity lies in the gap.
HOOK = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [10, 0], [10, 3], [3, 3], [3, 7], [10, 7], [10, 10], [0, 10], [0, 0]]],
}


def test_the_label_point_lies_inside() -> None:
    assert label_point(shape_of(SQUARE)) == (51.0, 11.0)
    lat, lon = label_point(shape_of(HOOK))
    assert 0 < lon < 3
    assert 3 < lat < 7


def test_the_largest_part_gives_the_label() -> None:
    small = [[[100, 0], [100.1, 0], [100.1, 0.1], [100, 0]]]
    shape = shape_of({"type": "MultiPolygon", "coordinates": [small, SQUARE["coordinates"]]})
    assert label_point(shape) == (51.0, 11.0)
    assert box_of(shape) == (0, 10, 52, 100.1)


def test_an_extent_over_the_date_line_is_the_narrow_way_round() -> None:
    box = box_of(shape_of({"type": "LineString", "coordinates": [[179, 0], [-179, 1]]}))
    assert box == (0, 179, 1, -179)
    assert half_width_km((0, 179, 1, -179)) == pytest.approx(124, abs=2)


def test_a_long_line_has_points_along_it_and_a_short_one_has_one() -> None:
    points, apart = reaches_of(
        shape_of({"type": "LineString", "coordinates": [[n / 10, 0] for n in range(100)]}).lines
    )
    assert 10 <= len(points) <= 14
    assert apart == 80.0
    assert len(reaches_of(shape_of({"type": "LineString", "coordinates": [[0, 0], [0.1, 0]]}).lines)[0]) == 1


def test_a_wide_area_has_points_inside_spread_over_it() -> None:
    points, _ = spread_of(shape_of(HOOK))
    assert 4 <= len(points) <= MOST_REACHES
    assert all(lon < 3 or lat < 3 or lat > 7 for lat, lon in points)
    assert len(spread_of(shape_of(SQUARE))[0]) == 1


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Point"},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point", "coordinates": [0, 95]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "LineString", "coordinates": 3},
        {"type": "GeometryCollection", "geometries": [None]},
        {"type": "Point", "coordinates": [float("nan"), 1]},
    ],
)
def test_what_is_no_geometry_is_empty(geometry: object) -> None:
    assert shape_of(geometry).is_empty


_NUMBERS = st.floats(-180, 180)
_RINGS = st.lists(st.tuples(_NUMBERS, st.floats(-90, 90)).map(list), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(_RINGS, st.sampled_from(["Polygon", "LineString", "MultiPoint"]))
def test_any_geometry_gives_points_on_earth(ring: list[list[float]], kind: str) -> None:
    shape = shape_of({"type": kind, "coordinates": [ring] if kind == "Polygon" else ring})
    for lat, lon in (label_point(shape), *spread_of(shape)[0], *reaches_of(shape.lines)[0]):
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180


@settings(deadline=None)
@given(st.text(), st.lists(st.text()))
def test_any_row_is_one_line_of_as_many_cells(name: str, names: list[str]) -> None:
    line = line_of(Row("x:1", name, names=joined(names)))
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert len(line[:-1].split("\t")) == len(Row._fields)


def test_a_language_before_a_name_is_told_from_a_name_with_a_colon() -> None:
    assert without_language("ara:مثال") == "مثال"
    assert without_language("zh-Hant:例") == "例"
    assert without_language("Example: the town") == "Example: the town"
