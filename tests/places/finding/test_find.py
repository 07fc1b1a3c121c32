"""Which stretches of words are taken for names of places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Entity, EntityKind, Gazetteer, Inside, NameLeaning, Part, PartKind, Report
from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.finding.find import candidates, find_mentions, keep
from dateline.places.finding.mentions import Mention
from dateline.places.toponyms import find_toponyms


def _found(text: str, gazetteer: Gazetteer, *, entities: Sequence[Entity] = ()) -> list[Mention]:
    return find_mentions(text, [(0, len(text))], gazetteer, entities=entities)


def _texts(text: str, gazetteer: Gazetteer) -> set[str]:
    spans = [(0, len(text))]
    return {m.text for m in candidates(text, spans, gazetteer, entities=())}


def _mention(start: int, end: int, prob: float) -> Mention:
    return Mention(start, end, "x" * (end - start), (), 0, 0, prob=prob)


def test_the_reading_worth_most_is_kept() -> None:
    whole, left, right, low = (
        _mention(0, 9, 0.7),
        _mention(0, 4, 0.6),
        _mention(5, 9, 0.6),
        _mention(20, 24, 0.2),
    )
    assert keep([left, whole, right, low], least=0.4) == [left, right]
    assert keep([left, whole, right, low], least=0.52) == [whole]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.floats(0, 1)), max_size=12))
def test_what_is_kept_never_overlaps_and_nothing_better_is_left_out(
    rows: list[tuple[int, int, float]],
) -> None:
    found = [_mention(start, start + size, prob) for start, size, prob in rows]
    kept = keep(found, least=0.4)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert all(m.prob >= 0.45 for m in kept)
    clear = [m for m in found if m.prob > 0.5 and all(m.end <= k.start or k.end <= m.start for k in kept)]
    assert not clear


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guests left Boston's Quillback Stadium early.", "Quillback Stadium"),
        ("The fire began at 35 N. Quillback St. on Sunday.", "N. Quillback St."),
        ("In Quillback Falls, nobody was hurt.", "Quillback Falls"),
        ("Traffic stood still on the A4307 near Bath.", "A4307"),
        ("Traffic stood still on US 9 near Bath.", "US 9"),
        ("They crossed Quillback and Brambling streets.", "Brambling"),
        ("Many Nigerians live there.", "Nigerians"),
    ],
)
def test_names_that_nobody_lists_have_the_right_borders(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert name in _texts(text, gazetteer)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("He went back to the UK. It rained.", "UK."),
        ("A US court ruled.", "A US"),
        ("The crash was on Interstate 35. It rained.", "Interstate 35."),
    ],
)
def test_full_stops_and_articles_are_no_part_of_a_name(gazetteer: Gazetteer, text: str, wrong: str) -> None:
    assert wrong not in _texts(text, gazetteer)


def test_an_abbreviation_keeps_its_full_stop(gazetteer: Gazetteer) -> None:
    assert {"Helena", "Mont."} <= {m.text for m in _found("A fire in Helena, Mont., was put out.", gazetteer)}


def test_a_name_that_holds_another_says_so(gazetteer: Gazetteer) -> None:
    text = "The fire began on Mosul Quillback Street on Sunday."
    start = text.index("Mosul")
    named = Entity(
        start=start,
        end=start + len("Mosul Quillback Street"),
        text="Mosul Quillback Street",
        kind=EntityKind.PLACE,
    )
    found = candidates(text, [(0, len(text))], gazetteer, entities=[named])
    for mention in found:
        mention.prob = float(mention.text == "Mosul Quillback Street")
    (street,) = keep(found)
    assert not street.entries
    kept = {m.text: m for m in _found(text, gazetteer, entities=[named])}
    assert [m.text for m in kept[street.text].holds] == ["Mosul"]


def test_a_dateline_gives_its_towns(gazetteer: Gazetteer) -> None:
    text = "HELENA, Mont. (Example) — The fire was put out."
    cut = text.index("The")
    parts = (
        Part(kind=PartKind.DATELINE, start=0, end=cut - 1, text=text[: cut - 1], method="t"),
        Part(kind=PartKind.BODY, start=cut, end=len(text), text=text[cut:], method="t"),
    )
    found = find_toponyms(Report(id="r", text=text, parts=parts), gazetteer, entities=())
    assert [t.text for t in found] == ["HELENA", "Mont."]


def test_a_place_inside_an_organisation_is_told_and_marked(gazetteer: Gazetteer) -> None:
    text = "The Baghdad Example Committee met in Iraq on Monday."
    start = text.index("Baghdad")
    name = "Baghdad Example Committee"
    body = Entity(start=start, end=start + len(name), text=name, kind=EntityKind.ORGANISATION)
    found = {m.text: m for m in _found(text, gazetteer, entities=[body])}
    assert "Baghdad" not in found or found["Baghdad"].inside is Inside.ORGANISATION
    assert found["Iraq"].inside is None


def _sure(text: str, name: str, kind: str) -> list[NameLeaning]:
    start, chances = text.index(name), {"person": 0.0, "organisation": 0.0, "place": 0.0, "other": 0.0}
    return [NameLeaning(start=start, end=start + len(name), opens=1.0, **(chances | {kind: 1.0}))]


def test_what_the_reader_thinks_of_a_word_counts(gazetteer: Gazetteer) -> None:
    text = "She spoke of Lincoln again."

    def chance(kind: str) -> float:
        found = find_mentions(
            text, [(0, len(text))], gazetteer, entities=(), leanings=_sure(text, "Lincoln", kind)
        )
        return max((m.prob for m in found), default=0.0)

    assert chance("place") > chance("person")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.one_of(st.sampled_from("AB .-,'’\n(“"), st.characters()), max_size=60))
def test_any_text_is_read_with_offsets_that_hold(few: CompiledGazetteer, odd: str) -> None:
    text = f"{odd} Troops left Mosul {odd} for Raqqa."
    found = _found(text, few)
    assert all(text[m.start : m.end] == m.text and m.text.strip() == m.text for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("bcdfghjkmpqvxz", min_size=5, max_size=9))
def test_a_nonsense_name_leaves_the_others_as_they_are(few: CompiledGazetteer, name: str) -> None:
    text = "Troops left Mosul for Raqqa in Syria. They came to {} at night.\nIraq and Syria agreed."
    with_name, without = (text.format(word) for word in (name.title(), "it"))
    others = [m.text for m in _found(with_name, few) if m.text != name.title()]
    assert others == [m.text for m in _found(without, few)]


def test_before_a_title_a_place_is_no_part_of_the_persons_name(gazetteer: Gazetteer) -> None:
    text = "The order of Manitoba Premier Ann Example was read in Canada."
    name = "Manitoba Premier Ann Example"
    start = text.index(name)
    person = Entity(start=start, end=start + len(name), text=name, kind=EntityKind.PERSON)
    found = candidates(text, [(0, len(text))], gazetteer, entities=[person])
    assert {m.inside for m in found if m.text == "Manitoba"} == {None}
