from __future__ import annotations

from bench.origins import Answer, reached


def _answer(found: int, due: int, *, source: str = "made", **more: object) -> Answer:
    return Answer({"independent_origins": due, "source": source, **more}, found)


def test_an_answer_that_the_reader_lets_pass_is_told_apart_from_an_exact_one() -> None:
    answers = [_answer(1, 1), _answer(3, 2, alt=[3]), _answer(2, 3), _answer(0, 1)]
    rows = {row.figure: row.reached for row in reached(answers) if row.measure == "origins"}
    assert rows["exact, of 4"] == "0.250"
    assert rows["exact or an answer let pass"] == "0.500"
    assert rows["exact, 3 with one answer"] == "0.333"


def test_one_origin_taken_for_more_is_counted_by_itself() -> None:
    answers = [_answer(2, 1), _answer(1, 1), _answer(5, 3)]
    rows = {row.figure: row.reached for row in reached(answers) if row.measure == "origins"}
    assert rows["falsely corroborated, of 2 with one origin"] == "0.500"


def test_figures_are_split_by_where_the_reports_come_from() -> None:
    answers = [_answer(1, 1, source="first"), _answer(2, 1, source="second")]
    names = {row.measure: row.reached for row in reached(answers) if row.figure.startswith("exact, of")}
    assert names == {"origins": "0.500", "origins, first": "1.000", "origins, second": "0.000"}
