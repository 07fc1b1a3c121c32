"""Credit and syndication lines: "(Reuters)", "— AFP", "from South Example", "originally published in"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.text.outlets import find_outlets
from dateline.text.tables import read_table

#: A credit line is short; anything longer is prose that happens to hold the words.
MAX_LINE, MAX_FROM = 220, 48
_NAME = (
    r"(?:the\s+|der\s+|die\s+)?[A-ZÀ-Þ][\w.&'’+-]*(?:[ /](?:of|the|and|for|de|la|del|des|du|&"
    r"|[A-ZÀ-Þ0-9][\w.&'’+-]*))*"
)
_TAIL = re.compile(
    r"\s+(?:under|as|and is|with|on|in|at|by|under|where|which|via|through|here)$", re.IGNORECASE
)
_JOINT = re.compile(r"(?:\s+(?:of|the|and|for|de|la|del|des|du|&))+$")

#: Words that tell an outlet from a person.
_OUTLET = re.compile(
    r"\b(?:Wire|News|Agency|Agencies|Press|Presse|Post|Times|Herald|Tribune|Daily|Journal|Gazette|Courier|Observer|Guardian|"
    r"Radio|TV|Television|Broadcasting|Media|Network|Online|Today|Chronicle|Standard|Telegraph|Mail|Zeitung)\b"
)


class CreditFound(NamedTuple):
    """A credit in a line, the outlet it names (as printed) and the rule that found it."""

    start: int
    end: int
    outlet: str | None
    rule: str


@cache
def agencies() -> re.Pattern[str]:
    """Return a pattern of one or more agency names, joined as credits join them."""
    names = "|".join(
        sorted((re.escape(row["name"]) for row in read_table("agencies")), key=len, reverse=True)
    )
    one = rf"(?:{names})(?![\w-])"
    return re.compile(rf"{one}(?:\s*(?:[/,&+]|and|und|et|y|e)\s*{one})*")


@cache
def _patterns() -> tuple[tuple[str, str, tuple[str, ...], re.Pattern[str]], ...]:
    made = []
    for row in read_table("credit_patterns"):
        body = row["pattern"].replace("{A}", f"(?-i:{agencies().pattern})").replace("{N}", f"(?-i:{_NAME})")
        needs = tuple(filter(None, row["needs"].split("|")))
        made.append((row["rule"], row["place"], needs, re.compile(body, re.IGNORECASE)))
    return tuple(made)


@cache
def _needs() -> tuple[str, ...]:
    """Return all the words that patterns need, looked for once a line."""
    return tuple(sorted({word for _, _, needs, _ in _patterns() for word in needs}))


def find_credit(
    line: str, *, places: frozenset[str] = frozenset({"line", "end", "sentence", "start"})
) -> CreditFound | None:
    """Return the credit that a line is, opens with or closes with; None where it has none."""
    folded = line.lower()
    held = {word for word in _needs() if word in folded}
    for rule, place, needs, pattern in _patterns():
        if (
            place not in places
            or (place == "line" and len(line) > MAX_LINE)
            or (rule == "from-outlet" and len(line) > MAX_FROM)
            or (needs and held.isdisjoint(needs))
        ):
            continue
        match = pattern.search(line)
        if match is None or (
            place == "sentence" and len(line) > MAX_LINE and match.end() - match.start() > MAX_LINE * 2
        ):
            continue
        start, end = (
            match.span("credit") if "credit" in pattern.groupindex and match["credit"] else match.span()
        )
        start += len(line[start:end]) - len(line[start:end].lstrip())
        end -= len(line[start:end]) - len(line[start:end].rstrip())
        return CreditFound(start, end, _outlet(match, line[start:end], rule=rule), rule)
    return None


def _outlet(match: re.Match[str], words: str, *, rule: str) -> str | None:
    named = match["outlet"] if "outlet" in match.re.groupindex else None
    if named and rule == "reporting-by" and not (agencies().search(named) or _OUTLET.search(named)):
        return None
    if named:
        return _JOINT.sub("", _TAIL.sub("", named.strip(" .,;:"))) or None
    agency = agencies().search(words)
    return agency[0] if agency else _known_outlet(words)


def _known_outlet(words: str) -> str | None:
    """Return the outlet that a line names in passing: one of the table, or a name with an outlet's word in it."""
    mentions = find_outlets(words)
    if mentions:
        return mentions[0].text
    names = (m[0] for m in re.finditer(_NAME, words))
    return next((name.removeprefix("The ") for name in names if _OUTLET.search(name) and " " in name), None)
