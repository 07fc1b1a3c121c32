"""Small tests on strings: one line, letters alone, all rules of a table at once."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dateline.dissect.words import STRETCH, any_rule, drop_unseen, key, rules, squeeze


@given(st.text())
def test_a_key_is_the_letters_and_digits_folded(text: str) -> None:
    folded = unicodedata.normalize("NFKC", text).casefold() if not text.isascii() else text.lower()
    assert key(text) == "".join(filter(str.isalnum, folded))


def test_half_a_sign_pair_does_no_harm() -> None:
    assert key("caf\u00e9 \ud800 1") == "caf\u00e91"


@given(st.text(alphabet=" \t\nab\u00a0\u200b"), st.integers(1, 3))
def test_a_long_text_is_squeezed_like_a_short_one(text: str, times: int) -> None:
    long = (text + " x") * (times * STRETCH // 8)
    assert squeeze(long) == " ".join(drop_unseen(long).split())


def test_all_rules_at_once_say_what_each_says() -> None:
    lines = ["Correction: the bridge is open.", "The bridge is open.", "12 comments", "Comments (3)"]
    for table in ("note_cues", "comment_headings"):
        for line in lines:
            alone = any(pattern.match(line) for _, pattern, _ in rules(table))
            assert (any_rule(table).match(line) is not None) == alone
