"""Which GeoNames ids there are already: names alone are of use for no others."""

from __future__ import annotations

from array import array
from typing import Any

from dateline.places.file.store import KINDS, PREFIXES

_GEONAMES = PREFIXES.index("geonames:")


class Known:
    """GeoNames ids with country and kind; a few bytes each."""

    def __init__(self) -> None:
        """Begin with none."""
        self._ids, self._countries, self._kinds = array("Q"), array("H"), array("B")
        self._codes: dict[str, int] = {}
        self._sorted: tuple[Any, list[str]] | None = None

    def add(self, ident: str, country: str, kind: str) -> None:
        """Add an id if it is of GeoNames."""
        rest = ident.removeprefix("geonames:")
        if rest is not ident and rest.isdecimal() and kind:
            self._ids.append(int(rest))
            self._countries.append(self._codes.setdefault(country, len(self._codes)))
            self._kinds.append(_NUMBERS[kind])
            self._sorted = None

    def add_entries(self, columns: Any, codes: list[str]) -> None:
        """Add the ids of a compiled gazetteer's entries."""
        kept = columns["prefix"] == _GEONAMES
        numbers = [self._codes.setdefault(code, len(self._codes)) for code in codes]
        self._ids.extend(columns["ident"][kept].tolist())
        self._countries.extend(numbers[code] for code in columns["country"][kept].tolist())
        self._kinds.extend(columns["kind"][kept].tolist())
        self._sorted = None

    def find(self, number: int) -> tuple[str, str] | None:
        """Return country and kind of a GeoNames id, or None where it is not there."""
        import numpy as np

        if self._sorted is None:
            self._sorted = (np.argsort(np.frombuffer(self._ids, "u8"), kind="stable"), list(self._codes))
        order, codes = self._sorted
        at = int(np.searchsorted(np.frombuffer(self._ids, "u8"), number, sorter=order)) if len(order) else 0
        if at == len(order) or self._ids[order[at]] != number:
            return None
        found = order[at]
        return codes[self._countries[found]], KINDS[self._kinds[found]].value


_NUMBERS = {kind.value: number for number, kind in enumerate(KINDS)}
