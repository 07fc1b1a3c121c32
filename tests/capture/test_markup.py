from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture.markup import words_of


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("plain words", "plain words"),
        ("<b>Crossing</b> <i onclick='x()'>closes</i>", "Crossing closes"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("A<script>alert(1)</script>B", "AB"),
        ("A<style>p{}</style>B<!-- c -->", "AB"),
        ("<svg onload=alert(1)><title>x</title>words</svg>", "words"),
        ('<a href="javascript:alert(1)">read on</a>', "read on"),
        ("fish &amp; chips &eacute;", "fish & chips é"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<<b>b>odd", "<b>odd"),
        ("", ""),
    ],
)
def test_only_words_come_out(markup: str, words: str) -> None:
    assert words_of(markup) == words


@given(st.text(alphabet="<>/&;abcscriptsvg =\"'!-", max_size=60))
def test_no_markup_gives_a_tag_of_its_own(markup: str) -> None:
    assert "\n" not in words_of(markup)
    if "&" not in markup and "<<" not in markup:
        assert "<script" not in words_of(markup).lower()
