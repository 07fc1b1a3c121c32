"""The relation of two reports: what is copied, who is named, which way it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lineage.book import SourceBook
from dateline.lineage.direction import Way, find_way
from dateline.lineage.features import Pair, compare, measure
from dateline.lineage.profile import profile
from dateline.lineage.weights import RelationModel, fit_relations, shipped_model
from dateline.model import Reading, Relation


@dataclass(frozen=True, slots=True)
class Relay:
    """How two reports stand to each other.

    ``direction`` is ``b_from_a``, ``a_from_b``, ``common_origin``, ``unknown``, or ``none`` for independent
    reports; ``prob`` is the chance of the relation named.
    """

    relation: Relation
    direction: str
    prob: float
    pair: Pair
    way: Way
    probs: dict[Relation, float]


def relate(a: Reading, b: Reading, *, model: RelationModel | None = None) -> Relay:
    """Return how two reports stand to each other, judged by these two alone."""
    return relate_pairs([a, b], [(a.id, b.id)], model=model)[0]


def relate_pairs(
    readings: Sequence[Reading], pairs: Sequence[tuple[str, str]], *, model: RelationModel | None = None
) -> list[Relay]:
    """Return how the two reports of each pair stand to each other, names resolved over all readings."""
    model = model or shipped_model()
    return [judge(pair, model=model) for pair in _compared(readings, pairs)]


def fit_lineage(
    readings: Sequence[Reading], labelled: Sequence[tuple[str, str, str]], *, strength: float = 2.0
) -> RelationModel:
    """Return a model fitted to labelled pairs (id, id, relation); needs the extra ``fit``.

    Relations other than reprint, partial and attributed count as independent.
    """
    pairs = _compared(readings, [(a, b) for a, b, _ in labelled])
    known = {relation.value for relation in Relation}
    rows = [
        (measure(pair), relation if relation in known else Relation.INDEPENDENT.value)
        for pair, (_, _, relation) in zip(pairs, labelled, strict=True)
    ]
    return fit_relations(rows, strength=strength)


def _compared(readings: Sequence[Reading], pairs: Sequence[tuple[str, str]]) -> list[Pair]:
    book = SourceBook(readings)
    asked = {report for pair in pairs for report in pair}
    profiles = {r.id: profile(r, book) for r in readings if r.id in asked}
    return [compare(profiles[a], profiles[b]) for a, b in pairs]


def judge(pair: Pair, *, model: RelationModel) -> Relay:
    """Return the likeliest relation of a pair laid side by side, and its direction."""
    same = pair.share_a == pair.share_b == 1.0
    probs = {Relation.REPRINT: 1.0} if same else model.predict(measure(pair))
    relation = max(sorted(probs), key=lambda r: probs[r])
    way = find_way(pair)
    return Relay(relation, _direction(pair, relation, way), probs[relation], pair, way, probs)


def _direction(pair: Pair, relation: Relation, way: Way) -> str:
    if relation is Relation.INDEPENDENT:
        return "none"
    child = way.b_is_child
    if child is not None:
        return "b_from_a" if child else "a_from_b"
    if way.common or (relation is Relation.ATTRIBUTED and pair.a.outlet != pair.b.outlet):
        return "common_origin"
    return "unknown"
