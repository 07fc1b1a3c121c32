from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture import load_jsonl
from dateline.model import Capture, Failure, Precision, When


def load(*lines: bytes | str) -> list[Capture | Failure]:
    return list(load_jsonl(lines, source="in"))


def test_a_record_becomes_a_capture() -> None:
    row = {
        "id": "r1",
        "url": None,
        "outlet": "Example Wire",
        "published_at": "2017-05-23T21:05:00Z",
        "title": "T",
        "text": "Words.",
    }
    assert load(json.dumps(row)) == [
        Capture(
            id="r1",
            text="Words.",
            outlet="Example Wire",
            title="T",
            published=When(value="2017-05-23T21:05:00Z", precision=Precision.SECOND),
        )
    ]


def test_a_reading_can_be_sent_back_in() -> None:
    (capture,) = load('{"id": "r1", "text": "t", "published": {"value": "2017-05", "precision": "month"}}')
    assert isinstance(capture, Capture)
    assert capture.published == When(value="2017-05", precision=Precision.MONTH)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("not json", "D202"),
        ("[1]", "D203"),
        ('{"text": "t"}', "D204"),
        ('{"id": "r1"}', "D205"),
        ('{"id": "r1", "text": "t", "html": "h"}', "D205"),
        ('{"id": "r1", "text": 3}', "D206"),
        ('{"id": "r1", "text": "\\ud800"}', "D206"),
        ('{"id": "r1", "text": "t", "published_at": "9999-12-31T00:00:00Z"}', "D207"),
        ('{"id": "r1", "text": "t", "published_at": "soon"}', "D207"),
        ("[" * 100_000, "D202"),
    ],
)
def test_a_bad_line_is_a_failure_with_code_and_line(line: str, code: str) -> None:
    good, failure = load('{"id": "r0", "text": "t"}', line)
    assert isinstance(good, Capture)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.line) == (code, 2)


def test_the_second_record_with_one_id_is_a_failure() -> None:
    first, second = load('{"id": "r1", "text": "a"}', '{"id": "r1", "text": "b"}')
    assert isinstance(first, Capture)
    assert isinstance(second, Failure)
    assert (second.id, second.code) == ("r1", "D208")


def test_blank_lines_give_nothing_and_are_counted() -> None:
    (failure,) = load("", "  \n", "x")
    assert isinstance(failure, Failure)
    assert failure.line == 3


def test_figures_are_ids_too() -> None:
    (capture,) = load(b'{"id": 7, "text": "t"}')
    assert isinstance(capture, Capture)
    assert capture.id == "7"


@given(st.text(max_size=200).filter(lambda t: t.isprintable()))
def test_the_text_comes_through_unchanged(text: str) -> None:
    (capture,) = load(json.dumps({"id": "r1", "text": text}).encode())
    assert isinstance(capture, Capture)
    assert capture.text == text


@given(st.binary(max_size=100))
def test_no_line_raises(line: bytes) -> None:
    assert len(load(line)) <= 1
