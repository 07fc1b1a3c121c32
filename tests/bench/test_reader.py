"""Texts of one length for the bench of the reader."""

from __future__ import annotations

from bench.reader import whole_articles


def test_articles_have_their_words_and_keep_their_lines() -> None:
    documents: list[dict[str, object]] = [{"text": "a b c\nd"}, {"text": "e f"}, {"text": "g"}]
    assert list(whole_articles(documents, words=3)) == ["a b c", "d\n\ne f"]


def test_too_few_words_make_no_article() -> None:
    assert list(whole_articles([{"text": "a b"}], words=3)) == []
