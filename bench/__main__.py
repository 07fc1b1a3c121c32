"""The benches' command line: ``python -m bench emit|run|gate|speed|…``."""

from __future__ import annotations

import argparse
from pathlib import Path


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
    if options.command == "emit":
        from bench.emit import emit

        emit(options)
    elif options.command == "run":
        from bench.quality import run

        run(options.measure)
    elif options.command == "gate":
        from bench.gate import gate

        raise SystemExit(gate(lift=options.lift, lower=options.lower))
    elif options.command == "reader":
        from bench.reader import reader

        reader()
    elif options.command == "places":
        from bench.places import places

        places()
    elif options.command == "gazetteer":
        from bench.gazetteer import gazetteer

        gazetteer(rows=options.rows)
    elif options.command == "pages":
        from bench.pages import pages

        pages()
    elif options.command == "folds":
        from bench.folds import folds

        folds()
    elif options.command == "parts-made":
        from bench import parts_made

        parts_made.run()
    elif options.command == "guard":
        from bench.guard import guard

        guard()
    elif options.command == "archive":
        from bench.archive import archive

        archive()
    elif options.command == "kill":
        from bench.kill import kill

        kill(kills=options.kills, pages=options.pages, seed=options.seed)
    elif options.command == "fuzz":
        from bench.fuzz import fuzz

        fuzz(options.target, minutes=options.minutes, seed=options.seed, out=options.out)
    else:
        from bench import speed

        {"speed": speed.speed, "real": speed.real}[options.command]()


if __name__ == "__main__":
    main()
