"""Scores places on our own cases, and tells the ceiling: how many names have any right candidate at all.

Gold and pred as for the development sets: ``{id, toponyms: [{start, end, lat, lon, ...}]}``; a name of kind
"org" is asked for by nobody and wrong where it is found and not marked ``inside``. Only answers on the very span
count, or on one of the name's ``alt_spans``.

recognition  exact spans, P/R/F1; rows marked ``inside`` are left out
acc161       share of all names with a point whose place lies within 161 km; none is wrong
ceiling      share of the same names with such a place or candidate, whichever was chosen
nonsense     of the places given with prob of .8 and more, the share more than 1,000 km off
spellings    for rows ``{variant, country, lat, lon}``: share with the first (r1), with any of the first five
             candidates (r5) within 25 km
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.rows import read_rows
from dateline.places.distance import distance_km

Row = dict[str, Any]
Span = tuple[int, int]
RIGHT_KM, NEAR_KM, FAR_KM = 161.0, 25.0, 1000.0
SURE = 0.8


def spans_of(name: Row) -> set[Span]:
    """Return the spans that are as good as the name's own, it included."""
    return {(name["start"], name["end"])} | {(a, b) for a, b in name.get("alt_spans") or ()}


def points_of(name: Row) -> list[tuple[float, float]]:
    """Return the points that are right for a name; none where it has no point or its distance does not count."""
    if name.get("lat") in (None, "") or name.get("nodist"):
        return []
    return [(float(name["lat"]), float(name["lon"])), *((a, b) for a, b in name.get("alt_points") or ())]


def off_km(points: Sequence[tuple[float, float]], place: Row) -> float:
    """Return how far a place lies from the nearest of the right points."""
    return min(distance_km(point, (place["lat"], place["lon"])) for point in points)


def score_toponyms(gold: Iterable[Row], pred: Iterable[Row]) -> Row:
    """Return the shares of recognition, resolution and ceiling over all names."""
    answers = {str(row["id"]): row["toponyms"] for row in pred if "error" not in row}
    hit = found = names = pointed = right = able = sure = far = 0
    for row in gold:
        mine = [t for t in answers.get(str(row["id"]), ()) if not t.get("inside")]
        given = {(t["start"], t["end"]): t for t in answers.get(str(row["id"]), ())}
        asked = [t for t in row["toponyms"] if t.get("kind") != "org" and not t.get("optional")]
        spare = set().union(*(spans_of(t) for t in row["toponyms"] if t.get("optional")), set())
        have = {(t["start"], t["end"]) for t in mine} - spare
        hit += sum(bool(spans_of(t) & have) for t in asked)
        found, names = found + len(have), names + len(asked)
        for name in (t for t in asked if points_of(t)):
            pointed += 1
            answer = next((given[span] for span in sorted(spans_of(name)) if span in given), None)
            place = answer and answer["place"]
            offers = [] if answer is None else [*answer["candidates"], *([place] if place else [])]
            able += any(off_km(points_of(name), c) <= RIGHT_KM for c in offers)
            if place:
                off = off_km(points_of(name), place)
                right += off <= RIGHT_KM
                sure, far = sure + (place["prob"] >= SURE), far + (place["prob"] >= SURE and off > FAR_KM)
    precision, recall = _share(hit, found), _share(hit, names)
    return {
        "recognition": {"p": precision, "r": recall, "f1": _f1(precision, recall), "n": names},
        "acc161": _share(right, pointed),
        "ceiling": _share(able, pointed),
        "sense": _share(sure - far, sure),
        "n": pointed,
    }


def score_spellings(gold: Iterable[Row], pred: Iterable[Row]) -> Row:
    """Return the shares of spellings whose first, or any of whose first five candidates is near."""
    answers = {(row["name"], row["country"] or ""): row["candidates"] for row in pred}
    first = five = count = 0
    for row in gold:
        point = (float(row["lat"]), float(row["lon"]))
        offers = answers.get((row["variant"], row["country"]), ())[:5]
        near = [off_km([point], c) <= NEAR_KM for c in offers]
        first, five, count = first + any(near[:1]), five + any(near), count + 1
    return {"r1": _share(first, count), "r5": _share(five, count), "n": count}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(precision: float | None, recall: float | None) -> float:
    total = (precision or 0.0) + (recall or 0.0)
    return round(2 * (precision or 0.0) * (recall or 0.0) / total, 4) if total else 0.0


def main() -> None:
    """Print the score as one JSON object."""
    parser = argparse.ArgumentParser(prog="python bench/score_places.py", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--pred", type=Path, required=True)
    given = parser.parse_args()
    gold, pred = read_rows(given.gold), read_rows(given.pred)
    print(json.dumps((score_spellings if "variant" in gold[0] else score_toponyms)(gold, pred)))


if __name__ == "__main__":
    main()
