"""What many sources that copy each other agree on, where the answer is a list: who wrote a book, say.

Each value of an item is true or not; each source has a share of true values it lists and of false ones
(latent truth model, Zhao, Rubinstein, Gemmell and Han 2012, here by expectation maximisation). Copies are
taken out first: lists of one item in exactly the same spelling come from one feed and share one vote (copies
discounted as in Dong, Berti-Equille and Srivastava 2009, found by the spelling). A list that breaks off says
less against what would stand behind its last value.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from dateline.odds.author_names import Person, join_lists, position_of

#: Share of an omission's weight that stays when the list ends before the value's usual place. Flat from .3 to
#: .7 on the even books of the development set, and the same on the odd ones.
CUT_OFF = 0.7
#: Share of false values that a source lists: start, and how many observations that start is worth.
FALSE_LISTED, FALSE_WORTH = 0.01, 30.0
#: Observations' worth of the common share of true values listed.
TRUE_WORTH = 4.0
ROUNDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorClaim:
    """One shop's list of the authors of one book, as written."""

    book: str
    source: str
    authors: str


class _Vote(NamedTuple):
    """A source's yes or no to one value: its weight among copies, cut where a list breaks off."""

    source: str
    listed: bool
    weight: float
    counted: float


_Votes = Mapping[tuple[str, int], Sequence[_Vote]]


def agree_authors(claims: Sequence[AuthorClaim]) -> dict[str, list[str]]:
    """Return the authors of each book ("surname, given"), from all lists of all books taken together.

    A book whose lists name nobody gets an empty list.
    """
    books: dict[str, list[AuthorClaim]] = defaultdict(list)
    for claim in claims:
        books[claim.book].append(claim)
    persons: dict[str, tuple[Person, ...]] = {}
    votes: dict[tuple[str, int], list[_Vote]] = {}
    for book, own in books.items():
        persons[book], named = join_lists([claim.authors for claim in own])
        for i, cast in enumerate(_cast_votes(own, persons[book], named)):
            if cast:
                votes[book, i] = cast
    truth = weigh_values(votes)
    return {
        book: _chosen(who, [truth.get((book, i), 0.0) for i in range(len(who))])
        for book, who in persons.items()
    }


def _chosen(persons: Sequence[Person], probs: Sequence[float]) -> list[str]:
    best = max(probs, default=0.0)
    return [who.listed for who, prob in zip(persons, probs, strict=True) if prob > 0.5 or prob == best]


def _cast_votes(
    claims: Sequence[AuthorClaim], persons: Sequence[Person], named: Sequence[frozenset[int]]
) -> list[list[_Vote]]:
    """Return the votes on each person of one book; lists that name nobody do not vote."""
    copies = Counter(claim.authors for claim in claims)
    places: dict[int, list[int]] = defaultdict(list)
    for claim, who in zip(claims, named, strict=True):
        for i in who:
            places[i].append(position_of(persons[i], claim.authors))
    usual = {i: fmean(at) for i, at in places.items()}
    votes: list[list[_Vote]] = [[] for _ in persons]
    for claim, who in zip(claims, named, strict=True):
        last = max((usual[i] for i in who), default=math.inf)
        for i in usual if who else ():
            weight = 1.0 / copies[claim.authors]
            kept = CUT_OFF if i not in who and usual[i] > last else 1.0
            votes[i].append(_Vote(claim.source, i in who, weight, weight * kept))
    return votes


def weigh_values(votes: _Votes) -> dict[tuple[str, int], float]:
    """Return the probability of each value: sources and values are weighed by each other in turn."""
    probs = {key: _start(cast) for key, cast in votes.items()}
    for _ in range(ROUNDS):
        sources = _judge_sources(votes, probs)
        probs = {
            key: 1.0
            / (
                1.0
                + math.exp(-max(-30.0, min(30.0, sum(v.counted * sources[v.source][v.listed] for v in cast))))
            )
            for key, cast in votes.items()
        }
    return probs


def _start(cast: Sequence[_Vote]) -> float:
    """Return where a value begins: the share of votes for it, in three steps."""
    share = sum(v.weight for v in cast if v.listed) / sum(v.weight for v in cast)
    return 0.95 if share > 0.3 else 0.3 if share > 0.15 else 0.05


def _judge_sources(votes: _Votes, probs: Mapping[tuple[str, int], float]) -> dict[str, tuple[float, float]]:
    """Return for each source the log-odds of its omission and of its listing, in this order."""
    seen: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for key, cast in votes.items():
        prob = probs[key]
        for vote in cast:
            cells = seen[vote.source]
            cells[vote.listed] += prob * vote.weight
            cells[2 + vote.listed] += (1.0 - prob) * vote.weight
    listed = sum(cells[1] for cells in seen.values())
    common = (listed + 1.0) / (listed + sum(cells[0] for cells in seen.values()) + 2.0)
    return {source: _log_odds_of(cells, common) for source, cells in seen.items()}


def _log_odds_of(cells: Sequence[float], common: float) -> tuple[float, float]:
    true = (cells[1] + TRUE_WORTH * common) / (cells[0] + cells[1] + TRUE_WORTH)
    false = (cells[3] + FALSE_WORTH * FALSE_LISTED) / (cells[2] + cells[3] + FALSE_WORTH)
    return math.log((1.0 - true) / (1.0 - false)), math.log(true / false)
