"""The trained reader: one pass over the sentences of a text gives roles, names and certainties."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.model import Certainty, Entity, EntityKind, Marks, NameLeaning, Tag, TagKind
from dateline.reader.decode import Chain, label_spans
from dateline.reader.hints import HINTS, HintedWindow, hint_windows
from dateline.reader.session import FOLDER, each_on_a_core, load_tokenizer, open_session, present
from dateline.reader.windows import Window, cut_windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Floats = NDArray[np.float32]

#: Wordpieces of the two marks around a window, as the base model has them.
OPEN, CLOSE = 101, 102
#: Windows read at a time: more at once only pad each other (bench reader).
BATCH = 4
#: How much less a span costs to open, for tags that the tagger stands by and for ever fainter ones.
_CHEAPER = (0.0, 1.5, 3.0)
#: A word that belongs to a name by less than this chance has no leaning worth telling.
LEAST_NAME = 0.02
_NAME_KINDS = frozenset(kind.value for kind in EntityKind)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """Windows read together: scores of each unit (windows, units, labels), certainties (windows, units)."""

    windows: Sequence[Window]
    tags: Floats
    names: Floats
    facts: Floats


class ModelTagger:
    """Tags with the shipped weights.

    Args:
        threads: batches read at the same time, each on one core; 0 takes all cores.
        batch: windows read at a time.
        folder: where the weights lie.
    """

    name = "model:reader/1"

    def __init__(self, *, threads: int = 0, batch: int = BATCH, folder: Path = FOLDER) -> None:
        self._threads = threads
        self._batch = batch
        self._folder = folder
        self._hints: tuple[str, dict[tuple[int, int], tuple[int, ...]]] = ("", {})

    def mark(self, text: str, passages: Sequence[Sequence[tuple[int, int]]]) -> Marks:
        """Return the roles, names and certainties in the given sentences of a text."""
        windows = self._hinted(text, passages)
        tags: list[Tag] = []
        names: list[Entity] = []
        certainties: list[Certainty] = []
        leanings: list[NameLeaning] = []
        for read in self._read(windows):
            tags += self._tags(read)
            names += self._names(text, read)
            certainties += _certainties(read)
            leanings += _leanings(self._chains["names"], read)
        return Marks(
            tags=tuple(sorted(tags, key=lambda t: (t.start, t.end))),
            names=tuple(sorted(names, key=lambda e: (e.start, e.end))),
            certainties=tuple(sorted(certainties, key=lambda c: c.start)),
            leanings=tuple(sorted(leanings, key=lambda w: w.start)),
        )

    def _hinted(self, text: str, passages: Sequence[Sequence[tuple[int, int]]]) -> list[HintedWindow]:
        """Return the windows with their hints; those of a stretch read before are what the whole text showed."""
        windows = cut_windows(text, passages, load_tokenizer(self._folder))
        known_text, known = self._hints
        if text != known_text or not all(unit[1:] in known for window in windows for unit in window.units):
            hinted = hint_windows(text, passages, windows)
            self._hints = (
                text,
                {u[1:]: h for one in hinted for u, h in zip(one.window.units, one.hints, strict=True)},
            )
            return hinted
        return [HintedWindow(window, [known[unit[1:]] for unit in window.units]) for window in windows]

    def _read(self, windows: Sequence[HintedWindow]) -> Iterator[_Labelled]:
        """Return the windows batch by batch, those of like lengths together."""
        order = sorted(windows, key=lambda row: len(row[0].pieces))
        batches = [order[at : at + self._batch] for at in range(0, len(order), self._batch)]
        session = self._session
        return each_on_a_core(lambda batch: _run(session, batch), batches, threads=self._threads)

    @cached_property
    def _session(self) -> InferenceSession:
        return open_session(self._folder / "tagger.onnx")

    @cached_property
    def _chains(self) -> dict[str, Chain]:
        rows: dict[str, Any] = json.loads(present(self._folder / "chains.json").read_text("utf-8"))
        return {name: Chain.of(row) for name, row in rows["chains"].items()}

    def _tags(self, read: _Labelled) -> Iterator[Tag]:
        chain = self._chains["tags"]
        known: set[tuple[int, int, str]] = set()
        for faint, cheaper in enumerate(_CHEAPER):
            for span in _spans(chain, read.windows, read.tags, cheaper=cheaper):
                if span not in known:
                    known.add(span)
                    yield Tag(start=span[0], end=span[1], kind=TagKind(span[2]), faint=faint)

    def _names(self, text: str, read: _Labelled) -> Iterator[Entity]:
        chain = self._chains["names"]
        for start, end, kind in _spans(chain, read.windows, read.names):
            if kind in _NAME_KINDS:
                yield Entity(start=start, end=end, text=text[start:end], kind=EntityKind(kind))


def _spans(
    chain: Chain, windows: Sequence[Window], scores: Floats, *, cheaper: float = 0.0
) -> Iterator[tuple[int, int, str]]:
    labels = chain.best(scores, [len(window.units) for window in windows], cheaper=cheaper)
    for window, row in zip(windows, labels, strict=True):
        for first, last, kind in label_spans(row):
            yield window.units[first].start, window.units[last - 1].end, chain.kinds[kind]


def _certainties(read: _Labelled) -> Iterator[Certainty]:
    for window, values in zip(read.windows, read.facts.tolist(), strict=True):
        for unit, value in zip(window.units, values, strict=False):
            yield Certainty(start=unit.start, end=unit.end, value=value)


def _leanings(chain: Chain, read: _Labelled) -> Iterator[NameLeaning]:
    """Yield the chances of each word that may belong to a name."""
    chances = chain.chances(read.names, [len(window.units) for window in read.windows])
    kinds = dict(zip(chain.kinds, range(1, 2 * len(chain.kinds), 2), strict=True))
    for window, rows in zip(read.windows, chances.tolist(), strict=True):
        for unit, row in zip(window.units, rows, strict=False):
            if 1.0 - row[0] >= LEAST_NAME:
                told = {kind: round(row[at] + row[at + 1], 3) for kind, at in kinds.items()}
                opens = round(sum(row[at] for at in kinds.values()), 3)
                yield NameLeaning(start=unit.start, end=unit.end, opens=opens, **told)


def _run(session: InferenceSession, batch: Sequence[HintedWindow]) -> _Labelled:
    import numpy as np

    windows = [window for window, _ in batch]
    width = 2 + max(len(window.pieces) for window in windows)
    ids = np.zeros((len(windows), width), dtype=np.int64)
    mask = np.zeros((len(windows), width), dtype=np.int64)
    hints = np.zeros((len(windows), width, len(HINTS)), dtype=np.float32)
    for row, (window, known) in enumerate(batch):
        size = len(window.pieces)
        ids[row, : size + 2] = [OPEN, *window.pieces, CLOSE]
        mask[row, : size + 2] = 1
        fill_hints(hints[row], window, known)
    found = session.run(None, {"ids": ids, "mask": mask, "hints": hints})
    units = np.zeros((len(windows), max(len(window.units) for window in windows)), dtype=np.int64)
    for row, window in enumerate(windows):
        units[row, : len(window.units)] = [unit.piece + 1 for unit in window.units]
    tags, names, facts = (np.take_along_axis(scores, units[:, :, None], axis=1) for scores in found)
    return _Labelled(windows, tags, names, facts[:, :, 0])


def fill_hints(row: Floats, window: Window, hints: Sequence[tuple[int, ...]]) -> None:
    """Set the hints of a window's units at all of their pieces; shape (pieces with both marks, hints)."""
    ends = [unit.piece for unit in window.units[1:]] + [len(window.pieces)]
    for unit, end, numbers in zip(window.units, ends, hints, strict=True):
        row[unit.piece + 1 : end + 1, list(numbers)] = 1.0
