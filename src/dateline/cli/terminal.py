"""What commands show while they work, on standard error and only where somebody sits before it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from dateline.formats.wording import printable
from dateline.model import Failure

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")
Bar = Callable[[int, int | None, str], None]
#: The bar that is on the screen now, if any: lines go above it.
_shown: list[Progress] = []


@contextmanager
def shown_bar(what: str) -> Iterator[Bar]:
    """Give what moves a progress bar: done, total, and words such as the host being fetched."""
    if not sys.stderr.isatty():
        yield _show_nothing
        return
    with _screen() as progress:
        task = progress.add_task(what, total=None, words="")

        def move(done: int, total: int | None, words: str) -> None:
            progress.update(task, completed=done, total=total, words=printable(words))

        try:
            yield move
        finally:
            progress.remove_task(task)


@contextmanager
def _screen() -> Iterator[Progress]:
    """Give the bars that are on the screen; one inside another shares them."""
    if _shown:
        yield _shown[-1]
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
        try:
            yield progress
        finally:
            _shown.remove(progress)


def watched(items: Iterable[Item], *, what: str, words: str = "") -> Iterator[Item]:
    """Yield the items and show how many there were; the bar appears with the first of them."""
    iterator = iter(items)
    for first in iterator:
        with shown_bar(what) as bar:
            bar(1, None, words)
            yield first
            for done, item in enumerate(iterator, start=2):
                yield item
                bar(done, None, words)


def _show_nothing(_done: int, _total: int | None, _words: str) -> None:
    """Stand in for the bar where nobody sees it."""


def tell_failure(failure: Failure) -> None:
    """Print the failure's one line on standard error; what the message names already is not said twice."""
    named, line = failure.message.partition(": ")[0], f"line {failure.line}"
    where = [failure.id] if failure.id and failure.id not in named else []
    where += [line] if failure.line is not None and line not in failure.message else []
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
