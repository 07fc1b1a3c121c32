"""``bench sheet``: how the cost of a sheet grows with its reports; CPU seconds of the sheet alone, peak memory."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.emit.readings import gazetteer_of
from bench.quality import SHARED
from bench.results import Reached, append, commit
from bench.rows import captures
from dateline.pipeline import read, sheet
from dateline.reader import ModelTagger
from dateline.reader.vectors import MiniLmEncoder

REPORTS = "corpus/fa-kes-dev.jsonl.gz"
SIZES = (25, 50, 100, 200)


def scale() -> None:
    """Measure sheets of the first reports of a war's news, each in a process of its own."""
    begun = commit()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "readings"
        gazetteer, tagger = gazetteer_of(Namespace(gazetteer=None)), ModelTagger()
        rows = islice(captures([SHARED / "data" / REPORTS]), max(SIZES))
        readings = [read(capture, gazetteer=gazetteer, tagger=tagger) for capture in rows]
        kept.write_bytes(pickle.dumps(readings))
        append("python -m bench sheet", [row for size in SIZES for row in _size(size, kept)], measured=begun)


def _size(size: int, kept: Path) -> Iterator[Reached]:
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.sheet", str(size), str(kept)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    told = child.stdout.read().split()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        yield Reached(f"sheet of {size}", "status", "0", str(child.returncode), "")
        return
    yield Reached(f"sheet of {size}", "CPU s", "", told[0], f"{told[1]} claims")
    yield Reached(f"sheet of {size}", "peak MB", "≤ 400", f"{usage.ru_maxrss * 1024 / 1e6:.0f}", "")


def main(size: str, kept: str) -> None:
    """Print the CPU seconds of a sheet of so many kept readings, and how many claims it has."""
    readings = pickle.loads(Path(kept).read_bytes())[: int(size)]
    encoder = MiniLmEncoder(threads=1)
    begun = time.process_time()
    made = sheet(readings, encoder=encoder)
    print(f"{time.process_time() - begun:.1f} {len(made.claims)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
