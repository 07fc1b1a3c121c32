"""Which assertions state the same claim, and which claim a text repeats."""

from dateline.matching.answers import AnswerIndex
from dateline.matching.groups import ClaimGroup, Member, match_assertions
from dateline.matching.rank import ClaimIndex, ClaimText, rank_claims

__all__ = [
    "AnswerIndex",
    "ClaimGroup",
    "ClaimIndex",
    "ClaimText",
    "Member",
    "match_assertions",
    "rank_claims",
]
