"""Names of persons, organisations, places and media."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import EntityKind
from dateline.reader.entities import find_entities
from dateline.reader.name_model import fit_names

_PIECES = st.sampled_from(
    (
        *(
            "The",
            "Ministry",
            "of",
            "Defence",
            "and",
            "Reuters",
            "SANA",
            "U.S.",
            "Gen.",
            "Dr.",
            "J.",
            "al-Qaim",
            "bin",
        ),
        *(
            "said",
            ",",
            ".",
            "\n",
            "\n\n",
            "’s",
            "(",
            ")",
            "“",
            "Harbour",
            "University",
            "45",
            "É",
            "𝐀",
            "\u0301",
            "-",
            "&",
        ),
    )
)
TEXTS = st.one_of(
    st.text(max_size=100), st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES).map("".join)
)


def names(text: str) -> dict[str, EntityKind]:
    return {e.text: e.kind for e in find_entities(text, spans=[(0, len(text))])}


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_names_lie_in_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for entity in find_entities(text, spans=[(0, len(text))]):
        assert entity.text == text[entity.start : entity.end]
        assert at <= entity.start < entity.end
        at = entity.end


def test_names_lie_inside_the_spans() -> None:
    text = "Reuters wrote. The Ministry of Defence denied it. SANA wrote."
    spans = [(15, 49)]
    found = find_entities(text, spans=spans)
    assert [e.text for e in found] == ["Ministry of Defence"]
    assert find_entities(text, spans=[]) == []


def test_kinds() -> None:
    found = names(
        "The Ministry of Transport said on Monday that the bridge was shut. Harbour University agreed,"
        " Reuters reported. The Syrian Observatory for Human Rights had no word, and NATO kept quiet."
    )
    assert found["Ministry of Transport"] is EntityKind.ORGANISATION
    assert found["Harbour University"] is EntityKind.ORGANISATION
    assert found["Syrian Observatory for Human Rights"] is EntityKind.ORGANISATION
    assert found["Reuters"] is EntityKind.MEDIA
    assert found["NATO"] is EntityKind.ORGANISATION


def test_the_head_of_a_sentence_is_no_name_by_its_capital() -> None:
    assert names("However, nobody came. Later the road was open.") == {}


def test_fit_learns_what_two_texts_show() -> None:
    rows = [
        (f"Then {word} Bank paid. In {word} Town it rained.", [(5, 10 + len(word), "organisation")])
        for word in ("Blue", "Red", "Green", "Grey")
    ]
    model = fit_names(rows, epochs=5)
    text = "Then Brown Bank paid."
    assert [(e.text, e.kind) for e in find_entities(text, spans=[(0, len(text))], model=model)] == [
        ("Brown Bank", EntityKind.ORGANISATION)
    ]
    assert not any("blue" in feature for feature in model.weights)
