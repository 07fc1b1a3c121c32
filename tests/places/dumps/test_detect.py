from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import GazetteerError
from dateline.places.dumps.asked import Asked, Task
from dateline.places.dumps.detect import FORMATS, format_of, read_dump
from dateline.places.dumps.known import Known
from dateline.places.dumps.rows import Row

GEONAMES = (
    "7001\tExampleton\tExampleton\tExemplopolis,Örnekköy,http://example.com/x\t35.5\t39.5\tP\tPPL\tSY\t\t07\t12\t\t\t"
    "12000\t\t210\tAsia/Damascus\t2026-01-01",
    "7002\tExample River\tExample River\t\t35.6\t39.6\tH\tSTM\tSY\t\t07\t\t\t\t0\t\t\tAsia/Damascus\t2026-01-01",
    "7003\tExample Governorate\t\tExample\t35.7\t39.7\tA\tADM1\tSY\t\t07\t\t\t\t900\t\t\t\t2026-01-01",
    "7004\tExample District\tExample District\t\t35.7\t39.7\tA\tADM2\tSY\t\t07\t12\t\t\t\t\t\t\t2026-01-01",
    "7005\tMount Example\tMount Example\t\t35.8\t39.8\tT\tMT\tSY\t\t00\t\t\t\t0\t\t\t\t2026-01-01",
)
UNITS = ("SY.07\tExample Province\tExample Province\t7003", "TR.01\tÖrnek\tOrnek\t8001")
NAMES = (
    "1\t7001\tar\tمثال\t\t\t\t\t\t",
    "2\t7001\tlink\thttps://example.org/exampleton\t\t\t\t\t\t",
    "3\t7001\tiata\tEXA\t\t\t\t\t\t",
    "4\t9999\ten\tElsewhere\t\t\t\t\t\t",
)


@pytest.fixture
def task(tmp_path: Path) -> Any:
    """Return a function that makes a task of a dump's content."""

    def made(name: str, content: str | bytes, **told: Any) -> Task:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Task(path=path, asked=Asked(**told), known=Known(), room=tmp_path)

    return made


def _rows(task: Task) -> list[Row]:
    return list(read_dump(task))


def _zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return out.getvalue()


def _feature(geometry: Any, ident: object = None, **told: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": ident, "properties": told, "geometry": geometry}


def _point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def _collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


class TestGeoNames:
    def test_a_country_file(self, task: Any) -> None:
        given = task("SY.txt", "\n".join(GEONAMES) + "\n")
        assert format_of(given) == "geonames"
        town, river, unit, district, mount = _rows(given)
        assert (town.id, town.kind, town.country, town.population) == (
            "geonames:7001",
            "populated",
            "SY",
            "12000",
        )
        assert town.names == "Exemplopolis|Örnekköy"
        assert town.parents == "@SY.07.12|@SY.07"
        assert [row.kind for row in (river, unit, district, mount)] == ["water", "admin", "admin", "mountain"]
        assert (unit.code, unit.same, unit.parents) == ("SY.07", "dl:admin1-SY.07", "@SY.07")
        assert (district.code, district.parents) == ("SY.07.12", "@SY.07.12|@SY.07")
        assert mount.parents == ""

    @pytest.mark.parametrize(
        "pack", [gzip.compress, lambda d: _zipped(SY__txt=d.decode(), readme__txt="read me")]
    )
    def test_packed(self, task: Any, pack: Any) -> None:
        given = task("SY.zip", pack("\n".join(GEONAMES).encode()))
        assert format_of(given) == "geonames"
        assert len(_rows(given)) == len(GEONAMES)

    def test_bad_lines_are_counted(self, task: Any) -> None:
        broken = (
            GEONAMES[1].replace("35.6", "95.6"),
            GEONAMES[1].replace("\t39.6", "\tx"),
            "7009\tcut",
            GEONAMES[1].replace("Example River\tE", "\tE", 1),
        )
        given = task("SY.txt", "\n".join((GEONAMES[0], *broken)))
        assert len(_rows(given)) == 1
        assert given.skipped == {
            "rows without a point on Earth": 2,
            "lines without 19 columns": 1,
            "rows without id or name": 1,
        }

    def test_units(self, task: Any) -> None:
        given = task("admin1CodesASCII.txt", "\n".join(UNITS))
        assert format_of(given) == "geonames-units"
        first, second = _rows(given)
        assert (first.id, first.code, first.name, first.lat) == (
            "geonames:7003",
            "SY.07",
            "Example Province",
            "",
        )
        assert second.names == "Ornek"

    def test_alternate_names_join_places_that_are_there(self, task: Any) -> None:
        given = task(
            "alternateNamesV2.zip",
            _zipped(**{"alternateNamesV2__txt": "\n".join(NAMES), "iso-languagecodes__txt": "x"}),
        )
        given.known.add("geonames:7001", "SY", "populated")
        assert format_of(given) == "geonames-names"
        (row,) = _rows(given)
        assert (row.id, row.country, row.lat, row.names) == ("geonames:7001", "SY", "", "ar:مثال")
        assert given.skipped == {"links, codes and sentences": 2, "names of places that are not there": 1}

    def test_the_hierarchy_is_told_to_be_needless(self, task: Any) -> None:
        with pytest.raises(GazetteerError, match=r"D305 .*hierarchy"):
            format_of(task("hierarchy.txt", "6295630\t6255146\tADM\n6295630\t6255147\t\n"))


WOF = {
    "wof:id": 421, "wof:name": "Exampleton", "wof:placetype": "locality", "wof:country": "SY",
    "geom:latitude": 35.4, "geom:longitude": 39.4, "lbl:latitude": 35.5, "lbl:longitude": 39.5,
    "wof:hierarchy": [{"country_id": 1, "region_id": 85, "county_id": 102}],
    "wof:concordances": {"gn:id": 7001}, "name:ara_x_preferred": ["مثال"], "name:eng_x_variant": ["Example Town"],
    "name:eng_x_abbreviation": ["EXT"], "edtf:deprecated": "uuuu", "wof:superseded_by": [], "mz:is_current": 1,
}  # fmt: skip


class TestWhosOnFirst:
    def test_one_feature(self, task: Any) -> None:
        given = task("421.geojson", json.dumps(_feature(_point(39.4, 35.4), 421, **WOF)))
        assert format_of(given) == "wof"
        (row,) = _rows(given)
        assert (row.id, row.same, row.kind, row.country) == ("geonames:7001", "wof:421", "populated", "SY")
        assert (row.lat, row.lon) == ("35.5", "39.5")
        assert row.parents == "@wof:102|@wof:85"
        assert row.names == "ara:مثال|eng:Example Town"

    def test_a_geonames_id_goes_to_the_first_that_has_it(self, task: Any) -> None:
        given = task("two.geojson", _collection(*(_feature(None, n, **WOF | {"wof:id": n}) for n in (5, 6))))
        assert [row.id for row in _rows(given)] == ["geonames:7001", "wof:6"]

    @pytest.mark.parametrize(
        "told",
        [
            {"edtf:deprecated": "2019-01-01"},
            {"wof:superseded_by": [7]},
            {"mz:is_current": 0},
            {"wof:placetype": "postalcode"},
            {"wof:name": ""},
            {"lbl:latitude": None, "geom:latitude": None},
        ],
    )
    def test_records_that_are_gone_or_no_place_are_left_out(self, task: Any, told: dict[str, Any]) -> None:
        given = task("421.geojson", json.dumps(_feature(None, 421, **WOF | told)))
        assert _rows(given) == []
        assert given.skipped.total() == 1

    def test_an_archive_of_a_repository(self, tmp_path: Path) -> None:
        path = tmp_path / "repository.tar.bz2"
        with tarfile.open(path, "w:bz2") as archive:
            for name in (
                "r/data/421/421.geojson",
                "r/data/421/421-alt-x.geojson",
                "r/meta/m.csv",
                "r/LICENSE.md",
            ):
                data = json.dumps(_feature(None, 421, **WOF)).encode()
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        given = Task(path=path, asked=Asked(), known=Known(), room=tmp_path)
        assert format_of(given) == "wof"
        assert len(_rows(given)) == 1

    def test_a_folder(self, tmp_path: Path) -> None:
        folder = tmp_path / "wof" / "data" / "421"
        folder.mkdir(parents=True)
        (folder / "421.geojson").write_text(json.dumps(_feature(None, 421, **WOF)))
        (folder / "note.md").write_text("no place")
        given = Task(path=tmp_path / "wof", asked=Asked(), known=Known(), room=tmp_path)
        assert len(_rows(given)) == 1

    def test_a_table_cut_from_it(self, task: Any) -> None:
        heading = "id\tgeonames\tplacetype\tname\tcountry\tregion\tcounty\tlat\tlon\tnames"
        rows = (
            "85\t123\tregion\tExample Land\tSY\t\t\t1\t2\tara:مثال|eng:Land",
            "86\t\tlocality\tEx\tSY\tExample Land\tSub\t1\t2\t",
            "87\t123\tlocality\tThe Other\tSY\t\t\t1\t2\t",
        )
        given = task("wof.tsv.gz", gzip.compress("\n".join((heading, *rows)).encode()))
        assert format_of(given) == "wof-table"
        land, town, other = _rows(given)
        assert (land.id, land.same, land.kind) == ("geonames:123", "wof:85", "admin")
        assert (town.id, town.kind) == ("wof:86", "populated")
        assert town.parents == "@SY/Sub=Sub|@SY/Example Land=Example Land"
        assert other.id == "wof:87"


class TestNaturalEarth:
    def test_parts_of_a_river_are_points_of_one_place(self, task: Any) -> None:
        def reach(*line: tuple[float, float], num: int = 62) -> dict[str, Any]:
            geometry = {"type": "LineString", "coordinates": line}
            return _feature(geometry, featurecla="River", name="Example", rivernum=num)

        near = reach((39, 35), (40, 35.2), (41, 35.1)), reach((41, 35.1), (42, 34.5))
        given = task("rivers.geojson", _collection(*near, reach((-60, 1), (-61, 2), num=9)))
        assert format_of(given) == "natural-earth"
        rows = _rows(given)
        assert {row.id for row in rows} == {"ne:river-62-example", "ne:river-9-example"}
        assert len([row for row in rows if "62" in row.id]) >= 3
        assert {row.kind for row in rows} == {"water"}

    def test_a_claimed_area_is_called_by_its_own_name(self, task: Any) -> None:
        area = {"type": "Polygon", "coordinates": [[[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]]}
        told = {
            "FEATURECLA": "Admin-0 claim area",
            "NAME": "Holder",
            "BRK_NAME": "Claimed",
            "NAME_ALT": "Other",
        }
        (row,) = _rows(task("disputed.geojson", _collection(_feature(area, **told))))
        assert (row.name, row.names, row.kind) == ("Claimed", "Other", "region")
        assert row.box == "10.0000 10.0000 11.0000 11.0000"
        assert (row.lat, row.lon) == ("10.5", "10.5")

    def test_words_cut_short_are_written_out(self, task: Any) -> None:
        ring = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
        features = (_feature(ring, featurecla="Island", name=n) for n in ("Pit I.", "Mt. Far", "EXAMPLE SEA"))
        rows = _rows(task("regions.geojson", _collection(*features)))
        assert [row.name for row in rows] == ["Pit Island", "Mount Far", "Example Sea"]

    def test_label_point_and_concordance(self, task: Any) -> None:
        ring = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
        told = {"featurecla": "Admin-1 scale rank", "name": "Ex", "adm1_code": "SYR-1", "gn_id": 7003.0,
                "label_x": 1.5, "label_y": 0.5, "iso_a2": "SY"}  # fmt: skip
        (row,) = _rows(task("admin1.geojson", _collection(_feature(ring, **told))))
        assert (row.id, row.same, row.lat, row.lon) == ("ne:adm1-SYR-1", "geonames:7003", "0.5", "1.5")


class TestGeoJson:
    def test_any_collection_with_a_mapping(self, task: Any) -> None:
        feature = _feature(_point(39.5, 35.5), 9, titel="Camp Example", sort="camp", staat="Syria")
        named = {"name": "titel", "kind": "sort", "country": "staat"}
        given = task(
            "camps.geojson", _collection(feature, None, _feature(None, titel="Nowhere")), fields=named
        )
        assert format_of(given) == "geojson"
        (row,) = _rows(given)
        assert (row.id, row.name, row.kind, row.country) == ("dl:added-9", "Camp Example", "facility", "SY")
        assert given.skipped == {"entries that are no feature": 1, "features without geometry": 1}

    def test_features_line_by_line(self, task: Any) -> None:
        lines = "\n".join(json.dumps(_feature(_point(n, n), name=f"Place {n}")) for n in range(3))
        rows = _rows(task("places.geojson", lines))
        assert len({row.id for row in rows}) == 3

    @pytest.mark.parametrize(
        "text", ['{"type": "FeatureCollection", "features": [', '{"a": "Feature"}', "[1, 2]"]
    )
    def test_no_geojson(self, task: Any, text: str) -> None:
        given = task("x.geojson", text, format="geojson")
        with pytest.raises(GazetteerError, match="D305"):
            _rows(given)

    def test_an_area_over_the_date_line(self, task: Any) -> None:
        parts = [[[[178, -18], [180, -18], [180, -16], [178, -16], [178, -18]]],
                 [[[-180, -18], [-179, -18], [-179, -16], [-180, -16], [-180, -18]]]]  # fmt: skip
        feature = _feature({"type": "MultiPolygon", "coordinates": parts}, name="Isles", kind="region")
        (row,) = _rows(task("isles.geojson", _collection(feature)))
        assert row.box == "-18.0000 178.0000 -16.0000 -179.0000"
        assert float(row.precision_km) < 300


class TestTable:
    def test_places_with_names_of_several_languages(self, task: Any) -> None:
        heading = "id\tname\tlat\tlon\tcountry\tnames\n"
        given = task("mine.tsv", heading + "x1\tExampleton\t35.5\t39.5\tsy\teng:Exampleton|ara:مثال\n")
        assert format_of(given) == "table"
        (row,) = _rows(given)
        assert (row.id, row.country, row.kind) == ("dl:added-x1", "SY", "populated")
        assert row.names == "eng:Exampleton|ara:مثال"

    def test_a_mapping_and_quoted_commas(self, task: Any) -> None:
        text = 'Ort,Breite,Länge\n"Exampleton, Upper",35.5,39.5\n'
        named = {"name": "Ort", "lat": "Breite", "lon": "Länge"}
        (row,) = _rows(task("mine.csv", text, fields=named))
        assert row.name == "Exampleton, Upper"
        assert row.id.startswith("dl:added-")

    def test_semicolons_and_a_byte_order_mark(self, task: Any) -> None:
        (row,) = _rows(task("mine.csv", "\ufeffname;latitude;longitude\nExampleton;35.5;39.5\n"))
        assert (row.name, row.lat) == ("Exampleton", "35.5")

    def test_rows_without_a_name_or_off_the_earth_are_counted(self, task: Any) -> None:
        text = "id\tname\tlat\tlon\n1\t\t1\t2\n2\tA\t91\t2\n3\tB\tx\t2\n4\tC\t1\t2\n5\tD\tnan\t2\n"
        given = task("mine.tsv", text)
        assert len(_rows(given)) == 1
        assert given.skipped == {"rows without a point on Earth": 3, "rows without name": 1}

    @pytest.mark.parametrize(
        ("named", "words"), [({"name": "Nom"}, "no column 'Nom'"), ({"nmae": "name"}, "no such field")]
    )
    def test_a_wrong_mapping_is_told(self, task: Any, named: dict[str, str], words: str) -> None:
        with pytest.raises(GazetteerError, match=f"D305 .*{words}"):
            _rows(task("mine.csv", "name,lat,lon\nA,1,2\n", fields=named))


def _told_and_read(task: Task) -> tuple[str, list[Row]]:
    return format_of(task), list(read_dump(task))


@pytest.mark.parametrize(
    "data",
    [b"name\tlat\n1\t2\n", b"\xff\xfe\x00", b"", b"\x1f\x8bbroken", b"PK\x03\x04broken", b"one\ntwo\n"],
)
def test_what_is_no_dump_is_one_line(task: Any, data: bytes) -> None:
    given = task("mine.tsv", data)
    with pytest.raises(GazetteerError) as caught:
        _told_and_read(given)
    assert caught.value.code == "D305"
    assert "\n" not in str(caught.value)


def test_a_zip_cut_short(task: Any) -> None:
    packed = _zipped(SY__txt="\n".join(GEONAMES) * 50)
    given = task("SY.zip", packed[: len(packed) // 2])
    with pytest.raises(GazetteerError, match="D305"):
        list(read_dump(given))


def test_an_unknown_format_lists_those_there_are(task: Any) -> None:
    with pytest.raises(GazetteerError, match="wof-table"):
        format_of(task("a.txt", "x", format="shapefile"))
    assert set(FORMATS) >= {"geonames", "wof", "natural-earth", "geojson", "table"}
