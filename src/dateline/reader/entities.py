"""Names of persons, organisations and media."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Entity, EntityKind
from dateline.text.outlets import find_outlets


def find_entities(text: str, *, spans: Sequence[tuple[int, int]]) -> list[Entity]:
    """Return the names inside the given spans, in text order, none overlapping."""
    return [
        Entity(start=start + m.start, end=start + m.end, text=m.text, kind=EntityKind.MEDIA)
        for start, end in spans
        for m in find_outlets(text[start:end])
    ]
