from __future__ import annotations

import json

import jsonschema
import pytest

from dateline.errors import RecordError
from dateline.formats.contract import reading_from_json, sheet_from_json, to_json
from dateline.formats.schema import schema_of
from dateline.model import Comment, Commenting, Cue, CueClass, Failure, Reading, Sheet, Speaker
from tests.events.readings import assertion, quantity, reading, toponym
from tests.formats.sheets import small_sheet


def _full_reading() -> Reading:
    from dataclasses import replace

    from dateline.model import Counted

    text = "The office in Example Town said 4 people were wounded."
    made = reading("r1", text, published="2031-03-11T09:01", toponyms=[toponym(text, "Example Town")])
    said = replace(
        assertion(
            text,
            "4 people were wounded",
            places=[0],
            quantities=[quantity(text, "4 people", Counted.WOUNDED, 4)],
        ),
        cue=Cue(start=27, end=31, text="said", cue_class=CueClass.SAY),
        speaker=Speaker(start=0, end=10, text="The office"),
    )
    report = replace(made.report, commenting=Commenting.OPEN, comments=(Comment(id="c1", text="Thanks."),))
    return replace(made, report=report, assertions=(said,))


def test_a_reading_comes_back_as_it_went() -> None:
    made = _full_reading()
    assert reading_from_json(json.loads(json.dumps(to_json(made)))) == made


def test_a_reading_shows_the_contract_keys() -> None:
    shown = to_json(_full_reading())
    assert set(shown) == {
        "id",
        "outlet",
        "title",
        "text",
        "published",
        "updated",
        "byline",
        "credits",
        "parts",
        "categories",
        "tags",
        "read_count",
        "commenting",
        "comments",
        "toponyms",
        "entities",
        "assertions",
    }
    assert shown["assertions"][0]["cue"]["class"] == "say"
    assert shown["assertions"][0]["quantities"][0]["low"] == 4


def test_a_failure_is_an_error_record() -> None:
    failure = Failure(id=None, line=3, code="D203", message="no JSON")
    assert to_json(failure) == {"id": None, "line": 3, "error": {"code": "D203", "message": "no JSON"}}


def test_a_sheet_shows_the_contract_keys() -> None:
    shown = to_json(small_sheet())
    assert shown["contract"] == 1
    assert {"prob", "word", "interval", "flips", "ledger", "assertions"} <= set(shown["claims"][0])
    assert set(shown["counts"][0]["value"]) == {"low", "high", "approx"}


def test_a_sheet_comes_back_as_it_went() -> None:
    shown = json.loads(json.dumps(to_json(small_sheet())))
    assert to_json(sheet_from_json(shown)) == shown


@pytest.mark.parametrize("made", [_full_reading(), small_sheet()], ids=["reading", "sheet"])
def test_what_is_written_keeps_the_schema(made: Reading | Sheet) -> None:
    jsonschema.validate(json.loads(json.dumps(to_json(made))), schema_of(type(made)))


def test_a_missing_key_is_named() -> None:
    shown = to_json(_full_reading())
    del shown["assertions"][0]["hedge"]
    with pytest.raises(RecordError, match=r"D201 .*assertions\[0\]\.hedge"):
        reading_from_json(shown)


@pytest.mark.parametrize(("key", "value"), [("text", 7), ("commenting", "maybe"), ("parts", {})])
def test_a_wrong_value_is_named(key: str, value: object) -> None:
    with pytest.raises(RecordError, match=key):
        reading_from_json({**to_json(_full_reading()), key: value})
