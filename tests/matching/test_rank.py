from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.matching import ClaimGroup, ClaimText, best_claim, rank_claims

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
    assert rank_claims([query], CLAIMS)[0][0] == first


def test_no_shared_word_no_answer() -> None:
    assert rank_claims(["zzz"], CLAIMS) == [[]]
    assert best_claim("zzz", [ClaimGroup("k1", "The lock is closed", "territory", ())]) is None


def test_best_claim_is_the_group_that_says_it() -> None:
    groups = [
        ClaimGroup("k1", "The lock is closed", "territory", ()),
        ClaimGroup("k2", "A crane fell", "other", ()),
    ]
    found = best_claim("Did a crane fall down? A crane fell!", groups)
    assert found is not None
    assert found.id == "k2"


@pytest.mark.shared
def test_posts_find_their_claims_again(shared: Path) -> None:
    """A gate under the measured figure (MAP@5 .796 on dev): P@1 over the first posts of the training part."""
    folder = shared / "data" / "claims" / "claim-match"
    with gzip.open(folder / "claims.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    claims = [ClaimText(row["id"], row["text"], row["title"] or "") for row in rows]
    with gzip.open(folder / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        posts = [json.loads(line) for line, _ in zip(lines, range(60), strict=False)]
    ranked = rank_claims([post["text"] for post in posts], claims, limit=1)
    right = [r[0] in {*post["claims"], *post["also"]} for r, post in zip(ranked, posts, strict=True) if r]
    assert sum(right) / len(posts) >= 0.6
