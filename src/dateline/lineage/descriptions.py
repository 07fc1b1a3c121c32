"""Finds the named body that a report means by a description: "a monitoring group", "the militants"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from dateline.lineage.bodies import country_words, organisation_types
from dateline.lineage.nouns import noun_class
from dateline.lineage.sources import Source
from dateline.text.outlets import outlets
from dateline.text.tables import read_table


@cache
def _words() -> dict[str, str]:
    """Return the describing words: what sort of body each tells (monitor, armed), or "any"."""
    return {row["word"]: row["sort"] for row in read_table("source_descriptions")}


def is_description(source: Source) -> bool:
    """Return whether a source bears no name of its own, only words that describe one."""
    words = source.words - country_words()
    return bool(words) and not source.outlet and not source.person and words <= _words().keys()


def described(source: Source) -> str | None:
    """Return the sort of body that a source only describes; None where no sort is told."""
    if not is_description(source):
        return None
    sorts = {_words()[word] for word in source.words if word in _words()} - {"any"}
    return min(sorts) if sorts else None


def core(source: Source) -> frozenset[str]:
    """Return the words that name a source, those left out that only describe it or say whose it is."""
    plain = {word for word in source.words if noun_class(word) == "crowd"}
    return source.words - country_words() - _words().keys() - plain


def meant_by(sort: str, named: Sequence[Source]) -> Source | None:
    """Return the first of some named sources that is of a sort."""
    return next((source for source in named if sort_of(source) == sort), None)


def only_one(sort: str, named: Iterable[Source]) -> str | None:
    """Return the outlet key of a sort where some sources name just one of that sort."""
    keys = {source.outlet for source in named if source.outlet and sort_of(source) == sort}
    return keys.pop() if len(keys) == 1 else None


def sort_of(source: Source) -> str | None:
    """Return of which sort a named source is: monitor, armed or state media; None for another."""
    if source.outlet is None:
        return None
    known = outlets().get(source.outlet)
    if known is not None:
        return {"monitor": "monitor", "state_media": "state"}.get(known.type)
    kind = organisation_types().get(source.outlet)
    return "armed" if kind == "armed_group" else None
