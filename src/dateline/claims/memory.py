"""Whom "the group", "he" or a short name means: the sources and subjects met in a report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dateline.claims.sources import Source, core_of, read_source
from dateline.model import Entity, EntityKind, Span

_HUMAN = frozenset(["he", "she", "his", "her"])
_PERSONS = frozenset(
    ["person", "spokesperson", "minister", "president", "governor", "mayor", "officer", "official"]
)
_GROUPS = frozenset(["group", "monitor", "armed group", "coalition", "organisation", "army", None])
_MEDIA = frozenset(["media", "agency", "state media", "broadcaster", "newspaper"])
_STATEMENTS = frozenset(["statement", "report", "poll"])
_INSTITUTIONS = (
    (_GROUPS - {None}) | _MEDIA | _STATEMENTS | {"ministry", "military", "authority", "government"}
)
#: Roles that a report may leave without a name in one place ("a monitor") and name in another.
_NAMED_ROLES = _INSTITUTIONS - _STATEMENTS - {"group"}
#: A name that a sentence begins with, up to its verb or the comma of an apposition.
_SUBJECT = re.compile(
    r"(?!An? [A-Z])(?:[Tt]he |An? (?:\w+ )?(?:for|of) the )?"
    r"(?:[A-Z][\w'’-]+ (?:of (?:the )?|for (?=[A-Z]))?){1,6}(?=[a-z]+\b)"
    r"|(?:The )?(?:[A-Z][\w'’-]+ ){0,5}[A-Z][\w'’-]+(?=, (?:which|who|a|an|the)\b)"
)
_LEAD = re.compile(r"(?:According to|On|In|By|After|At) [^,]{2,60}, ")
#: Tag lines and the words under a picture name no subject.
_FURNITURE = re.compile(r"(?:Tags?|File|Photos?|Related|Read|Published|Updated)\b")
#: The role of a subject of whom nothing but a name is known: a person, an outlet or a place.
_BARE_NAME = "name"
#: How many sources back, or ahead, one of the same name is looked for.
_REACH = 40
_ENTITY_ROLES = {
    EntityKind.PERSON: "person",
    EntityKind.MEDIA: "media",
    EntityKind.ORGANISATION: "organisation",
}


@dataclass(slots=True)
class Memory:
    """Sources and subjects of a report; ``met`` grows as its attributions are read in order."""

    text: str
    outlet: str | None
    entities: Sequence[Entity] = ()
    subjects: Sequence[tuple[Source, Span]] = ()
    ahead: Sequence[tuple[Source, Span]] = ()
    met: list[tuple[Source, Span]] = field(default_factory=list)
    hearers: set[int] = field(default_factory=set)
    told: list[Span] = field(default_factory=list)

    def read(self, start: int, end: int) -> Source:
        """Return the source between two offsets, with the role that a name in it lends."""
        return with_role(read_source(self.text, start, end), self.entities)

    def recall(self, source: Source) -> Span:
        """Return the fullest mention of the one a source means; its own words when no other fits."""
        before = self._before(source)
        if source.kind == "pronoun":
            before = sorted(before, key=lambda pair: pair[0].start in self.hearers)
        for known, span in before:
            if _may_mean(source, known, span):
                return span
        if source.kind == "named" or (source.kind in ("generic", "definite") and not source.anonymous):
            for known, span in [*_after(self.subjects, source), *_after(self.ahead, source)]:
                if _is_short_for(source, known, span):
                    return span
        return span_of(self.text, source)

    def _before(self, source: Source) -> list[tuple[Source, Span]]:
        """Return sources and subjects before a source, the nearest first."""
        last = bisect_right(self.subjects, source.start, key=lambda pair: pair[0].end)
        subjects = self.subjects[max(0, last - _REACH) : last]
        spoken = [(known, span) for known, span in self.met[-_REACH:] if known.start < source.start]
        return sorted([*subjects, *spoken], key=lambda pair: pair[0].start, reverse=True)

    def remember(self, source: Source, span: Span, *, hears: bool = False) -> None:
        """Keep a source for those after it; a pronoun rather means who spoke than who only heard or carried it."""
        self.met.append((source, span))
        if hears:
            self.hearers.add(source.start)


def _after(sources: Sequence[tuple[Source, Span]], source: Source) -> Sequence[tuple[Source, Span]]:
    """Return the next sources after one, in text order."""
    first = bisect_right(sources, source.start, key=lambda pair: pair[0].start)
    return sources[first : first + _REACH]


def span_of(text: str, source: Source) -> Span:
    """Return the words that name a source."""
    start, end = core_of(source)
    return Span(start=start, end=end, text=text[start:end])


def with_role(source: Source, entities: Sequence[Entity]) -> Source:
    """Return a source without a role of its own with that of the name it begins or ends with."""
    if source.role is not None:
        return source
    first = bisect_left(entities, source.start, key=lambda e: e.start)
    for entity in entities[max(0, first - 1) : first + 8]:
        if source.start < entity.end and entity.start < source.end and entity.kind in _ENTITY_ROLES:
            return replace(source, role=_ENTITY_ROLES[entity.kind])
    return source


def read_subjects(
    text: str, sentences: Iterable[tuple[int, int]], *, entities: Sequence[Entity]
) -> list[tuple[Source, Span]]:
    """Return the names of those who can speak that sentences and their main clauses begin with, in text order."""
    found = []
    for start, end in sentences:
        for at in _clause_starts(text, start, end):
            hit = _SUBJECT.match(text, at, end)
            if hit is None or _FURNITURE.match(hit.group()) is not None:
                continue
            source = with_role(read_source(text, at, at + len(hit.group().rstrip())), entities)
            if source.kind == "named" and source.role is not None:
                found.append(source)
            elif source.kind == "named" and len(_name_words(source.text)) > 1:
                found.append(replace(source, role=_BARE_NAME))
    return _in_order(text, found)


def _clause_starts(text: str, start: int, end: int) -> list[int]:
    """Return where a sentence begins, and its main clause after "According to X," or "On Tuesday,"."""
    lead = _LEAD.match(text, start, end)
    return [start] if lead is None else [start, lead.end()]


def named_sources(
    text: str, spans: Iterable[tuple[int, int]], *, entities: Sequence[Entity]
) -> list[tuple[Source, Span]]:
    """Return the named ones among the sources at the given spans."""
    sources = (with_role(read_source(text, *span), entities) for span in spans)
    return _in_order(text, [source for source in sources if source.kind == "named"])


def _in_order(text: str, sources: list[Source]) -> list[tuple[Source, Span]]:
    return [(source, span_of(text, source)) for source in sorted(sources, key=lambda s: s.start)]


def _may_mean(source: Source, known: Source, span: Span) -> bool:
    """Return whether a pronoun, "the X" or a short name can stand for one met before."""
    if source.kind == "pronoun":
        return _fits_pronoun(source.text.lower(), known)
    if source.kind == "definite" and known.kind == "named" and source.role in _STATEMENTS:
        return known.role not in _STATEMENTS | {_BARE_NAME}
    if source.kind == "definite" and _is_plain_group(source):
        return known.role in _GROUPS and known.kind == "named"
    if source.kind == "definite" and _is_bare(source) and source.role is not None:
        if _is_same_head(source, known):
            return True
        unsaid = (
            source.role == "media"
            and known.kind == "named"
            and known.role in (None, "organisation", _BARE_NAME)
        )
        return unsaid or _same_role(source.role, known.role)
    return _is_short_for(source, known, span) or _is_same_head(source, known)


def _is_same_head(source: Source, known: Source) -> bool:
    """Return whether "the colonel" can be Colonel X: one named before by the same word."""
    if source.kind != "definite" or not _is_bare(source) or source.role is None or known.kind != "named":
        return False
    noun = source.text.split()[-1].lower()
    return noun in re.findall(r"[\w'’-]+", known.text.lower())


def _fits_pronoun(pronoun: str, known: Source) -> bool:
    if known.kind == "pronoun":
        return False
    if pronoun in _HUMAN:
        return not known.plural and known.role not in _INSTITUTIONS
    if pronoun in ("it", "its"):
        return not known.plural and known.role not in _PERSONS | {_BARE_NAME}
    return known.plural or known.role in _GROUPS


def _same_role(one: str, other: str | None) -> bool:
    return one == other or (one in _MEDIA and other in _MEDIA)


def _is_plain_group(source: Source) -> bool:
    """Return whether a source says no more than "the group", or where it is based."""
    words = source.text.lower().split()
    return source.role == "group" and all(
        w in ("the", "group", "same") or w.endswith("-based") for w in words
    )


def _is_bare(source: Source) -> bool:
    return len(source.text.split()) <= 2


def _is_short_for(source: Source, known: Source, span: Span) -> bool:
    """Return whether a source is a shorter form of a known one: part of its name, or its bare role."""
    if known.kind != "named":
        return False
    if source.kind == "named":
        short, full = _name_words(source.text), _name_words(span.text)
        roles = {source.role, known.role} - {None, _BARE_NAME}
        other = len(roles) > 1 and not roles <= _MEDIA
        return bool(short) and short < full and not other
    bare = len(source.text.split()) <= 3 and source.role in _NAMED_ROLES
    return bare and not source.anonymous and source.role == known.role


def _name_words(text: str) -> frozenset[str]:
    """Return the capitalised words of a name, without titles in lower case and articles."""
    words = (w.strip(".,") for w in re.findall(r"[\w'’.-]+", text))
    return frozenset(w for w in words if w[:1].isupper() and w.lower() != "the")
