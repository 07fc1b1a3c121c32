from __future__ import annotations

import pytest

from dateline.lineage.book import SourceBook
from dateline.lineage.descriptions import core, described, is_description
from dateline.lineage.sources import identify
from tests.lineage.builders import reading


@pytest.mark.parametrize(
    ("phrase", "sort"),
    [
        ("a monitoring organisation", "monitor"),
        ("the UK-based monitor", "monitor"),
        ("the extremist group", "armed"),
        ("state media", "state"),
        ("an opposition group", None),
        ("the Marsh Council", None),
    ],
)
def test_a_description_tells_its_sort(phrase: str, sort: str | None) -> None:
    source = identify(phrase)
    assert source is not None
    assert described(source) == sort
    assert is_description(source) == (phrase != "the Marsh Council")


def test_a_government_of_a_country_is_a_name_and_no_description() -> None:
    source = identify("the Norwegian government")
    assert source is not None
    assert not is_description(source)


def test_the_core_of_a_source_leaves_out_who_they_are() -> None:
    source = identify("the civil defence rescuers")
    assert source is not None
    assert core(source) == {"civil", "defence"}


def test_a_monitor_described_is_the_one_that_the_report_names() -> None:
    text = "A boat sank, a monitoring group said. The Syrian Observatory for Human Rights counted two aboard."
    book = SourceBook([reading("r1", text, outlet="Marsh Herald")])
    assert book.key("r1", "a monitoring group", at=text.index("a monitoring")) == "sohr"


def test_a_description_without_a_named_body_stays_with_its_outlet() -> None:
    text = "A boat sank, an opposition group said."
    book = SourceBook([reading("r1", text, outlet="Marsh Herald")])
    key = book.key("r1", "an opposition group", at=text.index("an opp"))
    assert key is not None
    assert key.startswith("anon:marshherald:")


def test_state_media_are_those_of_the_country_told_never_the_outlet_itself() -> None:
    text = "State media said the lock was shut, SANA reported."
    book = SourceBook([reading("r1", text, outlet="Al-Ahram")])
    assert book.key("r1", "Syrian state media", at=0) == "sana"
    assert book.key("r1", "Norwegian state media", at=0) not in ("sana", "al-ahram")
