"""Traces who relays whom through a set of reports: direct edges, acyclic, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.lineage.align import covered, passages
from dateline.lineage.book import SourceBook
from dateline.lineage.features import compare, news_likeness
from dateline.lineage.graph import ancestors, without_cycles
from dateline.lineage.index import candidate_pairs
from dateline.lineage.links import Naming, Namings, context_words, find_namings, same_news, share
from dateline.lineage.profile import Named, Profile, profile
from dateline.lineage.relate import Relay, judge
from dateline.lineage.times import surely_later
from dateline.lineage.weights import RelationModel, shipped_model
from dateline.model import Direction, Edge, Reading, Relation, Span

#: Parent ids of sources that no captured report belongs to, until they get origin ids.
NAMED = "named:"
#: A second parent has to explain at least this many words of the child that the first does not.
OWN_WORDS = 15
#: Copied words that make more than a phrase: a share of the child, or one run this long.
COPIED_SHARE, COPIED_RUN = 0.05, 12
#: Between reports of one piece of news even this chance of independence allows an edge.
SAME_EVENT_LIMIT = 0.65
#: A parent knows better than the source named behind it by this much of the words around the naming.
BETTER = 0.05
#: A source that is not captured is known through a parent which holds this part of the words around it.
RETOLD = 0.5
#: Naming a parent outweighs this share of copied words.
NAMING_BONUS = 0.25
#: Probability that a naming is a relay (precision of cues for media names, about .8).
NAMING_PROB = 0.8
#: A cue further than this from the name is shown without it (code points).
NEAR = 120

METHOD = "lineage:aligned+cues/1"


@dataclass(frozen=True, slots=True)
class _Offer:
    """A possible edge, with the child's copied words and the child's naming of the parent."""

    edge: Edge
    words: frozenset[int]
    namings: tuple[Naming, ...]
    likeness: float

    @property
    def support(self) -> tuple[float, ...]:
        """What decides between parents: words explained, naming added; then how alike their news is."""
        bonus = NAMING_BONUS if self.namings else 0.0
        return (round(self.edge.share + bonus, 6), self.likeness, self.edge.prob)


class _Tracer:
    """The profiles of one set of readings and what is known of their pairs."""

    def __init__(self, readings: Sequence[Reading], model: RelationModel) -> None:
        self.book = SourceBook(readings)
        self.texts = {r.id: r.text for r in readings}
        self.profiles = {r.id: profile(r, self.book) for r in readings}
        self.namings: Namings = find_namings(list(self.profiles.values()), self.texts)
        self.model = model

    def offers(self) -> Iterator[_Offer]:
        """Yield the possible edges of all pairs that share wording or name each other."""
        sharing = candidate_pairs(list(self.profiles.values()))
        naming = [(min(pair), max(pair)) for pair in self.namings]
        for a, b in sorted({*sharing, *naming}):
            relay = judge(compare(self.profiles[a], self.profiles[b]), model=self.model)
            offer = self._offer(relay, a, b)
            if offer is not None:
                yield offer

    def _offer(self, relay: Relay, a: str, b: str) -> _Offer | None:
        pair = relay.pair
        independent = relay.probs.get(Relation.INDEPENDENT, 0.0)
        copies = bool(pair.runs) and independent < (SAME_EVENT_LIMIT if _one_event(relay) else 0.5)
        speaks = bool(pair.a.speech & pair.b.speech) and independent < 0.5
        child_is_b, arrow = self._way(relay, a, b)
        namings = tuple(self.namings.get((b, a) if child_is_b else (a, b), ()))
        if not copies and not speaks and not namings:
            return None
        child, parent = (pair.b, pair.a) if child_is_b else (pair.a, pair.b)
        part = pair.share_b if child_is_b else pair.share_a
        edge = Edge(
            child=child.id,
            parent=parent.id,
            direction=arrow,
            relation=_relation(relay, part, copies=copies),
            prob=round(max(1 - independent, NAMING_PROB if namings else 0.0), 4),
            share=round(part, 4),
            passages=passages(pair.runs, child.words, parent.words, child_is_a=not child_is_b),
            cue=_cue_span(namings[0].named, self.texts[child.id]) if namings else None,
            method=METHOD,
        )
        words = frozenset(covered(pair.runs, side="b" if child_is_b else "a"))
        return _Offer(edge, words, namings, round(news_likeness(pair), 6))

    def _way(self, relay: Relay, a: str, b: str) -> tuple[bool, Direction]:
        """Return whether b is the child, and the arrow: a naming by one side alone draws it."""
        forth, back = (b, a) in self.namings, (a, b) in self.namings
        if forth != back:
            return forth, Direction.PARENT_TO_CHILD
        if relay.way.b_is_child is not None:
            return relay.way.b_is_child, Direction.PARENT_TO_CHILD
        return True, Direction.COMMON_ORIGIN if relay.way.common else Direction.UNKNOWN

    def best_parents(self, offers: Sequence[_Offer]) -> list[_Offer]:
        """Return of each child's parents those that explain it directly, the best supported first."""
        by_child: dict[str, list[_Offer]] = defaultdict(list)
        for offer in offers:
            by_child[offer.edge.child].append(offer)
        return [kept for _, mine in sorted(by_child.items()) for kept in self._direct(mine)]

    def _direct(self, offers: Sequence[_Offer]) -> list[_Offer]:
        """Keep a parent for words that no better one explains, or for a naming of the child's own."""
        kept: list[_Offer] = []
        explained: set[int] = set()
        for offer in sorted(offers, key=lambda o: (tuple(-v for v in o.support), *self._nearness(o))):
            fresh = len(offer.words - explained)
            copied = offer.edge.relation is not Relation.ATTRIBUTED
            if copied and (fresh >= OWN_WORDS or not explained):
                kept.append(offer)
                explained |= offer.words
            elif self._own_naming(offer, kept, explained):
                kept.append(replace(offer, edge=_named_only(offer.edge)) if explained else offer)
            elif not copied and not offer.namings and not kept:
                kept.append(offer)
        return kept

    def _nearness(self, offer: _Offer) -> tuple[float, str]:
        when = self.profiles[offer.edge.parent].when
        return (when.start if when is not None else float("inf"), offer.edge.parent)

    def _own_naming(self, offer: _Offer, kept: Sequence[_Offer], explained: set[int]) -> bool:
        """Return whether the child names the parent in words of its own, and not through another parent."""
        child = self.profiles[offer.edge.child]
        key = self.profiles[offer.edge.parent].outlet
        parents = [o.edge for o in kept]
        return any(
            not _copied(naming.named, child, explained)
            and not self._through(child, naming.named, key, naming.score + BETTER, parents)
            for naming in offer.namings
        )

    def _through(self, child: Profile, named: Named, key: str, least: float, parents: Sequence[Edge]) -> bool:
        """Return whether a parent of another house names the same source and tells the matter well enough."""
        words = context_words(self.texts[child.id], named)
        for edge in parents:
            parent = self.profiles[edge.parent]
            if parent.outlet in (child.outlet, key) or not _relays(parent, key):
                continue
            if named.written and parent.when and surely_later(parent.when, named.written):
                continue
            if share(words, parent) > least:
                return True
        return False

    def named_edges(self, direct: Sequence[Edge]) -> Iterator[Edge]:
        """Yield the edges to sources that children name themselves and that no captured report belongs to."""
        captured = {p.outlet for p in self.profiles.values()}
        for child in self.profiles.values():
            mine = [edge for edge in direct if edge.child == child.id]
            best: dict[str, Named] = {}
            for source in self._own_sources(child, mine):
                if source.key not in captured:
                    best.setdefault(source.key, source)
            for key, source in sorted(best.items()):
                yield _named_edge(child, key, source, self.texts[child.id])

    def _own_sources(self, child: Profile, mine: Sequence[Edge]) -> Iterator[Named]:
        chained = any(not s.worded and s.cue_class != "credit" for s in child.sources)
        taken = [p.child for edge in mine for p in edge.passages]
        for source in child.sources:
            if source.cue_class in ("confirm", "reject", "mention") or not source.direct:
                continue
            if (chained and source.worded) or any(a <= source.place < b for a, b in taken):
                continue
            if not self._through(child, source, source.key, RETOLD, mine):
                yield source


def trace_relays(readings: Sequence[Reading], *, model: RelationModel | None = None) -> tuple[Edge, ...]:
    """Return the direct relays among reports, and from sources that are named but not captured.

    A parent that is not captured has the id ``named:KEY``. The result does not depend on the order of the
    readings, and a report that shares nothing with the others changes no edge.
    """
    tracer = _Tracer(sorted(readings, key=lambda r: r.id), model or shipped_model())
    offers = list(tracer.offers())
    arrows = [o for o in offers if o.edge.direction is Direction.PARENT_TO_CHILD]
    direct = without_cycles(offer.edge for offer in tracer.best_parents(arrows))
    loose = [o.edge for o in offers if o.edge.direction is not Direction.PARENT_TO_CHILD]
    loose = [edge for edge in loose if not _explained(edge, direct)]
    named = tracer.named_edges(direct)
    return tuple(sorted([*direct, *loose, *named], key=lambda e: (e.child, e.parent)))


def _named_only(edge: Edge) -> Edge:
    """An edge that rests on its naming: what words it shares came by a better parent."""
    return replace(edge, relation=Relation.ATTRIBUTED, share=0.0, passages=())


def _one_event(relay: Relay) -> bool:
    """Return whether long shared wording stands in two reports of the same news: no chance background."""
    longest = max((run.equal for run in relay.pair.runs), default=0)
    return longest >= COPIED_RUN and same_news(relay.pair.a, relay.pair.b)


def _relays(parent: Profile, key: str) -> bool:
    return any(s.key == key and s.cue_class not in ("reject", "confirm") for s in parent.sources)


def _relation(relay: Relay, part: float, *, copies: bool) -> Relation:
    longest = max((run.equal for run in relay.pair.runs), default=0)
    if not copies or (part < COPIED_SHARE and longest < COPIED_RUN):
        return Relation.ATTRIBUTED
    probs = {r: p for r, p in relay.probs.items() if r is not Relation.INDEPENDENT}
    return max(sorted(probs), key=lambda r: probs[r])


def _cue_span(named: Named, text: str) -> Span:
    """The cue together with the name, or the name alone where the cue stands elsewhere."""
    start, end = min(named.start, named.cue[0]), max(named.end, named.cue[1])
    if end - start > NEAR or "\n" in text[start:end]:
        start, end = named.start, named.end
    return Span(start=start, end=end, text=text[start:end])


def _copied(named: Named, child: Profile, explained: set[int]) -> bool:
    """Return whether the naming stands in copied words."""
    inside = [i for i, word in enumerate(child.words) if named.start <= word.start < named.end]
    return bool(inside) and all(i in explained for i in inside)


def _explained(edge: Edge, direct: Sequence[Edge]) -> bool:
    """A likeness without an arrow needs no edge where both already rest on one captured report."""
    mine = {edge.child, *ancestors(edge.child, direct)}
    theirs = {edge.parent, *ancestors(edge.parent, direct)}
    return bool(mine & theirs)


def _named_edge(child: Profile, key: str, source: Named, text: str) -> Edge:
    return Edge(
        child=child.id,
        parent=NAMED + key,
        direction=Direction.PARENT_TO_CHILD,
        relation=Relation.ATTRIBUTED,
        prob=0.9 if source.cue_class in ("credit", "relay") else NAMING_PROB,
        share=0.0,
        cue=_cue_span(source, text),
        method="lineage:cue/1",
    )
