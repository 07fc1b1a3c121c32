"""``bench places``: the stage of places alone, given the reader's tags, and what the default gazetteer costs.

The reports are the web news of the development data, read by the tagger before the clock starts. Start and
memory are those of a process of its own that opens the gazetteer and looks names up.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.quality import ROOT, SHARED
from bench.results import Reached, append, commit
from bench.rows import captures
from dateline.cli.collector import look_seldom
from dateline.cli.inputs import ready_gazetteer
from dateline.cli.settings import read_settings
from dateline.pipeline import Tagged, place_names, tag
from dateline.reader import ModelTagger

SETS = {"GeoWebNews": "places/gwn-dev.jsonl.gz", "conflict": "places/conflict-dev/docs.jsonl.gz"}
#: Reports read before the clock starts, so that tables and weights are loaded.
WARM = 10
#: Opens the gazetteer named, looks its arguments up and prints seconds and memory: before, open, after.
_CHILD = """
import json, resource, sys, time
from pathlib import Path
import dateline.places
from dateline.places import open_gazetteer
peak = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
before, begun = peak(), time.perf_counter()
gazetteer = open_gazetteer(Path(sys.argv[1]))
gazetteer.look_up("Aleppo")
opened, start = peak(), time.perf_counter() - begun
for name in sys.argv[2:]:
    gazetteer.look_up(name)
print(json.dumps({"start_s": start, "before": before, "opened": opened, "after": peak()}))
"""


def places() -> None:
    """Measure throughput on two sets, then start, memory and disk of the default."""
    begun = commit()
    look_seldom()
    path = read_settings(environment=os.environ, folder=Path.cwd()).gazetteer
    rows = [row for name, data in SETS.items() for row in _throughput(name, data)]
    append("python -m bench places", [*rows, *_cost(path)], measured=begun)


def _throughput(name: str, data: str) -> Iterator[Reached]:
    gazetteer = ready_gazetteer(read_settings(environment=os.environ, folder=Path.cwd()))
    tagger = ModelTagger()
    tagged: list[Tagged] = [tag(capture, tagger=tagger) for capture in captures([SHARED / "data" / data])]
    warm, rest = tagged[:WARM], tagged[WARM:]
    for one in warm:
        place_names(one, gazetteer=gazetteer)
    begun = time.process_time()
    for one in rest:
        place_names(one, gazetteer=gazetteer)
    first = time.process_time() - begun
    begun = time.process_time()
    for one in rest:
        place_names(one, gazetteer=gazetteer)
    again = time.process_time() - begun
    letters = sum(len(one.report.text) for one in rest) / len(rest)
    row = f"reports a CPU s, given the tags ({len(rest)} of {letters:.0f} letters)"
    anchor = "Mordecai 2 to 3, dictionary and rules 230 to 300"
    yield Reached(f"places {name}", row, "≥ 150 (issue 5)", f"{len(rest) / first:.0f}", anchor)
    yield Reached(f"places {name}", "the same reports once more", "", f"{len(rest) / again:.0f}", "")


def _cost(path: Path) -> Iterator[Reached]:
    names = [line.split("\t")[0] for line in _some_names()]
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path), *names],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    told = json.loads(done.stdout)
    yield Reached("default gazetteer", "start s", "≤ 0.5 (issue 5)", f"{told['start_s']:.3f}", "")
    yield Reached("default gazetteer", "MB resident", "≤ 250 (issue 5)", f"{told['after'] / 1e6:.0f}", "")
    grown = (told["after"] - told["before"]) / 1e6
    row = f"of that by {len(names)} names looked up"
    yield Reached("default gazetteer", row, "", f"{grown:.0f}", "")
    yield Reached(
        "default gazetteer", "MB on disk", "≤ 150 (issue 5)", f"{path.stat().st_size / 1e6:.0f}", ""
    )


def _some_names() -> list[str]:
    table = ROOT / "src" / "dateline" / "data" / "town_names.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")][1:3001]
