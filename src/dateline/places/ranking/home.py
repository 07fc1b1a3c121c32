"""Where an outlet is at home, read off its name and its address, and in which country its words are at home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from dateline.model import Gazetteer, GazetteerEntry, Report
from dateline.places.finding.context import ordinary_words
from dateline.places.ranking.prior import Leaning
from dateline.places.ranking.spelled import Spelled, Stands
from dateline.text.tables import read_table

#: A shorter stretch of an address is a name by accident; a whole label may have one letter less.
LEAST_LETTERS = 5
#: Folders of an address that are read for names.
_MOST_FOLDERS = 4
_GENERIC = frozenset({"www", "com", "net", "org", "info", "co", "ac", "gov", "edu", "blogs", "blog", "m"})
#: Top-level domains that tell no country, though they are codes of some.
_NOT_HOME = frozenset({"tv", "fm", "me", "io", "ai", "cc", "ly", "eu", "su"})
_TWO_LETTERS = 2
_LETTERS = re.compile(r"(?:[a-z]++|[^\W\d_]++)++|[£€]")


def read_home(report: Report, gazetteer: Gazetteer) -> list[Spelled]:
    """Return the names of places in the outlet's name and host (its home), and in its address's folders."""
    host, folders = _address(report)
    told = list(dict.fromkeys((*_in_host(host, gazetteer), *_in_name(report.outlet, gazetteer))))
    found = [(name, Stands.HOME) for name in told]
    found += [(name, Stands.TITLE) for folder in folders for name in _in_folder(folder)]
    spelled = []
    for name, stands in found:
        if entries := _entries(name, gazetteer):
            spelled.append(Spelled(name, entries, stands, speaks=False))
    return spelled


def _address(report: Report) -> tuple[str, list[str]]:
    url = urlsplit(report.url or "")
    outlet = report.outlet or ""
    host = url.hostname or (outlet.lower() if re.fullmatch(r"[\w.-]+\.\w{2,}", outlet) else "")
    return host, [folder for folder in url.path.split("/")[1:-1] if folder][:_MOST_FOLDERS]


def _entries(name: str, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    return list(gazetteer.look_up(name.upper() if len(name) == _TWO_LETTERS else name.title()))


@cache
def _words(where: str) -> tuple[str, ...]:
    """Return the words of outlets' names, the longest first."""
    words = {row["word"] for row in read_table("outlet_words") if row["where"] in (where, "both")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _in_host(host: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the names that the letters of a host hold once the words of newspapers are cut off."""
    for label in host.split(".")[:-1]:
        if label not in _GENERIC:
            yield from _in_label(label, gazetteer)


def _in_label(label: str, gazetteer: Gazetteer) -> list[str]:
    for rest in _cut(label):
        if len(rest) == _TWO_LETTERS and rest != label and gazetteer.look_up(rest.upper()):
            return [rest]
        if "-" in rest and (name := _held(rest.replace("-", " "), gazetteer)):
            return [name]
        for part in re.split(r"[-\d]+", rest):
            if names := _spelled_out(part, gazetteer, is_whole=part == label):
                return names
    return []


def _cut(label: str) -> Iterator[str]:
    """Yield the label whole, then with one word of a newspaper after the other cut off its ends."""
    while True:
        rest: str | None = label
        while rest is not None:
            yield rest
            cut = next((w for w in _words("both") if rest.endswith(w) and rest != w), None)
            rest = rest.removesuffix(cut).strip("-") if cut else None
        before = next((w for w in _words("front") if label.startswith(w) and label != w), None)
        if before is None:
            return
        label = label.removeprefix(before).strip("-")


def _spelled_out(letters: str, gazetteer: Gazetteer, *, is_whole: bool) -> list[str]:
    """Return the name that letters without blanks spell, or the two that "and" joins."""
    if len(letters) < LEAST_LETTERS - is_whole:
        return []
    if name := _held(letters, gazetteer, least=LEAST_LETTERS - is_whole):
        return [name]
    for at in range(3, len(letters) - 2):
        if name := _held(f"{letters[:at]} {letters[at:]}", gazetteer):
            return [name]
    one, joined, other = letters.partition("and")
    both = [name for part in (one, other) if (name := _held(part, gazetteer))]
    return both if joined and len(both) == 2 else []


def _held(name: str, gazetteer: Gazetteer, *, least: int = LEAST_LETTERS) -> str | None:
    """Return the name if the gazetteer holds it and it is no common word."""
    if len(name) < least or name in _words("both") or name in ordinary_words():
        return None
    return name if gazetteer.look_up(name.title()) else None


def _in_name(outlet: str | None, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the name of a place in an outlet's printed name ("The Oxford Times")."""
    if not outlet or "." in outlet:
        return
    words = [w for w in re.findall(r"[\w'’-]+", outlet.lower()) if w not in _words("front")]
    if words and (name := _held(" ".join(words), gazetteer)):
        yield name


def _in_folder(folder: str) -> Iterator[str]:
    words = [w for w in re.split(r"[-_+]", folder.lower()) if w not in _words("front")]
    name = " ".join(words)
    if len(name) >= LEAST_LETTERS and name.replace(" ", "").isalpha() and name not in ordinary_words():
        yield name


@cache
def _homes() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the countries of the outlets that we know, by host and by name."""
    rows = [row for row in read_table("outlets") if row["country"]]
    hosts = {host: row["country"] for row in rows for host in row["hosts"].split("|") if host}
    return hosts, {row["name"].lower(): row["country"] for row in rows}


def home_country(report: Report) -> str | None:
    """Return the country that an outlet's name or address tells, by our own table or its top-level domain."""
    hosts, names = _homes()
    host, _ = _address(report)
    labels = host.split(".")
    known = next((hosts[h] for at in range(len(labels) - 1) if (h := ".".join(labels[at:])) in hosts), None)
    known = known or names.get((report.outlet or "").lower())
    if known or len(labels[-1]) != _TWO_LETTERS or labels[-1] in _NOT_HOME:
        return known
    return "GB" if labels[-1] == "uk" else labels[-1].upper()


@cache
def _national() -> Mapping[str, tuple[str, ...]]:
    return {row["word"]: tuple(row["countries"].split("|")) for row in read_table("country_words")}


@cache
def _firsts() -> frozenset[str]:
    """Return the first words of the pairs among the national words."""
    return frozenset(word.split(" ")[0] for word in _national() if " " in word)


def lean(report: Report) -> Leaning:
    """Return which countries the outlet and the words of the text speak for."""
    home = home_country(report)
    host, _ = _address(report)
    anywhere = home is None and host.endswith((".com", ".net", ".org"))
    return Leaning(home=home, is_anywhere=anywhere, words=wording(report.text))


def wording(text: str) -> dict[str, float]:
    """Return for each country how far words that only few countries' papers use speak for it, 0 to 1."""
    tokens, firsts = _LETTERS.findall(text.lower()), _firsts()
    words = {*tokens, *(f"{one} {other}" for one, other in pairwise(tokens) if one in firsts)}
    votes: dict[str, float] = {}
    for word in words & _national().keys():
        countries = _national()[word]
        for country in countries:
            votes[country] = votes.get(country, 0.0) + 1.0 / len(countries)
    total = sum(votes.values()) + 1.0
    return {country: vote / total for country, vote in votes.items()}
