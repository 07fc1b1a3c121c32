"""Texts as windows of wordpieces."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dateline.reader.session import FOLDER, load_tokenizer
from dateline.reader.windows import WINDOW, Window, cut_windows, readable
from dateline.text.sentences import split_sentences

from ..property.texts import BROKEN

pytestmark = pytest.mark.skipif(
    not (FOLDER / "tokenizer.json").is_file(), reason="the reader's tokenizer is absent: make train writes it"
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(FOLDER)


def windows_of(text: str, tokenizer: Tokenizer) -> list[Window]:
    return cut_windows(text, [split_sentences(text)], tokenizer)


def words_of(window: Window, text: str) -> list[str]:
    return [text[unit.start : unit.end] for unit in window.units]


def test_words_and_signs_are_units(tokenizer: Tokenizer) -> None:
    text = "The lock-keeper said: “No.”"
    (window,) = windows_of(text, tokenizer)
    assert words_of(window, text) == ["The", "lock", "-", "keeper", "said", ":", "“", "No", ".", "”"]


def test_a_long_word_is_one_unit_of_several_pieces(tokenizer: Tokenizer) -> None:
    text = "Hydroelectricity failed."
    (window,) = windows_of(text, tokenizer)
    assert words_of(window, text) == ["Hydroelectricity", "failed", "."]
    assert window.units[1].piece > 1
    assert len(window.pieces) > len(window.units)


def test_sentences_of_a_line_share_a_window_and_those_of_two_lines_do_not(tokenizer: Tokenizer) -> None:
    text = "The lock is shut. Nobody knows why.\nThe mayor is away."
    first, second = windows_of(text, tokenizer)
    assert words_of(first, text)[-1] == "."
    assert "why" in words_of(first, text)
    assert words_of(second, text)[0] == "The"


def test_passages_do_not_share_a_window(tokenizer: Tokenizer) -> None:
    text = "The lock is shut. Nobody knows why."
    first, second = split_sentences(text)
    assert len(cut_windows(text, [[first], [second]], tokenizer)) == 2
    assert len(cut_windows(text, [[first, second]], tokenizer)) == 1
    assert cut_windows(text, [], tokenizer) == cut_windows(text, [[]], tokenizer) == []


def test_a_sentence_that_would_not_fit_opens_a_window_of_its_own(tokenizer: Tokenizer) -> None:
    text = "One " * 80 + "ended. Two " * 2 + "two " * 80 + "ended."
    sizes = [len(window.pieces) for window in windows_of(text, tokenizer)]
    assert len(sizes) == 2
    assert max(sizes) <= WINDOW


def test_a_sentence_longer_than_a_window_is_cut_between_words(tokenizer: Tokenizer) -> None:
    text = "barge " * 300
    windows = windows_of(text, tokenizer)
    assert [len(window.pieces) for window in windows] == [WINDOW, WINDOW, 300 - 2 * WINDOW]
    assert all(set(words_of(window, text)) == {"barge"} for window in windows)


def test_half_a_surrogate_is_read_as_a_question_mark_and_moves_nothing(tokenizer: Tokenizer) -> None:
    text = "A \ud83d lock"
    assert readable(text) == "A ? lock"
    assert words_of(windows_of(text, tokenizer)[0], text) == ["A", "\ud83d", "lock"]


@given(BROKEN)
@example("a" * 5000)
@example("“" * 5000)
@example("ok " + "\u0301" * 400)
@settings(max_examples=150, deadline=None)
def test_windows_are_whole_and_in_order(text: str) -> None:
    tokenizer = load_tokenizer(FOLDER)
    sentences = split_sentences(text)
    at = 0
    for window in cut_windows(text, [sentences], tokenizer):
        assert 0 < len(window.pieces) <= WINDOW
        assert window.units
        assert [unit.piece for unit in window.units] == sorted({unit.piece for unit in window.units})
        assert window.units[0].piece == 0
        assert window.units[-1].piece < len(window.pieces)
        for unit in window.units:
            assert at <= unit.start < unit.end <= len(text)
            assert not text[unit.start : unit.end].isspace()
            assert any(a <= unit.start and unit.end <= b for a, b in sentences)
            at = unit.end
        first, last = window.units[0].start, window.units[-1].end
        assert not any(
            "\n" in text[end:start]
            for (_, end), (start, _) in itertools.pairwise(sentences)
            if first < end and start < last
        )


@given(st.text(st.sampled_from("abzßéıñжשعक中. ,!?“”'\"-\n()0½"), max_size=400))
@settings(max_examples=100, deadline=None)
def test_units_hold_every_letter(text: str) -> None:
    windows = windows_of(text, load_tokenizer(FOLDER))
    held = {at for window in windows for unit in window.units for at in range(unit.start, unit.end)}
    assert [c for at, c in enumerate(text) if c.isalnum() and at not in held] == []
