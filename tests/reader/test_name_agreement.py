"""Names of one text agree."""

from dateline.model import Entity, EntityKind
from dateline.reader.name_agreement import agree
from tests.reader.names import BODY, PERSON, PLACE, name


def agreed(text: str, *names: Entity) -> list[tuple[str, EntityKind]]:
    return [(e.text, e.kind) for e in agree(text, names, spans=[(0, len(text))])]


def test_a_form_has_the_kind_that_it_mostly_has() -> None:
    text = "Muster came. Muster sat. Muster left."
    names = (
        name(text, "Muster", PERSON),
        name(text, "Muster", PLACE, after=8),
        name(text, "Muster", PERSON, after=20),
    )
    assert agreed(text, *names) == [("Muster", PERSON)] * 3


def test_a_draw_changes_nothing() -> None:
    text = "Harbour lost to Harbour."
    names = (name(text, "Harbour", BODY), name(text, "Harbour", PLACE, after=5))
    assert agreed(text, *names) == [("Harbour", BODY), ("Harbour", PLACE)]


def test_initials_have_the_kind_of_the_long_name() -> None:
    text = "The Harbour Relief Council met. HRC said no."
    names = (name(text, "Harbour Relief Council", BODY), name(text, "HRC", PLACE))
    assert agreed(text, *names) == [("Harbour Relief Council", BODY), ("HRC", BODY)]


def test_a_name_found_mostly_is_found_everywhere_but_inside_words() -> None:
    text = "Muster spoke. Muster sat. Then Muster left, with Musterman and Muster-Smith."
    names = (name(text, "Muster", PERSON), name(text, "Muster", PERSON, after=8))
    assert agreed(text, *names) == [("Muster", PERSON)] * 3


def test_a_name_found_once_in_many_is_left_alone() -> None:
    text = "Peace came. Peace held. Peace again. Peace."
    assert agreed(text, name(text, "Peace", BODY)) == [("Peace", BODY)]


def test_a_long_form_stands_for_the_names_inside_it() -> None:
    text = "Eastport Council met. Eastport Council sat. Eastport Council left."
    names = (
        name(text, "Eastport Council", BODY),
        name(text, "Eastport Council", BODY, after=10),
        name(text, "Eastport", PLACE, after=40),
    )
    assert agreed(text, *names) == [("Eastport Council", BODY)] * 3


def test_a_place_and_its_team_stay_apart() -> None:
    text = "Eastport lies low. Eastport is big. There Eastport won."
    names = (
        name(text, "Eastport", PLACE),
        name(text, "Eastport", PLACE, after=10),
        name(text, "Eastport", BODY, after=40),
    )
    assert [kind for _, kind in agreed(text, *names)] == [PLACE, PLACE, BODY]


def test_nothing_is_found_outside_the_spans() -> None:
    text = "Muster came. Muster left."
    found = agree(text, [name(text, "Muster", PERSON)], spans=[(0, 12)])
    assert [(e.start, e.end) for e in found] == [(0, 6)]


def test_a_university_is_a_body() -> None:
    text = "At the University of Eastport and Westport College."
    names = (name(text, "University of Eastport", PLACE), name(text, "Westport College", PERSON))
    assert agreed(text, *names) == [("University of Eastport", BODY), ("Westport College", BODY)]
