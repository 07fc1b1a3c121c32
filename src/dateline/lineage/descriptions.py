"""Finds the named body that a report means by a description: "a monitoring group", "the militants"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from dateline.lineage.bodies import GOVERNMENT, country_words, organisation_types
from dateline.lineage.nouns import noun_class
from dateline.lineage.source import Source
from dateline.text.countries import country_name
from dateline.text.fold import fold
from dateline.text.outlets import outlets
from dateline.text.tables import read_table


@cache
def _words() -> dict[str, str]:
    """Return the describing words: what sort of body each tells (monitor, armed), or "any"."""
    return {row["word"]: row["sort"] for row in read_table("source_descriptions")}


def is_description(source: Source) -> bool:
    """Return whether a source bears no name of its own, only words that describe one."""
    words = source.words - country_words()
    governs = GOVERNMENT in words and words != source.words
    return bool(words) and not governs and not (source.outlet or source.person) and words <= _words().keys()


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


def meant_by(source: Source, sort: str, named: Sequence[Source], *, own: str) -> Source | None:
    """Return the first of some named sources that a description means; never the outlet that describes it."""
    fitting = (s for s in named if s.outlet != own and sort_of(s) == sort and _of_country(s, source))
    return next(fitting, None)


def only_one(source: Source, sort: str, named: Iterable[Source]) -> str | None:
    """Return the outlet key that a description means where some sources name just one that fits."""
    fitting = {s.outlet for s in named if s.outlet and sort_of(s) == sort and _of_country(s, source)}
    return fitting.pop() if len(fitting) == 1 else None


def _of_country(named: Source, source: Source) -> bool:
    """Return whether state media are of the country that a description tells; other bodies may sit anywhere."""
    told = source.words & country_words()
    known = outlets().get(named.outlet or "")
    if not told or known is None or known.type != "state_media":
        return True
    return fold(country_name(known.country)).replace(" ", "-") in told


def sort_of(source: Source) -> str | None:
    """Return of which sort a named source is: monitor, armed or state media; None for another."""
    if source.outlet is None:
        return None
    known = outlets().get(source.outlet)
    if known is not None:
        return {"monitor": "monitor", "state_media": "state"}.get(known.type)
    kind = organisation_types().get(source.outlet)
    return "armed" if kind == "armed_group" else None
