"""What the words around a spelling say for or against its naming a place."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from dateline.model import Entity, EntityKind, GazetteerEntry, Inside, ToponymKind
from dateline.places.finding.about import About, Summaries
from dateline.places.finding.mentions import HYPHENS, Finder, Mention
from dateline.places.finding.tokens import Token
from dateline.places.finding.wording import classes_of, openers, roles_of
from dateline.places.spelling.keys import is_abbreviation
from dateline.text.tables import read_table

_INSIDE = {
    EntityKind.ORGANISATION: Inside.ORGANISATION,
    EntityKind.MEDIA: Inside.ORGANISATION,
    EntityKind.PERSON: Inside.PERSON,
}
#: Words that a name may follow or be followed by, each a feature of its own; others fall into classes.
_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "by", "with", "from", "to", "in", "at", "on", "near", "between", "via", "a", "as",
     "or", "is", "was", "has", "will", "said", "who", "where", "told"}
)  # fmt: skip
_LINKS = frozenset({"of", "for", "and", "&", "the"})
#: How far behind a name a dateline's dash may stand, and how far into its line the name.
_DATELINE_REACH = 60
_DATELINE_REST = re.compile(
    r"[.,]?(?:,? (?:[A-Z][\w.]*\.?)){0,4}(?: ?\([^()\n]{2,30}\)?)?[:,]? ?(?:--|[—–]| ?- |: |\([A-Z][\w ]+\) )"
)

#: Behind these words of a name stands the place that it is in or of, no part of it ("rebel-held Aleppo").
_HOLDS_APART = re.compile(r"(?:\bfor|-[a-z]+)\s\Z")


@cache
def ordinary_words() -> frozenset[str]:
    """Return the ordinary words that are also names of towns."""
    return frozenset(row["word"] for row in read_table("ordinary_words"))


def read_context(
    mention: Mention, finder: Finder, lower: Collection[str], *, summaries: Summaries | None = None
) -> None:
    """Set the mention's features that its own line tells, and whether it is a unit or vague.

    ``lower`` are the words that the text writes in small letters, too.
    """
    tokens = finder.tokens
    before = tokens[mention.first - 1] if mention.first else None
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    opens = before is None or tokens[mention.first].opens
    marks = mention.features
    marks["bias"] = 1.0
    _name_itself(mention, marks, lower, about=(summaries or Summaries()).of(mention))
    _words_themselves(mention, finder, marks)
    if not opens and before is not None:
        _before(mention, tokens, before, marks)
    marks["opens_sentence"] = float(opens)
    if after is not None and not after.opens:
        _after(mention, after, finder.text[mention.end : after.start], marks)
    _signs(mention, finder.text, marks)
    if mention.first >= 2 and tokens[mention.first - 1].text == "of":
        head = roles_of(tokens[mention.first - 2].text)
        mention.unit = mention.unit or "unit" in head
        mention.wide = mention.wide or not head.isdisjoint(("wide", "direction", "distance"))
        marks["cue_place"] = float("cue_place" in head or "unit" in head)


def _name_itself(mention: Mention, marks: dict[str, float], lower: Collection[str], *, about: About) -> None:
    name = mention.text
    short = is_abbreviation(name)
    if mention.is_demonym:
        marks["demonym"] = 1.0
    elif not mention.entries:
        marks["named_run"] = 1.0
        marks[f"run_{mention.kind}"] = 1.0
        marks["run_street"] = float("street" in roles_of(re.split(r"[ .]", name.rstrip("."))[-1]))
    else:
        marks[about.sort] = 1.0
    marks["size"] = min(len(str(about.people)) / 7.0, 1.0) if about.people else 0.0
    marks["people"] = math.log10(1 + about.people)
    marks["homonyms"] = math.log1p(len(mention.entries))
    marks["also_town"] = float(about.town)
    marks["also_unit"] = float(about.unit)
    marks["abbreviation"] = float(short)
    marks["two_letters"] = float(short and len(name) == 2)
    marks["stopped"] = float(short and name.endswith("."))
    marks["words"] = float(" " in name or "-" in name)
    marks["loud"] = float(name.isupper() and not short)
    marks["within"] = float(mention.within)
    low = name.lower()
    marks["common_here"] = float(low in lower)
    if not mention.is_demonym and mention.entries:
        marks["ordinary"] = float(low in ordinary_words() or "never" in roles_of(name))
        marks["main_name"] = float(low in about.names)


def _words_themselves(mention: Mention, finder: Finder, marks: dict[str, float]) -> None:
    """Set what the words of the name say of it: how many, figures, articles, a head or a body among them."""
    tokens = finder.tokens
    first, last = tokens[mention.first], tokens[mention.last]
    marks["count"] = float(mention.last - mention.first + 1)
    marks["letters"] = float(mention.end - mention.start)
    marks["begins_small"] = float(first.text.lower() in openers() and mention.first != mention.last)
    marks["figures"] = float(last.text[-1].isdigit()) + 2.0 * first.text[0].isdigit()
    marks.update(_told_by_last(last.text))
    roles = roles_of(first.text)
    marks["first_lead"] = float("lead" in roles)
    marks["first_direction"] = float("direction" in roles)
    _run_behind(mention, finder, marks)
    if mention.last > mention.first:
        words = [token.text for token in tokens[mention.first : mention.last + 1]]
        marks["small_inside"] = float(any(word.islower() for word in words))
        marks["body_inside"] = float(
            any(not roles_of(word).isdisjoint(("body", "facility")) for word in words)
        )


@lru_cache(maxsize=16_384)
def _told_by_last(word: str) -> Mapping[str, float]:
    """Return what a name's last word tells of it: the part it can play, and what kind of thing it is."""
    roles, classes = roles_of(word), classes_of(word)
    parts = ("head", "body", "facility", "unit", "title", "street", "direction")
    told = {f"last_{role}": float(role in roles) for role in parts}
    return told | {f"last_is_{kind}": float(kind in classes) for kind in ("org", "place", "thing", "title")}


def _run_behind(mention: Mention, finder: Finder, marks: dict[str, float]) -> None:
    """Set how many capitals follow without a sign between, and what the words among them tell."""
    tokens, capital = finder.tokens, finder.capital
    at, seen = mention.last + 1, 0
    while at < len(tokens) and tokens[at].gap == " " and (capital[at] or tokens[at].text in _LINKS):
        if capital[at]:
            seen += 1
            for name in classes_of(tokens[at].text):
                marks[f"then_{name}"] = 1.0
        at += 1
    marks["run_behind"] = float(seen)
    ahead = mention.first - 1
    while ahead >= 0 and tokens[ahead + 1].gap == " " and capital[ahead]:
        ahead -= 1
    marks["run_ahead"] = float(mention.first - 1 - ahead)


def _before(mention: Mention, tokens: Sequence[Token], before: Token, marks: dict[str, float]) -> None:
    gap = tokens[mention.first].gap
    word = before.text
    marks["comma_before"] = float(gap == ", ")
    marks["hyphen_before"] = float(gap in HYPHENS)
    if gap not in (" ", "\u00a0"):
        return
    roles, low = roles_of(word), word.lower()
    if low in _SMALL_WORDS:
        marks[f"before_{low}"] = 1.0
    second = tokens[mention.first - 2] if mention.first >= 2 and not before.opens else None
    if second is not None and low in ("the", "of", "and"):
        marks["second_in"] = float(second.text in ("in", "at", "near", "from", "to", "on", "of", "around"))
        marks["second_place"] = float("cue_place" in roles_of(second.text))
    marks["small_before"] = float(word.islower())
    if "title" in roles:
        marks["title_before"] = 1.0
    elif "direction" in roles:
        marks["direction_before"] = 1.0
        mention.wide = mention.wide or word.islower()
    elif "cue_place" in roles:
        marks["cue_place"] = 1.0
    elif word in ("in", "at", "near", "from"):
        marks["cue_in"] = 1.0
    elif "cue" in roles:
        marks["cue_to"] = 1.0
    elif low in ("the", "a", "an"):
        marks["article_before"] = 1.0
    elif len(word) == 1 and word.isupper():
        marks["initial_before"] = 1.0
    elif before.capital and "never" not in roles:
        marks["capital_before"] = 1.0


def _after(mention: Mention, after: Token, gap: str, marks: dict[str, float]) -> None:
    marks["possessive"] = float(gap[:2] in ("'s", "’s"))
    marks["hyphen_after"] = float(gap in HYPHENS)
    marks["comma_after"] = float(gap.startswith(","))
    word, low = after.text, after.text.lower()
    roles = roles_of(word)
    if gap in HYPHENS:
        marks["based_after"] = float(low in ("based", "area", "born", "bound", "backed", "led"))
    if gap != " ":
        return
    if low in _SMALL_WORDS:
        marks[f"after_{low}"] = 1.0
    marks["small_after"] = float(word.islower())
    marks["after_heads"] = float("heads" in roles)
    marks["title_after"] = float(after.capital and "title" in roles)
    marks["figures_after"] = float(word.isdigit())
    if "unit" in roles:
        mention.unit = True
        marks["unit_after"] = 1.0
    elif "wide" in roles:
        mention.wide = True
        marks["unit_after"] = 1.0
    elif after.capital and "body" in roles:
        marks["body_after"] = 1.0
    elif after.capital and not roles.isdisjoint(("facility", "head")):
        marks["facility_after"] = 1.0
    elif after.capital:
        marks["capital_after"] = 1.0
    elif "speech" in roles:
        marks["speech_after"] = 1.0


def _signs(mention: Mention, text: str, marks: dict[str, float]) -> None:
    """Set the signs around the name, and whether it stands in a dateline."""
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    marks["bracket"] = float(before == "(") + 2.0 * (after == ")")
    marks["quoted"] = float(before in ('"', "“", "'", "‘") and before != "")
    marks["colon_after"] = float(after == ":")
    marks["stop_after"] = float(after == ".")
    marks["ends_line"] = float(after in ("\n", ""))
    marks["dateline"] = float(_in_dateline(mention, text))


def _in_dateline(mention: Mention, text: str) -> bool:
    """Return whether the name stands at a line's head before a dash: "ALEPPO, Syria (Agency) — "."""
    least = mention.start - _DATELINE_REACH // 2
    # Looking farther back than a dateline reaches would cost more than all other features together.
    head = text.rfind("\n", max(0, least - 1), mention.start) + 1
    if head == 0 and least > 0:
        return False
    ahead = text[head : mention.start]
    if any(word[0].islower() for word in ahead.split()) or ":" in ahead:
        return False
    return bool(_DATELINE_REST.match(text, mention.end, mention.end + _DATELINE_REACH))


def read_entities(mentions: Sequence[Mention], entities: Iterable[Entity]) -> None:
    """Set the features that names of persons, organisations and places tell."""
    ordered = sorted(entities, key=lambda e: e.start)
    persons = {word for e in ordered if e.kind is EntityKind.PERSON for word in e.text.split()}
    at = 0
    for mention in sorted(mentions, key=lambda m: m.start):
        while at < len(ordered) and ordered[at].end <= mention.start:
            at += 1
        over = ordered[at] if at < len(ordered) and ordered[at].start < mention.end else None
        marks = mention.features
        marks["no_name"] = float(over is None)
        marks["person_elsewhere"] = float(
            mention.text in persons and (over is None or over.kind not in _INSIDE)
        )
        if over is None:
            continue
        longer = over.start < mention.start or over.end > mention.end
        marks[f"{over.kind}_{'longer' if longer else 'same'}"] = 1.0
        marks["shorter"] = float(not longer and (over.end < mention.end or over.start > mention.start))
        marks["name_before"] = float(over.start < mention.start)
        marks["name_after"] = float(over.end > mention.end)


def mark_inside(kept: Sequence[Mention], entities: Iterable[Entity], text: str) -> None:
    """Mark the mentions that stand inside the longer name of an organisation or a person.

    Only what is kept counts: "University" may name a town somewhere, and yet be a word of its own here.
    """
    for name in entities:
        if name.kind in _INSIDE:
            inner = [m for m in kept if name.start <= m.start and m.end <= name.end]
            inner = [m for m in inner if not _HOLDS_APART.search(text, name.start, m.start)]
            if inner and (inner[0].start, inner[0].end) != (name.start, name.end):
                _mark_inside(name, inner, text)


def _mark_inside(name: Entity, inner: Sequence[Mention], text: str) -> None:
    """Mark the mentions inside a name that has capitals of its own; "Syrian army" has none, a list is no name.

    Before a person's title stands whose it is ("Manitoba Premier X"): no part of the person's name.
    """
    rest, at = "", name.start
    for mention in inner:
        rest += text[at : mention.start]
        at = mention.end
    rest += text[at : name.end]
    if not any(c.isupper() for c in rest) or len(inner) > 2:
        return
    for mention in inner:
        before_person = name.kind is EntityKind.PERSON and mention.start == name.start
        marks = mention.features
        wide = mention.is_demonym or "country" in marks or marks.get("then_title") or marks.get("then_role")
        if not (before_person and wide) and not mention.features.get("hyphen_after"):
            mention.inside = _INSIDE[name.kind]


def tie_neighbours(mentions: Sequence[Mention], text: str) -> None:
    """Tell each name the unit or country right behind its comma ("Mosul, Iraq"), and both that they are tied."""
    for one, other in pairwise(mentions):
        if text[one.end : other.start] not in (", ", " (", ",", " ") or one.is_demonym or other.is_demonym:
            continue
        around = [
            e for e in other.entries if e.kind in (ToponymKind.COUNTRY, ToponymKind.ADMIN, ToponymKind.REGION)
        ]
        if text[one.end : other.start] == " ":
            around = [e for e in around if is_abbreviation(other.text)]
        if any(lies_in(entry, around) for entry in one.entries):
            one.beside = around
            one.features["tied"] = other.features["tied_behind"] = 1.0


def lies_in(entry: GazetteerEntry, around: Iterable[GazetteerEntry]) -> bool:
    """Return whether an entry lies in one of the units or countries."""
    for unit in around:
        if unit.id == entry.id:
            continue
        if unit.kind is ToponymKind.COUNTRY and unit.country == entry.country is not None:
            return True
        if (
            unit.kind is not ToponymKind.COUNTRY
            and unit.country == entry.country
            and (unit.name in entry.parents or bool(set(unit.parents) & set(entry.parents)))
        ):
            return True
    return False
