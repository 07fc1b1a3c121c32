"""What the laws share."""

from __future__ import annotations

import pytest

from dateline.model import Tagger
from dateline.reader.model import ModelTagger
from dateline.reader.rules import RuleTagger


@pytest.fixture(scope="session", params=["rules", "model"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    """Return each tagger."""
    return RuleTagger() if request.param == "rules" else ModelTagger(threads=1)
