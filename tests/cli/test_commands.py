"""The commands print what the contract says."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from dateline.cli.commands import cli
from dateline.cli.settings import Settings, read_settings
from dateline.errors import ConfigError
from dateline.model import Yardstick

pytestmark = pytest.mark.usefixtures("gazetteer")
EXERCISE = Path(__file__).resolve().parents[2] / "examples" / "al-qaim-crossing"


def _run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def _schema(name: str) -> object:
    return json.loads((files("dateline") / "data" / "schema" / f"{name}.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("page", sorted(EXERCISE.glob("*.html")), ids=lambda page: page.stem[:3])
def test_read_prints_a_reading_whose_spans_hold(page: Path) -> None:
    done = _run("read", str(page), "--json")
    assert done.exit_code == 0
    reading = json.loads(done.stdout)
    jsonschema.validate(reading, _schema("reading"))
    for record in _records(reading):
        if record.get("start") is not None and "text" in record:
            assert record["text"] == reading["text"][record["start"] : record["end"]]


def _records(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        return [value, *(r for inner in value.values() for r in _records(inner))]
    if isinstance(value, list):
        return [r for inner in value for r in _records(inner)]
    return []


def test_sheet_prints_a_sheet_that_adds_up(tmp_path: Path) -> None:
    html = tmp_path / "sheet.html"
    done = _run("sheet", str(EXERCISE), "--json", "--html", str(html))
    assert done.exit_code == 0
    made = json.loads(done.stdout)
    jsonschema.validate(made, _schema("sheet"))
    known = {origin["id"] for origin in made["origins"]}
    reports = {report["id"] for report in made["reports"]}
    for claim in made["claims"]:
        assert {row["origin"] for row in claim["assertions"]} <= known
        assert {row["report"] for row in claim["assertions"]} <= reports
    assert {count["claimant"] for count in made["counts"]} <= known
    assert {edge["parent"] for edge in made["lineage"]} <= known | reports
    assert "<html" in html.read_text(encoding="utf-8")


def test_a_sheet_of_an_earlier_moment_knows_less() -> None:
    made = json.loads(_run("sheet", str(EXERCISE), "--json", "--as-of", "2031-03-11T12:00+03:00").stdout)
    assert [report["id"][:3] for report in made["reports"]] == ["r01", "r02", "r03", "r04"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert _run("sheet", str(EXERCISE), "--json").stdout == _run("sheet", str(EXERCISE), "--json").stdout


def test_the_terminal_begins_with_the_headline() -> None:
    done = _run("sheet", str(EXERCISE))
    assert "14 reports" in done.stdout
    assert "origins" in done.stdout


def test_read_draws_a_map(tmp_path: Path) -> None:
    page = next(EXERCISE.glob("r02*.html"))
    assert _run("read", str(page), "--map", str(tmp_path / "map.html")).exit_code == 0
    assert "<svg" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_each_of_several_reports_gets_its_map(tmp_path: Path) -> None:
    pages = sorted(map(str, EXERCISE.glob("r0[23]*.html")))
    done = _run("read", *pages, "--map", str(tmp_path / "map.html"))
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == ["map-r02-wire-crossing-closed.html", "map-r03-example-post.html"]
    assert all(name in done.stderr for name in written)


def test_two_events_are_told_apart(tmp_path: Path) -> None:
    crossing = (
        "The border crossing closed at noon after lorries queued on the river road, the authority said. "
    )
    harvest = (
        "Olive growers expect poor harvests because spring frosts damaged blossom across hill orchards. "
    )
    rows = [{"id": "r1", "text": crossing * 3}, {"id": "r2", "text": harvest * 3}]
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = _run("sheet", "--jsonl", str(path), "--json", "--event", "2")
    assert "2 events" in done.stderr
    assert [report["id"] for report in json.loads(done.stdout)["reports"]] == ["r2"]


def test_look_up_finds_another_spelling() -> None:
    done = _run("gazetteer", "look-up", "Abou Kamal", "--country", "sy", "--json")
    found = json.loads(done.stdout)
    assert found["country"] == "SY"
    assert found["candidates"][0]["id"] == "geonames:174448"


def test_settings_come_in_order(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('home = "kept"\nseed = 3\n', encoding="utf-8")
    made = read_settings(environment={"DATELINE_SEED": "5", "DATELINE_YARDSTICK": "icd203"}, folder=tmp_path)
    assert made == Settings(home=Path("kept"), seed=5, yardstick=Yardstick.ICD203)


@pytest.mark.parametrize("line", ["sed = 3", 'seed = "many"', "seed = ", 'yardstick = "inch"'])
def test_a_wrong_setting_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "dateline.toml").write_text(line, encoding="utf-8")
    with pytest.raises(ConfigError, match="D40"):
        read_settings(environment={}, folder=tmp_path)


def test_a_file_is_read_without_what_only_links_need() -> None:
    page = str(next(EXERCISE.glob("r03*.html")))
    script = """if True:
        import atexit, sys
        heavy = {"httpx", "warcio", "fastwarc", "feedparser", "fastfeedparser", "nh3", "cryptography", "protego"}
        atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr))
        from dateline.cli.commands import cli
        cli(["read", sys.argv[1], "--json"])
    """
    done = subprocess.run([sys.executable, "-c", script, page], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_every_command_and_option_is_documented() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    shown = (docs / "reference" / "commands.md").read_text(encoding="utf-8")
    assert "dateline.cli.commands:cli" in shown
    for command in cli.commands.values():
        assert command.help
        assert all(getattr(p, "help", "") for p in command.params if p.param_type_name == "option")


def test_the_country_of_a_story_decides_between_namesakes(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text("Shots were heard in Tripoli on Tuesday, residents said.\n", encoding="utf-8")
    places = {}
    for country in ("Lebanon", "LY"):
        done = _run("read", str(report), "--country", country, "--json")
        (toponym,) = json.loads(done.stdout)["toponyms"]
        places[country] = toponym["place"]["country"]
    assert places == {"Lebanon": "LB", "LY": "LY"}


def test_a_lone_namesake_outside_of_the_story_is_no_answer(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text("Shots were heard near Kairouan on Tuesday, residents said.\n", encoding="utf-8")
    done = _run("read", str(report), "--country", "Iraq", "--json")
    (toponym,) = json.loads(done.stdout)["toponyms"]
    assert toponym["place"] is None or toponym["place"]["country"] == "IQ"


def test_a_country_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text("Nothing happened.\n", encoding="utf-8")
    done = _run("read", str(report), "--country", "Atlantis")
    assert done.exit_code == 2
    assert "no country" in done.stderr


def test_a_claim_in_words_is_answered_with_its_origins() -> None:
    question = "The border crossing at al-Qaim was closed."
    done = _run("sheet", str(EXERCISE), "--ask", question, "--json")
    assert done.exit_code == 0
    (answer,) = json.loads(done.stdout)["answers"]
    assert answer["text"] == question
    assert answer["independent_origins"] >= 1
    assert {e["origin"] for e in answer["evidence"]} == {o["id"] for o in answer["origins"]}
