"""What the laws share."""

from __future__ import annotations

import pytest

from dateline.model import Tagger
from dateline.reader.model import ModelTagger
from dateline.reader.rules import RuleTagger
from dateline.reader.session import FOLDER


@pytest.fixture(scope="session", params=["rules", "model"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    """Return each tagger, the trained one where its weights are there."""
    if request.param == "rules":
        return RuleTagger()
    if not (FOLDER / "tagger.onnx").is_file():
        pytest.skip("the reader's weights are absent: make train builds them")
    return ModelTagger(threads=1)
