"""Groups the assertions of many reports into the claims that they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from dateline.matching.actors import displaces
from dateline.matching.clauses import is_clause, roughness
from dateline.matching.meaning import negated
from dateline.matching.opposites import denies, stance_towards
from dateline.matching.pairs import Near, agglomerate, near_statements
from dateline.matching.statements import Statement, read_statements
from dateline.matching.titles import claim_text
from dateline.model import AssertionKind, Encoder, Hedge, Polarity, Reading, Stance
from dateline.text.fold import fold

#: Who holds a place on one day says nothing of the next week.
LASTS_DAYS = 2
#: What weighs most when as many reports speak of two claims.
_WEIGHT = ("casualty", "strike", "clash", "territory", "movement", "negotiation", "aid", "other", "statement")


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


class _Cluster(NamedTuple):
    """Statements of one claim, and the mean likeness of each to the others."""

    statements: list[Statement]
    nearness: list[float]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before claims are in order, the statements behind it, and its titles, best first."""

    group: ClaimGroup
    statements: tuple[Statement, ...]
    titles: tuple[str, ...]

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
    near = near_statements(statements)
    lasting = [s for s in statements if s.holding is not None]
    clusters = [
        _Cluster([statements[n] for n in rows], _mean_nearness(rows, near)) for rows in agglomerate(near)
    ]
    drafts = [_draft(cluster, lasting) for cluster in clusters if _worth_keeping(cluster.statements)]
    drafts.sort(key=lambda draft: draft.rank(outlets))
    titles = _distinct(drafts)
    return tuple(
        replace(draft.group, id=f"k{n}", text=text)
        for n, (draft, text) in enumerate(zip(drafts, titles, strict=True), start=1)
    )


def _distinct(drafts: Sequence[_Draft]) -> list[str]:
    """Return a title for each claim, its next best one where a claim before it has the same words.

    One sentence may tell of an event, count its dead and count its wounded.
    """
    taken: set[str] = set()
    chosen = []
    for draft in drafts:
        text = next((t for t in draft.titles if fold(t) not in taken), draft.titles[0])
        taken.add(fold(text))
        chosen.append(text)
    return chosen


def _mean_nearness(rows: Sequence[int], near: Near) -> list[float]:
    """Return for each row of a cluster its mean likeness to the others."""
    others = set(rows)
    return [
        math.fsum(value for other, value in near[row].items() if other in others) / max(1, len(rows) - 1)
        for row in rows
    ]


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


def _draft(cluster: _Cluster, lasting: Sequence[Statement]) -> _Draft:
    own = _by_centrality(cluster)
    central = own[0]
    held = tuple(sorted([*own, *_rivals(central, own, lasting)], key=lambda s: s.order))
    members: dict[tuple[str, str], Member] = {}
    for statement in held:
        at = (statement.report, statement.assertion.id)
        members.setdefault(at, Member(*at, stance_towards(statement, central)))
    group = ClaimGroup("", claim_text(central), _kind(own), tuple(members.values()))
    plain = [s for s in own if s is central or stance_towards(s, central) is Stance.AFFIRMS]
    return _Draft(group, held, tuple(dict.fromkeys(claim_text(s) for s in plain)))


def _rivals(
    central: Statement, cluster: Sequence[Statement], lasting: Sequence[Statement]
) -> list[Statement]:
    """Return the statements by which somebody else holds the place that a claim says one holds."""
    if central.holding is None or denies(central):
        return []
    known = {(s.report, s.assertion.id) for s in cluster}
    return [
        s
        for s in lasting
        if (s.report, s.assertion.id) not in known
        and displaces(central.holding, s.holding, same_place=bool(s.places & central.places))
        and s.voice != central.voice
        and not denies(s)
        and not abs(s.order[0] - central.order[0]) > LASTS_DAYS * 86400
    ]


def _by_centrality(cluster: _Cluster) -> list[Statement]:
    """Return the statements, first the one that best stands for all: near the others, positive, fit to stand alone.

    Of counts, the later ones go first.
    """
    own = cluster.statements
    last, usual = max(s.order for s in own), median(map(_counted, own))
    held = any(s.holding is not None for s in own)
    near = {s.key: mean for s, mean in zip(own, cluster.nearness, strict=True)}

    def rank(statement: Statement) -> tuple[float, tuple[float, str, int, str]]:
        unlike = statement.assertion.polarity is not Polarity.AFFIRM or statement.takes_back
        score = (
            -near[statement.key]
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

    return sorted(own, key=rank)


def _counted(statement: Statement) -> float:
    """The most people that a statement counts; 0 where it counts nobody."""
    return max((q.low or 0.0 for q in statement.quantities if q.what is statement.counts), default=0.0)


def _kind(cluster: Iterable[Statement]) -> str:
    counts = Counter(s.kind for s in cluster)
    telling = {k: n for k, n in counts.items() if k not in (AssertionKind.OTHER, AssertionKind.STATEMENT)}
    pool = telling or counts
    return min(pool, key=lambda k: (-pool[k], k.value)).value
