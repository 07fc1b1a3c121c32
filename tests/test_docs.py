"""Documentation under test: what is not documented fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.cli.commands import cli
from dateline.cli.settings import Settings

TOP = Path(__file__).resolve().parents[1]
CODE = re.compile(r"\"(D\d{3})\"")


def _codes() -> list[str]:
    sources = (TOP / "src" / "dateline").rglob("*.py")
    return sorted({code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("code", _codes())
def test_every_error_code_is_explained(code: str) -> None:
    assert f"| {code} |" in (TOP / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")


def test_no_error_code_is_explained_that_does_not_exist() -> None:
    explained = re.findall(r"^\| (D\d{3}) \|", (TOP / "docs/reference/errors.md").read_text("utf-8"), re.M)
    assert sorted(explained) == _codes()


@pytest.mark.parametrize("name", Settings.__dataclass_fields__)
def test_every_setting_is_explained(name: str) -> None:
    shown = (TOP / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert f"`{name}`" in shown
    assert f"`DATELINE_{name.upper()}`" in shown


@pytest.mark.parametrize("table", sorted((TOP / "src/dateline/data").glob("*.tsv")), ids=lambda p: p.stem)
def test_every_table_states_source_licence_and_date(table: Path) -> None:
    lines = table.read_text(encoding="utf-8").lower().split("\n")
    head = "\n".join([line for line in lines if line.startswith("#")] + lines[:12])
    assert "source" in head
    assert re.search(r"licen[cs]e|apache|cc.by|public domain", head)
    assert re.search(r"20\d\d-\d\d-\d\d", head)


def test_every_command_is_documented() -> None:
    howto = "\n".join(path.read_text(encoding="utf-8") for path in (TOP / "docs").rglob("*.md"))
    for name in cli.commands:
        assert f"dateline {name}" in howto
