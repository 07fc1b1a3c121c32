"""Where a street, a building or an unlisted name lies: at the place that it holds, or that its story is at."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.model import GazetteerEntry, ToponymKind
from dateline.places.lineup import EARTH_KM, traits
from dateline.places.mentions import Mention
from dateline.places.ranker import RIGHT_KM, Ranking
from dateline.places.spelled import Stands, held_in
from dateline.places.weights import LEAST_PROB, LEAST_UNSAID

if TYPE_CHECKING:
    from dateline.places.lineup import Floats

#: What tells that a name lies at a place, in the order of the columns.
AROUND = (
    "holds", "believed", "named_behind", "in_sentence", "before_it", "beside_it", "first_named", "named_often",
    "home", "amid", "wide", "unlisted", "water",
)  # fmt: skip
#: A place believed less than this, or wider than this, is nothing to lie at.
_LEAST_BELIEVED = 0.3
_WIDEST_KM = 130.0
_BESIDE_LETTERS = 150.0
_BEHIND = re.compile(r",? (?:in|at|near|outside|of|on|,)?\s?(?:the |downtown |central |nearby )?$|, $| \($")
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’)]?\s+[A-Z\"“]|\n")
#: A name that only its surroundings tell is known no better than this.
_HELD_KM, _NEAR_KM, _UNLISTED_KM = 5.0, 20.0, 60.0


def may_lie(mention: Mention, lying: Lying) -> bool:
    """Return whether a name may be put there: unless the text says where it is, only if that is likely."""
    said = mention.kind is not None or "holds" in lying.why or "named_behind" in lying.why
    return lying.prob >= (LEAST_PROB if said else LEAST_UNSAID)


class Anchor(NamedTuple):
    """A place that a name without one may lie at."""

    entry: GazetteerEntry
    believed: float
    at: tuple[int, ...]
    share: float
    home: bool


class Lying(NamedTuple):
    """A place at which a name is said to lie, with its chance and each feature's share."""

    entry: GazetteerEntry
    prob: float
    precision_km: float
    why: Mapping[str, float]


def find_anchors(ranking: Ranking, chances: Floats) -> list[Anchor]:
    """Return the places of the report that are sure and small enough to lie at."""
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
    return found


def held_anchors(mention: Mention, ranking: Ranking, chances: Floats) -> list[Anchor]:
    """Return the places inside the very name, as they are believed where they stand alone, too."""
    lineup, found = ranking.lineup, []
    for held in held_in(mention):
        for one, start, end in zip(lineup.spelled, lineup.starts, lineup.ends, strict=True):
            if held.start in one.at and one.text == held.text:
                best = int(start) + int(ranking.scores[start:end].argmax())
                found.append(Anchor(lineup.entries[best], float(chances[best]), (held.start,), 0.0, False))
    return found


def lie_at(
    mention: Mention,
    text: str,
    anchors: Sequence[Anchor],
    held: Sequence[Anchor],
    weights: Mapping[str, float],
) -> list[Lying]:
    """Return where a name may lie, the likeliest first; one row for each place."""
    rows = [
        (anchor, features(mention, text, anchor, anchors, anchor in held)) for anchor in (*held, *anchors)
    ]
    whys = [
        {n: round(weights.get(n, 0.0) * v, 3) for n, v in zip(AROUND, values, strict=True) if v}
        for _, values in rows
    ]
    scores = [sum(why.values()) for why in whys]
    none = weights.get("none", 0.0)
    top = max([*scores, none])
    masses = [math.exp(score - top) for score in scores]
    total = sum(masses) + math.exp(none - top)
    found = []
    for (anchor, _), why in zip(rows, whys, strict=True):
        mass = sum(
            m
            for (other, _), m in zip(rows, masses, strict=True)
            if apart_km(anchor.entry, other.entry) <= RIGHT_KM
        )
        precision = _precision(mention, anchor, anchor in held)
        found.append(Lying(anchor.entry, mass / total, precision, {**why, "none": round(-none, 3)}))
    order = sorted(range(len(found)), key=lambda n: -scores[n])
    return list({found[n].entry.id: found[n] for n in reversed(order)}.values())[::-1]


def _precision(mention: Mention, anchor: Anchor, is_held: bool) -> float:
    least = _HELD_KM if is_held else _UNLISTED_KM if mention.kind is None else _NEAR_KM
    return max(least, 2.0 * anchor.entry.precision_km)


def features(
    mention: Mention, text: str, anchor: Anchor, anchors: Sequence[Anchor], is_held: bool
) -> tuple[float, ...]:
    """Return what tells that the name lies at the anchor, in the order of ``AROUND``."""
    gaps = [at - mention.end if at >= mention.end else mention.start - at for at in anchor.at]
    behind = [at for at in anchor.at if 0 <= at - mention.end <= 24]
    before = [at for at in anchor.at if at < mention.start]
    nearest = max((a.at[n] for a in anchors for n in range(len(a.at)) if a.at[n] < mention.start), default=-1)
    amid = sum(a.believed * math.exp(-apart_km(a.entry, anchor.entry) / 100.0) for a in anchors)
    first = min((a.at[0] for a in anchors if a.at), default=-1)
    return (
        float(is_held),
        anchor.believed,
        float(any(_BEHIND.fullmatch(text[mention.end : at]) for at in behind)),
        float(any(_same_sentence(text, mention, at) for at in anchor.at)),
        float(bool(before) and max(before) == nearest),
        math.exp(-min(gaps, default=9999) / _BESIDE_LETTERS),
        float(bool(anchor.at) and anchor.at[0] == first),
        anchor.share,
        float(anchor.home),
        amid / (len(anchors) or 1),
        float(anchor.entry.kind is not ToponymKind.POPULATED),
        float(mention.kind is None),
        float(mention.kind in (ToponymKind.WATER, ToponymKind.MOUNTAIN)),
    )


def _same_sentence(text: str, mention: Mention, at: int) -> bool:
    low, high = min(at, mention.start), max(at, mention.start)
    return high - low < 300 and not _SENTENCE_ENDS.search(text[low:high])


def apart_km(one: GazetteerEntry, other: GazetteerEntry) -> float:
    """Return how far two entries lie apart, along the chord."""
    return EARTH_KM * math.dist(traits(one).point, traits(other).point)
