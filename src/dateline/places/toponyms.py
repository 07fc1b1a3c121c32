"""Toponyms of a report: found and resolved, or resolved at given spans."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Entity, Gazetteer, Report, Toponym, ToponymKind
from dateline.places.find import Mention, find_mentions, iterate_spans
from dateline.places.resolve import resolve_mentions
from dateline.places.wording import demonyms
from dateline.text.fold import fold


def find_toponyms(report: Report, gazetteer: Gazetteer, *, entities: Sequence[Entity]) -> tuple[Toponym, ...]:
    """Return the names of places in the report's prose, in order, each with its place or a reason why not.

    ``entities`` tell which names stand inside the names of organisations and persons.
    """
    spans = [(start, end) for start, end, _ in report.prose()] if report.parts else [(0, len(report.text))]
    lines = list(iterate_spans(report.text, spans))
    mentions = find_mentions(report.text, lines, gazetteer, entities=entities)
    return tuple(resolve_mentions(mentions))


def resolve_spans(
    report: Report, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Return a toponym for each span given, in the order given; the report's own finds are its context."""
    whole = find_mentions(report.text, [(0, len(report.text))], gazetteer, entities=())
    known = {(m.start, m.end): m for m in whole}
    asked = [known.get(span) or _given(report.text, span, gazetteer) for span in spans]
    taken = {(m.start, m.end) for m in asked}
    context = [m for m in whole if not any(m.start < end and start < m.end for start, end in taken)]
    resolved = resolve_mentions([*asked, *context])
    return tuple(resolved[: len(asked)])


def _given(text: str, span: tuple[int, int], gazetteer: Gazetteer) -> Mention:
    surface = text[span[0] : span[1]]
    if of := demonyms().get(fold(surface)):
        entries = [entry for entry in gazetteer.look_up(of[1]) if entry.id == of[0]]
        return Mention(*span, surface, entries, ToponymKind.DEMONYM, demonym_of=of[0])
    return Mention(*span, surface, gazetteer.look_up(surface), cued=True)
