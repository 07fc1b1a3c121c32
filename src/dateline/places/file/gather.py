"""The first pass of a build: rows in, columns and texts on disk, names of units and countries numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from dateline.places.file.columns import Batch
from dateline.places.file.spill import Spill
from dateline.places.file.store import HEAD_BYTES, entry_type
from dateline.places.file.workers import Lines, columns

Tell = Callable[[str, int, int], None]


class Gathered:
    """All rows of a build, as they came; texts lie in what becomes the gazetteer."""

    def __init__(self, room: Path) -> None:
        """Open the files in ``room``."""
        self.room, self.path = room, room / "gazetteer"
        self.file: BinaryIO = self.path.open("w+b")
        self.file.write(bytes(HEAD_BYTES))
        self.texts = 0
        self.spill = Spill(room)
        self.units, self.countries = {"": 0}, {"": 0}
        self.codes: dict[str, str] = {}
        self.skipped = 0
        self._same: list[tuple[Any, Any]] = []
        self._boxes: list[tuple[Any, Any]] = []

    def add(self, batch: Batch) -> None:
        """Add a batch: its numbers become those of the whole."""
        import numpy as np

        entries, before = batch.entries.copy(), self.spill.rows
        units = np.array([self.units.setdefault(unit, len(self.units)) for unit in batch.units], "<u4")
        codes = np.array([self.countries.setdefault(c, len(self.countries)) for c in batch.countries], "<u2")
        entries["near"], entries["far"] = units[entries["near"]], units[entries["far"]]
        entries["country"] = codes[entries["country"]]
        entries["text"] += np.uint64(self.texts)
        self.file.write(batch.texts)
        self.texts += len(batch.texts)
        self.spill.add(batch, entries)
        self._same.append((batch.same[0], batch.same[1] + np.uint32(before)))
        self._boxes.append((batch.boxed + np.uint32(before), batch.boxes))
        for code, name in batch.codes:
            self.codes.setdefault(code, name)
        self.skipped += batch.skipped

    def add_text(self, text: bytes) -> int:
        """Write a text behind the others and return where it lies."""
        at = self.texts
        self.file.write(text)
        self.texts += len(text)
        return at

    def text(self, at: int, length: int) -> bytes:
        """Return a text; ``flush`` after the last was written."""
        import os

        return os.pread(self.file.fileno(), length, HEAD_BYTES + at)

    def entries(self) -> Any:
        """Return the entries of all rows."""
        return self.spill.read("entries", entry_type())

    def ids(self) -> Any:
        """Return the digests of all rows' ids."""
        return self.spill.read("ids", "<u8")

    def same(self) -> tuple[Any, Any]:
        """Return digests of further ids, and the rows that have them."""
        return _joined(self._same)

    def boxes(self) -> tuple[Any, Any]:
        """Return the rows that have an extent, and the extents."""
        return _joined(self._boxes)

    def close(self) -> None:
        """Close the files."""
        self.file.close()
        self.spill.close()


def _joined(pairs: list[tuple[Any, Any]]) -> tuple[Any, Any]:
    import numpy as np

    first, second = (np.concatenate(column) for column in zip(*pairs, strict=True))
    return first, second


@contextmanager
def gather(lots: Iterator[Lines], room: Path, *, total: int, tell: Tell) -> Iterator[Gathered]:
    """Give the rows of all lots; their files are closed afterwards."""
    rows = Gathered(room)
    try:
        given: list[int] = []

        def counted() -> Iterator[Lines]:
            for lot in lots:
                given.append(lot.rows)
                yield lot

        for done, batch in enumerate(columns(counted()), start=1):
            rows.add(batch)
            tell("reading places", min(sum(given[:done]), total), total)
        tell("reading places", total, total)
        rows.file.flush()
        yield rows
    finally:
        rows.close()
