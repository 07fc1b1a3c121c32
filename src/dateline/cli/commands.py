"""The commands, gathered: each reads its options, calls the pipeline and prints."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline._version import __version__
from dateline.cli.capture import capture
from dateline.cli.gazetteer import gazetteer
from dateline.cli.read import read
from dateline.cli.settings import read_settings
from dateline.cli.sheet import sheet
from dateline.cli.tools import Tools
from dateline.cli.verify import verify

EPILOG = """
Exit status: 0 done; 1 done, but some inputs failed (each one line on standard error); 2 wrong usage.
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
@click.pass_context
def cli(context: click.Context) -> None:
    """Count origins, not reports: who really knows what about one contested event."""
    if context.obj is None:
        context.obj = Tools(settings=read_settings(environment=os.environ, folder=Path.cwd()))


cli.add_command(read)
cli.add_command(sheet)
cli.add_command(capture)
cli.add_command(verify)
cli.add_command(gazetteer)
