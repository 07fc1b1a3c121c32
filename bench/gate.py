"""``bench gate``: quality on a part of the data, held against floors that only rise.

A floor is what was reached when it was last set, less the margin of ``bench/floors.json``: other processors read
int8 a little differently. ``--raise`` writes the floors that are higher now; ``--lower ROW`` sets a row's floor
anew, down too, and nothing else does. Every figure is a share, more is better. The rows are parts of the
development sets, small enough for every change: the figures themselves come from ``bench run``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.measures import MEASURES, Measure
from bench.quality import SHARED, call, figure_at, options_of, placed, scorer_of
from bench.rows import Row, read_rows, write_rows

FLOORS = Path(__file__).with_name("floors.json")
Figures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A measure of ``bench run`` on every n-th document, and which of its figures have a floor."""

    measure: str
    figures: tuple[str, ...]
    every: int = 1


CHECKS: tuple[Check, ...] = (
    Check(
        measure="attribution",
        every=3,
        figures=(
            "exact>source>f1",
            "exact>cue>f1",
            "exact>content>f1",
            "right_source>share",
            "right_source>direct_quotes>share",
            "link_precision>share",
        ),
    ),
    Check(measure="attribution-conflict", figures=("right_source>share", "token>content>f1")),
    Check(measure="toponyms-conflict", figures=("recognition>f1", "resolution>acc161")),
    Check(measure="toponyms-cases", figures=("recognition>f1", "acc161", "sense")),
    Check(measure="spellings-cases", figures=("r1", "r5")),
    Check(measure="chains", figures=("exact",)),
    Check(measure="hedges", figures=("hedge>accuracy", "polarity>accuracy")),
    Check(measure="entities-news", figures=("exact>f1",)),
    Check(measure="entities", figures=("exact>f1",)),
    Check(measure="sentences-news", figures=("inner>f1",)),
    Check(measure="claim-match", every=6, figures=("map5", "r20")),
)


class Verdict(NamedTuple):
    """A row, what it reached (None: not measured), its floor (None: it has none), and whether it stands."""

    row: str
    reached: float | None
    floor: float | None
    stands: bool

    def __str__(self) -> str:
        floor = "no floor: --raise sets one" if self.floor is None else f"floor {self.floor:.3f}"
        reached = "not measured" if self.reached is None else f"{self.reached:.3f}"
        return f"{'ok    ' if self.stands else 'FALLEN'} {self.row}: {reached}, {floor}"


class Absent(Exception):
    """A file of the development data is not there."""


def gate(
    *,
    lift: bool = False,
    lower: Sequence[str] = (),
    checks: Sequence[Check] = CHECKS,
    measured: Callable[[Check], Figures] | None = None,
    floors: Path = FLOORS,
) -> int:
    """Measure, tell each row, and return the exit status: 1 when one has fallen.

    Args:
        lift: write the floors that are higher now.
        lower: rows whose floors are set anew, down too.
        checks: what is measured.
        measured: measures a check, in place of the emitters and scorers.
        floors: the file of floors.
    """
    kept = json.loads(floors.read_text(encoding="utf-8"))
    reached, skipped = _reached(checks, measured or measure_check)
    unknown = set(lower) - set(reached)
    if unknown:
        print(f"no such row measured: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    if lift or lower:
        kept["floors"] = new_floors(kept["floors"], reached, margin=kept["margin"], lift=lift, lower=lower)
        floors.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    verdicts = list(judge(reached, kept["floors"], skipped=skipped))
    for verdict in verdicts:
        print(verdict)
    return int(not all(verdict.stands for verdict in verdicts))


def judge(reached: Figures, floors: Mapping[str, float], *, skipped: Iterable[str] = ()) -> Iterator[Verdict]:
    """Yield a verdict for each row measured, and for each floor of which no row was; skipped measures aside."""
    for row, value in reached.items():
        floor = floors.get(row)
        yield Verdict(row, value, floor, value is not None and floor is not None and value >= floor)
    left_out = tuple(f"{name} " for name in skipped)
    for row, floor in floors.items():
        if row not in reached and not row.startswith(left_out):
            yield Verdict(row, None, floor, stands=False)


def new_floors(
    floors: Mapping[str, float], reached: Figures, *, margin: float, lift: bool, lower: Sequence[str]
) -> dict[str, float]:
    """Return the floors after this run: the higher of both, and what was reached for the rows to be lowered."""
    found = dict(floors)
    for row, value in reached.items():
        if value is None:
            continue
        fresh = round(value - margin, 3)
        if row in lower or (lift and fresh > floors.get(row, float("-inf"))):
            found[row] = fresh
    return found


def _reached(checks: Sequence[Check], measured: Callable[[Check], Figures]) -> tuple[Figures, list[str]]:
    """Return what each row reached, and the names of the measures whose data is not there."""
    reached: dict[str, float | None] = {}
    skipped = []
    for check in checks:
        try:
            figures = measured(check)
        except Absent as absent:
            print(f"skipped {check.measure}: {absent}")
            skipped.append(check.measure)
            continue
        for path in check.figures:
            reached[f"{check.measure} {path.replace('>', ' ')}"] = figures.get(path)
    return reached, skipped


def measure_check(check: Check, *, shared: Path = SHARED) -> Figures:
    """Return the figures of a check by the emitter and the scorer of its measure; none where one of them fails.

    Raises:
        Absent: a file of the measure is not there.
    """
    measure = next(m for m in MEASURES if m.name == check.measure)
    data = [placed(name, shared / "data") for name in measure.data]
    gold = [placed(name, shared / "data") for name in measure.gold or measure.data]
    scorer = placed(measure.scorer, shared / "score")
    for path in (*data, *gold, scorer):
        if not path.is_file():
            raise Absent(f"no {path.name} in {path.parent}")
    with tempfile.TemporaryDirectory() as folder:
        cuts = {path: Path(folder) / f"{n}.jsonl" for n, path in enumerate(dict.fromkeys([*data, *gold]))}
        for path, rows in thinned(
            {path: read_rows(path) for path in cuts}, measure, every=check.every
        ).items():
            write_rows(cuts[path], rows)
        predicted = Path(folder) / "pred.jsonl"
        _emit(measure, [cuts[path] for path in data], predicted)
        score = [*scorer_of(measure, folder=shared / "score"), "--gold", *(str(cuts[path]) for path in gold)]
        answer = call([*score, "--pred", str(predicted), *measure.score_options])
    figures = json.loads(answer.strip().splitlines()[-1]) if answer else {}
    return {path: figure_at(path, figures) for path in check.figures}


def _emit(measure: Measure, data: Sequence[Path], out: Path) -> None:
    from bench.__main__ import emit_options
    from bench.emit import emit

    parser = argparse.ArgumentParser()
    emit_options(parser)
    words = [measure.emitter, "--data", *map(str, data), *options_of(measure), "--out", str(out)]
    emit(parser.parse_args(words))


def thinned(files: Mapping[Path, Sequence[Row]], measure: Measure, *, every: int) -> dict[Path, list[Row]]:
    """Return the rows of a measure that are kept: every n-th, of the genres needed.

    Of claims to be found (rows with a title beside posts) all that a kept post repeats stay.
    """
    columns = [need.partition("=") for need in measure.needs]
    found = {}
    for path, rows in files.items():
        fitting = [
            row for row in rows if all(str(row[name]) in values.split(",") for name, _, values in columns)
        ]
        found[path] = fitting[::every]
    if every > 1 and len(files) > 1:
        sought = {claim for rows in found.values() for row in rows for claim in row.get("claims", ())}
        for path, rows in files.items():
            if "title" in rows[0]:
                found[path] = [row for n, row in enumerate(rows) if n % every == 0 or row["id"] in sought]
    return found
