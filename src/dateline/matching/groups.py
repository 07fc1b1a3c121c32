"""Groups the assertions of many reports into the claims that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median

from dateline.matching.actors import displaces
from dateline.matching.clauses import is_clause, roughness
from dateline.matching.likeness import Scale, likeness
from dateline.matching.meaning import negated
from dateline.matching.opposites import denies, stance_towards
from dateline.matching.statements import Statement, read_statements
from dateline.matching.titles import claim_text
from dateline.model import AssertionKind, Encoder, Hedge, Polarity, Reading, Stance
from dateline.text.fold import fold

#: Clusters meet when the mean likeness between their members is at least this.
LEAST_LIKENESS = 0.4
#: Words in more statements than this share pair nobody: everybody uses them.
BLOCK_SHARE, BLOCK_LEAST = 0.25, 60
#: Pairs less likely than this are no candidates.
LEAST_PAIR = 0.05
#: Who holds a place on one day says nothing of the next week.
LASTS_DAYS = 2
#: What weighs most when as many reports speak of two claims.
_WEIGHT = ("casualty", "strike", "clash", "territory", "movement", "negotiation", "aid", "other", "statement")


@dataclass(frozen=True, slots=True)
class Member:
    """An assertion in a claim, and how it stands to it.

    ``rests_on`` names, by report and assertion, the sourced one that it only repeats: its origin is that one's.
    """

    report: str
    assertion: str
    stance: Stance
    rests_on: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """A proposition in the words of its most central assertion, and the assertions that share it."""

    id: str
    text: str
    kind: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before claims are in order, and the statements behind it."""

    group: ClaimGroup
    statements: tuple[Statement, ...]

    def rank(self, outlets: Mapping[str, str]) -> tuple[int, int, int, tuple[float, str, int, str]]:
        """Return what claims are ordered by; each last link of a chain is a voice, else the outlet."""
        voices = {
            fold(s.assertion.chain[-1].text if s.assertion.chain else outlets[s.report])
            for s in self.statements
        }
        reports = {s.report for s in self.statements}
        first = min(s.order for s in self.statements)
        return -len(reports), -len(voices), _WEIGHT.index(self.group.kind), first


def match_assertions(readings: Sequence[Reading], *, encoder: Encoder) -> tuple[ClaimGroup, ...]:
    """Return the claims of the readings: most reports first, then most voices, then what weighs most.

    An assertion that counts people and tells of an event stands in both claims. Attitudes, notes about the
    report and fragments are left out; so is what a single report mentions in passing. Groups are the same
    whatever the order of the readings.
    """
    statements = read_statements(readings, encoder=encoder)
    outlets = {r.id: r.report.outlet or r.id for r in readings}
    scale = Scale(statements)
    likely = _likely_pairs(statements, scale)
    clusters = _agglomerate(statements, likely)
    kept = [cluster for cluster in clusters if _worth_keeping(cluster)]
    drafts = [_draft(cluster, likely, statements) for cluster in kept]
    drafts.sort(key=lambda draft: draft.rank(outlets))
    return tuple(replace(draft.group, id=f"k{n}") for n, draft in enumerate(drafts, start=1))


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
    found, weighed = {}, [scale.weigh(s) for s in statements]
    for i, j in sorted(pairs):
        value = likeness(weighed[i], weighed[j], scale, least=LEAST_PAIR)
        if value >= LEAST_PAIR:
            found[_pair(statements[i], statements[j])] = value
    return found


def _pair(a: Statement, b: Statement) -> tuple[Key, Key]:
    return (a.key, b.key) if a.key <= b.key else (b.key, a.key)


def _agglomerate(statements: Sequence[Statement], likely: Likely) -> list[list[Statement]]:
    """Join clusters along the likeliest pairs as long as their mean likeness holds (average link).

    The sum of likenesses between two clusters is kept as they grow, so that no join looks at members again.
    """
    cluster_of = {s.key: n for n, s in enumerate(statements)}
    clusters: dict[int, list[Statement]] = {n: [s] for n, s in enumerate(statements)}
    sums: dict[int, dict[int, float]] = {n: {} for n in clusters}
    for (a, b), value in likely.items():
        sums[cluster_of[a]][cluster_of[b]] = sums[cluster_of[b]][cluster_of[a]] = value
    for (a, b), _ in sorted(likely.items(), key=lambda row: (-row[1], row[0])):
        left, right = cluster_of[a], cluster_of[b]
        if left == right:
            continue
        size = len(clusters[left]) * len(clusters[right])
        if sums[left].get(right, 0.0) / size < LEAST_LIKENESS:
            continue
        for statement in clusters.pop(right):
            clusters[left].append(statement)
            cluster_of[statement.key] = left
        _merge_sums(sums, left, right)
    return list(clusters.values())


def _merge_sums(sums: dict[int, dict[int, float]], left: int, right: int) -> None:
    for other, total in sums.pop(right).items():
        sums[other].pop(right, None)
        if other != left:
            sums[left][other] = sums[other][left] = sums[left].get(other, 0.0) + total


def _worth_keeping(cluster: Sequence[Statement]) -> bool:
    """Return whether a claim belongs in the sheet.

    What several reports state does, if one puts it in a whole clause. What one states does when it counts
    people, or opens the report with an event; the rest stays in the reading.
    """
    whole = [s for s in cluster if is_clause(s.text)]
    reports = len({s.report for s in cluster})
    if reports > 1 and whole:
        return reports > 2 or any(s.matters for s in cluster)
    return any(s.counts is not None or (s.matters and s.top) for s in whole)


def _draft(cluster: Sequence[Statement], likely: Likely, every: Sequence[Statement]) -> _Draft:
    central = _central(cluster, likely)
    held = tuple(sorted([*cluster, *_rivals(central, cluster, every)], key=lambda s: s.order))
    members: dict[tuple[str, str], Member] = {}
    for statement in held:
        at = (statement.report, statement.assertion.id)
        members.setdefault(at, Member(*at, stance_towards(statement, central)))
    group = ClaimGroup("", claim_text(central), _kind(cluster), tuple(members.values()))
    return _Draft(group, held)


def _rivals(central: Statement, cluster: Sequence[Statement], every: Sequence[Statement]) -> list[Statement]:
    """Return the statements by which somebody else holds the place that a claim says one holds."""
    known = {(s.report, s.assertion.id) for s in cluster}
    if denies(central):
        return []
    return [
        s
        for s in every
        if (s.report, s.assertion.id) not in known
        and displaces(central.holding, s.holding, same_place=bool(s.places & central.places))
        and s.voice != central.voice
        and not denies(s)
        and not abs(s.order[0] - central.order[0]) > LASTS_DAYS * 86400
    ]


def _central(cluster: Sequence[Statement], likely: Likely) -> Statement:
    """Return the statement that best stands for all: close to the others, positive, fit to be read alone.

    Of counts, the later ones go first.
    """
    last, usual = max(s.order for s in cluster), median(map(_counted, cluster))
    held = any(s.holding is not None for s in cluster)

    def rank(statement: Statement) -> tuple[float, tuple[float, str, int, str]]:
        others = [s for s in cluster if s.key != statement.key]
        mean = sum(likely.get(_pair(statement, s), 0.0) for s in others) / max(1, len(others))
        unlike = statement.assertion.polarity is not Polarity.AFFIRM or statement.takes_back
        score = (
            -mean
            + roughness(claim_text(statement))
            + 2.0 * negated(statement.text)
            + 0.2 * (statement.assertion.hedge is not Hedge.NONE)
            + 0.4 * unlike
            + 0.3 * statement.headline
            + 0.2 * (not statement.places)
            + 0.3 * (held and statement.holding is None)
        )
        if statement.counts is not None:
            unusual = not usual / 2 < _counted(statement) <= 5 * usual
            score += 0.7 * unusual - 0.3 * (statement.order[0] == last[0])
        return score, statement.order

    return min(cluster, key=rank)


def _counted(statement: Statement) -> float:
    """The most people that a statement counts; 0 where it counts nobody."""
    return max((q.low or 0.0 for q in statement.quantities if q.what is statement.counts), default=0.0)


def _kind(cluster: Iterable[Statement]) -> str:
    counts = Counter(s.kind for s in cluster)
    telling = {k: n for k, n in counts.items() if k not in (AssertionKind.OTHER, AssertionKind.STATEMENT)}
    pool = telling or counts
    return min(pool, key=lambda k: (-pool[k], k.value)).value
