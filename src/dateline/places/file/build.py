"""Compiles the gazetteer: from the tables that Dateline ships and the dumps added to them, into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from dateline.places.content.sources import Source, own_places, tables_stamp, town_count, towns
from dateline.places.dumps.rows import line_of, row_of
from dateline.places.file.gather import gather
from dateline.places.file.index import write_index
from dateline.places.file.kept import Kept, kept_dumps, read_lots
from dateline.places.file.settle import Settled, settle
from dateline.places.file.spill import workroom
from dateline.places.file.workers import Lines
from dateline.places.spelling.keys import keys_stamp

Progress = Callable[[str, int, int], None]
#: So many rows are turned into columns at a time.
LOT = 20_000
#: Where a row of the default names no source.
_DEFAULT = ("Dateline", "")


class Built(NamedTuple):
    """How many entries a gazetteer has; of each dump how many rows it gave, and how many were merged."""

    entries: int
    rows: list[int]
    merged: list[int]


class Named(NamedTuple):
    """A source of the default gazetteer or of a dump; ``dump`` counts dumps from 1, 0 is the default."""

    source: str
    licence: str
    dump: int


def build_gazetteer(
    path: Path,
    *,
    progress: Progress | None = None,
    dumps: Sequence[Kept] | None = None,
    then: Callable[[], None] | None = None,
) -> Built:
    """Compile the gazetteer from GeoNames, our own tables and what the user has added; half a minute, once.

    The file at ``path`` is replaced when all is done and stays as it is until then. ``progress`` is called
    with the stage's name, how many are done and how many there are; ``dumps`` are those kept beside it when
    not given; ``then`` is done just before the file is replaced.

    Raises:
        GazetteerError: D305 an added dump cannot be read again; D306 the file cannot be written.
    """
    own = own_places()
    places = chain(towns(own), _not_towns(own))
    return compile_places(
        path,
        places,
        dumps=kept_dumps(path) if dumps is None else dumps,
        expected=town_count(),
        progress=progress,
        then=then,
    )


def _not_towns(own: dict[str, list[Source]]) -> Iterator[Source]:
    """Yield the places that GeoNames' towns have left in ``own``; asked for only once these are through."""
    for rows in own.values():
        yield from rows


def build_stamp() -> int:
    """Return a number that changes whenever the tables that go in do, or the keys of a name."""
    return tables_stamp() ^ keys_stamp()


def compile_places(
    path: Path,
    places: Iterable[Source],
    *,
    dumps: Sequence[Kept] = (),
    expected: int = 0,
    progress: Progress | None = None,
    then: Callable[[], None] | None = None,
) -> Built:
    """Compile places and dumps into a gazetteer at ``path``."""
    tell = progress or (lambda _stage, _done, _total: None)
    named: list[Named] = []
    lots = chain(
        _default_lots(places, named), *(_dump_lots(kept, n, named) for n, kept in enumerate(dumps, 1))
    )
    total = expected + sum(kept.about.rows for kept in dumps)
    with workroom(path) as room:
        with gather(lots, room, total=total, tell=tell) as rows:
            settled = settle(rows, [source.dump for source in named], tell=tell)
            about = _about(named, dumps, settled)
            write_index(rows, settled, about=about, stamp=build_stamp(), tell=tell)
        if then is not None:
            then()
        rows.path.replace(path)
    numbers = range(1, len(dumps) + 1)
    return Built(len(settled.order), [settled.rows[n] for n in numbers], [settled.merged[n] for n in numbers])


def _default_lots(places: Iterable[Source], named: list[Named]) -> Iterator[Lines]:
    """Yield the default gazetteer's places as lines, and name their sources."""
    known: dict[tuple[str, str], int] = {}
    lines: list[str] = []
    for place in places:
        told = (place.source, place.licence) if place.source else _DEFAULT
        if told not in known:
            known[told] = len(named)
            named.append(Named(*told, 0))
        lines.append(line_of(row_of(place, source=known[told])))
        if len(lines) == LOT:
            yield _lot(lines)
            lines = []
    if lines:
        yield _lot(lines)


def _lot(lines: list[str]) -> Lines:
    return Lines("".join(lines).encode("utf-8", "replace"), 0, len(lines))


def _dump_lots(kept: Kept, number: int, named: list[Named]) -> Iterator[Lines]:
    source = len(named)
    named.append(Named(kept.about.source, kept.about.licence, number))
    for text, count in read_lots(kept):
        yield Lines(text, source, count)


def _about(named: Sequence[Named], dumps: Sequence[Kept], settled: Settled) -> dict[str, Any]:
    return {
        "sources": [list(source) for source in named],
        "dumps": [
            {**asdict(kept.about), "given": settled.rows[n], "merged": settled.merged[n]}
            for n, kept in enumerate(dumps, 1)
        ],
        "default": settled.rows[0],
    }
