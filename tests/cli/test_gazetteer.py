"""``dateline gazetteer``: add, list, remove, build."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.commands import cli
from dateline.cli.settings import read_settings
from dateline.cli.tools import Tools
from dateline.errors import GazetteerError
from dateline.places import open_gazetteer
from dateline.places.file import build as module
from tests.places.conftest import PLACES
from tests.places.dumps.test_detect import GEONAMES


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    """Return tools whose gazetteer is small and in a folder of its own."""
    monkeypatch.setattr(module, "own_places", dict)
    monkeypatch.setattr(module, "towns", lambda _own: iter(PLACES))
    monkeypatch.setattr(module, "town_count", lambda: len(PLACES))
    settings = read_settings(environment={}, folder=tmp_path)
    return Tools(
        settings=replace(settings, home=tmp_path / "home"),
        clock=lambda: datetime(2026, 11, 25, tzinfo=UTC),
    )


def _run(tools: Tools, *words: str) -> Result:
    return CliRunner().invoke(cli, ["gazetteer", *words], obj=tools, catch_exceptions=False)


def test_add_tells_what_became_of_the_rows_and_list_what_there_is(tools: Tools, tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text("\n".join((*GEONAMES, "cut")), encoding="utf-8")
    done = _run(tools, "add", str(dump))
    assert done.exit_code == 0
    assert "SY.txt: 5 rows, 5 new, 0 merged" in done.stderr
    assert "SY.txt: left out: 1 lines without 19 columns" in done.stderr
    listed = _run(tools, "list")
    assert f"default: {len(PLACES)} places" in listed.stdout
    assert "SY.txt: 5 rows, 0 merged; GeoNames (CC BY 4.0), geonames, added 2026-11-25" in listed.stdout
    (told,) = json.loads(_run(tools, "list", "--json").stdout)["dumps"]
    assert (told["source"], told["skipped"]) == ("GeoNames", 1)


def test_a_mapping_names_columns_and_the_source_is_kept(tools: Tools, tmp_path: Path) -> None:
    dump = tmp_path / "mine.csv"
    dump.write_text("Ort,Breite,Länge\nExampleton,35.5,39.5\n", encoding="utf-8")
    named = ("--map", "name=Ort", "--map", "lat=Breite", "--map", "lon=Länge")
    assert _run(tools, "add", str(dump), *named, "--source", "Survey", "--licence", "CC0").exit_code == 0
    (entry,) = open_gazetteer(tools.settings.gazetteer).look_up("Exampleton")
    assert (entry.source, entry.licence) == ("Survey", "CC0")
    assert _run(tools, "remove", "Survey").exit_code == 0
    assert open_gazetteer(tools.settings.gazetteer).look_up("Exampleton") == ()


def test_what_cannot_be_done_is_told(tools: Tools, tmp_path: Path) -> None:
    dump = tmp_path / "mine.csv"
    dump.write_text("Ort\nExampleton\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="D305"):
        _run(tools, "add", str(dump))
    assert _run(tools, "add", str(dump), "--map", "name").exit_code == 2
    assert _run(tools, "add", str(tmp_path / "none.csv")).exit_code == 2
    assert _run(tools, "add").exit_code == 2
    assert _run(tools, "remove", "Nobody").exit_code == 2
    assert not tools.settings.gazetteer.exists()


def test_build_if_missing_checks_the_whole_file(tools: Tools) -> None:
    assert _run(tools, "build").exit_code == 0
    path = tools.settings.gazetteer
    whole = path.read_bytes()
    assert _run(tools, "build", "--if-missing").stderr == ""
    path.write_bytes(whole[:-5000] + bytes([whole[-5000] ^ 1]) + whole[-4999:])
    assert "D304" in _run(tools, "build", "--if-missing").stderr
    assert path.read_bytes() == whole
