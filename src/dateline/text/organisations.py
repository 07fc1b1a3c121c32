"""Knows the bodies that conflict reporting names: armies, armed groups, governments, United Nations bodies."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.text.name_index import NameIndex, name_words
from dateline.text.tables import read_table


class OrganisationMention(NamedTuple):
    """A body's name in a text; ``key`` is its id in the table of organisations."""

    start: int
    end: int
    text: str
    key: str


def find_organisations(text: str) -> list[OrganisationMention]:
    """Return the mentions of bodies that the table knows, in order, longest first where they overlap."""
    return [OrganisationMention(start, end, text[start:end], key) for start, end, key in _index().find(text)]


def organisation_key(name: str) -> str | None:
    """Return the table's key for a body's name, so that "SDF" and its long form meet; None for another name."""
    words = name_words(name)
    return _names().get("".join(words[1:] if words[:1] == ["the"] else words))


def _rows() -> list[tuple[str, str]]:
    return [
        (name, row["key"])
        for row in read_table("organisations")
        for name in (row["name"], *filter(None, row["aliases"].split("|")))
    ]


@cache
def _names() -> dict[str, str]:
    return {"".join(name_words(name.removeprefix("the "))): key for name, key in _rows()}


@cache
def _index() -> NameIndex:
    return NameIndex(_rows())
