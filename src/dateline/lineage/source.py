"""A source as a phrase names it, and what the general nouns among sources mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lineage.nouns import noun_class, noun_row

#: A word of a phrase, with what binds its parts.
WORD = re.compile(r"\w+(?:[’'.-]\w+)*\.?")
#: Words that join the parts of a name, or an office to its body.
LINKS = frozenset(("of", "for", "in", "to", "at", "with", "from", "by", "on"))
#: The words of a phrase, each as written and as compared.
Words = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """What a phrase names. ``head`` is its governing noun; ``words`` tell it from others of that head.

    ``person`` holds the words of a personal name beside an office ("ministry spokesman NAME"); ``name`` is
    the part of the phrase that names.
    """

    text: str
    words: frozenset[str]
    head: str | None
    outlet: str | None = None
    anonymous: bool = False
    person: frozenset[str] = frozenset()
    initials: str = ""
    name: str = ""


_PRONOUNS = frozenset(("he", "she", "it", "they", "both", "who", "which"))

#: General nouns that mean a source named before, and what kind it has to be.
_ECHOES = {
    **dict.fromkeys(("agency", "site", "page", "paper", "newspaper", "channel", "broadcaster"), "medium"),
    **dict.fromkeys(("website", "outlet", "wire", "dispatch", "report", "article", "story"), "medium"),
    **dict.fromkeys(("statement", "spokesman", "spokeswoman", "spokesperson", "group", "account"), "body"),
    **dict.fromkeys(("communique", "announcement", "organisation", "bulletin"), "body"),
}
_BARE = frozenset(("same", "own", "news", "latter", "former", "second", "first", "earlier", "later"))


def is_pronoun(text: str) -> bool:
    """Return whether a phrase is a pronoun that means somebody named before."""
    return text.strip().lower() in _PRONOUNS


def echo_class(source: Source, noun: str | None = None) -> str | None:
    """Return which kind of source a general noun means ("the agency": medium); None for a name.

    ``noun`` asks about a noun whatever the source.
    """
    if noun is not None:
        return _ECHOES.get(noun)
    words = source.words - _BARE
    if source.outlet or len(words - _ECHOES.keys()) > 0:
        return None
    return _ECHOES.get(source.head or next(iter(sorted(words)), ""))


def can_speak(source: Source) -> bool:
    """Return whether people without a name are named at all; a paper alone ("reports") names nobody."""
    return not source.anonymous or any(
        noun_class(word) in ("crowd", "office", "body") for word in source.words
    )


def speaks_for(noun: str) -> bool:
    """Return whether people of this noun speak for the body they belong to."""
    row = noun_row(noun)
    return row is not None and row["stands_for"] == "body"


def has_capital(word: str) -> bool:
    """Return whether a word is a name's: they bear a capital somewhere, outlets also inside ("9to5Mac")."""
    return any(map(str.isupper, word))
