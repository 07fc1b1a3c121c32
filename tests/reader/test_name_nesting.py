"""Names inside names."""

from dateline.model import Entity, EntityKind
from dateline.reader.name_nesting import with_inner_names
from tests.reader.names import BODY, PERSON, PLACE, name


def held(*names: Entity) -> list[tuple[str, EntityKind]]:
    return [(e.text, e.kind) for e in with_inner_names(names)]


def test_a_body_holds_known_places() -> None:
    text = "The University of South Africa wrote to Damascus Harbour Bank."
    names = (name(text, "University of South Africa", BODY), name(text, "Damascus Harbour Bank", BODY))
    assert held(*names) == [
        ("University of South Africa", BODY),
        ("South Africa", PLACE),
        ("Damascus Harbour Bank", BODY),
        ("Damascus", PLACE),
    ]


def test_inner_names_point_at_their_words() -> None:
    text = "There is the Bank of Peru."
    [outer, inner] = with_inner_names([name(text, "Bank of Peru", BODY)])
    assert outer.text == text[outer.start : outer.end]
    assert inner.text == text[inner.start : inner.end] == "Peru"


def test_a_person_holds_a_country_before_the_title_alone() -> None:
    text = "Peru President Ann Example met Jordan Muster."
    names = (name(text, "Peru President Ann Example", PERSON), name(text, "Jordan Muster", PERSON))
    assert held(*names) == [
        ("Peru President Ann Example", PERSON),
        ("Peru", PLACE),
        ("Jordan Muster", PERSON),
    ]


def test_a_place_holds_none_and_a_whole_name_is_not_inside_itself() -> None:
    text = "From Peru to Mexico City."
    assert held(name(text, "Peru", BODY), name(text, "Mexico City", PLACE)) == [
        ("Peru", BODY),
        ("Mexico City", PLACE),
    ]


def test_names_that_stand_elsewhere_are_held() -> None:
    text = "Harbour Bank Chairman Ann Example left Harbour Bank for the Max Muster Fund. Max Muster stayed."
    names = (
        name(text, "Harbour Bank Chairman Ann Example", PERSON),
        name(text, "Harbour Bank", BODY, after=20),
        name(text, "Max Muster Fund", BODY),
        name(text, "Max Muster", PERSON, after=70),
    )
    assert held(*names) == [
        ("Harbour Bank Chairman Ann Example", PERSON),
        ("Harbour Bank", BODY),
        ("Harbour Bank", BODY),
        ("Max Muster Fund", BODY),
        ("Max Muster", PERSON),
        ("Max Muster", PERSON),
    ]
