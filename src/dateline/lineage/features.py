"""The readable table of what tells relations apart; every value lies between 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from dateline.lineage.align import Run, align, covered
from dateline.lineage.profile import Profile

#: A source named this far into a report stands behind its news rather than its background (code points).
NEWS_REACH = 900


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports laid side by side. ``share_a`` is the part of a's prose that stands in b."""

    a: Profile
    b: Profile
    runs: tuple[Run, ...]
    share_a: float
    share_b: float


def compare(a: Profile, b: Profile) -> Pair:
    """Return the two reports with their shared passages."""
    runs = tuple(align(a, b))
    return Pair(
        a,
        b,
        runs,
        len(covered(runs, side="a")) / max(1, len(a.words)),
        len(covered(runs, side="b")) / max(1, len(b.words)),
    )


def _share_most(pair: Pair) -> float:
    return max(pair.share_a, pair.share_b)


def _share_least(pair: Pair) -> float:
    return min(pair.share_a, pair.share_b)


def _mostly_one(pair: Pair) -> float:
    return 1.0 if _share_most(pair) >= 0.55 else 0.0


def _any_passage(pair: Pair) -> float:
    return min(1.0, math.log1p(sum(r.equal for r in pair.runs)) / math.log1p(400))


def _longest_run(pair: Pair) -> float:
    return min(1.0, max((r.equal for r in pair.runs), default=0) / 80)


def _passage_count(pair: Pair) -> float:
    return min(1.0, len(pair.runs) / 10)


def _top_passage(pair: Pair) -> float:
    """Copied words in the first 60 words of both: the news itself, not its background."""
    a = {i for i in covered(pair.runs, side="a") if i < 60}
    b = {i for i in covered(pair.runs, side="b") if i < 60}
    return min(1.0, min(len(a), len(b)) / 40)


def _end_only(pair: Pair) -> float:
    """Copied words that stand in the last half of both: shared background."""
    last_a = [r for r in pair.runs if r.a0 > len(pair.a.words) / 2 and r.b0 > len(pair.b.words) / 2]
    return sum(r.equal for r in last_a) / max(1, sum(r.equal for r in pair.runs))


def _speech(pair: Pair) -> float:
    least = min(len(pair.a.speech), len(pair.b.speech))
    return len(pair.a.speech & pair.b.speech) / least if least else 0.0


def _any_speech(pair: Pair) -> float:
    return 1.0 if pair.a.speech & pair.b.speech else 0.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _lead(pair: Pair) -> float:
    return _overlap(pair.a.lead, pair.b.lead)


def _lead_in_body(pair: Pair) -> float:
    forth = len(pair.a.lead & pair.b.content) / max(1, len(pair.a.lead))
    back = len(pair.b.lead & pair.a.content) / max(1, len(pair.b.lead))
    return (forth + back) / 2


def _content(pair: Pair) -> float:
    return _overlap(pair.a.content, pair.b.content)


def _names(pair: Pair) -> float:
    return _overlap(pair.a.names, pair.b.names)


def _numbers(pair: Pair) -> float:
    return _overlap(pair.a.numbers, pair.b.numbers)


def _numbers_differ(pair: Pair) -> float:
    return 1.0 if pair.a.numbers and pair.b.numbers and not pair.a.numbers & pair.b.numbers else 0.0


def names(child: Profile, parent: Profile) -> bool:
    """Return whether the child names the parent's outlet as where it has something from."""
    relayed = {s.key for s in child.sources if s.cue_class in ("relay", "credit", "say")}
    return parent.outlet != child.outlet and (parent.outlet in relayed or parent.outlet in child.based_on)


def _named(pair: Pair) -> float:
    return 1.0 if names(pair.a, pair.b) or names(pair.b, pair.a) else 0.0


def _keys(profile: Profile, *, near: bool, classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        s.key
        for s in profile.sources
        if s.cue_class in classes and (not near or s.start < NEWS_REACH) and s.key != profile.outlet
    )


def named_near(profile: Profile) -> frozenset[str]:
    """Return the keys of the sources that stand behind a report's news, its own outlet left out."""
    return _keys(profile, near=True, classes=("relay", "credit", "say"))


def _shared_credit(pair: Pair) -> float:
    return 1.0 if pair.a.credits & pair.b.credits else 0.0


def _shared_relay(pair: Pair) -> float:
    classes = ("relay", "credit")
    a, b = (_keys(p, near=True, classes=classes) for p in (pair.a, pair.b))
    return 1.0 if a & b else 0.0


def _shared_source(pair: Pair) -> float:
    a, b = named_near(pair.a), named_near(pair.b)
    return 1.0 if a & b else 0.0


def _sources_overlap(pair: Pair) -> float:
    classes = ("relay", "credit", "say")
    return _overlap(*(_keys(p, near=False, classes=classes) for p in (pair.a, pair.b)))


def _first_source(pair: Pair) -> float:
    """The first source that one report names is named high up in the other as well."""
    a, b = named_near(pair.a), named_near(pair.b)
    first_a = next((s.key for s in pair.a.sources if s.key in a), None)
    first_b = next((s.key for s in pair.b.sources if s.key in b), None)
    return ((first_a in b) + (first_b in a)) / 2


def _same_news_same_source(pair: Pair) -> float:
    return _lead_in_body(pair) * _shared_source(pair)


def _shared_media(pair: Pair) -> float:
    """Both name one medium anywhere, cue or not."""
    return 1.0 if pair.a.media & pair.b.media else 0.0


def news_likeness(pair: Pair) -> float:
    """Return how much of the top news and of the numbers two reports share, 0 to 2."""
    return _lead_in_body(pair) + _numbers(pair)


def _same_outlet(pair: Pair) -> float:
    return 1.0 if pair.a.outlet == pair.b.outlet else 0.0


def _days_apart(pair: Pair) -> float:
    if pair.a.when is None or pair.b.when is None:
        return 0.0
    return min(1.0, abs(pair.a.when.start - pair.b.when.start) / 86400 / 7)


def _same_day(pair: Pair) -> float:
    if pair.a.when is None or pair.b.when is None:
        return 0.0
    return 1.0 if abs(pair.a.when.start - pair.b.when.start) <= 1.5 * 86400 else 0.0


def _headlines(pair: Pair) -> float:
    return _overlap(pair.a.headline, pair.b.headline)


#: Name of each feature and how it is taken; its weights per relation stand in ``data/lineage_weights.json``.
FEATURES: tuple[tuple[str, Callable[[Pair], float]], ...] = (
    ("share_most", _share_most),
    ("share_least", _share_least),
    ("mostly_one", _mostly_one),
    ("any_passage", _any_passage),
    ("longest_run", _longest_run),
    ("passage_count", _passage_count),
    ("top_passage", _top_passage),
    ("end_only", _end_only),
    ("speech", _speech),
    ("any_speech", _any_speech),
    ("lead", _lead),
    ("lead_in_body", _lead_in_body),
    ("content", _content),
    ("names", _names),
    ("numbers", _numbers),
    ("numbers_differ", _numbers_differ),
    ("child_names_parent", _named),
    ("shared_credit", _shared_credit),
    ("shared_relay", _shared_relay),
    ("shared_source", _shared_source),
    ("sources_overlap", _sources_overlap),
    ("first_source", _first_source),
    ("same_news_same_source", _same_news_same_source),
    ("shared_media", _shared_media),
    ("same_outlet", _same_outlet),
    ("days_apart", _days_apart),
    ("same_day", _same_day),
    ("headlines", _headlines),
)


def measure(pair: Pair) -> list[float]:
    """Return the value of every feature, in the table's order."""
    return [take(pair) for _, take in FEATURES]
