import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.matching.stance import StanceModel, StanceRow, fit_stance, stance_features
from dateline.model import Stance

pytest.importorskip("sklearn", reason="fitting needs the extra `fit`")

EVENTS = ("the bridge is open", "the dam broke", "the ferry sank", "the mayor resigned", "the fort was taken")
SHAPES = {
    Stance.AFFIRMS: ("{}, pictures show", "It is official: {}", "How we saw that {}"),
    Stance.DENIES: ("No, {}: that was a hoax", "Police deny that {}", "Debunked: {}"),
    Stance.REPORTS: ("{}, report claims", "Reportedly, {}", "Is it true that {}?"),
}


def rows(events: tuple[str, ...]) -> list[StanceRow]:
    return [
        StanceRow(claim=event, text=shape.format(event), label=label)
        for event in events
        for label, shapes in SHAPES.items()
        for shape in shapes
    ]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return fit_stance(rows(EVENTS))


def test_the_way_of_speaking_carries_over_to_other_claims(model: StanceModel) -> None:
    fresh = rows(("the tower fell", "the museum was robbed"))
    assert model.predict(fresh) == [row.label for row in fresh]


def test_probabilities_add_up(model: StanceModel) -> None:
    for probs in model.predict_probs(rows(EVENTS[:1])):
        assert set(probs) == set(Stance)
        assert sum(probs.values()) == pytest.approx(1)


def test_no_words_no_failure(model: StanceModel) -> None:
    assert model.predict([StanceRow(claim="", text="")])[0] in Stance


def test_two_stances_are_enough() -> None:
    some = [row for row in rows(EVENTS) if row.label is not Stance.REPORTS]
    assert fit_stance(some).predict(some) == [row.label for row in some]


def test_one_stance_is_not() -> None:
    with pytest.raises(ValueError, match="two"):
        fit_stance([row for row in rows(EVENTS) if row.label is Stance.DENIES])


def test_rows_without_a_label_teach_nothing(model: StanceModel) -> None:
    unlabelled = StanceRow(claim="the harbour froze", text="a word never seen: quux")
    assert fit_stance([*rows(EVENTS), unlabelled]).weights == model.weights


def test_the_claim_is_masked() -> None:
    grams = stance_features("The bridge is open", "Ministry: bridge opened, officials deny").grams
    assert not {"bridge", "opened", "open"} & set(grams)


def test_words_of_the_claim_that_the_text_lacks_are_told() -> None:
    missing = stance_features("The bridge is open", "Bridge seen from the air").missing
    assert "missing open" in missing
    assert not any("bridg" in gram for gram in missing)


class _Letters:
    """Implements ``Encoder`` with two numbers a sentence: whether it denies, and whether it asks."""

    name = "letters"

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        return [[float("hoax" in s or "deny" in s.lower()), float("?" in s)] for s in sentences]


def test_vectors_take_part_where_an_encoder_is_given(model: StanceModel) -> None:
    encoder = _Letters()
    fitted = fit_stance(rows(EVENTS), encoder=encoder)
    fresh = rows(("the tower fell",))
    assert len(fitted.shift) == 3
    assert all(len(weights) == 2 for weights in fitted.shift)
    assert fitted.predict(fresh, encoder=encoder) == [row.label for row in fresh]
    assert model.shift == ()
    with pytest.raises(ValueError, match="encoder"):
        fitted.predict(fresh)


def test_of_a_long_text_the_nearest_sentence_is_put_into_a_vector() -> None:
    seen: list[str] = []

    class Noting(_Letters):
        def encode(self, sentences: Sequence[str]) -> list[list[float]]:
            seen.extend(sentences)
            return super().encode(sentences)

    filler = " ".join(f"Sentence number {n} speaks of the weather and the harvest." for n in range(40))
    long = StanceRow(
        claim="The bridge is open",
        text=f"{filler} Engineers denied the bridge was open.",
        label=Stance.DENIES,
    )
    fit_stance([*rows(EVENTS), long], encoder=Noting())
    assert "Engineers denied the bridge was open." in seen


def test_a_long_text_is_read_near_the_claim() -> None:
    filler = " ".join(f"Sentence number {n} speaks of the weather and the harvest." for n in range(40))
    text = f"{filler} Engineers denied the bridge was open. {filler}"
    grams, far = (stance_features(claim, text).grams for claim in ("The bridge is open", "The dam broke"))
    assert any("deni" in gram for gram in grams)
    assert not any("deni" in gram for gram in far)


@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text_has_features(claim: str, text: str) -> None:
    assert all(value >= 0 for value in stance_features(claim, text).dense.values())


@pytest.mark.shared
def test_beats_the_published_figure_on_one_fold(shared: Path) -> None:
    words = {"for": Stance.AFFIRMS, "against": Stance.DENIES, "observing": Stance.REPORTS}
    with (shared / "data/odds/emergent-train.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    pairs = [
        (
            row["fold"] in {"1", "2", "3"},
            StanceRow(
                claim=row["claimHeadline"],
                text=row["articleHeadline"],
                label=words[row["articleHeadlineStance"]],
            ),
        )
        for row in table
    ]
    held = [row for is_held, row in pairs if is_held]
    found = fit_stance([row for is_held, row in pairs if not is_held]).predict(held)
    assert sum(f is row.label for f, row in zip(found, held, strict=True)) / len(held) > 0.72
