"""Who holds, enters or leaves a place, as a statement has it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.matching.clauses import bare
from dateline.matching.meaning import meanings
from dateline.text.tables import read_table

#: Words for people that fit every side, and what counts or describes them.
_ANYBODY = frozenset([
    "fighter", "group", "arm", "people", "person", "force", "side", "member", "own", "men",
    "unit", "element", "number", "all", "some", "local",
])  # fmt: skip
#: Words for places that fit every place.
_ANYWHERE = frozenset([
    "area", "part", "large", "town", "city", "village", "province", "district", "territory",
    "position", "side", "region", "swath", "ground", "most",
])  # fmt: skip
#: What opens a clause: an actor stands between it and the verb.
_OPENS = re.compile(
    r"(?:^|[,;:]|\b(?:that|and|but|while|as|after|before|because|when|said|says|which|who)\b)\s*"
)
_RELATIVE = re.compile(r",\s+(?:which|who|that|whose)\s[^,]*,")
_STAYS = re.compile(
    r"\b(?:hold\w*|held|controls?|controlled|controlling|in (?:\w+ )?(?:control|charge|possession)|hands of)\b"
)
_TAKES = re.compile(r"\b(?:took|taken|seized|gained|regained)\b")
#: "To hold" is a plan, "continues to hold" is not.
_GOING_ON = r"(?:(?<=continue to )|(?<=continues to )|(?<=continued to )|(?<!to ))"


class Holding(NamedTuple):
    """An actor's telling words, what it does to what, and whether that lasts rather than happens."""

    actor: frozenset[str]
    state: str
    lasts: bool
    held: frozenset[str]


@lru_cache(maxsize=16384)
def holding(text: str) -> Holding | None:
    """Return who holds, enters or leaves a place by this clause; None where nobody does."""
    plain = _RELATIVE.sub("", bare(text))
    for pattern, state, voice in _cues():
        match = pattern.search(plain)
        if match is None or not plain[: match.start()].strip():
            continue
        before, after = _opening(plain[: match.start()]), _first_phrase(plain[match.end() :])
        actor, held = (before, after) if voice == "active" else (after, before)
        cue = match.group()
        lasts = bool(_STAYS.search(cue)) and not _TAKES.search(cue)
        telling = frozenset(meanings(actor)) - _ANYBODY
        return Holding(telling, state, lasts, frozenset(meanings(held)) - telling - _ANYWHERE)
    return None


def rivals(a: Holding | None, b: Holding | None) -> bool:
    """Return whether two statements name different actors; words that fit everybody tell none apart."""
    return bool(a and b and a.actor and b.actor and not a.actor & b.actor)


def displaces(a: Holding | None, b: Holding | None, *, same_place: bool) -> bool:
    """Return whether two statements have different actors hold one thing, both lastingly.

    Who takes a place after another contradicts nobody.
    """
    if a is None or b is None or not rivals(a, b):
        return False
    return a.state == b.state == "held" and a.lasts and b.lasts and (same_place or bool(a.held & b.held))


def _opening(text: str) -> str:
    """The words between the last opening of a clause and its verb."""
    starts = [m.end() for m in _OPENS.finditer(text) if text[m.end() :].strip()]
    return text[starts[-1] :] if starts else text


def _first_phrase(text: str) -> str:
    return re.split(r"[,;.]|\b(?:since|after|before|and|as|who|which)\b", text.strip(), maxsplit=1)[0]


@cache
def _cues() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    rows = read_table("control_cues")
    return tuple(
        (
            re.compile(rf"(?<![-\w])(?<!for )(?<!the )(?<!of ){_GOING_ON}(?:{row['pattern']})\b", re.I),
            row["state"],
            row["voice"],
        )
        for row in rows
    )
