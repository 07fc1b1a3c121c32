"""What the words around a name tell: units, directions, cues, titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from dateline.places.spelling.keys import name_key
from dateline.text.fold import fold
from dateline.text.tables import read_table

#: What the words of a phrase may be joined by: a blank, a hyphen, or an abbreviation's full stop and a blank.
JOINED = re.compile(r"[ \u00a0]|[-‐‑]|\. ")
_NO_ROLES: frozenset[str] = frozenset()


@cache
def roles() -> Mapping[str, frozenset[str]]:
    """Return for each word the roles it can have."""
    found: dict[str, set[str]] = {}
    for row in read_table("place_words"):
        found.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(own) for word, own in found.items()}


@lru_cache(maxsize=16_384)
def roles_of(word: str) -> frozenset[str]:
    """Return the roles that a word of the text can have."""
    return roles().get(fold(word).strip("."), _NO_ROLES)


def has_role(word: str | None, role: str) -> bool:
    """Tell whether a word of the text can have this role."""
    return word is not None and role in roles_of(word)


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("name_words"):
        for word in row["words"].split():
            found.setdefault(word.strip("."), set()).add(row["class"])
    return {word: frozenset(own) for word, own in found.items()}


@lru_cache(maxsize=16_384)
def classes_of(word: str) -> frozenset[str]:
    """Return what a word in a name tells of it: title, role, org, place, thing, particle, link."""
    return _classes().get(word.lower().strip("."), _NO_ROLES)


@cache
def demonyms() -> Mapping[str, tuple[str, str]]:
    """Return for each demonym, folded, the id and the name of what it speaks of."""
    of_towns = {fold(row["demonym"]): (row["id"], row["name"]) for row in read_table("demonyms")}
    return of_towns | {
        fold(demonym): (row["id"], row["name"])
        for table in ("regions", "countries")
        for row in read_table(table)
        for demonym in row["demonyms"].split("|")
        if demonym
    }


@lru_cache(maxsize=16_384)
def people_of(word: str) -> tuple[str, str] | None:
    """Return the id and the name of the place whose people a word names, one or many of them; else None."""
    folded = fold(word)
    known = demonyms().get(folded)
    return known or (demonyms().get(folded[:-1]) if folded.endswith("s") else None)


@cache
def _beginnings() -> frozenset[str]:
    """Return everything that a demonym begins with, short of the whole."""
    return frozenset(demonym[:size] for demonym in demonyms() for size in range(1, len(demonym)))


@lru_cache(maxsize=16_384)
def may_begin_people(word: str) -> bool:
    """Return whether a phrase that begins with this word may be a demonym; most words say at once that it is none.

    Only a plain word is folded alone as in its phrase.
    """
    return not word.isascii() or fold(word) in _beginnings()


@cache
def openers() -> frozenset[str]:
    """Return the words that open a sentence with a capital and belong to no name."""
    return frozenset(row["word"] for row in read_table("sentence_openers"))


@cache
def capitals() -> frozenset[tuple[str, str]]:
    """Return the capitals: country code and the key of the name."""
    return frozenset((row["country"], name_key(row["capital"])) for row in read_table("countries"))
