from __future__ import annotations

from pathlib import Path

from bench.gazetteer import write_dump

from dateline.places.dumps.asked import Asked, Task
from dateline.places.dumps.detect import format_of, read_dump
from dateline.places.dumps.known import Known


def test_the_made_dump_is_read_as_geonames_and_its_broken_lines_are_told(tmp_path: Path) -> None:
    path = tmp_path / "allCountries.txt"
    write_dump(path, 10_000)
    task = Task(path=path, asked=Asked(), known=Known(), room=tmp_path)
    assert format_of(task) == "geonames"
    rows = list(read_dump(task))
    assert len(rows) == 9_999
    assert task.skipped == {"rows without a point on Earth": 1}
    assert len({row.name for row in rows}) < len(rows)
    assert 0.5 < sum(bool(row.names) for row in rows) / len(rows) < 1


def test_the_same_seed_makes_the_same_dump(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_dump(tmp_path / name, 50)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
