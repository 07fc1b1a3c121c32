"""Thin commands: they read options, call the pipeline and print."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; an error or an interrupt is one line on standard error with its code."""
    # Loading takes a moment, in which one may already press Ctrl-C: nothing is loaded outside of this block.
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        _let_go_of_output()
        print("dateline: D146 stopped; what was stored is kept", file=sys.stderr)
        sys.exit(1)


def _run() -> int:
    """Return the exit status."""
    import io

    import click

    from dateline.cli.collector import look_seldom
    from dateline.cli.commands import cli
    from dateline.errors import ConfigError, DatelineError

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    look_seldom()
    try:
        return cli(prog_name="dateline", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        return 2 if isinstance(error, ConfigError) else 1
    except BrokenPipeError:
        # The reader of our output went away (``| head``): that is its right, and no error of ours.
        _let_go_of_output()
        return 1
    except OSError as error:
        _let_go_of_output()
        code = "D112"
        click.echo(f"dateline: {code} cannot write: {error.strerror or error}", err=True)
        return 1


def _let_go_of_output() -> None:
    """Send what is still unwritten nowhere: the interpreter writes it out when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
