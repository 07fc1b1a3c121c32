"""Borders of names."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Entity, EntityKind
from dateline.reader.name_borders import mend_borders
from tests.reader.names import BODY, PERSON, PLACE, name
from tests.reader.test_entities import TEXTS


def mended(text: str, *names: Entity) -> list[str]:
    return [e.text for e in mend_borders(text, names)]


def test_signs_at_the_ends_are_no_part_of_a_name() -> None:
    text = "We met (Ann Example), and “Harbour Bank -” closed."
    names = (name(text, "(Ann Example),", PERSON), name(text, "“Harbour Bank -”", BODY))
    assert mended(text, *names) == ["Ann Example", "Harbour Bank"]


def test_a_name_has_a_capital() -> None:
    text = "It was the river."
    assert mended(text, name(text, "river", PLACE)) == []


def test_no_name_runs_over_a_stroke() -> None:
    text = "Take North / South or Eastport - Westport."
    names = (name(text, "North / South", PLACE), name(text, "Eastport - Westport", PLACE))
    assert mended(text, *names) == ["North", "South", "Eastport", "Westport"]


def test_pro_and_anti_make_another_word() -> None:
    text = "An anti-Harbour rally; the pro-Harbour New Party won."
    names = (name(text, "Harbour", PLACE), name(text, "pro-Harbour New Party", BODY))
    assert mended(text, *names) == ["New Party"]


def test_a_common_noun_behind_a_place_or_body_is_no_part_of_it() -> None:
    text = "The Orontes river; Example Wire news agency; near Bab al-Nahr."
    names = (
        name(text, "Orontes river", PLACE),
        name(text, "Example Wire news agency", BODY),
        name(text, "Bab al-Nahr", PLACE),
    )
    assert mended(text, *names) == ["Orontes", "Example Wire", "Bab al-Nahr"]


def test_an_adjective_of_a_people_is_no_place() -> None:
    text = "The Syrian team left Syria."
    assert mended(text, name(text, "Syrian", PLACE), name(text, "Syria", PLACE, after=10)) == ["Syria"]


def test_a_number_belongs_to_its_unit() -> None:
    text = "The 5th Harbour Brigade came on the 5th Harbour day."
    names = (name(text, "Harbour Brigade", BODY), name(text, "Harbour", PLACE, after=30))
    assert mended(text, *names) == ["5th Harbour Brigade", "Harbour"]


def test_titles_belong_to_persons_and_peoples_do_not() -> None:
    text = "There Gen. Max Muster met Peruvian Ambassador Ann Example."
    names = (name(text, "Max Muster", PERSON), name(text, "Peruvian Ambassador Ann Example", PERSON))
    assert mended(text, *names) == ["Gen. Max Muster", "Ambassador Ann Example"]


def test_a_country_belongs_to_the_title_behind_it() -> None:
    text = "There Peru President Ann Example spoke in Peru."
    names = (
        name(text, "Peru", PLACE),
        name(text, "President Ann Example", PERSON),
        name(text, "Peru", PLACE, after=20),
    )
    assert mended(text, *names) == ["Peru President Ann Example", "Peru"]


@given(TEXTS, st.data())
@settings(max_examples=150, deadline=None)
def test_mended_names_lie_in_the_text_in_order_and_apart(text: str, data: st.DataObject) -> None:
    names, at = [], 0
    while at < len(text) and data.draw(st.booleans()):
        start = data.draw(st.integers(at, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        kind = data.draw(st.sampled_from(EntityKind))
        names.append(Entity(start=start, end=end, text=text[start:end], kind=kind))
        at = end
    reached = 0
    for entity in mend_borders(text, names):
        assert entity.text == text[entity.start : entity.end]
        assert reached <= entity.start < entity.end
        reached = entity.end
