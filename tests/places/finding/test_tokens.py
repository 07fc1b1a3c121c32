from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.finding.tokens import scan_tokens


def _words(text: str) -> list[str]:
    return [token.text for token in scan_tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S. and D.C.", ["the", "U.S.", "and", "D.C."]),
        ("Charleston, W.Va., said", ["Charleston", "W.Va.", "said"]),
        ("Mosul's streets", ["Mosul", "streets"]),
        ("Sana’a’s port", ["Sana’a", "port"]),
        ("al-Qaim", ["al", "Qaim"]),
        ("القائم والرقة", ["القائم", "والرقة"]),
    ],
)
def test_words_as_names_need_them(text: str, words: list[str]) -> None:
    assert _words(text) == words


@given(st.text(max_size=80))
def test_every_token_is_the_text_at_its_offsets(text: str) -> None:
    tokens = scan_tokens(text, 0, len(text))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
