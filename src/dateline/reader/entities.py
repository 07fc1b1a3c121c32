"""Names of persons, organisations, places and media in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Entity, EntityKind
from dateline.reader.name_model import NameModel, read_text, shipped_model
from dateline.text.outlets import find_outlets, outlets

#: Kinds of outlet that are bodies first and media second.
_BODIES = frozenset(("monitor", "office"))


def find_entities(
    text: str, *, spans: Sequence[tuple[int, int]], model: NameModel | None = None
) -> list[Entity]:
    """Return the names inside the given spans, in text order, none overlapping.

    Outlets of the table come first; what remains of each capitalised run is cut by the model (the shipped
    one unless another is given).
    """
    found = list(_known_outlets(text, spans))
    taken = [(e.start, e.end) for e in found]
    for entity in _modelled(text, spans, model or shipped_model()):
        inside = [i for i, (a, b) in enumerate(taken) if a < entity.end and entity.start < b]
        if not inside:
            found.append(entity)
        elif entity.kind is not EntityKind.PLACE and all(_holds(entity, taken[i]) for i in inside):
            found = [e for e in found if not (entity.start <= e.start and e.end <= entity.end)]
            found.append(entity)
    return sorted(found, key=lambda e: e.start)


def _holds(entity: Entity, span: tuple[int, int]) -> bool:
    """Return whether a name is longer than the outlet inside it ("BBC Trust")."""
    return entity.start <= span[0] and span[1] <= entity.end and entity.end - entity.start > span[1] - span[0]


def _known_outlets(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Entity]:
    for start, end in spans:
        for m in find_outlets(text[start:end]):
            kind = EntityKind.ORGANISATION if outlets()[m.key].type in _BODIES else EntityKind.MEDIA
            yield Entity(start=start + m.start, end=start + m.end, text=m.text, kind=kind)


def _modelled(text: str, spans: Sequence[tuple[int, int]], model: NameModel) -> Iterator[Entity]:
    page = read_text(text, spans)
    for run in page.runs:
        for first, last, kind in model.cut(page, run):
            if kind != "none":
                start, end = page.tokens[first].start, page.tokens[last - 1].end
                yield Entity(start=start, end=end, text=text[start:end], kind=EntityKind(kind))
