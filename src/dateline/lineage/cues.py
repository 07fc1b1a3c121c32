"""Finds the wording by which a report names where its news comes from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dateline.lineage.sources import identify
from dateline.model import CueClass, PartKind, Reading, Report
from dateline.text.outlets import find_outlets
from dateline.text.tables import read_table

#: A source is named in at most this many words.
LONGEST = 9

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
    """

    start: int
    end: int
    text: str
    cue_class: str
    cue: tuple[int, int]
    direct: bool = False


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = sorted(read_table("relay_cues"), key=lambda row: -len(row["cue"]))
    either = "|".join(re.escape(row["cue"]).replace(r"\ ", r"\s+") for row in rows)
    kinds: dict[str, tuple[str, str]] = {}
    for row in rows:
        kinds[row["cue"]] = (row["side"], row["class"])
    return re.compile(rf"(?i)(?<![\w-])(?:{either})(?![\w-])"), kinds


def find_mentions(reading: Reading) -> tuple[Mention, ...]:
    """Return the sources that a report names, in text order.

    They come from its credit and signing lines, from cue wording in its prose, and from the chains of its
    assertions.
    """
    report = reading.report
    found = [*_credits(report), *_signatures(report), *_chained(reading), *_worded(report)]
    best: dict[tuple[int, int], Mention] = {}
    for mention in found:
        best.setdefault((mention.start, mention.end), mention)
    return tuple(sorted(m for m in best.values() if identify(m.text) is not None))


def _credits(report: Report) -> Iterator[Mention]:
    for credit in report.credits:
        if credit.start is None or credit.end is None:
            continue
        name = credit.outlet or credit.text
        at = report.text.find(name, credit.start, credit.end)
        start, end = (at, at + len(name)) if at >= 0 else (credit.start, credit.end)
        yield Mention(start, end, report.text[start:end], "credit", (credit.start, credit.end), True)


def _signatures(report: Report) -> Iterator[Mention]:
    """Outlets in signing parts, and the marks agencies leave in plain text: "(AFP)", "AFP Monday 3 Jul"."""
    for part in report.parts:
        if part.kind in _SIGNING and part.start is not None and part.end is not None:
            for name in find_outlets(part.text):
                start = part.start + name.start
                yield Mention(
                    start, part.start + name.end, name.text, "credit", (start, part.start + name.end)
                )
    for start, end in ((0, 260), (max(260, len(report.text) - 160), len(report.text))):
        for name in find_outlets(report.text[start:end]):
            a, b = start + name.start, start + name.end
            if _signs(report.text[max(0, a - 4) : a], report.text[b : b + 14]):
                yield Mention(a, b, name.text, "credit", (a, b), True)


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


def _worded(report: Report) -> Iterator[Mention]:
    pattern, kinds = _cues()
    for start, end, _ in report.prose():
        for match in pattern.finditer(report.text, start, end):
            side, cue_class = kinds[re.sub(r"\s+", " ", match.group().lower())]
            span = (
                _after(report.text, match.end(), end)
                if side == "after"
                else _before(report.text, start, match.start())
            )
            if span is None and cue_class == "say" and side == "before":
                span = _after(report.text, match.end(), end)
            if span is not None:
                yield Mention(*span, report.text[slice(*span)], cue_class, match.span())


def _after(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the source phrase that follows a cue: up to a break or a word that opens a clause."""
    stop = _BREAK.search(text, at, end)
    limit = stop.start() if stop else end
    return _phrase(text, at, limit, from_end=False)


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


def _chained(reading: Reading) -> Iterator[Mention]:
    for assertion in reading.assertions:
        cue = (
            (assertion.cue.start, assertion.cue.end) if assertion.cue else (assertion.start, assertion.start)
        )
        relays = assertion.cue is not None and assertion.cue.cue_class is CueClass.REPORT
        for index, link in enumerate(assertion.chain):
            last = index == len(assertion.chain) - 1
            yield Mention(
                link.start, link.end, link.text, "say" if last and not relays else "relay", cue, index == 0
            )


def mention_before(mentions: Sequence[Mention], at: int) -> Sequence[Mention]:
    """Return the mentions that start before an offset, nearest first."""
    return mentions[: bisect_left([m.start for m in mentions], at)][::-1]
