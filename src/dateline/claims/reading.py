"""Puts a report's assertions together: attributed ones, then the outlet's own voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.claims.attribution import (
    Attribution,
    PartWords,
    find_attributions,
    link_parts,
)
from dateline.claims.chain import Told, trace_chain
from dateline.claims.clauses import own_clauses
from dateline.claims.doubt import Wording, read_doubt, second_opinion
from dateline.claims.frames import split_frames
from dateline.claims.kinds import read_kind, tells_something
from dateline.claims.memory import Memory, named_sources, read_subjects
from dateline.claims.nested import Path, has_cue, speaks, unfold, with_source
from dateline.claims.quantities import counts_something, read_quantities
from dateline.claims.sources import Source
from dateline.claims.spans import SpanIndex, inside
from dateline.model import (
    Assertion,
    AssertionKind,
    Certainty,
    Cue,
    CueClass,
    Entity,
    EntityKind,
    Marks,
    Report,
    Speaker,
    Tag,
    Tagger,
    Toponym,
    When,
)
from dateline.reader.cues import cue_class_of
from dateline.reader.rules import RuleTagger
from dateline.reader.tokens import read_tokens, word_class

#: Where a clause ends before somebody's words begin.
_CLAUSE_END = re.compile(
    r"\s*(?:[,;–—]\s*(?:(?:and|but|while|whereas|though|although)\s+)?|\s(?:and|but|while|whereas)\s+)\Z"
)
#: A shorter stretch (code points) before somebody's words is no clause of its own.
_SHORTEST_CLAUSE = 20
#: Cues of what is still to be said, or that only give a name to something.
_NOT_TOLD = re.compile(r"(?:will|would|can|could|may|might|should|must|call(?:s|ed)?)\b", re.I)
_OWN_METHOD = "rule:own-voice/2"
#: A longer "sentence" is a table or a list without stops, no assertion.
_LONGEST_SENTENCE = 3000


@dataclass(frozen=True, slots=True)
class _Setting:
    report: Report
    toponyms: Sequence[Toponym]
    certainties: Sequence[Certainty]


def read_assertions(
    report: Report,
    *,
    toponyms: Sequence[Toponym],
    entities: Sequence[Entity],
    tagger: Tagger,
    marks: Marks | None = None,
) -> tuple[Assertion, ...]:
    """Return what a report asserts, in text order with ids a1, a2, ...

    Only its prose is read; ``entities`` tell persons from offices where "he" and "it" look for their source.
    ``marks`` are the tagger's in the report's sentences (see ``find_sentences``), if it has read them before.
    """
    parts = [
        PartWords.of(report.text, start, end, published=report.published) for start, end, _ in report.prose()
    ]
    if marks is None:
        marks = tagger.mark(report.text, [part.sentences for part in parts])
    setting = _Setting(report, toponyms, marks.certainties)
    tags = _in_sentences(parts, marks.tags)
    found = list(zip(parts, _attributions(parts, tags, method=tagger.name), strict=True))
    sources = [a.source for _, some in found for a in some if a.source is not None]
    memory = Memory(
        report.text,
        report.outlet,
        entities=entities,
        subjects=read_subjects(
            report.text, [span for part in parts for span in part.sentences], entities=entities
        ),
        ahead=named_sources(report.text, sources, entities=entities),
    )
    persons = SpanIndex((e.start, e.end) for e in entities if e.kind is EntityKind.PERSON)
    assertions: list[Assertion] = []
    for part, attributions in found:
        paths = [path for one in attributions for path in _paths(report.text, one, persons=persons)]
        beside: dict[tuple[int, int], list[Attribution]] = {}
        for path in paths:
            beside.setdefault(path[0].sentence, []).extend(path)
        for path in paths:
            assertions.append(_told(setting, part, path, memory, beside=beside[path[0].sentence]))
        assertions.extend(_own_voice(setting, part, attributions))
    assertions.sort(key=lambda a: (a.start, a.end))
    return tuple(replace(a, id=f"a{number}") for number, a in enumerate(assertions, start=1))


def _in_sentences(parts: Sequence[PartWords], tags: Sequence[Tag]) -> list[Tag]:
    """Return the tags that stand in a sentence, not in a table or list without stops."""
    runs = SpanIndex(
        (start, end) for part in parts for start, end in part.sentences if end - start > _LONGEST_SENTENCE
    )
    return [tag for tag in tags if not runs.touches(tag.start, tag.end)]


def _attributions(parts: Sequence[PartWords], tags: Sequence[Tag], *, method: str) -> list[list[Attribution]]:
    """Return the attributions of each part that are speech."""
    tied = _tied(parts, tags, method=method)
    return [
        [with_source(part.text, one) for one in some if speaks(part.text, one)]
        for part, some in zip(parts, tied, strict=True)
    ]


def _tied(parts: Sequence[PartWords], tags: Sequence[Tag], *, method: str) -> list[list[Attribution]]:
    """Return what is tied together: by the rules where somebody quotes somebody, else by the tags."""
    if method == RuleTagger.name:
        return [find_attributions(part, tags=tags, method=method) for part in parts]
    split = [split_frames(part.text, part.sentences, tags) for part in parts]
    linked = link_parts(parts, tags=[tag for _, rest in split for tag in rest], method=method)
    found = []
    for part, (framed, _), others in zip(parts, split, linked, strict=True):
        ruled = find_attributions(part, tags=framed, method=RuleTagger.name) if framed else []
        taken = SpanIndex(span for one in ruled for span in _pieces(one))
        kept = [one for one in others if not any(taken.touches(*span) for span in _pieces(one))]
        found.append(sorted([*ruled, *kept], key=lambda a: (a.start, a.end)))
    return found


def _paths(text: str, one: Attribution, *, persons: SpanIndex) -> list[Path]:
    """Return the paths through an attribution; itself where what stands inside it passes nothing on."""
    paths = unfold(text, one, persons=persons)
    return paths if all(_told_before(text, inner) for path in paths for inner in path[1:]) else [(one,)]


def _told_before(text: str, inner: Attribution) -> bool:
    """Return whether somebody has said something: no announcement to come, no name, no talk of "X's claims"."""
    if inner.cue is None or inner.source is None:
        return True
    if _NOT_TOLD.match(text, *inner.cue):
        return False
    owner = text[slice(*inner.source)].endswith(("'s", "’s"))
    return not owner or text[inner.cue[1] :].lstrip().startswith("that ")


def _told(
    setting: _Setting, part: PartWords, path: Path, memory: Memory, *, beside: Sequence[Attribution]
) -> Assertion:
    """Return the assertion of the innermost attribution; ``beside`` are all those of its sentence."""
    last = path[-1]
    told = trace_chain(path, memory)
    cues = [one.cue for one in path if one.cue is not None]
    wording = Wording(
        spans=last.spans,
        cues=cues,
        sources=[*(one.source for one in path if one.source), *((k.start, k.end) for k in told.links)],
        sentences=[path[0].sentence],
        others=[span for one in beside if one not in path for span in _pieces(one)],
        beside=_sentences_beside(part, last.start, max(b for _, b in [*last.spans, *cues])),
    )
    return _assertion(
        setting,
        part,
        wording=wording,
        told=told,
        quoted=last.quoted,
        method=last.method,
    )


def _pieces(one: Attribution) -> list[tuple[int, int]]:
    return [*one.spans, *(span for span in (one.source, one.cue) if span is not None)]


def _assertion(
    setting: _Setting,
    part: PartWords,
    *,
    wording: Wording,
    told: Told,
    quoted: bool,
    method: str,
) -> Assertion:
    text, spans, cues = setting.report.text, list(wording.spans), wording.cues
    start, end = spans[0][0], max(b for _, b in spans)
    words = " ".join(text[a:b] for a, b in spans)
    quantities = read_quantities(text, spans, numbers=part.numbers)
    doubt = read_doubt(text, wording)
    return Assertion(
        id="",
        start=start,
        end=end,
        text=text[start:end],
        spans=tuple(spans),
        speaker=_speaker(told.speaker),
        cue=None if told.own else _cue(text, cues),
        chain=tuple(told.links),
        quoted=quoted,
        hedge=doubt.hedge,
        hedge_cues=doubt.cues,
        polarity=doubt.polarity,
        kind=read_kind(words, quantities, attributed=bool(cues)),
        when=_when(part, spans),
        places=_places(spans, setting.toponyms),
        quantities=quantities,
        method=method + second_opinion(doubt, spans, setting.certainties),
    )


def _speaker(source: Source | None) -> Speaker | None:
    if source is None:
        return None
    return Speaker(start=source.start, end=source.end, text=source.text, role=source.role)


def _cue(text: str, cues: Sequence[tuple[int, int]]) -> Cue | None:
    """Return the innermost cue."""
    if not cues:
        return None
    start, end = cues[-1]
    return Cue(start=start, end=end, text=text[start:end], cue_class=cue_class_of(text[start:end]))


def _sentences_beside(part: PartWords, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentence after some words, and the one before where the part opens with it."""
    after = bisect_left(part.sentences, (end, 0))
    found = part.sentences[after : after + 1]
    if len(part.sentences) > 1 and part.sentences[0][1] <= start < part.sentences[1][1]:
        found = [part.sentences[0], *found]
    return found


def _when(part: PartWords, spans: list[tuple[int, int]]) -> When | None:
    """Return the first time that stands in the content."""
    found = (d.when for a, b in spans for d in inside(part.dates, a, b))
    return next((when for when in found if when is not None), None)


def _places(spans: list[tuple[int, int]], toponyms: Sequence[Toponym]) -> tuple[int, ...]:
    """Return the indices of the toponyms in a content; names inside other names are no places."""
    return tuple(
        index
        for index, toponym in enumerate(toponyms)
        if toponym.inside is None and any(a <= toponym.start and toponym.end <= b for a, b in spans)
    )


# -- the outlet's own voice ------------------------------------------------------------------------------


def _own_voice(setting: _Setting, part: PartWords, attributions: Sequence[Attribution]) -> list[Assertion]:
    """Return the sentences that nobody is named for, and the clause before the first words of somebody."""
    found = []
    pieces = sorted(span for a in attributions if _is_passed_on(part.text, a) for span in _pieces(a))
    taken = SpanIndex(pieces)
    for start, end in part.sentences:
        if _is_speech(part, start, end) or end - start > _LONGEST_SENTENCE:
            continue
        if not taken.touches(start, end):
            clauses = [[(start, end)]]
        else:
            within = [span for span in pieces if span[0] < end and start < span[1]]
            clauses = own_clauses(part.text, start, end, pieces=within)
            before = _clause_before(part.text, start, pieces[bisect_left(pieces, (start, 0)) :])
            clauses += [[(start, before)]] if before > start and not clauses else []
        for spans in clauses:
            one = _own(setting, part, [*spans[:-1], (spans[-1][0], _without_stop(part.text, *spans[-1]))])
            if _matters(one):
                found.append(one)
    return found


def _own(setting: _Setting, part: PartWords, spans: list[tuple[int, int]]) -> Assertion:
    """Return an assertion in the outlet's own voice."""
    start, end = spans[0][0], spans[-1][1]
    return _assertion(
        setting,
        part,
        wording=Wording(spans=spans, beside=_sentences_beside(part, start, end)),
        told=Told(None, []),
        quoted=False,
        method=_OWN_METHOD,
    )


def _is_passed_on(text: str, one: Attribution) -> bool:
    """Return whether words are passed on: that somebody wants or welcomes something the outlet says itself."""
    if one.quoted or one.cue is None:
        return True
    cue = text[slice(*one.cue)]
    return ":" in cue or (has_cue(cue) and cue_class_of(cue) is not CueClass.ATTITUDE)


def _clause_before(text: str, start: int, pieces: Sequence[tuple[int, int]]) -> int:
    """Return where a main clause ends that stands before the first piece; ``start`` where there is none."""
    first = pieces[0][0] if pieces else start
    clause = _CLAUSE_END.search(text, start, max(start, first))
    if clause is None or clause.start() - start < _SHORTEST_CLAUSE or has_cue(text[start : clause.start()]):
        return start
    opening = read_tokens(text[start : min(first, start + 40)])[:1]
    dependent = word_class("preposition") | word_class("conjunction")
    if not opening or opening[0].low in dependent or opening[0].low.endswith(("ing", "ed")):
        return start
    return clause.start()


def _is_speech(part: PartWords, start: int, end: int) -> bool:
    """Return whether a sentence stands inside a quotation, or is a question."""
    held = part.quote_at(start)
    return (held is not None and held.end >= end - 1) or part.text[start:end].rstrip().endswith("?")


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in ".!":
        end -= 1
    return end


def _matters(one: Assertion) -> bool:
    """Return whether a sentence in the outlet's own voice is one that tells something."""
    if len(one.text.split()) < 3 or one.text.endswith(":"):
        return False
    return (
        counts_something(one.quantities) or one.kind is not AssertionKind.OTHER or tells_something(one.text)
    )
