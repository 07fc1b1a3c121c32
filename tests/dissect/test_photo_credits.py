from __future__ import annotations

import pytest

from dateline.dissect.photo_credits import (
    clean_credit,
    closing_credit,
    credit_in,
    is_credit,
    is_picture_credit,
    looks_like_source,
    names_house,
)


@pytest.mark.parametrize(
    ("caption", "by"),
    [
        ("The gate on Tuesday. Photo: Ann Example/Example Wire", "Ann Example/Example Wire"),
        ("The gate on Tuesday. (Photo: North Example)", "North Example"),
        ("The gate on Tuesday. (AP Photo/Ann Example)", "AP Photo/Ann Example"),
        ("The gate on Tuesday | Ann Example/Getty Images", "Ann Example/Getty Images"),
        ("Das Tor am Dienstag. Foto: Anna Beispiel/dpa", "Anna Beispiel/dpa"),
        ("Das Tor am Dienstag © Beispiel Bild", "Beispiel Bild"),
        ("La barrière mardi. Crédit photo : Anne Exemple", "Anne Exemple"),
        ("Ворота во вторник. Фото: Пример Образцов", "Пример Образцов"),
        ("The gate on Tuesday Getty Images", "Getty Images"),
    ],
)
def test_a_caption_gives_its_credit_the_name_alone(caption: str, by: str) -> None:
    assert credit_in(caption) == by


@pytest.mark.parametrize(
    "caption",
    [
        "The gate on Tuesday.",
        "Ein Bild von der Straße",
        "Sports / 2 h ago",
        "A photo of the gate",
        "Photos show smoke",
    ],
)
def test_words_without_a_credit_give_none(caption: str) -> None:
    assert credit_in(caption) is None


def test_the_stretch_of_a_credit_holds_label_and_brackets() -> None:
    caption = "The long road to the gate on Tuesday. (Photo: North Example)"
    stretch = closing_credit(caption)
    assert stretch is not None
    assert caption[slice(*stretch)] == "(Photo: North Example)"


@pytest.mark.parametrize(
    "line", ["Photo: Ann Example", "(Image: Example Wire)", "© Beispiel Bild", "Foto von Anna Beispiel"]
)
def test_a_line_that_is_a_credit_alone(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Image of the road.",
        "Source: the office said on Tuesday that the road was open again and safe to use by all.",
    ],
)
def test_a_sentence_is_no_credit(line: str) -> None:
    assert not is_credit(line)


def test_a_texts_own_source_is_no_picture_credit() -> None:
    assert is_picture_credit("Foto: dpa")
    assert not is_picture_credit("Quelle: dpa")


def test_names_and_houses_are_told_from_sentences() -> None:
    assert looks_like_source("Ann Example / Example Wire")
    assert names_house("Pexels/Ann Example")
    assert not names_house("The road between the gate and the town was closed (dpa)")
    assert not looks_like_source("The road is open.")


def test_a_credit_is_cleaned_of_its_label() -> None:
    assert clean_credit("Image Credits: Example Wire") == "Example Wire"
    assert clean_credit("(Photo courtesy of Ann Example)") == "Ann Example"
    assert clean_credit("Bild: picture alliance/dpa") == "picture alliance/dpa"
    assert clean_credit("© Foto: Ann Example/House") == "Ann Example/House"
