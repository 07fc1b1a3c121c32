"""Opens the shipped weights: a tokenizer and sessions of the runtime, each once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ConfigError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

#: Where the weights lie: ``tagger.onnx``, ``vectors.onnx``, ``chains.json``, ``tokenizer.json``.
FOLDER = Path(str(files("dateline") / "data" / "reader"))


@cache
def load_tokenizer(folder: Path = FOLDER) -> Tokenizer:
    """Return the tokenizer of the base model, neither padding nor cutting.

    Raises:
        ConfigError: D404 the file is missing.
    """
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(present(folder / "tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def open_session(path: Path, *, threads: int) -> InferenceSession:
    """Return a session on the CPU; ``threads`` 0 takes one a core.

    Raises:
        ConfigError: D404 the file is missing, or its bytes are no graph.
    """
    import onnxruntime
    from onnxruntime.capi.onnxruntime_pybind11_state import (
        Fail,
        InvalidArgument,
        InvalidGraph,
        InvalidProtobuf,
    )

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(present(path)), options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf) as error:
        raise ConfigError(
            "D404", f"the weights in {path.name} are damaged: install Dateline again"
        ) from error


def present(path: Path) -> Path:
    """Return the path of a file of weights.

    Raises:
        ConfigError: D404 it is missing.
    """
    if not path.is_file():
        raise ConfigError("D404", f"the weights in {path.name} are missing: install Dateline again")
    return path
