"""Who told the outlet, and who told them: the chain of an attribution, nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.claims.attribution import Attribution
from dateline.claims.lexicon import source_noun
from dateline.claims.memory import Memory
from dateline.claims.relays import inner_sources, outer_sources, relied_on
from dateline.claims.sources import Source, antecedent
from dateline.model import EntityKind, Span
from dateline.text.outlets import outlet_key

_RELAYED = re.compile(
    r",?\s*\b(?:(?:carried|published|broadcast|quoted|reported|relayed|released|posted|cited|issued|aired|run)"
    r" (?:as saying |\w+ )?by|(?:carried|published|broadcast|posted|aired|released)"
    r" (?:\w+ )?(?:on|in|through|via))"
    r"\s+(?!(?:on|late|early|mon|tues|wednes|thurs|fri|satur|sun)\w*day)",
    re.I,
)
_STATEMENT_TAIL = re.compile(
    r"(?:,|\s)*(?:in|as|from|by)?\s*(?:an?|the)?\s*(?:statement|report|comments?|remarks)?\s*\Z"
)
_PAPER = (
    r"(?:statement|report|dispatch|bulletin|communiqu[ée]|letter|release|message|article|story|account|testimony|post"
    r"|tweet|news)s?"
)
#: "A statement from the ministry", "a report in the Gazette": whoever issued the paper speaks.
_PAPER_OF = re.compile(
    rf"(?:(?:an?|the|another|this|that|its) )?(?:[a-z]+ )?{_PAPER}"
    r"(?: (?:issued|released|published|carried|posted|put out))?"
    r" (?:from|by|of|in|on) (?!(?:its|his|her|their)\b)(?P<owner>[^,]{2,90})\Z",
    re.I,
)
#: "A report by the Monitor that refugees": the paper is theirs, the words are the refugees'.
_RETOLD = re.compile(
    rf"(?P<outer>.*?\b{_PAPER}(?: (?:by|from|in|of) .+?)?) that (?P<own>(?!the \w+ was).+)\Z", re.I
)
#: "Court papers seen by X".
_SEEN_BY = re.compile(
    r"(?P<own>.{3,60}?),? (?:seen|obtained|reviewed|viewed|read|published|released) by (?P<outer>[^,]{2,60}),?\Z"
)
_SEEN = re.compile(r",? (?:seen|obtained|reviewed|viewed|read) by\b")
#: What somebody cites of their own ("citing her work") is no source.
_OWN_WORK = re.compile(r"(?:his|her|their|its|our|my) (?:\w+ )?\w+(?<!s)\Z", re.I)
#: A link is named by more than such words.
_NO_NAME = re.compile(r"(?:the|an?|this|that|these|those|some|who|which|whose|it)\Z", re.I)
#: "An appeal in which the bishop".
_WITHIN = re.compile(
    r"(?:(?P<outer>[A-Z].*?) |.*\b)?(?:in|from|during) which (?P<own>\w.{2,})\Z"
    r"|which (?P<bare>(?:the|an?|his|her|its|their|[A-Z]).{2,})\Z",
    re.S,
)
#: "X's morning programme" is X.
_OWNED = re.compile(
    r"(?:the )?(?P<owner>[A-Z].{1,50}?)['’]s (?:[\w-]+ ){0,3}"
    r"(?:programme|program|show|service|website|channel|correspondent|bureau|edition|newscast|podcast|network)\Z"
)
#: "A Reuters dispatch": so does the one whose name stands before it.
_PAPER_BY_NAME = re.compile(rf"(?:(?:an?|the) )?(?P<owner>[A-Z][\w.-]*(?: [A-Z][\w.-]*)*) {_PAPER}\Z")
#: How or on what terms a source spoke says nothing of who it is.
_REACHED = re.compile(
    r",? (?:(?:contacted|reached|interviewed) (?:by|in|on|via)|who (?:asked|declined|spoke|did not want|requested)"
    r"|speaking (?:by|on|to|from)|on condition of"
    r"|(?:quoted|cited|interviewed) (?:in|by|on)|citing|quoting|on the basis of|with reference to"
    r"|basing|if|whether|whose"
    r"|which (?:relies|relied|rely|has a|cites|cited|quotes|quoted))\b.*\Z|\s(?:which|who)\Z|\s+[-–—]\s.*\Z",
    re.S,
)


#: How far back (code points) a pronoun looks for somebody who has not spoken yet.
_BACK = 400
_TOLD_OF = re.compile(
    r"(?:\A|(?<=[.!?”]\s)|(?<=\n))((?:(?:The|An?|One|Two|Three|Several|Some|Many)\s)?(?:[\w'’-]+\s){0,4}?[\w'’-]+?)"
    r"(?=\s(?:was|were|is|are|has|have|had|who|said|say|says|\w+ed|fled|went|came|saw|ran|met|took|left|of|in|at|from)\b)"
)
_PEOPLE = r"\b(?:correspondent|reporter|journalist|photographer|team|crew|tally|count)s?"
#: The outlet by what it is.
_SELF = re.compile(
    r"(?:(?:an? )?(?:reporter|correspondent)s? (?:for|of|from|at) )?(?:this|our)(?: own)?"
    r" (?:news)?(?:paper|site|website|agency|channel|outlet|station|programme|correspondent|reporter|team)s?\Z",
    re.I,
)


@dataclass(slots=True)
class Told:
    """The links of one attribution; ``speaker`` is the innermost source beside the words.

    ``own`` says that the outlet names itself, so that it speaks in its own voice.
    """

    speaker: Source | None
    links: list[Span]
    own: bool = False


def trace_chain(path: Sequence[Attribution], memory: Memory) -> Told:
    """Return the chain of attributions that hold one another, the outermost first.

    The outlet itself is no link: where it speaks of its people ("our reporter") the chain is empty, and where it
    names itself there is no speaker either.
    """
    sources = [(one, source, speaks) for one in path for source, speaks in _ordered(one, memory)]
    links: list[Span] = []
    for attribution, source, speaks in sources:
        meant = _resolved(attribution, source, memory.text)
        span = _named(memory.text, _recalled(meant, memory))
        if (
            _NO_NAME.match(span.text)
            or source.kind == "own"
            or _is_outlet(span, memory)
            or _reports_for(source, memory)
        ):
            continue
        memory.remember(meant, span, hears=not speaks or source.start != (attribution.source or (-1, 0))[0])
        if all(_folded(link.text) != _folded(span.text) for link in links):
            links.append(span)
    if len(links) == 1 and _goes_on(path[-1], sources[-1][1], memory) and memory.told[-1:] == links:
        links = list(memory.told)
    memory.told = list(links)
    speaker = next((source for _, source, speaks in reversed(sources) if speaks), None)
    if speaker is not None and not links and _is_outlet(_span_of(speaker), memory):
        return Told(None, [], own=True)
    return Told(speaker, links)


def _goes_on(attribution: Attribution, source: Source, memory: Memory) -> bool:
    """Return whether somebody only adds to what they just said, so that it came the same way."""
    cue = memory.text[slice(*attribution.cue)].lower() if attribution.cue else ""
    return source.kind == "pronoun" and re.search(r"\b(?:added|adds|continued|went on)\b", cue) is not None


def _span_of(source: Source) -> Span:
    return Span(start=source.start, end=source.end, text=source.text)


def _recalled(source: Source, memory: Memory) -> Span:
    """Return the one a source means; a pronoun that nobody met fits takes who was last told of before it."""
    span = memory.recall(source)
    if source.kind != "pronoun" or span.start != source.start or source.text.lower() == "its":
        return span
    before = memory.text[max(0, source.start - _BACK) : source.start]
    offset = source.start - len(before)
    people = [e for e in memory.entities if e.kind is EntityKind.PERSON and offset <= e.start < source.start]
    if people and source.text.lower() in ("he", "she"):
        return Span(start=people[-1].start, end=people[-1].end, text=people[-1].text)
    for hit in reversed(list(_TOLD_OF.finditer(before))):
        if _can_be_meant(source.text.lower(), hit[1]):
            return Span(start=offset + hit.start(1), end=offset + hit.end(1), text=hit[1])
    return span


def _can_be_meant(pronoun: str, words: str) -> bool:
    """Return whether "he" or "they" can stand for those that a sentence begins with."""
    first, last = words.split()[0].lower(), words.split()[-1].lower()
    many = first in ("two", "three", "several", "some", "many") or last.endswith(
        ("s", "men", "women", "people")
    )
    if pronoun in ("he", "she"):
        known = first == "the" and source_noun(words) is not None
        return not many and (known or first in ("a", "an", "one"))
    return many if pronoun == "they" else pronoun == "it" and first == "the" and not many


def _ordered(attribution: Attribution, memory: Memory) -> Iterator[tuple[Source, bool]]:
    """Yield the sources of one attribution, nearest to the outlet first, and whether each passes words on."""
    if attribution.source is not None:
        relay, own = _split_relay(memory, attribution.source)
        found = [*outer_sources(attribution, memory), *([relay] if relay is not None else [])]
        yield from ((source, True) for source in found if not source.start <= own.start < source.end)
        yield own, True
    inner = (source for source in inner_sources(attribution, memory) if not _OWN_WORK.match(source.text))
    yield from ((source, source.role is not None or source.kind == "named") for source in inner)
    yield from ((source, False) for source in relied_on(attribution, memory))


def _resolved(attribution: Attribution, own: Source, text: str) -> Source:
    """Return the one that "who" and "which" stand for, right before them; else the source itself."""
    if own.text.lower() not in ("who", "which", "that"):
        return own
    return antecedent(text, attribution.sentence[0], own.start) or own


def _split_relay(memory: Memory, span: tuple[int, int]) -> tuple[Source | None, Source]:
    """Split "the ministry in a statement carried by X" into X and the ministry."""
    words = memory.text[span[0] : span[1]]
    retold = _RETOLD.match(words) or _SEEN_BY.match(words)
    if retold is None and (within := _WITHIN.match(words)) is not None:
        own = memory.read(span[0] + max(within.start("own"), within.start("bare")), span[1])
        outer = memory.read(span[0], span[0] + within.end("outer")) if within["outer"] else None
        return outer, own
    if retold is not None:
        parts = {
            name: (span[0] + a, span[0] + b) for name in ("outer", "own") for a, b in [retold.span(name)]
        }
        return memory.read(*parts["outer"]), memory.read(*parts["own"])
    hit = _RELAYED.search(words)
    if hit is None or hit.start() == 0 or _PAPER_OF.match(words) is not None:
        return None, memory.read(*span)
    head = words[: hit.start()]
    head = _STATEMENT_TAIL.sub("", head) or head.strip()
    return memory.read(span[0] + hit.end(), span[1]), memory.read(span[0], span[0] + len(head))


def _without_opening(text: str, span: Span) -> Span:
    """Return a span without "according to" at its head."""
    hit = re.match(r"according to ", span.text, re.I)
    start = span.start + (hit.end() if hit is not None else 0)
    return Span(start=start, end=span.end, text=text[start : span.end])


def _named(text: str, span: Span) -> Span:
    """Return the words that name a link: who issued a paper, without the signs at its end."""
    span = _without_opening(text, span)
    start, end = span.start, span.start + len(_REACHED.sub("", span.text).rstrip(" ,;:-–—"))
    if _SEEN.match(text, end) is not None:
        return Span(start=start, end=end, text=text[start:end])
    for form in (_PAPER_OF, _PAPER_BY_NAME, _OWNED):
        hit = form.match(text, start, end)
        if hit is not None:
            start, end = hit.span("owner")
    return Span(start=start, end=end, text=text[start:end]) if start < end else span


def _folded(name: str) -> str:
    return re.sub(r"\A(?:the|an?) ", "", name.lower())


def _is_outlet(span: Span, memory: Memory) -> bool:
    """Return whether a source is the reporting outlet itself, or what it has counted and seen."""
    if memory.outlet is None:
        return False
    name = re.sub(r"\A[Tt]he ", "", memory.outlet)
    around = memory.text.find(name, max(0, span.start - len(name)), span.end + len(name))
    if _SELF.match(span.text) is not None or _is_short_name(span.text, name):
        return True
    inside = 0 <= around <= span.start and span.end <= around + len(name)
    owned = re.search(rf"\b(?:by|for|of) (?:the )?{re.escape(name)}\Z", span.text)
    return inside or owned is not None or outlet_key(span.text) == outlet_key(memory.outlet)


def _reports_for(source: Source, memory: Memory) -> bool:
    """Return whether a source is one of the outlet's own people, or its own count."""
    if memory.outlet is None:
        return False
    name = re.escape(re.sub(r"\A[Tt]he ", "", memory.outlet))
    return (
        re.search(rf"{_PEOPLE} (?:\w+ )?(?:for|of|from|by|with) (?:the )?{name}\b", source.text) is not None
    )


def _is_short_name(words: str, outlet: str) -> bool:
    """Return whether words are "the Gazette" of an outlet that ends so."""
    short = re.sub(r"\A[Tt]he ", "", words)
    return short != words and short[:1].isupper() and outlet.endswith(f" {short}")
