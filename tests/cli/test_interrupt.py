"""Ctrl-C, at any moment: one line, and nothing that was stored is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli.settings import read_settings
from tests.cli.web import EXERCISE

#: Presses Ctrl-C when a function is reached for the first time, then runs the command line.
SCRIPT = """if True:
    import importlib, os, signal, sys
    module, name = sys.argv.pop(1), sys.argv.pop(1)
    from dateline.cli import main
    if name:
        owner = importlib.import_module(module)
        def pressed(*_args, **_kwargs):
            os.kill(os.getpid(), signal.SIGINT)
            signal.pause()
        setattr(owner, name, pressed)
    else:
        class Finder:
            def find_spec(self, wanted, path=None, target=None):
                if wanted == module:
                    os.kill(os.getpid(), signal.SIGINT)
        sys.meta_path.insert(0, Finder())
    main()
"""


@pytest.mark.usefixtures("gazetteer")
@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        ("dateline.cli.commands", "", ["read", "PAGE"]),
        ("dateline.pipeline", "", ["read", "PAGE"]),
        ("dateline.capture.intake", "tell_answer", ["capture", "PAGE"]),
        ("dateline.capture.warc_reader", "read_warc", ["capture", "x.warc.gz"]),
        ("dateline.capture.warc_reader", "read_warc", ["sheet", "x.warc.gz"]),
        ("dateline.cli.inputs", "read_capture", ["sheet", "PAGE"]),
        ("dateline.cli.sheet", "weigh_sheet", ["sheet", "PAGE"]),
        ("dateline.capture.verify", "verify", ["verify"]),
    ],
)
def test_an_interrupt_is_one_line(tmp_path: Path, module: str, name: str, words: list[str]) -> None:
    page = str(next(EXERCISE.glob("r03*.html")))
    home = tmp_path / "home"
    (home / "archive" / "blobs").mkdir(parents=True)
    (home / "archive" / "captures.jsonl").touch()
    (home / "gazetteer.bin").symlink_to(read_settings(environment=os.environ, folder=tmp_path).gazetteer)
    given = [page if word == "PAGE" else word for word in words]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, module, name, *given],
        capture_output=True,
        text=True,
        env={**os.environ, "DATELINE_HOME": str(home)},
        check=False,
    )
    assert done.returncode == 1
    (line,) = (line for line in done.stderr.splitlines() if line)
    assert line.startswith("dateline: D146 stopped")
