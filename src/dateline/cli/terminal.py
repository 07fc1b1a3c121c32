"""What commands show while they work, on standard error and only where somebody sits before it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from dateline.formats.wording import printable
from dateline.model import Failure

Bar = Callable[[int, int | None, str], None]


@contextmanager
def shown_bar(what: str) -> Iterator[Bar]:
    """Give what moves a progress bar: done, total, and words such as the host being fetched."""
    if not sys.stderr.isatty():
        yield _show_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[words]}", style="dim", markup=False),
    )
    # Without a terminal behind it, standard output stays what it is: the bar must not swallow it.
    console, own = Console(stderr=True), sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=own) as progress:
        task = progress.add_task(what, total=None, words="")

        def move(done: int, total: int | None, words: str) -> None:
            progress.update(task, completed=done, total=total, words=printable(words))

        yield move


def _show_nothing(_done: int, _total: int | None, _words: str) -> None:
    """Stand in for the bar where nobody sees it."""


def tell_failure(failure: Failure) -> None:
    """Print the failure's one line on standard error; what the message names already is not said twice."""
    named = failure.message.partition(": ")[0]
    where = [failure.id] if failure.id and failure.id not in named else []
    where += (
        [f"line {failure.line}"] if failure.line is not None and f"line {failure.line}" not in named else []
    )
    place = " ".join(where)
    tell(f"{place + ': ' if place else ''}{failure.code} {failure.message}")


def tell(message: str) -> None:
    """Print a line on standard error."""
    click.echo(f"dateline: {printable(message)}", err=True)


def hint(message: str) -> None:
    """Print what could be done next, for a person only."""
    if sys.stderr.isatty():
        click.secho(message, err=True, dim=True)
