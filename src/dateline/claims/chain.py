"""Who told the outlet, and who told them: the chain of an attribution, nearest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.claims.attribution import Attribution
from dateline.claims.sources import Source, core_of, read_source
from dateline.model import Span
from dateline.text.outlets import find_outlets, outlet_key

_RELAYED = re.compile(
    r"\b(?:carried|published|broadcast|quoted|reported|relayed|released|posted|cited|issued|aired|run)"
    r" (?:as saying |\w+ )?(?:by|on|in|through|via)\s+",
    re.I,
)
_CITING = re.compile(r"\b(?:citing|quoting)\s+", re.I)
_AS_SAYING = re.compile(r"\s+([^,.;:]{3,80}?)\s+as saying\b")
_TO_HEARER = re.compile(r"\b(?:told|tells|telling|tell)\Z", re.I)
_BREAK = re.compile(r"[,.;:“”\"]|\s(?:that|on|after|when|who|as|and said|said|in an?|late|late)\b|\Z")


@dataclass(slots=True)
class Told:
    """The links of one attribution; ``speaker`` is the innermost source beside the words."""

    speaker: Source | None
    links: list[Span]


@dataclass(slots=True)
class Memory:
    """Sources met so far, so that "the group", "he" and a short name find whom they mean."""

    text: str
    outlet: str | None
    met: list[tuple[Source, Span]] = field(default_factory=list)
    ahead: list[Source] = field(default_factory=list)

    def recall(self, source: Source) -> Span:
        """Return the fullest mention of the one a source means; its own words when no other fits."""
        own = _span(self.text, *core_of(source))
        for known, span in reversed(self.met):
            if known.start < source.start and _may_mean(source, known, span):
                return span
        if source.kind == "named" or (source.kind in ("generic", "definite") and not source.anonymous):
            for known in self.ahead:
                span = _span(self.text, *core_of(known))
                if known.start > source.start and _is_short_for(source, known, span):
                    return span
        return own

    def remember(self, source: Source, span: Span) -> None:
        """Keep a source for those after it."""
        self.met.append((source, span))


_HUMAN = frozenset(["he", "she", "his", "her", "who"])
_GROUPS = frozenset(["group", "monitor", "armed group", "coalition", "organisation", "army", None])
_NAMED_ROLES = frozenset(["monitor", "ministry", "army", "coalition", "state media", "agency"])
_INSTITUTIONS = frozenset(
    [
        "group",
        "monitor",
        "ministry",
        "agency",
        "coalition",
        "army",
        "military",
        "media",
        "state media",
        "statement",
        "poll",
    ]
)


def _may_mean(source: Source, known: Source, span: Span) -> bool:
    """Return whether a pronoun, "the X" or a short name can stand for a source met before."""
    if source.kind == "pronoun":
        return _fits_pronoun(source.text.lower(), known)
    if source.kind == "definite" and known.kind == "named":
        if source.role in ("statement", "report"):
            return known.role not in ("statement", "report")
        if _is_plain_group(source):
            return known.role in _GROUPS
    if source.kind == "definite" and known.kind == "generic":
        return source.role is not None and source.role == known.role and _is_bare(source)
    return _is_short_for(source, known, span)


def _fits_pronoun(pronoun: str, known: Source) -> bool:
    if pronoun in _HUMAN:
        return not known.plural and known.role not in _INSTITUTIONS
    if pronoun in ("it", "its", "which"):
        return not known.plural
    return known.plural or known.role in _GROUPS


def _is_plain_group(source: Source) -> bool:
    """Return whether a source says no more than "the group", or where it is based."""
    words = source.text.lower().split()
    return source.role == "group" and all(w in ("the", "group") or w.endswith("-based") for w in words)


def _is_bare(source: Source) -> bool:
    return len(source.text.split()) <= 3


def _is_short_for(source: Source, known: Source, span: Span) -> bool:
    """Return whether a source is a shorter form of a known one: part of its name, or its bare role."""
    if known.kind != "named":
        return False
    if source.kind == "named":
        short, full = _name_words(source.text), _name_words(span.text)
        return bool(short) and short < full
    return not source.anonymous and source.role == known.role and _is_bare_role(source)


def _is_bare_role(source: Source) -> bool:
    """Return whether a source names a role alone ("a monitoring group", "the Britain-based monitor")."""
    words = source.text.lower().split()
    return len(words) <= 3 and source.role in _NAMED_ROLES


def _name_words(text: str) -> frozenset[str]:
    """Return the capitalised words of a name, without titles in lower case and articles."""
    words = (w.strip(".,") for w in re.findall(r"[\w'’.-]+", text))
    return frozenset(w for w in words if w[:1].isupper() and w.lower() != "the")


def trace_chain(attribution: Attribution, inner: Source | None, memory: Memory) -> Told:
    """Return the chain of an attribution; ``inner`` is a source found inside its content.

    The outlet itself is no link. A chain that holds only the outlet is empty, its speaker None.
    """
    sources = _ordered(attribution, inner, memory)
    links: list[Span] = []
    for source in sources:
        span = memory.recall(source)
        if source.kind == "own" or _is_outlet(span.text, memory.outlet):
            continue
        memory.remember(source, span)
        if not links or links[-1].text != span.text:
            links.append(span)
    speaker = sources[-1] if sources and links else None
    return Told(speaker, links)


def _ordered(attribution: Attribution, inner: Source | None, memory: Memory) -> list[Source]:
    """Return the sources of an attribution, nearest to the outlet first."""
    text = memory.text
    sources: list[Source] = []
    if attribution.source is not None:
        relay, own = _split_relay(text, attribution.source)
        via = read_source(text, *attribution.via) if attribution.via else None
        outer = via or _hearer(attribution, memory) or relay or _carrier(attribution, text)
        if outer is not None:
            sources.append(outer)
        sources.append(own)
    cited = _cited(attribution, text) or _quoted_as(attribution, text)
    if cited is not None:
        sources.append(cited)
    if inner is not None:
        sources.append(inner)
    return sources


def _split_relay(text: str, span: tuple[int, int]) -> tuple[Source | None, Source]:
    """Split "the ministry in a statement carried by X" into X and the ministry."""
    words = text[span[0] : span[1]]
    hit = _RELAYED.search(words)
    if hit is None or hit.start() == 0:
        return None, read_source(text, *span)
    head = words[: hit.start()]
    head = (
        re.sub(
            r"(?:,|\s)*(?:in|as|from|by)?\s*(?:an?|the)?\s*(?:statement|report|comments?|remarks)?\s*\Z",
            "",
            head,
        )
        or head.strip()
    )
    return read_source(text, span[0] + hit.end(), span[1]), read_source(text, span[0], span[0] + len(head))


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
    if attribution.cue is None or text[attribution.cue[0] : attribution.cue[1]].split()[-1] not in (
        "quoted",
        "cited",
    ):
        return None
    hit = _AS_SAYING.match(text, attribution.cue[1], attribution.sentence[1])
    return read_source(text, hit.start(1), hit.end(1)) if hit else None


def _hearer(attribution: Attribution, memory: Memory) -> Source | None:
    """Return the outlet that a source spoke to ("told X"); None where no outlet is named."""
    if attribution.cue is None or not _TO_HEARER.search(memory.text[attribution.cue[0] : attribution.cue[1]]):
        return None
    begin = attribution.cue[1]
    later = [a for a, _ in attribution.spans if a >= begin]
    stop = min(later) if later else attribution.sentence[1]
    for mention in find_outlets(memory.text[begin:stop]):
        return read_source(memory.text, begin + mention.start, begin + mention.end)
    return None


def _phrase(text: str, start: int, end: int) -> Source | None:
    hit = _BREAK.search(text, start, end)
    stop = hit.start() if hit else end
    return read_source(text, start, stop) if stop > start and text[start:stop].strip() else None


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Return whether a source is the reporting outlet itself."""
    return outlet is not None and outlet_key(name) == outlet_key(outlet)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def look_ahead(text: str, attributions: Sequence[Attribution]) -> list[Source]:
    """Return the named sources of a report in text order, for "a monitor" of a headline."""
    sources = [read_source(text, *a.source) for a in attributions if a.source is not None]
    return [s for s in sources if s.kind == "named"]
