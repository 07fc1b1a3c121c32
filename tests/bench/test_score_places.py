"""The scorer of places: exact spans, points, sense and ceiling."""

from __future__ import annotations

from typing import Any

from bench.score_places import score_spellings, score_toponyms

HERE, NEAR, FAR = (34.45, 40.92), (34.5, 41.0), (35.7, 10.1)


def offer(point: tuple[float, float], prob: float = 0.9) -> dict[str, Any]:
    return {"lat": point[0], "lon": point[1], "prob": prob}


def found(start: int, end: int, place: Any = None, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "place": place, "candidates": [], "inside": None, **more}


def asked(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "lat": HERE[0], "lon": HERE[1], "kind": "populated", **more}


def test_right_wrong_missed_and_lost_candidates_are_told_apart() -> None:
    gold = [{"id": "a", "toponyms": [asked(0, 5), asked(10, 15), asked(20, 25), asked(30, 35)]}]
    pred = [
        {
            "id": "a",
            "toponyms": [
                found(0, 5, offer(NEAR)),
                found(10, 15, offer(FAR)),
                found(20, 25, None, candidates=[offer(NEAR, 0.2)]),
            ],
        }
    ]
    score = score_toponyms(gold, pred)
    assert score["recognition"] == {"p": 1.0, "r": 0.75, "f1": 0.8571, "n": 4}
    assert (score["acc161"], score["ceiling"], score["sense"]) == (0.25, 0.5, 0.5)


def test_a_name_inside_another_is_no_place_of_the_report() -> None:
    gold = [{"id": "a", "toponyms": [asked(0, 5, kind="org", lat=None), asked(10, 15, alt_spans=[[8, 15]])]}]
    marked = [{"id": "a", "toponyms": [found(0, 5, inside="organisation"), found(8, 15, offer(HERE))]}]
    taken = [{"id": "a", "toponyms": [found(0, 5), found(8, 15, offer(HERE))]}]
    assert score_toponyms(gold, marked)["recognition"]["f1"] == 1.0
    assert score_toponyms(gold, taken)["recognition"]["p"] == 0.5


def test_spellings_count_the_first_and_the_first_five() -> None:
    gold = [
        {"variant": v, "country": "SY", "lat": str(HERE[0]), "lon": str(HERE[1])} for v in ("A", "B", "C")
    ]
    pred = [
        {"name": "A", "country": "SY", "candidates": [offer(NEAR)]},
        {"name": "B", "country": "SY", "candidates": [offer(FAR), offer(NEAR)]},
    ]
    assert score_spellings(gold, pred) == {"r1": 0.3333, "r5": 0.6667, "n": 3}
