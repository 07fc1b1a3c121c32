"""Adding dumps, from the file as published to the entry that is looked up."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.model import GazetteerEntry, ToponymKind
from dateline.places import Asked, add_dump, add_dumps, kept_dumps, open_gazetteer, remove_dumps
from dateline.places.content.sources import Source
from dateline.places.file import build as module
from dateline.places.file.build import build_gazetteer
from tests.places.conftest import PLACES
from tests.places.dumps.test_detect import GEONAMES, NAMES, UNITS


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a gazetteer of a few places is built; what ships is not read."""
    monkeypatch.setattr(module, "own_places", dict)
    monkeypatch.setattr(module, "towns", lambda _own: iter(PLACES))
    monkeypatch.setattr(module, "town_count", lambda: len(PLACES))
    home = tmp_path / "home"
    home.mkdir()
    build_gazetteer(home / "g.bin")
    return home / "g.bin"


@pytest.fixture
def dump(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a dump."""

    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


def _one(path: Path, name: str) -> GazetteerEntry:
    (entry,) = open_gazetteer(path).look_up(name)
    return entry


def _table(*rows: str) -> str:
    return (
        "\n".join(("id\tname\tlat\tlon\tcountry\tkind\tpopulation\tnames\tgeonames\tprecision_km", *rows))
        + "\n"
    )


def test_a_country_file_is_found_by_name_and_sound_with_its_units(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    (added,) = add_dumps(path, [dump("SY.txt", "\n".join(GEONAMES))])
    assert (added.rows, added.merged) == (5, 0)
    town = _one(path, "Örnekköy")
    assert (town.id, town.name, town.population) == ("geonames:7001", "Exampleton", 12_000)
    assert town.parents == ("Example District", "Example Governorate")
    assert (town.source, town.licence) == ("GeoNames", "CC BY 4.0")
    assert [e.id for e in open_gazetteer(path).sounding_like("Eksampleton", country="SY")] == [
        "geonames:7001"
    ]
    assert open_gazetteer(path).look_up("Mosul")


def test_units_and_names_come_later_and_in_any_order(path: Path, dump: Callable[[str, str], Path]) -> None:
    names, units = (
        dump("alternateNamesV2.txt", "\n".join(NAMES)),
        dump("admin1CodesASCII.txt", "\n".join(UNITS)),
    )
    country = dump("SY.txt", "\n".join(line for line in GEONAMES if "Governorate" not in line))
    added = add_dumps(path, [names, units, country])
    assert [one.about.name for one in added] == [names.name, units.name, country.name]
    town = _one(path, "مثال")
    assert town.parents == ("Example District", "Example Province")
    assert open_gazetteer(path).sounding_like("Mthal", country="SY")


def test_an_id_that_is_there_brings_names_and_what_was_missing_and_moves_no_point(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    rows = (
        "1\tMossoul\t35\t42\tIQ\t\t5\t\t99072\t",
        "2\tNineveh Plains\t36\t43\tIQ\tadmin\t\t\t\t",
        "3\tAr Raqqah\t10\t10\tSY\t\t\tRakka\t172955\t",
    )
    added = add_dump(path, dump("mine.tsv", _table(*rows)))
    assert (added.rows, added.merged) == (3, 2)
    mosul = _one(path, "Mossoul")
    assert (mosul.id, mosul.name, mosul.lat, mosul.population) == (
        "geonames:99072",
        "Mosul",
        36.34,
        1_700_000,
    )
    assert _one(path, "Rakka").lat == 35.95


def test_name_and_distance_join_what_has_no_id(path: Path, dump: Callable[[str, str], Path]) -> None:
    rows = (
        "1\tSinjar\t36.33\t41.87\tIQ\tpopulated\t\tSinjar Town\t\t",
        "2\tSinjar\t36.40\t41.86\tIQ\tpopulated\t\tOther Sinjar\t\t",
        "3\tShingal\t36.32\t41.86\tSY\tpopulated\t\tSyrian Sinjar\t\t",
        "4\tSinjar\t36.32\t41.86\tIQ\tfacility\t\tSinjar Depot\t\t",
        "5\tNineveh\t36.2\t42.3\tIQ\tadmin\t\tNinawa\t\t90",
        "6\tNineveh\t36.2\t42.3\tIQ\tadmin\t\tNineveh Township\t\t9",
    )
    added = add_dump(path, dump("mine.tsv", _table(*rows)))
    assert added.merged == 2
    assert _one(path, "Sinjar Town").id == "geonames:98463"
    assert _one(path, "Other Sinjar").id == "dl:added-2"
    assert _one(path, "Syrian Sinjar").id == "dl:added-3"
    assert _one(path, "Sinjar Depot").id == "dl:added-4"
    assert _one(path, "Ninawa").id == "dl:nineveh"
    assert _one(path, "Nineveh Township").id == "dl:added-6"


def test_units_of_two_levels_are_two(path: Path, dump: Callable[[str, str], Path]) -> None:
    text = (
        "id\tplacetype\tname\tcountry\tregion\tlat\tlon\tnames\n"
        "8\tregion\tRaqqa Governorate\tSY\t\t36.9\t39.2\tFirst Level\n"
        "9\tcounty\tRaqqa\tSY\tRaqqa Governorate\t36.05\t38.9\tSecond Level\n"
    )
    assert add_dump(path, dump("wof.tsv", text)).merged == 1
    assert _one(path, "First Level").id == "dl:raqqa"
    district = _one(path, "Second Level")
    assert (district.id, district.parents[0]) == ("wof:9", "Raqqa")


def test_a_name_that_is_the_first_of_neither_joins_nothing(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    row = "1\tExampleton\t36.32\t41.86\tIQ\t\t\tShingal\t\t"
    assert add_dump(path, dump("mine.tsv", _table(row))).merged == 0
    assert len(open_gazetteer(path).look_up("Shingal")) == 2


def test_two_of_a_dump_near_one_place_are_not_both_that_place(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    rows = (
        "1\tSinjar\t36.35\t41.86\tIQ\t\t\tFar Sinjar\t\t",
        "2\tSinjar\t36.33\t41.86\tIQ\t\t\tNear Sinjar\t\t",
    )
    assert add_dump(path, dump("mine.tsv", _table(*rows))).merged == 1
    assert _one(path, "Near Sinjar").id == "geonames:98463"
    assert _one(path, "Far Sinjar").id == "dl:added-1"


def test_of_added_dumps_the_richer_row_gives_point_and_people(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    poor = dump("poor.tsv", _table("a:1\tExampleton\t35.5\t39.5\tSY\t\t\tPoor Town\t\t"))
    rich = dump("rich.tsv", _table("b:1\tExampleton\t35.52\t39.5\tSY\t\t900\tRich Town\t\t"))
    add_dump(path, poor)
    assert add_dump(path, rich, asked=Asked(source="Survey", licence="CC0")).merged == 1
    town = _one(path, "Rich Town")
    assert town == _one(path, "Poor Town")
    assert (town.id, town.lat, town.population) == ("a:1", 35.52, 900)


def test_points_of_countries_and_units_of_the_default_stay(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    rows = (
        "1\tIraq\t30\t40\tIQ\tcountry\t7\tMesopotamia\t\t",
        "2\tRaqqa Governorate\t36.3\t38.8\tSY\tadmin\t900\tRaqqah Province\t\t70",
    )
    assert add_dump(path, dump("mine.tsv", _table(*rows))).merged == 2
    iraq, unit = _one(path, "Mesopotamia"), _one(path, "Raqqah Province")
    assert (iraq.id, iraq.lat, iraq.population) == ("geonames:99237", 33.0, 40_000_000)
    assert (unit.id, unit.lat, unit.population) == ("dl:raqqa", 36.05, 900)


def test_reaches_of_a_river_that_is_there_become_further_points_of_it(
    path: Path, dump: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    water = ToponymKind.WATER
    river = [
        Source("dl:example", "Example", "", water, 35.0, 39.0 + n, 60, 0, (), ("Example River",))
        for n in (0, 4)
    ]
    monkeypatch.setattr(module, "towns", lambda _own: iter([*PLACES, *river]))
    line = {"type": "LineString", "coordinates": [[39.0, 35.0], [40.0, 35.0], [41.0, 35.0], [42.0, 35.0]]}
    feature = {
        "type": "Feature",
        "properties": {"featurecla": "River", "name": "Example", "rivernum": 3, "name_fr": "Exemple"},
        "geometry": line,
    }
    add_dump(path, dump("rivers.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]})))
    found = open_gazetteer(path).look_up("Example River")
    assert {entry.id for entry in found} == {"dl:example"}
    assert {entry.name for entry in found} == {"Example"}
    assert len({(entry.lat, entry.lon) for entry in found}) == len(found) > 3
    assert open_gazetteer(path).look_up("Exemple") == found


def test_units_are_called_as_the_default_calls_them(path: Path, dump: Callable[[str, str], Path]) -> None:
    text = (
        "id\tname\tlat\tlon\tcountry\tregion\tgeonames\n"
        "1\tMosul\t36.34\t43.12\tIQ\tNinawa\t99072\n2\tExampleton\t36\t43\tIQ\tNinawa\t\n3\tElsewhere\t31\t47\tIQ\tMaysan\t\n"
    )
    add_dump(path, dump("mine.tsv", text))
    assert _one(path, "Exampleton").parents == ("Nineveh",)
    assert _one(path, "Elsewhere").parents == ("Maysan",)


def test_a_dump_that_fails_changes_nothing(path: Path, dump: Callable[[str, str], Path]) -> None:
    before = path.read_bytes()
    good = dump("mine.tsv", _table("1\tExampleton\t1\t2\t\t\t\t\t\t"))
    with pytest.raises(GazetteerError, match="D305"):
        add_dumps(path, [good, dump("bad.tsv", "name\n")])
    with pytest.raises(GazetteerError, match=r"D305 .*holds no places: left out: 1 rows without name"):
        add_dump(path, dump("empty.tsv", _table("1\t\t1\t2\t\t\t\t\t\t")))
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["g.bin"]


def test_a_build_without_the_dump_at_hand_still_has_it(path: Path, dump: Callable[[str, str], Path]) -> None:
    given = dump("mine.tsv", _table("1\tExampleton\t1\t2\t\t\t\t\t\t"))
    add_dumps(path, [given], added_on="2026-11-25", asked=Asked(source="Survey", licence="CC0"))
    given.unlink()
    path.unlink()
    build_gazetteer(path)
    assert _one(path, "Exampleton").source == "Survey"
    (told,) = open_gazetteer(path).about["dumps"]
    assert (told["source"], told["licence"], told["given"], told["added_on"]) == (
        "Survey",
        "CC0",
        1,
        "2026-11-25",
    )


def test_a_source_is_removed(path: Path, dump: Callable[[str, str], Path]) -> None:
    add_dump(path, dump("mine.tsv", _table("1\tExampleton\t1\t2\t\t\t\t\t\t")), asked=Asked(source="Survey"))
    assert remove_dumps(path, "Another") == []
    assert [gone.name for gone in remove_dumps(path, "Survey")] == ["mine.tsv"]
    assert open_gazetteer(path).look_up("Exampleton") == ()
    assert kept_dumps(path) == []


def test_a_kept_dump_that_is_damaged_is_one_line(path: Path, dump: Callable[[str, str], Path]) -> None:
    add_dump(path, dump("mine.tsv", _table("1\tExampleton\t1\t2\t\t\t\t\t\t")))
    (kept,) = kept_dumps(path)
    kept.path.write_bytes(kept.path.read_bytes()[:-9])
    before = path.read_bytes()
    with pytest.raises(GazetteerError, match=r"D305 mine\.tsv"):
        build_gazetteer(path)
    assert path.read_bytes() == before


def test_the_same_dump_again_takes_the_place_of_the_first(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    given = dump("mine.tsv", _table("1\tExampleton\t1\t2\t\t\t\t\t\t"))
    add_dumps(path, [given], added_on="2026-11-24")
    add_dumps(path, [given], added_on="2026-11-25")
    (kept,) = kept_dumps(path)
    assert kept.about.added_on == "2026-11-25"
    assert len(list(kept.path.parent.iterdir())) == 2
    assert len(open_gazetteer(path)) == len(PLACES) + 1


def test_a_later_dump_updates_what_an_earlier_one_had(path: Path, dump: Callable[[str, str], Path]) -> None:
    for name in ("Old", "New"):
        add_dump(path, dump("mine.tsv", _table(f"a:1\t{name} Town\t1\t2\t\t\t\t\t\t")))
    assert _one(path, "New Town").id == _one(path, "Old Town").id == "a:1"


#: Builds a gazetteer of a dump so slowly that it can be killed meanwhile.
SLOW = """if True:
    import sys, time
    from pathlib import Path
    from dateline.places.file import build
    def slowly(stage, done, total):
        print(stage, flush=True)
        if stage == sys.argv[2]:
            time.sleep(60)
    build.own_places = dict
    build.towns = lambda own: iter(())
    build.town_count = lambda: 0
    from dateline.places import add_dump
    add_dump(Path(sys.argv[1]), Path(sys.argv[3]), progress=slowly)
"""


@pytest.mark.parametrize(
    ("how", "stage"),
    [
        (signal.SIGINT, "reading places"),
        (signal.SIGKILL, "reading mine.tsv"),
        (signal.SIGKILL, "reading places"),
        (signal.SIGKILL, "writing"),
    ],
)
def test_a_killed_build_leaves_the_old_file_and_the_next_sweeps_up(
    path: Path, dump: Callable[[str, str], Path], how: signal.Signals, stage: str
) -> None:
    before = path.read_bytes()
    given = dump("mine.tsv", _table(*(f"{n}\tExample {n}\t1\t2\t\t\t\t\t\t" for n in range(50))))
    with subprocess.Popen([sys.executable, "-c", SLOW, str(path), stage, str(given)], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True) as child:  # fmt: skip
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == stage:
                break
        child.send_signal(how)
    assert path.read_bytes() == before
    add_dump(path, given)
    assert open_gazetteer(path).look_up("Example 7")
    assert sorted(p.name for p in path.parent.iterdir()) == ["g.bin", "g.bin.added"]
    assert len(kept_dumps(path)) == 1


def test_many_rows_go_through_workers_and_come_out_the_same(
    path: Path, dump: Callable[[str, str], Path]
) -> None:
    rows = [f"{n}\tExample {n}\t{n % 80}\t{n % 170}\tSY\t\t{n}\tمثال {n}\t\t" for n in range(45_000)]
    add_dump(path, dump("mine.tsv", _table(*rows)))
    gazetteer = open_gazetteer(path)
    gazetteer.verify()
    for n in (0, 19_999, 20_000, 44_999):
        (entry,) = gazetteer.look_up(f"مثال {n}")
        assert (entry.id, entry.population) == (f"dl:added-{n}", n)
    assert len(gazetteer) == len(PLACES) + 45_000


def test_no_space_is_one_line(path: Path, dump: Callable[[str, str], Path]) -> None:
    given = dump("mine.tsv", _table("1\tExampleton\t1\t2\t\t\t\t\t\t"))
    code = """if True:
        import resource, signal, sys
        from pathlib import Path
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        from dateline.places.file import build
        build.own_places = dict
        build.towns = lambda own: iter(())
        from dateline.places import add_dump
        from dateline.errors import GazetteerError
        try:
            add_dump(Path(sys.argv[1]), Path(sys.argv[2]))
        except GazetteerError as error:
            print(error)
    """
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(given)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("D306 g.bin"), done.stdout
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["g.bin"]
