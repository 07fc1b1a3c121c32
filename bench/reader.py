"""``bench reader``: reports of 600 words through all stages on two cores: seconds, memory, the tagger's share.

Two ways of using two cores are measured: two processes whose taggers take one core each, and one process whose
tagger takes both. The reports are news of the development data, joined and cut to their length. What is loaded
once (weights, tables, gazetteer) is loaded before the clock starts: ``bench speed`` measures the cold start.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.quality import ROOT, SHARED
from bench.results import Reached, append, commit
from bench.rows import captures, read_rows, write_rows
from dateline.cli.inputs import ready_gazetteer
from dateline.cli.settings import read_settings
from dateline.model import Marks
from dateline.pipeline import read
from dateline.reader.model import BATCH, ModelTagger

NEWS = "claims/polnear-dev.jsonl.gz"
WORDS = 600
ARTICLES = 60
BATCHES = (1, 2, 4, 8, 16)
#: Reports a batch size is tried on, and those read before the clock starts.
TRIED, WARM = 20, 2
_WORD = re.compile(r"\S+")


class Work(NamedTuple):
    """What one process took for its reports; ``tagger_s`` is the part of ``cpu_s`` inside the tagger."""

    articles: int
    wall_s: float
    cpu_s: float
    tagger_s: float
    peak_bytes: int


def reader() -> None:
    """Measure both ways of using two cores, then batch sizes on one."""
    begun = commit()
    articles = list(whole_articles(read_rows(SHARED / "data" / NEWS)))[: ARTICLES + WARM]
    load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    rows = [Reached("reader", "load of the machine as the run began", "", load, "")]
    halves = [articles[:WARM] + articles[WARM::2], articles[:WARM] + articles[WARM + 1 :: 2]]
    rows += _told("two processes of one thread", _run(halves, threads=1, batch=BATCH), must="≥ 8 (issue 4)")
    rows += _told(
        "one process of two threads", _run([articles], threads=2, batch=BATCH), must="≥ 8 (issue 4)"
    )
    for batch in BATCHES:
        (work,) = _run([articles[: WARM + TRIED]], threads=1, batch=batch)
        shown = f"{work.articles / work.tagger_s:.1f}"
        rows.append(
            Reached("tagger, one thread", f"articles a CPU s, {batch} windows at a time", "", shown, "")
        )
    append("python -m bench reader", rows, measured=begun)


def whole_articles(documents: Sequence[dict[str, object]], *, words: int = WORDS) -> Iterator[str]:
    """Yield texts of so many words: the documents one after the other, cut between words."""
    text = "\n\n".join(str(row["text"]) for row in documents)
    spans = [match.span() for match in _WORD.finditer(text)]
    for first in range(0, len(spans) - words + 1, words):
        yield text[spans[first][0] : spans[first + words - 1][1]]


def _told(name: str, works: Sequence[Work], *, must: str) -> Iterator[Reached]:
    """Yield the figures of a run; on a busy machine the seconds on free cores are reckoned from CPU seconds.

    In one process the tagger alone takes both cores.
    """
    count, wall = sum(w.articles for w in works), max(w.wall_s for w in works)
    cpu, tagger = sum(w.cpu_s for w in works), sum(w.tagger_s for w in works)
    free = cpu - tagger / 2 if len(works) == 1 else max(w.cpu_s for w in works)
    yield Reached(name, f"articles a second ({count} of {WORDS} words)", must, f"{count / wall:.1f}", "")
    yield Reached(name, "articles a second on free cores, by CPU s", must, f"{count / free:.1f}", "")
    yield Reached(name, "wall s", "", f"{wall:.2f}", "")
    yield Reached(name, "CPU s", "", f"{cpu:.2f}", "")
    yield Reached(name, "share of the tagger", "", f"{tagger / cpu:.2f}", "")
    yield Reached(name, "peak MB a process", "≤ 400", f"{max(w.peak_bytes for w in works) / 1e6:.0f}", "")


def _run(lots: Sequence[Sequence[str]], *, threads: int, batch: int) -> list[Work]:
    """Read each lot in a process of its own; all start at once, when the last is ready."""
    with tempfile.TemporaryDirectory() as folder:
        children = []
        for number, lot in enumerate(lots):
            path = Path(folder) / f"{number}.jsonl"
            write_rows(path, ({"id": str(n), "text": text} for n, text in enumerate(lot)))
            children.append(_child(path, threads=threads, batch=batch))
        for child in children:
            _heard(child)
        for child in children:
            _say(child, "go")
        works = [Work(**json.loads(_heard(child))) for child in children]
        for child in children:
            child.wait()
    return works


def _child(path: Path, *, threads: int, batch: int) -> subprocess.Popen[str]:
    words = ["-m", "bench.reader", str(path), "--threads", str(threads), "--batch", str(batch)]
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _heard(child: subprocess.Popen[str]) -> str:
    line = child.stdout.readline() if child.stdout is not None else ""
    if not line:
        raise SystemExit(f"a process of the bench ended early, with status {child.wait()}")
    return line


def _say(child: subprocess.Popen[str], word: str) -> None:
    if child.stdin is not None:
        child.stdin.write(word + "\n")
        child.stdin.flush()


class _Timed:
    """A tagger that notes the CPU seconds it takes."""

    def __init__(self, tagger: ModelTagger) -> None:
        self.name, self.cpu_s, self._tagger = tagger.name, 0.0, tagger

    def mark(self, text: str, passages: Sequence[Sequence[tuple[int, int]]]) -> Marks:
        """Return the tagger's marks."""
        begun = time.process_time()
        marks = self._tagger.mark(text, passages)
        self.cpu_s += time.process_time() - begun
        return marks


def main() -> None:
    """Read the reports of a file, once warm and told to go, and print what it took."""
    parser = argparse.ArgumentParser(description="One process of the bench of the reader.")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    given = parser.parse_args()
    gazetteer = ready_gazetteer(read_settings(environment=os.environ, folder=Path.cwd()))
    tagger = _Timed(ModelTagger(threads=given.threads, batch=given.batch))
    reports = list(captures([given.reports]))
    for report in reports[:WARM]:
        read(report, gazetteer=gazetteer, tagger=tagger)
    print("ready", flush=True)
    sys.stdin.readline()
    tagger.cpu_s, wall, cpu = 0.0, time.perf_counter(), time.process_time()
    for report in reports[WARM:]:
        read(report, gazetteer=gazetteer, tagger=tagger)
    work = Work(
        articles=len(reports) - WARM,
        wall_s=time.perf_counter() - wall,
        cpu_s=time.process_time() - cpu,
        tagger_s=tagger.cpu_s,
        peak_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    )
    print(json.dumps(work._asdict()), flush=True)


if __name__ == "__main__":
    main()
