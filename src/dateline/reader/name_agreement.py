"""Names of one text speak for each other: a form has one kind, and is a name wherever it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model import Entity, EntityKind

#: Shorter forms say too little to be looked for elsewhere.
_SHORTEST = 3
_SHORTENED = frozenset((EntityKind.ORGANISATION, EntityKind.PLACE))
#: Heads of names that are never a place's or a person's, as they are annotated.
_BODIES = re.compile(r"(?i:(?:^|.* )(?:university|college)(?: (?:of|at|for) .*)?)\Z")


def agree(text: str, names: Sequence[Entity], *, spans: Sequence[tuple[int, int]]) -> list[Entity]:
    """Return the names inside the spans of a text made alike, in order, none overlapping.

    Where most of a form are persons it is one throughout, where few are it is none; a place and its team or
    government stay apart, for both may be meant (four folds of GUM: no fold falls). Capitals that are the initials
    of a longer name have that name's kind; a form that is mostly found is found everywhere, and stands for the
    shorter names inside it.
    """
    names = [_of_kind(name, EntityKind.ORGANISATION) if _BODIES.match(name.text) else name for name in names]
    kinds = _kinds(names)
    spelled = _initials(names)
    alike = [_of_kind(name, spelled.get(name.text) or _most(kinds[name.text], name.kind)) for name in names]
    return _everywhere(text, alike, spans)


def _kinds(names: Sequence[Entity]) -> dict[str, Counter[EntityKind]]:
    found: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name in names:
        found[name.text][name.kind] += 1
    return found


def _initials(names: Sequence[Entity]) -> dict[str, EntityKind]:
    """Return the kinds that initials of organisations and places stand for."""
    found: dict[str, EntityKind] = {}
    for name in names:
        initials = "".join(word[0] for word in name.text.split() if word[0].isupper())
        if len(initials) >= _SHORTEST:
            found.setdefault(initials, name.kind)
    return {initials: kind for initials, kind in found.items() if kind in _SHORTENED}


def _most(kinds: Counter[EntityKind], otherwise: EntityKind) -> EntityKind:
    [(kind, count)] = kinds.most_common(1)
    turns = EntityKind.PERSON in (kind, otherwise)
    return kind if turns and 2 * count > kinds.total() else otherwise


def _of_kind(name: Entity, kind: EntityKind) -> Entity:
    return name if name.kind is kind else replace(name, kind=kind)


def _everywhere(text: str, names: Sequence[Entity], spans: Sequence[tuple[int, int]]) -> list[Entity]:
    """Return the names and the other places of their forms inside the spans, the longest forms first."""
    standing = sorted(names, key=_start)
    kinds = _kinds(names)
    for form in sorted(kinds, key=lambda form: (-len(form), form)):
        missed = list(_missed(text, form, standing, spans)) if len(form) >= _SHORTEST else []
        if 2 * len(missed) > kinds[form].total():
            continue
        kind = kinds[form].most_common(1)[0][0]
        for name, inner in missed:
            standing = [other for other in standing if other not in inner] if inner else standing
            insort(standing, replace(name, kind=kind), key=_start)
    return standing


def _missed(
    text: str, form: str, names: Sequence[Entity], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[Entity, Sequence[Entity]]]:
    """Yield where a form stands unmarked, with the shorter names inside it; a lone word holds none."""
    for start, end in spans:
        at = text.find(form, start, end)
        while at >= 0:
            stop = at + len(form)
            over = names_over(names, at, stop)
            inside = " " in form and all(at <= name.start and name.end <= stop for name in over)
            whole = any((name.start, name.end) == (at, stop) for name in over)
            if _is_apart(text, at, stop) and (not over or (inside and not whole)):
                yield Entity(start=at, end=stop, text=form, kind=EntityKind.PLACE), over
            at = text.find(form, stop, end)


def names_over(names: Sequence[Entity], start: int, end: int) -> Sequence[Entity]:
    """Return the names that touch a stretch; ``names`` are in order and apart."""
    first = bisect_right(names, start, key=lambda e: e.end)
    return names[first : bisect_left(names, end, key=_start)]


def _start(name: Entity) -> int:
    return name.start


def _is_apart(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is no part of a longer word."""
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(c.isalnum() or c in "_-‐‑" for c in around)
