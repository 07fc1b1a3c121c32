"""From inputs to readings: each input ends as a reading or as a row that says why not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click

from dateline.capture import NOTES, load_files, load_jsonl
from dateline.cli.settings import Settings
from dateline.errors import DatelineError, GazetteerError
from dateline.model import Capture, Failure, Gazetteer, Reading
from dateline.pipeline import read as read_capture
from dateline.places import build_gazetteer, open_gazetteer
from dateline.reader.rules import RuleTagger
from dateline.text.language import reads_as_english

#: Codes of a gazetteer that building it anew mends.
MISSING, OTHER_VERSION = "D301", "D303"
#: With fewer inputs than this no progress is shown: they are done before one could read it.
LONG_WORK = 6


class Output(click.ParamType[Path]):
    """A file to write, checked before the work begins."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; its folder must be there and take files."""
        path = Path(str(value))
        if not path.parent.is_dir() or not os.access(path.parent, os.W_OK) or path.is_dir():
            self.fail(f"{str(path)!r} cannot be written", param, ctx)
        return path


def read_inputs(
    settings: Settings, *, files: tuple[str, ...], jsonl: str | None
) -> Iterator[Reading | Failure]:
    """Yield a reading or a failure for each input, in order.

    Raises:
        GazetteerError: the gazetteer is damaged or of another version.
    """
    gazetteer = ready_gazetteer(settings)
    tagger = RuleTagger()
    with _captures(settings, files=files, jsonl=jsonl) as captures:
        for item in _shown(captures, total=len(files) if jsonl is None else None):
            if not isinstance(item, Failure):
                yield _reading(item, gazetteer, tagger)
            elif item.code in NOTES:
                tell_failure(item)
            else:
                yield item


@contextmanager
def _captures(
    settings: Settings, *, files: tuple[str, ...], jsonl: str | None
) -> Iterator[Iterable[Capture | Failure]]:
    if jsonl is None:
        yield load_files(list(files), max_bytes=settings.max_bytes)
    elif jsonl == "-":
        yield load_jsonl(sys.stdin.buffer, source="standard input")
    else:
        with _opened(Path(jsonl)) as stream:
            yield load_jsonl(stream, source=jsonl)


def _opened(path: Path) -> BinaryIO:
    import gzip

    try:
        return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}") from error


def _reading(capture: Capture, gazetteer: Gazetteer, tagger: RuleTagger) -> Reading | Failure:
    try:
        reading = read_capture(capture, gazetteer=gazetteer, tagger=tagger)
        if not reads_as_english(reading.text):
            message = "not in English: parts and places, no assertions"
            tell_failure(Failure(id=capture.id, line=None, code="D114", message=message))
        return reading
    except DatelineError as error:
        return Failure(id=capture.id, line=None, code=error.code, message=error.message)
    except Exception as error:  # noqa: BLE001 - the border: one bad report never empties the others
        message = f"a bug of Dateline's: {type(error).__name__}: {error}".splitlines()[0][:200]
        return Failure(id=capture.id, line=None, code="D901", message=message)


def ready_gazetteer(settings: Settings) -> Gazetteer:
    """Return the gazetteer, built first where there is none yet, or one of an earlier version.

    Raises:
        GazetteerError: D302 the file is no gazetteer, D304 it is damaged.
    """
    try:
        return open_gazetteer(settings.gazetteer)
    except GazetteerError as error:
        if error.code not in (MISSING, OTHER_VERSION):
            raise
        click.echo(f"dateline: {error.message.partition(':')[0]}: building it once", err=True)
    build_with_progress(settings.gazetteer)
    return open_gazetteer(settings.gazetteer)


def build_with_progress(path: Path) -> None:
    """Build the gazetteer and show how far it is."""
    from rich.console import Console
    from rich.progress import Progress

    path.parent.mkdir(parents=True, exist_ok=True)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, int] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        build_gazetteer(path, progress=show)


def _shown(items: Iterable[Capture | Failure], *, total: int | None) -> Iterator[Capture | Failure]:
    """Yield the items; on a terminal, long work shows its progress on standard error."""
    if not sys.stderr.isatty() or (total is not None and total < LONG_WORK):
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total)


def nothing_to_read(results: Sequence[Reading | Failure]) -> list[Failure]:
    """Return a failure where the inputs held no report at all; silence would read as success."""
    if results:
        return []
    return [Failure(id=None, line=None, code="D113", message="no report in what was given")]


def tell_failure(failure: Failure) -> None:
    """Print the failure's one line on standard error."""
    where = [failure.id] if failure.id else []
    where += [f"line {failure.line}"] if failure.line is not None else []
    place = " ".join(where)
    click.echo(f"dateline: {place + ': ' if place else ''}{failure.code} {failure.message}", err=True)
