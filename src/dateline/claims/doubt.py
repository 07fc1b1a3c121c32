"""Hedge and polarity of an assertion, with the words of ``data/hedges.tsv`` that decide them.

What is looked at: the contents, the words that attribute them, what else stands in their clause (the frame),
the source where it is a rumour or a report, and the sentence that follows. Asides (", who may resign,") and
the words of other attributions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.claims.lexicon import PhraseHit, phrases
from dateline.claims.spans import inside
from dateline.model import Certainty, Hedge, Polarity, Span
from dateline.reader.tokens import word_class

_ORDER = list(Hedge)
#: Mean certainty (-3 to 3) under which a model doubts a content. Of the training cases below it lie 8 % of those
#: that are only possible, 3 % of those that nothing hedges.
_DOUBTED = 1.0
#: What is said by the way: a relative clause, "believed to be in his forties", "after what may have been a raid".
_ASIDE = re.compile(
    r",\s+(?:who|whose|whom|which|where)\b[^,;:“”\"]*(?:,|(?=[;:“”\"]|\Z))"
    r"|,\s+(?:believed|thought|said|suspected|accused|reputed|rumou?red|presumed|known|himself|herself)"
    r"\s+(?:to|of|as)\b[^,;:“”\"]*,"
    r"|(?<=\w\s)(?:who|whose)\s[^,;:“”\"]*?(?=\s(?:said|says|told|was|were|is|are|has|have|had)\b|[,;:“”\"]|\Z)"
    r"|\b(?:after|while|although|though|because|before|since|whereas|despite|amid|following)\s[^,;:“”\"]*"
)
_LEADING = re.compile(
    r"\W*(?:(?:Hours|Days|Minutes|Weeks|Shortly|Soon|Even) )?(?:[Aa]fter|While|When|Although|[Tt]hough|Because"
    r"|Since|[Bb]efore|Asked|Speaking|Despite|Amid|Following|Until|Once|Having|[Aa]s)\b[^,;:“”\"]*,"
)
#: Where the clause of an attribution ends when other attributions stand beyond.
_CLAUSE = re.compile(r"[;:]|,\s+(?:but|while|whereas|although|though|and)\b|\sbut\s")
#: "Could not be verified that ..." is about what follows, not about the sentence before.
_OWN_CLAUSE = re.compile(r"\s+(?:that|whether|if|how|who|what)\b")
#: How far from a content words that attribute it may stand (code points): "claiming that" is one blank away.
_NEXT_TO = 2
#: What follows a verb of speech that no tagger took for one.
_INTRODUCED = re.compile(r"\s+(?:that|to|it|he|she|they|there)\b")
_HELPERS = frozenset(
    ["declined", "refused", "declines", "refuses", "yet", "also", "is", "not", "stopped", "without"]
)
#: What else may be unknown: it says nothing of the sentence before.
_OTHER_MATTER = re.compile(
    r"\b(?:identit\w+|causes?|motives?|whereabouts|names?|ages?|nationalit\w+|conditions?|locations?|reasons?"
    r"|circumstances)\b",
    re.I,
)
_COUNTS = re.compile(r"\b(?:numbers?|tolls?|figures?|counts?|totals?)\b", re.I)
_COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty|forty|fifty|sixty|dozens?|scores"
    r"|hundreds?|thousands?|several|many)\b",
    re.I,
)
_PLACES = {
    "content": frozenset(["any", "content", "noun", "source", "after"]),
    "frame": frozenset(["any", "frame", "noun", "source", "after"]),
    "own": frozenset(["any", "content", "frame", "noun", "source", "after", "own"]),
    "source": frozenset(["source", "after"]),
    "beside": frozenset(["after"]),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """How an assertion is put."""

    hedge: Hedge
    cues: tuple[Span, ...]
    polarity: Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Where an assertion stands: all spans point into the report's text.

    Attributes:
        spans: its contents.
        cues: the words that attribute it, outermost first; none in the outlet's own voice.
        sources: who stands beside those words.
        sentences: the sentences that the contents and cues stand in.
        others: what belongs to other attributions in those sentences.
        beside: sentences that may say of it that nobody could verify it.
    """

    spans: Sequence[tuple[int, int]]
    cues: Sequence[tuple[int, int]] = ()
    sources: Sequence[tuple[int, int]] = ()
    sentences: Sequence[tuple[int, int]] = ()
    others: Sequence[tuple[int, int]] = ()
    beside: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    span: Span
    row: dict[str, str]
    polarity: str


def read_doubt(text: str, wording: Wording) -> Doubt:
    """Return the weakest hedge over an assertion's words, all words that hedge, and the polarity they leave.

    Where the cue denies, a noun before the content ("denied claims that") does not weaken: it is denied too.
    """
    hits = list(_hits(text, wording))
    polarity = Polarity.AFFIRM
    for hit in hits:
        polarity = _turn(polarity, hit.polarity)
    if polarity is Polarity.DENY:
        hits = [hit for hit in hits if "noun" not in hit.row["where"].split()]
    weak = [hit for hit in hits if hit.row["hedge"] not in ("", "none")]
    hedge = max((Hedge(hit.row["hedge"]) for hit in weak), key=_ORDER.index, default=Hedge.NONE)
    cues = {hit.span.start: hit.span for hit in weak}
    return Doubt(hedge, tuple(cues[start] for start in sorted(cues)), polarity)


def second_opinion(doubt: Doubt, spans: Sequence[tuple[int, int]], certainties: Sequence[Certainty]) -> str:
    """Return what to add to a method where a model doubts contents that no word hedges or denies; else nothing.

    It flags and never overrules: the certainties hardly tell contents that words hedge from those that none does.
    """
    if doubt.hedge is not Hedge.NONE or doubt.polarity is not Polarity.AFFIRM:
        return ""
    found = [certainty.value for start, end in spans for certainty in inside(certainties, start, end)]
    return "+model:doubts" if found and sum(found) / len(found) < _DOUBTED else ""


def _hits(text: str, wording: Wording) -> Iterator[_Hit]:
    """Yield the words of the table where they count: each stretch is read once, whole sentences at a time."""
    zones = _zones(text, wording)
    for start, end in _joined([*wording.sentences, *wording.spans]):
        asides = _asides(text, start, end, wording.spans)
        for hit in phrases("hedges").find(text, start, end):
            where = frozenset(hit.row["where"].split())
            aside = any(a <= hit.start < b for a, b in asides)
            places = {name for name, a, b in zones if a < hit.end and hit.start < b}
            touches = _touches_cue(text, hit, wording) or ("frame" in places and not wording.cues)
            if _counts(where, {"beside"} if aside and places else places, touches=touches) and not _is_noun(
                text, hit.start, hit.end
            ):
                yield _hit(text, hit, polarity="" if aside else hit.row["polarity"])
    for start, end in wording.beside:
        for hit in phrases("hedges").find(text, start, end):
            about = "after" in hit.row["where"].split() and _OWN_CLAUSE.match(text, hit.end) is None
            if about and _is_about(text, start, hit.start, wording.spans):
                yield _hit(text, hit, polarity="")


def _is_about(text: str, start: int, at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a sentence that says what could not be verified speaks of the contents."""
    if _OTHER_MATTER.search(text, start, at) is not None:
        return False
    counted = any(_COUNTED.search(text, a, b) is not None for a, b in spans)
    return counted or _COUNTS.search(text, start, at) is None


def _asides(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what a sentence says by the way; what holds a whole content is no aside for it."""
    found = [m.span() for m in _ASIDE.finditer(text, start, end)]
    lead = _LEADING.match(text, start, end)
    found += [lead.span()] if lead is not None else []
    return [(a, b) for a, b in found if not any(a <= x and y <= b for x, y in spans)]


def _touches_cue(text: str, hit: PhraseHit, wording: Wording) -> bool:
    """Return whether words are part of what attributes, or stand right before the content."""
    part = any(a < hit.end and hit.start < b for a, b in wording.cues)
    if not wording.cues and _INTRODUCED.match(text, hit.end) is not None:
        return True
    return part or any(0 <= a - hit.end <= _NEXT_TO for a, _ in wording.spans)


def _hit(text: str, hit: PhraseHit, *, polarity: str) -> _Hit:
    return _Hit(Span(start=hit.start, end=hit.end, text=text[hit.start : hit.end]), hit.row, polarity)


def _counts(where: frozenset[str], places: set[str], *, touches: bool) -> bool:
    """Return whether a row counts in one of the places; words for cues have to touch one."""
    if "cue" in where and touches:
        return True
    return any(where & _PLACES[place] for place in places)


def _zones(text: str, wording: Wording) -> list[tuple[str, int, int]]:
    """Return the stretches that an assertion's hedges may stand in, each with what it is."""
    zones = [("content" if wording.cues or wording.sources else "own", a, b) for a, b in wording.spans]
    zones += [("source", a, b) for a, b in wording.sources]
    return [*zones, *_frame(text, wording)]


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those that overlap made one, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _frame(text: str, wording: Wording) -> Iterator[tuple[str, int, int]]:
    """Yield what stands in the sentences of an attribution besides its content, cut at other attributions."""
    if not wording.cues and not wording.sources:
        return
    own = [*wording.cues, *wording.sources, *wording.spans]
    for start, end in sorted(set(wording.sentences)):
        for a, b in _without(start, end, sorted([*wording.spans, *wording.sources])):
            for piece in _own_clause(text, a, b, own=own, others=wording.others):
                kept, before = _from_cue(text, *piece, wording)
                yield ("frame", *kept)
                if before is not None:
                    yield ("beside", *before)


def _own_clause(
    text: str, start: int, end: int, *, own: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a stretch that are no other attribution's, and stand in a clause of their own."""
    foreign = [span for span in others if not any(a < span[1] and span[0] < b for a, b in own)]
    for a, b in _without(start, end, sorted(foreign)):
        cut_right = any(b <= x < b + 3 for x, _ in foreign)
        cut_left = any(a - 3 < y <= a for _, y in foreign)
        breaks = [m.span() for m in _CLAUSE.finditer(text, a, b)]
        if cut_left and not cut_right and not any(x < b and a < y for x, y in own):
            a = breaks[-1][1] if breaks else b
        elif cut_left and breaks:
            a = breaks[0][1]
        if cut_right and breaks and breaks[-1][0] > a:
            b = breaks[-1][0]
        if a < b:
            yield a, b


def _from_cue(
    text: str, start: int, end: int, wording: Wording
) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Return a stretch from where its own clause or cue begins, and what stands before that, if anything.

    What parts a source from its cue says who the source is, unless a helper of the verb begins it; what
    stands before "but" is another clause.
    """
    cue = next((a for a, b in wording.cues if start <= a and b <= end), None)
    stop = end if cue is None else cue
    breaks = [m.end() for m in _CLAUSE.finditer(text, start, stop)]
    words = text[start:stop].split()
    follows = cue is not None and any(0 <= start - b <= 1 for _, b in wording.sources)
    if follows and len(words) > 1 and not _helps(words[0]):
        return (stop, end), (start, stop)
    leads = cue is not None or any(0 <= a - end <= _NEXT_TO for a, _ in [*wording.sources, *wording.spans])
    if breaks and leads:
        return (breaks[-1], end), (start, breaks[-1])
    return (start, end), None


def _helps(word: str) -> bool:
    low = word.lower()
    return low in word_class("aux") | word_class("be") | _HELPERS or low.endswith("ly")


def _without(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a stretch when spans, in order of their starts, are taken out."""
    at = start
    for a, b in spans:
        if a >= end or b <= at:
            continue
        if a > at:
            yield at, a
        at = b
    if at < end:
        yield at, end


def _is_noun(text: str, start: int, end: int) -> bool:
    """Return whether "May" is the month, and "might" and "may" no verbs since none follows."""
    word = text[start:end]
    if word == "May":
        return True
    owned = text[max(0, start - 3) : start].replace("’", "'") in ("'s ", "s' ")
    return word.lower() in ("may", "might") and (owned or not text[end : end + 2].strip()[:1].isalpha())


def _turn(polarity: Polarity, change: str) -> Polarity:
    """Return the polarity after one more cue: what suspends wins over what denies."""
    if not change or polarity is Polarity.REPORT:
        return polarity
    return Polarity(change)
