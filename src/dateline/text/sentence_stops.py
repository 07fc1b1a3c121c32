"""Tells whether a full stop, question mark or exclamation mark ends its sentence."""

from __future__ import annotations

import re
from functools import cache

from dateline.text.tables import read_table

CLOSERS = "\"'”’“»›)]}"
OPENERS = "\"'“‘„«‹([{¿¡"
_TRIM = "\"'“”‘’«»()[].,!?;:"
#: The word that a stop follows; a possessive ("Able's.") is none.
_LAST_WORD = re.compile(r"(?<!\w)(?<!\w['’])(?:[^\W\d_]\.)*[^\W\d_]+\Z")
_NEXT = re.compile(rf"\s+(?P<open>[{re.escape(OPENERS)}\s]*)(?P<word>[^\s]*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ORDINAL = re.compile(r"(?<!\w)([^\W\d_]+)\s+\d{1,2}\Z")
_NUMBER_AT_LINE_HEAD = re.compile(r"(?:\A|(?<=\n))[^\S\n]*\d{1,3}\Z")
_DASHES = "-–—"
#: "“Was it?” – he said", "ready for this? — the promises": the sentence goes on behind its dash.
_BEHIND_DASH = re.compile(r"\s+[-–—]{1,3}\s*[\"“‘«„]?(?P<letter>[^\W\d_])")
#: A sentence of its own in brackets.
_WHOLE_ASIDE = re.compile(r"\s+\([A-Z][^()]{0,400}[.!?]['\"”’]*\)")
_PLACE_BEFORE = re.compile(r"[^\W\d_],\s\Z")
#: A word in small letters that opens a sentence all the same: "eBay", "iPhone", "al-Badr", "d'Able".
_OWN_SPELLING = re.compile(r"[a-z]{1,4}[A-Z]|(?:a[a-z]{1,2}|el)-[A-Z]|[dl]['’][A-Z]")
#: "Able said", "Governor Ann Able asked": a speaker by name and the verb, right behind a closed question.
_SPEAKER = re.compile(r"\s+(?P<first>[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*){0,3}\s(?P<verb>[a-z]+)\b")
#: How far before a stop its word is looked for.
_REACH = 24


@cache
def abbreviations() -> dict[str, str]:
    """Return the known abbreviations in small letters, each with what may stand behind it."""
    return {row["word"]: row["before"] for row in read_table("abbreviations")}


@cache
def openers() -> dict[str, str]:
    """Return the words that open a sentence far more often than they stand capitalised inside one."""
    return {row["word"]: row["name"] for row in read_table("sentence_openers")}


@cache
def cues(role: str) -> frozenset[str]:
    """Return the words that play ``role`` next to a stop, in small letters."""
    return frozenset(row["word"] for row in read_table("sentence_cues") if row["role"] == role)


def ends_sentence(text: str, match: re.Match[str], *, end: int) -> bool:
    """Return whether the stop of ``match`` (groups mark, close, notes) ends a sentence of a block up to ``end``."""
    following = _NEXT.match(text, match.end(), end)
    if following is None or not following["word"] or match["notes"]:
        return True
    word, mark, close = following["word"], match["mark"], match["close"]
    first = word[0]
    if first.islower() and not following["open"].endswith(("(", "[")) and not _OWN_SPELLING.match(word):
        return mark == "." and not close and _is_careless(text, match.start("mark"), word)
    if first in ",;:" or (first in _DASHES and _is_small_behind_dash(text, match.end())):
        return False
    if mark[0] in "!?":
        aside = following["open"].startswith("(") and not _WHOLE_ASIDE.match(text, match.end(), end)
        return not aside and not (close and _names_speaker(text, match.end()))
    if mark == "." and close in ("", ")"):
        return not _outlives(text, match, following)
    if (mark[0] == "…" or len(mark) > 1) and not close:
        return (first.isupper() or not first.isalnum()) and not _is_elision(text, match.start("mark"), word)
    return True


def _is_small_behind_dash(text: str, at: int) -> bool:
    behind = _BEHIND_DASH.match(text, at)
    return behind is not None and behind["letter"].islower()


def _is_careless(text: str, stop: int, word: str) -> bool:
    """Return whether a sentence begins with a small letter: its subject stands behind a plain word's stop."""
    if word.strip(_TRIM).partition("'")[0].partition("’")[0] not in cues("subject"):
        return False
    before = _LAST_WORD.search(text, max(0, stop - _REACH), stop)
    last = before.group() if before else ""
    long = len(last) > (3 if last.islower() else 4)
    return long and "." not in last and last.lower() not in abbreviations()


def _is_elision(text: str, stop: int, word: str) -> bool:
    """Return whether dots stand for words left out: a blank before them, and a name or an open phrase around."""
    before = text[max(0, stop - _REACH) : stop]
    if not before[-1:].isspace():
        return False
    lead = before.split()[-1:]
    return word.strip(_TRIM).lower() not in openers() or bool(lead and lead[0].lower() in cues("lead"))


def _names_speaker(text: str, at: int) -> bool:
    speaker = _SPEAKER.match(text, at)
    return bool(speaker and speaker["verb"] in cues("speech") and speaker["first"].lower() not in openers())


def _outlives(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Return whether the sentence outlives a full stop, which belongs to an abbreviation or a number."""
    stop = match.start("mark")
    before = _LAST_WORD.search(text, max(0, stop - _REACH), stop)
    if before is None:
        return not match["close"] and _is_numbering(text, stop, following["word"])
    last = before.group()
    kind = _kind(last, closed=bool(match["close"]))
    full = not match["close"] and bool(_PLACE_BEFORE.search(text, max(0, before.start() - 4), before.start()))
    return kind is not None and _goes_on(kind, last, following, full=full)


def _kind(last: str, *, closed: bool) -> str | None:
    """Return what may stand behind ``last`` and its full stop; None of a word that is no abbreviation."""
    kind = abbreviations().get(last.lower())
    if kind == "state" and last.islower():
        return None
    if kind is None and _INITIALS.fullmatch(last):
        return "rarely"
    if closed:
        # Behind a bracket only what stands for a place, a firm or a party goes on: "(Able, Ill.) Baker".
        return "rarely" if kind in ("state", "rarely") else None
    return "initial" if kind is None and len(last) == 1 and last != "I" else kind


def _goes_on(kind: str, last: str, following: re.Match[str], *, full: bool) -> bool:
    """Return whether a sentence goes on; ``full`` where a comma and a place stand before the abbreviation."""
    word = following["word"]
    plain = word.strip(_TRIM).lower()
    opens = plain in openers()
    if word[0] in _DASHES:
        return True
    if kind == "state" and full:
        # "in Able, Ill. Baker paid": the comma names the state in full, and a comma would follow it too.
        return following["open"].startswith("(") or not word[0].isupper()
    if kind in ("rarely", "state"):
        return following["open"] == "(" or (not opens and not following["open"].strip())
    if kind == "initial":
        return not opens or last.islower()
    if kind == "number":
        return word[0].isdigit()
    if kind == "hour":
        return plain in cues("hour") or word[0].isdigit()
    if kind == "name":
        return last[0].isupper() and word[:4] != word[:4].lower() and (not opens or openers()[plain] == "yes")
    return kind == "any"


def _is_numbering(text: str, stop: int, word: str) -> bool:
    """Return whether "3." numbers an item at the head of its line, or is a German ordinal ("am 3. Mai")."""
    if _NUMBER_AT_LINE_HEAD.search(text, max(0, stop - _REACH), stop):
        return True
    ordinal = _ORDINAL.search(text, max(0, stop - _REACH), stop)
    return bool(ordinal and ordinal[1].lower() in cues("ordinal") and word.lower() not in openers())
