"""Finds spellings of places: the longest run of words that the gazetteer holds, kept if the words around agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.model import Entity, EntityKind, Gazetteer, GazetteerEntry, Inside, ToponymKind
from dateline.places.wording import JOINED, demonyms, has_role
from dateline.text.fold import fold
from dateline.text.words import Word, tokenise

#: No name of a place has more words.
MOST_WORDS = 6
#: A town of this many inhabitants needs no cue beside it.
KNOWN_POPULATION = 100_000
#: Words in lower case that may stand inside a name.
_INNER = frozenset({"of", "the", "de", "del", "la", "al", "el", "ez", "es", "as", "az", "ad", "an", "ar", "at",
                    "ash", "upon", "sur", "am", "der", "und", "and", "on", "en", "le", "los", "las"})  # fmt: skip
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|at|ad|an|az|ez|es|ed)[-‐‑’']", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;”\"\n•|]\s*[“\"‘'(]?$")
_ABBREVIATED = re.compile(r"\.?(?:[A-Z]\.)+")


@dataclass(slots=True)
class Mention:
    """A spelling found, before it is resolved."""

    start: int
    end: int
    text: str
    entries: Sequence[GazetteerEntry]
    kind: ToponymKind | None = None
    demonym_of: str | None = None
    inside: Inside | None = None
    unit: bool = False
    wide: bool = False
    cued: bool = False
    first: bool = False
    sound_only: bool = False
    #: A unit or country named right after it ("Mosul, Iraq").
    beside: list[GazetteerEntry] = field(default_factory=list)


def find_mentions(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    entities: Sequence[Entity],
) -> list[Mention]:
    """Return the spellings of places in these spans of the text, in order, none overlapping."""
    lower = {word.text for word in tokenise(text) if word.text.islower()}
    found: list[Mention] = []
    for start, end in spans:
        words = [Word(w.start + start, w.end + start, w.text) for w in tokenise(text[start:end])]
        found += _Scan(text, words, gazetteer, lower).run()
    found = _one_each(found)
    _mark_inside(found, entities)
    _tie_neighbours(found, text)
    return _keep_known(found)


def _one_each(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


class _Scan:
    """One pass over the words of a span."""

    def __init__(self, text: str, words: Sequence[Word], gazetteer: Gazetteer, lower: set[str]) -> None:
        self.text, self.words, self.gazetteer, self.lower = text, words, gazetteer, lower

    def run(self) -> list[Mention]:
        """Return the mentions, longest first at each word."""
        found: list[Mention] = []
        at = 0
        while at < len(self.words):
            mention, taken = self._at(at)
            if mention is not None:
                found.append(mention)
            at += taken
        return found

    def _at(self, at: int) -> tuple[Mention | None, int]:
        if not self._begins(at):
            return None, 1
        for size in range(min(MOST_WORDS, len(self.words) - at), 0, -1):
            mention = self._phrase(at, size)
            if mention is not None:
                return (mention if self._accept(mention, at, size) else None), size
        return None, 1

    def _begins(self, at: int) -> bool:
        word = self.words[at].text
        if word[0].isupper():
            return True
        return _ARTICLE.match(word) is not None and any(c.isupper() for c in word)

    def _phrase(self, at: int, size: int) -> Mention | None:
        words = self.words[at : at + size]
        if not self._holds_together(words):
            return None
        start, end = words[0].start, words[-1].end
        end = self._with_stop(start, end)
        phrase = self.text[start:end]
        if (of := demonyms().get(fold(phrase))) and not phrase.isupper():
            return Mention(start, end, phrase, self._people(of), ToponymKind.DEMONYM, demonym_of=of[0])
        if size == 1 and has_role(phrase, "never"):
            return None
        name, end = self._without_possessive(phrase, end)
        entries = self._entries(name)
        if not entries:
            return None
        return Mention(start, end, name, entries)

    def _people(self, of: tuple[str, str]) -> Sequence[GazetteerEntry]:
        return [entry for entry in self.gazetteer.look_up(of[1]) if entry.id == of[0]]

    def _entries(self, name: str) -> Sequence[GazetteerEntry]:
        """Return the entries of the name; an abbreviation in capitals is one only where it is a unit's."""
        entries = self.gazetteer.look_up(name)
        letters = name.replace(".", "")
        if len(letters) <= 3:
            if not (letters.isupper() or "." in name or len(letters) == 3):
                return ()
            return [
                e for e in entries if e.kind is not ToponymKind.POPULATED or e.population >= KNOWN_POPULATION
            ]
        return entries

    def _holds_together(self, words: Sequence[Word]) -> bool:
        last = words[-1].text
        if not (last[0].isupper() or last[0].isdigit() or _ARTICLE.match(last)):
            return False
        for one, other in pairwise(words):
            if not JOINED.fullmatch(self.text[one.end : other.start]):
                return False
            if other.text[0].islower() and other.text not in _INNER and not _ARTICLE.match(other.text):
                return False
        return True

    def _with_stop(self, start: int, end: int) -> int:
        """Take the full stop of an abbreviation ("U.S.", "Ky.") in, where the gazetteer wants it."""
        if self.text[end : end + 1] == "." and (
            _ABBREVIATED.fullmatch(self.text[start : end + 1]) or end - start <= 5
        ):
            stopped = self.text[start : end + 1]
            if "." in stopped[:-1]:
                return end + 1
        return end

    @staticmethod
    def _without_possessive(phrase: str, end: int) -> tuple[str, int]:
        for mark in ("'s", "’s", "ʼs"):
            if phrase.endswith(mark) and len(phrase) > len(mark) + 1:
                return phrase[: -len(mark)], end - len(mark)
        return phrase, end

    def _accept(self, mention: Mention, at: int, size: int) -> bool:
        before, after = self._word_before(at), self._word_after(at + size)
        mention.first = before is None
        mention.unit = any(has_role(w, "unit") for w in (after,)) or self._unit_of(at)
        mention.wide = has_role(after, "wide") or self._wide_of(at)
        mention.cued = (
            has_role(before, "cue") or has_role(before, "direction") or mention.unit or mention.wide
        )
        if mention.demonym_of is not None:
            return True
        if has_role(before, "title"):
            return False
        if after is not None and after[0].isupper():
            if has_role(after, "body"):
                mention.inside = Inside.ORGANISATION
                return True
            if not self._harmless(after) and not self._sure(mention):
                return False
        if before is not None and before[0].isupper() and not self._harmless(before):
            return self._sure(mention)
        return not (size == 1 and mention.first and not self._sure(mention) and self._common(mention.text))

    def _sure(self, mention: Mention) -> bool:
        return any(
            e.kind in (ToponymKind.COUNTRY, ToponymKind.REGION, ToponymKind.WATER) or " " in mention.text
            for e in mention.entries
        )

    def _common(self, name: str) -> bool:
        return name.lower() in self.lower

    def _harmless(self, word: str) -> bool:
        return (
            has_role(word, "direction")
            or has_role(word, "unit")
            or has_role(word, "wide")
            or has_role(word, "facility")
            or has_role(word, "never")
            or has_role(word, "cue")
            or fold(word) in demonyms()
        )

    def _word_before(self, at: int) -> str | None:
        """Return the word before, or None where a sentence or a line begins."""
        if at == 0:
            return None
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        if _SENTENCE_END.search(gap) or "," in gap or "(" in gap or "\n" in gap:
            return None if _SENTENCE_END.search(gap) or "\n" in gap else "and"
        return self.words[at - 1].text

    def _word_after(self, at: int) -> str | None:
        if at >= len(self.words):
            return None
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return self.words[at].text if gap in (" ", "-", "\u00a0") else None

    def _unit_of(self, at: int) -> bool:
        return at >= 2 and has_role(self.words[at - 2].text, "unit") and self.words[at - 1].text == "of"

    def _wide_of(self, at: int) -> bool:
        if has_role(self.words[at - 1].text if at else None, "direction"):
            return True
        return at >= 2 and has_role(self.words[at - 2].text, "wide") and self.words[at - 1].text == "of"


def _mark_inside(found: Sequence[Mention], entities: Sequence[Entity]) -> None:
    kinds = {
        EntityKind.ORGANISATION: Inside.ORGANISATION,
        EntityKind.MEDIA: Inside.ORGANISATION,
        EntityKind.PERSON: Inside.PERSON,
    }
    for mention in found:
        for entity in entities:
            if entity.kind in kinds and entity.start <= mention.start and mention.end <= entity.end:
                longer = entity.end - entity.start > mention.end - mention.start + 1
                if longer or (entity.kind is not EntityKind.ORGANISATION and not mention.cued):
                    mention.inside = kinds[entity.kind]


def _tie_neighbours(found: Sequence[Mention], text: str) -> None:
    """Tell each name the unit or country that stands right after its comma or in its brackets."""
    for one, other in pairwise(found):
        if (
            re.fullmatch(r",? ?\(?|, (?:in |the )?", text[one.end : other.start])
            and text[one.end : other.start]
        ):
            one.beside = [
                e
                for e in other.entries
                if e.kind in (ToponymKind.COUNTRY, ToponymKind.ADMIN, ToponymKind.REGION)
            ]
            one.cued = one.cued or bool(one.beside)


def _keep_known(found: Sequence[Mention]) -> list[Mention]:
    """Drop small towns that no cue speaks for; a name that was cued once in a report is one throughout."""
    cued = {m.text for m in found if m.cued and m.inside is None}
    return [m for m in found if _is_known(m) or m.text in cued]


def _is_known(mention: Mention) -> bool:
    if mention.demonym_of is not None or mention.inside is not None:
        return True
    return any(
        e.kind is not ToponymKind.POPULATED
        or e.population >= KNOWN_POPULATION
        or e.id.startswith("dl:")
        or " " in mention.text.strip()
        for e in mention.entries
    )


def iterate_spans(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans cut at blank lines, so that no name runs over a paragraph's end."""
    for start, end in spans:
        at = start
        for match in re.finditer(r"\n+", text[start:end]):
            yield at, start + match.start()
            at = start + match.end()
        yield at, end
