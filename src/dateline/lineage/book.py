"""One key for every source, whatever each report calls it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from dateline.lineage.bodies import organisation_types
from dateline.lineage.captured import (
    captured_names,
    issuers_of,
    name_spans,
    report_outlet,
    signed_outlet,
)
from dateline.lineage.cues import Mention, find_mentions, rejects
from dateline.lineage.descriptions import core, described, is_description, meant_by, only_one
from dateline.lineage.merging import anonymous_key, merge_sources, named_key, plain_name, shortens
from dateline.lineage.nouns import normal, noun_class
from dateline.lineage.source import Source, can_speak, echo_class, is_pronoun
from dateline.lineage.sources import identify
from dateline.lineage.times import common_zone
from dateline.model import EntityKind, Reading
from dateline.text.fold import fold, strip_article
from dateline.text.outlets import OutletMention, find_outlets, outlets

#: Words before "agency" or "broadcaster" that make it the state's.
_STATE = re.compile(r"(?:state|official|state-run|state-owned|government)\s+\Z")


class SourceBook:
    """Keys of all sources that a set of readings names.

    Outlets carry their outlet key; organisations and persons meet by equal words, by acronym, by a
    shorter form inside the report that gives the longer one, and by a shorter form that only one longer form
    of the whole set can mean. People without a name stay apart by the outlet that cites them.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.zone = common_zone(readings)
        self._texts = {r.id: r.text for r in readings}
        self._identified: dict[str, Source | None] = {}
        found = {r.id: find_outlets(r.text) for r in readings}
        self.media: dict[str, frozenset[str]] = {k: frozenset(m.key for m in v) for k, v in found.items()}
        cued = {r.id: find_mentions(r, found[r.id]) for r in readings}
        self.outlets: dict[str, str] = {
            r.id: signed_outlet(r, cued[r.id]) or report_outlet(r.report) for r in readings
        }
        self._captured = captured_names(readings)
        self.mentions: dict[str, tuple[Mention, ...]] = {
            r.id: (*cued[r.id], *self._bare_mentions(r, cued[r.id])) for r in readings
        }
        self._local: dict[str, list[tuple[int, Source]]] = {
            r.id: self._named_in(r, found[r.id]) for r in readings
        }
        self._named = {source for rows in self._local.values() for _, source in rows}
        self._keys = merge_sources(self._named | set(self._captured.values()))
        self._issuers = issuers_of(readings, self.outlets)
        self._entities = {r.id: name_spans(r) for r in readings}

    def _bare_mentions(self, reading: Reading, cued: Sequence[Mention]) -> Iterator[Mention]:
        """Names of captured outlets in the prose that no cue stands beside."""
        taken = [(m.start, m.end) for m in cued]
        own = self.outlets[reading.id]
        for key, source in self._captured.items():
            if key == own or len(source.text) < 5:
                continue
            for start, end, _ in reading.report.prose():
                for match in _pattern(source.text).finditer(reading.text, start, end):
                    a, b = match.span()
                    if not any(x <= a < y for x, y in taken):
                        kind = "reject" if rejects(reading.text, a) else "mention"
                        yield Mention(a, b, match.group(), kind, (a, b), True, a, True)

    def _named_in(self, reading: Reading, media: Sequence[OutletMention]) -> list[tuple[int, Source]]:
        """Sources and other names that a report gives in full: what its shorter forms can mean."""
        sure = [m for m in self.mentions[reading.id] if not (reading.assertions and m.worded)]
        bare = [m for m in self.mentions[reading.id] if m.cue_class in ("mention", "reject")]
        spans = {(m.start, m.text) for m in (*sure, *bare)} | {(m.start, m.text) for m in media}
        kinds = (EntityKind.ORGANISATION, EntityKind.MEDIA)
        spans |= {(e.start, e.text) for e in reading.entities if e.kind in kinds}
        if reading.report.outlet:
            spans.add((-1, reading.report.outlet))
        rows = [(at, self._identify(words)) for at, words in sorted(spans)]
        return [(at, s) for at, s in rows if s is not None and not s.anonymous and not echo_class(s)]

    def _identify(self, text: str) -> Source | None:
        """Identify a phrase, the names of captured outlets known."""
        if text not in self._identified:
            self._identified[text] = self._look(text)
        return self._identified[text]

    def _look(self, text: str) -> Source | None:
        folded = f" {fold(text)} "
        rows = self._captured.items()
        inside = [(key, s) for key, s in rows if len(s.text) > 3 and f" {s.text} " in folded]
        if inside:
            key, outlet = max(inside, key=lambda row: (len(row[1].text), row[0]))
            return Source(text, outlet.words, outlet.head, outlet=key, name=outlet.name)
        return identify(text)

    def key(self, report: str, text: str, *, at: int | None = None, told: str | None = None) -> str | None:
        """Return the key of a source phrase of a report; None where it names nobody.

        ``at`` is where it stands, for "the ministry" and "he". ``told`` is the outlet that people without a
        name spoke to, when it is not the report's own.
        """
        source = self._identify(text)
        if source is None:
            return self._antecedent(report, None, at) if is_pronoun(text) else None
        if not self._speaks(report, text, source, at):
            return None
        meant = self._meant(report, source, at)
        if meant is not None:
            return meant
        if echo_class(source):
            return self._antecedent(report, source, at) or anonymous_key(self.outlets[report], source)
        if is_description(source) and len(source.words) > 1 and described(source) != "state":
            return anonymous_key(told or self.outlets[report], source)
        if source.anonymous:
            return anonymous_key(told or self.outlets[report], self._fuller_crowd(report, source, at))
        return self._resolve(report, source, at)

    def _speaks(self, report: str, text: str, source: Source, at: int | None) -> bool:
        """Return whether a phrase names somebody who can speak: a body, people, or a name that is no place's."""
        if not can_speak(source):
            return False
        spans = self._entities[report]
        if source.outlet or source.anonymous or source.head or at is None or spans is None:
            return True
        return any(a < at + len(text) and at < b for a, b in spans)

    def _meant(self, report: str, source: Source, at: int | None) -> str | None:
        """The named body of the report, or the only one of its sort in the set, that a description means."""
        near = self._near(report, at)
        sort = self._sort(report, source, at)
        if sort is None:
            return self._by_core(source, [s for _, s in near])
        meant = meant_by(source, sort, [s for _, s in near], own=self.outlets[report])
        key = meant.outlet if meant is not None else only_one(source, sort, self._named)
        return self._issuers.get(key, key) if key else None

    def _sort(self, report: str, source: Source, at: int | None) -> str | None:
        """The sort of body that a description tells; "agency" behind "state-run" is state media."""
        if (
            at is not None
            and echo_class(source) == "medium"
            and _STATE.search(self._texts[report][max(0, at - 20) : at])
        ):
            return "state"
        return described(source)

    def _by_core(self, source: Source, near: Sequence[Source]) -> str | None:
        """The only body that a fuller name of the report, or of the set, gives: "the civil defence rescuers"."""
        words = core(source)
        if source.outlet or source.person or len(words) < 2 or words == source.words:
            return None
        for named in (near, self._named):
            keys = {self._issuers.get(s.outlet, s.outlet) for s in named if s.outlet and words <= s.words}
            if len(keys) == 1:
                return keys.pop()
        return None

    def issues(self, report: str) -> bool:
        """Return whether a report is the own page of a body of the tables: what it says, the body says."""
        key = self.outlets[report]
        known = outlets().get(key)
        return key in self._issuers.values() or (known is not None and known.type in ("office", "monitor"))

    def speaker_before(self, report: str, at: int) -> str | None:
        """Return who was last named as a source before an offset: whom "he" means where no name stands."""
        for mention in sorted(self.mentions[report], key=lambda m: -m.start):
            if mention.start < at and mention.direct and mention.cue_class in ("say", "relay"):
                key = self.key(report, mention.text, at=mention.start)
                if key is not None and not _crowd_of_all(self._identify(mention.text)):
                    return key
        return None

    def _fuller_crowd(self, report: str, source: Source, at: int | None) -> Source:
        """ "The sources" are the "local sources" that the report named before."""
        if source.words != {source.head}:
            return source
        before = [m for m in self.mentions[report] if at is not None and m.start < at]
        for mention in sorted(before, key=lambda m: -m.start):
            known = self._identify(mention.text)
            if known is not None and known.anonymous and known.head == source.head:
                return known
        return source

    def names(self, key: str) -> list[str]:
        """Return the names under which the reports know a source: the commonest full one first."""
        seen = self._names.get(key, {})
        table = plain_name(key)
        if table in seen:
            return [table, *sorted(set(seen) - {table}, key=lambda name: (-seen[name], name))]
        longest = max((len(name.split()) for name, n in seen.items() if n > 1), default=0)

        def rank(name: str) -> tuple[bool, bool, int, str]:
            source = self._identify(name)
            person = source is not None and source.words == source.person and not self._whole(key, source)
            return person, len(name.split()) != longest, -seen[name], name

        return sorted(seen, key=rank)

    def _whole(self, key: str, source: Source) -> bool:
        """Return whether a person speaks for nobody else: the key is the person's own."""
        return key == named_key(source)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, int]]:
        """How often the reports call each source by each name."""
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for report, mentions in self.mentions.items():
            for mention in mentions:
                key, source = self.key(report, mention.text, at=mention.start), self._identify(mention.text)
                if key is not None and source is not None and not _nameless(source):
                    names[key][_tidy(source.name or source.text, names[key])] += 1
        return names

    def _resolve(self, report: str, source: Source, at: int | None) -> str:
        bare = len(source.words) == 1 and noun_class(min(source.words)) == "body"
        fuller = [s for _, s in self._near(report, at) if shortens(source, s)]
        if source.outlet and not (bare and fuller):
            return self._issuers.get(source.outlet, source.outlet)
        best = fuller[0] if fuller else source
        if best.outlet:
            return self._issuers.get(best.outlet, best.outlet)
        return self._keys.get(best) or self._keys.get(source) or named_key(best)

    def _near(self, report: str, at: int | None) -> list[tuple[int, Source]]:
        """The names of a report, those before an offset first, nearest first."""
        rows = self._local[report]
        if at is None:
            return rows
        return sorted(rows, key=lambda row: (row[0] > at, abs(at - row[0])))

    def _antecedent(self, report: str, source: Source | None, at: int | None) -> str | None:
        """Who "the agency", "the spokesman" or "he" is: the nearest name before that fits."""
        rows = [row for row in self._near(report, at) if at is None or row[0] < at]
        noun = source.head if source else None
        fitting = [row for row in rows if _fits(noun, row[1])] or (rows if noun is None else [])
        if not fitting:
            return None
        return self._resolve(report, fitting[0][1], fitting[0][0])


def _nameless(source: Source) -> bool:
    return bool(echo_class(source)) or is_description(source)


def _crowd_of_all(source: Source | None) -> bool:
    """Return whether a source is whoever was there ("people", "civilians")."""
    return source is not None and source.anonymous and source.head in ("people", "civilian", "man", "woman")


def _tidy(name: str, known: Iterable[str]) -> str:
    """Return a name without its article, in the spelling already known if only case differs."""
    plain = strip_article(name)
    return next((other for other in known if other.casefold() == plain.casefold()), plain)


def _fits(noun: str | None, source: Source) -> bool:
    """Return whether a name can be meant by a general noun; a pronoun fits all."""
    if noun is None:
        return True
    if noun in source.words or noun in {normal(word) for word in source.text.split()}:
        return True
    speaks = source.head is not None and noun_class(source.head) == "body"
    media = source.outlet is not None and not speaks and _is_medium(source.outlet)
    return media if echo_class(source, noun) == "medium" else not media


def _is_medium(key: str) -> bool:
    known = outlets().get(key)
    return key not in organisation_types() and (known is None or known.type != "monitor")


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"(?i)(?<!\w)" + r"\W+".join(map(re.escape, name.split())) + r"(?!\w)")
