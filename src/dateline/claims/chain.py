"""Who told the outlet, and who told them: the chain of an attribution, nearest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.claims.attribution import Attribution
from dateline.claims.memory import Memory
from dateline.claims.sources import Source, antecedent, read_source
from dateline.model import Span
from dateline.text.outlets import find_outlets, outlet_key

_RELAYED = re.compile(
    r"\b(?:(?:carried|published|broadcast|quoted|reported|relayed|released|posted|cited|issued|aired|run)"
    r" (?:as saying |\w+ )?by|(?:carried|published|broadcast|posted|aired|released)"
    r" (?:\w+ )?(?:on|in|through|via))"
    r"\s+(?!(?:on|late|early|mon|tues|wednes|thurs|fri|satur|sun)\w*day)",
    re.I,
)
_STATEMENT_TAIL = re.compile(
    r"(?:,|\s)*(?:in|as|from|by)?\s*(?:an?|the)?\s*(?:statement|report|comments?|remarks)?\s*\Z"
)
_CITING = re.compile(r"\b(?:citing|quoting|(?:which|who) (?:cites|cited|quotes|quoted))\s+", re.I)
_AS_SAYING = re.compile(r"\s+([^,.;:]{3,80}?)\s+as saying\b")
_TO_HEARER = re.compile(r"\b(?:told|tells|telling|tell)\Z", re.I)
_BREAK = re.compile(r"[,.;:“”\"]|\s(?:that|on|after|when|who|as|and said|said|in an?|late)\b|\Z")


@dataclass(slots=True)
class Told:
    """The links of one attribution; ``speaker`` is the innermost source beside the words."""

    speaker: Source | None
    links: list[Span]


def trace_chain(path: Sequence[Attribution], memory: Memory) -> Told:
    """Return the chain of attributions that hold one another, the outermost first.

    The outlet itself is no link. A chain that holds only the outlet is empty, its speaker None.
    """
    sources = [(one, source) for one in path for source in _ordered(one, memory)]
    links: list[Span] = []
    for attribution, source in sources:
        meant = _resolved(attribution, source, memory.text)
        span = _trimmed(memory.recall(meant))
        if source.kind == "own" or _is_outlet(span.text, memory.outlet):
            continue
        memory.remember(meant, span)
        if all(_folded(link.text) != _folded(span.text) for link in links):
            links.append(span)
    speaker = sources[-1][1] if sources and links else None
    return Told(speaker, links)


def _ordered(attribution: Attribution, memory: Memory) -> list[Source]:
    """Return the sources of one attribution, nearest to the outlet first."""
    text = memory.text
    sources: list[Source] = []
    if attribution.source is not None:
        relay, own = _split_relay(memory, attribution.source)
        via = memory.read(*attribution.via) if attribution.via else None
        outer = via or _hearer(attribution, memory) or relay or _carrier(attribution, text)
        if outer is not None:
            sources.append(outer)
        sources.append(own)
    cited = _cited(attribution, text) or _quoted_as(attribution, text)
    if cited is not None:
        sources.append(cited)
    return sources


def _trimmed(span: Span) -> Span:
    """Return a span without the signs and blanks at its end."""
    words = span.text.rstrip(" ,;:")
    return Span(start=span.start, end=span.start + len(words), text=words) if words else span


def _folded(name: str) -> str:
    return re.sub(r"\A(?:the|an?) ", "", name.lower())


def _resolved(attribution: Attribution, own: Source, text: str) -> Source:
    """Return the one that "who" and "which" stand for, right before them; else the source itself."""
    if own.text.lower() not in ("who", "which", "that"):
        return own
    return antecedent(text, attribution.sentence[0], own.start) or own


def _split_relay(memory: Memory, span: tuple[int, int]) -> tuple[Source | None, Source]:
    """Split "the ministry in a statement carried by X" into X and the ministry."""
    words = memory.text[span[0] : span[1]]
    hit = _RELAYED.search(words)
    if hit is None or hit.start() == 0:
        return None, memory.read(*span)
    head = words[: hit.start()]
    head = _STATEMENT_TAIL.sub("", head) or head.strip()
    return memory.read(span[0] + hit.end(), span[1]), memory.read(span[0], span[0] + len(head))


def _carrier(attribution: Attribution, text: str) -> Source | None:
    """Return who carried a statement ("in a statement carried by X"), said outside the content."""
    start, end = attribution.sentence
    for hit in _RELAYED.finditer(text, start, end):
        outside = not any(a <= hit.start() < b for a, b in attribution.spans)
        if outside and attribution.cue is not None and hit.start() >= attribution.cue[0]:
            return _phrase(text, hit.end(), end)
    return None


def _cited(attribution: Attribution, text: str) -> Source | None:
    """Return whom the source cites ("X, citing Y, reported")."""
    start, end = attribution.sentence
    for hit in _CITING.finditer(text, start, end):
        if attribution.cue is not None and attribution.cue[0] <= hit.start() < attribution.cue[1]:
            continue
        if not any(a <= hit.start() < b for a, b in attribution.spans):
            return _phrase(text, hit.end(), end)
    return None


def _quoted_as(attribution: Attribution, text: str) -> Source | None:
    """Return Y of "P, X quoted Y as saying"."""
    cue = text[slice(*attribution.cue)] if attribution.cue else ""
    if not cue.endswith(("quoted", "cited")):
        return None
    hit = _AS_SAYING.match(text, attribution.cue[1], attribution.sentence[1]) if attribution.cue else None
    return read_source(text, hit.start(1), hit.end(1)) if hit else None


def _hearer(attribution: Attribution, memory: Memory) -> Source | None:
    """Return the outlet that a source spoke to ("told X"); None where no outlet is named."""
    if attribution.cue is None or not _TO_HEARER.search(memory.text[attribution.cue[0] : attribution.cue[1]]):
        return None
    begin = attribution.cue[1]
    later = [a for a, _ in attribution.spans if a >= begin]
    stop = min(later) if later else attribution.sentence[1]
    for mention in find_outlets(memory.text[begin:stop]):
        return memory.read(begin + mention.start, begin + mention.end)
    return None


def _phrase(text: str, start: int, end: int) -> Source | None:
    hit = _BREAK.search(text, start, end)
    stop = hit.start() if hit else end
    return read_source(text, start, stop) if stop > start and text[start:stop].strip() else None


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Return whether a source is the reporting outlet itself."""
    return outlet is not None and outlet_key(name) == outlet_key(outlet)
