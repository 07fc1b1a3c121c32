"""The small model: tags, names and vectors of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reader.entities import find_entities
from dateline.reader.hashing import HashingEncoder

if TYPE_CHECKING:
    from dateline.reader.rules import RuleTagger

__all__ = ["HashingEncoder", "RuleTagger", "find_entities"]


def __getattr__(name: str) -> object:
    """Load the tagger when it is first asked for: reading names alone does not need it."""
    if name == "RuleTagger":
        from dateline.reader.rules import RuleTagger

        return RuleTagger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
