"""The exercise story, end to end: the sheet against what a careful reader wrote down before the code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dateline.capture import load_files
from dateline.model import (
    Count,
    Direction,
    Edge,
    Encoder,
    Failure,
    Gazetteer,
    Origin,
    Reading,
    Sheet,
    Tagger,
    Toponym,
)
from dateline.pipeline import read, sheet
from dateline.reader import HashingEncoder, MiniLmEncoder, ModelTagger, RuleTagger
from dateline.text.fold import fold

EXERCISE = Path(__file__).resolve().parents[1] / "examples" / "al-qaim-crossing"


class Exercise(NamedTuple):
    readings: tuple[Reading, ...]
    sheet: Sheet


@cache
def _truth() -> Mapping[str, Any]:
    return tomllib.loads((EXERCISE / "truth.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["weights", "rules"])
def exercise(request: pytest.FixtureRequest, gazetteer: Gazetteer) -> Exercise:
    items = load_files([str(EXERCISE)], max_bytes=20_000_000)
    captures = [item for item in items if not isinstance(item, Failure)]
    tagger: Tagger = ModelTagger() if request.param == "weights" else RuleTagger()
    encoder: Encoder = MiniLmEncoder() if request.param == "weights" else HashingEncoder()
    readings = tuple(read(capture, gazetteer=gazetteer, tagger=tagger) for capture in captures)
    return Exercise(readings, sheet(readings, encoder=encoder))


def _key(origin: Origin) -> str:
    """Return the truth's key of an origin, or its name where the truth has none of it."""
    names = {fold(name) for name in (origin.name, *origin.names)}
    for row in _truth()["origins"]:
        if names & {fold(name) for name in (row["name"], *row["names"])}:
            return str(row["key"])
    return origin.name


def _keys(made: Sheet) -> dict[str, str]:
    return {origin.id: _key(origin) for origin in made.origins}


# ------------------------------------------------------------------ origins


def test_the_headline_counts_the_origins(exercise: Exercise) -> None:
    behind = {e.origin for claim in exercise.sheet.claims for e in claim.evidence}
    assert len(exercise.sheet.reports) == 14
    assert len(behind) == _truth()["headline_origins"]


def test_origins_are_exactly_those_of_the_truth(exercise: Exercise) -> None:
    found = {_key(origin): origin.kind.value for origin in exercise.sheet.origins}
    assert found == {row["key"]: row["kind"] for row in _truth()["origins"]}
    assert len(exercise.sheet.origins) == len(found)


# ------------------------------------------------------------------ lineage


def _edges(made: Sheet) -> dict[tuple[str, str], Edge]:
    keys = _keys(made)
    return {(edge.child, keys.get(edge.parent, edge.parent)): edge for edge in made.lineage}


@pytest.mark.parametrize(
    "row", _truth()["lineage"], ids=lambda row: f"{row['child'][:3]}<{row['parent'][:3]}"
)
def test_every_relay_is_found_with_its_direction(exercise: Exercise, row: Mapping[str, Any]) -> None:
    edges = _edges(exercise.sheet)
    found = [
        edges[row["child"], p] for p in (row["parent"], *row.get("accept", ())) if (row["child"], p) in edges
    ]
    assert any(edge.direction is Direction.PARENT_TO_CHILD for edge in found)


def test_no_other_relay_is_drawn(exercise: Exercise) -> None:
    truth = _truth()
    due = {(row["child"], p) for row in truth["lineage"] for p in (row["parent"], *row.get("accept", ()))}
    due |= {(row["child"], parent) for row in truth["indirect"] for parent in row["parents"]}
    siblings = {frozenset(row["reports"]) for row in truth["siblings"]}
    wrong = [
        pair
        for pair, edge in _edges(exercise.sheet).items()
        if pair not in due and not (edge.direction is Direction.COMMON_ORIGIN and frozenset(pair) in siblings)
    ]
    assert wrong == []


# ------------------------------------------------------------------ counts


def _rung(count: Count, keys: Mapping[str, str]) -> tuple[object, ...]:
    return keys[count.claimant], count.what.value, count.low, count.high, count.approx


def test_the_count_ladder_is_exact(exercise: Exercise) -> None:
    truth = {row["key"]: row for row in _truth()["counts"]}

    def rung(row: Mapping[str, Any]) -> tuple[object, ...]:
        return row["claimant"], row["what"], row["low"], row.get("high"), row["approx"]

    due = {
        (rung(row), row["report"], *(rung(truth[row[tie]]) if tie in row else None for tie in TIES))
        for row in truth.values()
    }
    counts, keys = exercise.sheet.counts, _keys(exercise.sheet)
    found = {
        (
            _rung(count, keys),
            count.report,
            *(
                None if index is None else _rung(counts[index], keys)
                for index in (count.supersedes, count.part_of)
            ),
        )
        for count in counts
    }
    assert found == due
    assert len(found) == len(counts)


TIES = ("supersedes", "part_of")


# ------------------------------------------------------------------ places


def _mentions(readings: tuple[Reading, ...], spelling: str, report: str) -> list[Toponym]:
    (reading,) = (r for r in readings if r.id == report)
    return [t for t in reading.toponyms if t.text == spelling and t.inside is None]


@pytest.mark.parametrize("row", _truth()["places"], ids=lambda row: row["name"])
def test_every_spelling_is_right_or_abstained(exercise: Exercise, row: Mapping[str, Any]) -> None:
    for spelling in row["spellings"]:
        for report in spelling["reports"]:
            for toponym in _mentions(exercise.readings, spelling["text"], report):
                assert toponym.place is None or _is_right(toponym, row), (report, toponym)


def _is_right(toponym: Toponym, row: Mapping[str, Any]) -> bool:
    assert toponym.place is not None
    if toponym.place.id in row.get("never", ()):
        return False
    if toponym.place.id in (row["id"], *row.get("accept", ())):
        return True
    degrees = max(row["precision_km"], 25.0) / 111.0
    near = abs(toponym.place.lat - row["lat"]) + abs(toponym.place.lon - row["lon"])
    return bool(near <= degrees * 1.5)


#: Spelling and report pairs of the truth, 84 in all, that are found and resolved. The floor only rises.
PLACED = 78


def test_spellings_are_found_and_nothing_else_is_taken_for_a_place(exercise: Exercise) -> None:
    due = [
        (spelling["text"], report)
        for row in _truth()["places"]
        for spelling in row["spellings"]
        for report in spelling["reports"]
    ]
    placed = [pair for pair in due if any(t.place for t in _mentions(exercise.readings, *pair))]
    assert len(placed) >= PLACED
    known = {text for text, _ in due} | {"Iraq", "Syria"}
    found = {
        t.text for r in exercise.readings for t in r.toponyms if t.inside is None and t.kind != "demonym"
    }
    assert found <= known


def test_six_spellings_of_one_town_are_one_place(exercise: Exercise) -> None:
    (town,) = (place for place in exercise.sheet.places if place.id == "geonames:174448")
    assert len(town.spellings) >= 6


# ------------------------------------------------------------------ claims and parts


def test_the_truth_s_claims_have_its_origins(exercise: Exercise) -> None:
    """At least the claims whose words are shared: the quote's claim rests on the origins of the truth."""
    keys = _keys(exercise.sheet)
    for key in ("deaths", "drone", "shots"):
        (row,) = (row for row in _truth()["claims"] if row["key"] == key)
        held = {
            (e.report, keys[e.origin], e.stance.value)
            for claim in exercise.sheet.claims
            for e in claim.evidence
        }
        for said in row["reports"]:
            assert any(h[:2] == (said["report"], said["origin"]) for h in held), (key, said)


@pytest.mark.parametrize("row", _truth()["parts"], ids=lambda row: row["report"][:3])
def test_pages_come_apart(exercise: Exercise, row: Mapping[str, Any]) -> None:
    (reading,) = (r for r in exercise.readings if r.id == row["report"])
    report = reading.report
    assert report.title == row["headline"]
    assert report.commenting == row["commenting"]
    assert len(report.comments) == row["comments"]
    assert report.read_count == row.get("read_count")
    assert list(report.byline) == row.get("byline", [])
    notes = [part for part in report.parts if part.kind == "editors_note"]
    if "editors_note" in row:
        assert any(note.by == row["editors_note"]["signed_by"] for note in notes)
    stamps = [part for part in report.parts if part.kind == "update"]
    assert len(stamps) == len(row.get("updates", []))


@pytest.mark.parametrize("row", _truth()["parts"], ids=lambda row: row["report"][:3])
def test_furniture_is_no_body(exercise: Exercise, row: Mapping[str, Any]) -> None:
    (reading,) = (r for r in exercise.readings if r.id == row["report"])
    body = "\n".join(part.text for part in reading.report.parts if part.kind == "body")
    assert [words for words in row.get("furniture", []) if words in body] == []


@pytest.mark.parametrize(
    "row", [r for r in _truth()["parts"] if "thread" in r], ids=lambda row: row["report"][:3]
)
def test_threads_keep_author_and_parent(exercise: Exercise, row: Mapping[str, Any]) -> None:
    (reading,) = (r for r in exercise.readings if r.id == row["report"])
    by_id = {comment.id: comment for comment in reading.report.comments}
    for due, comment in zip(row["thread"], reading.report.comments, strict=True):
        assert comment.author == due["author"]
        assert comment.text.startswith(due["starts"])
        parent = by_id[comment.parent].author if comment.parent else None
        assert parent == due.get("parent")
