"""What the reader thinks of each word, name or none and of which kind, as features of a stretch of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.model import NameLeaning
from dateline.places.finding.mentions import Mention
from dateline.places.finding.tokens import Token

#: A word that the reader takes for part of a place's name by this chance may be part of one.
LEAST_LEANING = 0.15
#: Words that are no part of a name have no leaning: all chances nought.
NO_NAME = NameLeaning(start=0, end=0, person=0.0, organisation=0.0, place=0.0, other=0.0, opens=0.0)


class Leanings:
    """The leanings of a text by the word's beginning; false where no reader has read the text."""

    def __init__(self, told: Iterable[NameLeaning]) -> None:
        self._by_start = {leaning.start: leaning for leaning in told}
        #: Where the words begin that may be part of a place's name.
        self.places = {start for start, told in self._by_start.items() if told.place >= LEAST_LEANING}

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def may_be_place(self, token: Token) -> bool:
        """Return whether the word may be part of a place's name."""
        return token.start in self.places

    def of(self, token: Token) -> NameLeaning:
        """Return the leaning of a word."""
        return self._by_start.get(token.start, NO_NAME)


def read_leanings(mention: Mention, tokens: Sequence[Token], leanings: Leanings) -> None:
    """Set what the reader thinks of the mention's words, of its borders, and of its neighbours."""
    marks = mention.features
    _read_own(mention, tokens, leanings)
    before = leanings.of(tokens[mention.first - 1]) if mention.first else NO_NAME
    after = leanings.of(tokens[mention.last + 1]) if mention.last + 1 < len(tokens) else NO_NAME
    marks["lean_goes_out"] = _named(after) - after.opens
    marks["before_place"], marks["before_person"] = before.place, before.person
    marks["before_organisation"] = before.organisation
    marks["after_place"], marks["after_person"] = after.place, after.person
    marks["after_organisation"] = after.organisation
    for name, at, step in (("listed_before", mention.first, -1), ("listed_after", mention.last + 1, 1)):
        far = _across(tokens, at, step)
        marks[name] = leanings.of(tokens[far]).place if far >= 0 else 0.0


def _read_own(mention: Mention, tokens: Sequence[Token], leanings: Leanings) -> None:
    """Set what the reader thinks of the words together; small ones count only where there are no others."""
    marks, first = mention.features, leanings.of(tokens[mention.first])
    least, breaks = first.place, 0.0
    place, person, organisation, other = first.place, first.person, first.organisation, first.other
    if mention.last > mention.first:
        words = tokens[mention.first : mention.last + 1]
        own = [leanings.of(word) for word in words if not word.text.islower()]
        own = own or [leanings.of(word) for word in words]
        first, count = own[0], len(own)
        place, least = sum([one.place for one in own]) / count, min([one.place for one in own])
        person = sum([one.person for one in own]) / count
        organisation = sum([one.organisation for one in own]) / count
        other = sum([one.other for one in own]) / count
        breaks = max([one.opens for one in own[1:]], default=0.0)
    marks["lean_place"], marks["lean_place_least"] = place, least
    marks["lean_person"], marks["lean_organisation"], marks["lean_other"] = person, organisation, other
    marks["lean_opens"], marks["lean_breaks"] = first.opens, breaks
    marks["lean_comes_in"] = _named(first) - first.opens


def _across(tokens: Sequence[Token], at: int, step: int) -> int:
    """Return the word on the other side of a list's comma or "and" (``at`` stands behind the gap), or -1."""
    far = at - 1 if step < 0 else at
    if 0 <= far < len(tokens) and tokens[far].text in ("and", "or", "to"):
        at, far = at + step, far + step
        return far if 0 <= far < len(tokens) and tokens[far].capital else -1
    if 0 <= far < len(tokens) and 0 <= at < len(tokens) and tokens[at].gap in (", ", "-", "/"):
        return far if tokens[far].capital else -1
    return -1


def _named(leaning: NameLeaning) -> float:
    return leaning.person + leaning.organisation + leaning.place + leaning.other
