"""The gate: a row that has fallen fails, floors rise, and only the flag lowers one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from bench.gate import CHECKS, FLOORS, Absent, Check, Figures, gate, judge, measure_check, new_floors, thinned
from bench.measures import MEASURES

CHECK = Check(measure="locks", figures=("open", "shut>share"))
FLOOR_ROWS = {"locks open": 0.8, "locks shut share": 0.5}


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"margin": 0.01, "floors": FLOOR_ROWS}), encoding="utf-8")
    return path


def run(floors: Path, figures: Figures, *, lift: bool = False, lower: tuple[str, ...] = ()) -> int:
    return gate(lift=lift, lower=lower, checks=[CHECK], measured=lambda _: figures, floors=floors)


def kept(floors: Path) -> Mapping[str, float]:
    rows: Mapping[str, float] = json.loads(floors.read_text(encoding="utf-8"))["floors"]
    return rows


def test_rows_at_their_floors_stand(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(floors, {"open": 0.8, "shut>share": 0.7}) == 0
    assert "FALLEN" not in capsys.readouterr().out
    assert kept(floors) == FLOOR_ROWS


def test_a_fallen_row_fails_with_one_line_that_names_it(
    floors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(floors, {"open": 0.799, "shut>share": 0.7}) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "FALLEN" in line]
    assert "locks open" in line
    assert "0.799" in line
    assert "0.800" in line


def test_a_row_that_could_not_be_measured_has_fallen(floors: Path) -> None:
    assert run(floors, {"open": 0.9}) == 1
    assert run(floors, {"open": 0.9, "shut>share": None}) == 1


def test_a_floor_taken_out_of_the_file_fails(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors.write_text(json.dumps({"margin": 0.01, "floors": {"locks open": 0.8}}), encoding="utf-8")
    assert run(floors, {"open": 0.9, "shut>share": 0.7}) == 1
    assert "no floor" in capsys.readouterr().out


def test_a_floor_without_a_row_fails() -> None:
    (verdict,) = judge({}, {"locks open": 0.8})
    assert not verdict.stands


def test_floors_rise_on_request_and_never_sink_with_it(floors: Path) -> None:
    assert run(floors, {"open": 0.9, "shut>share": 0.45}, lift=True) == 1
    assert kept(floors) == {"locks open": 0.89, "locks shut share": 0.5}


def test_only_the_flag_lowers_and_only_the_row_it_names(floors: Path) -> None:
    assert run(floors, {"open": 0.7, "shut>share": 0.45}, lower=("locks open",)) == 1
    assert kept(floors) == {"locks open": 0.69, "locks shut share": 0.5}


def test_a_row_to_lower_that_is_not_measured_is_wrong_usage(floors: Path) -> None:
    assert run(floors, {"open": 0.9, "shut>share": 0.7}, lower=("bridges open",)) == 2
    assert kept(floors) == FLOOR_ROWS


def test_a_row_not_measured_keeps_its_floor() -> None:
    assert new_floors({"locks open": 0.8}, {"locks open": None}, margin=0.01, lift=True, lower=()) == {
        "locks open": 0.8
    }


def test_absent_data_is_skipped_by_name(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def absent(_: Check) -> Figures:
        raise Absent("no locks.jsonl in data")

    assert gate(checks=[CHECK], measured=absent, floors=floors) == 0
    assert capsys.readouterr().out == "skipped locks: no locks.jsonl in data\n"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.measure)
def test_each_check_is_a_measure_with_figures_of_its_own(check: Check) -> None:
    (measure,) = [m for m in MEASURES if m.name == check.measure]
    assert set(check.figures) <= {figure.path for figure in measure.figures}


def test_a_missing_folder_of_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(Absent, match=r"no polnear-dev\.jsonl\.gz in .*claims"):
        measure_check(CHECKS[0], shared=tmp_path)


def test_each_figure_has_a_floor() -> None:
    rows = {f"{check.measure} {path.replace('>', ' ')}" for check in CHECKS for path in check.figures}
    assert rows == set(kept(FLOORS))


def test_a_part_of_the_documents_is_the_same_each_time() -> None:
    measure = next(m for m in MEASURES if m.name == "attribution")
    rows = [{"id": str(n)} for n in range(7)]
    assert thinned({Path("a"): rows}, measure, every=3) == {Path("a"): [rows[0], rows[3], rows[6]]}


def test_claims_that_a_kept_post_repeats_stay() -> None:
    measure = next(m for m in MEASURES if m.name == "claim-match")
    claims = [{"id": str(n), "title": ""} for n in range(6)]
    posts = [{"id": "p", "claims": ["1"]}, {"id": "q", "claims": ["2"]}]
    found = thinned({Path("claims"): claims, Path("posts"): posts}, measure, every=3)
    assert found[Path("posts")] == posts[:1]
    assert [row["id"] for row in found[Path("claims")]] == ["0", "1", "3"]


def test_rows_of_other_genres_are_left_out() -> None:
    measure = next(m for m in MEASURES if m.name == "sentences-news")
    rows = [{"id": "1", "genre": "news"}, {"id": "2", "genre": "voyage"}]
    assert thinned({Path("a"): rows}, measure, every=1) == {Path("a"): rows[:1]}
