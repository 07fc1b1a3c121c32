"""Joins the forms in which reports name one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from dateline.lineage.bodies import GOVERNMENT, country_words, organisation_names
from dateline.lineage.source import Source
from dateline.text.outlets import outlets


def named_key(source: Source) -> str:
    """Return the key of a source with a name of its own."""
    return source.outlet or "-".join(sorted(source.words))


def anonymous_key(outlet: str, source: Source) -> str:
    """Return the key of people without a name: theirs is the outlet that cites them."""
    return f"anon:{outlet}:{'-'.join(sorted(source.words))}"


def plain_name(key: str) -> str:
    """Return a key as a reader may see it: of people without a name, who they are and whom they told."""
    if not is_anonymous(key):
        table = outlets().get(key)
        return table.name if table is not None else organisation_names().get(key, key)
    _, outlet, words = key.split(":", 2)
    return f"{words.replace('-', ' ')} (told to {outlet})"


def is_anonymous(key: str) -> bool:
    """Return whether a key stands for people without a name."""
    return key.startswith("anon:")


#: Bodies by which a government speaks.
_EXECUTIVE = frozenset((GOVERNMENT, "army", "ministry", "presidency"))


def government_of(key: str) -> str | None:
    """Return the country whose government speaks through a source; None where it is no such body."""
    if is_anonymous(key) or not _EXECUTIVE & set(key.split("-")):
        return None
    return next((country for country in _countries() if f"-{country}-" in f"-{key}-"), None)


@cache
def _countries() -> tuple[str, ...]:
    return tuple(sorted(country_words(), key=lambda word: (-len(word), word)))


def shortens(short: Source, long: Source) -> bool:
    """Return whether one source can be a shorter form of another."""
    if short.words == long.words:
        return False
    if short.words <= long.person:
        return True
    same_head = short.head in (None, long.head) or (long.outlet is not None and short.head in long.words)
    return same_head and bool(short.words) and short.words < long.words


def _acronym(short: Source, long: Source) -> bool:
    word = next(iter(short.words)) if len(short.words) == 1 else ""
    return len(word) >= 3 and len(long.words) > 2 and word == long.initials


def merge_sources(sources: set[Source]) -> dict[Source, str]:
    """Return the key of each named source, shorter forms joined to the only longer one they can mean."""
    by_words: dict[frozenset[str], list[Source]] = defaultdict(list)
    for source in sources:
        by_words[source.words].append(source)
    holding = _holding(by_words)
    final: dict[frozenset[str], str] = {}
    for words, group in sorted(by_words.items(), key=lambda row: (-len(row[0]), sorted(row[0]))):
        longer = {final[w] for w in holding(words) if w in final and _meets(group, by_words[w])}
        joins = len(longer) == 1 and not _has_outlet(group)
        final[words] = longer.pop() if joins else _group_key(group)
    return {source: final[words] for words, group in by_words.items() for source in group}


def _holding(
    by_words: Mapping[frozenset[str], Sequence[Source]],
) -> Callable[[frozenset[str]], set[frozenset[str]]]:
    """Return a look-up of the groups that a shorter form can belong to."""
    places: dict[str, set[frozenset[str]]] = defaultdict(set)
    for words, group in by_words.items():
        keys = set(words).union(*(s.person for s in group), (s.initials for s in group))
        for key in keys:
            places[key].add(words)

    def look_up(words: frozenset[str]) -> set[frozenset[str]]:
        return min((places[word] for word in sorted(words)), key=len, default=set())

    return look_up


def _meets(shorter: Sequence[Source], longer: Sequence[Source]) -> bool:
    """Return whether a form of one report can mean a form of another: one bare word is not enough."""
    return any(
        _acronym(s, g) or (shortens(s, g) and (s.head is not None or len(s.words) > 1 or s.words <= g.person))
        for s in shorter
        for g in longer
    )


def _has_outlet(group: Sequence[Source]) -> bool:
    return any(s.outlet for s in group)


def _group_key(group: Sequence[Source]) -> str:
    keys = sorted(s.outlet for s in group if s.outlet)
    return keys[0] if keys else named_key(group[0])
