"""What a word looks like beside its letters: the encoder reads everything in small letters."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.windows import Unit

#: Each hint is one column of what the model is given beside the wordpieces.
HINTS = ("other", "lower", "title", "upper", "mixed", "digit")


def hints_of(text: str, units: Sequence[Unit]) -> list[tuple[int, ...]]:
    """Return for each unit the numbers of the hints that hold for it."""
    return [(_case(text[unit.start : unit.end]),) for unit in units]


def _case(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4
