"""What the words around a spelling say for or against its naming a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from dateline.model import Entity, EntityKind, Gazetteer, GazetteerEntry, Inside, ToponymKind
from dateline.places.keys import is_abbreviation
from dateline.places.mentions import ARTICLES, Finder, Mention, Sounding
from dateline.places.tokens import Token
from dateline.places.wording import has_role
from dateline.text.tables import read_table

_INSIDE = {
    EntityKind.ORGANISATION: Inside.ORGANISATION,
    EntityKind.MEDIA: Inside.ORGANISATION,
    EntityKind.PERSON: Inside.PERSON,
}
#: Where names are written in English anyway, a name spelled otherwise is another name.
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
_HYPHENS = ("-", "\u2010", "\u2011")


@cache
def ordinary_words() -> frozenset[str]:
    """Return the ordinary words that are also names of towns."""
    return frozenset(row["word"] for row in read_table("ordinary_words"))


def read_context(mention: Mention, finder: Finder, lower: frozenset[str]) -> None:
    """Set the mention's features that its own line tells, and whether it is a unit or vague."""
    tokens = finder.tokens
    before = tokens[mention.first - 1] if mention.first else None
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    opens = before is None or tokens[mention.first].opens
    marks = mention.features
    marks["bias"] = 1.0
    _name_itself(mention, marks, lower)
    if not opens and before is not None:
        _before(mention, tokens, before, marks)
    marks["opens_sentence"] = float(opens)
    if after is not None and not after.opens:
        _after(mention, after, finder.text[mention.end : after.start], marks)
    unit_of = mention.first >= 2 and tokens[mention.first - 1].text == "of"
    if unit_of and (head := tokens[mention.first - 2].text):
        mention.unit = mention.unit or has_role(head, "unit")
        mention.wide = mention.wide or has_role(head, "wide")
        mention.wide = mention.wide or has_role(head, "direction") or has_role(head, "distance")
        marks["cue_place"] = float(has_role(head, "cue_place") or has_role(head, "unit"))


def _name_itself(mention: Mention, marks: dict[str, float], lower: frozenset[str]) -> None:
    name = mention.text
    kinds = {entry.kind for entry in mention.entries}
    towns = [e.population for e in mention.entries if e.kind is ToponymKind.POPULATED]
    people = max(towns, default=0)
    short = is_abbreviation(name)
    if mention.is_demonym:
        marks["demonym"] = 1.0
    elif not mention.entries:
        marks["named_run"] = 1.0
        marks[f"run_{mention.kind}"] = 1.0
        marks["run_street"] = float(has_role(re.split(r"[ .]", name.rstrip("."))[-1], "street"))
    elif ToponymKind.COUNTRY in kinds:
        marks["country"] = 1.0
    elif kinds & {ToponymKind.REGION, ToponymKind.WATER, ToponymKind.MOUNTAIN, ToponymKind.FACILITY}:
        marks["region"] = 1.0
    elif ToponymKind.ADMIN in kinds and any(
        len(e.name.split()) == len(name.split()) for e in mention.entries
    ):
        marks["unit_name"] = 1.0
    else:
        marks["size"] = min(len(str(people)) / 7.0, 1.0)
        marks["town"] = 1.0
    marks["abbreviation"] = float(short)
    marks["two_letters"] = float(short and len(name) == 2)
    marks["stopped"] = float(short and name.endswith("."))
    marks["words"] = float(" " in name or "-" in name)
    marks["loud"] = float(name.isupper() and not short)
    if not mention.is_demonym and mention.entries:
        marks["common_here"] = float(name.lower() in lower)
        marks["ordinary"] = float(name.lower() in ordinary_words() or has_role(name, "never"))


def _before(mention: Mention, tokens: Sequence[Token], before: Token, marks: dict[str, float]) -> None:
    gap = tokens[mention.first].gap
    word = before.text
    marks["comma_before"] = float(gap == ", ")
    marks["hyphen_before"] = float(gap in _HYPHENS)
    if gap not in (" ", "\u00a0"):
        return
    if has_role(word, "title"):
        marks["title_before"] = 1.0
    elif has_role(word, "direction"):
        marks["direction_before"] = 1.0
        mention.wide = mention.wide or word.islower()
    elif has_role(word, "cue_place"):
        marks["cue_place"] = 1.0
    elif word in ("in", "at", "near", "from"):
        marks["cue_in"] = 1.0
    elif has_role(word, "cue"):
        marks["cue_to"] = 1.0
    elif word.lower() in ("the", "a", "an"):
        marks["article_before"] = 1.0
    elif len(word) == 1 and word.isupper():
        marks["initial_before"] = 1.0
    elif before.capital and not has_role(word, "never"):
        marks["capital_before"] = 1.0


def _after(mention: Mention, after: Token, gap: str, marks: dict[str, float]) -> None:
    marks["possessive"] = float(gap[:2] in ("'s", "’s"))
    marks["hyphen_after"] = float(gap in _HYPHENS)
    marks["comma_after"] = float(gap.startswith(","))
    if gap != " ":
        return
    word = after.text
    if has_role(word, "unit"):
        mention.unit = True
        marks["unit_after"] = 1.0
    elif has_role(word, "wide"):
        mention.wide = True
        marks["unit_after"] = 1.0
    elif after.capital and has_role(word, "body"):
        marks["body_after"] = 1.0
    elif after.capital and (has_role(word, "facility") or has_role(word, "head")):
        marks["facility_after"] = 1.0
    elif after.capital:
        marks["capital_after"] = 1.0
    elif has_role(word, "speech"):
        marks["speech_after"] = 1.0


def read_entities(mentions: Sequence[Mention], entities: Iterable[Entity], text: str) -> None:
    """Set the features that names of persons, organisations and places tell, and mark names inside others."""
    ordered = sorted(entities, key=lambda e: e.start)
    persons = {word for e in ordered if e.kind is EntityKind.PERSON for word in e.text.split()}
    at = 0
    held: dict[int, list[Mention]] = {}
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
        if over.kind in _INSIDE and longer and over.start <= mention.start and mention.end <= over.end:
            held.setdefault(at, []).append(mention)
    for number, inner in held.items():
        _mark_inside(ordered[number], inner, text)


def _mark_inside(name: Entity, inner: Sequence[Mention], text: str) -> None:
    """Mark the mentions inside a name that has capitals of its own; "Syrian army" has none, a list is no name."""
    rest, at = "", name.start
    for mention in inner:
        rest += text[at : mention.start]
        at = mention.end
    rest += text[at : name.end]
    if not any(c.isupper() for c in rest) or len(inner) > 2:
        return
    for mention in inner:
        before_person = name.kind is EntityKind.PERSON and mention.start == name.start
        wide = mention.is_demonym or "country" in mention.features
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


def read_document(mentions: Sequence[Mention], *, countries: Sequence[str]) -> None:
    """Set what the report as a whole tells of a spelling: its other mentions, the countries of the sure."""
    cued = {m.text for m in mentions if _is_cued(m)}
    counts: dict[str, int] = {}
    votes: dict[str, int] = {}
    units: dict[str, int] = {}
    for mention in mentions:
        counts[mention.text] = counts.get(mention.text, 0) + 1
        if mention.entries and (
            mention.is_demonym or "country" in mention.features or "unit_name" in mention.features
        ):
            for entry in mention.entries[:1]:
                votes[entry.country or ""] = votes.get(entry.country or "", 0) + 1
                for unit in entry.parents:
                    units[unit] = units.get(unit, 0) + 1
    total = sum(votes.values()) or 1
    for mention in mentions:
        marks = mention.features
        marks["cued_elsewhere"] = float(mention.text in cued and not _is_cued(mention))
        marks["repeated"] = float(counts[mention.text] > 1)
        if "town" in marks:
            best = max((votes.get(e.country or "", 0) for e in mention.entries), default=0)
            marks["country_of_story"] = best / total
            romanised = set(countries[:1]) - _ENGLISH
            marks["home"] = float(
                not marks["ordinary"] and any(e.country in romanised for e in mention.entries)
            )
            marks["unit_of_story"] = float(any(unit in units for e in mention.entries for unit in e.parents))


def _is_cued(mention: Mention) -> bool:
    return any(mention.features.get(mark) for mark in ("cue_in", "cue_place", "tied", "direction_before"))


def main_countries(mentions: Sequence[Mention]) -> list[str]:
    """Return the two countries that countries and demonyms name most."""
    votes: dict[str, int] = {}
    for mention in mentions:
        if (mention.is_demonym or "country" in mention.features) and mention.entries:
            country = mention.entries[0].country or ""
            votes[country] = votes.get(country, 0) + 1
    return sorted(filter(None, votes), key=lambda country: (-votes[country], country))[:2]


def read_sounds(mentions: Sequence[Mention], gazetteer: Gazetteer, *, countries: Sequence[str]) -> None:
    """Set whether a name that is not held sounds like one in the countries of the story."""
    romanised = [country for country in countries if country not in _ENGLISH]
    for mention in mentions:
        if isinstance(gazetteer, Sounding):
            alike = any(gazetteer.sounding_like(mention.text, country=country) for country in romanised)
            mention.features["sounds_here"] = float(alike)
        first = re.split(r"[ -]", mention.text, maxsplit=1)[0]
        arabic = first.lower() in ARTICLES or (has_role(first, "lead") and first != mention.text)
        mention.features["arabic_form"] = float(arabic and bool(romanised))
