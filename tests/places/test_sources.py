from __future__ import annotations

from dateline.model import ToponymKind
from dateline.places.sources import Source, laid_over, own_places
from dateline.text.tables import read_table


def test_every_own_place_lies_on_earth_and_has_names() -> None:
    for rows in own_places().values():
        for place in rows:
            assert -90 <= place.lat <= 90, place
            assert -180 <= place.lon <= 180, place
            assert place.names, place
            assert place.precision_km > 0, place


def test_every_country_has_a_point_and_most_have_demonyms() -> None:
    rows = read_table("countries")
    assert len(rows) == len({row["country"] for row in rows}) == 250
    assert sum(bool(row["demonyms"]) for row in rows) > 180


def test_the_supplement_states_source_licence_and_date_for_each_row() -> None:
    rows = read_table("gazetteer_supplement")
    assert len(rows) >= 400
    assert len(rows) == len({row["id"] for row in rows})
    assert all(row["source"] and row["licence"] and row["date"] for row in rows)
    assert {row["country"] for row in rows} >= {"SY", "IQ", "LB", "PS", "IL", "YE", "LY", "UA"}
    assert {row["kind"] for row in rows} <= {kind.value for kind in ToponymKind}


def test_rivers_have_several_reaches() -> None:
    assert len(own_places()["dl:euphrates"]) > 5


def test_only_rows_of_our_own_change_a_town() -> None:
    town = Source(
        "geonames:7", "Exampleton", "SY", ToponymKind.POPULATED, 35.0, 39.0, 2, 900, (), ("Exampleton",)
    )
    row = town._replace(name="Exampletown", parents=("Raqqa",), precision_km=9.0, names=("Exampletown",))
    assert laid_over(town, row).name == "Exampleton"
    assert laid_over(town, row).names == ("Exampletown", "Exampleton")
    own = laid_over(town, row._replace(own=True))
    assert (own.name, own.parents, own.precision_km, own.population) == ("Exampletown", ("Raqqa",), 9.0, 900)
