from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.places import open_gazetteer
from dateline.places.gazetteer import CompiledGazetteer
from dateline.places.sources import tables_stamp
from dateline.places.store import HEAD, MAGIC, SECTIONS, VERSION, write_file


def _file(tmp_path: Path, few: CompiledGazetteer) -> Path:
    assert few.look_up("Mosul")
    return next(tmp_path.glob("*.bin"))


def _code(path: Path) -> str:
    with pytest.raises(GazetteerError) as caught:
        open_gazetteer(path)
    return caught.value.code


def test_a_missing_file_says_to_build_one(tmp_path: Path) -> None:
    assert _code(tmp_path / "none.bin") == "D301"


def test_another_file_is_no_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(b"PK\x03\x04" * 100)
    assert _code(path) == "D302"


def test_another_version_is_told(tmp_path: Path, few: CompiledGazetteer) -> None:
    path = _file(tmp_path, few)
    data = bytearray(path.read_bytes())
    HEAD.pack_into(data, 0, MAGIC, VERSION + 1, tables_stamp(), 0, len(SECTIONS))
    path.write_bytes(data)
    assert _code(path) == "D303"


def test_other_tables_are_told(tmp_path: Path) -> None:
    path = tmp_path / "old.bin"
    write_file(path, [b""] * len(SECTIONS), stamp=tables_stamp() ^ 1)
    assert _code(path) == "D303"


@pytest.mark.parametrize(
    "harm", [lambda d: d[:-1], lambda d: d + b"\0", lambda d: d[:900] + b"\xff" + d[901:]]
)
def test_any_damage_is_told(tmp_path: Path, few: CompiledGazetteer, harm: Callable[[bytes], bytes]) -> None:
    path = _file(tmp_path, few)
    path.write_bytes(harm(path.read_bytes()))
    assert _code(path) == "D304"


def test_a_broken_build_leaves_the_old_file(tmp_path: Path, few: CompiledGazetteer) -> None:
    path = _file(tmp_path, few)
    with pytest.raises(TypeError):
        write_file(path, [b"", 3], stamp=0)  # type: ignore[list-item]
    assert open_gazetteer(path).look_up("Mosul")
