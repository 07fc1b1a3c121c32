"""Where a street, a building or an unlisted name lies: at the place that it holds, or that its story is at."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.model import GazetteerEntry, ToponymKind
from dateline.places.finding.mentions import Mention
from dateline.places.ranking.lineup import EARTH_KM, traits
from dateline.places.ranking.ranker import RIGHT_KM, Ranking
from dateline.places.ranking.spelled import Stands, held_in
from dateline.places.ranking.weights import LEAST_PROB, LEAST_UNSAID

if TYPE_CHECKING:
    from dateline.places.ranking.lineup import Floats

#: What tells that a name lies at a place, in the order of the columns.
AROUND = (
    "holds", "believed", "named_behind", "in_sentence", "before_it", "beside_it", "first_named", "named_often",
    "home", "amid", "wide", "unlisted", "water",
)  # fmt: skip
#: A place believed less than this, or wider than this, is nothing to lie at.
_LEAST_BELIEVED = 0.3
_WIDEST_KM = 130.0
_BESIDE_LETTERS, _BEHIND_LETTERS = 150.0, 24
_AMID_KM = 100.0
_BEHIND = re.compile(r",? (?:in|at|near|outside|of|on|,)?\s?(?:the |downtown |central |nearby )?$|, $| \($")
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’)]?\s+[A-Z\"“]|\n")
#: A name that only its surroundings tell is known no better than this.
_HELD_KM, _NEAR_KM, _UNLISTED_KM = 5.0, 20.0, 60.0


def may_lie(mention: Mention, lying: Lying) -> bool:
    """Return whether a name may be put there: unless the text says where it is, only if that is likely."""
    said = mention.kind is not None or "holds" in lying.why or "named_behind" in lying.why
    return lying.prob >= (LEAST_PROB if said else LEAST_UNSAID)


class Anchor(NamedTuple):
    """A place that a name without one may lie at; ``amid`` tells how many others lie near it."""

    entry: GazetteerEntry
    believed: float
    at: tuple[int, ...]
    share: float = 0.0
    home: bool = False
    held: bool = False
    amid: float = 0.0


class Lying(NamedTuple):
    """A place at which a name is said to lie, with its chance and each feature's share."""

    entry: GazetteerEntry
    prob: float
    precision_km: float
    why: Mapping[str, float]


def find_anchors(ranking: Ranking, chances: Floats) -> list[Anchor]:
    """Return the places of the report that are sure and small enough to lie at."""
    import numpy as np

    lineup = ranking.lineup
    found = []
    total = sum(one.weight for one in lineup.spelled if one.stands is Stands.TEXT) or 1.0
    for one, start, end in zip(lineup.spelled, lineup.starts, lineup.ends, strict=True):
        best = int(start) + int(ranking.scores[start:end].argmax())
        entry = lineup.entries[best]
        small = entry.kind is not ToponymKind.COUNTRY and entry.precision_km <= _WIDEST_KM
        if small and chances[best] >= _LEAST_BELIEVED and one.stands is not Stands.TITLE:
            share = one.weight / total if one.stands is Stands.TEXT else 0.0
            home = one.stands is Stands.HOME
            found.append(Anchor(entry, float(chances[best]), tuple(one.at), share, home))
    if not found:
        return found
    believed = np.array([anchor.believed for anchor in found], np.float32)
    amid = np.exp(_apart_km(found) * (-1 / _AMID_KM)) @ believed / len(found)
    return [anchor._replace(amid=float(a)) for anchor, a in zip(found, amid, strict=True)]


def _apart_km(anchors: Sequence[Anchor]) -> Floats:
    """Return how far each anchor lies from each other, along the chord."""
    import numpy as np

    points = np.array([traits(anchor.entry).point for anchor in anchors], np.float32)
    apart: Floats = EARTH_KM * np.sqrt(np.maximum(2.0 - 2.0 * (points @ points.T), 0.0))
    return apart


def held_anchors(mention: Mention, ranking: Ranking, chances: Floats) -> list[Anchor]:
    """Return the places inside the very name, as they are believed where they stand alone, too."""
    lineup, found = ranking.lineup, []
    for held in held_in(mention):
        for one, start, end in zip(lineup.spelled, lineup.starts, lineup.ends, strict=True):
            if held.start in one.at and one.text == held.text:
                best = int(start) + int(ranking.scores[start:end].argmax())
                believed = float(chances[best])
                found.append(Anchor(lineup.entries[best], believed, (held.start,), held=True, amid=believed))
    return found


def lie_at(
    mention: Mention, text: str, anchors: Sequence[Anchor], weights: Mapping[str, float]
) -> list[Lying]:
    """Return where a name may lie, the likeliest first; one row for each place."""
    import numpy as np

    if not anchors:
        return []
    weight = np.array([weights.get(name, 0.0) for name in AROUND])
    shares = np.array(features(mention, text, anchors)) * weight
    scores, none = shares.sum(1), weights.get("none", 0.0)
    top = max(float(scores.max()), none)
    masses = np.exp(scores - top)
    near = (_apart_km(anchors) <= RIGHT_KM) @ masses / (masses.sum() + math.exp(none - top))
    found: dict[str, Lying] = {}
    for at in np.argsort(-scores, kind="stable"):
        anchor = anchors[at]
        if anchor.entry.id not in found:
            why = {n: round(float(v), 3) for n, v in zip(AROUND, shares[at], strict=True) if v}
            precision = _precision(mention, anchor)
            found[anchor.entry.id] = Lying(
                anchor.entry, float(near[at]), precision, {**why, "none": round(-none, 3)}
            )
    return list(found.values())


def _precision(mention: Mention, anchor: Anchor) -> float:
    least = _HELD_KM if anchor.held else _UNLISTED_KM if mention.kind is None else _NEAR_KM
    return max(least, 2.0 * anchor.entry.precision_km)


def features(mention: Mention, text: str, anchors: Sequence[Anchor]) -> list[tuple[float, ...]]:
    """Return for each anchor what tells that the name lies there, in the order of ``AROUND``."""
    places = [at for anchor in anchors if not anchor.held for at in anchor.at]
    nearest = max((at for at in places if at < mention.start), default=-1)
    first = min(places, default=-1)
    unlisted = float(mention.kind is None)
    water = float(mention.kind in (ToponymKind.WATER, ToponymKind.MOUNTAIN))
    rows: list[tuple[float, ...]] = []
    for anchor in anchors:
        gaps = [at - mention.end if at >= mention.end else mention.start - at for at in anchor.at]
        behind = [at for at in anchor.at if 0 <= at - mention.end <= _BEHIND_LETTERS]
        rows.append(
            (
                float(anchor.held),
                anchor.believed,
                float(any(_BEHIND.fullmatch(text[mention.end : at]) for at in behind)),
                float(any(_same_sentence(text, mention, at) for at in anchor.at)),
                float(nearest in anchor.at),
                math.exp(-min(gaps, default=9999) / _BESIDE_LETTERS),
                float(bool(anchor.at) and anchor.at[0] == first),
                anchor.share,
                float(anchor.home),
                anchor.amid,
                float(anchor.entry.kind is not ToponymKind.POPULATED),
                unlisted,
                water,
            )
        )
    return rows


def _same_sentence(text: str, mention: Mention, at: int) -> bool:
    low, high = min(at, mention.start), max(at, mention.start)
    return high - low < 300 and not _SENTENCE_ENDS.search(text[low:high])
