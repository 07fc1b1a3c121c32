from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.formats.html import render_reading_map
from dateline.model import Reading, Report, Toponym, ToponymKind
from tests.formats.exercise import readings
from tests.formats.pages import Page
from tests.formats.places import ENTRIES, reading

HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>{{ 7*7 }}</style>&amp;"


@pytest.fixture(scope="module")
def source() -> str:
    return render_reading_map(reading(), entries=ENTRIES)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def words_of(page: Page, ident: str) -> str:
    return " ".join(page.words[ident].split())


def test_page_is_whole_and_every_link_has_its_target(page: Page) -> None:
    assert page.problems == []
    assert len(page.ids()) == len(set(page.ids()))
    assert {href[1:] for href in page.links()} <= set(page.ids())


def test_page_loads_nothing_and_runs_nothing(source: str, page: Page) -> None:
    assert not {"script", "img", "link", "iframe", "object"} & page.tags()
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", source)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


def test_a_place_tells_spelling_chance_precision_why_and_what_else(page: Page) -> None:
    row = words_of(page, "place-0")
    assert "Ashfield town, 57,000 inhabitants · East Province, Syria" in row
    assert "97%" in row
    assert "± 2 km" in row
    assert "near Northgate, 14 km" in row
    assert "Ashfield, Australia 2%" in row


def test_a_name_its_row_and_its_points_light_up_together(source: str, page: Page) -> None:
    assert ".page:has(.p0:hover,.p0:focus-within) .p0" in page.style
    classes = [attributes.get("class") or "" for _, attributes in page.elements]
    lit = [c.split() for c in classes if "p0" in c.split()]
    assert {"place", "place-row", "pin"} <= {word for names in lit for word in names}


def test_certainty_is_told_by_the_style_of_the_point(source: str) -> None:
    assert 'class="pin sure p0"' in source
    assert 'class="pin likely p1"' in source


def test_a_place_far_off_is_an_arrow_and_does_not_shrink_the_rest(source: str, page: Page) -> None:
    assert re.search(r"Farhaven, 1[34],\d00 km", source)
    assert "Too far off for this map: Farhaven" in words_of(page, "places")


def test_an_area_is_drawn_as_its_box(source: str) -> None:
    assert re.search(r'<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="[\d.]+" class="area frame"', source)


def test_a_people_is_told_and_not_drawn(source: str, page: Page) -> None:
    number = next(n for n in range(9) if "Syrian" in page.words.get(f"place-{n}", ""))
    assert "its people only, not drawn" in page.words[f"place-{number}"]
    assert f'class="pin sure p{number}"' not in source


def test_open_and_inner_names_are_told_apart_from_places(page: Page) -> None:
    said = words_of(page, "places")
    assert "Oldtown 1 : several places fit alike: Oldtown, Syria 46%" in said.replace("1:", "1 :")
    assert "inside an organisation's name; by itself Oldtown, Syria" in said
    assert "Quex" in said


def test_the_foot_credits_the_data(source: str) -> None:
    foot = source[source.index("<footer>") :]
    assert "GeoNames (CC BY 4.0)" in foot
    assert "Who&#39;s On First" in foot


def test_a_page_without_entries_still_stands() -> None:
    page = Page(render_reading_map(reading()))
    assert page.problems == []
    assert "Ashfield, Syria" in words_of(page, "place-0")


def test_a_report_without_places_says_so() -> None:
    page = Page(render_reading_map(replace(reading(), toponyms=())))
    assert "names no place that could be found" in words_of(page, "places")
    assert "svg" not in page.tags()
    opened = [t for t in reading().toponyms if t.reason is not None]
    page = Page(render_reading_map(replace(reading(), toponyms=tuple(opened))))
    assert "No place could be told for sure" in words_of(page, "places")


def test_hostile_words_stay_words() -> None:
    first = readings()[0]
    made = []
    for toponym in first.toponyms:
        place = (
            replace(toponym.place, name=HOSTILE, country=HOSTILE, why={HOSTILE: 9.0})
            if toponym.place
            else None
        )
        made.append(replace(toponym, text=HOSTILE, place=place))
    source = render_reading_map(replace(first, toponyms=tuple(made)))
    page = Page(source)
    assert page.problems == []
    assert not {"script", "img"} & page.tags()
    assert "49" not in page.style


def test_names_of_any_script_and_place_are_drawn() -> None:
    text = "البوكمال"
    place = replace(reading().toponyms[0].place, lat=-89.9, lon=179.9, name=text)  # type: ignore[type-var]
    toponym = Toponym(start=0, end=len(text), text=text, kind=ToponymKind.POPULATED, place=place)
    page = Page(render_reading_map(Reading(report=Report(id="r", text=text), toponyms=(toponym,))))
    assert page.problems == []
    assert text in page.words["place-0"]
