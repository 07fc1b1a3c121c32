"""What commands show while they work, on standard error and only where somebody sits before it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dateline.formats.wording import printable
from dateline.model import Failure

if TYPE_CHECKING:
    from rich.progress import Progress

Bar = Callable[[int, int | None, str], None]
#: The bar that is on the screen now, if any: lines go above it.
_shown: list[Progress] = []


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
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:
        _shown.append(progress)
        task = progress.add_task(what, total=None, words="")

        def move(done: int, total: int | None, words: str) -> None:
            progress.update(task, completed=done, total=total, words=printable(words))

        try:
            yield move
        finally:
            _shown.remove(progress)


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
    say(f"dateline: {printable(message)}", err=True)


def hint(message: str) -> None:
    """Print what could be done next, for a person only."""
    if sys.stderr.isatty():
        say(click.style(message, dim=True), err=True)


def say(line: str, *, err: bool = False) -> None:
    """Print a line on standard output or error, above the bar where one is on the same screen."""
    if _shown and (err or sys.stdout.isatty()):
        from rich.text import Text

        _shown[-1].console.print(Text.from_ansi(line), soft_wrap=True)
    else:
        print(line, file=sys.stderr if err else sys.stdout)
