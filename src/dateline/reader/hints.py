"""What is known of a word beside its letters: its case, the tables it stands in, what the text shows of it.

The encoder reads everything in small letters and one line at a time; hints give it back the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dateline.reader.windows import Unit, Window
from dateline.text.organisations import find_organisations
from dateline.text.outlets import find_outlets
from dateline.text.tables import read_table

CASES = ("other", "lower", "title", "upper", "mixed", "digit")
_CLASSES = ("title-word", "role", "org", "place", "thing", "particle", "link", "say")
_SPELLED = (
    "country",
    "country-first",
    "town",
    "town-first",
    "demonym",
    "outlet",
    "outlet-first",
    "body",
    "body-first",
)
_SHOWN = ("small", "seen", "surname", "initials", "head", "tail", "again", "personal", "located")
_PLACED = ("opens", "glued-before", "glued-after", "titled-line", "possessive", "initial", "given", "month")
#: Each hint is one column of what the model is given beside the wordpieces.
HINTS = (*CASES, *_CLASSES, *_SPELLED, *_SHOWN, *_PLACED)
_AT = {name: number for number, name in enumerate(HINTS)}
_LONGEST = 7
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_AGE = re.compile(r",\s\d{1,3}\s?[,.)]")
_HYPHENS = frozenset("-‐‑")
_BESIDE = frozenset(("in", "near", "outside", "across"))
_DAYS = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *(
            "november",
            "december",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ),
    }
)
_Rows = list[set[int]]


class HintedWindow(NamedTuple):
    """A window with the numbers of the hints that hold for each of its units."""

    window: Window
    hints: Sequence[tuple[int, ...]]


def hints_of(text: str, units: Sequence[Unit], *, opens: frozenset[int]) -> list[tuple[int, ...]]:
    """Return for each unit of a whole text, in text order, the numbers of the hints that hold for it.

    Args:
        text: the text.
        units: all units of all windows.
        opens: numbers of the units with which a sentence begins (signs before its first word left out).
    """
    page = _Page(text, units, opens)
    return [tuple(sorted(row)) for row in page.rows()]


def hint_windows(
    text: str, passages: Sequence[Sequence[tuple[int, int]]], windows: Sequence[Window]
) -> list[HintedWindow]:
    """Return the windows of a text, each with the hints of its units; hints look at the whole text."""
    units = [unit for window in windows for unit in window.units]
    starts = [start for passage in passages for start, _ in passage]
    hints = hints_of(text, units, opens=opening_units(text, units, starts))
    found, at = [], 0
    for window in windows:
        found.append(HintedWindow(window, hints[at : at + len(window.units)]))
        at += len(window.units)
    return found


def opening_units(text: str, units: Sequence[Unit], starts: Sequence[int]) -> frozenset[int]:
    """Return the numbers of the first words of sentences that begin at ``starts``, both in text order."""
    found, at = [], 0
    for start in starts:
        while at < len(units) and (units[at].start < start or not text[units[at].start].isalnum()):
            at += 1
        found.append(at)
    return frozenset(found)


class _Page:
    """A text's words with their hints so far."""

    def __init__(self, text: str, units: Sequence[Unit], opens: frozenset[int]) -> None:
        self.text, self.units, self.opens = text, units, opens
        self.words = [text[unit.start : unit.end] for unit in units]
        self.lows = [word.lower() for word in self.words]
        self.capital = [word[:1].isupper() for word in self.words]
        self.found: _Rows = [
            {_case(word), *_classes().get(low, ())} for word, low in zip(self.words, self.lows, strict=True)
        ]

    def rows(self) -> _Rows:
        """Return the hints of each word."""
        self._tables()
        self._lines()
        runs = list(self._runs())
        self._shown(runs)
        self._placed()
        return self.found

    def _put(self, number: int, name: str) -> None:
        self.found[number].add(_AT[name])

    def _tables(self) -> None:
        """Mark names of places and peoples, outlets and bodies."""
        table, number = _spelled(), 0
        while number < len(self.words):
            size = 1
            if self.capital[number]:
                for size in range(min(_LONGEST, len(self.words) - number), 0, -1):
                    kind = table.get(tuple(self.words[number : number + size]))
                    if kind:
                        self._name(number, number + size, kind)
                        break
            number += size
        starts = {unit.start: number for number, unit in enumerate(self.units)}
        for kind, names in (("outlet", find_outlets(self.text)), ("body", find_organisations(self.text))):
            for name in names:
                first = starts.get(name.start)
                if first is not None and (name.text[0].isupper() or name.text[:4].lower() == "the "):
                    last = first
                    while last < len(self.units) and self.units[last].start < name.end:
                        last += 1
                    self._name(first, last, kind)

    def _name(self, first: int, last: int, kind: str) -> None:
        for number in range(first, last):
            self._put(number, kind)
        if kind != "demonym":
            self._put(first, kind + "-first")

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Yield runs of capitalised words with one blank between, none across a sentence's begin."""
        start: int | None = None
        for number in range(len(self.units) + 1):
            inside = number < len(self.units) and self.capital[number]
            goes_on = (
                inside and start is not None and number not in self.opens
                and self.text[self.units[number - 1].end : self.units[number].start] == " "
            )  # fmt: skip
            if start is not None and not goes_on:
                yield start, number
                start = None
            if start is None and inside:
                start = number

    def _shown(self, runs: Sequence[tuple[int, int]]) -> None:
        """Mark what the text shows of a capitalised word elsewhere."""
        lows, words = self.lows, self.words
        long = [run for run in runs if run[1] - run[0] > 1]
        title = _AT["title-word"]
        personal, located = self._witnesses(runs)
        sets: dict[str, set[str] | frozenset[str]] = {
            "small": {low for low, word in zip(lows, words, strict=True) if word.islower()},
            "surname": {lows[b - 1] for a, b in long if lows[a] in _given() or title in self.found[a]},
            "head": {lows[a] for a, _ in long},
            "tail": {lows[b - 1] for _, b in long},
            "personal": personal,
            "located": located,
        }
        initials = {"".join(words[i][0] for i in range(a, b)) for a, b in long}
        seen = Counter(low for n, low in enumerate(lows) if self.capital[n] and n not in self.opens)
        whole = Counter(" ".join(lows[a:b]) for a, b in runs)
        for a, b in runs:
            again = whole[" ".join(lows[a:b])] > 1
            for number in range(a, b):
                for name, members in sets.items():
                    if lows[number] in members:
                        self._put(number, name)
                if again:
                    self._put(number, "again")
                if seen[lows[number]] > (number not in self.opens):
                    self._put(number, "seen")
                if len(words[number]) > 1 and words[number].isupper() and words[number] in initials:
                    self._put(number, "initials")

    def _witnesses(self, runs: Sequence[tuple[int, int]]) -> tuple[set[str], set[str]]:
        """Return last words of runs that their neighbours show to be a person's, and words behind "in"."""
        beside = {_AT["role"], _AT["title-word"]}
        personal: set[str] = set()
        located: set[str] = set()
        for a, b in runs:
            before = a - 1 if a and a not in self.opens else None
            shown = (
                (before is not None and self.found[before] & beside)
                or (b < len(self.lows) and _AT["say"] in self.found[b])
                or _AGE.match(self.text, self.units[b - 1].end)
            )
            if shown and b - a < 4:
                personal.add(self.lows[b - 1])
            if before is not None and self.lows[before] in _BESIDE:
                located.update(self.lows[a:b])
        return personal, located

    def _lines(self) -> None:
        """Mark lines printed in capitals or title case."""
        start = 0
        for number in range(1, len(self.units) + 1):
            if (
                number < len(self.units)
                and "\n" not in self.text[self.units[number - 1].end : self.units[number].start]
            ):
                continue
            long = [n for n in range(start, number) if len(self.words[n]) > 3]
            if long and 4 * sum(self.capital[n] for n in long) >= 3 * len(long):
                for n in range(start, number):
                    self._put(n, "titled-line")
            start = number

    def _placed(self) -> None:
        """Mark where a word stands and what it is by itself."""
        for number in self.opens:
            if number < len(self.units):
                self._put(number, "opens")
        for number, word in enumerate(self.words):
            if word in _HYPHENS and self._joined(number - 1) and self._joined(number):
                self._put(number + 1, "glued-before")
                self._put(number - 1, "glued-after")
            if not self.capital[number]:
                continue
            if self.lows[number] in _given():
                self._put(number, "given")
            if self.lows[number] in _DAYS:
                self._put(number, "month")
            if len(word) == 1:
                self._put(number, "initial")
            if self.text.startswith(("'s", "’s"), self.units[number].end):
                self._put(number, "possessive")

    def _joined(self, number: int) -> bool:
        """Return whether no blank stands between a unit and the next; both must be there."""
        if not 0 <= number < len(self.units) - 1:
            return False
        return self.units[number].end == self.units[number + 1].start


@cache
def _classes() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for row in read_table("name_words"):
        name = "title-word" if row["class"] == "title" else row["class"]
        for word in row["words"].split():
            if name in _AT:
                found.setdefault(word, []).append(_AT[name])
    return {word: tuple(numbers) for word, numbers in found.items()}


@cache
def _given() -> frozenset[str]:
    return frozenset(
        row["name"].lower() for table in ("given_names", "author_given_names") for row in read_table(table)
    )


@cache
def _spelled() -> dict[tuple[str, ...], str]:
    """Return names of countries, regions, towns and peoples by their words; the first kind counts."""
    found: dict[tuple[str, ...], str] = {}
    for name, kind in _place_rows():
        words = tuple(_WORD.findall(name.strip()))
        if words and any(c.isupper() for c in name):
            found.setdefault(words, kind)
    return found


def _place_rows() -> Iterator[tuple[str, str]]:
    for row in read_table("countries"):
        for name in (*row["names"].split("|"), row["capital"]):
            yield name.removeprefix("the "), "country"
        yield from ((name, "demonym") for name in row["demonyms"].split("|"))
    for row in read_table("regions"):
        yield from ((name, "country") for name in row["names"].split("|"))
        yield from ((name, "demonym") for name in row["demonyms"].split("|"))
    for row in read_table("place_names"):
        yield row["name"], "demonym" if row["kind"] == "demonym" else "country"
    for row in read_table("town_names"):
        yield row["name"], "town"


def _case(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4
