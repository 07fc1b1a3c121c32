"""Author lists as shops write them, taken apart so that the same person is the same value in every list.

A single list is often past saving ("ALMOND BIRCH AND"). Read beside the other lists of the same book it
is not: names that stand cleanly in one list are looked for in the others.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dateline.text.tables import read_table

_ASIDE = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
#: "TedHummel", where a shop lost the blank; not "McGraw", "DeRose", "MacLean".
_RUN_ON = re.compile(r"(?<=[a-z][a-z])(?<!Mac)(?<!Van)(?<!Von)(?=[A-Z][a-z])")
_HARD = re.compile(r"[;/|&]|\band\b|\bwith\b| - ", re.IGNORECASE)


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("author_words") if row["kind"] == kind)


@cache
def _role() -> re.Pattern[str]:
    longest_first = sorted(_words_of("role"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b\.?")


class Name(NamedTuple):
    """A name as one list gives it: folded words, and whether its form says which the surname is."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One author of one book, joined from all lists: folded surname and the fullest given names."""

    surname: str
    given: str

    @property
    def listed(self) -> str:
        """The name as a bibliography has it: surname, comma, given names."""
        return f"{self.surname}, {self.given}" if self.given else self.surname


def fold_names(text: str) -> str:
    """Return the text without markup, accents, roles and brackets, in lower case; dividers are kept."""
    plain = html.unescape(html.unescape(text.replace("andapos;", "'")))
    plain = _RUN_ON.sub(" ", _ASIDE.sub(" ; ", plain))
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = _role().sub(";", plain.replace("’", "'").replace("'", ""))
    return re.sub(r"[^a-z;,/|&.\- ]", " ", plain)


def parse_names(text: str) -> list[Name]:
    """Return the names of one author list, in order."""
    names: list[Name] = []
    for piece in _HARD.split(fold_names(text)):
        cells = [w for w in (_words(cell) for cell in piece.split(",")) if w]
        names.extend(
            name for name in _names_of(cells) if _words_of("body").isdisjoint((*name.surname, *name.given))
        )
    return names


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z][a-z\-]*", text.replace(".", " ")))


def _surname_size(words: Sequence[str]) -> int:
    """Return how many words at the end of a name in reading order are the surname."""
    size = 1
    while size < len(words) - 1 and words[-size - 1] in _words_of("particle"):
        size += 1
    return size


def _is_surname(words: Sequence[str]) -> bool:
    return len(words) == 1 or all(w in _words_of("particle") for w in words[:-1])


def _names_of(cells: Sequence[tuple[str, ...]]) -> list[Name]:
    """Return the names in the cells between commas: "Last, First", a run of them, or one name in each."""
    if len(cells) < 2:
        return [_reading_order(cell) for cell in cells]
    if all(_is_surname(cell) for cell in cells[::2]) and len(cells) % 2 == 0:
        return [
            Name(a, b, len(cells) == 2 or len(b) < 4) for a, b in zip(cells[::2], cells[1::2], strict=True)
        ]
    if _is_surname(cells[0]) and all(len(cell) > 1 for cell in cells[1:-1]):
        return _run_on(cells)
    return [_reading_order(cell) for cell in cells]


def _run_on(cells: Sequence[tuple[str, ...]]) -> list[Name]:
    """Return the names of "Last, First Last, First Last, First": an inner cell ends one, begins the next."""
    names, surname = [], cells[0]
    for cell in cells[1:-1]:
        size = _surname_size(cell)
        names.append(Name(surname, cell[:-size], False))
        surname = cell[-size:]
    return [*names, Name(surname, cells[-1], False)]


def _reading_order(words: tuple[str, ...]) -> Name:
    if len(words) == 1:
        return Name(words, (), False)
    if len(words[-1]) == 1 and len(words[0]) > 1:
        return Name(words[:1], words[1:], False)  # "Almond R. Q."
    size = _surname_size(words)
    return Name(words[-size:], words[:-size], False)


def position_of(person: Person, text: str) -> int:
    """Return where a list names a person, for telling what stands behind what; -1 where only in pieces."""
    return fold_names(text).find(person.surname.split()[-1])


def join_lists(lists: Sequence[str]) -> tuple[tuple[Person, ...], list[frozenset[int]]]:
    """Return the persons named in the lists of one book, and for each list the indices of those it names."""
    parsed = [parse_names(text) for text in lists]
    roster = _Roster()
    for name in _by_support(parsed):
        roster.enrol(name)
    persons = tuple(Person(surname=m.shown, given=m.given) for m in roster.members)
    return persons, [roster.find_all(names, text) for names, text in zip(parsed, lists, strict=True)]


def _by_support(parsed: Sequence[Sequence[Name]]) -> list[Name]:
    """Return the distinct names, those that tell most and stand most often first."""
    votes: Counter[tuple[str, str]] = Counter()
    best: dict[tuple[str, str], Counter[Name]] = {}
    for name in (name for names in parsed for name in names):
        key = (_joined(name.surname), _first(name))
        votes[key] += 3 if name.sure else 1
        best.setdefault(key, Counter())[name] += 1
    order = sorted(votes, key=lambda k: (len(k[1]) < 2, -votes[k], k))
    return [max(best[k], key=lambda n: (best[k][n], len(" ".join(n.given)), n)) for k in order]


def _joined(words: Sequence[str]) -> str:
    return "".join(words).replace("-", "")


def _first(name: Name) -> str:
    """Return the first given name that is no initial; the initial where there is nothing else."""
    return next((w for w in name.given if len(w) > 1), name.given[0] if name.given else "")


@dataclass(slots=True)
class _Member:
    surname: str
    shown: str
    first: str
    given: str

    def is_same(self, surname: str, first: str) -> bool:
        """Return whether surname and given name fit: equal or nearly, turned round, or cut short."""
        if surname == self.surname:
            return not first or not self.first or first[0] == self.first[0]
        if surname == self.first and (first == self.surname or not first):
            return True
        return len(first) > 1 and first == self.first and _is_misspelt(surname, self.surname)


def _is_misspelt(a: str, b: str) -> bool:
    """Return whether two surnames beside one given name are one, written twice."""
    from rapidfuzz.fuzz import ratio  # Loads slowly, and no sheet needs it.

    return ratio(a, b) >= 80


class _Roster:
    """The persons of one book, the surest entered first."""

    def __init__(self) -> None:
        self.members: list[_Member] = []

    def enrol(self, name: Name) -> None:
        """Enter a name unless it is one already entered, or two of them run together."""
        if not self.find(name):
            surname = _joined(name.surname)
            self.members.append(_Member(surname, " ".join(name.surname), _first(name), " ".join(name.given)))

    def find(self, name: Name) -> list[int]:
        """Return the members that a name means: one, none, or several that were run together."""
        surname, first = _joined(name.surname), _first(name)
        hits = [i for i, m in enumerate(self.members) if m.is_same(surname, first)]
        if hits:
            return [min(hits, key=lambda i: (self.members[i].surname != surname, i))]
        tails = [i for i, m in enumerate(self.members) if len(m.surname) > 3 and surname.endswith(m.surname)]
        if tails:
            return tails[:1]
        words = {*name.surname, *name.given}
        hits = [i for i, m in enumerate(self.members) if m.surname in words]
        return hits if len(hits) > 1 else []

    def find_all(self, names: Sequence[Name], text: str) -> frozenset[int]:
        """Return the members that a list names, those with lost spaces included."""
        found = {i for name in names for i in self.find(name)}
        run_on = re.sub("[^a-z]", "", fold_names(text))
        for i, member in enumerate(self.members):
            if len(member.surname) > 4 and member.surname in run_on and not self._stands_inside(i):
                found.add(i)
        return frozenset(found)

    def _stands_inside(self, index: int) -> bool:
        """Return whether the surname is also part of another member's name."""
        surname = self.members[index].surname
        return any(surname in m.given + " " + m.surname for i, m in enumerate(self.members) if i != index)
