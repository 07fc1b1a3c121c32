"""What all tests share: the development data, if it is there at all, and the gazetteer, built once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.model import Gazetteer


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of development data beside the checkout, or skip by name."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("development data absent: no ../shared/data beside this checkout")
    return folder


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the gazetteer that ``make setup`` has built."""
    from dateline.cli.inputs import ready_gazetteer
    from dateline.cli.settings import read_settings

    return ready_gazetteer(read_settings(environment=os.environ, folder=Path.cwd()))
