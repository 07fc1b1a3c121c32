"""Finds the wording by which a report names where its news comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dateline.lineage.sources import identify
from dateline.model import CueClass, EntityKind, PartKind, Reading, Report
from dateline.text.outlets import OutletMention
from dateline.text.tables import read_table

#: A source is named in at most this many words.
LONGEST = 9

#: A chain's link further than this from its cue was named elsewhere (code points).
NEAR_CUE = 200

#: Parts that sign a report: an outlet named here is its credit line.
_SIGNING = frozenset({PartKind.CREDIT, PartKind.BYLINE, PartKind.DATELINE})

_BREAK = re.compile(r"[.;:()“”\"\n–—]|,")
_CLAUSE_WORDS = """that who which saying as on when after before and but where while because since if than
during about how yesterday today monday tuesday wednesday thursday friday saturday sunday he she they it we i
has have had is are was were be been not"""
_STOPS = frozenset(_CLAUSE_WORDS.split())
_WORD = re.compile(r"[\w’'.-]*\w")


class Mention(NamedTuple):
    """A source named in a report: its words, the cue beside it, and the cue's class.

    Classes are those of ``relay_cues`` (relay, say, confirm) and ``credit`` for a line that signs the report.
    ``direct`` marks those that the report itself had it from: credit lines and the first links of chains.
    ``place`` lies in the sentence that rests on the source, which a pronoun can put far from the name;
    ``worded`` marks what wording alone suggests, without an assertion.
    """

    start: int
    end: int
    text: str
    cue_class: str
    cue: tuple[int, int]
    direct: bool
    place: int
    worded: bool = False


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    rows = sorted(read_table("relay_cues"), key=lambda row: -len(row["cue"]))
    either = "|".join(re.escape(row["cue"]).replace(r"\ ", r"\s+") for row in rows)
    kinds: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        kinds.setdefault(row["cue"], []).append((row["side"], row["class"]))
    return re.compile(rf"(?i)(?<![\w-])(?:{either})(?![\w-])"), kinds


def find_mentions(reading: Reading, media: Sequence[OutletMention]) -> tuple[Mention, ...]:
    """Return the sources that a report names, in text order.

    They come from its credit and signing lines, from cue wording in its prose, and from the chains of its
    assertions; ``media`` are the outlets that its text names.
    """
    report = reading.report
    found = [*_credits(report), *_signatures(report, media), *_chained(reading), *_worded(reading)]
    best: dict[tuple[int, int, int], Mention] = {}
    chained: set[int] = set()
    for mention in found:
        if mention.direct or mention.cue_class == "credit" or mention.start not in chained:
            best.setdefault((mention.start, mention.end, mention.place), mention)
        chained.add(mention.start)
    found = [m for m in best.values() if not _in_caption(report, m.place) and identify(m.text) is not None]
    return tuple(sorted(found))


def _in_caption(report: Report, at: int) -> bool:
    return any(
        part.kind is PartKind.CAPTION
        and part.start is not None
        and part.end is not None
        and part.start <= at < part.end
        for part in report.parts
    )


def _credits(report: Report) -> Iterator[Mention]:
    for credit in report.credits:
        if credit.start is None or credit.end is None:
            continue
        name = credit.outlet or credit.text
        at = report.text.find(name, credit.start, credit.end)
        start, end = (at, at + len(name)) if at >= 0 else (credit.start, credit.end)
        yield Mention(start, end, report.text[start:end], "credit", (credit.start, credit.end), True, start)


def _signatures(report: Report, media: Sequence[OutletMention]) -> Iterator[Mention]:
    """Outlets in signing parts, and the marks agencies leave in plain text: "(AFP)", "AFP Monday 3 Jul"."""
    text = report.text
    signing = [p for p in report.parts if p.kind in _SIGNING and p.start is not None and p.end is not None]
    for name in media:
        a, b = name.start, name.end
        inside = any((p.start or 0) <= a and b <= (p.end or 0) for p in signing)
        at_edge = a < 260 or b > len(text) - 160
        if _PHOTO.match(text, b):
            continue
        if inside or (at_edge and _signs(text[max(0, a - 4) : a], text[b : b + 14])):
            yield Mention(a, b, name.text, "credit", (a, b), True, a)


_PHOTO = re.compile(r"(?i)\s*/?\s*(?:file )?(?:photos?|pictures?|images?|footage|videos?)\b")
_BEFORE = re.compile(r"(?:\(|-|–|—|/|:)\s*$")
_AFTER = re.compile(
    r"\s*(?:\)|/|-|–|—|$|\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s\d|\s\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"
    r"|Sep|Oct|Nov|Dec))"
)


def _signs(before: str, after: str) -> bool:
    opened = _BEFORE.search(before) is not None
    closed = _AFTER.match(after) is not None
    dated = re.match(r"\s(?:\w+day\s\d|\d{1,2}\s[A-Z][a-z]{2})", after) is not None
    return (
        dated
        or (opened and (closed or before.rstrip().endswith("(")))
        or after.startswith((" - ", " – ", " — "))
    )


def _worded(reading: Reading) -> Iterator[Mention]:
    """Sources beside the cue wording of relays; a single capitalised word must be a name, and of no place."""
    pattern, kinds = _cues()
    report = reading.report
    names = {i for e in reading.entities if e.kind is not EntityKind.PLACE for i in range(e.start, e.end)}
    for start, end, _ in report.prose():
        for match in pattern.finditer(report.text, start, end):
            for found in _beside(report.text, (start, end), match.span(), kinds[_plain(match.group())]):
                if not _is_bare(found.text) or names.intersection(range(found.start, found.end)):
                    yield found


def _is_bare(name: str) -> bool:
    """Return whether a source is one capitalised word, as places and the first words of headlines are."""
    words = re.findall(r"[\w’'-]+", re.sub(r"\A[Tt]he ", "", name))
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) == 1 and words[0] == capitals[0] and not words[0].isupper()


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())


def _beside(
    text: str, part: tuple[int, int], cue: tuple[int, int], kinds: Sequence[tuple[str, str]]
) -> Iterator[Mention]:
    """The sources on the sides of a cue. In "X, citing Y" the report had it from X, and X from Y."""
    sides = dict(kinds)
    before = _before(text, part[0], cue[0]) if "before" in sides else None
    if before is not None:
        yield _mention(text, before, sides["before"], cue, direct=True)
    elif "after" not in sides and sides["before"] == "say":
        after = _after(text, cue[1], part[1])
        if after is not None:
            yield _mention(text, after, "say", cue, direct=True)
    if "after" in sides:
        after = _after(text, cue[1], part[1])
        if after is not None:
            told = before is not None and identify(text[slice(*before)]) is not None
            yield _mention(text, after, sides["after"], cue, direct=not told)


def _mention(
    text: str, span: tuple[int, int], cue_class: str, cue: tuple[int, int], *, direct: bool
) -> Mention:
    if cue_class != "confirm" and rejects(text, span[0]):
        cue_class = "reject"
    return Mention(*span, text[slice(*span)], cue_class, cue, direct, cue[0], True)


def _after(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the source phrase that follows a cue: up to a break or a word that opens a clause."""
    stop = _BREAK.search(text, at, end)
    limit = stop.start() if stop else end
    return _phrase(text, at, limit, from_end=False)


def phrase_after(text: str, at: int) -> tuple[int, str] | None:
    """Return the phrase that may name a source directly behind a cue, and where it starts: "said the council"."""
    span = _after(text, at, min(len(text), at + 160))
    return (span[0], text[slice(*span)]) if span is not None else None


def _before(text: str, start: int, at: int) -> tuple[int, int] | None:
    """Return the source phrase before a cue, stepping over an apposition set off by commas."""
    breaks = [m.start() for m in _BREAK.finditer(text, max(start, at - 220), at)]
    if breaks and text[breaks[-1]] == "," and not text[breaks[-1] + 1 : at].strip():
        closing = breaks.pop()
        at = breaks[-1] if breaks and text[breaks[-1]] == "," else closing
        breaks = breaks[:-1] if at != closing else breaks
    begin = breaks[-1] + 1 if breaks else max(start, at - 220)
    return _phrase(text, begin, at, from_end=True)


def _phrase(text: str, start: int, end: int, *, from_end: bool) -> tuple[int, int] | None:
    words = [m.span() for m in _WORD.finditer(text, start, end)]
    if from_end:
        words.reverse()
    kept: list[tuple[int, int]] = []
    for a, b in words[:LONGEST]:
        if text[a:b].lower() in _STOPS:
            break
        kept.append((a, b))
    if not kept:
        return None
    return min(a for a, _ in kept), max(b for _, b in kept)


_NO_ANSWER = re.compile(r"(?i)\b(?:not|n[’']t|declin|refus|fail)")
_REJECTING = re.compile(
    r"(?i)\b(?:reject|den(?:y|ies|ied)|dismiss|refut|contrary to|untrue|false|take[ns]? note of"
    r"|withdr[ae]w|correct)"
)


#: "Nor did X happen, as Y maintains."
_AS_CLAIMED = re.compile(r"(?i)(?:\b(?:no|nor|not|never|neither)\b|n[’']t\b).*,\s+as\s+(?:an?\s|the\s)?\s*$")


def rejects(text: str, at: int) -> bool:
    """Return whether the sentence names a source in order to reject it: rejecting words stand before it."""
    start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
    return contradicts(text, at) or _REJECTING.search(text, start, at) is not None


def contradicts(text: str, at: int) -> bool:
    """Return whether a sentence says the contrary of what the source named at its end maintains."""
    start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
    return _AS_CLAIMED.search(text, start, at) is not None


def _chained(reading: Reading) -> Iterator[Mention]:
    for assertion in reading.assertions:
        said = assertion.cue
        if said is not None and (said.cue_class is CueClass.ATTITUDE or _NO_ANSWER.search(said.text)):
            continue
        cue = (said.start, said.end) if said else (assertion.start, assertion.start)
        relays = said is not None and said.cue_class is CueClass.REPORT
        for index, link in enumerate(assertion.chain):
            last = index == len(assertion.chain) - 1
            kind = "say" if last and not relays else "relay"
            if abs(link.start - cue[0]) < NEAR_CUE and rejects(reading.text, link.start):
                kind = "reject"
            yield Mention(link.start, link.end, link.text, kind, cue, index == 0, assertion.start)
