"""Writes figures to ``bench/RESULTS.md``: newest run last, each with date, commit and command."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = """# Results

Each table is one run: date, commit, command. *must* is the goal of the issue named, *anchor* the best figure
known of others or the simple baseline. Machines are shared and noisy: times are CPU seconds where not said
otherwise.
"""


class Reached(NamedTuple):
    """One line of a result table."""

    measure: str
    figure: str
    must: str
    reached: str
    anchor: str


def commit() -> str:
    """Return the short id of the commit measured; ``+`` says that the tree held more than it."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ":!bench/RESULTS.md")
    return (_git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


def _git(*words: str) -> str:
    top = Path(__file__).resolve().parents[1]
    return subprocess.run(
        ["git", *words], cwd=top, capture_output=True, text=True, check=False
    ).stdout.strip()


def append(command: str, rows: Iterable[Reached], *, measured: str) -> None:
    """Append a table and print it; ``measured`` is the commit when the run began."""
    lines = [
        f"\n## {datetime.now(UTC):%Y-%m-%d}, {measured}, `{command.strip()}`\n",
        "| measure | figure | must | reached | anchor |",
        "|---|---|---|---|---|",
        *(f"| {r.measure} | {r.figure} | {r.must} | {r.reached} | {r.anchor} |" for r in rows),
    ]
    text = "\n".join(lines) + "\n"
    if not RESULTS.exists():
        RESULTS.write_text(HEAD, encoding="utf-8")
    with RESULTS.open("a", encoding="utf-8") as out:
        out.write(text)
    print(text)
