"""Opens the shipped weights: a tokenizer and sessions of the runtime, each once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline.errors import ConfigError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Batch = TypeVar("Batch")
Result = TypeVar("Result")
#: Where the weights lie: ``tagger.onnx``, ``vectors.onnx``, ``chains.json``, ``tokenizer.json``.
FOLDER = Path(str(files("dateline") / "data" / "reader"))


@cache
def load_tokenizer(folder: Path = FOLDER, *, longest: int | None = None) -> Tokenizer:
    """Return the tokenizer of the base model; what lies beyond ``longest`` pieces is cut off.

    Raises:
        ConfigError: D404 the file is missing.
    """
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(present(folder / "tokenizer.json")))
    tokenizer.no_padding()
    if longest is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(longest)
    return tokenizer


def open_session(path: Path) -> InferenceSession:
    """Return a session on the CPU that reads each batch on one core.

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
    # Sentences are too short to be shared among cores: each batch has one, and cores have a batch each.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(present(path)), options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf) as error:
        raise ConfigError(
            "D404", f"the weights in {path.name} are damaged: install Dateline again"
        ) from error


def each_on_a_core(
    read: Callable[[Batch], Result], batches: Sequence[Batch], *, threads: int
) -> Iterator[Result]:
    """Yield what each batch gives, in order; ``threads`` of them are read at a time, 0 takes all cores."""
    size = min(threads or os.cpu_count() or 1, len(batches))
    if size < 2:
        yield from map(read, batches)
        return
    with ThreadPoolExecutor(size) as pool:
        yield from pool.map(read, batches)


def present(path: Path) -> Path:
    """Return the path of a file of weights.

    Raises:
        ConfigError: D404 it is missing.
    """
    if not path.is_file():
        raise ConfigError("D404", f"the weights in {path.name} are missing: install Dateline again")
    return path
