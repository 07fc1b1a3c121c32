"""A gazetteer of a few places of our own, compiled as the real one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from dateline.model import ToponymKind
from dateline.places.content.sources import Source
from dateline.places.file.build import compile_places
from dateline.places.file.gazetteer import CompiledGazetteer, open_gazetteer

COUNTRY, ADMIN, TOWN = ToponymKind.COUNTRY, ToponymKind.ADMIN, ToponymKind.POPULATED

PLACES = (
    Source("geonames:99237", "Iraq", "IQ", COUNTRY, 33.0, 44.0, 300, 40_000_000, (), ("Iraq",)),
    Source("geonames:163843", "Syria", "SY", COUNTRY, 35.0, 38.0, 300, 18_000_000, (), ("Syria",)),
    Source("geonames:2464461", "Tunisia", "TN", COUNTRY, 34.0, 9.0, 300, 11_000_000, (), ("Tunisia",)),
    Source(
        "geonames:6252001", "United States", "US", COUNTRY, 39.8, -98.5, 300, 330_000_000, (), ("U.S.", "US")
    ),
    Source("dl:nineveh", "Nineveh Governorate", "IQ", ADMIN, 36.0, 42.5, 100, 0, ("Nineveh",), ("Nineveh",)),
    Source(
        "geonames:6254925", "Kentucky", "US", ADMIN, 38.2, -84.9, 250, 0, ("Kentucky",), ("Kentucky", "Ky.")
    ),
    Source("geonames:2473449", "Kairouan", "TN", TOWN, 35.68, 10.1, 4, 120_000, (), ("Kairouan", "Qairawan")),
    Source("geonames:99072", "Mosul", "IQ", TOWN, 36.34, 43.12, 8, 1_700_000, ("Nineveh",), ("Mosul",)),
    Source(
        "geonames:98463", "Sinjar", "IQ", TOWN, 36.32, 41.86, 5, 40_000, ("Nineveh",), ("Sinjar", "Shingal")
    ),
    Source(
        "geonames:172955", "Raqqa", "SY", TOWN, 35.95, 39.01, 6, 180_000, ("Raqqa",), ("Raqqa", "Ar-Raqqah")
    ),
    Source("dl:raqqa", "Raqqa Governorate", "SY", ADMIN, 36.05, 38.9, 70, 0, ("Raqqa",), ("Raqqa",)),
    Source("geonames:1", "London", "GB", TOWN, 51.5, -0.12, 15, 8_000_000, ("England",), ("London",)),
    Source("geonames:2", "London", "US", TOWN, 37.13, -84.08, 4, 8_000, ("Kentucky",), ("London",)),
)


@pytest.fixture
def compiled(tmp_path: Path) -> Callable[[Iterable[Source]], CompiledGazetteer]:
    """Return a function that compiles places into a gazetteer."""

    def compile_few(places: Iterable[Source]) -> CompiledGazetteer:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.bin"
        compile_places(path, places)
        return open_gazetteer(path)

    return compile_few


@pytest.fixture
def few(compiled: Callable[[Iterable[Source]], CompiledGazetteer]) -> CompiledGazetteer:
    """Return the gazetteer of ``PLACES``."""
    return compiled(PLACES)
