from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lineage.quotes import quote_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “the bridge is shut to all” today.", ["“the bridge is shut to all”"]),
        ('She said "we are open for traffic" there.', ['"we are open for traffic"']),
        ("A «safe» road.", []),
        ("He said ‘we don’t know who fired first’ later.", ["‘we don’t know who fired first’"]),
        ("An unmatched “ mark is ignored here by all.", []),
        (
            "“We waited all of the night\n“and nobody came to us.” The end.",
            ["“We waited all of the night", "“and nobody came to us.”"],
        ),
    ],
)
def test_quotations_pair_by_kind(text: str, quoted: list[str]) -> None:
    assert [text[a:b] for a, b in quote_spans(text)] == quoted


@given(st.text(alphabet='ab \n"“”‘’«»', max_size=80))
def test_spans_are_ordered_and_apart(text: str) -> None:
    spans = quote_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
