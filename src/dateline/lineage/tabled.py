"""Reads the sources that tables know: outlets, organisations, governments and who speaks for them."""

from __future__ import annotations

from dataclasses import replace

from dateline.lineage.bodies import (
    GOVERNMENT,
    country_of_person,
    country_words,
    find_organisation,
    organisation_types,
    stands_for,
)
from dateline.lineage.nouns import normal, noun_class
from dateline.lineage.source import LINKS, WORD, Source, Words, has_capital, speaks_for
from dateline.text.outlets import OutletMention


def outlet_source(phrase: str, words: Words, found: OutletMention) -> Source:
    """An outlet of the table, or the body whose own voice it is; a name beside it is its head's."""
    named = frozenset(key for _, key in words)
    inside = {normal(match.group()) for match in WORD.finditer(found.text)}
    person = frozenset(
        key
        for raw, key in words
        if has_capital(raw) and key not in inside and key not in country_words() and not noun_class(key)
    )
    body = stands_for(found.key)
    if body:
        outlet = next((word for word in body if word in organisation_types()), None)
        return Source(phrase, body, head_of(body), outlet=outlet, person=person, name=found.text)
    return Source(phrase, named, None, outlet=found.key, person=person, name=found.text)


def head_of(body: frozenset[str]) -> str | None:
    """Return the governing noun among the words of a body."""
    return next((word for word in sorted(body) if noun_class(word) == "body"), None)


def organisation_source(phrase: str, words: Words) -> Source | None:
    """A body of the table: itself, its office or its own people, but not those who live or look on there."""
    found = find_organisation(phrase)
    if found is None or any(noun_class(key) == "crowd" and not speaks_for(key) for _, key in words):
        return None
    key, name = found
    body = stands_for(key)
    inside = {normal(match.group()) for match in WORD.finditer(name)}
    person = frozenset(k for raw, k in words if has_capital(raw) and k not in inside and not noun_class(k))
    person -= country_words()
    if body:
        return Source(phrase, body, head_of(body), person=person, name=name)
    return Source(phrase, frozenset(inside), None, outlet=key, person=person, name=name)


def government_source(phrase: str, words: Words) -> Source | None:
    """A country that speaks, by name, by its capital or through officials without a name."""
    countries = [key for _, key in words if key in country_words()]
    rest = {key for _, key in words} - set(countries) - LINKS
    if not countries or rest - {"official", "leader", "president", "presidency", GOVERNMENT, "senior", "top"}:
        return None
    if rest == {GOVERNMENT}:
        return None
    name = next(raw for raw, key in words if key == countries[0])
    return Source(phrase, frozenset((countries[0], GOVERNMENT)), GOVERNMENT, name=phrase if rest else name)


def of_office(source: Source | None) -> Source | None:
    """A person known to speak for a government is that government."""
    country = country_of_person(source.person) if source is not None and source.person else None
    if source is None or country is None:
        return source
    return replace(source, words=frozenset((country, GOVERNMENT)), head=GOVERNMENT, anonymous=False)
