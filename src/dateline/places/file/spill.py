"""What a build holds on disk meanwhile, in a folder of its own beside the gazetteer.

The folder's name ends in the number of the process: one that a killed build left is swept away by the next.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from dateline.errors import GazetteerError
from dateline.places.file.columns import Batch

#: Digests are sorted in as many heaps, one for each leading byte.
HEAPS = 256


@contextmanager
def workroom(path: Path) -> Iterator[Path]:
    """Give an empty folder beside ``path``, gone afterwards whatever happens.

    Raises:
        GazetteerError: D306 nothing can be written there, or no space is left.
    """
    room = path.with_name(f"{path.name}.{os.getpid()}.work")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EFBIG):
            raise
        reason = os.strerror(error.errno)
        raise GazetteerError("D306", f"{path.name} cannot be written: {reason}; it is as it was") from error


def _sweep(path: Path) -> None:
    """Take away what builds have left that are no longer running."""
    for left in path.parent.glob(f"{path.name}.*.work"):
        process = left.name.removesuffix(".work").rpartition(".")[2]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


class Spill:
    """Entries, ids and digests of all rows, written as they come."""

    def __init__(self, room: Path) -> None:
        """Open the files in ``room``."""
        self._files = {
            name: (room / f"{name}.spill").open("w+b") for name in ("entries", "ids", "keys", "owners")
        }
        self._runs: list[tuple[int, Any]] = []
        self._keys = 0
        self.rows = 0

    def add(self, batch: Batch, entries: Any) -> None:
        """Add a batch; ``entries`` are its entries, their numbers those of the whole build."""
        import numpy as np

        edges = np.arange(HEAPS, dtype=np.uint64) << np.uint64(56)
        bounds = np.append(np.searchsorted(batch.digests, edges), len(batch.digests))
        self._runs.append((self._keys, bounds))
        self._files["entries"].write(entries.tobytes())
        self._files["ids"].write(batch.ids.tobytes())
        self._files["keys"].write(batch.digests.tobytes())
        self._files["owners"].write((batch.owners + np.uint32(self.rows)).tobytes())
        self._keys += len(batch.digests)
        self.rows += len(batch.ids)

    def read(self, name: str, kind: Any) -> Any:
        """Return one of the columns whole."""
        import numpy as np

        self._files[name].flush()
        self._files[name].seek(0)
        return np.fromfile(self._files[name], kind)

    def heap(self, number: int) -> tuple[Any, Any]:
        """Return the digests with this leading byte, and the rows that have them."""
        import numpy as np

        for name in ("keys", "owners"):
            self._files[name].flush()
        keys, owners = bytearray(), bytearray()
        for start, bounds in self._runs:
            first, last = start + int(bounds[number]), start + int(bounds[number + 1])
            keys += _piece(self._files["keys"], 8 * first, 8 * last)
            owners += _piece(self._files["owners"], 4 * first, 4 * last)
        return np.frombuffer(keys, "<u8"), np.frombuffer(owners, "<u4")

    def drop(self, name: str) -> None:
        """Give a column's space back."""
        self._files[name].truncate(0)

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()


def _piece(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)
