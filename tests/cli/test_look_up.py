from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from dateline.cli.commands import cli

pytestmark = pytest.mark.usefixtures("gazetteer")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["gazetteer", "look-up", *words])


@pytest.mark.parametrize("country", ["sy", "SYR", "Syria"])
def test_a_country_is_given_by_code_or_name(country: str) -> None:
    found = json.loads(run("Abou Kamal", "--country", country, "--json").stdout)
    assert (found["name"], found["country"]) == ("Abou Kamal", "SY")
    first = found["candidates"][0]
    assert first["id"] == "geonames:174448"
    assert {"id", "name", "country", "lat", "lon", "prob"} <= set(first)
    assert first["kind"] == "populated"


def test_several_names_are_an_array() -> None:
    found = json.loads(run("Mosul", "Aleppo", "--json", "--limit", "1").stdout)
    assert [(row["name"], len(row["candidates"])) for row in found] == [("Mosul", 1), ("Aleppo", 1)]


def test_fewer_shown_are_no_surer() -> None:
    few = json.loads(run("Springfield", "--json", "--limit", "2").stdout)["candidates"]
    many = json.loads(run("Springfield", "--json").stdout)["candidates"]
    assert few == many[:2]


def test_distance_is_told_where_a_point_is_given() -> None:
    found = json.loads(run("Mosul", "--near", "36.3,43.1", "--json").stdout)
    assert found["candidates"][0]["distance_km"] < 20
    assert "km away" in run("Mosul", "--near", "36.3,43.1").stdout


def test_an_unknown_name_is_an_answer() -> None:
    done = run("Qzzzzzzzxxxxwww")
    assert done.exit_code == 0
    assert "unknown" in done.stdout
    assert json.loads(run("Qzzzzzzzxxxxwww", "--json").stdout)["candidates"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Mosul", "--country", "XZ"], "no country"),
        (["Mosul", "--country", "Syrai"], "did you mean Syria?"),
        (["Mosul", "--limit", "0"], "--limit"),
        (["Mosul", "--near", "91,0"], "not on Earth"),
        (["Mosul", "--near", "nan,0"], "not on Earth"),
        ([" "], "no letters"),
        ([], "NAME"),
    ],
)
def test_wrong_usage_says_what_is_wrong(words: list[str], told: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert told in done.stderr
