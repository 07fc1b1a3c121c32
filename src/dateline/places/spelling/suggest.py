"""Which place a spelling means, told by the spelling alone: letters, consonants, size, and a country or a point."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple, Protocol

from dateline.model import Candidate, GazetteerEntry, ToponymKind
from dateline.places.distance import distance_km
from dateline.places.spelling.keys import (
    LEAST_HALVED,
    abbreviation_key,
    bones_of,
    classed,
    half_keys,
    is_abbreviation,
    name_key,
    spelling,
)
from dateline.places.spelling.likeness import Spelling, SpellingWeights, features, fitted, ready, weigh
from dateline.text.fold import skeleton

#: An answer this near to the place meant counts as right.
RIGHT_KM = 161.0
#: Of homonyms farther apart than this, the larger is never surer than that where nothing else speaks for it.
FAR_KM, UNWITNESSED = 1000.0, 0.79
#: What is less likely is no answer.
LEAST_PROB = 0.001
#: Entries weighed in full, of these so many with the same consonants; entries taken from one key.
MOST_WEIGHED, MOST_SAME, MOST_OF_KEY, MOST_OF_HALF = 40, 25, 400, 150
#: Names kept of all that were found, the likest by letters.
MOST_NAMES = 1000
#: Without a country, so many of each; half the consonants say something there from this many on.
MOST_OF_ANY, MOST_OF_HALF_ANYWHERE, LEAST_BONES_ANYWHERE = 25, 4, 4
#: Where seas, rivers and regions of several countries are kept.
NOBODYS = ""
#: Names sound alike from as many consonants and this chance on; more are not told.
LEAST_BONES, LEAST_ALIKE, MOST_SOUNDING = 2, 0.4, 6
_UNVOWELLED = re.compile("[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NEAR_KM, _CLOSE_KM = 300.0, 60.0
#: Of an entry's spellings, so many of the likest are compared in every way.
_COMPARED = 2


class Spelled(Hashable, Protocol):
    """What the comparison needs of a gazetteer."""

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the codes of its countries."""
        ...

    def numbers(self, key: str) -> list[int]:
        """Return the numbers of the entries under a key, the most populous first."""
        ...

    def entry(self, number: int) -> GazetteerEntry:
        """Return an entry by its number."""
        ...

    def spelled(self, number: int) -> list[str]:
        """Return the folded spellings of an entry."""
        ...

    def spellings(self, country: str) -> Iterator[tuple[int, str]]:
        """Yield number and spelling of each entry in a country."""
        ...


class Likened(NamedTuple):
    """An entry, the spelling of it that is likest, its features and the score they add up to."""

    entry: GazetteerEntry
    spelled: str
    features: Mapping[str, float]
    score: float


def suggest(
    gazetteer: Spelled,
    name: str,
    *,
    country: str | None,
    near: tuple[float, float] | None,
    limit: int,
) -> list[Candidate]:
    """Return the likeliest entries for a spelling, best first; ``prob`` counts all within 161 km of one."""
    rows = liken(gazetteer, name, country=country, near=near)
    return candidates_of(rows, limit=limit, told=country is not None or near is not None)


def liken(
    gazetteer: Spelled,
    name: str,
    *,
    country: str | None = None,
    near: tuple[float, float] | None = None,
    weights: SpellingWeights | None = None,
) -> list[Likened]:
    """Return the entries that a spelling may mean, one an id, the likeliest first."""
    weights = weights or fitted()
    sought = asked(name)
    short = is_abbreviation(name)
    exact = set(gazetteer.numbers(abbreviation_key(name) if short else name_key(name)))
    same, close = retrieved(gazetteer, name, country, exact=bool(exact))
    rows = []
    for number, spelled, names in _likest(gazetteer, sought, first=(exact, same), rest=close):
        entry = gazetteer.entry(number)
        if short and number in exact:
            spelled = [spelling(name)]
        compared = [(features(sought, ready(other), weights.edits), other) for other in spelled]
        values, best_spelled = max(compared, key=_alike, default=({}, ""))
        values |= _features(entry, exact=number in exact, names=names, country=country, near=near)
        values["main"] = float(best_spelled == name_key(entry.name))
        values["unit_main"] = values["main"] * values["unit"]
        rows.append(Likened(entry, best_spelled, values, weigh(values, weights.suggest)))
    return _one_each(rows, near)


def _one_each(rows: Iterable[Likened], here: tuple[float, float] | None) -> list[Likened]:
    """Return one row an id, the likeliest first: of a river's reaches the one nearest to a point, or the first."""

    def order(row: Likened) -> tuple[float, float]:
        return -row.score, distance_km(here, (row.entry.lat, row.entry.lon)) if here is not None else 0.0

    best: dict[str, Likened] = {}
    for row in sorted(rows, key=order):
        best.setdefault(row.entry.id, row)
    return list(best.values())


def asked(name: str) -> Spelling:
    """Return a name of any script as what is compared of it; Arabic and Hebrew leave vowels out."""
    sought = ready(spelling(name))
    return sought._replace(has_vowels=False) if _UNVOWELLED.search(name) else sought


def _alike(compared: tuple[Mapping[str, float], str]) -> float:
    values, _ = compared
    return values["letters"] + values["letters_bare"] + values["sounds"]


def retrieved(
    gazetteer: Spelled, name: str, country: str | None, *, exact: bool = False
) -> tuple[set[int], set[int]]:
    """Return the numbers of entries whose consonants are those of the name, and of those that come close.

    Where no country is told and the name is known just so (``exact``), halves are not looked for.
    """
    anywhere = country is None
    same: set[int] = set()
    close: set[int] = set()
    for code in (*gazetteer.countries, NOBODYS) if country is None else (country, NOBODYS):
        bones = bones_of(name, country=code)
        same.update(gazetteer.numbers(f"~{code}:{bones}")[: MOST_OF_ANY if anywhere else MOST_OF_KEY])
        close.update(
            gazetteer.numbers(f"^{code}:{classed(bones)}")[: MOST_OF_ANY if anywhere else MOST_OF_KEY]
        )
        if not anywhere:
            close |= _halves(gazetteer, bones, code, most=MOST_OF_HALF)
        elif len(bones) >= LEAST_BONES_ANYWHERE and not exact:
            close |= _halves(gazetteer, bones, code, most=MOST_OF_HALF_ANYWHERE)
    return same, close - same


def _halves(gazetteer: Spelled, bones: str, country: str, *, most: int) -> set[int]:
    """Return entries with one half of the consonants, be they as many, one less or one more."""
    found: set[int] = set()
    for size in (len(bones), len(bones) - 1, len(bones) + 1):
        if size >= LEAST_HALVED:
            for key in half_keys(bones, country=country, size=size):
                found.update(gazetteer.numbers(key)[:most])
    return found


def _likest(
    gazetteer: Spelled, sought: Spelling, *, first: tuple[set[int], set[int]], rest: set[int]
) -> list[tuple[int, list[str], int]]:
    """Return the entries worth weighing: number, its likest spellings and how many it has.

    Those spelled just so are always among them, those with the same consonants before those of like letters.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    exact, same = first
    names: list[str] = []
    owners: list[int] = []
    counts: dict[int, int] = {}
    for number in sorted(exact | same | rest):
        spelled = gazetteer.spelled(number)
        names += spelled
        owners += [number] * len(spelled)
        counts[number] = len(spelled)
    plain = " ".join(sought.words)
    ranked = process.extract(plain, names, scorer=Levenshtein.normalized_similarity, limit=MOST_NAMES)
    own: dict[int, list[str]] = {number: [] for number in exact}
    for name, _, at in ranked:
        likest = own.setdefault(owners[at], [])
        if len(likest) < _COMPARED:
            likest.append(name)
    chosen = dict.fromkeys(number for number in own if number in exact)
    for number in (*[n for n in own if n in same][:MOST_SAME], *own):
        if len(chosen) >= MOST_WEIGHED:
            break
        chosen[number] = None
    return [(n, own[n] or gazetteer.spelled(n)[:_COMPARED], counts[n]) for n in sorted(chosen)]


def _features(
    entry: GazetteerEntry,
    *,
    exact: bool,
    names: int,
    country: str | None,
    near: tuple[float, float] | None,
) -> dict[str, float]:
    """Return what speaks for an entry beside its spelling."""
    populated = entry.kind is ToponymKind.POPULATED
    away = distance_km(near, (entry.lat, entry.lon)) if near is not None else 0.0
    return {
        "exact": float(exact),
        "exact_abroad": float(exact and country is not None and entry.country not in (country, None)),
        "population": math.log10(1 + entry.population) if populated else 0.0,
        "uncounted": float(populated and entry.population == 0),
        "unit": float(entry.kind is ToponymKind.ADMIN),
        "state": float(entry.kind is ToponymKind.COUNTRY),
        "region": float(not populated and entry.kind not in (ToponymKind.ADMIN, ToponymKind.COUNTRY)),
        "many_names": math.log(1 + names),
        "seat": float(populated and any(skeleton(unit) == skeleton(entry.name) for unit in entry.parents)),
        "country": float(country is not None and entry.country == country),
        "nobodys": float(country is not None and entry.country is None),
        "near_told": float(near is not None),
        "near": min(away / _NEAR_KM, 10.0),
        "close": math.exp(-away / _CLOSE_KM) if near is not None else 0.0,
    }


def candidates_of(rows: Sequence[Likened], *, limit: int, told: bool = True) -> list[Candidate]:
    """Turn scores into chances; a share is kept for a place that the gazetteer does not hold.

    ``told`` is whether a country or a point was given: where none was, homonyms overseas leave a doubt.
    """
    none = fitted().suggest["none"]
    top = max([none, *(row.score for row in rows)])
    weights = [math.exp(row.score - top) for row in rows]
    total = sum(weights) + math.exp(none - top)
    found: list[Candidate] = []
    most = UNWITNESSED if not told and _has_namesakes(rows) else 0.99
    for row in rows[: max(limit, 0)]:
        # What is likest by itself stands first: its neighbours, right as they would be, are no surer than it.
        most = min(most, _mass_near(row.entry, rows, weights) / total)
        if most < LEAST_PROB:
            break
        found.append(_candidate(row.entry, round(most, 4)))
    return found


def _candidate(entry: GazetteerEntry, prob: float) -> Candidate:
    return Candidate(
        id=entry.id, name=entry.name, country=entry.country, lat=entry.lat, lon=entry.lon, prob=prob
    )


def _has_namesakes(rows: Sequence[Likened]) -> bool:
    """Return whether an entry spelled just so lies far from the first."""
    first = rows[0].entry if rows else None
    return first is not None and any(
        row.features["exact"] and distance_km((first.lat, first.lon), (row.entry.lat, row.entry.lon)) > FAR_KM
        for row in rows[1:]
    )


def _mass_near(entry: GazetteerEntry, rows: Sequence[Likened], weights: Sequence[float]) -> float:
    """Return the weight of all entries within 161 km: any of them would be right."""
    here = (entry.lat, entry.lon)
    return sum(
        weight
        for row, weight in zip(rows, weights, strict=True)
        if row.entry is entry or distance_km(here, (row.entry.lat, row.entry.lon)) <= RIGHT_KM
    )


def sounding(gazetteer: Spelled, name: str, *, country: str) -> list[tuple[float, GazetteerEntry]]:
    """Return the country's entries that sound like the name, each with how like it is (0 to 1), the likest first.

    The likeness is the chance that a place of the country is meant, told by the spelling alone: names of few
    consonants, which many share, have to be spelled more alike.
    """
    bones = bones_of(name, country=country)
    if len(bones) < LEAST_BONES:
        return []
    sought, weights = asked(name), fitted()
    offset = weights.suggest["country"] - weights.suggest["none"]
    found = []
    for number, spelled in _same_bones(gazetteer, sought, gazetteer.numbers(f"~{country}:{bones}")):
        score = weigh(features(sought, ready(spelled), weights.edits), weights.suggest) + offset
        if (like := 1 / (1 + math.exp(-score))) >= LEAST_ALIKE:
            found.append((round(like, 3), number))
    found.sort(reverse=True)
    return [(like, gazetteer.entry(number)) for like, number in found]


def _same_bones(gazetteer: Spelled, sought: Spelling, numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Return the few entries whose letters are likest, each with its likest spelling."""
    from rapidfuzz.distance import Levenshtein

    best = []
    for number in numbers:
        like, spelled = max(
            (
                (Levenshtein.normalized_similarity(sought.letters, s.replace(" ", "")), s)
                for s in gazetteer.spelled(number)
            ),
            default=(0.0, ""),
        )
        best.append((like, number, spelled))
    return [(number, spelled) for _, number, spelled in nlargest(MOST_SOUNDING, best)]
