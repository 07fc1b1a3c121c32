from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.spelling.edits import EditCosts
from dateline.places.spelling.fit_spellings import (
    Asked,
    Pair,
    fit_edits,
    fit_pairs,
    fit_suggest,
    found_share,
    read_pairs,
)
from dateline.places.spelling.left_out import Question
from dateline.places.spelling.suggest import liken

SAME = [
    Pair("qamar", "kamar", True),
    Pair("qasim", "kasim", True),
    Pair("tariq", "tarik", True),
    Pair("baqir", "bakir", True),
    Pair("qana", "kana", True),
]
OTHER = [Pair("qamar", "tasim", False), Pair("kana", "rusum", False), Pair("tarik", "mosul", False)]


def test_what_is_often_changed_becomes_cheap() -> None:
    table = fit_edits(SAME)
    costs = EditCosts(table["changes"], most=table["most"], gap=table["gap"])
    assert costs.of("k", "q") < costs.of("k", "m") == table["most"]


def test_pairs_of_one_name_are_told_from_others() -> None:
    pytest.importorskip("sklearn")
    weights = fit_pairs([*SAME, *OTHER], fit_edits(SAME))
    assert weights["letters"] > 0 > weights["cost_share"]


def test_right_entries_are_ranked_first(few: CompiledGazetteer) -> None:
    pytest.importorskip("scipy")
    asked = []
    for spelled, name in (("mossul", "Mosul"), ("senjar", "Sinjar"), ("londn", "London"), ("raqa", "Raqqa")):
        rows = liken(few, spelled)
        right = [row.entry.name == name for row in rows]
        asked.append(Asked(Question(spelled, 0, None, None, False, False), rows, right))
    assert found_share(asked, fit_suggest(asked)) == "R@1 1.000, R@5 1.000 of 4"


def test_every_fifth_pair_is_kept_for_testing(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("a\tb\tsame\n" + "".join(f"name{n}\tother{n}\t{n % 2}\n" for n in range(10)))
    assert [p.one for p in read_pairs(path, tested=True)] == ["name0", "name5"]
    assert len(read_pairs(path, tested=False)) == 8
