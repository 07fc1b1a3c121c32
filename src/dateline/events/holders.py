"""The words by which a place is held, entered or left: by a verb ("guards hold the town"), or in one word with it
("rebel-held")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dateline.model import Assertion, ControlState, Reading, Toponym, ToponymKind
from dateline.text.tables import read_table

#: Between wording and place stand this many characters at most.
_BESIDE = 60
_WORD = r"[\w’'.-]*\w"
_FORCE = (
    r"(?:forces?|troops|army|armies|units?|fighters?|militias?|guards?|men|police|brigades?|battalions?|government|"
    r"authority|authorities|rebels|regime|soldiers|militants|command|division|groups?|coalition|alliance|factions?|"
    r"jihadists|insurgents|gunmen|separatists|loyalists|column|opposition|front|movement)"
)
#: An actor is a name or a noun phrase of armed people or a government: one of these heads, or a capital.
_ACTOR = (
    r"(?P<none>[Nn]o )?(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ss]ome|[Aa]ll) )?"
    rf"(?P<actor>(?:(?!(?:an?|the|and|or|in|on|by|for|to|at|as) ){_WORD} ){{0,4}}?"
    rf"{_FORCE}\b(?: (?:of|from) (?:an? [a-z ]{{0,30}})?(?:the )?[A-Z]{_WORD}(?: [A-Z]{_WORD})*)?"
    rf"|(?:[A-Z]{_WORD}(?: (?:of (?:the )?)?(?=[A-Z]))?){{1,6}})"
)
_AFTER = re.compile(_ACTOR)
#: What may stand between an actor and its verb.
_BEFORE = re.compile(
    rf"{_ACTOR}(?: \([A-Z]{_WORD}\)| \[[A-Z]{_WORD}\])?,?"
    r"(?: (?:who|which|that|also|still|now|had|has|have|was|were|is|are|"
    r"already|since|since then|then|later|soon|reportedly|allegedly|not|never|no longer|failed to|unable to|"
    r"continues? to|continued to|managed to|able to|hasn['’]t|haven['’]t|did not|does not|do not|\w+ly|\d{4}))*\s*$"
)
_BOUNDARY = re.compile(
    r"[;:,]|\b(?:that|after|before|while|when|as|where|who|which|and|but|said|because|since)\b", re.IGNORECASE
)
_RELATIVE = re.compile(r",\s(?:which|who|that|whose)\s[^,]*,\s?")
_COMPOUND = re.compile(
    rf"(?P<actor>(?:[A-Z]{_WORD} ){{0,3}}(?:[A-Z][\w’'.]*|[a-z]{{3,}}))(?: group)?-"
    r"(?P<how>held|controlled|run|ruled|occupied|besieged)\b"
)
_OPENERS = re.compile(r"^(?:(?:The|An?|In|On|At|From|Over|After|Since|And|But|Of|For|To|Its|Their) )+")
_SIDES = (
    r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central|rural|nearby|neighbou?ring|divided|the|"
    r"much of|most of)"
)


class Holder(NamedTuple):
    """A place (its id), who holds it and how, and the words that say so."""

    place: str
    actor: str
    state: ControlState
    negated: bool
    start: int
    end: int


class _Cue(NamedTuple):
    pattern: re.Pattern[str]
    state: ControlState
    passive: bool


def holders(assertion: Assertion, reading: Reading) -> Iterator[Holder]:
    """Yield what the verbs of an assertion say of who holds which place; plans and attempts say nothing."""
    for cue in _cues():
        for match in cue.pattern.finditer(assertion.text):
            before = assertion.text[: match.start()]
            if _is_planned(before):
                continue
            actor = _actor(assertion.text, match, reading, passive=cue.passive)
            place = _place(assertion, reading, match, passive=cue.passive)
            if actor is not None and place is not None:
                negated = bool(actor["none"]) or _ends_in("not", before)
                yield Holder(place, actor["actor"], cue.state, negated, assertion.start, assertion.end)


def compounds(assertion: Assertion, reading: Reading) -> Iterator[Holder]:
    """Yield who holds a place by "rebel-held", "SDF-controlled", "regime-besieged" and the like."""
    for match in _COMPOUND.finditer(assertion.text):
        actor = _OPENERS.sub("", _without_owner(match["actor"], assertion.start + match.start(), reading))
        place = _named_after(assertion, reading, assertion.start + match.end())
        if place is None or place.place is None or re.fullmatch(_role("idle"), actor.lower()):
            continue
        state = ControlState.BESIEGED if match["how"] == "besieged" else ControlState.HELD
        start = assertion.start + match.start() + len(match["actor"]) - len(actor)
        yield Holder(place.place.id, _plural(actor), state, False, start, place.end)


def _without_owner(actor: str, start: int, reading: Reading) -> str:
    """Return an actor without the place in front whose he is: "Exampleland's rebel-held province"."""
    for toponym in reading.toponyms:
        if toponym.start == start and toponym.kind is not ToponymKind.DEMONYM and toponym.inside is None:
            _, _, rest = actor[toponym.end - toponym.start :].partition(" ")
            return rest or actor
    return actor


def _is_planned(before: str) -> bool:
    """Tell whether nothing has happened yet: a plan, an attempt, an if; what failed has not happened either."""
    if re.search(r"\bif\b[^,.;]*$", before.lower()):
        return True
    return _ends_in("planned", before) and not _ends_in("not", before)


def _actor(text: str, cue: re.Match[str], reading: Reading, *, passive: bool) -> re.Match[str] | None:
    if passive:
        found = _AFTER.match(text[cue.end() :].lstrip())
    else:
        before = _RELATIVE.sub(" ", text[: cue.start()])
        parts = list(_BOUNDARY.finditer(before))
        clauses = [before[m.end() :] for m in (*parts[-1:], *parts[-2:-1])] or [before]
        found = next((m for clause in clauses if clause.strip() and (m := _BEFORE.search(clause))), None)
    return None if found is None or _is_no_actor(found["actor"], reading) else found


def _is_no_actor(actor: str, reading: Reading) -> bool:
    """Return whether a name is a place's, a day's or the like; armed people are none of these."""
    if re.search(rf"\b{_FORCE}\b", actor):
        return False
    places = (ToponymKind.DEMONYM, ToponymKind.COUNTRY)
    same = [t for t in reading.toponyms if t.text in actor and t.kind not in places and t.inside is None]
    words = actor.lower().split()
    return (
        bool(same) or any(word in _calendar() for word in words) or (len(words) == 1 and words[0] in _plain())
    )


def _place(assertion: Assertion, reading: Reading, cue: re.Match[str], *, passive: bool) -> str | None:
    """Return the place beside the cue on the side where the thing held stands, else the report's own."""
    at = assertion.start + cue.start()
    if passive:
        named = [t for index in assertion.places if _is_held(t := reading.toponyms[index]) and t.end <= at]
        near = max(
            (t for t in named if _leads_to_cue(reading.text[t.end : at])), key=lambda t: t.end, default=None
        )
        return _id(near) if near else None
    named_after = _named_after(assertion, reading, assertion.start + cue.end())
    if named_after is not None:
        return _id(named_after)
    if _held_thing().match(assertion.text[cue.end() :].lower()):
        tail = reading.text[assertion.start + cue.end() : assertion.end]
        beside = [t for t in _after(assertion, reading, at) if "," not in tail[: max(0, t.start - at)]]
        near_by = next((t for t in beside if t.start - at < _BESIDE), None)
        return _id(near_by) if near_by else _own_place(reading)
    return None


def _leads_to_cue(between: str) -> bool:
    """Tell whether a place is the subject of "is held by": a clause about it may stand between."""
    words = between.strip(" ,").lower()
    return len(words) <= _BESIDE and re.search(r"\b(?:and|but|while|as|when|after)\b|[.;]", words) is None


def _named_after(assertion: Assertion, reading: Reading, at: int) -> Toponym | None:
    """Return the place that follows the wording and is itself what is held."""
    for toponym in _after(assertion, reading, at):
        between = reading.text[at : toponym.start].lower()
        if len(between) > _BESIDE:
            return None
        if _is_between().fullmatch(between) and not re.search(rf"\b{_role('beside')}\b", between):
            return toponym
    return None


def _after(assertion: Assertion, reading: Reading, at: int) -> list[Toponym]:
    named = (reading.toponyms[index] for index in assertion.places)
    return sorted((t for t in named if _is_held(t) and t.start >= at), key=lambda t: t.start)


def _is_held(toponym: Toponym) -> bool:
    """Return whether a place can be held; a river or a country is not, a bank or a crossing is."""
    broad = (ToponymKind.DEMONYM, ToponymKind.COUNTRY, ToponymKind.WATER)
    return toponym.kind not in broad and toponym.place is not None and toponym.inside is None


def _id(toponym: Toponym) -> str | None:
    return toponym.place.id if toponym.place else None


def _own_place(reading: Reading) -> str | None:
    """Return the place that the report names most, the first of several."""
    named = Counter(_id(t) for t in reading.toponyms if _is_held(t))
    return max(named, key=lambda place: named[place], default=None)


def _plural(actor: str) -> str:
    """Return an actor's word as people call him: "rebel-held" is held by rebels."""
    singular = actor.islower() and (f"{actor}s" in _counted() or actor.endswith("ist"))
    return f"{actor}s" if singular else actor


def _ends_in(role: str, before: str) -> bool:
    return (
        re.search(
            rf"\b{_role(role)}(?: \w+ly)?(?: (?:be|been|being|have|has|fully|yet|even))*\s*$", before.lower()
        )
        is not None
    )


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            re.compile(rf"(?<![-\w]){row['pattern']}(?![\w-])", re.IGNORECASE),
            ControlState(row["state"]),
            row["voice"] == "passive",
        )
        for row in read_table("control_cues")
    )


@cache
def _role(role: str) -> str:
    (pattern,) = (row["pattern"] for row in read_table("control_things") if row["role"] == role)
    return pattern


@cache
def _held_thing() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:both |all |the |its |each |one |two |of )*(?:[\w-]+ )?{_role('held')}\b")


@cache
def _is_between() -> re.Pattern[str]:
    """What may stand between wording and name: small words, sides, "the town of"; no thing in or of the place."""
    same = rf"(?:[\w-]+ )?{_role('same')} of "
    small = rf"(?:{_SIDES}|all|both|of|over|from|half|its|villages of|towns of) "
    return re.compile(rf"\W*(?:{small})*(?:{same})?(?:{_SIDES} )*")


@cache
def _counted() -> frozenset[str]:
    return frozenset(row["words"] for row in read_table("quantity_cues") if row["part"] == "counted")


@cache
def _calendar() -> frozenset[str]:
    rows: Sequence[dict[str, str]] = (*read_table("weekday_names"), *read_table("month_names"))
    return frozenset(word for row in rows for word in row["names"].split("|"))


@cache
def _plain() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("plain_words"))
