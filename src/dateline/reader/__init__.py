"""The small model: tags, names and vectors of sentences."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dateline.reader.entities import find_entities
from dateline.reader.hashing import HashingEncoder

if TYPE_CHECKING:
    from dateline.reader.model import ModelTagger
    from dateline.reader.rules import RuleTagger
    from dateline.reader.vectors import MiniLmEncoder

__all__ = ["HashingEncoder", "MiniLmEncoder", "ModelTagger", "RuleTagger", "find_entities"]

#: Loaded when first asked for: reading names alone needs none of them.
_LATE = {
    "MiniLmEncoder": "dateline.reader.vectors",
    "ModelTagger": "dateline.reader.model",
    "RuleTagger": "dateline.reader.rules",
}


def __getattr__(name: str) -> object:
    """Return a tagger or encoder, loaded now."""
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
