"""Who passes an attribution on, and whom its source cites, by the words around it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.claims.attribution import Attribution
from dateline.claims.frames import MADE, WHEN
from dateline.claims.memory import Memory
from dateline.claims.sources import Source, read_source
from dateline.model import EntityKind
from dateline.reader.tokens import word_class
from dateline.text.outlets import find_outlets

#: "Carried by X", "published on Monday in X": X stands between the outlet and the source.
_CARRIED = re.compile(
    rf"\b(?:{MADE} {WHEN}(?:as saying |\w+ )?(?:by|on|in|through|via)"
    r"|(?:seen|obtained|reviewed|viewed|heard|asked|pressed|questioned|interviewed) by)\s+"
    r"(?!(?:(?:late|early) )?(?:on |mon|tues|wednes|thurs|fri|satur|sun)\w*day|condition|\d)",
    re.I,
)
#: "Speaking to X", "in an interview with X", "in remarks to X".
_SPOKEN_TO = re.compile(
    r"\b(?:interviewed (?:on|in)|(?:said|says|announced|declared) (?:on|in)"
    r"|(?:speaking|spoke|talking|talked|writing|wrote|testifying) (?:\w+ )?(?:to|with|in|on|for)"
    r"|(?:interview|interviews|conversation|comments|remarks|call|article|piece|column|op-ed|statement|letter|dispatch)"
    r" (?:\w+ )?(?:with|to|in|on|for))\s+",
    re.I,
)
_ACCORDING = re.compile(r"\b(?:according to|as reported by|as quoted by|in the words of)\s+", re.I)
_CITING = re.compile(
    r"\b(?:citing|quoting|(?:which|who|that) (?:has |have |had )?(?:cites?|cited|quotes?|quoted))\s+", re.I
)
#: "The monitor, which relies on activists on the ground".
_RELYING = re.compile(
    r"\b(?:which|who|that) (?:says it |say they )?(?:(?:relies|rely|relied|depends|depend|draws|leans)"
    r" (?:\w+ ){0,2}?(?:on|upon) "
    r"|(?:has|have|maintains|runs|operates) (?=an? (?:\w+ ){0,2}network\b)"
    r"|(?:gathers?|collects?|gets?|receives?|obtains?|compiles?|takes?) (?:\w+ ){0,3}?(?:from|through|via) )\s*"
    r"|\b(?:basing (?:itself|themselves|himself|herself) on|on the basis of|with reference to)\s+",
    re.I,
)
#: "A deputy who had been informed by the manufacturer", "the paper, which spoke to survivors".
_INFORMED = re.compile(
    r"\bwhich (?:had |has )?(?:spoke (?:to|with)|spoken (?:to|with)|interviewed)\s+"
    r"|\b(?:who|which) (?:(?:had|has|have|was|were) ){0,2}(?:been )?(?:informed|told|briefed) by\s+",
    re.I,
)
#: "X carried a statement by Y": Y speaks, X carries.
_PUBLISHING = re.compile(
    r"(?:\W*(?:On \w+|Later|Earlier|Meanwhile),? )?(?P<source>[^,;:“”\"]{2,60}?)(?:,[^,]{2,80},)?"
    r" (?:(?:has|had|also) )?(?:carried|published|broadcast|aired|ran|released|posted|printed|cited|quoted|showed"
    r"|obtained|interviewed)"
    r" (?=an?\b|the\b|what\b|several\b|footage\b|video\b|audio\b|\w+s\b)"
)
_PAPER_BETWEEN = re.compile(
    r"\b(?:statement|letter|message|report|appeal|account|video|interview|recording|post|tweet|article|note)s?"
    r" (?:issued |written |made |published |signed )?(?:by|from|of|with)\s+"
    r"(?=[^.;“”\"]{2,90}?(?: that| saying| claiming| announcing|, who| in which|:))",
    re.I,
)
#: "..., X reported." behind all that an attribution holds.
_TAIL = re.compile(
    r"\W{0,4}(?:,|--?|[–—])\s+(?P<source>[^,;:“”\"]{2,60}?)\s+(?:(?:has|have|had|also) )?"
    r"(?:reported|reports|report|said|says|wrote|writes)(?:\s+(?:on|late|early|earlier|citing)\b[^,;]*)?\W*\Z"
)
_AS_SAYING = re.compile(
    r"\s+([^,.;:]{3,80}?)\s+(?:(?:as )?saying|as (?:having (?:said|told)|confirming|warning|stating|denying|telling"
    r"|claiming|announcing|declaring|admitting|insisting|promising|suggesting|calling))\b"
)
_TO_HEARER = re.compile(r"\b(?:told|tells|telling|tell|informed)\Z", re.I)
_GOES_ON = re.compile(r"(?:and )?add(?:ing|ed)\b", re.I)
_TELLING = re.compile(r"\s+(?:has |had |have )?(?:told|tells)\b(?=\s)", re.I)
_DAY = r"(?:(?:late|early) )?(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BREAK = re.compile(
    rf"[,.;:“”\"()]|\s(?:that|after|when|while|who|which|whom|as|because|since|said|says)\b"
    rf"|\s(?:and (?:said|says|reported)|to have|in which|on condition of|{_DAY})\b"
    r"|\sin an? (?:interview|statement|report)\b"
    rf"|\s(?:{MADE}|seen|obtained) (?:by|on)\b|\s(?:on the basis of|with reference to)\b"
    r"|\s(?:if|whether)\b|\s(?:late|earlier|by (?:phone|telephone)|via)\b"
    r"|\s(?:has|have|had|reported|reports|also)\b|\Z",
    re.I,
)
#: Where everybody may put words: what carries them there is no medium of its own.
_PLATFORM = re.compile(
    r"(?:its|his|her|their|our|my|a|an official|the official)\b|(?:the )?(?:social|facebook|twitter|telegram|x\b"
    r"|whatsapp|youtube|instagram|tiktok|internet|web\b|online|line\b|video|condition|\w+day\b)",
    re.I,
)
_REPORTERS = re.compile(
    r"(?:reporters|journalists|the press|the media|local media|its? |his|her|them|him)\b", re.I
)
#: Words that an outlet's name is made with, beside those it ends with ("Radio X", "the broadcaster X").
_MEDIUM = frozenset(
    ["broadcaster", "newspaper", "magazine", "weekly", "website", "station", "media", "podcast", "outlet"]
)
#: How far behind a cue (code points) its hearer is looked for where the stretch read ends with the cue.
_HEARER_REACH = 60
_REPORTING = frozenset(["monitor", "report", "organisation", "group"])
_NO_MEDIUM = frozenset(
    ["conference", "briefing", "club", "secretary", "officer", "officers", "minister", "reporters", "forces"]
)
_MEDIA = frozenset(["agency", "state media", "broadcaster", "newspaper", "website", "media"])
#: "Local media: the mayor says ...".
_LABEL = re.compile(r"\W*(?P<source>[^,;:“”\"\n]{2,60}): ")
Area = tuple[int, int]


def outer_sources(attribution: Attribution, memory: Memory) -> Iterator[Source]:
    """Yield those who pass an attribution on, the nearest to the outlet first."""
    for start, end in (
        _label(attribution, memory),
        _tail(attribution, memory),
        _according(attribution, memory),
    ):
        if start < end:
            yield memory.read(start, end)
    if attribution.via is not None:
        yield memory.read(*attribution.via)
    publisher = _publisher(attribution, memory)
    if publisher is not None:
        yield publisher
    yield from (found for found in _papers(attribution, memory) if _precedes(found, attribution))
    yield from _carriers(attribution, memory)
    hearer = _hearer(attribution, memory)
    if hearer is not None:
        yield hearer


def inner_sources(attribution: Attribution, memory: Memory) -> Iterator[Source]:
    """Yield those whom the source of an attribution cites or relies on."""
    yield from (found for found in _papers(attribution, memory) if not _precedes(found, attribution))
    yield from _named_after((_CITING,), attribution, memory)
    quoted = _quoted_as(attribution, memory.text)
    if quoted is not None:
        yield quoted


def relied_on(attribution: Attribution, memory: Memory) -> Iterator[Source]:
    """Yield those on whom the source of an attribution goes by, without their words: they do not speak here."""
    yield from _named_after((_RELYING, _INFORMED), attribution, memory)


def _named_after(
    patterns: Sequence[re.Pattern[str]], attribution: Attribution, memory: Memory
) -> Iterator[Source]:
    for pattern in patterns:
        for hit in _outside(pattern, attribution, memory.text):
            if attribution.cue is not None and attribution.cue[0] == hit.start():
                continue
            found = _phrase(memory, hit.end(), attribution.sentence[1])
            if found is not None and not _holds(found, attribution.source):
                yield found


def _papers(attribution: Attribution, memory: Memory) -> Iterator[Source]:
    """Yield whose statement, letter or report stands beside the content."""
    for hit in _outside(_PAPER_BETWEEN, attribution, memory.text):
        found = _phrase(memory, hit.end(), attribution.sentence[1])
        if found is not None and not _touches(found, attribution.source):
            yield found


def _precedes(found: Source, attribution: Attribution) -> bool:
    return attribution.source is not None and found.end <= attribution.source[0]


def _outside(pattern: re.Pattern[str], attribution: Attribution, text: str) -> Iterator[re.Match[str]]:
    """Yield where a pattern stands in the sentence of an attribution, outside its content."""
    for hit in pattern.finditer(text, *attribution.sentence):
        if not any(a <= hit.start() < b for a, b in attribution.spans):
            yield hit


def _publisher(attribution: Attribution, memory: Memory) -> Source | None:
    """Return who carries what the source says, named at the head of the sentence."""
    hit = _PUBLISHING.match(memory.text, *attribution.sentence)
    if hit is None or attribution.source is None or attribution.source[0] < hit.end():
        return None
    found = memory.read(*hit.span("source"))
    return found if _is_medium(found, memory) or found.role in _REPORTING else None


def _label(attribution: Attribution, memory: Memory) -> Area:
    """Return which medium stands before a colon at the head of the sentence, right before the source."""
    hit = _LABEL.match(memory.text, *attribution.sentence)
    if hit is None or attribution.source is None or attribution.source[0] != hit.end():
        return 0, 0
    return hit.span("source") if _is_medium(memory.read(*hit.span("source")), memory) else (0, 0)


def _tail(attribution: Attribution, memory: Memory) -> Area:
    """Return who reports the whole at the end of the sentence."""
    pieces = [*attribution.spans, *(s for s in (attribution.source, attribution.cue) if s is not None)]
    last = max(end for _, end in pieces)
    hit = _TAIL.match(memory.text, last, max(last, attribution.sentence[1]))
    if hit is None:
        hit = _cut_tail(attribution, memory)
    return hit.span("source") if hit is not None else (0, 0)


def _cut_tail(attribution: Attribution, memory: Memory) -> re.Match[str] | None:
    """Return the tail where the source itself ran into it ("according to the prosecutor, X reported")."""
    if attribution.source is None or "," not in memory.text[slice(*attribution.source)]:
        return None
    comma = memory.text.rindex(",", *attribution.source)
    ahead = memory.text[slice(*attribution.cue)].lower() if attribution.cue else ""
    return _TAIL.match(memory.text, comma, attribution.sentence[1]) if ahead.startswith("according") else None


def _according(attribution: Attribution, memory: Memory) -> Area:
    """Return whom the sentence goes by beside the source itself ("X said, according to Y, that ...")."""
    for hit in _outside(_ACCORDING, attribution, memory.text):
        if attribution.cue is not None and attribution.cue[0] <= hit.start() < attribution.cue[1]:
            continue
        found = _phrase(memory, hit.end(), attribution.sentence[1])
        if found is not None and not _touches(found, attribution.source):
            return found.start, found.end
    return 0, 0


def _touches(source: Source, span: Area | None) -> bool:
    return span is not None and source.start < span[1] and span[0] < source.end


def _holds(source: Source, span: Area | None) -> bool:
    return span is not None and source.start <= span[0] < source.end


def _carriers(attribution: Attribution, memory: Memory) -> Iterator[Source]:
    """Yield who carried a statement or heard it, outside the content."""
    for pattern in (_CARRIED, _SPOKEN_TO):
        for hit in _outside(pattern, attribution, memory.text):
            if attribution.via is None and _REPORTERS.match(memory.text, hit.end()) is None:
                found = _phrase(memory, hit.end(), attribution.sentence[1])
                if found is not None and _carries(found, hit.group(), memory):
                    yield found
                    break


def _carries(found: Source, words: str, memory: Memory) -> bool:
    """Return whether a phrase names a medium; behind "by" anybody does who is no platform."""
    if _PLATFORM.match(found.text):
        return False
    by = words.rstrip().endswith(" by") and re.match(MADE, words, re.I) is not None
    return by or _is_medium(found, memory)


def _is_medium(source: Source, memory: Memory) -> bool:
    """Return whether a source is one that publishes: by its role, the table of outlets, or its own words."""
    words = frozenset(re.findall(r"[\w-]+", source.text.split(",")[0].lower()))
    if words & _NO_MEDIUM:
        return False
    named = source.text != source.text.lower() and bool(words & (word_class("outlet_suffix") | _MEDIUM))
    media = (e for e in memory.entities if e.kind is EntityKind.MEDIA)
    return (
        named
        or source.role in _MEDIA
        or bool(find_outlets(source.text))
        or any(e.start < source.end and source.start < e.end for e in media)
    )


def _quoted_as(attribution: Attribution, text: str) -> Source | None:
    """Return Y of "P, X quoted Y as saying"."""
    cue = text[slice(*attribution.cue)].lower() if attribution.cue else ""
    if attribution.cue is None or not cue.endswith(("quoted", "cited", "quotes", "cites")):
        return None
    hit = _AS_SAYING.match(text, attribution.cue[1], attribution.sentence[1])
    return read_source(text, hit.start(1), hit.end(1)) if hit and not hit[1].startswith("by ") else None


def _told_at(attribution: Attribution, memory: Memory) -> int | None:
    """Return where the hearer begins: behind "told", or behind the one before "adding that"."""
    if attribution.cue is None:
        return None
    if _TO_HEARER.search(memory.text[slice(*attribution.cue)]):
        return attribution.cue[1]
    if attribution.source is None or not _GOES_ON.match(memory.text, *attribution.cue):
        return None
    before = (attribution.source[1], max(attribution.source[1], attribution.cue[0]))
    hit = _TELLING.match(memory.text, *before)
    return hit.end() if hit is not None else None


def _hearer(attribution: Attribution, memory: Memory) -> Source | None:
    """Return the outlet that a source spoke to ("told X"); None where no medium is named."""
    begin = _told_at(attribution, memory)
    if begin is None:
        return None
    if _REPORTERS.match(memory.text, begin + 1):
        return None
    later = [a for a, _ in attribution.spans if a >= begin]
    stop = min(later) if later else attribution.sentence[1]
    stop = stop if stop - begin > 1 else min(len(memory.text), begin + _HEARER_REACH)
    found = _phrase(memory, begin, stop)
    if found is not None and (_is_medium(found, memory) or _is_named_reporter(found)):
        return found
    mentions = find_outlets(memory.text[begin:stop])
    return memory.read(begin + mentions[0].start, begin + mentions[0].end) if mentions else None


def _is_named_reporter(source: Source) -> bool:
    """Return whether a source is a body with a name that reports what it hears ("the Delta Monitor")."""
    return source.kind == "named" and source.role in ("monitor", "report")


def _phrase(memory: Memory, start: int, end: int) -> Source | None:
    """Return the source that begins at an offset, up to what ends a noun phrase."""
    while start < end and memory.text[start].isspace():
        start += 1
    hit = _BREAK.search(memory.text, start, end)
    stop = hit.start() if hit is not None else end
    words = memory.text[start:stop].rstrip()
    return memory.read(start, start + len(words)) if len(words) > 1 else None
