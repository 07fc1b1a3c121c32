"""Reads the tables under ``data/``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/NAME.tsv`` as dicts of strings, keyed by its heading.

    Lines that begin with ``#`` state the table's source, licence and date; they are no rows.
    """
    text = (files("dateline") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
