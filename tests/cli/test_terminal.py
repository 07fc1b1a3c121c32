"""What is shown while work goes on, and how a line is told."""

from __future__ import annotations

import io
import sys

import pytest

from dateline.cli.terminal import say, shown_bar, tell_failure, watched
from dateline.model import Failure


class Screen(io.StringIO):
    """A terminal that keeps what is written on it."""

    def isatty(self) -> bool:
        return True


def test_without_a_terminal_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(watched(range(3), what="reading")) == [0, 1, 2]
    assert capsys.readouterr().err == ""


def test_lines_go_above_the_bar_and_output_that_is_piped_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, piped = Screen(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", piped)
    with shown_bar("fetching") as bar:
        bar(1, 3, "wire.example\x1b[2J")
        say("a line for the pipe")
        say("a line for a person", err=True)
        with shown_bar("storing") as inner:
            inner(1, None, "")
    assert piped.getvalue() == "a line for the pipe\n"
    assert "a line for a person\n" in screen.getvalue()
    assert "fetching" in screen.getvalue()
    assert "\x1b[2J" not in screen.getvalue()


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (Failure(id="a", line=None, code="D102", message="x/a.html: empty"), "D102 x/a.html: empty"),
        (
            Failure(id="r1", line=3, code="D205", message="in.jsonl: no text"),
            "r1 line 3: D205 in.jsonl: no text",
        ),
        (
            Failure(id=None, line=3, code="D202", message="in: line 3 is not JSON"),
            "D202 in: line 3 is not JSON",
        ),
        (
            Failure(id="https://a.example/x", line=None, code="D119", message="not found"),
            "https://a.example/x: D119 not found",
        ),
        (
            Failure(id=None, line=None, code="D113", message="no report\x1b[1m here"),
            "D113 no report [1m here",
        ),
    ],
)
def test_a_failure_is_one_line_that_names_its_input_once(
    failure: Failure, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_failure(failure)
    assert capsys.readouterr().err == f"dateline: {line}\n"
