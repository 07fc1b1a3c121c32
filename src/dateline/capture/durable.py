"""Bytes that are on the disk when a call returns, and one writer at a time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.capture import codes
from dateline.errors import SourceError

#: How long a writer waits for another one; a store takes milliseconds.
PATIENCE_S = 30.0
_PAUSE_S = 0.005


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; on systems that cannot open a folder, its files are all there is."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Create the folder, and its parents, durably; nothing happens where it is there."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def place(path: Path, data: bytes, *, draft: Path) -> None:
    """Write the bytes to ``draft``, make them durable, then give them their name.

    A reader, or a crash, finds the whole file or none; a full disk does not keep the draft.
    """
    try:
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append(path: Path, data: bytes) -> None:
    """Append the bytes durably."""
    with path.open("ab") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def cut(path: Path, size: int) -> bytes:
    """Cut the file to ``size`` bytes durably; return what was cut off."""
    with path.open("r+b") as file:
        file.seek(size)
        tail = file.read()
        file.truncate(size)
        file.flush()
        os.fsync(file.fileno())
    return tail


def size_of(path: Path) -> int:
    """Return the size in bytes, 0 where there is no such file."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def sole_writer(
    path: Path,
    *,
    patience_s: float = PATIENCE_S,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the lock file; the system gives it back when a process dies.

    Raises:
        SourceError: D131, another process kept it for longer than ``patience_s``.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = monotonic() + patience_s
        while not _try_lock(handle):
            if monotonic() >= until:
                raise SourceError(codes.IN_USE, f"{path.parent.name}: another process is writing to it")
            sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
