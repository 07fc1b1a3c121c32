from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.model import ToponymKind
from dateline.places import open_gazetteer
from dateline.places.content.sources import Source
from dateline.places.file.build import build_stamp, compile_places
from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.file.store import BLOCK, HEAD, HEAD_BYTES, MAGIC, SECTIONS, VERSION
from tests.places.conftest import PLACES


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
    HEAD.pack_into(data, 0, MAGIC, VERSION + 1, build_stamp(), 0, len(SECTIONS))
    path.write_bytes(data)
    assert _code(path) == "D303"


def test_other_tables_are_told(tmp_path: Path, few: CompiledGazetteer) -> None:
    path = _file(tmp_path, few)
    data = bytearray(path.read_bytes())
    HEAD.pack_into(data, 0, MAGIC, VERSION, build_stamp() ^ 1, 0, len(SECTIONS))
    path.write_bytes(data)
    assert _code(path) == "D303"


@pytest.mark.parametrize(
    "harm",
    [
        lambda d: d[:-1],
        lambda d: d + b"\0",
        lambda d: d[: len(d) // 2],
        lambda d: d[:HEAD_BYTES],
        lambda d: d[: HEAD.size + 3] + b"\xff" + d[HEAD.size + 4 :],
        lambda d: d[: HEAD_BYTES + 9] + b"\xff" + d[HEAD_BYTES + 10 :],
        lambda d: d[:-3] + bytes([d[-3] ^ 1]) + d[-2:],
    ],
)
def test_a_file_cut_short_or_with_a_damaged_head_is_told_at_once(
    tmp_path: Path, few: CompiledGazetteer, harm: Callable[[bytes], bytes]
) -> None:
    path = _file(tmp_path, few)
    path.write_bytes(harm(path.read_bytes()))
    assert _code(path) == "D304"


def _places(count: int) -> list[Source]:
    return [
        Source(f"geonames:{n}", f"Place {n}", "IQ", ToponymKind.POPULATED, 33 + n / 1e4, 44.0, 3, n)
        for n in range(1, count)
    ]


def test_damage_anywhere_is_told_when_it_is_touched_and_never_answered_from(tmp_path: Path) -> None:
    path = tmp_path / "g.bin"
    compile_places(path, _places(4000))
    data = path.read_bytes()
    whole = open_gazetteer(path)
    names = [f"place {n}" for n in range(1, 4000, 37)]
    right = {name: whole.look_up(name) for name in names}
    assert len(data) > 8 * BLOCK
    for block in range(1, len(data) // BLOCK, 7):
        at = block * BLOCK + BLOCK // 3
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :])
        assert _answers(path, names) <= {right[name] for name in names} | {"D304"}
        with pytest.raises(GazetteerError, match="D304"):
            open_gazetteer(path).verify()


def _answers(path: Path, names: list[str]) -> set[object]:
    """Return what look-ups answer, or the code of the error."""
    found: set[object] = set()
    for name in names:
        try:
            found.add(open_gazetteer(path).look_up(name))
        except GazetteerError as error:
            found.add(error.code)
    return found


def test_a_whole_file_is_whole(few: CompiledGazetteer) -> None:
    few.verify()
    assert len(few) == len(PLACES)


def test_a_broken_build_leaves_the_old_file_and_nothing_else(tmp_path: Path, few: CompiledGazetteer) -> None:
    path = _file(tmp_path, few)

    def broken() -> Iterator[Source]:
        yield PLACES[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compile_places(path, broken())
    assert open_gazetteer(path).look_up("Mosul")
    assert list(tmp_path.iterdir()) == [path]
