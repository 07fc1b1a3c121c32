"""What a report's places say for one another: nearness, shared countries and units, by all that is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.places.spelled import Stands

if TYPE_CHECKING:
    from dateline.places.lineup import Floats, Lineup

#: What the other spellings tell of a candidate, in the order of the columns.
TOGETHER = (
    "country_named", "country_shared", "unit_shared", "unit_named", "county_shared", "near", "close", "amid",
    "far", "overseas", "beside_country", "beside_unit", "beside_near", "home_close", "home_near", "home_unit",
    "home_country", "title_unit", "title_near",
    "could_close", "could_amid", "could_unit", "could_home",
    "flat_amid", "flat_unit", "holds_story",
)  # fmt: skip
_CLOSE_KM, _NEAR_KM, _FAR_KM, _OVERSEAS_KM = 50.0, 200.0, 1000.0, 3000.0
#: A place as vague as this is no point to measure from.
TOO_VAGUE_KM = 200.0
#: Names this many letters apart still stand beside one another.
_BESIDE_LETTERS = 120.0
#: Witnesses are counted with so much doubt: one alone is half a proof.
_DOUBT = 1.0


class Support:
    """The ties between all candidates; ``told`` turns what is believed of each into features of the others."""

    def __init__(self, lineup: Lineup) -> None:
        import numpy as np

        self._lineup = lineup
        apart = lineup.apart_km()
        inner = np.minimum(lineup.reach_km, 150.0)
        apart = np.maximum(apart - inner[:, None] * (lineup.is_unit | (lineup.reach_km > 30.0))[:, None], 0.0)
        countries = lineup.numbered([t.country for t in lineup.traits])
        firsts = lineup.numbered([t.first_unit for t in lineup.traits])
        seconds = lineup.numbered([t.second_unit for t in lineup.traits])
        self.same_country = (countries[:, None] == countries[None, :]).astype(np.float32)
        self.same_first = (firsts[:, None] == firsts[None, :]).astype(np.float32)
        self.same_second = (seconds[:, None] == seconds[None, :]).astype(np.float32)
        self.close = np.exp(apart * (-1 / _CLOSE_KM))
        self.near = np.exp(apart * (-1 / _NEAR_KM))
        outside = np.maximum(apart - lineup.reach_km[:, None], 0.0)
        self.reach = np.maximum(np.exp(outside * (-1 / _FAR_KM)), self.same_country)
        self.is_point = (~lineup.is_country & (lineup.reach_km <= TOO_VAGUE_KM)).astype(np.float32)
        self._weigh()

    def _weigh(self) -> None:
        """Set how much each spelling counts for each: over the whole text, beside it, and outside of it."""
        import numpy as np

        spelled = self._lineup.spelled
        owner = self._lineup.owner
        in_text = np.array([one.stands is Stands.TEXT for one in spelled], bool)
        weights = np.array([one.weight if one.stands is Stands.TEXT else 0.0 for one in spelled], np.float32)
        other = ~np.eye(len(spelled), dtype=bool)
        self.whole = (weights[None, :] * other)[owner]
        self.others = (in_text[None, :] & other)[owner].astype(np.float32)
        self.besides = self._besides()[owner]
        self.home = (
            np.array([one.stands is Stands.HOME for one in spelled], np.float32)[None, :] * other[owner]
        )
        self.title = (
            np.array([one.stands is Stands.TITLE for one in spelled], np.float32)[None, :] * other[owner]
        )

    def _besides(self) -> Floats:
        import numpy as np

        spelled = self._lineup.spelled
        places = [(at, n) for n, one in enumerate(spelled) if one.stands is Stands.TEXT for at in one.at]
        if not places:
            return np.zeros((len(spelled), len(spelled)), np.float32)
        at = np.array([a for a, _ in places], np.float32)
        own = np.zeros((len(places), len(spelled)), np.float32)
        own[np.arange(len(places)), [n for _, n in places]] = 1.0
        near = np.exp(np.abs(at[:, None] - at[None, :]) * (-1 / _BESIDE_LETTERS))
        ties = own.T @ near @ own
        np.fill_diagonal(ties, 0.0)
        return np.asarray(ties, np.float32)

    def told(self, believed: Floats) -> Floats:
        """Return the features of all candidates by what is believed of each, 0 to 1."""
        import numpy as np

        lineup = self._lineup
        held = np.zeros((len(lineup), len(lineup.spelled)), np.float32)
        held[np.arange(len(lineup)), lineup.owner] = believed
        wide = held * lineup.is_country[:, None]
        narrow = held - wide
        points = held * self.is_point[:, None]
        named = self.same_country @ wide
        shared = self.same_country @ narrow
        first = self.same_first @ narrow
        units = self.same_first @ (held * lineup.is_unit[:, None])
        second = self.same_second @ narrow
        near, close = self.near @ points, self.close @ points
        far = self.reach @ held
        total = self.whole.sum(1) + _DOUBT
        beside = self.besides.sum(1) + 0.2
        reach = (far * self.others).max(1, initial=0.0)
        alone = self.others.sum(1) == 0
        is_country = lineup.is_country
        could, flat = self._could(believed, 0.5), self._could(believed, 0.1)
        could_close = could(self.close * self.is_point)
        could_first = could(self.same_first * ~lineup.is_country)
        columns = (
            (named * self.whole).sum(1) / total,
            (shared * self.whole).sum(1) / total,
            (first * self.whole).sum(1) / total,
            (units * self.others).max(1, initial=0.0),
            (second * self.others).max(1, initial=0.0),
            np.where(is_country, 0.0, (near * self.others).max(1, initial=0.0)),
            np.where(is_country, 0.0, (close * self.others).max(1, initial=0.0)),
            np.where(is_country, 0.0, (near * self.whole).sum(1) / total),
            np.where(alone | is_country, 0.0, np.maximum(0.0, 0.5 - reach) * 2),
            np.where(alone | is_country, 0.0, reach < np.exp(-_OVERSEAS_KM / _FAR_KM)),
            ((named + shared) * self.besides).sum(1) / beside,
            (first * self.besides).sum(1) / beside,
            np.where(is_country, 0.0, (near * self.besides).sum(1) / beside),
            np.where(is_country, 0.0, (close * self.home).max(1, initial=0.0)),
            np.where(is_country, 0.0, (near * self.home).max(1, initial=0.0)),
            (first * self.home).max(1, initial=0.0),
            ((named + shared) * self.home).max(1, initial=0.0),
            (first * self.title).max(1, initial=0.0),
            np.where(is_country, 0.0, (near * self.title).max(1, initial=0.0)),
            np.where(is_country, 0.0, (could_close * self.others).max(1, initial=0.0)),
            np.where(is_country, 0.0, (could_close * self.whole).sum(1) / total),
            (could_first * self.whole).sum(1) / total,
            np.where(is_country, 0.0, (could_close * self.home).max(1, initial=0.0)),
            np.where(is_country, 0.0, (flat(self.close * self.is_point) * self.whole).sum(1) / total),
            (flat(self.same_first * ~lineup.is_country) * self.whole).sum(1) / total,
            np.where(is_country, ((named + shared) * self.whole).sum(1) / total, 0.0),
        )
        return np.stack([np.asarray(c, np.float32) for c in columns], 1)

    def _could(self, believed: Floats, power: float) -> Callable[[Floats], Floats]:
        """Return how to tell the best tie to any candidate of each spelling, by its standing among its own."""
        import numpy as np

        lineup = self._lineup
        best = np.maximum.reduceat(believed, lineup.starts)
        standing = (believed / np.maximum(best, 1e-9)[lineup.owner]) ** power
        return lambda ties: np.maximum.reduceat(ties * standing, lineup.starts, axis=1)
