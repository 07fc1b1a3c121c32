"""Knows one body under its many names: countries by adjective or capital, seats, ministries, armed groups."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.text.fold import fold
from dateline.text.name_index import NameIndex
from dateline.text.organisations import find_organisations
from dateline.text.tables import read_table

#: What a country does when it "says" something.
GOVERNMENT = "government"


class Country(NamedTuple):
    """A country named in a phrase, in whatever form; ``word`` is the folded name it is known by."""

    start: int
    end: int
    word: str


def find_countries(phrase: str) -> list[Country]:
    """Return the countries a phrase names: by name, adjective or people, with or without an apostrophe."""
    return [Country(*found) for found in _countries().find(phrase)]


@cache
def _countries() -> NameIndex:
    return NameIndex(
        (form, _country_word(row["name"]))
        for row in read_table("countries")
        for name in (row["name"], *row["names"].split("|"), *row["demonyms"].split("|"))
        if name.strip()
        for form in ((name, f"{name}s") if name[-1].isalpha() else (name,))
    )


def _country_word(name: str) -> str:
    return fold(name).replace(" ", "-")


@cache
def country_words() -> frozenset[str]:
    """Return the folded names of all countries."""
    return frozenset(_country_word(row["name"]) for row in read_table("countries"))


@cache
def capitals() -> dict[str, str]:
    """Return the country that a capital's name stands for."""
    rows = [row for row in read_table("countries") if row["capital"]]
    return {fold(row["capital"]): _country_word(row["name"]) for row in rows}


@cache
def _bodies() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    rows = [
        (frozenset(row["words"].split("|")), frozenset(row["body"].split("|")))
        for row in read_table("source_bodies")
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def known_body(words: frozenset[str]) -> frozenset[str]:
    """Return the words of a body with its seats and offices replaced by what they stand for."""
    for name, body in _bodies():
        if name <= words:
            words = (words - name) | (body if not words & country_words() else body - country_words())
    return words


def stands_for(key: str) -> frozenset[str]:
    """Return the words of the body that an outlet or organisation of the tables stands for; none for itself."""
    return next((body for name, body in _bodies() if name == {key}), frozenset())


def find_organisation(phrase: str) -> tuple[str, str] | None:
    """Return key and words of the first organisation of the table that a phrase names."""
    found = find_organisations(phrase)
    return (found[0].key, found[0].text) if found else None


@cache
def organisation_names() -> dict[str, str]:
    """Return the name of each organisation of the table."""
    return {row["key"]: row["name"] for row in read_table("organisations")}


@cache
def organisation_types() -> dict[str, str]:
    """Return what sort of body each organisation of the table is."""
    return {row["key"]: row["type"] for row in read_table("organisations")}


@cache
def _officeholders() -> dict[frozenset[str], str]:
    found: dict[frozenset[str], str] = {}
    for row in read_table("officeholders"):
        words = [fold(word).removeprefix("al-") for word in row["name"].split()]
        found[frozenset(words)] = row["country"]
        if row["alone"] == "y":
            found[frozenset(words[-1:])] = row["country"]
    return found


def country_of_person(words: frozenset[str]) -> str | None:
    """Return the country whose government somebody is known to speak for, by full or by last name."""
    known = _officeholders()
    if words in known:
        return known[words]
    return next((known[row] for row in known if len(row) > 1 and row <= words), None)
