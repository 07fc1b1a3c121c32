"""The spellings of a report: mentions of one place together, with the entries that they may mean."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dateline.model import Gazetteer, GazetteerEntry, ToponymKind
from dateline.places.finding.context import ordinary_words
from dateline.places.finding.mentions import Mention, Sounding, is_known
from dateline.places.finding.wording import has_role
from dateline.places.ranking.prior import StoryPrior
from dateline.places.spelling.keys import abbreviation_key, is_abbreviation, name_key

#: Homonyms weighed for one spelling, and for all of a report together.
MOST_OF_ONE = 30
MOST_OF_ALL = 320
LEAST_OF_ONE = 8
#: Names of fewer letters are never looked for by their sound alone.
LEAST_LETTERS = 4
MOST_SOUNDING = 5
#: Where names are written in English anyway, a name spelled otherwise is another name.
ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
#: Who and what a town's newspaper calls by the town's bare name.
_CIVIC = re.compile(
    r" (?:man|woman|men|women|resident|residents|teen|teenager|boy|girl|couple|family|parents|mother|father"
    r"|native|student|students|police|firefighters|Police|Fire|Mayor|mayor|city|City [CH]|Township|council"
    r"|aldermen|Board of|School|Schools|High School|Elementary|Middle School|Public|Community|Library"
    r"|Chamber of|selectmen|Town|Village)\b"
)
_COMMON_ROLES = ("head", "lead", "never", "direction", "facility", "unit", "street")


class Stands(StrEnum):
    """Where a spelling was read."""

    TEXT = "text"
    TITLE = "title"
    HOME = "home"


@dataclass(slots=True, eq=False)
class Spelled:
    """One spelling, all its mentions together: one place, unless the text itself adds a unit to one of them."""

    text: str
    entries: list[GazetteerEntry]
    stands: Stands = Stands.TEXT
    unit: bool = False
    demonym: bool = False
    #: Stands for a government each time ("Washington said").
    speaks: bool = True
    #: Heads the report as the place of its writing, or is what townspeople are called by ("a Paris woman").
    heads: bool = False
    civic: bool = False
    #: Stands right behind a place that lies in it ("Mosul, Iraq").
    behind: bool = False
    #: Names a place inside an organisation's name each time.
    inside: bool = True
    beside: Sequence[GazetteerEntry] = ()
    #: Where its mentions begin.
    at: list[int] = field(default_factory=list)
    #: How many of the last entries are only spelled like it, and how like.
    sounds: list[float] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Return how much it tells of where the story is: repeated names say more, governments little."""
        weight = math.sqrt(max(1, len(self.at)))
        if self.demonym or self.inside:
            weight *= 0.5
        return weight * 0.3 if self.speaks else weight


def gather(
    mentions: Sequence[Mention], text: str, stands: Stands = Stands.TEXT
) -> tuple[list[Spelled], list[int]]:
    """Return the spellings of a text's mentions, and for each mention the number of its own."""
    found: dict[tuple[object, ...], int] = {}
    spelled: list[Spelled] = []
    own: list[int] = []
    beside = _besides(mentions)
    for mention in mentions:
        around = _around_of(mention, beside)
        behind = bool(mention.features.get("tied_behind"))
        key = (*_key(mention), behind, frozenset(e.id for e in around))
        number = found.setdefault(key, len(spelled))
        if number == len(spelled):
            entries = list(mention.entries)
            spelled.append(Spelled(mention.text, entries, stands, mention.unit, mention.is_demonym))
            spelled[-1].beside = around
        one = spelled[number]
        one.at.append(mention.start)
        one.behind = behind
        one.heads = one.heads or bool(mention.features.get("dateline"))
        one.civic = one.civic or bool(_CIVIC.match(text, mention.end))
        one.speaks = one.speaks and bool(mention.features.get("speech_after"))
        one.inside = one.inside and mention.inside is not None
        own.append(number)
    return spelled, own


def held_in(mention: Mention) -> Iterator[Mention]:
    """Yield the names of places inside a longer one that nobody lists; its common words are none."""
    if not mention.entries:
        for held in mention.holds:
            common = held.text.lower() in ordinary_words()
            if not common and not any(has_role(held.text, role) for role in _COMMON_ROLES):
                yield held


def _key(mention: Mention) -> tuple[str, bool, bool]:
    name = mention.text
    short = is_abbreviation(name)
    return abbreviation_key(name) if short else name_key(name), mention.unit, mention.is_demonym


def _besides(mentions: Iterable[Mention]) -> dict[tuple[str, bool, bool], list[Sequence[GazetteerEntry]]]:
    """Return for each name the units told beside it, the first first."""
    found: dict[tuple[str, bool, bool], list[Sequence[GazetteerEntry]]] = {}
    for mention in mentions:
        if mention.beside:
            found.setdefault(_key(mention), []).append(mention.beside)
    return found


def _around_of(
    mention: Mention, besides: dict[tuple[str, bool, bool], list[Sequence[GazetteerEntry]]]
) -> Sequence[GazetteerEntry]:
    """Return the units beside a mention, or else beside the same name where it was first told."""
    return mention.beside or next(iter(besides.get(_key(mention), ())), ())


def first_votes(spelled: Iterable[Spelled], prior: StoryPrior) -> tuple[Counter[str], Counter[str]]:
    """Return the countries and the units that names tell before any is weighed."""
    countries: Counter[str] = Counter(dict.fromkeys(prior.countries, 2))
    units: Counter[str] = Counter()
    for one in spelled:
        if one.inside and not one.demonym:
            continue
        own = {e.country for e in one.entries if e.country}
        sure = [e for e in one.entries if len(own) == 1 or e.kind is ToponymKind.COUNTRY]
        known = [e for e in one.entries if not sure and is_known(e)]
        for entry in sure[:1] or sorted(known, key=lambda e: -e.population)[:1]:
            countries[entry.country or ""] += 2 if sure else 1
        units.update(
            f"{e.country}:{e.parents[-1]}" for e in one.entries if e.kind is ToponymKind.ADMIN and e.parents
        )
    del countries[""]
    return countries, units


def add_sounding(spelled: Iterable[Spelled], gazetteer: Gazetteer, countries: Sequence[str]) -> None:
    """Add entries that sound like a name, in countries of the story where none is spelled like it."""
    if not isinstance(gazetteer, Sounding):
        return
    romanised = [country for country in countries if country not in ENGLISH]
    for one in spelled:
        held = {e.country for e in one.entries}
        if one.demonym or is_abbreviation(one.text) or len(name_key(one.text)) < LEAST_LETTERS:
            continue
        if held & set(countries) or any(is_known(e) or e.country is None for e in one.entries):
            continue
        alike = [
            entry
            for country in romanised
            for entry in gazetteer.sounding_like(one.text, country=country)[:MOST_SOUNDING]
        ]
        one.entries += alike
        one.sounds += [1.0] * len(alike)


def cut(spelled: Sequence[Spelled], countries: Counter[str], units: Counter[str]) -> None:
    """Keep for each spelling the entries to be weighed: the most populous, those beside, those of the story."""
    total = sum(min(len(one.entries), MOST_OF_ONE) for one in spelled)
    most = MOST_OF_ONE if total <= MOST_OF_ALL else max(LEAST_OF_ONE, MOST_OF_ALL // max(1, len(spelled)))
    for one in spelled:
        if len(one.entries) <= most:
            continue
        near = {(e.country, e.parents[-1] if e.parents else "") for e in one.beside}
        exact = one.entries[: len(one.entries) - len(one.sounds)]

        def promise(e: GazetteerEntry, one: Spelled = one, near: set[tuple[str | None, str]] = near) -> float:
            parent = e.parents[-1] if e.parents else ""
            told = 6.0 * ((e.country, parent) in near) + 2.0 * bool(units[f"{e.country}:{parent}"])
            told += 1.0 * (countries[e.country or ""] > 0)
            return told + (len(str(e.population)) if e.population else 2.5) + 6.0 * _is_wide(one.text, e)

        one.entries = sorted(exact, key=promise, reverse=True)[:most]
        one.sounds = []


def _is_wide(name: str, entry: GazetteerEntry) -> bool:
    """Return whether an entry is a country, an area, or a unit that carries just this name."""
    if entry.kind is ToponymKind.ADMIN:
        return is_abbreviation(name) or name_key(entry.name) == name_key(name)
    return entry.kind is not ToponymKind.POPULATED
