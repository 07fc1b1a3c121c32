"""``dateline gazetteer``: builds the local gazetteer, adds, lists and removes dumps, looks a name up."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dateline.cli.inputs import build_with_progress, shown_build
from dateline.cli.look_up import look_up
from dateline.cli.terminal import say, tell
from dateline.cli.tools import Tools


@click.group()
def gazetteer() -> None:
    """The local gazetteer: build it, add to it, look a name up."""


@gazetteer.command()
@click.option("--if-missing", is_flag=True, help="Do nothing where a usable one is there already.")
@click.pass_obj
def build(tools: Tools, if_missing: bool) -> None:
    """Compile the gazetteer from what Dateline ships and from the dumps added to it."""
    from dateline.errors import GazetteerError
    from dateline.places import open_gazetteer

    if if_missing and tools.settings.gazetteer.is_file():
        try:
            open_gazetteer(tools.settings.gazetteer).verify()
            return
        except GazetteerError as error:
            click.echo(f"dateline: {error}; building it again", err=True)
    build_with_progress(tools.settings.gazetteer)
    size = tools.settings.gazetteer.stat().st_size
    click.echo(f"gazetteer ready: {size / 1e6:.0f} MB", err=True)


class Field(click.ParamType[tuple[str, str]]):
    """A field of ours and the dump's column for it."""

    name = "FIELD=COLUMN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return the pair."""
        field, equals, column = str(value).partition("=")
        if not (field and equals and column):
            self.fail(f"{value!r} is no FIELD=COLUMN", param, ctx)
        return field, column


@gazetteer.command()
@click.argument(
    "dumps", metavar="DUMP...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--format", "kind", metavar="FORMAT", help="What the dump is, where that cannot be told from it."
)
@click.option("--source", metavar="NAME", help="Whose places they are.")
@click.option("--licence", metavar="NAME", help="On which terms.")
@click.option(
    "--map",
    "fields",
    type=Field(),
    multiple=True,
    help="A column or property of the dump by our name for it.",
)
@click.pass_obj
def add(
    tools: Tools,
    dumps: tuple[Path, ...],
    kind: str | None,
    source: str | None,
    licence: str | None,
    fields: tuple[tuple[str, str], ...],
) -> None:
    """Add dumps of places as published: GeoNames, Who's On First, Natural Earth, GeoJSON, tables."""
    from dateline.places import Asked, add_dumps

    asked = Asked(format=kind, source=source, licence=licence, fields=dict(fields))
    path = tools.settings.gazetteer
    with shown_build() as show:
        found = add_dumps(path, dumps, asked=asked, added_on=f"{tools.clock():%Y-%m-%d}", progress=show)
    for one in found:
        for line in one.lines():
            tell(line)


@gazetteer.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def show_list(tools: Tools, as_json: bool) -> None:
    """List what the gazetteer was built from: sources, rows, licences, when they were added."""
    from dateline.places import open_gazetteer

    about = open_gazetteer(tools.settings.gazetteer).about
    if as_json:
        print(json.dumps(about, ensure_ascii=False))
        return
    say(f"default: {about['default']} places")
    for dump in about["dumps"]:
        say(
            f"{dump['name']}: {dump['given']} rows, {dump['merged']} merged; {dump['source']} "
            f"({dump['licence']}), {dump['format']}, added {dump['added_on'] or 'some day'}"
        )


@gazetteer.command()
@click.argument("name")
@click.pass_obj
def remove(tools: Tools, name: str) -> None:
    """Remove the dumps of this name or source, and build the gazetteer again."""
    from dateline.places import remove_dumps

    with shown_build() as show:
        gone = remove_dumps(tools.settings.gazetteer, name, progress=show)
    if not gone:
        raise click.UsageError(f"no dump or source is called {name!r}: see `dateline gazetteer list`")
    for dump in gone:
        tell(f"{dump.name} removed: {dump.rows} rows")


gazetteer.add_command(look_up)
