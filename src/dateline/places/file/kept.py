"""Dumps that a user has added: kept beside the gazetteer as packed lines, compiled into it at each build."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from dateline.errors import GazetteerError

#: Raised when the cells of a row change.
LAYOUT = 1
_LOT_BYTES = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """What is known of a dump that was added."""

    name: str
    format: str
    source: str
    licence: str
    rows: int
    skipped: int
    added_on: str
    #: Of its rows: the same dump added again takes the place of the first.
    digest: str = ""
    layout: int = LAYOUT


class Kept(NamedTuple):
    """A dump and the file that its rows lie in."""

    about: Dump
    path: Path


def kept_at(path: Path) -> Path:
    """Return the folder in which the dumps added to the gazetteer at ``path`` are kept."""
    return path.with_name(path.name + ".added")


def kept_dumps(path: Path) -> list[Kept]:
    """Return the dumps that were added to the gazetteer at ``path``, oldest first.

    Raises:
        GazetteerError: D305 what says so cannot be read.
    """
    found = []
    for about in sorted(kept_at(path).glob("*.json")):
        try:
            told = Dump(**json.loads(about.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise GazetteerError(
                "D305", f"{about.name} is damaged: remove it and add its dump again"
            ) from error
        if told.layout != LAYOUT:
            raise GazetteerError("D305", f"{told.name} was added by another version: add it again")
        found.append(Kept(told, about.with_suffix(".tsv.gz")))
    return found


def keep(path: Path, fresh: list[Kept]) -> None:
    """Move dumps beside the gazetteer at ``path``; each is kept from the moment that its description is there."""
    folder = kept_at(path)
    folder.mkdir(exist_ok=True)
    _sweep(folder)
    number = max((int(p.stem) for p in folder.glob("*.json") if p.stem.isdecimal()), default=0)
    for kept in fresh:
        number += 1
        kept.path.replace(folder / f"{number:04}.tsv.gz")
        partial = folder / f"{number:04}.part"
        partial.write_text(json.dumps(asdict(kept.about), ensure_ascii=False), encoding="utf-8")
        partial.replace(folder / f"{number:04}.json")


def forget(gone: list[Kept]) -> None:
    """Remove dumps."""
    for kept in gone:
        kept.path.with_name(kept.path.name.removesuffix(".tsv.gz") + ".json").unlink(missing_ok=True)
        kept.path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Take away what was not kept to the end."""
    for part in folder.glob("*.part"):
        part.unlink()
    for rows in folder.glob("*.tsv.gz"):
        if not rows.with_name(rows.name.removesuffix(".tsv.gz") + ".json").exists():
            rows.unlink()


def read_lots(kept: Kept) -> Iterator[tuple[bytes, int]]:
    """Yield a dump's lines in lots of some megabytes, and how many they are.

    Raises:
        GazetteerError: D305 the file is damaged.
    """
    try:
        with gzip.open(kept.path, "rb") as file:
            rest = b""
            while piece := file.read(_LOT_BYTES):
                lines, newline, after = (rest + piece).rpartition(b"\n")
                if newline:
                    yield lines, lines.count(b"\n") + 1
                rest = after
            if rest:
                yield rest, 1
    except (OSError, EOFError, zlib.error) as error:
        raise GazetteerError(
            "D305", f"{kept.about.name} cannot be read again ({error}): remove it and add it anew"
        ) from error
