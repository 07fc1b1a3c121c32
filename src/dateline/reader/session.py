"""Opens the shipped weights: a tokenizer and sessions of the runtime, each once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

#: Where the weights lie: ``tagger.onnx``, ``vectors.onnx``, ``chains.json``, ``tokenizer.json``.
FOLDER = Path(str(files("dateline") / "data" / "reader"))


@cache
def load_tokenizer(folder: Path = FOLDER) -> Tokenizer:
    """Return the tokenizer of the base model, neither padding nor cutting."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def open_session(path: Path, *, threads: int) -> InferenceSession:
    """Return a session on the CPU; ``threads`` 0 takes one a core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
