"""The readable table of what tells relations apart; every value lies between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.lineage.align import Run, align, covered
from dateline.lineage.profile import Profile

#: A source named this far into a report stands behind its news rather than its background (code points).
NEWS_REACH = 900


#: Two sentences that share this part of their content words (Dice) say the same.
TOLD = 0.3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports laid side by side.

    ``share_a`` is the part of a's prose that stands in b; ``told_a`` says of each sentence of a how nearly
    b's likest sentence says it.
    """

    a: Profile
    b: Profile
    runs: tuple[Run, ...]
    share_a: float
    share_b: float
    told_a: tuple[float, ...] = ()
    told_b: tuple[float, ...] = ()


def compare(a: Profile, b: Profile) -> Pair:
    """Return the two reports with their shared passages and sentences."""
    runs = tuple(align(a, b))
    return Pair(
        a,
        b,
        runs,
        len(covered(runs, side="a")) / max(1, len(a.words)),
        len(covered(runs, side="b")) / max(1, len(b.words)),
        _told(a.sentences, b.sentences),
        _told(b.sentences, a.sentences),
    )


def _told(mine: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> tuple[float, ...]:
    return tuple(max((_dice(one, other) for other in theirs), default=0.0) for one in mine)


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _copied(pair: Pair) -> float:
    return max(pair.share_a, pair.share_b)


def _some_copied(pair: Pair) -> float:
    """More than a phrase, up to what a quoted paragraph makes."""
    return min(1.0, _copied(pair) / 0.15)


def _much_copied(pair: Pair) -> float:
    return min(1.0, _copied(pair) / 0.35)


def _copied_of_the_longer(pair: Pair) -> float:
    return min(1.0, min(pair.share_a, pair.share_b) / 0.35)


def _any_speech(pair: Pair) -> float:
    return 1.0 if pair.a.speech & pair.b.speech else 0.0


def _speech(pair: Pair) -> float:
    least = min(len(pair.a.speech), len(pair.b.speech))
    return len(pair.a.speech & pair.b.speech) / least if least else 0.0


def _first_told(pair: Pair) -> float:
    """How nearly the other report says one of the first two sentences of either: the news itself."""
    return max((*pair.told_a[:2], *pair.told_b[:2]), default=0.0)


def _best_told(pair: Pair) -> float:
    """The mean of the three sentences of one that the other says most nearly."""
    best = sorted(pair.told_a, reverse=True)[:3]
    return sum(best) / len(best) if best else 0.0


def _sentences_told(pair: Pair) -> float:
    """The share of sentences that the other report says too, of the one with more of them."""
    return max(
        (sum(v > TOLD for v in told) / len(told) for told in (pair.told_a, pair.told_b) if told), default=0.0
    )


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _lead_in_body(pair: Pair) -> float:
    forth = len(pair.a.lead & pair.b.content) / max(1, len(pair.a.lead))
    back = len(pair.b.lead & pair.a.content) / max(1, len(pair.b.lead))
    return (forth + back) / 2


def _content(pair: Pair) -> float:
    return _overlap(pair.a.content, pair.b.content)


def _names(pair: Pair) -> float:
    return _overlap(pair.a.names, pair.b.names)


def _tolls_differ(pair: Pair) -> float:
    """Both count killed, and not the same number."""
    return 1.0 if pair.a.toll and pair.b.toll and pair.a.toll != pair.b.toll else 0.0


def _keys(profile: Profile, *, near: bool, classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        s.key
        for s in profile.sources
        if s.cue_class in classes and (not near or s.start < NEWS_REACH) and s.key != profile.outlet
    )


def named_near(profile: Profile) -> frozenset[str]:
    """Return the keys of the sources that stand behind a report's news, its own outlet left out."""
    return _keys(profile, near=True, classes=("relay", "credit", "say"))


def _shared_relay(pair: Pair) -> float:
    classes = ("relay", "credit")
    a, b = (_keys(p, near=True, classes=classes) for p in (pair.a, pair.b))
    return 1.0 if a & b else 0.0


def _sources(pair: Pair) -> float:
    classes = ("relay", "credit", "say")
    return _overlap(*(_keys(p, near=False, classes=classes) for p in (pair.a, pair.b)))


def news_likeness(pair: Pair) -> float:
    """Return how much of the top news and of the numbers two reports share, 0 to 2."""
    return _lead_in_body(pair) + _overlap(pair.a.numbers, pair.b.numbers)


def _same_outlet(pair: Pair) -> float:
    return 1.0 if pair.a.outlet == pair.b.outlet else 0.0


def _days_apart(pair: Pair) -> float:
    if pair.a.when is None or pair.b.when is None:
        return 0.0
    return min(1.0, abs(pair.a.when.start - pair.b.when.start) / 86400 / 4)


#: Name of each feature and how it is taken; its weights per relation stand in ``data/lineage_weights.json``.
#: Naming the other's outlet is left out: it gave nothing beside the sources both name, and draws arrows anyway.
FEATURES: tuple[tuple[str, Callable[[Pair], float]], ...] = (
    ("copied", _copied),
    ("some_copied", _some_copied),
    ("much_copied", _much_copied),
    ("copied_of_the_longer", _copied_of_the_longer),
    ("any_speech", _any_speech),
    ("speech", _speech),
    ("first_told", _first_told),
    ("best_told", _best_told),
    ("sentences_told", _sentences_told),
    ("lead_in_body", _lead_in_body),
    ("content", _content),
    ("names", _names),
    ("tolls_differ", _tolls_differ),
    ("shared_relay", _shared_relay),
    ("sources", _sources),
    ("days_apart", _days_apart),
    ("same_outlet", _same_outlet),
)


def measure(pair: Pair) -> list[float]:
    """Return the value of every feature, in the table's order."""
    return [take(pair) for _, take in FEATURES]
