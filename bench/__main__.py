"""The benches' command line: ``python -m bench emit|run|gate|speed|…``."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

#: Benches without options whose function is not named like their module: module and function.
PLAIN = {"parts-made": ("parts_made", "run"), "real": ("speed", "real"), "sheet": ("sheet", "scale")}


def main() -> None:
    """Run one bench."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    emit_options(commands.add_parser("emit", help="write the predictions that a measure's scorer reads"))
    run = commands.add_parser("run", help="emit, score, append to bench/RESULTS.md")
    run.add_argument("measure", nargs="*", help="names of measures; all when none is given")
    gate = commands.add_parser(
        "gate", help="quality rows on a part of the data, held against bench/floors.json"
    )
    gate.add_argument(
        "--raise", dest="lift", action="store_true", help="write the floors that are higher now"
    )
    gate.add_argument(
        "--lower", nargs="+", default=[], metavar="ROW", help="set these rows' floors anew, down too"
    )
    commands.add_parser("speed", help="cold start and the exercise: seconds and memory")
    commands.add_parser("real", help="all pages and reports of the development data through the command")
    commands.add_parser("reader", help="reports of 600 words through all stages on two cores")
    commands.add_parser("places", help="the stage of places alone; start, memory and disk of the default")
    gazetteer = commands.add_parser(
        "gazetteer", help="a made dump of GeoNames' size added: seconds, memory, disk"
    )
    gazetteer.add_argument("--rows", type=int, default=12_000_000)
    commands.add_parser("shingles", help="the index of shared wording: recall, speed, one more among 100,000")
    commands.add_parser("origins", help="independent origins of claims, against a reader's answers")
    commands.add_parser("odds", help="odds over five seeds, planted copies, none at all, speed, books")
    commands.add_parser("sheet", help="sheets of ever more reports: CPU seconds and memory")
    commands.add_parser("pages", help="pages taken apart, beside trafilatura: body, speed, memory")
    commands.add_parser("folds", help="author and day on sites that the weights were not fitted on")
    commands.add_parser("parts-made", help="parts found on made pages, half of them held back")
    commands.add_parser("guard", help="attacks on the fetcher, refused by it and by a peer, and its cost")
    commands.add_parser("archive", help="cost of storing, checking, reading; who tells of damaged WARC files")
    kill = commands.add_parser("kill", help="kill -9 in the middle of a capture run, again and again")
    kill.add_argument("--kills", type=int, default=20)
    kill.add_argument("--pages", type=int, default=1000)
    kill.add_argument("--seed", type=int, default=7)
    fuzz = commands.add_parser("fuzz", help="mutated input for as long as is wished; findings are kept")
    fuzz.add_argument("target", help="what to feed, a name of bench/fuzz.py's table")
    fuzz.add_argument("--minutes", type=float, default=10.0)
    fuzz.add_argument("--seed", type=int, default=7)
    fuzz.add_argument("--out", type=Path, default=Path("build/fuzz"), help="where findings are kept")
    options = parser.parse_args()
    _run(options)


def emit_options(emit: argparse.ArgumentParser) -> None:
    """Add what an emitter is told."""
    emit.add_argument("measure", help="which measure's predictions")
    emit.add_argument("--data", nargs="+", type=Path, required=True, help="what to answer")
    emit.add_argument("--train", nargs="+", type=Path, default=[], help="labelled rows to learn from")
    emit.add_argument("--gazetteer", nargs="+", type=Path, default=[], help="dumps to add to the gazetteer")
    emit.add_argument("--folds", type=int, help="learn fold by fold inside --data")
    emit.add_argument("--seed", type=int, default=7)
    emit.add_argument("--stance", choices=("gold", "own"), default="gold", help="odds: whose stances")
    emit.add_argument("--task", choices=("resolved", "rest"), default="resolved", help="odds: which claims")
    emit.add_argument("--without-supplement", action="store_true", help="places: leave its answers out")
    emit.add_argument("--out", type=Path, required=True, help="where the predictions go")


def _run(options: argparse.Namespace) -> None:
    name = options.command
    if name == "emit":
        from bench.emit import emit

        emit(options)
    elif name == "run":
        from bench.quality import run

        run(options.measure)
    elif name == "gate":
        from bench.gate import gate

        raise SystemExit(gate(lift=options.lift, lower=options.lower))
    elif name == "kill":
        from bench.kill import kill

        kill(kills=options.kills, pages=options.pages, seed=options.seed)
    elif name == "fuzz":
        from bench.fuzz import fuzz

        fuzz(options.target, minutes=options.minutes, seed=options.seed, out=options.out)
    elif name == "gazetteer":
        from bench.gazetteer import gazetteer

        gazetteer(rows=options.rows)
    else:
        module, function = PLAIN.get(name, (name, name))
        getattr(import_module(f"bench.{module}"), function)()


if __name__ == "__main__":
    main()
