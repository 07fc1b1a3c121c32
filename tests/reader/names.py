"""Names in texts, told by their words."""

from dateline.model import Entity, EntityKind

PERSON, PLACE, BODY = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION


def name(text: str, words: str, kind: EntityKind, *, after: int = 0) -> Entity:
    """Return the name that these words are at their first place in the text after an offset."""
    start = text.index(words, after)
    return Entity(start=start, end=start + len(words), text=words, kind=kind)
