"""One attribution in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Frame:
    """One attribution in a sentence, as token ranges; contents in text order.

    Without ``source`` the cue shares that of the cue before it ("..., adding that").
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    contents: list[tuple[int, int]]

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """All its ranges."""
        return [self.cue, *([self.source] if self.source else []), *self.contents]
