"""Update stamps, editor's notes, read counters and furniture lines, told by their words."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.dissect.printed import at_clock, find_clocks, find_printed, find_yearless
from dateline.dissect.words import any_rule, rules
from dateline.model import When

#: How far into a line a stamp's time may stand, and how long a counter or furniture line may be.
STAMP_HEAD, STAMP_GAP, MAX_COUNTER, MAX_META, MAX_FURNITURE = 80, 24, 60, 500, 240
#: Legal lines run on.
MAX_LEGAL = 480
_LIMITS = dict.fromkeys(("legal", "legal-any", "membership", "disclosure-any"), MAX_LEGAL)
_STAMP_END = re.compile(r"\s*(?:[:\]).—–-]|\s-\s|$)")
_PARTICIPLE = re.compile(r"(?:ed|iert|ad[oa]|at[oa]|à jour|werkt)$", re.IGNORECASE)
#: A line without a number and one of these word stems holds no counter: most lines are left at once.
_COUNTS = re.compile(
    r"view|read|hit|visi|visu|time|aufruf|gele[sz]en|leser|lect|leitur|vista|vue|lettur|weergav"
)
_OPENERS = " \t*[(_/•–—-"
_BLANK = re.compile(r"\s+")
_SIGNED = re.compile(
    r"(?:[—–…]|\.{2,4}|\s--?)\s*(?:signed,?\s+)?"
    r"(?P<by>(?:The\s+)?(?:Ed(?:itor)?s?\b\.?(?:-in-Chief)?"
    r"|[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[A-ZÀ-Þ][\w.'’-]*|(?:news )?desk|editors?|team|staff)){0,3}"
    r"(?:,\s*[\w\s-]{3,40})?)(?:\s\([^()]{2,30}\))?)\s*[\])]?\s*$"
)
_DIGIT = re.compile(r"\d")
_BARS = re.compile(r"\s*[|•·]\s*")
_BRACKETED = re.compile(r"[\[(]([^\[\]]{8,1200})[\])]")
_BY_EDITOR = re.compile(r"(?:[—–-]{1,2}|\.\s)\s*(?:the\s+)?(?:eds?\.?|editors?)\s*$", re.IGNORECASE)
_UPDATE_NOTE = re.compile(
    r"\bupdated? (?:to (?:include|add|reflect|correct|clarify|remove|show|say|note)|with (?:a "
    r"|the )?(?:correct|additional|comment|statement|quote))|\b(?:has|have) been updated\b"
    r"|\bwas updated\b",
    re.IGNORECASE,
)


class NoteFound(NamedTuple):
    """A note in a line and who signed it."""

    start: int
    end: int
    by: str | None
    rule: str


class StampFound(NamedTuple):
    """An update stamp that opens a line: where the stamp itself ends, and its time."""

    end: int
    at: When | None
    rule: str


def find_notes(line: str) -> list[NoteFound]:
    """Return the desk's notes in a line: the whole line, or the bracketed stretches in a paragraph."""
    quick = any_rule("note_cues").match
    for rule, pattern, _ in rules("note_cues") if quick(line) else ():
        match = pattern.match(line)
        if match is not None:
            opened = line[: match.end()]
            closing = _closing(line, opened)
            return [NoteFound(0, closing, signer(line[:closing]), rule)]
    found = []
    for match in _BRACKETED.finditer(line):
        inner = match[1]
        cues = rules("note_cues") if quick(inner) else ()
        named = next((r for r, pattern, _ in cues if pattern.match(inner)), None)
        if named is None and _BY_EDITOR.search(inner):
            named = "signed-by-editor"
        if named is not None:
            found.append(NoteFound(match.start(), match.end(), signer(match[0]), named))
    return found


def opens_note(line: str) -> bool:
    """Return whether a note opens with a bracket that the line does not close: it goes on below."""
    return line.lstrip()[:1] == "[" and "]" not in line and any_rule("note_cues").match(line) is not None


def _closing(line: str, opened: str) -> int:
    """Return where a note ends that opens with a bracket; the whole line where it does not."""
    head = opened[: len(opened) - len(opened.lstrip(_OPENERS))]
    for opener, closer in ("[]", "()"):
        if opener in head:
            at = line.find(closer, len(opened))
            return at + 1 if at >= 0 else len(line)
    return len(line)


def signer(note: str) -> str | None:
    """Return who signed a note ("— Ed.", "- Name, Managing Editor]"); None where nobody did."""
    match = _SIGNED.search(note)
    if match is None or match.start() < 10:
        return None
    return match["by"].strip(" ,")


def find_stamp(line: str, *, day: When | None) -> StampFound | None:
    """Return the update stamp that opens a line; a clock time alone is on the report's ``day``.

    "Updated" with a date and nothing after it is a times line; a line that says what was updated is a note.
    """
    if _UPDATE_NOTE.search(line[:160]):
        return None
    for rule, pattern, _ in rules("update_cues"):
        match = pattern.match(line)
        if match is None:
            continue
        at, end, timed = _stamp_time(line, match.end(), day)
        closing = _STAMP_END.match(line, end) or (
            _BLANK.match(line, end) if ":" in line[match.end() : end] else None
        )
        if closing is None:
            continue
        rest = line[closing.end() :].strip(" ])*:")
        plain = line[match.start() : match.end()].strip(" *[(_")
        if not timed and not (
            closing[0].strip() in (":", "]", ")", "—", "–", "-") or (not rest and plain.isupper())
        ):
            return None
        if not rest and _PARTICIPLE.search(plain) and not plain.isupper():
            return None
        return StampFound(closing.end(), at, rule)
    return None


def _stamp_time(line: str, start: int, day: When | None) -> tuple[When | None, int, bool]:
    """Return the time printed right after the cue, where it ends, and whether there is one at all."""
    head = line[: start + STAMP_HEAD]
    dates = [d for d in find_printed(head) if start <= d.start <= start + STAMP_GAP]
    if dates:
        before = [c for c in find_clocks(line[start : dates[0].start]) if dates[0].when.value.find("T") < 0]
        when = at_clock(dates[0].when, before[0]) if before else dates[0].when
        return when, dates[0].end, True
    partial = find_yearless(head, day=day)
    if partial is not None and start <= partial.start <= start + STAMP_GAP:
        return partial.when, partial.end, True
    clocks = [c for c in find_clocks(head) if start <= c.start <= start + STAMP_GAP]
    if clocks:
        return at_clock(day, clocks[0]), clocks[0].end, True
    return None, start, False


def read_counter(line: str) -> int | None:
    """Return the number of a line, or of a stretch between bars, that is the page's own read counter."""
    if len(line) > MAX_META or not _DIGIT.search(line) or not _COUNTS.search(line.lower()):
        return None
    dates = find_printed(line)
    tail = line[dates[-1].end :] if dates else ""
    for words in dict.fromkeys([line, *_BARS.split(line), tail]):
        count = _counter(words) if words else None
        if count is not None:
            return count
    return None


def _counter(line: str) -> int | None:
    for rule, pattern, _ in rules("read_counters"):
        match = (
            pattern.match(line) if len(line) <= (MAX_META if rule == "posted-with" else MAX_COUNTER) else None
        )
        if match is not None:
            digits = re.sub(r"\D", "", match["n"])
            return int(digits) if digits and len(digits) < 12 else None
    return None


def furniture_rule(line: str) -> str | None:
    """Return the rule by which a line is furniture; None where its words do not say so."""
    if len(line) > MAX_LEGAL:
        return None
    opens = any_rule("furniture", "start", "line").match(line)
    if not opens and not any_rule("furniture", "any", folded=True).search(line.lower()):
        return None
    for rule, pattern, row in rules("furniture"):
        match = pattern.search(line) if row["place"] == "any" else pattern.match(line)
        if match is not None and len(line) <= _LIMITS.get(
            rule, MAX_FURNITURE if row["place"] != "line" else MAX_COUNTER
        ):
            return rule
    return None
