"""How likely two statements are of one proposition: a readable table of features and weights.

One statement is compared with many at a time; every feature comes back as one number for each of the many.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dateline.matching.columns import Columns, Sets

if TYPE_CHECKING:
    from dateline.matching.columns import Flags, Floats, Rows

#: Decimals kept: what a machine makes of the last ones must not decide a tie.
DECIMALS = 9


class Pairs(NamedTuple):
    """A statement and others, by their rows, and the rarity of the words that it shares with each of them."""

    of: Columns
    one: int
    others: Rows
    shared: Floats


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Part of a whole, 0 where there is nothing."""
    out: Floats = np.zeros(len(part))
    return np.divide(part, whole, out=out, where=whole > 0)


def _as_floats(flags: Flags) -> Floats:
    return flags.astype(np.float64)


def _wording(pairs: Pairs) -> Floats:
    """Dice share of the words, rare ones counting more."""
    return _ratio(2 * pairs.shared, pairs.of.weight[pairs.one] + pairs.of.weight[pairs.others])


def _contained(pairs: Pairs) -> Floats:
    """The shorter one's words that stand in the longer one: a headline in its lead."""
    return _ratio(pairs.shared, np.minimum(pairs.of.weight[pairs.one], pairs.of.weight[pairs.others]))


def _vectors(pairs: Pairs) -> Floats:
    """How much nearer the two are than any two statements at hand."""
    cosines = pairs.of.vectors[pairs.others] @ pairs.of.vectors[pairs.one]
    nearer: Floats = np.maximum(0.0, (cosines - pairs.of.usual) / (1 - pairs.of.usual))
    return nearer


def _same_kind(pairs: Pairs) -> Floats:
    same = pairs.of.kind[pairs.others] == pairs.of.kind[pairs.one]
    return _as_floats(same & (not pairs.of.vague[pairs.one]))


def _other_kind(pairs: Pairs) -> Floats:
    other = pairs.of.kind[pairs.others] != pairs.of.kind[pairs.one]
    return _as_floats(other & ~pairs.of.vague[pairs.others] & (not pairs.of.vague[pairs.one]))


def _same_place(pairs: Pairs) -> Floats:
    places = pairs.of.places
    return _as_floats(places.shared(places.rows[pairs.one], pairs.others) > 0)


def _other_place(pairs: Pairs) -> Floats:
    """Both name places and none of the one lies near one of the other: a village and its province do."""
    return _as_floats(_elsewhere(pairs))


def _elsewhere(pairs: Pairs) -> Flags:
    of, one, others = pairs.of, pairs.one, pairs.others
    both = (of.places.sizes[others] > 0) & (of.places.sizes[one] > 0)
    apart = both & (of.places.shared(of.places.rows[one], others) == 0)
    near = of.places.shared(of.reach[one], others) > 0
    elsewhere: Flags = apart & (~near | of.lost[others] | of.lost[one])
    return elsewhere


def _same_counts(pairs: Pairs) -> Flags:
    """The same people counted, whatever the numbers: numbers that clash are one claim in dispute."""
    same = pairs.of.counts[pairs.others] == pairs.of.counts[pairs.one]
    counted: Flags = same & bool(pairs.of.counting[pairs.one])
    return counted


def _same_counted(pairs: Pairs) -> Floats:
    return _as_floats(_same_counts(pairs))


def _other_counted(pairs: Pairs) -> Floats:
    return _as_floats(pairs.of.counts[pairs.others] != pairs.of.counts[pairs.one])


def _counted_bare(pairs: Pairs) -> Floats:
    """One of two counts tells neither what happened nor where: it is of whatever the reports are about."""
    told = pairs.of.places.sizes + pairs.of.told.sizes
    bare = (told[pairs.others] == 0) | (told[pairs.one] == 0)
    return _as_floats(_same_counts(pairs) & bare)


def _counted_elsewhere(pairs: Pairs) -> Floats:
    """People counted in places far apart are no one count."""
    return _as_floats(_same_counts(pairs) & _elsewhere(pairs))


def _far_number(pairs: Pairs) -> Floats:
    """Counts of quite another size: the dead of a day and those of a war."""
    mine, theirs = pairs.of.most[pairs.one], pairs.of.most[pairs.others]
    low, high = np.minimum(mine, theirs), np.maximum(mine, theirs)
    size = np.log10(_ratio(high, low) + (low == 0))
    far: Floats = np.where(_same_counts(pairs), np.clip((size - 0.7) / 0.5, 0.0, 1.0), 0.0)
    return far


def _counted_apart(pairs: Pairs) -> Floats:
    """Two numbers that one source gives in one report: two counts, or a whole and its part."""
    amounts, one = pairs.of.amounts, pairs.one
    same_voice = pairs.of.voice[pairs.others] == pairs.of.voice[one]
    both = (amounts.sizes[pairs.others] > 0) & (amounts.sizes[one] > 0)
    apart = amounts.shared(amounts.rows[one], pairs.others) == 0
    return _as_floats(_same_counts(pairs) & same_voice & both & apart)


def _listed_apart(pairs: Pairs) -> Floats:
    """Two counts that one report gives of two places: it lists happenings."""
    placed = _disjoint(pairs.of.places, pairs) > 0
    same_report = pairs.of.report[pairs.others] == pairs.of.report[pairs.one]
    return _as_floats(_same_counts(pairs) & placed & same_report)


def _summed_apart(pairs: Pairs) -> Floats:
    """One counts the dead of a happening, the other those of a war or a year."""
    return _as_floats(_same_counts(pairs) & (pairs.of.sums[pairs.others] != pairs.of.sums[pairs.one]))


def _shared_event(pairs: Pairs) -> Floats:
    """Which part of what is said to have happened both say."""
    told = pairs.of.told
    common = told.shared(told.rows[pairs.one], pairs.others)
    return _ratio(common, told.sizes[pairs.one] + told.sizes[pairs.others] - common)


def _other_event(pairs: Pairs) -> Floats:
    return _disjoint(pairs.of.told, pairs)


def _same_number(pairs: Pairs) -> Floats:
    numbers = pairs.of.numbers
    return _as_floats(numbers.shared(numbers.rows[pairs.one], pairs.others) > 0)


def _other_actor(pairs: Pairs) -> Floats:
    """One holds or enters what another one does: no single proposition."""
    return _disjoint(pairs.of.actors, pairs)


def _disjoint(sets: Sets, pairs: Pairs) -> Floats:
    """Both have some, and none in common."""
    both = (sets.sizes[pairs.others] > 0) & (sets.sizes[pairs.one] > 0)
    return _as_floats(both & (sets.shared(sets.rows[pairs.one], pairs.others) == 0))


def _days_apart(pairs: Pairs) -> Floats:
    days = np.abs(pairs.of.when[pairs.others] - pairs.of.when[pairs.one]) / 86400
    apart: Floats = np.nan_to_num(np.clip((days - 1) / 3, 0.0, 1.0), nan=0.0)
    return apart


#: Name of each feature and how it is taken; weights stand in ``data/matching_weights.json``.
FEATURES: tuple[tuple[str, Callable[[Pairs], Floats]], ...] = (
    ("wording", _wording),
    ("contained", _contained),
    ("same_kind", _same_kind),
    ("other_kind", _other_kind),
    ("same_place", _same_place),
    ("other_place", _other_place),
    ("same_counted", _same_counted),
    ("other_counted", _other_counted),
    ("shared_event", _shared_event),
    ("other_event", _other_event),
    ("same_number", _same_number),
    ("counted_bare", _counted_bare),
    ("counted_elsewhere", _counted_elsewhere),
    ("counted_apart", _counted_apart),
    ("listed_apart", _listed_apart),
    ("summed_apart", _summed_apart),
    ("far_number", _far_number),
    ("other_actor", _other_actor),
    ("days_apart", _days_apart),
    ("vectors", _vectors),
)


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return the weights that ship with Dateline, bias included."""
    text = (files("dateline") / "data" / "matching_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


def likeness(columns: Columns, one: int, others: Rows) -> Floats:
    """Return the probabilities that a statement is of one claim with each of some others, by their rows."""
    weights = shipped_weights()
    shared = columns.words.shared(columns.words.rows[one], others, weights=columns.rarity)
    pairs = Pairs(columns, one, others, shared)
    score = np.full(len(others), weights["bias"])
    for name, take in FEATURES:
        score += weights[name] * take(pairs)
    probs: Floats = np.round(1 / (1 + np.exp(-score)), DECIMALS)
    return probs
