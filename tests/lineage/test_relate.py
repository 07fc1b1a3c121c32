from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.lineage import fit_lineage, relate, relate_pairs
from dateline.lineage.features import FEATURES
from dateline.lineage.fit import write_weights
from dateline.lineage.weights import shipped_model
from dateline.model import Relation
from tests.lineage.builders import UNRELATED, WIRE, reading


def test_reports_that_share_nothing_are_independent() -> None:
    found = relate(reading("r1", WIRE, outlet="Marsh Herald"), reading("r2", UNRELATED, outlet="Delta Post"))
    assert found.relation is Relation.INDEPENDENT
    assert found.direction == "none"


def test_the_credit_line_gives_the_direction() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald")
    two = reading("r2", WIRE[:-70], outlet="Delta Post", credit="From Marsh Herald.")
    assert relate(one, two).direction == "b_from_a"
    assert relate(two, one).direction == "a_from_b"


def test_every_relation_has_a_probability() -> None:
    found = relate(reading("r1", WIRE), reading("r2", WIRE.split("\n\n")[0]))
    assert set(found.probs) <= set(Relation)
    assert sum(found.probs.values()) == pytest.approx(1.0)


def test_the_shipped_weights_name_every_feature() -> None:
    model = shipped_model()
    assert set(model.weights) == {relation.value for relation in Relation}
    for weights in model.weights.values():
        assert set(weights) == {name for name, _ in FEATURES}


def test_weights_are_written_with_their_source(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="the extra fit is not installed")
    made = [
        reading("r1", WIRE, outlet="Marsh Herald"),
        reading("r2", WIRE[:-70], outlet="Delta Post", credit="From Marsh Herald."),
        reading("r3", UNRELATED, outlet="Belm Radio"),
        reading("r4", WIRE.split("\n\n")[0] + "\n\n" + UNRELATED, outlet="Orsk Post"),
    ]
    labelled = [("r1", "r2", "reprint"), ("r1", "r3", "unrelated"), ("r1", "r4", "partial")]
    write_weights(made, labelled, tmp_path / "weights.json")
    document = json.loads((tmp_path / "weights.json").read_text(encoding="utf-8"))
    assert document["source"]["command"].startswith("python -m bench.fit_lineage")
    assert {"bias", "weights"} <= set(document)


def test_a_bare_naming_points_at_the_one_named() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald")
    two = reading("r2", WIRE.split("\n\n")[0] + " Marsh Herald has more.", outlet="Delta Post")
    assert relate(one, two).direction == "b_from_a"


@pytest.mark.shared
def test_relations_of_read_pairs_out_of_fold(shared: Path) -> None:
    """A gate under the measured macro F1 of four classes (.79 out of fold; .582 by shared names)."""
    pytest.importorskip("sklearn", reason="the extra fit is not installed")
    folder = shared / "data" / "lineage"
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    readings = [reading(row["id"], row["text"], outlet=row.get("outlet")) for row in rows]
    pairs = [json.loads(line) for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    stories = sorted({row["story"] or row["a"] for row in pairs})
    right, told = [], []
    for fold in range(3):
        held = set(stories[fold::3])
        train = [(r["a"], r["b"], r["relation"]) for r in pairs if (r["story"] or r["a"]) not in held]
        test = [r for r in pairs if (r["story"] or r["a"]) in held]
        model = fit_lineage(readings, train)
        told += [
            f.relation.value for f in relate_pairs(readings, [(r["a"], r["b"]) for r in test], model=model)
        ]
        right += [r["relation"] for r in test]
    assert _macro_f1(right, told) >= 0.73


def _macro_f1(right: list[str], told: list[str]) -> float:
    known = {relation.value for relation in Relation}
    right = [r if r in known else Relation.INDEPENDENT.value for r in right]
    scores = []
    for name in sorted(known):
        hit = sum(r == t == name for r, t in zip(right, told, strict=True))
        scores.append(2 * hit / max(1, right.count(name) + told.count(name)))
    return sum(scores) / len(scores)


def test_a_page_that_names_another_as_its_basis_is_the_child() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald", url="https://www.marshherald.example/fire/?utm_source=x")
    two = reading("r2", WIRE, outlet="Delta Post", based_on=("http://marshherald.example/fire#top",))
    assert relate(one, two).direction == "b_from_a"
    assert relate(two, one).direction == "a_from_b"


def test_a_link_in_the_credit_line_names_the_basis() -> None:
    credit = "First printed at the Herald."
    one = reading("r1", WIRE, outlet="Marsh Herald", url="https://marshherald.example/fire")
    two = reading(
        "r2",
        WIRE,
        outlet="Delta Post",
        credit=credit,
        link=("the Herald", "https://marshherald.example/fire/"),
    )
    found = relate(one, two)
    assert found.direction == "b_from_a"
    assert {"basis", "link"} <= set(found.way.reasons)


def test_a_host_in_the_prose_names_its_outlet() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald", url="https://marshherald.com/fire")
    words = "As marshherald.com had it, " + WIRE.split("\n\n")[0]
    two = reading("r2", words, outlet="Delta Post")
    assert relate(one, two).direction == "b_from_a"
    assert "mention" in relate(one, two).way.reasons


def test_copied_sources_are_no_sign_of_a_third() -> None:
    said = "The barge was unlit, the Harbour Office said on Monday."
    one = reading("r1", f"{said}\n\n{WIRE}", outlet="Marsh Herald", at="2031-03-01T08:00")
    two = reading("r2", f"{said}\n\n{WIRE[:-70]}", outlet="Delta Post", at="2031-03-01T11:00")
    assert relate(one, two).direction == "b_from_a"


def test_without_shared_words_or_a_naming_no_arrow_is_drawn() -> None:
    one = reading("r1", "Marsh Herald - The lock at Orsk is shut, the ministry said.", outlet="Marsh Herald")
    two = reading(
        "r2", "Barges cannot pass Orsk until spring, according to the ministry.", outlet="Delta Post"
    )
    assert relate(one, two).way.b_is_child is None
