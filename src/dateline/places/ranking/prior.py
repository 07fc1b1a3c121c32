"""What is known of where a story is before its names are read: told by a desk, or by the outlet's own address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPrior:
    """Where a desk says that its story is: ISO-2 codes of countries, and a point (lat, lon) it lies near."""

    countries: tuple[str, ...] = ()
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """Which countries the outlet and the words of the text speak for, before any name is read."""

    home: str | None = None
    #: The outlet's address is of no country: most such addresses of newspapers are American.
    is_anywhere: bool = False
    words: Mapping[str, float] = field(default_factory=dict)

    @property
    def likeliest(self) -> str | None:
        """Return the country that the outlet's address speaks for."""
        return self.home or ("US" if self.is_anywhere else None)
