"""Sentences that say who quotes whom, read by the rules as if they did not stop to say who carries the words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.claims.sources import read_source
from dateline.model import Marks, Tag, TagKind
from dateline.reader.rules import RuleTagger

#: When somebody carried words, and how.
WHEN = r"(?:(?:late|early|earlier|later|on|this|last|\w+day|today|yesterday|week|month|night|morning) ){0,4}"
MADE = (
    r"(?:carried|published|broadcast|quoted|cited|reported|relayed|released|posted|issued|aired|run|printed"
    r"|distributed|shown)"
)
#: Sentences whose frames the rules know better than a tagger that has seldom seen them.
_FRAMED = re.compile(
    rf"\b(?:citing|quoting)\s|\b(?:quoted|cited|quotes|cites)\b.+\bsaying\b"
    rf"|(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bis )(?<!\bare )\b{MADE} {WHEN}by\b"
    rf"|\b(?!reported ){MADE} {WHEN}by\b|\breported {WHEN}by\b.+\bto have\b"
    r"|\b(?:said|reported), according to\b"
    r"|\bsaid to (?:have|be)\b",
    re.I | re.S,
)
_LABELLED = re.compile(r"\A[^“”\"\n:]{2,80}: [^\n]{2,120}\Z")
_DASHED = re.compile(
    r"(?P<content>\w[^“”\"\n.!?]{8,120}?) (?P<cue>[-–—]) (?P<source>(?:[\w'’.]+ ){0,4}[\w'’.]+)"
    r"(?:, (?:citing|quoting) [^,.!?“”\"]{2,60})?\Z"
)
#: Forms that leave no doubt that somebody is reported: by their first words, or their last.
_PLAIN = re.compile(
    r"\A\W*(?:According to|As reported by)\b"
    rf"|\b(?:said|says|reported|reports|told|added|announced)"
    rf"(?: {WHEN}\w+day(?: (?:night|morning|evening))?)?\W*\Z"
    r"|\baccording to (?:[\w'’.-]+ ){0,8}[\w'’.-]+\W*\Z"
    r"|\A(?:[\w'’.-]+ ){1,7}(?:said|says|reported|told|announced) (?:\w+ ){0,3}that\b"
)

#: Who quotes, hears or is gone by, told between commas or behind "as saying": no part of the frame.
_INSERTED = re.compile(
    rf",\s+(?:(?:as )?{MADE} {WHEN}(?:as saying )?by|speaking to|who spoke to|talking to|in an interview with"
    r"|in (?:remarks|comments) to)\s+[^,.;:“”\"]{2,90}(?:,(?=\s)|(?=\s+that\b))"
    r"|,\s+(?:citing|quoting) [^,.;:“”\"]{2,60}, (?:which|who) (?:cited|quoted) [^,.;:“”\"]{2,60},(?=\s)"
    rf"|,\s+whose (?:\w+ ){{1,3}}(?:was|were|is|are) {MADE} {WHEN}(?:by|on|in) [^,.;:“”\"]{{2,90}},(?=\s)"
    rf"|(?:(?<=statement)|(?<=report)|(?<=interview)|(?<=message)|(?<=video)|(?<=letter)) {MADE} {WHEN}"
    r"(?:by|on|in) [^,.;:“”\"]{2,60}(?=\W*\Z)"
    r"|(?<=was cited) by [^,.;:“”\"]{2,60}(?= as saying\b)"
    rf"|\s(?:is|was|are|were) {MADE} {WHEN}by [^,.;:“”\"]{{2,60}}? to have(?= said| told| claimed| announced)"
    r"|(?<=said), according to [^,.;:“”\"]{2,90},(?=\s)|(?<=reported), according to [^,.;:“”\"]{2,90},(?=\s)"
    r"|(?<=as saying) by [^,.;:“”\"]{2,60}?(?=\s+that\b|,|\.?\s*\Z)",
    re.I,
)

Area = tuple[int, int]


def split_frames(text: str, sentences: Sequence[Area], tags: Sequence[Tag]) -> tuple[list[Tag], list[Tag]]:
    """Return the rules' tags of sentences that say who quotes whom, and the given tags of all others.

    Such a sentence is also a line "Harbour police: two held" in which nothing was found at all.
    """
    framed: list[Tag] = []
    kept: list[Tag] = []
    for start, end in sentences:
        own = _within(tags, start, end)
        found = tag_frames(text, start, end) if _is_framed(text, start, end, own) else []
        if {tag.kind for tag in found} >= {TagKind.SOURCE, TagKind.CONTENT}:
            framed += found
        else:
            kept += own
    return framed, kept


def _within(tags: Sequence[Tag], start: int, end: int) -> Sequence[Tag]:
    first = bisect_left(tags, start, key=lambda tag: tag.start)
    return tags[first : bisect_left(tags, end, key=lambda tag: tag.start)]


def _is_framed(text: str, start: int, end: int, own: Sequence[Tag]) -> bool:
    """Return whether the rules know better what stands in a sentence."""
    if _FRAMED.search(text, start, end) is not None:
        return True
    if any(not tag.faint for tag in own):
        return False
    return any(form.search(text[start:end]) is not None for form in (_LABELLED, _PLAIN, _DASHED))


def tag_frames(text: str, start: int, end: int) -> list[Tag]:
    """Return the rules' tags of a sentence, read as if it did not stop to say who quotes or hears its source."""
    cuts = [hit.span() for hit in _INSERTED.finditer(text, start, end)]
    words, at, moved = "", start, []
    for a, b in [*cuts, (end, end)]:
        moved.append((len(words), at))
        words += text[at:a]
        at = b
    found = _dashed(words) or RuleTagger().mark(words, [[(0, len(words))]]).tags
    return [replace(tag, start=_back(moved, tag.start), end=_back(moved, tag.end - 1) + 1) for tag in found]


def _dashed(words: str) -> Sequence[Tag]:
    """Return the tags of a headline "What happened - who says so"."""
    hit = _DASHED.match(words)
    if hit is None or read_source(words, *hit.span("source")).role is None:
        return ()
    kinds = {"content": TagKind.CONTENT, "cue": TagKind.CUE, "source": TagKind.SOURCE}
    return [Tag(start=hit.start(name), end=hit.end(name), kind=kind) for name, kind in kinds.items()]


def inserted(text: str, start: int, end: int) -> int:
    """Return how many code points of a stretch only say who quotes or hears its source."""
    return sum(hit.end() - hit.start() for hit in _INSERTED.finditer(text, start, end))


class FrameTagger:
    """The rules on frames, as a tagger."""

    name = RuleTagger.name

    def mark(self, text: str, passages: Sequence[Sequence[Area]]) -> Marks:
        """Return the rules' tags of the given sentences."""
        spans = sorted({span for passage in passages for span in passage})
        return Marks(tags=tuple(tag for span in spans for tag in tag_frames(text, *span)))


def _back(moved: Sequence[tuple[int, int]], offset: int) -> int:
    """Return where an offset into shortened words stood; ``moved`` are the pieces' new and old starts."""
    new, old = moved[bisect_right(moved, offset, key=lambda pair: pair[0]) - 1]
    return old + offset - new
