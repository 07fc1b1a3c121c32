"""Every stretch of words that may name a place: what the gazetteer holds, longest first, and runs that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol, runtime_checkable

from dateline.model import Gazetteer, GazetteerEntry, Inside, ToponymKind
from dateline.places.tokens import Token, scan_tokens
from dateline.places.wording import demonyms, has_role
from dateline.text.fold import fold

#: No name of a place has more words.
MOST_WORDS = 6
#: A run that the gazetteer does not hold is taken for a name up to this many words.
MOST_UNLISTED = 4
#: Words in lower case that may stand inside a name.
_INNER = frozenset(
    {"of", "the", "de", "del", "la", "al", "el", "ez", "es", "as", "az", "ad", "an", "ar", "at", "ash", "upon",
     "sur", "am", "der", "und", "and", "on", "en", "le", "los", "las", "da", "do", "di", "du", "ed", "et", "by",
     "in", "bin", "ibn", "abu", "umm"}
)  # fmt: skip
ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "ez", "es", "ed", "et"})
#: Those that are no English words, and so may stand apart from their name.
_LOOSE_ARTICLES = frozenset({"al", "el"})
_JOINED = frozenset({" ", "-", "\u2010", "\u2011", "\u00a0", "’", "'", "/"})
_HOLY = frozenset({"St", "Mt", "Ft", "Ste", "Pt", "Sts"})
#: A possessive whose apostrophe was lost is read as one only behind a name as well known as this.
KNOWN_POPULATION = 100_000


@dataclass(slots=True)
class Mention:
    """A spelling found, before it is judged and resolved."""

    start: int
    end: int
    text: str
    entries: Sequence[GazetteerEntry]
    first: int
    last: int
    kind: ToponymKind | None = None
    inside: Inside | None = None
    #: "X province", "province of X": an administrative unit; "X countryside": the point is vaguer.
    unit: bool = False
    wide: bool = False
    #: Places named right behind it ("Mosul, Iraq"), and the place that a facility's name begins with.
    beside: list[GazetteerEntry] = field(default_factory=list)
    #: How like its spelling the entries are that were found by sound alone.
    likeness: float = 1.0
    features: dict[str, float] = field(default_factory=dict)
    prob: float = 1.0

    @property
    def is_demonym(self) -> bool:
        """Return whether it names the people of a place."""
        return self.kind is ToponymKind.DEMONYM


@runtime_checkable
class Sounding(Protocol):
    """A gazetteer that also finds other spellings of a name."""

    def sounding_like(self, name: str, *, country: str) -> Sequence[GazetteerEntry]:
        """Return the country's entries one of whose names has the same consonants."""
        ...


class Finder:
    """One pass over the words of one line."""

    def __init__(self, text: str, span: tuple[int, int], gazetteer: Gazetteer) -> None:
        self.text = text
        self.tokens = scan_tokens(text, *span)
        self._gazetteer = gazetteer

    def mentions(self) -> list[Mention]:
        """Return the stretches that the gazetteer holds, none overlapping, in order."""
        found: list[Mention] = []
        at = 0
        while at < len(self.tokens):
            mention = self._at(at) if self._begins(at) else None
            if mention is not None:
                found.append(mention)
                at = mention.last
            at += 1
        return found

    def named_runs(self) -> list[Mention]:
        """Return the runs of capitals that say of themselves what they are, none overlapping, in order."""
        found: list[Mention] = []
        at = 0
        while at < len(self.tokens):
            run = self._named_run(at) if self.tokens[at].capital else None
            if run is not None:
                found.append(run)
                at = run.last
            at += 1
        return found

    def named_by(self, start: int, end: int) -> Mention | None:
        """Return the mention of a name told from outside, if it begins and ends with words of this line."""
        first = next((n for n, token in enumerate(self.tokens) if token.start == start), None)
        last = next((n for n, token in enumerate(self.tokens) if token.end == end), None)
        if first is None or last is None or last < first:
            return None
        return self._mention(first, last - first + 1, end, ())

    def unlisted(self, taken: Sequence[tuple[int, int]]) -> list[Mention]:
        """Return the runs of capitals, clear of what is taken, before or behind which a place is due."""
        free = self._free(taken)
        found, at = [], 0
        while at < len(self.tokens):
            size = self._free_run(at, free)
            if size and self._is_due(at, size):
                found.append(self._mention(at, size, self.tokens[at + size - 1].end, ()))
            at += max(size, 1)
        return found

    def _free(self, taken: Sequence[tuple[int, int]]) -> list[bool]:
        """Return for each word whether it lies clear of the stretches taken (in order of their beginnings)."""
        free, passed, reach = [], 0, -1
        for token in self.tokens:
            while passed < len(taken) and taken[passed][0] < token.end:
                reach = max(reach, taken[passed][1])
                passed += 1
            free.append(token.start >= reach)
        return free

    def _free_run(self, at: int, free: Sequence[bool]) -> int:
        if not (free[at] and self._begins(at)):
            return 0
        end = at + 1
        while end < len(self.tokens) and free[end] and self.tokens[end].gap in _JOINED:
            if not (self.tokens[end].capital or (self.tokens[end].text in ARTICLES and self._begins(end))):
                break
            end += 1
        size = end - at
        return size if size <= MOST_UNLISTED and len(self.tokens[end - 1].text) > 2 else 0

    def _is_due(self, at: int, size: int) -> bool:
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + size] if at + size < len(self.tokens) else None
        if before is not None and self.tokens[at].gap == " ":
            if before.text in ("in", "near", "at", "from") or has_role(before.text, "cue_place"):
                return True
            if before.text == "of" and at >= 2 and has_role(self.tokens[at - 2].text, "cue_place"):
                return True
        return after is not None and after.gap == " " and has_role(after.text, "cue_place")

    def _begins(self, at: int) -> bool:
        token = self.tokens[at]
        if token.capital:
            return True
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return (
            token.text in ARTICLES and following is not None and following.capital and following.gap in "- "
        )

    def _at(self, at: int) -> Mention | None:
        for size in range(min(MOST_WORDS, len(self.tokens) - at), 0, -1):
            mention = self._phrase(at, size)
            if mention is not None and not self._goes_through(at + size):
                return mention
        return self._without_article(at)

    def _goes_through(self, at: int) -> bool:
        """Return whether an article leads on from here to more of the name ("Bab al-Nayrab")."""
        if at + 1 >= len(self.tokens):
            return False
        article, rest = self.tokens[at], self.tokens[at + 1]
        joined = article.gap == " " and rest.gap in ("-", "\u2010", "\u2011")
        return joined and article.text in ARTICLES and rest.capital

    def _phrase(self, at: int, size: int) -> Mention | None:
        words = self.tokens[at : at + size]
        if not self._holds_together(words):
            return None
        start, end = words[0].start, words[-1].end
        phrase = self.text[start:end]
        if (of := demonyms().get(fold(phrase))) and not (phrase.isupper() and len(phrase) < 4):
            return self._mention(at, size, end, self._people(of), ToponymKind.DEMONYM)
        may_stop = self.text[end : end + 1] == "." and size <= 2 and "." not in words[-1].text
        if may_stop and (stopped := self._gazetteer.look_up(phrase + ".")):
            return self._mention(at, size, end + 1, stopped)
        if len(words) > 1 and words[-1].gap == ". " and words[-2].text not in _HOLY:
            return None
        if entries := self._gazetteer.look_up(phrase):
            return self._mention(at, size, end, entries)
        return self._without_plural(at, end) if size == 1 else None

    def _mention(
        self,
        at: int,
        size: int,
        end: int,
        entries: Sequence[GazetteerEntry],
        kind: ToponymKind | None = None,
    ) -> Mention:
        start = self.tokens[at].start
        return Mention(start, end, self.text[start:end], entries, at, at + size - 1, kind)

    def _people(self, of: tuple[str, str]) -> Sequence[GazetteerEntry]:
        return [entry for entry in self._gazetteer.look_up(of[1]) if entry.id == of[0]]

    def _holds_together(self, words: Sequence[Token]) -> bool:
        last = words[-1].text
        if len(words) == 1:
            return len(last) > 1 and last.lower() not in ARTICLES
        if not (words[-1].capital or last[0].isdigit()):
            return False
        for one, other in pairwise(words):
            stop = other.gap == ". " and (one.text in _HOLY or len(one.text) == 1)
            if (other.gap not in _JOINED and not stop) or self.text[one.end : other.start] != other.gap:
                return False
            if other.text[0].islower() and other.text not in _INNER:
                return False
        return True

    def _without_plural(self, at: int, end: int) -> Mention | None:
        """Read "Syrias" as a possessive that lost its apostrophe, where what is left is well known."""
        word = self.tokens[at].text
        if len(word) < 5 or not word.endswith("s") or word.isupper():
            return None
        entries = [e for e in self._gazetteer.look_up(word[:-1]) if is_known(e)]
        return self._mention(at, 1, end - 1, entries) if entries else None

    def _without_article(self, at: int) -> Mention | None:
        """Read "al-X" where the gazetteer holds only X."""
        if self.tokens[at].text.lower() not in ARTICLES or at + 1 >= len(self.tokens):
            return None
        following = self.tokens[at + 1]
        loose = following.gap == " " and self.tokens[at].text.lower() in _LOOSE_ARTICLES
        if not following.capital or not (loose or following.gap in ("-", "\u2010", "\u2011")):
            return None
        if (inner := self._phrase(at + 1, 1)) is None or inner.is_demonym:
            return None
        return self._mention(at, 2, inner.end, inner.entries)

    def _named_run(self, at: int) -> Mention | None:
        """Return a run of capitals that says of itself what it is: "Main Street", "Lake Superior", "Highway 19"."""
        end = at + 1
        while end < len(self.tokens) and end - at < MOST_WORDS and self._goes_on(end):
            end += 1
        heads = [n for n in range(at + 1, end) if has_role(self.tokens[n].text, "head")]
        if heads and self.tokens[heads[-1]].capital:
            last = heads[-1]
        elif end - at >= 2 and has_role(self.tokens[at].text, "lead") and len(self.tokens[at + 1].text) > 1:
            last = end - 1 if not self.tokens[at + 1].text[0].isdigit() else at + 1
        else:
            return None
        stop = self.tokens[last].end
        if len(self.tokens[last].text) <= 3 and self.text[stop : stop + 1] == ".":
            stop += 1
        kind = kind_of_head(self.tokens[last].text)
        return self._mention(at, last - at + 1, stop, (), kind)

    def _goes_on(self, at: int) -> bool:
        token = self.tokens[at]
        return token.gap == " " and (token.capital or token.text.isdigit())


def kind_of_head(word: str) -> ToponymKind:
    """Return the kind that a name's last word tells."""
    if re.fullmatch(r"(?i)river|creek|lake|reservoir|lagoon|bay", word):
        return ToponymKind.WATER
    if re.fullmatch(r"(?i)hills?|ridge|mountains?", word):
        return ToponymKind.MOUNTAIN
    return ToponymKind.FACILITY


def is_known(entry: GazetteerEntry) -> bool:
    """Return whether a place is known enough to be meant without a cue."""
    return entry.population >= KNOWN_POPULATION or entry.kind in (ToponymKind.COUNTRY, ToponymKind.REGION)
