"""Texts with other names in the place of theirs: what the reader learns shall be where names stand, not which."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from dateline.text.tables import read_table
from training.sets import NAME_KINDS, Labelled

#: Chance that a name of a kind is swapped where its text is.
_CHANCE = {"person": 0.6, "organisation": 0.6, "place": 0.6, "other": 0.2}
#: Family names and syllables of given names that stand in another order than elsewhere.
_FAMILY = (
    "Lee", "Chan", "Wong", "Leung", "Cheung", "Ho", "Lam", "Ng", "Kwok", "Tam", "Yeung", "Chow",
    "Lau", "Wu", "Kim", "Park", "Choi", "Jung", "Kang", "Yoon", "Lim", "Tsang", "Fung", "Mok",
    "Hui",
)  # fmt: skip
_SYLLABLES = (
    "Wai", "Kwok", "Chi", "Siu", "Yiu", "Wing", "Ka", "Tak", "Man", "Hoi", "Sung", "Min",
    "Ji", "Jae", "Seung", "Hyun", "Young", "Kyung", "Ming", "Yat", "Chun", "Kai",
)  # fmt: skip
_LETTERS = "ABCDEFGHIKLMNOPRSTU"
_WORD = re.compile(r"[A-Z][\w-]+")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "president", "senator", "minister"))


class Swapper:
    """Swaps names for others of their kind: those of the documents given and of the tables.

    A person's given and family name are swapped alike in the whole text; titles stay.
    """

    def __init__(self, docs: Sequence[Labelled], rng: random.Random) -> None:
        self._rng = rng
        self._given = sorted(
            {row["name"] for table in ("given_names", "author_given_names") for row in read_table(table)}
        )
        self._known = {name.lower() for name in self._given}
        classes = ("title", "role", "org", "place", "thing")
        self._words = {
            word
            for row in read_table("name_words")
            if row["class"] in classes
            for word in row["words"].split()
        }
        self._pools: dict[str, list[str]] = {kind: [] for kind in NAME_KINDS}
        for doc in docs:
            for start, end, kind in doc.spans:
                if "\n" not in doc.text[start:end]:
                    self._pools[kind].append(doc.text[start:end])
        pairs = [name.split() for name in self._pools["person"]]
        self._families = sorted(
            {pair[1] for pair in pairs if self._plain(pair) and pair[0].lower() in self._known}
        )
        self._bodies = [row["name"] for table in ("organisations", "outlets") for row in read_table(table)]
        self._towns = [row["name"] for row in read_table("town_names")]
        self._countries = [row["names"].split("|")[0] for row in read_table("countries")]

    def swap(self, doc: Labelled) -> Labelled:
        """Return a document with some of its names swapped."""
        new: dict[tuple[str, str], str] = {}
        words: dict[str, str] = {}
        spans = sorted(doc.spans, key=lambda span: span[0] - span[1])
        for start, end, kind in spans:
            name = doc.text[start:end]
            if (name, kind) not in new and "\n" not in name:
                new[name, kind] = self._person(name, words) if kind == "person" else self._other(name, kind)
        return _written(doc, new)

    def _plain(self, words: Sequence[str]) -> bool:
        return len(words) == 2 and all(_WORD.fullmatch(w) and w.lower() not in self._words for w in words)

    def _person(self, name: str, words: dict[str, str]) -> str:
        parts = name.split()
        core = parts[-2:]
        if self._plain(core) and (len(parts) == 2 or core[0].lower() in self._known):
            if core[1] not in words:
                given, family, east = self._invented()
                if self._rng.random() > _CHANCE["person"]:
                    given, family, east = *core, False
                words[core[1]], words[core[0]] = family, given
            else:
                given, family, east = words.get(core[0], core[0]), words[core[1]], False
            return " ".join([*parts[:-2], *((family, given) if east else (given, family))])
        if len(parts) == 1 or (len(parts) == 2 and parts[0].lower().rstrip(".") in _TITLES):
            return " ".join([*parts[:-1], words.get(parts[-1], parts[-1])])
        return name

    def _invented(self) -> tuple[str, str, bool]:
        """Return a given name, a family name, and whether the family name comes first."""
        rng, chance = self._rng, self._rng.random()
        if chance < 0.15:
            return f"{rng.choice(_SYLLABLES)}-{rng.choice(_SYLLABLES).lower()}", rng.choice(_FAMILY), True
        family = rng.choice(self._families)
        if chance < 0.25:
            family = f"{rng.choice(self._families)}-{family}"
        return rng.choice(self._given), family, False

    def _other(self, name: str, kind: str) -> str:
        rng, chance = self._rng, self._rng.random()
        if rng.random() > _CHANCE[kind]:
            return name
        if kind == "organisation":
            if (name.isupper() and len(name) < 7) or chance < 0.12:
                return "".join(rng.choice(_LETTERS) for _ in range(rng.choice((3, 3, 3, 4, 4, 5))))
            if chance < 0.3:
                return rng.choice(self._bodies)
        if kind == "place" and chance < 0.5:
            return rng.choice(self._towns if chance < 0.35 else self._countries)
        return rng.choice(self._pools[kind])


def _written(doc: Labelled, new: dict[tuple[str, str], str]) -> Labelled:
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = size = 0
    for start, end, kind in sorted(doc.spans):
        name = new.get((doc.text[start:end], kind), doc.text[start:end])
        name = name[4:] if name.lower().startswith("the ") else name
        pieces += [doc.text[at:start], name]
        size += start - at
        spans.append((size, size + len(name), kind))
        size += len(name)
        at = end
    return Labelled(doc.id, "".join([*pieces, doc.text[at:]]), spans)
