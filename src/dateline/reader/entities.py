"""Names of persons, organisations, places and media in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model import Entity, EntityKind
from dateline.reader.name_agreement import agree, names_over
from dateline.reader.name_borders import mend_borders
from dateline.reader.name_features import Page, has_personal_cue, is_known_place
from dateline.reader.name_model import NameModel, Segment, read_text, shipped_model
from dateline.text.organisations import find_organisations
from dateline.text.outlets import find_outlets, outlets

#: Kinds of outlet that are bodies first and media second.
_BODIES = frozenset(("monitor", "office"))
#: Weapons and vehicles ("Su-24", "T72"): no names of ours.
_DESIGNATION = re.compile(r"[^\W\d_]{1,5}[-‐‑]?\d+[^\W\d_]{0,3}")


def find_entities(
    text: str,
    *,
    spans: Sequence[tuple[int, int]],
    names: Sequence[Entity] | None = None,
    model: NameModel | None = None,
) -> list[Entity]:
    """Return the names inside the given spans, in text order, none overlapping.

    Outlets and bodies of the tables come first. What remains are ``names``, those that a tagger found, or,
    where it finds none, what the model cuts of each capitalised run: the shipped one unless another is given.
    Both have their borders mended and are made to agree with each other.
    """
    known = sorted((e for start, end in spans for e in _known(text, start, end)), key=lambda e: e.start)
    raw = _modelled(text, spans, model or shipped_model()) if names is None else names
    mended = [name for name in mend_borders(text, list(raw)) if _lies_in(name, spans)]
    found: list[Entity] = []
    replaced: set[int] = set()
    for entity in agree(text, mended, spans=spans):
        inside = names_over(known, entity.start, entity.end)
        if not inside or (entity.kind is not EntityKind.PLACE and all(_holds(entity, e) for e in inside)):
            replaced.update(e.start for e in inside)
            found.append(entity)
    return sorted([*found, *(e for e in known if e.start not in replaced)], key=lambda e: e.start)


def _lies_in(entity: Entity, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= entity.start and entity.end <= end for start, end in spans)


def _holds(entity: Entity, known: Entity) -> bool:
    """Return whether a name holds the known one and more capitals ("BBC Trust", not "BBC news")."""
    before, after = entity.text[: known.start - entity.start], entity.text[known.end - entity.start :]
    return (
        entity.start <= known.start and known.end <= entity.end and before + after != (before + after).lower()
    )


def _known(text: str, start: int, end: int) -> Iterator[Entity]:
    """Yield the outlets and bodies of the tables."""
    media = find_outlets(text[start:end])
    for m in media:
        kind = EntityKind.ORGANISATION if outlets()[m.key].type in _BODIES else EntityKind.MEDIA
        yield Entity(start=start + m.start, end=start + m.end, text=m.text, kind=kind)
    for o in find_organisations(text[start:end]):
        if all(o.end <= m.start or m.end <= o.start for m in media):
            yield Entity(start=start + o.start, end=start + o.end, text=o.text, kind=EntityKind.ORGANISATION)


def _modelled(text: str, spans: Sequence[tuple[int, int]], model: NameModel) -> Iterator[Entity]:
    page = read_text(text, spans)
    segments = [s for run in page.runs for s in model.cut(page, run) if s[2] != "none"]
    persons = _personal_words(page, segments)
    for first, last, kind in segments:
        start, end = page.tokens[first].start, page.tokens[last - 1].end
        known = is_known_place(text[start:end])
        if _DESIGNATION.fullmatch(text, start, end):
            continue
        if kind == EntityKind.PERSON and last - first > 1 and known:
            kind = EntityKind.PLACE
        if kind == EntityKind.PERSON and last - first == 1 and page.tokens[first].low not in persons:
            if not known:
                continue
            kind = EntityKind.PLACE
        yield Entity(start=start, end=end, text=text[start:end], kind=EntityKind(kind))


def _personal_words(page: Page, segments: Sequence[Segment]) -> set[str]:
    """Return the lone words that a witness in the text makes persons: towns and peoples look the same.

    Witnesses are a longer name that ends in the word, and a role, title, age or verb of saying beside it.
    """
    persons = [(a, b) for a, b, kind in segments if kind == EntityKind.PERSON]
    return {page.tokens[b - 1].low for a, b in persons if b - a > 1 or has_personal_cue(page, a)}
