from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.matching import ClaimIndex, ClaimText, rank_claims
from dateline.matching.rank import FEATURES, shipped_weights
from dateline.reader import HashingEncoder
from dateline.reader.vectors import MiniLmEncoder

HASHING = HashingEncoder()

CLAIMS = [
    ClaimText("c1", "The lower lock at Orsk was closed to barges.", "Orsk lock closed"),
    ClaimText("c2", "Nine people were killed when a crane fell.", "Crane kills nine"),
    ClaimText("c3", "A rye loaf nine paces long won the prize.", ""),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("They are closing the Orsk lock!! #LowerLock https://example.org/x", "c1"),
        ("nine dead under a fallen crane", "c2"),
        ("#LongestLoaf: rye bread prize", "c3"),
    ],
)
def test_the_repeated_claim_comes_first(query: str, first: str) -> None:
    assert rank_claims([query], CLAIMS, encoder=HASHING)[0][0] == first


def test_nothing_near_no_answer() -> None:
    assert rank_claims(["zzz"], CLAIMS, encoder=HASHING) == [[]]
    assert rank_claims(["zzz"], [], encoder=HASHING) == [[]]


class OneMeaning:
    """An encoder to which every sentence means the same."""

    name = "one/1"

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] for _ in sentences]


def test_a_claim_without_a_shared_word_is_found_by_its_meaning() -> None:
    assert [c for c, _ in ClaimIndex(CLAIMS, encoder=OneMeaning()).rank("zzz")] == ["c1", "c2", "c3"]


def test_of_like_claims_the_one_with_the_number_comes_first() -> None:
    claims = [ClaimText("a", "A crane fell on 12 people."), ClaimText("b", "A crane fell on 14 people.")]
    assert rank_claims(["Crane fell, 14 people hurt"], claims, encoder=OneMeaning()) == [["b", "a"]]


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(0, 3))
def test_any_text_is_ranked_within_the_limit_and_best_first(text: str, limit: int) -> None:
    found = ClaimIndex(CLAIMS, encoder=HASHING).rank(text, limit=limit)
    assert len(found) <= limit
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_every_feature_has_a_weight() -> None:
    assert [name for name, _ in FEATURES] == list(shipped_weights())


@pytest.mark.shared
def test_posts_find_their_claims_again(shared: Path) -> None:
    """A gate under the measured figure (P@1 .85 on dev, all claims): some posts, their claims among others."""
    posts = _rows(shared / "data" / "claims" / "claim-match" / "dev.jsonl.gz")[:60]
    wanted = {claim for post in posts for claim in post["claims"]}
    rows = _rows(shared / "data" / "claims" / "claim-match" / "claims.jsonl.gz")
    kept = [row for n, row in enumerate(rows) if n % 20 == 0 or row["id"] in wanted]
    claims = [ClaimText(row["id"], row["text"], row["title"] or "") for row in kept]
    ranked = rank_claims([post["text"] for post in posts], claims, encoder=MiniLmEncoder(), limit=1)
    right = [r[0] in {*post["claims"], *post["also"]} for r, post in zip(ranked, posts, strict=True) if r]
    assert sum(right) / len(posts) >= 0.8


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
