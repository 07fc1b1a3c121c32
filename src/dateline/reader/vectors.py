"""Vectors of sentences by the small model: int8 weights, run on the processor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.reader.session import FOLDER, each_on_a_core, load_tokenizer, open_session
from dateline.reader.windows import readable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

WIDTH = 384
#: Pieces of a sentence that are read, the marks at its two ends among them: as the model was published.
LONGEST_PIECES = 256
#: The marks at the ends alone: a sentence without a word.
_BARE = 2
#: Vectors kept for sentences that come again; 1.5 kB each.
KEPT = 16384


class MiniLmEncoder:
    """Implements ``Encoder``: all-MiniLM-L6-v2 as published, in int8; 384 dimensions, unit length.

    A sentence without a word or sign gives the zero vector; what lies beyond 254 pieces of a longer one is not
    looked at. The model is loaded when the first sentence comes, and a sentence that comes again is not read again.

    ``threads`` is the number of batches that are read at the same time, each on one core; 0 takes all cores. With
    ``batch_size`` 1 a vector depends on its sentence alone. More at a time is up to a quarter faster, but int8
    takes its scale from the whole batch, so that vectors move by thousandths with what stands beside them.
    """

    name = "model:minilm-l6-int8/1"

    def __init__(self, *, threads: int = 1, batch_size: int = 1) -> None:
        self._threads = threads
        self._batch_size = batch_size
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        """Return one vector a sentence."""
        fresh = [s for s in dict.fromkeys(sentences) if s not in self._known]
        found = {**self._known, **self._read(fresh)} if fresh else self._known
        self._known = dict(list(found.items())[-KEPT:]) if len(found) > KEPT else found
        return [found[s].tolist() for s in sentences]

    def _read(self, sentences: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vector of each sentence; sentences of like length share a batch."""
        import numpy as np

        session = self._session
        rows = load_tokenizer(longest=LONGEST_PIECES).encode_batch([readable(s) for s in sentences])
        ids = {s: row.ids for s, row in zip(sentences, rows, strict=True)}
        found = {s: np.zeros(WIDTH, dtype=np.float32) for s in sentences if len(ids[s]) <= _BARE}
        ordered = sorted((s for s in sentences if s not in found), key=lambda s: (len(ids[s]), s))
        batches = [ordered[n : n + self._batch_size] for n in range(0, len(ordered), self._batch_size)]
        vectors = each_on_a_core(
            lambda batch: _run(session, [ids[s] for s in batch]), batches, threads=self._threads
        )
        for batch, read in zip(batches, vectors, strict=True):
            found.update(zip(batch, read, strict=True))
        return found

    @cached_property
    def _session(self) -> InferenceSession:
        return open_session(FOLDER / "vectors.onnx")


def _run(session: InferenceSession, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    import numpy as np

    ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return np.asarray(session.run(["vector"], {"ids": ids, "mask": mask})[0], dtype=np.float32)
