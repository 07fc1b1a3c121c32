"""Puts a report's assertions together: attributed ones, then the outlet's own voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.claims.attribution import Attribution, PartWords, find_attributions
from dateline.claims.chain import Memory, Told, look_ahead, trace_chain
from dateline.claims.doubt import read_doubt
from dateline.claims.kinds import read_kind
from dateline.claims.link import link_tags
from dateline.claims.quantities import counts_anybody, read_quantities
from dateline.claims.sources import Source, read_source
from dateline.model import (
    Assertion,
    AssertionKind,
    Cue,
    CueClass,
    Entity,
    Report,
    Speaker,
    Tagger,
    Toponym,
    When,
)
from dateline.reader.cues import cue_class_of
from dateline.text.dates import find_dates

_OWN_METHOD = "rule:own-voice/1"
#: Cues whose content may itself be an attribution that passes words on.
_PASSING = (CueClass.SAY, CueClass.REPORT, CueClass.KNOW, CueClass.DENY, CueClass.CLAIM)
_INNER_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class _Setting:
    report: Report
    toponyms: Sequence[Toponym]
    tagger: Tagger


def read_assertions(
    report: Report, *, toponyms: Sequence[Toponym], entities: Sequence[Entity], tagger: Tagger
) -> tuple[Assertion, ...]:
    """Return what a report asserts, in text order with ids a1, a2, ...

    Only its prose is read. ``entities`` are taken for later readers of sources; the rules need none.
    """
    del entities
    setting = _Setting(report, toponyms, tagger)
    parts = [PartWords.of(report.text, start, end) for start, end, _ in report.prose()]
    found = [(part, find_attributions(part, tagger=tagger)) for part in parts]
    memory = Memory(
        report.text, report.outlet, ahead=look_ahead(report.text, [a for _, some in found for a in some])
    )
    assertions: list[Assertion] = []
    for part, attributions in found:
        for attribution in attributions:
            assertions.append(_attributed(setting, part, attribution, memory))
        assertions.extend(_own_voice(setting, part, attributions))
    assertions.sort(key=lambda a: (a.start, a.end))
    return tuple(replace(a, id=f"a{number}") for number, a in enumerate(assertions, start=1))


def _attributed(setting: _Setting, part: PartWords, attribution: Attribution, memory: Memory) -> Assertion:
    inner, spans, cue = _inside(setting, attribution)
    told = trace_chain(attribution, inner, memory)
    cues = [c for c in (attribution.cue, cue) if c is not None]
    return _assertion(
        setting, part, spans=spans, told=told, cues=cues, quoted=attribution.quoted, method=attribution.method
    )


def _inside(
    setting: _Setting, attribution: Attribution
) -> tuple[Source | None, list[tuple[int, int]], tuple[int, int] | None]:
    """Return the attribution inside a content ("X reported that Y said P"), when it makes up most of it."""
    text = setting.report.text
    outer = cue_class_of(text[attribution.cue[0] : attribution.cue[1]]) if attribution.cue else CueClass.SAY
    if outer not in _PASSING or attribution.quoted or len(attribution.spans) != 1:
        return None, attribution.spans, None
    start, end = attribution.spans[0]
    words = text[start:end]
    skip = len("that ") if words.lower().startswith("that ") else 0
    [tags] = setting.tagger.tag([words[skip:]])
    links = [link for link in link_tags(words[skip:], tags) if link.source and link.contents]
    if len(links) != 1 or links[0].source is None:
        return None, attribution.spans, None
    link, source = links[0], links[0].source
    offset = start + skip
    size = sum(b - a for a, b in link.contents) + source[1] - source[0] + link.cue[1] - link.cue[0]
    passing = cue_class_of(words[skip:][link.cue[0] : link.cue[1]]) in _PASSING
    inner = read_source(text, offset + source[0], offset + source[1])
    if not passing or size < _INNER_SHARE * len(words) or inner.kind == "pronoun":
        return None, attribution.spans, None
    return (
        inner,
        [(offset + a, offset + b) for a, b in link.contents],
        (offset + link.cue[0], offset + link.cue[1]),
    )


def _assertion(
    setting: _Setting,
    part: PartWords,
    *,
    spans: list[tuple[int, int]],
    told: Told,
    cues: list[tuple[int, int]],
    quoted: bool,
    method: str,
) -> Assertion:
    text = setting.report.text
    start, end = spans[0][0], max(b for _, b in spans)
    words = " ".join(text[a:b] for a, b in spans)
    quantities = read_quantities(text, spans)
    doubt = read_doubt(text, spans=spans, cues=cues, after=_sentence_after(part, end))
    return Assertion(
        id="",
        start=start,
        end=end,
        text=text[start:end],
        spans=tuple(spans),
        speaker=_speaker(told.speaker),
        cue=_cue(text, cues) if told.links else None,
        chain=tuple(told.links),
        quoted=quoted,
        hedge=doubt.hedge,
        hedge_cues=doubt.cues,
        polarity=doubt.polarity,
        kind=read_kind(words, quantities, attributed=bool(cues)),
        when=_when(text, spans, setting.report.published),
        places=_places(spans, setting.toponyms),
        quantities=quantities,
        method=method,
    )


def _speaker(source: Source | None) -> Speaker | None:
    if source is None:
        return None
    return Speaker(start=source.start, end=source.end, text=source.text, role=source.role)


def _cue(text: str, cues: list[tuple[int, int]]) -> Cue | None:
    """Return the innermost cue."""
    if not cues:
        return None
    start, end = cues[-1]
    return Cue(start=start, end=end, text=text[start:end], cue_class=cue_class_of(text[start:end]))


def _sentence_after(part: PartWords, end: int) -> tuple[int, int] | None:
    return next(((a, b) for a, b in part.sentences if a >= end), None)


def _when(text: str, spans: list[tuple[int, int]], published: When | None) -> When | None:
    for start, end in spans:
        for hit in find_dates(text[start:end], reference=published):
            if hit.when is not None:
                return hit.when
    return None


def _places(spans: list[tuple[int, int]], toponyms: Sequence[Toponym]) -> tuple[int, ...]:
    return tuple(
        index
        for index, toponym in enumerate(toponyms)
        if toponym.inside is None and any(a <= toponym.start and toponym.end <= b for a, b in spans)
    )


# -- the outlet's own voice ------------------------------------------------------------------------------


def _own_voice(setting: _Setting, part: PartWords, attributions: Sequence[Attribution]) -> list[Assertion]:
    """Return the sentences of consequence that nobody is named for."""
    found = []
    for start, end in part.sentences:
        if any(_touches((start, end), a) for a in attributions) or _is_speech(part, start, end):
            continue
        end = _without_stop(part.text, start, end)
        one = _assertion(
            setting,
            part,
            spans=[(start, end)],
            told=Told(None, []),
            cues=[],
            quoted=False,
            method=_OWN_METHOD,
        )
        if _matters(one):
            found.append(one)
    return found


def _touches(sentence: tuple[int, int], attribution: Attribution) -> bool:
    pieces = [*attribution.spans, *([attribution.cue] if attribution.cue else [])]
    return any(a < sentence[1] and sentence[0] < b for a, b in pieces)


def _is_speech(part: PartWords, start: int, end: int) -> bool:
    """Return whether a sentence stands inside a quotation, or is a question."""
    held = part.quote_at(start)
    return (held is not None and held.end >= end - 1) or part.text[start:end].rstrip().endswith("?")


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in ".!":
        end -= 1
    return end


def _matters(one: Assertion) -> bool:
    """Return whether a sentence in the outlet's own voice tells of an event or counts people."""
    if len(one.text.split()) < 3:
        return False
    return counts_anybody(one.quantities) or one.kind not in (AssertionKind.OTHER, AssertionKind.STATEMENT)
