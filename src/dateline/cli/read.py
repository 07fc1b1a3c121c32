"""``dateline read``: takes reports apart and prints what they say."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.inputs import Output, nothing_to_read, read_inputs, ready_gazetteer
from dateline.cli.link_run import asked, link_options
from dateline.cli.terminal import say, tell, tell_failure
from dateline.cli.tools import Tools
from dateline.cli.where import story_options, story_prior
from dateline.formats.contract import to_json
from dateline.model import Failure, Reading

if TYPE_CHECKING:
    from dateline.formats.place_words import Entries


@click.command()
@click.argument("files", nargs=-1, metavar="FILE|URL|WARC|ID...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; an array for several files.")
@click.option("--jsonl", metavar="IN|-", help="Read records, one a line; print one line for each, in order.")
@click.option(
    "--map",
    "map_path",
    type=Output(),
    help="Write the places as an HTML map; of several reports one each, OUT-ID.html.",
)
@story_options
@link_options
@click.pass_obj
def read(
    tools: Tools,
    files: tuple[str, ...],
    as_json: bool,
    jsonl: str | None,
    map_path: Path | None,
    countries: tuple[str, ...],
    near: tuple[float, float] | None,
    limit: int | None,
    fresh: float | None,
    fetch: bool,
    offline: bool,
) -> None:
    """Take reports apart: parts, places, and who says what.

    FILE is a page (.html, .htm), a text (.txt), records (.json, .jsonl), each packed with gzip or not,
    or a folder of them. An address is captured first; a feed stands for its newest entries; a WARC file
    (.warc, .warc.gz) for its pages; a capture's id (cap-…) for what the archive holds.
    """
    if bool(files) == (jsonl is not None):
        raise click.UsageError("give FILEs or --jsonl, one of the two")
    if map_path is not None and not files:
        raise click.UsageError("--map draws FILEs; it does not go with --jsonl")
    wanted = asked(limit=limit, fresh=fresh, fetch=fetch, offline=offline)
    results = read_inputs(tools, files=files, jsonl=jsonl, wanted=wanted, prior=story_prior(countries, near))
    failed = _print_lines(results) if jsonl is not None else _print_all(tools, results, as_json, map_path)
    sys.exit(1 if failed else 0)


def _print_lines(results: Iterator[Reading | Failure]) -> int:
    failed = 0
    for result in results:
        if isinstance(result, Failure):
            failed += 1
            tell_failure(result)
        say(json.dumps(to_json(result), ensure_ascii=False))
    return failed


def _print_all(
    tools: Tools, results: Iterator[Reading | Failure], as_json: bool, map_path: Path | None
) -> int:
    done = list(results)
    done += nothing_to_read(done)
    for failure in (r for r in done if isinstance(r, Failure)):
        tell_failure(failure)
    readings = [r for r in done if isinstance(r, Reading)]
    if as_json:
        shown = [to_json(r) for r in done]
        print(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1))
    else:
        _print_readings(tools, readings)
    if map_path is not None and readings:
        _write_maps(tools, readings, map_path)
    return len(done) - len(readings)


def _write_maps(tools: Tools, readings: list[Reading], path: Path) -> None:
    """Write the map of the report; of several reports one map each, named by their ids, and say so."""
    from dateline.formats.html import render_reading_map
    from dateline.formats.html.marked import slugs_of

    slugs = slugs_of([reading.id for reading in readings])
    for reading in readings:
        named = path.with_name(f"{path.stem}-{slugs[reading.id]}{path.suffix}")
        own = path if len(readings) == 1 else named
        own.write_text(render_reading_map(reading, entries=_entries(tools, [reading])), encoding="utf-8")
        if own is not path:
            tell(f"map of {reading.id}: {own}")


def _print_readings(tools: Tools, readings: list[Reading]) -> None:
    from rich.console import Console

    from dateline.formats.terminal import print_reading

    console = Console()
    for reading in readings:
        print_reading(reading, console, entries=_entries(tools, [reading]))


def _entries(tools: Tools, readings: Sequence[Reading]) -> Entries:
    """Return what the gazetteer holds of the readings' places."""
    from dateline.formats.place_marks import entries_of_readings

    return entries_of_readings(ready_gazetteer(tools.settings), readings)
