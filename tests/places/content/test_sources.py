from __future__ import annotations

import re

import pytest

from dateline.model import ToponymKind
from dateline.places.content.own_tables import read_box
from dateline.places.content.source import shortened
from dateline.places.content.sources import TABLES, Source, laid_over, own_places
from dateline.places.content.units import labels, towns_second_level
from dateline.places.spelling.keys import is_abbreviation, name_key
from dateline.text.tables import read_table

#: Tables whose rows have an id of their own, met nowhere else.
WITH_IDS = ("regions", "gazetteer_supplement", "seas_rivers", "areas", "airports", "sites")
#: Ordinary words that are also names, and stand in the tables on purpose: the finder weighs them.
PLAIN_NAMES = frozenset({"gulf", "hit", "sour", "harm"})


@pytest.fixture(scope="module")
def own() -> dict[str, list[Source]]:
    return own_places()


def test_every_own_place_lies_on_earth_and_has_names(own: dict[str, list[Source]]) -> None:
    for rows in own.values():
        for place in rows:
            assert -90 <= place.lat <= 90, place
            assert -180 <= place.lon <= 180, place
            assert place.names, place
            assert place.precision_km > 0, place
            assert place.source, place
            assert place.licence, place


def test_ids_are_unique_in_and_across_tables() -> None:
    seen: dict[str, str] = {}
    for table in WITH_IDS:
        for row in read_table(table):
            assert row["id"] not in seen or table == "sites", (row["id"], table, seen[row["id"]])
            seen[row["id"]] = table


def test_no_name_is_empty_spaced_or_a_description(own: dict[str, list[Source]]) -> None:
    for rows in own.values():
        for place in rows:
            assert all(name == name.strip() and name_key(name) for name in place.names), place
            assert not any(re.search(r"[|;\t]|\s\s", name) for name in place.names), place
            assert all(len(name) <= 80 for name in place.names), place


def test_no_name_of_our_own_is_an_ordinary_word(own: dict[str, list[Source]]) -> None:
    words = {row["word"] for row in read_table("ordinary_words")} - PLAIN_NAMES
    plain = {
        (place.id, name)
        for ident, rows in own.items()
        if not ident.startswith(("dl:us-county", "dl:admin"))
        for place in rows[:1]
        for name in place.names
        if not is_abbreviation(name) and name_key(name) in words
    }
    assert not plain


def test_boxes_hold_their_point(own: dict[str, list[Source]]) -> None:
    """Label points may stand off a ragged coast, yet never a country away from what they label."""
    astray = [
        rows[0].id
        for rows in own.values()
        if rows[0].box and not _holds(rows[0].box, rows[0].lat, rows[0].lon, slack=3.0)
    ]
    # GeoNames puts its Central America in Mexico and the Cook Islands between their two groups.
    assert set(astray) <= {"geonames:7729892", "geonames:1899402", "dl:arctic-ocean"}


def _holds(box: tuple[float, float, float, float], lat: float, lon: float, *, slack: float) -> bool:
    south, west, north, east = box
    across = west > east
    within = (lon >= west - slack or lon <= east + slack) if across else west - slack <= lon <= east + slack
    return south - slack <= lat <= north + slack and within


@pytest.mark.parametrize("table", ["boxes", "region_extents"])
def test_extents_speak_of_known_places(table: str, own: dict[str, list[Source]]) -> None:
    for row in read_table(table):
        assert row["id"] in own, row
        south, _, north, _ = read_box(row["box"])
        assert -90 <= south <= north <= 90, row


def test_tables_that_go_in_are_all_read() -> None:
    assert all(read_table(name) for name in TABLES)


def test_every_country_has_a_point_and_most_have_demonyms() -> None:
    rows = read_table("countries")
    assert len(rows) == len({row["country"] for row in rows}) == 250
    assert sum(bool(row["demonyms"]) for row in rows) > 220


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("CA", 60.10867, -113.64258),
        ("US", 39.76, -98.5),
        ("RU", 60.0, 100.0),
        ("JP", 35.68536, 139.75309),
        ("AU", -25.0, 135.0),
        ("GB", 54.75844, -2.69531),
    ],
)
def test_countries_stand_where_geonames_puts_them(country: str, lat: float, lon: float) -> None:
    row = next(row for row in read_table("countries") if row["country"] == country)
    assert (float(row["lat"]), float(row["lon"])) == (lat, lon)


def test_demonyms_speak_of_places_by_one_of_their_names(own: dict[str, list[Source]]) -> None:
    for row in read_table("demonyms"):
        if row["id"] in own:
            names = {name_key(name) for place in own[row["id"]] for name in (place.name, *place.names)}
            assert name_key(row["name"]) in names, row
        else:
            assert row["id"].startswith("geonames:"), row


def test_a_demonym_speaks_of_one_place_and_never_of_a_people_without_one() -> None:
    of: dict[str, str] = {}
    for table in ("countries", "regions", "demonyms"):
        for row in read_table(table):
            for demonym in (row.get("demonyms") or row.get("demonym") or "").split("|"):
                assert of.setdefault(demonym or "", row["id"]) == row["id"] or not demonym, demonym
    assert {"Omani", "Londoner", "Gazan", "Dagestani", "South Ossetian", "Texan", "Ontarian"} <= set(of)
    assert not {"Kurdish", "Arab", "Tamil", "Uyghur", "Rohingya"} & set(of)


def test_the_supplement_states_source_licence_and_date_for_each_row() -> None:
    rows = read_table("gazetteer_supplement")
    assert len(rows) >= 400
    assert all(row["source"] and row["licence"] and row["date"] for row in rows)
    assert {row["country"] for row in rows} >= {"SY", "IQ", "LB", "PS", "IL", "YE", "LY", "UA"}
    assert {row["kind"] for row in rows} <= {kind.value for kind in ToponymKind}


def test_rivers_and_wide_seas_have_several_reaches(own: dict[str, list[Source]]) -> None:
    for ident in ("dl:euphrates", "dl:danube", "dl:red-sea", "dl:mediterranean-sea", "dl:sahara"):
        assert len(own[ident]) > 2, ident
        assert len({(place.lat, place.lon) for place in own[ident]}) == len(own[ident])
        assert own[ident][0].box is not None


def test_every_state_and_province_has_its_abbreviations(own: dict[str, list[Source]]) -> None:
    held = {name for rows in own.values() for name in rows[0].names if rows[0].kind is ToponymKind.ADMIN}
    assert {"Calif.", "W.Va.", "N.Y.", "D.C.", "TX", "N.L.", "P.E.I.", "Sask.", "N.S.W.", "Herts"} <= held
    assert all(is_abbreviation(name) for name in ("Calif.", "TX", "D.C.", "P.E.I.", "Ore."))


def test_units_of_the_first_level_are_there_by_their_usual_names(own: dict[str, list[Source]]) -> None:
    named = {
        (place.country, name)
        for rows in own.values()
        for place in rows[:1]
        if place.kind is ToponymKind.ADMIN
        for name in place.names
    }
    assert named >= {
        ("NG", "Enugu State"), ("NG", "Enugu"), ("IR", "Khuzestan"), ("RU", "Kursk Oblast"), ("FR", "Normandy"),
        ("ZA", "Eastern Cape"), ("GB", "Oxfordshire"), ("IE", "County Mayo"), ("MX", "Sinaloa"), ("AF", "Uruzgan"),
    }  # fmt: skip


def test_a_unit_of_our_tables_and_of_geonames_is_one(own: dict[str, list[Source]]) -> None:
    place = own["dl:aleppo-governorate"][0]
    assert place.population > 1_000_000
    assert (place.lat, place.lon) == (36.25, 37.55)
    assert labels(own)["SY.09"] == place.unit == "Aleppo"


def test_every_town_of_the_supplement_lies_in_a_unit_that_is_there(own: dict[str, list[Source]]) -> None:
    known = {(code[:2], label) for code, label in labels(own).items()}
    known |= {(p.country, name_key(n)) for rows in own.values() for p in rows[:1] for n in (p.name, *p.names)}
    for row in read_table("gazetteer_supplement"):
        if row["admin"] and row["country"] in {"SY", "IQ", "YE"}:
            assert {(row["country"], row["admin"]), (row["country"], name_key(row["admin"]))} & known, row


def test_towns_know_their_unit_of_the_second_level() -> None:
    around = towns_second_level()
    assert len(around) > 90_000
    assert around[5161723] == "Richland County"  # Mansfield, Ohio
    assert around[2640729] == "Oxfordshire"  # Oxford


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Mount Pleasant", "Mt. Pleasant"),
        ("Ft. Worth", "Fort Worth"),
        ("Saint Louis", "St. Louis"),
        ("Ste. Genevieve", "Sainte Genevieve"),
    ],
)
def test_first_words_that_english_shortens_meet(name: str, other: str) -> None:
    assert shortened(name) == (other,)
    assert shortened(other) == (name,)
    assert shortened("Mountain View") == shortened("Fort") == ()


def test_counties_go_by_three_names(own: dict[str, list[Source]]) -> None:
    assert own["dl:us-county-01001"][0].names == ("Autauga County", "Autauga", "Autauga Co.")


def test_only_rows_of_our_own_change_a_town() -> None:
    town = Source(
        "geonames:7",
        "Exampleton",
        "SY",
        ToponymKind.POPULATED,
        35.0,
        39.0,
        2,
        900,
        ("Sub", "Homs"),
        ("Exampleton",),
    )
    row = town._replace(name="Exampletown", parents=("Raqqa",), precision_km=9.0, names=("Exampletown",))
    assert laid_over(town, row).name == "Exampleton"
    assert laid_over(town, row).names == ("Exampletown", "Exampleton")
    own = laid_over(town, row._replace(own=True))
    assert (own.name, own.parents, own.precision_km, own.population) == (
        "Exampletown",
        ("Sub", "Raqqa"),
        9.0,
        900,
    )
