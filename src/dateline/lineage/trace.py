"""Traces who relays whom through a set of reports: direct edges, acyclic, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.lineage.align import covered, passages
from dateline.lineage.book import SourceBook
from dateline.lineage.features import compare, names, news_likeness
from dateline.lineage.graph import ancestors, without_cycles
from dateline.lineage.index import candidate_pairs
from dateline.lineage.profile import Named, Profile, profile
from dateline.lineage.relate import Relay, judge
from dateline.lineage.weights import RelationModel, shipped_model
from dateline.model import Direction, Edge, Reading, Relation, Span

#: Parent ids of sources that no captured report belongs to, until they get origin ids.
NAMED = "named:"
#: A second parent has to explain at least this many words of the child that the first does not.
OWN_WORDS = 15
#: Reports that name an outlet relay those of its reports that share at least this part of their lead words.
SAME_NEWS = 0.3

METHOD = "lineage:aligned+cues/1"


@dataclass(frozen=True, slots=True)
class _Offer:
    """A possible edge, with the child's copied words and whether the child names the parent itself."""

    edge: Edge
    words: frozenset[int]
    named: bool
    likeness: float

    @property
    def support(self) -> tuple[float, ...]:
        """What decides between parents: words explained, naming added; then how alike their news is."""
        return (round(self.edge.share + (0.25 if self.named else 0.0), 6), self.likeness, self.edge.prob)


def trace_relays(readings: Sequence[Reading], *, model: RelationModel | None = None) -> tuple[Edge, ...]:
    """Return the direct relays among reports, and from sources that are named but not captured.

    A parent that is not captured has the id ``named:KEY``. The result does not depend on the order of the
    readings, and a report that shares nothing with the others changes no edge.
    """
    model = model or shipped_model()
    ordered = sorted(readings, key=lambda r: r.id)
    book = SourceBook(ordered)
    profiles = {r.id: profile(r, book) for r in ordered}
    texts = {r.id: r.text for r in ordered}
    offers, undirected = _offers(profiles, texts, model=model)
    direct = without_cycles(offer.edge for offer in _best_parents(offers, profiles))
    loose = [edge for edge in undirected if not _explained(edge, direct)]
    named = [edge for one in profiles.values() for edge in _named_edges(one, texts[one.id], profiles, direct)]
    return tuple(sorted([*direct, *loose, *named], key=lambda e: (e.child, e.parent)))


def _offers(
    profiles: Mapping[str, Profile], texts: Mapping[str, str], *, model: RelationModel
) -> tuple[list[_Offer], list[Edge]]:
    ordered = sorted(profiles.values(), key=lambda p: p.id)
    sharing = set(candidate_pairs(ordered))
    naming = set(_naming_pairs(ordered))
    offers, undirected = [], []
    for a, b in sorted(sharing | naming):
        relay = judge(compare(profiles[a], profiles[b]), model=model)
        offer = _offer(relay, texts, naming=(a, b) in naming)
        if offer is None:
            continue
        if offer.edge.direction is Direction.PARENT_TO_CHILD:
            offers.append(offer)
        else:
            undirected.append(offer.edge)
    return offers, undirected


def _naming_pairs(profiles: Sequence[Profile]) -> Iterable[tuple[str, str]]:
    """Pairs in which one names the other's outlet and both tell the same news."""
    by_outlet: dict[str, list[Profile]] = defaultdict(list)
    for one in profiles:
        by_outlet[one.outlet].append(one)
    for child in profiles:
        keys = {s.key for s in child.sources if s.cue_class != "confirm"} | child.based_on
        for parent in (p for key in sorted(keys) for p in by_outlet.get(key, [])):
            if parent.id != child.id and names(child, parent) and _same_news(child, parent):
                yield min(child.id, parent.id), max(child.id, parent.id)


def _same_news(child: Profile, parent: Profile) -> bool:
    later = child.when is None or parent.when is None or child.when >= parent.when - 60
    return later and len(child.lead & parent.content) >= SAME_NEWS * min(len(child.lead), len(parent.content))


def _offer(relay: Relay, texts: Mapping[str, str], *, naming: bool) -> _Offer | None:
    """Return the edge that a judged pair makes, if it makes one."""
    pair = relay.pair
    independent = relay.probs.get(Relation.INDEPENDENT, 0.0)
    copies = bool(pair.runs) and 1 - independent >= 0.5
    if not copies and not naming and not (pair.a.speech & pair.b.speech and independent < 0.5):
        return None
    child_is_b = relay.way.b_is_child is not False
    child, parent = (pair.b, pair.a) if child_is_b else (pair.a, pair.b)
    cue = _naming_cue(child, parent, texts[child.id])
    relation = _relation(relay, copies=copies)
    share = pair.share_b if child_is_b else pair.share_a
    edge = Edge(
        child=child.id,
        parent=parent.id,
        direction=_edge_direction(relay),
        relation=relation,
        prob=round(_prob(relay, named=cue is not None), 4),
        share=round(share, 4),
        passages=passages(pair.runs, child.words, parent.words, child_is_a=not child_is_b),
        cue=cue,
        method=METHOD,
    )
    words = frozenset(covered(pair.runs, side="b" if child_is_b else "a"))
    return _Offer(edge, words, cue is not None, round(news_likeness(pair), 6))


def _relation(relay: Relay, *, copies: bool) -> Relation:
    probs = {r: p for r, p in relay.probs.items() if r is not Relation.INDEPENDENT}
    if not copies or not relay.pair.runs:
        return Relation.ATTRIBUTED
    return max(sorted(probs), key=lambda r: probs[r])


def _prob(relay: Relay, *, named: bool) -> float:
    derived = 1 - relay.probs.get(Relation.INDEPENDENT, 0.0)
    return max(derived, 0.8) if named else derived


def _edge_direction(relay: Relay) -> Direction:
    if relay.way.b_is_child is not None:
        return Direction.PARENT_TO_CHILD
    return Direction.COMMON_ORIGIN if relay.way.common else Direction.UNKNOWN


def _naming_cue(child: Profile, parent: Profile, text: str) -> Span | None:
    """The child's wording that names the parent: the cue together with the name."""
    if child.outlet == parent.outlet:
        return None
    found = [s for s in child.sources if s.key == parent.outlet and s.cue_class != "confirm"]
    if not found:
        return None
    ranks = {"credit": 0, "relay": 1, "say": 2}
    best = min(found, key=lambda s: (ranks[s.cue_class], s.start))
    return _cue_span(best, text)


def _cue_span(named: Named, text: str) -> Span:
    start, end = min(named.start, named.cue[0]), max(named.end, named.cue[1])
    return Span(start=start, end=end, text=text[start:end])


def _best_parents(offers: Sequence[_Offer], profiles: Mapping[str, Profile]) -> list[_Offer]:
    """Keep of each child's parents those that explain it directly.

    Best supported first; another stays when the child names it in words that it did not copy, or when it
    explains words that the kept ones do not.
    """
    by_child: dict[str, list[_Offer]] = defaultdict(list)
    for offer in offers:
        by_child[offer.edge.child].append(offer)
    kept = []
    for child, mine in sorted(by_child.items()):
        explained: set[int] = set()
        named_outlets: set[str] = set()
        for offer in sorted(mine, key=lambda o: (_rank(o), *_nearness(o, profiles))):
            fresh = len(offer.words - explained)
            own_cue = offer.named and not _copied(offer.edge.cue, profiles[child], explained)
            outlet = profiles[offer.edge.parent].outlet
            first = not explained and not named_outlets
            if first or fresh >= OWN_WORDS or (own_cue and outlet not in named_outlets):
                kept.append(offer)
                explained |= offer.words
                if offer.named:
                    named_outlets.add(outlet)
    return kept


def _rank(offer: _Offer) -> tuple[float, ...]:
    return tuple(-value for value in offer.support)


def _nearness(offer: _Offer, profiles: Mapping[str, Profile]) -> tuple[float, str]:
    when = profiles[offer.edge.parent].when
    return (when if when is not None else float("inf"), offer.edge.parent)


def _copied(cue: Span | None, child: Profile, explained: set[int]) -> bool:
    if cue is None:
        return False
    inside = [i for i, word in enumerate(child.words) if cue.start <= word.start < cue.end]
    return bool(inside) and all(i in explained for i in inside)


def _explained(edge: Edge, direct: Sequence[Edge]) -> bool:
    """A likeness without an arrow needs no edge where both already rest on one captured report."""
    mine = {edge.child, *ancestors(edge.child, direct)}
    theirs = {edge.parent, *ancestors(edge.parent, direct)}
    return bool(mine & theirs)


def _named_edges(
    child: Profile, text: str, profiles: Mapping[str, Profile], direct: Sequence[Edge]
) -> list[Edge]:
    """Edges to the sources that the child names itself and that no captured report belongs to."""
    captured = {p.outlet for p in profiles.values()}
    chained = any(source.direct and source.cue_class != "credit" for source in child.sources)
    taken = _taken(child, direct)
    best: dict[str, Named] = {}
    for source in child.sources:
        if source.key in captured or source.cue_class == "confirm" or (chained and not source.direct):
            continue
        if not any(start <= source.start < end for start, end in taken):
            best.setdefault(source.key, source)
    return [
        Edge(
            child=child.id,
            parent=NAMED + key,
            direction=Direction.PARENT_TO_CHILD,
            relation=Relation.ATTRIBUTED,
            prob=0.9 if source.cue_class in ("credit", "relay") else 0.8,
            share=0.0,
            cue=_cue_span(source, text),
            method="lineage:cue/1",
        )
        for key, source in sorted(best.items())
    ]


def _taken(child: Profile, direct: Sequence[Edge]) -> list[tuple[int, int]]:
    """The passages that the child took from captured parents: what they name, the parent named."""
    return [p.child for edge in direct if edge.child == child.id for p in edge.passages]
