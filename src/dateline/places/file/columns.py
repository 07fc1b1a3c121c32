"""Lines of places become columns: what the workers of a build do, and most of its time."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from dateline.model import ToponymKind
from dateline.places.dumps.rows import Row, without_language
from dateline.places.file.store import DEGREE, ENTRY, KINDS, PREFIXES, entry_type
from dateline.places.spelling.keys import digest, index_keys, is_abbreviation, spelling

#: Kind of a row that only adds names.
PARTIAL = 255
#: Set in the owner of a digest that is of a name as spelled, and not of its sound; and of the first name.
NAMED, MAIN = 1 << 31, 1 << 30
#: The rest of an owner: the row.
ROW = MAIN - 1
#: The prefix number of ids that are no numbers.
OTHER = len(PREFIXES) - 1
_KIND_NUMBERS = {kind.value: number for number, kind in enumerate(KINDS)}
_CELLS = len(Row._fields)
_MOST = (1 << 32) - 1


class Batch(NamedTuple):
    """Some rows as columns; ``owners`` and the first of ``same`` and ``boxed`` count rows from 0."""

    entries: Any
    ids: Any
    texts: bytes
    #: Digests, sorted, and the row of each.
    digests: Any
    owners: Any
    same: tuple[Any, Any]
    boxed: Any
    boxes: Any
    units: list[str]
    countries: list[str]
    #: Codes by which other rows name their parents, and the names behind.
    codes: list[tuple[str, str]]
    skipped: int


def id_parts(ident: str) -> tuple[int, int]:
    """Return the number of an id's prefix and the id's number; ``OTHER`` and 0 where it has none."""
    prefix, colon, rest = ident.partition(":")
    if colon and rest.isdecimal() and rest.isascii() and len(rest) < 17 and (rest[0] != "0" or rest == "0"):
        for number, known in enumerate(PREFIXES[:-1]):
            if known == prefix + ":":
                return number, int(rest)
    return OTHER, 0


def id_digest(ident: str) -> int:
    """Return 64 bits that stand for an id."""
    prefix, number = id_parts(ident)
    return ((prefix + 1) << 60) | number if prefix != OTHER else digest(f"\0{ident}") & ((1 << 60) - 1)


def spellings_of(names: Iterable[str]) -> list[str]:
    """Return the folded spellings of a place, each once; abbreviations are none."""
    return list(dict.fromkeys(s for name in names if not is_abbreviation(name) and (s := spelling(name))))


def is_of_name(key: str) -> bool:
    """Return whether a key is of a name as spelled, and not of how it sounds."""
    return key[0].isalnum() or key[0] == "="


class _Interned(dict[str, int]):
    """Numbers texts in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class Columns:
    """Gathers rows until they are asked for as a ``Batch``."""

    def __init__(self, source: int) -> None:
        """``source`` is the number of the source of rows that name none."""
        self._source = source
        self._entries = bytearray()
        self._ids: list[int] = []
        self._texts: list[bytes] = []
        self._at = 0
        self._digests: list[int] = []
        self._owners: list[int] = []
        self._same: list[tuple[int, int]] = []
        self._boxes: list[tuple[int, list[float]]] = []
        self._units, self._countries = _Interned({"": 0}), _Interned({"": 0})
        self._codes: list[tuple[str, str]] = []
        self._skipped = 0

    def add(self, cells: list[str]) -> None:
        """Add a row, given as its cells; one that is no row is counted and left out."""
        if len(cells) != _CELLS:
            self._skipped += 1
            return
        (
            ident,
            name,
            kind,
            country,
            lat,
            lon,
            precision,
            population,
            parents,
            code,
            same,
            box,
            listed,
            source,
        ) = cells
        kind_number = _KIND_NUMBERS.get(kind, PARTIAL) if lat else PARTIAL
        prefix, number = id_parts(ident)
        names = [name, *map(without_language, listed.split("|"))] if listed else [name]
        names = [n for n in dict.fromkeys(names) if n]
        spellings = spellings_of(names)
        text = "\0".join((ident, name, "|".join(spellings), "")).encode()
        if prefix != OTHER:
            text = text[len(ident.encode()) + 1 :]
        near, far = self._parents(parents)
        try:
            entry = (
                number, self._at, len(text), round(float(lat or 0) * DEGREE), round(float(lon or 0) * DEGREE),
                min(int(population or 0), _MOST), near, far, min(65535, round(float(precision or 0) * 10)),
                int(source or self._source), self._countries[country], kind_number, prefix,
            )  # fmt: skip
            packed = ENTRY.pack(*entry)
        except (ValueError, struct.error):
            self._skipped += 1
            return
        row = len(self._ids)
        self._entries += packed
        self._ids.append(id_digest(ident))
        self._texts.append(text)
        self._at += len(text)
        main = spellings[0] if spellings else ""
        for key in index_keys(names, country=country, sounds=kind != ToponymKind.COUNTRY):
            self._digests.append(digest(key))
            self._owners.append(row | (NAMED | (MAIN if key == main else 0)) if is_of_name(key) else row)
        if same:
            self._same += [(id_digest(other), row) for other in same.split("|")]
        if code and name:
            self._codes.append((code, name))
        if box:
            self._boxes.append((row, [float(edge) for edge in box.split()]))

    def _parents(self, parents: str) -> tuple[int, int]:
        """Return the numbers of the nearest and of the first-level unit; one alone is of the first level."""
        if not parents:
            return 0, 0
        nearest, _, further = parents.partition("|")
        return (self._units[nearest], self._units[further]) if further else (0, self._units[nearest])

    def batch(self) -> Batch:
        """Return what was added."""
        import numpy as np

        digests, owners = np.array(self._digests, "<u8"), np.array(self._owners, "<u4")
        order = np.argsort(digests, kind="stable")
        same = np.array(self._same, "<u8").reshape(-1, 2)
        return Batch(
            entries=np.frombuffer(bytes(self._entries), entry_type()),
            ids=np.array(self._ids, "<u8"),
            texts=b"".join(self._texts),
            digests=digests[order],
            owners=owners[order],
            same=(same[:, 0], same[:, 1].astype("<u4")),
            boxed=np.array([row for row, _ in self._boxes], "<u4"),
            boxes=np.array([edges for _, edges in self._boxes], "<f4").reshape(-1, 4),
            units=list(self._units),
            countries=list(self._countries),
            codes=self._codes,
            skipped=self._skipped,
        )


def columns_of(lines: bytes, *, source: int) -> Batch:
    """Return the columns of whole lines."""
    columns = Columns(source)
    for cells in _cells(lines):
        columns.add(cells)
    return columns.batch()


def _cells(lines: bytes) -> Iterator[list[str]]:
    for line in lines.decode("utf-8", "replace").split("\n"):
        if line:
            yield line.split("\t")
