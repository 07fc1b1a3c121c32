"""Toponyms of a report: found and resolved, or resolved at given spans."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Entity, Gazetteer, NameLeaning, PartKind, Report, Toponym, ToponymKind
from dateline.places.finding.context import read_context, tie_neighbours
from dateline.places.finding.find import find_mentions, iterate_lines
from dateline.places.finding.mentions import Finder, Mention
from dateline.places.finding.wording import demonyms
from dateline.places.ranking.prior import StoryPrior
from dateline.places.ranking.resolve import resolve_mentions
from dateline.text.fold import fold


def find_toponyms(
    report: Report,
    gazetteer: Gazetteer,
    *,
    entities: Sequence[Entity],
    leanings: Sequence[NameLeaning] = (),
    prior: StoryPrior | None = None,
) -> tuple[Toponym, ...]:
    """Return the names of places in the report's prose and dateline, in order, each with its place or why not.

    ``entities`` tell which names stand inside the names of organisations and persons, ``leanings`` what the
    reader thinks of each word, ``prior`` what a desk says of where the story is.
    """
    mentions = find_mentions(report.text, read_spans(report), gazetteer, entities=entities, leanings=leanings)
    return tuple(resolve_mentions(mentions, report, gazetteer, prior=prior))


def read_spans(report: Report) -> list[tuple[int, int]]:
    """Return the stretches of the report in which places are looked for."""
    if not report.parts:
        return [(0, len(report.text))]
    dateline = [
        (p.start, p.end)
        for p in report.parts
        if p.kind is PartKind.DATELINE and p.start is not None and p.end is not None
    ]
    return sorted([*dateline, *((start, end) for start, end, _ in report.prose())])


def resolve_spans(
    report: Report,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    prior: StoryPrior | None = None,
) -> tuple[Toponym, ...]:
    """Return a toponym for each span given, in the order given; the report's own finds are its context."""
    whole = [(0, len(report.text))]
    found = find_mentions(report.text, whole, gazetteer, entities=())
    known = {(m.start, m.end): m for m in found}
    finders = [Finder(report.text, line, gazetteer) for line in iterate_lines(report.text, whole)]
    asked = [known.get(span) or _given(report.text, span, gazetteer, finders) for span in spans]
    for mention in asked:
        mention.inside = None
    context = [m for m in found if not any(m.start < a.end and a.start < m.end for a in asked)]
    together = sorted([*asked, *context], key=lambda m: (m.start, m.end))
    tie_neighbours(together, report.text)
    resolved = resolve_mentions([*asked, *context], report, gazetteer, prior=prior)
    return tuple(resolved[: len(asked)])


def _given(text: str, span: tuple[int, int], gazetteer: Gazetteer, finders: Sequence[Finder]) -> Mention:
    """Return the mention of a span that was told, looked up as it stands and without its "'s"."""
    surface = text[span[0] : span[1]]
    finder = next((f for f in finders if f.tokens and f.tokens[0].start <= span[0] < f.tokens[-1].end), None)
    mention = finder.named_by(*span) if finder else None
    mention = mention or Mention(*span, surface, (), 0, 0)
    if of := demonyms().get(fold(surface)):
        mention.entries = [entry for entry in gazetteer.look_up(of[1]) if entry.id == of[0]]
        mention.kind = ToponymKind.DEMONYM
    else:
        mention.entries = gazetteer.look_up(surface) or gazetteer.look_up(surface + ".")
    if finder is not None and mention.last:
        read_context(mention, finder, frozenset())
    return mention
