"""Fits the shipped weights again: ``python -m dateline.odds emergent-train.csv --date 2026-11-25``."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path

from dateline.odds.ship import shipped_json


def main() -> None:
    """Print ``odds_weights.json`` for an Emergent table."""
    parser = argparse.ArgumentParser(prog="python -m dateline.odds", description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--date", required=True, help="the day to state as that of the fit")
    given = parser.parse_args()
    with given.table.open(encoding="utf-8", newline="") as file:
        weights = shipped_json(csv.DictReader(file), fitted_on=given.date)
    json.dump(weights, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
