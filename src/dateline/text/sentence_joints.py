"""Finds where one sentence meets the next without a stop, or without the blank behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.text.sentence_stops import cues

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]+ \d{1,2},? |\d{1,2} [A-Z][a-z]+,? )\d{4}"
_DATED_HEADING = re.compile(rf"(?P<last>[\w'’\"”)!?]+)\s(?={_DAY}\Z)")
_HEADING_DATE = re.compile(rf"{_DAY}(?=\s[A-Z\"“])")
#: "the town They left", "a burnt bridge The blast that shook": a subject or an article, and small letters.
_RUN_ON = re.compile(
    r"(?<=[a-z0-9] )(?:(?:They|We|He|She|You|It)(?:['’](?:s|re|ve|ll|d|m))? [a-z]"
    r"|(?:The|This|These|There|But|However|Meanwhile) [a-z]+ [a-z]+ [a-z]+ )"
)
#: "Able and Baker In the town's northern part, troops": a phrase in small letters that a comma closes.
_PHRASE = re.compile(
    r"(?<=\w )(?:In|On|As|After|During|Since|While) (?:[A-Z][a-z]+day,"
    r"|(?:the|an?|this|that|his|her|its|their) (?:[A-Z][\w'’-]+ ){0,3}[a-z]{4}[^,.;:\n]{0,50},) "
)
_BEFORE = re.compile(r"(?<![\w.@/'’-])(?P<word>[^\W\d_][\w'’-]+|\d{4})\s+\Z")
#: "he said.Able left", "in 2019.[3]The": the blank was lost.
_LOST_BLANK = re.compile(r"(?<=[\w)])[.!?]+[\"”’']?(?:\[\d{1,3}\])*(?P<next>[^\W\d_]{2,}|I)(?=[\s,'’]|\Z)")
_PLAIN_WORD = re.compile(r"(?:^|[\s\"“‘'(-])(?:[^\W\d_]{2}[^\W\d_'’]*|(?:1[89]|20)\d\d|[^\W\d_]+\))\Z")
#: "A view of the bridge Image: Able Baker": the credit of a picture behind its caption.
_CREDIT = re.compile(r"(?<=[\w)\"”] )(?:Image|Photo|Picture|Photograph)s?: (?=[A-Z])[^\n.!?]{2,60}\.?\s*\Z")
_BULLET = re.compile(r"(?<=\s)[•●▪■◆▶](?=\s)")


def joints(text: str, start: int, *, end: int) -> Iterator[int]:
    """Yield where a sentence begins inside the block without a stop and a blank before it, in no order."""
    block = text[start:end]
    bullets = [start + match.start() for match in _BULLET.finditer(block)]
    yield from bullets if len(bullets) > 1 else ()
    yield from (start + match.start("next") for match in _LOST_BLANK.finditer(block) if _lost(block, match))
    for pattern in (_RUN_ON, _PHRASE):
        yield from (
            start + match.start() for match in pattern.finditer(block) if _runs_on(block, match.start())
        )
    yield from (start + at for at in _heading_joints(block))


def _lost(block: str, match: re.Match[str]) -> bool:
    """Return whether a small word ends and a capitalised one begins: no address, file name or initials."""
    word = match["next"]
    if not word[0].isupper() or word[1:] != word[1:].lower() or word.lower() in cues("address"):
        return False
    before = _PLAIN_WORD.search(block, max(0, match.start() - 24), match.start())
    return before is not None and before.group() == before.group().lower()


def _runs_on(block: str, at: int) -> bool:
    """Return whether the word before has no stop and does not lead on to a name or a heading."""
    before = _BEFORE.search(block, max(0, at - 32), at)
    return before is not None and before["word"].lower() not in cues("lead")


def _heading_joints(block: str) -> Iterator[int]:
    """Yield the joints of a heading and its date, of a date and its story, of a caption and its credit."""
    dated = _DATED_HEADING.search(block, max(0, len(block) - 60))
    if dated and dated.start() and dated["last"].lower() not in cues("lead"):
        yield dated.end()
    date = _HEADING_DATE.match(block)
    if date:
        yield date.end()
    credit = _CREDIT.search(block, max(0, len(block) - 90))
    if credit:
        yield credit.start()
