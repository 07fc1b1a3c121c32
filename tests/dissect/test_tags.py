"""Tags with more attributes than a parser bears."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.dissect.dom import parse_source
from dateline.dissect.tags import MAX_PIECES, cut_overfull_tags


def test_an_overfull_tag_keeps_its_first_attributes_and_the_page_its_words() -> None:
    many = " ".join(f"a{n}={n}" for n in range(200_000))
    tree = parse_source(f"<body><p {many}>The gate is shut.</p><p>It opens at noon.</p></body>")
    first, second = tree.iter("p")
    assert len(first.attrib) <= MAX_PIECES
    assert first.get("a0") == "0"
    assert (first.text, second.text) == ("The gate is shut.", "It opens at noon.")


def test_signs_in_quoted_values_hide_no_overfull_tag() -> None:
    many = " ".join(f'a{n}=">" b{n}' for n in range(2_000))
    cut = cut_overfull_tags(f"<p {many}>words</p>")
    assert len(cut) < 12_000
    assert cut.endswith(">words</p>")


def test_an_open_quotation_mark_hides_no_attributes() -> None:
    many = " ".join(f"a{n}" for n in range(2_000))
    tree = parse_source(f'<body><p {many} " {many} {many}</p><p>It opens.</p></body>')
    assert max(len(p.attrib) for p in tree.iter("p")) <= MAX_PIECES


@given(st.text(alphabet="<>/='\" ap\n", max_size=300))
def test_ordinary_tags_stay_as_they_are(source: str) -> None:
    assert cut_overfull_tags(source) == source


def test_long_values_are_no_attributes() -> None:
    data = (
        '<div data-props=\'{"a": "b", "c": [' + "1, " * 5_000 + "]}'><img src=\"data:x," + "A" * 9_000 + '">'
    )
    assert cut_overfull_tags(data) == data
