from __future__ import annotations

from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.spelling.left_out import LeftOut, alike, questions


def test_a_spelling_left_out_is_not_found_and_the_others_are(few: CompiledGazetteer) -> None:
    sinjar = few.numbers("sinjar")[0]
    left = LeftOut(few, sinjar, "shingal")
    assert left.numbers("shingal") == []
    assert left.numbers("sinjar") == [sinjar]
    assert left.spelled(sinjar) == ["sinjar"]
    assert left.spelled(few.numbers("mosul")[0]) == ["mosul"]


def test_an_entry_left_out_is_found_by_no_key(few: CompiledGazetteer) -> None:
    sinjar = few.numbers("sinjar")[0]
    assert LeftOut(few, sinjar, "shingal", whole=True).numbers("sinjar") == []


def test_questions_are_spellings_of_places_with_several_and_the_same_each_time(
    few: CompiledGazetteer,
) -> None:
    asked = questions(few, "IQ", most=5, seed=1)
    assert asked == questions(few, "IQ", most=5, seed=1)
    assert {few.entry(q.number).name for q in asked} <= {"Sinjar"}
    assert all(q.spelled in few.spelled(q.number) for q in asked)
    assert questions(few, "XX", most=5, seed=1) == []


def test_alike_counts_letters_and_consonants() -> None:
    assert alike("sinjar", "sinjar") == 2.0
    assert alike("sinjar", "senjar") > 1.5 > alike("sinjar", "mosul")
