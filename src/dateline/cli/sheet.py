"""``dateline sheet``: weighs several reports of one event into an incident sheet."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from dateline.cli.inputs import Output, nothing_to_read, read_inputs, ready_gazetteer
from dateline.cli.link_run import asked, is_stopped, link_options
from dateline.cli.terminal import say, tell, tell_failure
from dateline.cli.tools import Tools
from dateline.cli.wacz import wacz_option, write_wacz
from dateline.cli.where import story_options, story_prior
from dateline.events import split_events
from dateline.formats.contract import to_json
from dateline.formats.terminal_answers import answer_row, print_answers
from dateline.formats.wording import printable
from dateline.model import Encoder, Failure, Reading, Sheet, When, Yardstick
from dateline.pipeline import ask
from dateline.pipeline import sheet as weigh_sheet
from dateline.reader import MiniLmEncoder
from dateline.text.dates import parse_when


class Instant(click.ParamType[When]):
    """An ISO 8601 date or time."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> When:
        """Return the instant as given, with its precision."""
        when = value if isinstance(value, When) else parse_when(str(value))
        if when is None:
            self.fail(f"{value!r} is no date or time (2031-03-11, 2031-03-11T21:05Z)", param, ctx)
        return when


@click.command()
@click.argument("files", nargs=-1, metavar="FILE|DIR|URL|WARC|ID...")
@click.option("--json", "as_json", is_flag=True, help="Print the sheet as JSON.")
@click.option("--html", "html_path", type=Output(), help="Write one self-contained HTML file.")
@wacz_option
@click.option("--jsonl", metavar="IN|-", help="Read the reports as records, one a line.")
@click.option("--as-of", type=Instant(), help="Weigh only what was published by this instant.")
@click.option("--event", type=click.IntRange(min=1), metavar="N", help="Which event, if there are several.")
@click.option(
    "--ask",
    "questions",
    multiple=True,
    metavar="CLAIM",
    help="Who stands behind this claim, in your words? Answers instead of the sheet; may be given again.",
)
@click.option(
    "--control-decay",
    type=click.FloatRange(min=0),
    metavar="DAYS",
    help="After how many days it is unknown who holds a place.",
)
@click.option("--yardstick", type=click.Choice(list(Yardstick)), help="Words for odds: phia or icd203.")
@story_options
@link_options
@click.pass_obj
def sheet(
    tools: Tools,
    files: tuple[str, ...],
    as_json: bool,
    html_path: Path | None,
    wacz_path: Path | None,
    jsonl: str | None,
    as_of: When | None,
    event: int | None,
    questions: tuple[str, ...],
    control_decay: float | None,
    yardstick: Yardstick | None,
    countries: tuple[str, ...],
    near: tuple[float, float] | None,
    limit: int | None,
    fresh: float | None,
    fetch: bool,
    offline: bool,
) -> None:
    """Weigh the reports of one event into a sheet.

    Claims, origins, odds, counts, places. Give pages, texts and records (.html, .txt, .json, .jsonl) or a
    folder of them, the addresses of reports, a feed, a WARC file, or ids of captures, in any mixture.
    Addresses are captured first; each one that fails is named, and the others go on.
    """
    if bool(files) == (jsonl is not None):
        raise click.UsageError("give FILEs or --jsonl, one of the two")
    wanted = asked(limit=limit, fresh=fresh, fetch=fetch, offline=offline)
    results = list(
        read_inputs(tools, files=files, jsonl=jsonl, wanted=wanted, prior=story_prior(countries, near))
    )
    failures = [r for r in results if isinstance(r, Failure)] or nothing_to_read(results)
    for failure in failures:
        tell_failure(failure)
    if is_stopped(failures):
        sys.exit(1)
    readings = _one_event([r for r in results if isinstance(r, Reading)], event)
    encoder = MiniLmEncoder(threads=tools.settings.threads)
    if questions:
        _answer(questions, readings, encoder=encoder, as_json=as_json)
        sys.exit(1 if failures else 0)
    made = weigh_sheet(
        readings,
        encoder=encoder,
        yardstick=yardstick or tools.settings.yardstick,
        as_of=as_of,
        failures=failures,
        seed=tools.settings.seed,
        control_decay_days=tools.settings.control_decay_days if control_decay is None else control_decay,
    )
    titles = {report.id: report.title for report in made.reports}
    is_whole = wacz_path is None or write_wacz(tools, titles, out=wacz_path)
    _show(tools, made, readings, as_json=as_json, html_path=html_path)
    sys.exit(0 if is_whole and not made.errors else 1)


def _answer(questions: tuple[str, ...], readings: list[Reading], *, encoder: Encoder, as_json: bool) -> None:
    """Print who stands behind each claim in words, with the words that say it."""
    answers = ask(questions, readings, encoder=encoder)
    if as_json:
        print(json.dumps({"answers": [answer_row(a) for a in answers]}, ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    print_answers(answers, Console())


def _one_event(readings: list[Reading], event: int | None) -> list[Reading]:
    """Return the readings of one event; where there are several, say so."""
    groups = split_events(readings)
    if event is not None and event > len(groups):
        raise click.UsageError(f"--event {event}: the reports make {len(groups)}")
    if len(groups) <= 1:
        return readings
    chosen = (event or 1) - 1
    tell(f"{len(groups)} events in {len(readings)} reports:")
    for number, group in enumerate(groups, start=1):
        mark = "*" if number == chosen + 1 else " "
        title = next((r.report.title for r in group if r.report.title), group[0].id)
        say(f" {mark} --event {number}: {len(group)} reports: {printable(title)}", err=True)
    return list(groups[chosen])


def _show(
    tools: Tools, made: Sheet, readings: list[Reading], *, as_json: bool, html_path: Path | None
) -> None:
    if html_path is not None:
        from dateline.formats.html import render_sheet
        from dateline.formats.place_marks import known_entries

        entries = known_entries(ready_gazetteer(tools.settings), made.places)
        html_path.write_text(render_sheet(made, readings, entries=entries), encoding="utf-8")
    if as_json:
        print(json.dumps(to_json(made), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from dateline.formats.terminal import print_sheet

    print_sheet(made, Console())
