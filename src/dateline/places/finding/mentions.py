"""Every stretch of words that may name a place because the gazetteer holds it, and what a mention is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from dateline.model import Gazetteer, GazetteerEntry, Inside, ToponymKind
from dateline.places.finding.tokens import Token, is_capital, scan_tokens
from dateline.places.finding.wording import may_begin_people, people_of

#: No name of a place has more words.
MOST_WORDS = 6
#: Words in lower case that may stand inside a name.
INNER = frozenset(
    {"of", "the", "de", "del", "la", "al", "el", "ez", "es", "as", "az", "ad", "an", "ar", "at", "ash", "upon",
     "sur", "am", "der", "und", "and", "on", "en", "le", "los", "las", "da", "do", "di", "du", "ed", "et", "by",
     "in", "bin", "ibn", "abu", "umm"}
)  # fmt: skip
ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "ez", "es", "ed", "et"})
#: Those that are no English words, and so may stand apart from their name.
_LOOSE_ARTICLES = frozenset({"al", "el"})
HYPHENS = ("-", "\u2010", "\u2011")
JOINED = frozenset({" ", *HYPHENS, "\u00a0", "’", "'", "/"})
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
    #: It lies in a longer stretch that the gazetteer holds, too: a second reading of those words.
    within: bool = False
    #: Places named right behind it ("Mosul, Iraq"), and the place that a facility's name begins with.
    beside: list[GazetteerEntry] = field(default_factory=list)
    #: The names that the gazetteer holds inside one that it does not: "Mosul General Hospital" holds Mosul.
    holds: tuple[Mention, ...] = ()
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
        self.capital = [is_capital(token.text[0]) for token in self.tokens]
        #: Where a name can begin: with a capital, or an Arabic article before one.
        self.starts = [
            n for n, token in enumerate(self.tokens) if self.capital[n] or self._is_article(n, token)
        ]
        ends = [span[0], *(token.end for token in self.tokens)]
        #: What stands between each word and the one before it, an owner's "'s" with it.
        self.gaps = [text[end : token.start] for end, token in zip(ends, self.tokens, strict=False)]

    def mentions(self) -> list[Mention]:
        """Return the stretches that the gazetteer holds in text order; those ``within`` a longer one say so."""
        found: list[Mention] = []
        reach = -1
        for at in self.starts:
            here = self._at(at)
            for mention in here:
                mention.within = mention.last <= reach or mention is not here[0]
            if here:
                reach = max(reach, here[0].last)
            found += here
        return found

    def named_by(self, start: int, end: int) -> Mention | None:
        """Return the mention of a name told from outside, if it begins and ends with words of this line."""
        first = bisect_left(self.tokens, start, key=lambda token: token.start)
        last = bisect_left(self.tokens, end, key=lambda token: token.end)
        if last == len(self.tokens) or last < first:
            return None
        if self.tokens[first].start != start or self.tokens[last].end != end:
            return None
        return self.mention(first, last - first + 1, end, ())

    def begins(self, at: int) -> bool:
        """Return whether a name can begin here."""
        return self.capital[at] or self._is_article(at, self.tokens[at])

    def _is_article(self, at: int, token: Token) -> bool:
        if token.text not in ARTICLES or at + 1 == len(self.tokens):
            return False
        return self.capital[at + 1] and self.tokens[at + 1].gap in ("-", " ")

    def mention(
        self,
        at: int,
        size: int,
        end: int,
        entries: Sequence[GazetteerEntry],
        kind: ToponymKind | None = None,
    ) -> Mention:
        """Return the mention of so many words from this one on, ending where told."""
        start = self.tokens[at].start
        return Mention(start, end, self.text[start:end], entries, at, at + size - 1, kind)

    def _at(self, at: int) -> list[Mention]:
        """Return the stretches held that begin with this word, the longest first."""
        found = []
        for size in self._sizes(at):
            mention = self._phrase(at, size)
            if mention is not None and not self._goes_through(at + size):
                found.append(mention)
        if not found and (bare := self._without_article(at)):
            found.append(bare)
        return found[::-1]

    def _sizes(self, at: int) -> Iterator[int]:
        """Yield how many words from here on may be one name, the fewest first."""
        last = self.tokens[at].text
        if len(last) > 1 and last.lower() not in ARTICLES:
            yield 1
        if last in ("A", "An"):
            return
        for size in range(2, min(MOST_WORDS, len(self.tokens) - at) + 1):
            one, other = self.tokens[at + size - 2], self.tokens[at + size - 1]
            if not self._joins(one, other, self.gaps[at + size - 1]):
                return
            if self.capital[at + size - 1] or other.text[0].isdigit():
                yield size

    def _joins(self, one: Token, other: Token, gap: str) -> bool:
        if gap not in JOINED and not (gap == ". " and (one.text in _HOLY or len(one.text) == 1)):
            return False
        return not other.text[0].islower() or other.text in INNER

    def _goes_through(self, at: int) -> bool:
        """Return whether an article leads on from here to more of the name ("Bab al-Nayrab")."""
        if at + 1 >= len(self.tokens):
            return False
        article, rest = self.tokens[at], self.tokens[at + 1]
        joined = article.gap == " " and rest.gap in HYPHENS
        return joined and article.text in ARTICLES and rest.capital

    def _phrase(self, at: int, size: int) -> Mention | None:
        words = self.tokens[at : at + size]
        start, end = words[0].start, words[-1].end
        phrase = self.text[start:end]
        of = people_of(phrase) if size == 1 or may_begin_people(words[0].text) else None
        if of and not (phrase.isupper() and len(phrase) < 4):
            return self.mention(at, size, end, self._people(of), ToponymKind.DEMONYM)
        may_stop = size <= 2 and self.text.startswith(".", end) and "." not in words[-1].text
        if may_stop and not phrase.isupper() and (stopped := self._gazetteer.look_up(phrase + ".")):
            return self.mention(at, size, end + 1, stopped)
        if len(words) > 1 and words[-1].gap == ". " and words[-2].text not in _HOLY:
            return None
        if entries := self._gazetteer.look_up(phrase):
            return self.mention(at, size, end, entries)
        return self._without_plural(at, end) if size == 1 else None

    def _people(self, of: tuple[str, str]) -> Sequence[GazetteerEntry]:
        return [entry for entry in self._gazetteer.look_up(of[1]) if entry.id == of[0]]

    def _without_plural(self, at: int, end: int) -> Mention | None:
        """Read "Syrias" as a possessive that lost its apostrophe, where what is left is well known."""
        word = self.tokens[at].text
        if len(word) < 5 or not word.endswith("s") or word.isupper():
            return None
        entries = [e for e in self._gazetteer.look_up(word[:-1]) if is_known(e)]
        return self.mention(at, 1, end - 1, entries) if entries else None

    def _without_article(self, at: int) -> Mention | None:
        """Read "al-X" where the gazetteer holds only X."""
        article = self.tokens[at].text.lower()
        if article not in ARTICLES or at + 1 >= len(self.tokens):
            return None
        following = self.tokens[at + 1]
        loose = following.gap == " " and article in _LOOSE_ARTICLES
        if not following.capital or not (loose or following.gap in HYPHENS):
            return None
        if (inner := self._phrase(at + 1, 1)) is None or inner.is_demonym:
            return None
        return self.mention(at, 2, inner.end, inner.entries)


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no longer one, none overlapping, in order."""
    found: list[Mention] = []
    for mention in mentions:
        if not mention.within and (not found or found[-1].end <= mention.start):
            found.append(mention)
    return found


def is_known(entry: GazetteerEntry) -> bool:
    """Return whether a place is known enough to be meant without a cue."""
    return entry.population >= KNOWN_POPULATION or entry.kind in (ToponymKind.COUNTRY, ToponymKind.REGION)
