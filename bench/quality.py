"""``bench run``: emit, score, tell must, reached and anchor."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.measures import MEASURES, Measure
from bench.results import Reached, append, commit
from bench.rows import read_rows, write_rows

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def run(names: Sequence[str]) -> None:
    """Run the measures named, or all; write what was reached.

    A measure that fails is a row that says so, and the others still run.
    """
    unknown = set(names) - {m.name for m in MEASURES}
    if unknown:
        raise SystemExit(f"no such measure: {', '.join(sorted(unknown))}")
    if not SHARED.is_dir():
        raise SystemExit("the development data is absent: no ../shared beside this checkout")
    chosen = [m for m in MEASURES if not names or m.name in names]
    rows: list[Reached] = []
    begun = commit()
    for measure in chosen:
        print(f"{measure.name} …", file=sys.stderr, flush=True)
        rows += _measured(measure)
    append("python -m bench run " + " ".join(names), rows, measured=begun)


def _measured(measure: Measure) -> list[Reached]:
    with tempfile.TemporaryDirectory() as folder:
        files = _plain(measure, Path(folder))
        predicted = Path(folder) / "pred.jsonl"
        emit = [sys.executable, "-m", "bench", "emit", measure.emitter, "--data", *files["data"]]
        made = call([*emit, *options_of(measure), "--out", str(predicted)])
        if made is None:
            return [Reached(measure.name, "emit", "", "failed", "")]
        score = [*scorer_of(measure), "--gold", *files["gold"]]
        answer = call([*score, "--pred", str(predicted), *measure.score_options])
    if answer is None:
        return [Reached(measure.name, "score", "", "failed", "")]
    figures = json.loads(answer.strip().splitlines()[-1])
    return list(_reached(measure, figures))


def _plain(measure: Measure, folder: Path) -> dict[str, list[str]]:
    """Return the paths of data and gold; a measure of one genre, or of one half, gets its own cut of both."""
    data = [str(placed(name, SHARED / "data")) for name in measure.data]
    gold = [str(placed(name, SHARED / "data")) for name in measure.gold or measure.data]
    if measure.odd:
        half = folder / "half.jsonl"
        write_rows(half, read_rows(Path(data[0]))[1::2])
        return {"data": [str(half)], "gold": [str(half)]}
    if not measure.needs:
        return {"data": data, "gold": gold}
    (column, _, values), *_ = (need.partition("=") for need in measure.needs)
    cut = folder / "cut.jsonl"
    write_rows(cut, (r for r in read_rows(Path(data[0])) if r[column] in values.split(",")))
    return {"data": [str(cut)], "gold": [str(cut)]}


def options_of(measure: Measure) -> list[str]:
    """Return what the emitter is told beside its data."""
    dumps = [str(placed(name, SHARED / "data")) for name in measure.gazetteers]
    return [*measure.emit_options, *(["--gazetteer", *dumps] if dumps else [])]


def scorer_of(measure: Measure, *, folder: Path = SHARED / "score") -> list[str]:
    """Return the command that scores a measure: a module of ours, or a script of the shared folder."""
    if measure.scorer.startswith("bench/"):
        return [sys.executable, "-m", measure.scorer.removesuffix(".py").replace("/", ".")]
    return [sys.executable, str(folder / measure.scorer)]


def placed(name: str, folder: Path) -> Path:
    """Return where a file of a measure lies: in this repository ("bench/...") or in a shared folder."""
    return ROOT / name if name.startswith("bench/") else folder / name


def call(command: Sequence[str]) -> str | None:
    """Return what a command prints; None when it fails, and its last words go to standard error."""
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parents[1]
    )
    if done.returncode == 0:
        return done.stdout
    print(done.stderr[-2000:], file=sys.stderr)
    return None


def _reached(measure: Measure, figures: dict[str, Any]) -> Iterator[Reached]:
    for figure in measure.figures:
        value = figure_at(figure.path, figures)
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        yield Reached(measure.name, figure.path.replace(">", " "), figure.must, shown, figure.anchor)


def figure_at(path: str, figures: dict[str, Any]) -> Any:
    """Return the number at a path of a scorer's answer, names apart by ``>``; None when there is none."""
    value: Any = figures
    for name in path.split(">"):
        value = value.get(name) if isinstance(value, dict) else None
    return value
