"""The small web, for all tests of the commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model import Gazetteer
from tests.cli.web import Web, small_web


@pytest.fixture
def web(tmp_path: Path, gazetteer: Gazetteer) -> Iterator[Web]:
    with small_web(tmp_path / "home") as made:
        yield made
