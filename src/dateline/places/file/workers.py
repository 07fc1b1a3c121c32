"""Two processes that turn lines into columns while a third reads and writes.

They are started as commands and spoken to through pipes: no fork of a process that may have threads, no second
import of the caller's own program, and when the caller dies, however it dies, their input ends and so do they.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from typing import IO, NamedTuple, TypeVar

from dateline.errors import GazetteerError
from dateline.places.file.columns import Batch, columns_of

MOST_WORKERS = 2
Item = TypeVar("Item")
_COMMAND = "from dateline.places.file.workers import serve; serve()"


class Lines(NamedTuple):
    """Whole lines of one source, which is given by its number, and how many they are."""

    text: bytes
    source: int
    rows: int


def columns(lots: Iterator[Lines]) -> Iterator[Batch]:
    """Yield the columns of each lot, in order, empty ones where there is none; a single lot is done here.

    Raises:
        GazetteerError: D306 a worker ended early.
    """
    first = next(lots, None) or Lines(b"", 0, 0)
    second = next(lots, None)
    if second is None:
        yield columns_of(first.text, source=first.source)
        return
    with _Pool(min(MOST_WORKERS, os.cpu_count() or 1)) as pool:
        yield from pool.run(_chained(first, second, lots))


def _chained(first: Lines, second: Lines, rest: Iterator[Lines]) -> Iterator[Lines]:
    yield first
    yield second
    yield from rest


class _Pool:
    """Workers, each with one lot at a time, asked in turn."""

    def __init__(self, count: int) -> None:
        # A session of their own: Ctrl-C is for the caller, who ends them.
        self._workers = [
            subprocess.Popen(
                [sys.executable, "-c", _COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            for _ in range(count)
        ]

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            for pipe in (worker.stdin, worker.stdout):
                if pipe is not None:
                    pipe.close()
            worker.wait()

    def run(self, lots: Iterator[Lines]) -> Iterator[Batch]:
        """Yield the columns of each lot, in order."""
        busy: deque[subprocess.Popen[bytes]] = deque()
        for worker in self._workers:
            self._give(worker, lots, busy)
        while busy:
            worker = busy.popleft()
            done = _heard(worker)
            self._give(worker, lots, busy)
            yield done

    def _give(
        self, worker: subprocess.Popen[bytes], lots: Iterator[Lines], busy: deque[subprocess.Popen[bytes]]
    ) -> None:
        lot = next(lots, None)
        if lot is not None:
            try:
                _send(_pipe(worker.stdin), lot)
            except OSError as error:
                raise _ended(worker) from error
            busy.append(worker)


def _heard(worker: subprocess.Popen[bytes]) -> Batch:
    try:
        return _receive(_pipe(worker.stdout), Batch)
    except (EOFError, pickle.UnpicklingError) as error:
        raise _ended(worker) from error


def _ended(worker: subprocess.Popen[bytes]) -> GazetteerError:
    return GazetteerError("D306", f"a process of the build ended early, with status {worker.poll()}")


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise GazetteerError("D306", "a process of the build cannot be spoken to")
    return stream


def _send(stream: IO[bytes], item: object) -> None:
    pickle.dump(item, stream, protocol=5)
    stream.flush()


def _receive(stream: IO[bytes], kind: type[Item]) -> Item:
    item = pickle.load(stream)
    if not isinstance(item, kind):
        raise pickle.UnpicklingError(f"no {kind.__name__}")
    return item


def serve() -> None:
    """Answer lots with their columns until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            lot = _receive(sys.stdin.buffer, Lines)
        except EOFError:
            return
        try:
            _send(sys.stdout.buffer, columns_of(lot.text, source=lot.source))
        except BrokenPipeError:
            os._exit(0)
