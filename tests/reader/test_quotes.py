from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.quotes import pair_quotes


def words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in pair_quotes(text)]


PAIRS = [
    ("He said “we hold it” twice.", ["“we hold it”"]),
    ('He said "we hold it" and "they fled" too.', ['"we hold it"', '"they fled"']),
    ("Er sagte „wir halten es“ und ging.", ["„wir halten es“"]),
    ("Il dit « nous tenons » et part.", ["« nous tenons »"]),
    ("He said ‘we hold it’ and left.", ["‘we hold it’"]),
    ("He said ''we hold it'' and left.", ["''we hold it''"]),
    ("“They said ‘stop’ and we stopped,” he said.", ["“They said ‘stop’ and we stopped,”"]),
    ("The army's men don't say whose rebels' trench it is.", []),
    ("The rebels’ trench and the army’s post.", []),
    ("‘The rebels’ trench fell,’ he said.", ["‘The rebels’ trench fell,’"]),
    ("A 5\" shell hit it.", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pairs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_mark_that_never_closes_runs_to_the_paragraphs_end() -> None:
    text = "He went on.\n\n“We hold it.\n\n“And the bridge.”"
    assert [(text[q.start : q.end], q.closed) for q in pair_quotes(text)] == [
        ("“We hold it.", False),
        ("“And the bridge.”", True),
    ]


def test_a_mark_that_nothing_opened_begins_at_the_start() -> None:
    text = "and the bridge,” he said."
    [quote] = pair_quotes(text)
    assert (text[quote.start : quote.end], quote.opened) == ("and the bridge,”", False)


@given(st.text(alphabet="ab “”\"'‘’«»„`.,\n", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = pair_quotes(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
