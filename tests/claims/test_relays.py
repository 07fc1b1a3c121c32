from __future__ import annotations

import pytest

from dateline.claims.frames import split_frames, tag_frames
from dateline.model import Tag, TagKind
from tests.claims.reports import chain, read

CARRIED = [
    ("The envoy, in comments to the Saltmere Chronicle, said the road was mined.",
     ["the Saltmere Chronicle", "The envoy"]),
    ("The mayor told Radio Northland that the water was safe.", ["Radio Northland", "The mayor"]),
    ("The mayor told reporters that the water was safe.", ["The mayor"]),
    ("An army spokesman, quoted by state media, said the village was quiet.",
     ["state media", "An army spokesman"]),
    ("The guard said in a statement published on its website that the search was over.", ["The guard"]),
    ("The monitor, which relies on activists on the ground, said shelling had killed four people.",
     ["The monitor", "activists on the ground"]),
    ("A statement from the interior ministry said 12 officers had been hurt.", ["the interior ministry"]),
    ("The Saltmere Chronicle published a letter in which the admiral says the fleet will sail.",
     ["The Saltmere Chronicle", "the admiral"]),
    ("The mine will close, according to the Saltmere Chronicle, which quoted a company director.",
     ["the Saltmere Chronicle", "a company director"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_who_carries_hears_and_is_cited(text: str, expected: list[str]) -> None:
    assert chain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "This newspaper has learned that the bank was warned.",
        "A correspondent for Example Wire watched soldiers burn the customs house.",
        "The Wire understands that the bank was warned in June.",
    ],
)
def test_the_outlet_and_its_people_are_no_link(text: str) -> None:
    assert all(a.chain == () for a in read(text))


def test_frames_are_read_over_what_is_inserted_and_tags_stand_in_the_text() -> None:
    text = "The general, quoted by Example TV, said the siege was over."
    assert [(text[t.start : t.end], t.kind.value) for t in tag_frames(text, 0, len(text))] == [
        ("The general", "source"),
        ("said", "cue"),
        ("the siege was over", "content"),
    ]


def test_a_tagger_keeps_its_tags_where_nobody_quotes_anybody() -> None:
    text = "The mayor is glad that it rained."
    tags = [Tag(start=13, end=32, kind=TagKind.CONTENT)]
    assert split_frames(text, [(0, len(text))], tags) == ([], tags)


def test_a_line_that_no_tagger_knew_is_read_by_the_rules() -> None:
    text = "Shelling kills six: monitor"
    framed, rest = split_frames(text, [(0, len(text))], [])
    assert [text[t.start : t.end] for t in framed if t.kind is TagKind.SOURCE] == ["monitor"]
    assert rest == []
