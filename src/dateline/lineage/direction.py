"""Which of two dependent reports took it from the other, or both from a third."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from dateline.lineage.align import Run
from dateline.lineage.features import Pair, named_near
from dateline.lineage.profile import Profile, address_key
from dateline.lineage.times import surely_later

#: What each piece of evidence adds to the log-odds that b is the child. Set by hand, in the order of trust
#: that the field gives them; too few pairs with a known direction exist to fit them.
WEIGHTS = {
    "basis": 5.0,
    "link": 4.0,
    "credit": 4.0,
    "relay": 3.0,
    "say": 2.0,
    "mention": 0.8,
    "later": 2.0,
    "signed_by_parent": 1.0,
    "raised": 1.2,
    "attribution_added": 0.8,
    "only_child_names": 1.0,
    "unsigned": 0.6,
    "cut_down": 0.3,
}
#: What says of itself that one knows the other; the rest is only likely.
NAMING = frozenset(("basis", "link", "credit", "relay", "say", "mention"))
#: Under this many log-odds either way no arrow is drawn…
UNSURE = 0.25
#: …and this many are needed where no words are shared and neither names the other.
UNSURE_UNNAMED = 1.9
#: From this share of copied words on the sources in them were copied too: they say nothing about a third.
COPIED = 0.15


@dataclass(frozen=True, slots=True)
class Way:
    """Log-odds that b took it from a, what decided it, and whether both rest on the same third outlet."""

    log_odds: float
    reasons: tuple[str, ...]
    common: bool
    least: float = UNSURE

    @property
    def b_is_child(self) -> bool | None:
        """True, False, or None where no arrow can be drawn."""
        if self.common or abs(self.log_odds) < self.least:
            return None
        return self.log_odds > 0

    @property
    def prob(self) -> float:
        """The probability of the likelier direction."""
        return 1 / (1 + math.exp(-abs(self.log_odds)))


def find_way(pair: Pair) -> Way:
    """Return which way the words went between two reports."""
    signs = {
        "basis": _either(pair, _rests_on),
        "link": _either(pair, _links_to),
        **_naming(pair),
        "later": _later(pair.a, pair.b),
        "signed_by_parent": _signed(pair.a) - _signed(pair.b),
        "raised": _raised(pair.a, pair.b),
        "attribution_added": _attribution_added(pair),
        "only_child_names": _only_one_names(pair),
        "unsigned": _either(pair, lambda child, parent: _unsigned(child) and not _unsigned(parent)),
        "cut_down": _cut_down(pair),
    }
    reasons = tuple(name for name, sign in signs.items() if sign)
    named = not NAMING.isdisjoint(reasons)
    copied = max(pair.share_a, pair.share_b) >= COPIED
    total = sum(WEIGHTS[name] * sign for name, sign in signs.items())
    signed = bool(signs["signed_by_parent"]) and copied
    common = not named and not signed and _same_third(pair, copied=copied)
    return Way(total, reasons, common, UNSURE if named or copied else UNSURE_UNNAMED)


def _rests_on(child: Profile, parent: Profile) -> bool:
    """Return whether the page names the other, or its outlet, as where its words come from."""
    return bool(parent.houses & child.based_on) or _address(parent) in child.bases


def _links_to(child: Profile, parent: Profile) -> bool:
    return any(address_key(link.url) == _address(parent) for link in child.links)


def _address(one: Profile) -> str | None:
    return address_key(one.url) if one.url else None


def _either(pair: Pair, rests: Callable[[Profile, Profile], bool]) -> int:
    """1 where b alone rests on a, -1 where a alone rests on b."""
    return rests(pair.b, pair.a) - rests(pair.a, pair.b)


def _naming(pair: Pair) -> dict[str, int]:
    """The strongest way in which each names the other's outlet."""
    ranks = ("credit", "relay", "say", "mention")
    out = dict.fromkeys(ranks, 0)
    if pair.a.houses & pair.b.houses:
        return out
    for child, parent, sign in ((pair.b, pair.a, 1), (pair.a, pair.b, -1)):
        classes = {s.cue_class for s in child.sources if s.key in parent.houses}
        if parent.houses & child.media:
            classes.add("mention")
        best = next((rank for rank in ranks if rank in classes), None)
        if best:
            out[best] += sign
    return out


def _later(a: Profile, b: Profile) -> int:
    """Published later; a report that changed after the other came out can still rest on it."""
    if a.when is None or b.when is None or a.latest is None or b.latest is None:
        return 0
    if surely_later(b.when, a.latest):
        return 1
    return -1 if surely_later(a.when, b.latest) else 0


def _signed(one: Profile) -> int:
    """The outlet's own name in its own text ("(Wire) -", "told Wire"): written there, not taken over."""
    return int(any(s.key == one.outlet and s.cue_class in ("credit", "relay") for s in one.sources))


def _unsigned(one: Profile) -> bool:
    """Return whether a report does not say whose it is, as copies do more often than what they copy."""
    return len(one.houses) == 1 and one.outlet.startswith("report:")


def _only_one_names(pair: Pair) -> int:
    """One has its news from a medium; the other names none and does not say which outlet it is."""
    a, b = (
        any(s.cue_class in ("credit", "relay") and s.key in p.media - p.houses for s in p.sources)
        for p in (pair.a, pair.b)
    )
    if b and not a and _unsigned(pair.a):
        return 1
    return -1 if a and not b and _unsigned(pair.b) else 0


def _raised(a: Profile, b: Profile) -> int:
    """A toll only rises: the higher count is the later state of one text."""
    if a.toll is None or b.toll is None or a.toll == b.toll:
        return 0
    return 1 if b.toll > a.toll else -1


def _attribution_added(pair: Pair) -> int:
    """Cue wording that one side puts into the gaps of a shared passage: it says who told it."""
    in_a = _cues_in_gaps(pair.a, [(r.a0, r.a1, [(x, n) for x, _, n in r.pairs]) for r in pair.runs])
    in_b = _cues_in_gaps(pair.b, [(r.b0, r.b1, [(y, n) for _, y, n in r.pairs]) for r in pair.runs])
    return (in_b > in_a) - (in_a > in_b)


def _cues_in_gaps(side: Profile, runs: list[tuple[int, int, list[tuple[int, int]]]]) -> int:
    cues = [s.cue[0] for s in side.sources if s.cue[1] > s.cue[0]]
    found = 0
    for start, end, blocks in runs:
        equal = {at + k for at, n in blocks for k in range(n)}
        gaps = [side.words[i] for i in range(start, end) if i not in equal]
        found += sum(1 for word in gaps if any(word.start <= cue < word.end for cue in cues))
    return found


def _cut_down(pair: Pair) -> int:
    """A child that is nearly all copy, of a parent that is more: paragraphs were dropped, in order."""
    if abs(pair.share_a - pair.share_b) < 0.2 or max(pair.share_a, pair.share_b) < 0.6:
        return 0
    if not _in_order(pair.runs):
        return 0
    return 1 if pair.share_b > pair.share_a else -1


def _in_order(runs: tuple[Run, ...]) -> bool:
    return all(x.b0 <= y.b0 for x, y in pairwise(runs))


def _same_third(pair: Pair, *, copied: bool) -> bool:
    """Both sign for one agency, or both name one outlet, that is neither of the two.

    Copied words bring their sources with them; what both name in them counts where it is a medium.
    """
    if pair.a.outlet == pair.b.outlet:
        return False
    own = pair.a.houses | pair.b.houses
    if (pair.a.credits & pair.b.credits) - own:
        return True
    shared = (named_near(pair.a) & named_near(pair.b)) - own
    return bool(shared & (pair.a.media & pair.b.media) if copied else shared)
