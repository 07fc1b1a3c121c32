"""Where and when a number's happening was, and whether two of them can be one."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import NamedTuple

from dateline.model import Assertion, Place, Precision, Quantity, Reading, Toponym, ToponymKind, When

#: Places this near each other may be one, as two reports of one strike name them.
NEAR_KM = 15.0
#: A place of more than this is an area, which holds others.
AREA_KM = 10.0
#: Days as reports print them may differ by one: "on Monday night", "early on Tuesday".
DAYS_APART = 1
_AREAS = (ToponymKind.ADMIN, ToponymKind.REGION, ToponymKind.COUNTRY)
_EARTH_KM = 6371.0
#: What stands behind a dateline's place, and the small words by which a sentence leads to a place of its own.
_WRITTEN_AT = re.compile(
    r"(?:, [A-Z][\w’' -]{2,20})?\s*(?:\(|[–—:-]\s|(?:[A-Z][\w’'-]+ )?(?:[A-Z][a-z]|An? |At |\d))"
)
_LEADS_TO = re.compile(
    r"\b(?:[a-z]{2,}|In|At|Near|On|From|Outside|Around|Across|Inside)(?: the)?(?: [A-Z][\w’'-]+)? $"
)


class Spot(NamedTuple):
    """Place and day of a happening, each None where the words name none; ``day`` counts from the year 1."""

    place: Place | None = None
    is_area: bool = False
    is_country: bool = False
    day: int | None = None

    def clashes(self, other: Spot) -> bool:
        """Return whether two spots cannot be of one happening."""
        apart = self.day is not None and other.day is not None and abs(self.day - other.day) > DAYS_APART
        return apart or not self._touches(other)

    def holds(self, other: Spot) -> bool:
        """Return whether the other's place lies inside this one's, which is larger."""
        mine, its = self.place, other.place
        if mine is None or its is None or mine.id == its.id or not self.is_area or other.is_country:
            return False
        if self.is_country:
            return mine.country == its.country
        return its.precision_km < mine.precision_km and distance_km(mine, its) <= mine.precision_km

    def _touches(self, other: Spot) -> bool:
        mine, its = self.place, other.place
        if mine is None or its is None or mine.id == its.id or self.is_country or other.is_country:
            return True  # a country may be named for its army: it tells no place apart
        if self.holds(other) or other.holds(self):
            return True
        reach = max(
            NEAR_KM, *(p.precision_km for p, area in ((mine, self), (its, other)) if area.is_area), 0.0
        )
        return distance_km(mine, its) <= reach


def find_spot(quantity: Quantity, assertion: Assertion, reading: Reading) -> Spot:
    """Return the spot of a number: the narrowest place named beside it, and the day that its words give."""
    named = [
        t
        for n in assertion.places
        if _is_placed(t := reading.toponyms[n]) and not _opens_report(t, reading.text)
    ]
    best = min(named, key=lambda t: _farness(t, quantity), default=None)
    day = day_of(assertion.when)
    if best is None or best.place is None:
        return Spot(day=day)
    country = best.kind is ToponymKind.COUNTRY
    return Spot(best.place, best.kind in _AREAS or best.place.precision_km > AREA_KM, country, day)


def day_of(when: When | None) -> int | None:
    """Return the day of a time as printed; None where it gives no day."""
    if when is None or when.precision in (Precision.YEAR, Precision.MONTH):
        return None
    return date.fromisoformat(when.value[:10]).toordinal()


def distance_km(one: Place, other: Place) -> float:
    """Return the distance of two places over the ground (haversine)."""
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(other.lon - one.lon) / 2
    share = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(turn) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(share)))


def _is_placed(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.inside is None and toponym.kind is not ToponymKind.DEMONYM


def _opens_report(toponym: Toponym, text: str) -> bool:
    """Return whether a place is where the report was written: a name before the first sentence, not in it."""
    return bool(_WRITTEN_AT.match(text[toponym.end :])) and not _LEADS_TO.search(text[: toponym.start])


def _farness(toponym: Toponym, quantity: Quantity) -> tuple[bool, bool, int]:
    """Order places by width first, then by the words between place and number."""
    place = toponym.place
    area = toponym.kind in _AREAS or (place is not None and place.precision_km > AREA_KM)
    gap = max(toponym.start - quantity.end, quantity.start - toponym.end)
    return toponym.kind is ToponymKind.COUNTRY, area, gap
