from __future__ import annotations

import pytest

from dateline.lineage.sources import identify


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a spokesman for the Interior Ministry", {"interior", "ministry"}),
        ("the Ministry of Interior", {"interior", "ministry"}),
        ("Interior Minister Jane Placeholder", {"interior", "ministry"}),
        ("the head of the River Ports Authority", {"river", "ports", "authority"}),
        ("an official of the Border Authority who asked not to be named", {"border", "authority"}),
    ],
)
def test_an_office_stands_for_its_organisation(text: str, words: set[str]) -> None:
    source = identify(text)
    assert source is not None
    assert not source.anonymous
    assert source.words == words


@pytest.mark.parametrize("text", ["local sources", "officials", "residents of Tel Marwan", "two drivers"])
def test_people_without_a_name_stay_without_one(text: str) -> None:
    source = identify(text)
    assert source is not None
    assert source.anonymous


@pytest.mark.parametrize("text", ["", "he", "they", "the"])
def test_nobody_is_named(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The page gives the Orsk Council's", "Orsk Council"),
        ("the bulletin quotes Belm Radio", "Belm Radio"),
        ("September 10 2031 Orsk Council", "Orsk Council"),
        ("Sunday 3 March 2031 Orsk Council", "Orsk Council"),
    ],
)
def test_what_stands_before_the_source_is_no_part_of_it(phrase: str, name: str) -> None:
    found = identify(phrase)
    assert found is not None
    assert found.name == name


def test_a_day_that_lost_its_apostrophe_names_nobody() -> None:
    assert identify("Wednesdays") is None


@pytest.mark.parametrize("phrase", ["A video", "Images", "12 people", "at least 40 people", "A.B/ Name/ C.D"])
def test_what_cannot_speak_names_nobody(phrase: str) -> None:
    assert identify(phrase) is None


def test_the_first_of_two_who_say_the_same_stands_for_both() -> None:
    found = identify("the Marsh Council and a harbour official")
    assert found is not None
    assert found.words == {"marsh", "council"}


def test_an_outlet_that_lost_its_apostrophe_is_met() -> None:
    found = identify("Later SANAs")
    assert found is not None
    assert found.outlet == "sana"


def test_nameless_people_before_a_body_speak_for_it_only_where_it_is_named() -> None:
    one, two = identify("a military source"), identify("a source at the Tel Marwan Police Command")
    assert one is not None
    assert one.anonymous
    assert two is not None
    assert not two.anonymous
