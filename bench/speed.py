"""``bench speed`` and ``bench real``: cold start, the exercise, real input; CPU seconds and peak memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.quality import SHARED
from bench.results import Reached, append, commit
from bench.rows import captures, write_rows

TOP = Path(__file__).resolve().parents[1]
EXERCISE = TOP / "examples" / "al-qaim-crossing"
COMMAND = str(Path(sys.executable).with_name("dateline"))
PAGES = (
    "pages/trafilatura-dev/gold.jsonl.gz",
    "pages/fundus-dev/gold.jsonl.gz",
    "pages/parts-dev/gold.jsonl",
)
REPORTS = ("corpus/fa-kes-dev.jsonl.gz",)
REPEATS = 5


class Cost(NamedTuple):
    """What one run of the command took."""

    wall_s: float
    cpu_s: float
    peak_bytes: int
    status: int


def measure(command: Sequence[str], *, out: Path | None = None) -> Cost:
    """Run the command in a process of its own and return its cost, children included."""
    with (out or Path(os.devnull)).open("wb") as stdout, Path(os.devnull).open("wb") as stderr:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=stdout, stderr=stderr, cwd=TOP)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, child.returncode)


def speed() -> None:
    """Measure the cold start and the exercise; the median of several runs."""
    begun = commit()
    page = str(sorted(EXERCISE.glob("r01*.html"))[0])
    rows = [
        *_medians("cold start", [COMMAND, "read", page, "--json"], "≤ 1.5 s"),
        *_medians("exercise", [COMMAND, "sheet", str(EXERCISE), "--json"], "≤ 5 s"),
    ]
    append("python -m bench speed", rows, measured=begun)


def _medians(name: str, command: Sequence[str], must: str) -> Iterator[Reached]:
    costs = [measure(command) for _ in range(REPEATS)]
    if any(cost.status for cost in costs):
        yield Reached(name, "status", "0", str(max(cost.status for cost in costs)), "")
    yield Reached(name, "wall s", must, f"{statistics.median(c.wall_s for c in costs):.2f}", "")
    yield Reached(name, "CPU s", "", f"{statistics.median(c.cpu_s for c in costs):.2f}", "")
    yield Reached(name, "peak MB", "≤ 400", f"{max(c.peak_bytes for c in costs) / 1e6:.0f}", "")


def real() -> None:
    """Read every page and report of the development data with ``dateline read --jsonl``."""
    begun = commit()
    with tempfile.TemporaryDirectory() as folder:
        rows: list[Reached] = []
        for name, files in (("real pages", PAGES), ("real reports", REPORTS)):
            records = Path(folder) / "in.jsonl"
            count = write_rows(records, _records(files))
            rows += _bulk(name, records, count, Path(folder) / "out.jsonl")
    append("python -m bench real", rows, measured=begun)


def _records(files: Sequence[str]) -> Iterator[dict[str, object]]:
    for number, capture in enumerate(captures(SHARED / "data" / name for name in files)):
        row: dict[str, object] = {
            "id": f"{number}-{capture.id}",
            "url": capture.url,
            "outlet": capture.outlet,
        }
        if capture.html is not None:
            row["html"] = capture.html.decode("utf-8", errors="replace")
        else:
            row |= {"text": capture.text, "title": capture.title}
            row["published_at"] = capture.published.value if capture.published else None
        yield row


def _bulk(name: str, records: Path, count: int, out: Path) -> Iterator[Reached]:
    cost = measure([COMMAND, "read", "--jsonl", str(records)], out=out)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    failed = [row["error"] for row in lines if "error" in row]
    codes = sorted({error["code"] for error in failed})
    yield Reached(name, "status", "0 or 1", str(cost.status), "")
    yield Reached(name, "lines out / in", "equal", f"{len(lines)} / {count}", "")
    yield Reached(name, "failed", "", f"{len(failed)} {' '.join(codes)}".strip(), "")
    yield Reached(name, "reports per CPU s", "", f"{count / cost.cpu_s:.1f}", "")
    yield Reached(name, "reports per wall s", "", f"{count / cost.wall_s:.1f}", "")
    yield Reached(name, "peak MB", "≤ 400", f"{cost.peak_bytes / 1e6:.0f}", "")
