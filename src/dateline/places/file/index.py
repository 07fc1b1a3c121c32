"""The last pass of a build: keys sorted heap by heap, and the sections written one after the other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from typing import Any

from dateline.model import ToponymKind
from dateline.places.file.columns import ROW
from dateline.places.file.gather import Gathered
from dateline.places.file.settle import NOWHERE, Settled
from dateline.places.file.spill import HEAPS
from dateline.places.file.store import HEAD_BYTES, KINDS, entry_type, finish_file

Tell = Callable[[str, int, int], None]
#: A key leads to so many entries at most, those that matter most.
MOST_POSTINGS = 2000
#: Of places of one size the wider kinds come first.
_WEIGHT = {ToponymKind.COUNTRY: 0, ToponymKind.ADMIN: 1, ToponymKind.REGION: 1, ToponymKind.WATER: 1}
_ROWS = 1 << 20
#: Scatters places that nothing else tells apart, so that no country is first because of its letter.
_SCATTER = 0x9E3779B97F4A7C15


def write_index(
    gathered: Gathered, settled: Settled, *, about: dict[str, Any], stamp: int, tell: Tell
) -> None:
    """Write all sections behind the texts, and the head."""
    sections = _Sections(gathered)
    _write_keys(gathered, settled, sections, tell)
    tell("writing", 0, 1)
    _write_entries(settled, sections)
    _write_boxes(settled, sections)
    sections.add("about", json.dumps({**about, **_countries(gathered, settled)}, ensure_ascii=False).encode())
    finish_file(gathered.file, sections.bounds, stamp=stamp)
    tell("writing", 1, 1)


class _Sections:
    """Writes sections one behind the other."""

    def __init__(self, gathered: Gathered) -> None:
        self._file = gathered.file
        self.room = gathered.room
        self.bounds = {"texts": (HEAD_BYTES, gathered.texts)}

    def begin(self, name: str) -> None:
        self._file.seek(0, 2)
        self._file.write(bytes(-self._file.tell() % 8))
        self.bounds[name] = (self._file.tell(), 0)

    def write(self, name: str, data: bytes) -> None:
        self._file.write(data)
        start, length = self.bounds[name]
        self.bounds[name] = (start, length + len(data))

    def add(self, name: str, data: bytes) -> None:
        self.begin(name)
        self.write(name, data)

    def take(self, name: str, path: Any) -> None:
        """Move a file's content in."""
        self.begin(name)
        with path.open("rb") as file:
            shutil.copyfileobj(file, self._file, 1 << 20)
        path.unlink()
        self.bounds[name] = (self.bounds[name][0], self._file.tell() - self.bounds[name][0])


def _write_keys(gathered: Gathered, settled: Settled, sections: _Sections, tell: Tell) -> None:
    import numpy as np

    ranks = _ranks(settled)
    more = np.searchsorted(np.sort(settled.more[0]), _edges()) if len(settled.more[0]) else None
    order = np.argsort(settled.more[0], kind="stable")
    extra = settled.more[0][order], settled.more[1][order]
    files = {name: (gathered.room / f"{name}.section").open("wb") for name in ("keys", "starts", "postings")}
    directory, postings = np.zeros(65536, np.uint32), 0
    for heap in range(HEAPS):
        digests, owners = gathered.spill.heap(heap)
        numbers = settled.number[owners & np.uint32(ROW)]
        if more is not None:
            part = slice(more[heap], more[heap + 1])
            digests = np.concatenate([digests, extra[0][part]])
            numbers = np.concatenate([numbers, extra[1][part]])
        keys, starts, found = _sorted(digests, numbers, ranks, settled.shared)
        directory += np.bincount((keys >> np.uint64(48)).astype(np.int64), minlength=65536).astype(np.uint32)
        files["keys"].write(keys.tobytes())
        files["starts"].write((starts + postings).astype("<u4").tobytes())
        files["postings"].write(found.tobytes())
        postings += len(found)
        tell("sorting keys", heap + 1, HEAPS)
    files["starts"].write(np.array([postings], "<u4").tobytes())
    begins = np.concatenate([[0], np.cumsum(directory)]).astype("<u4")
    for name, file in files.items():
        file.close()
        sections.take(name, gathered.room / f"{name}.section")
    sections.add("directory", begins.tobytes())


def _edges() -> Any:
    """Return the least digest of each heap, and the end of the last."""
    import numpy as np

    return np.append(np.arange(HEAPS, dtype=np.uint64) << np.uint64(56), np.uint64((1 << 64) - 1))


def _ranks(settled: Settled) -> Any:
    """Return for each entry how many matter more: the more populous, the wider, those of the default."""
    import numpy as np

    weights = np.array([_WEIGHT.get(kind, 2) for kind in KINDS])
    rows, numbers = settled.order, np.arange(len(settled.order), dtype=np.uint32)
    scattered = (settled.ids[rows] * np.uint64(_SCATTER)) >> np.uint64(32)
    people = -settled.entries["population"][rows].astype(np.int64)
    kinds = weights[settled.entries["kind"][rows]]
    order = np.lexsort((numbers, scattered, settled.dumps[rows] > 0, kinds, people))
    ranks = np.empty(len(order), np.uint32)
    ranks[order] = numbers
    return ranks


def _sorted(digests: Any, numbers: Any, ranks: Any, shared: tuple[Any, Any]) -> tuple[Any, Any, Any]:
    """Return the digests, each once, where the postings of each begin, and the postings."""
    import numpy as np

    known = numbers != NOWHERE
    digests, numbers = digests[known], numbers[known]
    if len(shared[0]):
        first, last = np.searchsorted(shared[0], numbers), np.searchsorted(shared[0], numbers, "right")
        times = last - first
        at = np.repeat(first - np.concatenate([[0], np.cumsum(times)[:-1]]), times) + np.arange(times.sum())
        digests = np.concatenate([digests, np.repeat(digests, times)])
        numbers = np.concatenate([numbers, shared[1][at]])
    order = np.lexsort((ranks[numbers], digests))
    digests, numbers = digests[order], numbers[order]
    if not len(digests):
        return digests, np.zeros(0, np.int64), numbers
    fresh = np.concatenate([[True], (digests[1:] != digests[:-1]) | (numbers[1:] != numbers[:-1])])
    digests, numbers = digests[fresh], numbers[fresh]
    begins = np.flatnonzero(np.concatenate([[True], digests[1:] != digests[:-1]]))
    counts = np.diff(np.append(begins, len(digests)))
    place = np.arange(len(digests)) - np.repeat(begins, counts)
    kept = place < MOST_POSTINGS
    starts = np.concatenate([[0], np.cumsum(np.minimum(counts, MOST_POSTINGS))[:-1]])
    return digests[begins], starts, numbers[kept].astype("<u4")


def _write_entries(settled: Settled, sections: _Sections) -> None:
    import numpy as np

    names = [unit.encode() + b"\0" for unit in settled.units]
    places = np.concatenate([[0], np.cumsum([len(name) for name in names])]).astype(np.uint32)
    sections.begin("entries")
    for start in range(0, len(settled.order), _ROWS):
        part = settled.entries[settled.order[start : start + _ROWS]]
        part["near"], part["far"] = places[part["near"]], places[part["far"]]
        sections.write("entries", part.astype(entry_type()).tobytes())
    sections.add("units", b"".join(names))


def _write_boxes(settled: Settled, sections: _Sections) -> None:
    import numpy as np

    rows, boxes = settled.boxes
    numbers = settled.number[rows] if len(rows) else np.zeros(0, np.uint32)
    known = numbers != NOWHERE
    numbers, boxes = numbers[known], boxes[known]
    order = np.argsort(numbers)
    sections.add("boxed", numbers[order].astype("<u4").tobytes())
    sections.add("boxes", boxes[order].astype("<f4").tobytes())


def _countries(gathered: Gathered, settled: Settled) -> dict[str, Any]:
    """Return the codes of countries, and the first and last entry of each."""
    import numpy as np

    codes = list(gathered.countries)
    numbers = settled.entries["country"][settled.order]
    starts = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]])[: len(numbers)])
    ends = [*starts[1:].tolist(), len(numbers)]
    ranges = {codes[numbers[s]]: [s, e] for s, e in zip(starts.tolist(), ends, strict=False)}
    return {"codes": codes, "ranges": ranges}
