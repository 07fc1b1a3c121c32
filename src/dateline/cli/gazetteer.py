"""``dateline gazetteer``: builds the local gazetteer, adds dumps, looks a name up."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.inputs import build_with_progress, ready_gazetteer
from dateline.cli.look_up import look_up
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
            open_gazetteer(tools.settings.gazetteer)
            return
        except GazetteerError as error:
            click.echo(f"dateline: {error}; building it again", err=True)
    build_with_progress(tools.settings.gazetteer)
    size = tools.settings.gazetteer.stat().st_size
    click.echo(f"gazetteer ready: {size / 1e6:.0f} MB", err=True)


@gazetteer.command()
@click.argument("dump", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def add(tools: Tools, dump: Path) -> None:
    """Add a table of places (.tsv with id, name, lat, lon, country, names; packed or not)."""
    from dateline.places import add_dump

    ready_gazetteer(tools.settings)
    added = add_dump(tools.settings.gazetteer, dump)
    click.echo(f"{added} places added", err=True)


gazetteer.add_command(look_up)
