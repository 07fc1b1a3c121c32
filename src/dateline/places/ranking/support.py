"""What a report's places say for one another: nearness, shared countries and units, by all that is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.places.ranking.spelled import Stands

if TYPE_CHECKING:
    from dateline.places.ranking.lineup import Floats, Lineup

#: What the other spellings tell of a candidate, in the order of the columns.
TOGETHER = (
    "country_named", "holds_story", "unit_named", "county_shared", "amid", "flat_amid", "flat_unit", "flat_county",
    "could_close", "could_unit", "far", "overseas", "beside_unit", "beside_near", "home_unit", "home_county",
    "could_home",
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
        apart = lineup.apart_km
        inner = np.minimum(lineup.reach_km, 150.0)
        apart = np.maximum(apart - inner[:, None] * (lineup.is_unit | (lineup.reach_km > 30.0))[:, None], 0.0)
        countries = lineup.numbered([t.country for t in lineup.traits])
        firsts = lineup.numbered([t.first_unit for t in lineup.traits])
        seconds = lineup.numbered([t.second_unit for t in lineup.traits])
        self.same_country = (countries[:, None] == countries[None, :]).astype(np.float32)
        self.same_first = (firsts[:, None] == firsts[None, :]).astype(np.float32)
        self.same_second = (seconds[:, None] == seconds[None, :]).astype(np.float32)
        self.near = np.exp(apart * (-1 / _NEAR_KM))
        outside = np.maximum(apart - lineup.reach_km[:, None], 0.0)
        self.reach = np.maximum(np.exp(outside * (-1 / _FAR_KM)), self.same_country)
        self.is_point = (~lineup.is_country & (lineup.reach_km <= TOO_VAGUE_KM)).astype(np.float32)
        self._close = np.exp(apart * (-1 / _CLOSE_KM)) * self.is_point
        self._first = self.same_first * ~lineup.is_country
        self._weigh()

    def _weigh(self) -> None:
        """Set how much each spelling counts for each: over the whole text, beside it, and outside of it."""
        import numpy as np

        spelled = self._lineup.spelled
        owner = self._lineup.owner
        told = np.array([one.stands is not Stands.HOME for one in spelled], bool)
        weights = np.array([one.weight for one in spelled], np.float32) * told
        other = ~np.eye(len(spelled), dtype=bool)
        self.whole = (weights[None, :] * other)[owner]
        self._total = self.whole.sum(1) + _DOUBT
        self.others = (told[None, :] & other)[owner].astype(np.float32)
        self.besides = self._besides()[owner]
        self.home = (~told[None, :] & other)[owner].astype(np.float32)
        self._beside = self.besides.sum(1) + 0.2
        self._local = ~self._lineup.is_country
        self._accompanied = self._local & (self.others.sum(1) > 0)

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
        named, shared = self.same_country @ wide, self.same_country @ narrow
        first, near = self.same_first @ narrow, self.near @ (held * self.is_point[:, None])
        units = self.same_first @ (held * lineup.is_unit[:, None])
        second = self.same_second @ narrow
        reach = (self.reach @ held * self.others).max(1, initial=0.0)
        could = self._best_ties(believed, 0.5, (self._close, self._first))
        flat = self._best_ties(believed, 0.1, (self._close, self._first, self.same_second))
        local, accompanied = self._local, self._accompanied
        columns = (
            self._mean(named),
            ~local * self._mean(named + shared),
            self._most(units),
            self._most(second),
            local * self._mean(near),
            local * self._mean(flat[0]),
            self._mean(flat[1]),
            self._most(flat[2]),
            local * self._most(could[0]),
            self._mean(could[1]),
            accompanied * np.maximum(0.0, 0.5 - reach) * 2,
            accompanied * (reach < np.exp(-_OVERSEAS_KM / _FAR_KM)),
            (first * self.besides).sum(1) / self._beside,
            local * (near * self.besides).sum(1) / self._beside,
            (first * self.home).max(1, initial=0.0),
            (flat[2] * self.home).max(1, initial=0.0),
            local * (could[0] * self.home).max(1, initial=0.0),
        )
        return np.stack([np.asarray(column, np.float32) for column in columns], 1)

    def _mean(self, ties: Floats) -> Floats:
        """Return how much of all that is named speaks for each candidate; a few witnesses are half a proof."""
        mean: Floats = (ties * self.whole).sum(1) / self._total
        return mean

    def _most(self, ties: Floats) -> Floats:
        """Return how much the one name that speaks most for each candidate says."""
        most: Floats = (ties * self.others).max(1, initial=0.0)
        return most

    def _best_ties(self, believed: Floats, power: float, ties: Sequence[Floats]) -> list[Floats]:
        """Return each candidate's best tie to any candidate of each spelling, by its standing among its own.

        The smaller the power, the less it counts what is believed: a coincidence tells much by itself.
        """
        import numpy as np

        lineup = self._lineup
        best = np.maximum.reduceat(believed, lineup.starts)
        standing = (believed / np.maximum(best, 1e-9)[lineup.owner]) ** power
        return [np.maximum.reduceat(tie * standing, lineup.starts, axis=1) for tie in ties]
