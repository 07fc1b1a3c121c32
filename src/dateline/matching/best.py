"""Finds the claim that a question in words is about."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.matching.groups import ClaimGroup
from dateline.matching.rank import ClaimIndex, ClaimText
from dateline.model import Encoder


def best_claim(text: str, groups: Sequence[ClaimGroup], *, encoder: Encoder) -> ClaimGroup | None:
    """Return the group whose claim a text most likely states; None where none is near."""
    index = ClaimIndex([ClaimText(group.id, group.text) for group in groups], encoder=encoder)
    ranked = index.rank(text, limit=1)
    if not ranked:
        return None
    return next(group for group in groups if group.id == ranked[0][0])
