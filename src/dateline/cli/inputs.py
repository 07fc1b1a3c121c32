"""From inputs to readings: each input ends as a reading or as a row that says why not."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click

from dateline.capture import NOTES, codes, load_jsonl
from dateline.capture.codes import fail
from dateline.cli.link_inputs import is_link, load_inputs
from dateline.cli.link_run import Asked, is_capture
from dateline.cli.settings import Settings
from dateline.cli.terminal import tell_failure, watched
from dateline.cli.tools import Tools
from dateline.errors import DatelineError, GazetteerError
from dateline.model import Capture, Failure, Gazetteer, Reading, Tagger
from dateline.pipeline import read as read_capture
from dateline.places import StoryPrior, build_gazetteer, open_gazetteer
from dateline.reader import ModelTagger
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
    tools: Tools,
    *,
    files: tuple[str, ...],
    jsonl: str | None,
    wanted: Asked | None = None,
    prior: StoryPrior | None = None,
) -> Iterator[Reading | Failure]:
    """Yield a reading or a failure for each input, in order; addresses are captured first.

    Raises:
        GazetteerError: the gazetteer is damaged or of another version.
    """
    gazetteer = ready_gazetteer(tools.settings)
    tagger = ModelTagger(threads=tools.settings.threads, batch=tools.settings.batch)
    captures = load_inputs(tools, files=files, wanted=wanted or Asked()) if jsonl is None else _records(jsonl)
    few = jsonl is None and len(files) < LONG_WORK and not any(map(is_link, files))
    for item in captures if few else watched(captures, what="reading"):
        if not isinstance(item, Failure):
            yield _reading(item, gazetteer, tagger, prior=prior)
        elif item.code in NOTES:
            tell_failure(item)
        else:
            yield item


def _records(jsonl: str) -> Iterator[Capture | Failure]:
    """Yield the records of a stream or a file, packed or not."""
    if jsonl == "-":
        yield from load_jsonl(sys.stdin.buffer, source="standard input")
        return
    try:
        with _opened(Path(jsonl)) as stream:
            yield from load_jsonl(stream, source=jsonl)
    except (OSError, EOFError, zlib.error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        missing = isinstance(error, OSError) and error.errno is not None
        yield fail(codes.MISSING if missing else codes.DAMAGED, f"{jsonl}: {reason}")


def _opened(path: Path) -> BinaryIO:
    import gzip

    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _reading(
    capture: Capture, gazetteer: Gazetteer, tagger: Tagger, *, prior: StoryPrior | None
) -> Reading | Failure:
    # The id of a capture says nothing to a person: its address stands beside it.
    where = f"{capture.url}: " if capture.url and is_capture(capture.id) else ""
    try:
        reading = read_capture(capture, gazetteer=gazetteer, tagger=tagger, prior=prior)
        if not reads_as_english(reading.text):
            message = f"{where}not in English: parts and places, no assertions"
            tell_failure(Failure(id=capture.id, line=None, code="D114", message=message))
        return reading
    except DatelineError as error:
        return Failure(id=capture.id, line=None, code=error.code, message=f"{where}{error.message}")
    except Exception as error:  # noqa: BLE001 - the border: one bad report never empties the others
        message = f"{where}a bug of Dateline's: {type(error).__name__}: {error}".splitlines()[0][:200]
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
    path.parent.mkdir(parents=True, exist_ok=True)
    with shown_build() as show:
        build_gazetteer(path, progress=show)


@contextmanager
def shown_build() -> Iterator[Callable[[str, int, int], None]]:
    """Give what shows the stages of a build: a stage's name, how much is done, and of how much, 0 if unknown."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, int] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=None)
            progress.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield show


def nothing_to_read(results: Sequence[Reading | Failure]) -> list[Failure]:
    """Return a failure where the inputs held no report at all; silence would read as success."""
    if results:
        return []
    return [Failure(id=None, line=None, code="D113", message="no report in what was given")]
