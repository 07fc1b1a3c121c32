"""The files inside a dump: packed or not, alone, in an archive or in a folder."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

from dateline.errors import GazetteerError

#: What a format is told by: so much of the beginning.
HEAD_BYTES = 1 << 16
_ENDINGS = (".geojson", ".json", ".geojsonl", ".jsonl", ".txt", ".tsv", ".csv")
#: Files that publishers put beside their data.
_BESIDE = ("readme", "licen", "iso-languagecodes", "timezones", "featurecodes", "countryinfo", "contributing")
_FOLDERS = frozenset({"meta", ".github", "__macosx", "docs"})


class Member(NamedTuple):
    """A file of a dump: its name, and what it holds."""

    name: str
    stream: io.BufferedReader[Any]

    def head(self) -> bytes:
        """Return its beginning without taking it away."""
        return self.stream.peek(HEAD_BYTES)[:HEAD_BYTES]


def members(path: Path) -> Iterator[Member]:
    """Yield the files of a dump; of folders and archives only those that may hold places.

    Raises:
        GazetteerError: D305 the file is missing or damaged.
    """
    try:
        if path.is_dir():
            yield from _of_folder(path)
        elif zipfile.is_zipfile(path):
            yield from _of_zip(path)
        elif tarfile.is_tarfile(path):
            yield from _of_tar(path)
        else:
            with path.open("rb") as file:
                yield _member(path.name, file)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise GazetteerError("D305", f"{path.name} cannot be read: {reason}") from error
    except (NotImplementedError, RuntimeError) as error:
        # What ``zipfile`` raises for a way of packing that it does not know, and for a file under a password.
        raise GazetteerError("D305", f"{path.name} cannot be unpacked: {error}") from error


def _of_folder(path: Path) -> Iterator[Member]:
    for file in sorted(path.rglob("*")):
        if file.is_file() and _may_hold_places(file.relative_to(path).as_posix()):
            with file.open("rb") as stream:
                yield _member(file.name, stream)


def _of_zip(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if not info.is_dir() and _may_hold_places(info.filename):
                with archive.open(info) as stream:
                    yield _member(PurePosixPath(info.filename).name, cast(BinaryIO, stream))


def _of_tar(path: Path) -> Iterator[Member]:
    with tarfile.open(path, "r:*") as archive:
        for info in archive:
            if info.isfile() and _may_hold_places(info.name):
                stream = archive.extractfile(info)
                if stream is not None:
                    with stream:
                        yield _member(PurePosixPath(info.name).name, cast(BinaryIO, stream))


def _may_hold_places(name: str) -> bool:
    parts = PurePosixPath(name.lower()).parts
    if any(part in _FOLDERS or part.startswith(".") for part in parts):
        return False
    last = parts[-1].removesuffix(".gz").removesuffix(".bz2")
    # Who's On First keeps other outlines of a place beside it.
    return last.endswith(_ENDINGS) and not last.startswith(_BESIDE) and "-alt-" not in last


def _member(name: str, stream: BinaryIO) -> Member:
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES)
    begin = buffered.peek(4)[:4]
    if begin == b"PK\x03\x04":
        raise GazetteerError("D305", f"{name} is a damaged archive, or one inside another")
    if begin.startswith((b"\x1f\x8b", b"BZh")):
        opened = gzip.GzipFile(fileobj=buffered) if begin[:1] == b"\x1f" else bz2.BZ2File(buffered)
        name = name.removesuffix(".gz").removesuffix(".bz2")
        return Member(name, io.BufferedReader(cast(io.RawIOBase, opened), HEAD_BYTES))
    return Member(name, buffered)


@contextmanager
def as_text(member: Member, *, universal: bool = True) -> Iterator[io.TextIOWrapper]:
    """Give a member as UTF-8 text, a mark of byte order left out.

    Raises:
        GazetteerError: D305 it is no UTF-8.
    """
    text = io.TextIOWrapper(member.stream, "utf-8-sig", newline=None if universal else "\n")
    try:
        yield text
    except UnicodeDecodeError as error:
        raise GazetteerError("D305", f"{member.name} is no text in UTF-8") from error
    finally:
        text.detach()
