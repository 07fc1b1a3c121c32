"""Groups the assertions of many reports into the claims that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.matching.likeness import Scale, likeness
from dateline.matching.meaning import negated
from dateline.matching.opposites import stance_towards
from dateline.matching.statements import Statement, read_statements
from dateline.model import AssertionKind, Encoder, Hedge, Reading, Stance

#: Clusters meet when the mean likeness between their members is at least this.
LEAST_LIKENESS = 0.4
#: Words in more statements than this share pair nobody: everybody uses them.
BLOCK_SHARE, BLOCK_LEAST = 0.25, 60
#: Pairs less likely than this are no candidates.
LEAST_PAIR = 0.05


@dataclass(frozen=True, slots=True)
class Member:
    """An assertion in a claim, and how it stands to it."""

    report: str
    assertion: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """A proposition in the words of its most central assertion, and the assertions that share it."""

    id: str
    text: str
    kind: str
    members: tuple[Member, ...]


def match_assertions(readings: Sequence[Reading], *, encoder: Encoder) -> tuple[ClaimGroup, ...]:
    """Return the claims of the readings, the most reported first, then by first appearance.

    An assertion that counts people and tells of an event stands in both claims. Attitudes, notes about the
    report and fragments are left out; so is what a single report mentions in passing. Groups are the same
    whatever the order of the readings.
    """
    statements = read_statements(readings, encoder=encoder)
    scale = Scale(statements)
    likely = _likely_pairs(statements, scale)
    clusters = _agglomerate(statements, likely)
    kept = [cluster for cluster in clusters if _worth_keeping(cluster)]
    kept.sort(key=lambda c: (-len({s.report for s in c}), min(s.order for s in c)))
    return tuple(_group(f"k{n}", cluster, likely) for n, cluster in enumerate(kept, start=1))


Key = tuple[str, str, str]
Likely = dict[tuple[Key, Key], float]


def _likely_pairs(statements: Sequence[Statement], scale: Scale) -> Likely:
    """Return the likeness of the pairs that share a telling word or what they count."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        for word in statement.words:
            blocks[word].append(number)
        if statement.counts is not None:
            blocks[statement.counts].append(number)
    limit = max(BLOCK_LEAST, int(BLOCK_SHARE * len(statements)))
    pairs = {p for rows in blocks.values() if len(rows) <= limit for p in combinations(rows, 2)}
    found = {}
    for i, j in sorted(pairs):
        value = likeness(statements[i], statements[j], scale)
        if value >= LEAST_PAIR:
            found[_pair(statements[i], statements[j])] = value
    return found


def _pair(a: Statement, b: Statement) -> tuple[Key, Key]:
    return (a.key, b.key) if a.key <= b.key else (b.key, a.key)


def _agglomerate(statements: Sequence[Statement], likely: Likely) -> list[list[Statement]]:
    """Join clusters along the likeliest pairs as long as their mean likeness holds (average link)."""
    cluster_of = {s.key: n for n, s in enumerate(statements)}
    clusters: dict[int, list[Statement]] = {n: [s] for n, s in enumerate(statements)}
    for (a, b), _ in sorted(likely.items(), key=lambda row: (-row[1], row[0])):
        left, right = cluster_of[a], cluster_of[b]
        if left == right or _mean(clusters[left], clusters[right], likely) < LEAST_LIKENESS:
            continue
        for statement in clusters.pop(right):
            clusters[left].append(statement)
            cluster_of[statement.key] = left
    return list(clusters.values())


def _mean(left: Sequence[Statement], right: Sequence[Statement], likely: Likely) -> float:
    total = sum(likely.get(_pair(a, b), 0.0) for a in left for b in right)
    return total / (len(left) * len(right))


def _worth_keeping(cluster: Sequence[Statement]) -> bool:
    """Return whether a claim belongs in the sheet.

    What several reports state does. What one states does when it counts people, or opens the report with an
    event; the rest stays in the reading.
    """
    if len({s.report for s in cluster}) > 1:
        return any(s.matters for s in cluster) or len({s.report for s in cluster}) > 2
    return any(s.counts is not None or (s.matters and s.top) for s in cluster)


def _group(number: str, cluster: Sequence[Statement], likely: Likely) -> ClaimGroup:
    central = _central(cluster, likely)
    members: dict[tuple[str, str], Member] = {}
    for statement in sorted(cluster, key=lambda s: s.order):
        at = (statement.report, statement.assertion.id)
        members.setdefault(at, Member(*at, stance_towards(statement, central)))
    return ClaimGroup(number, _claim_text(central), _kind(cluster), tuple(members.values()))


def _claim_text(central: Statement) -> str:
    """The words of the central statement, without the conjunction that ties them to their cue."""
    text = " ".join(central.text.split()).strip(' ,;.“”"')
    return text[5:] if text.startswith("that ") else text


def _central(cluster: Sequence[Statement], likely: Likely) -> Statement:
    """Return the statement closest to all others; positive words, plain ones and no headline go first."""

    def rank(statement: Statement) -> tuple[float, tuple[float, str, int, str]]:
        others = [s for s in cluster if s.key != statement.key]
        mean = sum(likely.get(_pair(statement, s), 0.0) for s in others) / max(1, len(others))
        hedged = statement.assertion.hedge is not Hedge.NONE
        uncounted = statement.counts is not None and not statement.quantities
        return (
            -mean
            + 2.0 * negated(statement.text)
            + 0.1 * hedged
            + 0.5 * uncounted
            + 0.05 * statement.headline,
            statement.order,
        )

    return min(cluster, key=rank)


def _kind(cluster: Iterable[Statement]) -> str:
    counts = Counter(s.kind for s in cluster)
    telling = {k: n for k, n in counts.items() if k not in (AssertionKind.OTHER, AssertionKind.STATEMENT)}
    pool = telling or counts
    return min(pool, key=lambda k: (-pool[k], k.value)).value
