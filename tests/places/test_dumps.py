from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.model import ToponymKind
from dateline.places.dumps import added_places, keep_dump

HEADING = "id\tname\tlat\tlon\tcountry\tnames\n"


def test_places_of_a_dump_are_kept_beside_the_gazetteer(tmp_path: Path) -> None:
    dump = tmp_path / "mine.tsv"
    dump.write_text(HEADING + "x1\tExampleton\t35.5\t39.5\tsy\teng:Exampleton|ara:مثال\n", encoding="utf-8")
    assert keep_dump(tmp_path / "g.bin", dump) == 1
    (place,) = added_places(tmp_path / "g.bin")
    assert (place.id, place.country, place.kind) == ("dl:added-x1", "SY", ToponymKind.POPULATED)
    assert place.names == ("Exampleton", "مثال")


def test_a_packed_dump_with_geonames_ids_and_kinds(tmp_path: Path) -> None:
    dump = tmp_path / "wof.tsv.gz"
    rows = ("85\t123\tregion\tExample Land\t1\t2", "86\t\tlocality\tEx\t1\t2")
    text = "\n".join(("id\tgeonames\tplacetype\tname\tlat\tlon", *rows))
    dump.write_bytes(gzip.compress(text.encode()))
    keep_dump(tmp_path / "g.bin", dump)
    places = {place.id: place.kind for place in added_places(tmp_path / "g.bin")}
    assert places == {"geonames:123": ToponymKind.ADMIN, "wof:86": ToponymKind.POPULATED}


def test_a_later_row_replaces_an_earlier_one(tmp_path: Path) -> None:
    dump = tmp_path / "mine.csv"
    for name in ("Old", "New"):
        dump.write_text(f'id,name,lat,lon\na:1,"{name}, town",1,2\n', encoding="utf-8")
        keep_dump(tmp_path / "g.bin", dump)
    assert [place.name for place in added_places(tmp_path / "g.bin")] == ["New, town"]


def test_rows_without_a_name_or_off_the_earth_are_left_out(tmp_path: Path) -> None:
    dump = tmp_path / "mine.tsv"
    dump.write_text(
        HEADING + "1\t\t1\t2\t\t\n2\tA\t91\t2\t\t\n3\tB\tx\t2\t\t\n4\tC\t1\t2\n", encoding="utf-8"
    )
    assert keep_dump(tmp_path / "g.bin", dump) == 1


@pytest.mark.parametrize("data", [b"name\tlat\n", b"\xff\xfe\x00", b""])
def test_a_dump_that_is_no_table_is_told(tmp_path: Path, data: bytes) -> None:
    dump = tmp_path / "mine.tsv"
    dump.write_bytes(data)
    with pytest.raises(GazetteerError) as caught:
        keep_dump(tmp_path / "g.bin", dump)
    assert caught.value.code == "D305"
    assert not list(added_places(tmp_path / "g.bin"))
