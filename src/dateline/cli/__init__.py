"""Thin commands: they read options, call the pipeline and print."""

from __future__ import annotations

import io
import os
import sys
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
from dateline.errors import ConfigError, DatelineError

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


def main() -> None:
    """Run the command line; an error is one line on standard error with its code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        cli(prog_name="dateline")
    except ConfigError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(2)
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output went away (``| head``): that is its right, and no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = "D112"
        click.echo(f"dateline: {code} cannot write: {error.strerror or error}", err=True)
        sys.exit(1)
