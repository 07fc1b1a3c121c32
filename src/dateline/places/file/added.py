"""Adding dumps to the gazetteer, telling which there are, and removing them."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from dateline.errors import GazetteerError
from dateline.places.dumps.asked import Asked, Task
from dateline.places.dumps.detect import FORMATS, format_of, read_dump
from dateline.places.dumps.known import Known
from dateline.places.dumps.rows import line_of
from dateline.places.file.build import Built, build_gazetteer
from dateline.places.file.gazetteer import open_gazetteer
from dateline.places.file.kept import Dump, Kept, forget, keep, kept_dumps
from dateline.places.file.spill import workroom

Progress = Callable[[str, int, int], None]
_STEP = 10_000
_NOT_STATED = "not stated"
#: Quick to write: what is kept is read again at most once a version.
_LEVEL = 1


class Added(NamedTuple):
    """What became of a dump: rows given, how many were merged with places that were there, and left out."""

    about: Dump
    rows: int
    merged: int
    skipped: Counter[str]

    def lines(self) -> list[str]:
        """Return what is to be told of it."""
        fresh = self.rows - self.merged
        first = f"{self.about.name}: {self.rows} rows, {fresh} new, {self.merged} merged with places there already"
        return [first] + ([f"{self.about.name}: {reasons}"] if (reasons := told(self.skipped)) else [])


def add_dump(
    path: Path, dump: Path, *, asked: Asked | None = None, progress: Progress | None = None
) -> Added:
    """Add one dump to the gazetteer at ``path`` and build that again; see ``add_dumps``."""
    return add_dumps(path, [dump], asked=asked, progress=progress)[0]


def add_dumps(
    path: Path,
    dumps: Sequence[Path],
    *,
    asked: Asked | None = None,
    added_on: str = "",
    progress: Progress | None = None,
) -> list[Added]:
    """Add dumps to the gazetteer at ``path``, build that again and return what became of each.

    Their rows are kept beside the gazetteer. Nothing of what was there is changed before all is done.

    Raises:
        GazetteerError: D305 a dump cannot be read or holds no places, D306 there is no space.
    """
    tell = progress or (lambda _stage, _done, _total: None)
    with workroom(path.with_name(path.name + ".adding")) as room:
        tasks = [Task(path=dump, asked=asked or Asked(), known=Known(), room=room) for dump in dumps]
        formats = [format_of(task) for task in tasks]
        known = _known(path) if any(FORMATS[name].late for name in formats) else None
        order = sorted(range(len(tasks)), key=lambda n: FORMATS[formats[n]].late)
        fresh: dict[int, Kept] = {}
        for n in order:
            tasks[n].known = known or tasks[n].known
            about = _about(tasks[n], formats[n], added_on)
            fresh[n] = _written(tasks[n], about, room / f"{n}.tsv.gz", track=known is not None, tell=tell)
        new = [fresh[n] for n in order]
        digests = {kept.about.digest for kept in new}
        held = kept_dumps(path)
        again = [kept for kept in held if kept.about.digest in digests]
        before = [kept for kept in held if kept not in again]

        def kept_now() -> None:
            keep(path, new)
            forget(again)

        built = build_gazetteer(path, progress=progress, dumps=[*before, *new], then=kept_now)
    return [_added(tasks[n], fresh[n].about, built, len(before) + order.index(n)) for n in range(len(tasks))]


def _added(task: Task, about: Dump, built: Built, place: int) -> Added:
    return Added(about, built.rows[place], built.merged[place], task.skipped)


def _known(path: Path) -> Known:
    """Return the GeoNames ids of the gazetteer, built first where there is none that can be opened."""
    known = Known()
    try:
        gazetteer = open_gazetteer(path)
    except GazetteerError:
        build_gazetteer(path)
        gazetteer = open_gazetteer(path)
    known.add_entries(gazetteer.columns, gazetteer.country_codes)
    return known


def _about(task: Task, name: str, added_on: str) -> Dump:
    read = FORMATS[name]
    own = task.path.name.split(".")[0]
    return Dump(
        name=task.path.name,
        format=name,
        source=task.asked.source or read.source or own,
        licence=task.asked.licence or read.licence or _NOT_STATED,
        rows=0,
        skipped=0,
        added_on=added_on,
    )


def _written(task: Task, about: Dump, packed: Path, *, track: bool, tell: Progress) -> Kept:
    """Write a dump's rows into a packed file and return it with what is known of it."""
    count, stage, digest = 0, f"reading {about.name}", blake2b(digest_size=16)
    with gzip.open(packed, "wt", _LEVEL, encoding="utf-8", errors="replace", newline="\n") as out:
        for count, row in enumerate(read_dump(task), start=1):
            line = line_of(row)
            out.write(line)
            digest.update(line.encode("utf-8", "replace"))
            if track and row.lat:
                task.known.add(row.id, row.country, row.kind)
            if count % _STEP == 0:
                tell(stage, count, 0)
    if not count:
        reasons = told(task.skipped)
        raise GazetteerError("D305", f"{about.name} holds no places" + (f": {reasons}" if reasons else ""))
    tell(stage, count, count)
    return Kept(replace(about, rows=count, skipped=task.skipped.total(), digest=digest.hexdigest()), packed)


def told(skipped: Counter[str]) -> str:
    """Return in one line how many rows were left out and why; empty where none was."""
    if not skipped:
        return ""
    return "left out: " + ", ".join(f"{count} {reason}" for reason, count in skipped.most_common())


def remove_dumps(path: Path, wanted: str, *, progress: Progress | None = None) -> list[Dump]:
    """Remove the dumps of a name or source, build the gazetteer again and return them; none where it has none."""
    before = kept_dumps(path)
    gone = [kept for kept in before if wanted in (kept.about.name, kept.about.source)]
    if gone:
        left = [kept for kept in before if kept not in gone]
        build_gazetteer(path, progress=progress, dumps=left, then=lambda: forget(gone))
    return [kept.about for kept in gone]
