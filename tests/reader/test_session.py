from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.reader.model import ModelTagger
from dateline.reader.session import load_tokenizer, open_session


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"D404 .*tagger\.onnx are missing"):
        open_session(tmp_path / "tagger.onnx")
    with pytest.raises(ConfigError, match=r"D404 .*tokenizer\.json"):
        load_tokenizer(tmp_path)
    with pytest.raises(ConfigError, match="D404"):
        ModelTagger(folder=tmp_path).mark("It rained.", [[(0, 10)]])


@pytest.mark.parametrize("data", [b"no graph at all", b"x" * 1000, b""])
def test_damaged_weights_are_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "tagger.onnx").write_bytes(data)
    with pytest.raises(ConfigError, match=r"D404 .*damaged"):
        open_session(tmp_path / "tagger.onnx")
