"""Laws that hold for any string."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.model import Precision, When
from dateline.text.dates import find_dates, parse_when, sort_key
from dateline.text.fold import fold, skeleton, strip_article
from dateline.text.numbers import find_numbers
from dateline.text.outlets import find_outlets, outlet_key
from dateline.text.romanise import romanise
from dateline.text.sentences import split_sentences
from dateline.text.shingles import shingle
from dateline.text.words import tokenise

REFERENCE = When(value="2017-05-24T21:05:00Z", precision=Precision.SECOND)
_PIECES = st.sampled_from(
    (
        *(
            "at least",
            "between",
            "and",
            "to",
            "dozens",
            "two",
            "hundred",
            "of",
            "12",
            "1,200",
            "-",
            "–",
            "%",
            "per cent",
        ),
        *(".", "!", "?", "…", "\n", "\n\n", '"', "“", "”", "'", "(", ")", "Mr", "U.S.", "a.m."),
        *(
            "May",
            "23",
            "2017",
            "9999",
            "99:99",
            "31/02/2017",
            "11:05pm",
            "EST",
            "+99:99",
            "yesterday",
            "last",
            "Tuesday",
        ),
        *(
            "ago",
            "SANA",
            "the Observatory",
            "Al-Manar",
            "TASS",
            "٢٥",
            "عين",
            "𝟗",
            "é",
            "\u0301",
            "²",
            "½",
            "today",
            "next",
        ),
    )
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet=st.characters(), max_size=60),
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.lists(_PIECES, max_size=25).map("".join),
)


@given(TEXTS)
@example("\ud800 9\udfff")
@example("9" * 5000)
@settings(max_examples=300)
def test_spans_equal_their_text(text: str) -> None:
    spans = [
        *((n.start, n.end, n.text) for n in find_numbers(text)),
        *((d.start, d.end, d.text) for d in find_dates(text, reference=REFERENCE)),
        *((d.start, d.end, d.text) for d in find_dates(text, reference=None)),
        *((m.start, m.end, m.text) for m in find_outlets(text)),
        *tokenise(text),
    ]
    for start, end, words in spans:
        assert words == text[start:end]
        assert start < end


@given(TEXTS)
@settings(max_examples=300)
def test_sentences_are_trimmed_apart_and_hold_every_letter(text: str) -> None:
    spans = split_sentences(text)
    covered: set[int] = set()
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        covered.update(range(start, end))
        at = end
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


@given(TEXTS)
@example("\ud800")
def test_folding_is_idempotent_and_ascii(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded.isascii()
    assert romanise(text).isascii()


@given(TEXTS)
@settings(max_examples=200)
def test_keys_never_raise_and_are_settled(text: str) -> None:
    assert skeleton(text).isascii()
    assert outlet_key(text)
    assert isinstance(strip_article(text), str)
    found = parse_when(text)
    assert found is None or sort_key(found) is not None


@given(TEXTS, st.integers(min_value=0, max_value=7))
def test_shingles_lie_on_words(text: str, size: int) -> None:
    words = tokenise(text)
    rows = shingle(text, size=size)
    assert len(rows) == max(0, len(words) - max(1, size) + 1)
    for row, first in zip(rows, words, strict=False):
        assert row.start == first.start
        assert row.end > row.start


@given(st.text(max_size=40))
def test_a_time_of_any_value_has_a_key_or_none(value: str) -> None:
    key = sort_key(When(value=value, precision=Precision.DAY))
    assert key is None or isinstance(key, float)
    find_dates("yesterday, May 3", reference=When(value=value, precision=Precision.DAY))
