"""Settles who stands for one claim: a voice beside its source, and one source told twice, count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.lineage.merging import government_of, is_anonymous
from dateline.lineage.wording import content_words, longest_run
from dateline.model import Assertion

#: Where an assertion stands: report id and assertion id.
At = tuple[str, str]
#: People without a name who say the same in two reports share a run of so many words…
SAME_QUOTE = 8
#: …or this part of the shorter one's content words, where it has at least so many.
SAME_CONTENT, ENOUGH_WORDS = 0.8, 6
#: The first assertions of a report sum up what follows.
LEADING = 3
#: A source of the same report is this much nearer than one of another.
OWN_REPORT = 0.25
#: A lead's nameless people say what a named source says when they share this part of their words.
ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Trail:
    """A root before origins have ids: its key and the keys passed on the way to it.

    ``voice`` is set where nobody is named: the report whose outlet, or the agency it credits, speaks for itself.
    """

    key: str
    path: tuple[str, ...]
    voice: str | None = None


class Standing:
    """The trails of all assertions, to be settled claim by claim."""

    def __init__(
        self,
        trails: Mapping[At, Trail],
        *,
        assertions: Mapping[At, Assertion],
        outlets: Mapping[str, str],
        second_hand: Mapping[str, frozenset[str]],
    ) -> None:
        """Take the trails; ``outlets`` are reports' keys, ``second_hand`` whom those name that only pass on."""
        self.trails = dict(trails)
        self._all, self._assertions, self._outlets = trails, assertions, outlets
        self._second = second_hand
        self._order = {at: number for number, at in enumerate(assertions)}
        first: dict[str, list[At]] = defaultdict(list)
        for at in assertions:
            first[at[0]].append(at)
        self._leading = {at for rows in first.values() for at in rows[:LEADING]}

    def settle(self, members: Iterable[At]) -> dict[At, Trail]:
        """Return the trails of one claim's assertions, settled inside each report, then between them."""
        rows = sorted({at for at in members if at in self._all}, key=self._order.__getitem__)
        self.trails = {at: self._all[at] for at in rows}
        by_report: dict[str, list[At]] = defaultdict(list)
        for at in rows:
            by_report[at[0]].append(at)
        for mine in by_report.values():
            self._leads(mine)
        self._voices(rows)
        self._told_twice(rows)
        self._governments(rows)
        return self.trails

    def _leads(self, rows: Sequence[At]) -> None:
        """Nameless people of a lead are those whom the report names for the claim."""
        known = [at for at in rows if not self.trails[at].voice and not is_anonymous(self.trails[at].key)]
        for at in rows:
            alike = [other for other in known if self._alike(at, other)]
            if alike and at in self._leading and is_anonymous(self.trails[at].key):
                self._take(at, alike)

    def _alike(self, at: At, other: At) -> bool:
        """Return whether two assertions count the same, or share enough of their words."""
        one, two = self._assertions[at], self._assertions[other]
        same = {(q.what, q.low) for q in one.quantities} & {(q.what, q.low) for q in two.quantities}
        return bool(same) or _likeness(content_words(one.text), two.text) >= ALIKE

    def _voices(self, rows: Sequence[At]) -> None:
        """Own words without own reporting add nobody to the sources that are named for the claim."""
        named = [at for at in rows if not self.trails[at].voice]
        for at in rows:
            voice = self.trails[at].voice
            own = [other for other in named if other[0] == at[0] and self._alike(at, other)]
            if voice and (voice in self._second or own) and named:
                self._take(at, named if voice in self._second else own)
        if not named:
            self._common_source([at for at in rows if self.trails[at].voice in self._second])

    def _common_source(self, rows: Sequence[At]) -> None:
        """Own words of reports that rest on a source they share are no two accounts: the first stands for them."""
        for n, at in enumerate(rows):
            for other in rows[:n]:
                if self._second[self.trails[at].voice or ""] & self._second[self.trails[other].voice or ""]:
                    self.trails[at] = replace(self.trails[other], voice=self.trails[at].voice)
                    break

    def _told_twice(self, rows: Sequence[At]) -> None:
        """Nameless people whose words stand in two reports are the same people."""
        told = [at for at in rows if not self.trails[at].voice]
        for n, at in enumerate(told):
            for other in told[:n]:
                mine, theirs = self.trails[at], self.trails[other]
                nameless = is_anonymous(mine.key), is_anonymous(theirs.key)
                if mine.key == theirs.key or not any(nameless) or not self._same_words(at, other):
                    continue
                if nameless[0]:
                    self.trails[at] = theirs
                else:
                    self._rename(rows, theirs.key, mine)

    def _same_words(self, at: At, other: At) -> bool:
        one, two = self._assertions[at].text, self._assertions[other].text
        a, b = content_words(one), content_words(two)
        least = min(len(a), len(b))
        if len(a & b) >= SAME_QUOTE // 4 and longest_run(one, two) >= SAME_QUOTE:
            return True
        return least >= ENOUGH_WORDS and len(a & b) >= SAME_CONTENT * least

    def _governments(self, rows: Sequence[At]) -> None:
        """One government speaks through all its ministries: the first body named for the claim stands for it."""
        first: dict[str, Trail] = {}
        for at in rows:
            trail = self.trails[at]
            country = government_of(trail.key)
            if country is not None:
                self.trails[at] = replace(first.setdefault(country, trail), path=trail.path)

    def _rename(self, rows: Sequence[At], key: str, trail: Trail) -> None:
        for at in rows:
            if self.trails[at].key == key:
                self.trails[at] = replace(trail, path=self.trails[at].path)

    def _take(self, at: At, sources: Sequence[At]) -> None:
        """Give an assertion the root of the source nearest in words, one of its own report before others."""
        words = content_words(self._assertions[at].text)

        def nearness(source: At) -> tuple[float, int]:
            near = OWN_REPORT if source[0] == at[0] else 0.0
            return near + _likeness(words, self._assertions[source].text), -self._order[source]

        nearest = max(sources, key=nearness)
        trail, outlet = self.trails[nearest], self._outlets[nearest[0]]
        strange = nearest[0] != at[0] and outlet not in (trail.key, self._outlets[at[0]], *trail.path[:1])
        self.trails[at] = replace(trail, path=(outlet, *trail.path)) if strange else trail


def _likeness(words: frozenset[str], text: str) -> float:
    theirs = content_words(text)
    total = len(words) + len(theirs)
    return round(2 * len(words & theirs) / total, 6) if total else 0.0
