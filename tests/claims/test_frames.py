from __future__ import annotations

import pytest

from dateline.claims.frames import tag_frames
from dateline.model import TagKind


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The gate was shut, the ministry said in a statement carried by Example TV.", "The gate was shut"),
        (
            "The ministry, whose remarks were broadcast by Example TV, said the gate was shut.",
            "the gate was shut",
        ),
        ("Gate shut for a week - Example TV, citing officials", "Gate shut for a week"),
    ],
)
def test_who_carries_words_is_no_part_of_them(text: str, content: str) -> None:
    tags = tag_frames(text, 0, len(text))
    assert content in [text[tag.start : tag.end] for tag in tags if tag.kind is TagKind.CONTENT]
