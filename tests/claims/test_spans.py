from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.claims.spans import SpanIndex, inside
from dateline.model import Span

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPAN, max_size=12), SPAN)
def test_an_index_answers_like_a_walk_over_all_spans(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    start, end = asked
    index = SpanIndex(spans)
    assert index.touches(start, end) == any(a < end and start < b for a, b in spans)
    assert index.holds(start, end) == any(a <= start and end <= b for a, b in spans)


@given(st.lists(SPAN, max_size=12), SPAN)
def test_items_inside_a_stretch(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    items = [Span(start=a, end=b, text="x") for a, b in sorted(spans)]
    assert inside(items, *asked) == [i for i in items if asked[0] <= i.start and i.end <= asked[1]]
