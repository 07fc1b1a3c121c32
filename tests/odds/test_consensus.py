import random
from pathlib import Path

import pytest

from dateline.odds import AuthorClaim, agree_authors

NAMES = ("Almond, Rita", "Birch, Tom", "Cedar, Uma", "Dogwood, Vic", "Elmtree, Wes", "Firwood, Xena")


def shelf(seed: int, *, copies: int) -> tuple[list[AuthorClaim], dict[str, set[str]]]:
    """Books of two authors: honest shops list both, lazy ones the first; one bad shop is copied."""
    rng = random.Random(seed)
    claims, truth = [], {}
    for n in range(40):
        book, (a, b, wrong) = f"b{n}", rng.sample(NAMES, 3)
        truth[book] = {a.split(",")[0].lower(), b.split(",")[0].lower()}
        for k in range(3):
            claims.append(
                AuthorClaim(book=book, source=f"honest-{k}", authors=rng.choice([f"{a}; {b}", f"{a}/ {b}"]))
            )
        for k in range(3):
            claims.append(AuthorClaim(book=book, source=f"lazy-{k}", authors=a))
        if rng.random() < 0.5:
            claims.extend(
                AuthorClaim(book=book, source=f"copy-{k}", authors=f"{wrong}") for k in range(copies)
            )
    return claims, truth


def surnames(authors: list[str]) -> set[str]:
    return {name.split(",")[0] for name in authors}


@pytest.mark.parametrize("copies", [0, 1, 9])
def test_lazy_lists_and_copied_errors_do_not_win(copies: int) -> None:
    claims, truth = shelf(1, copies=copies)
    found = agree_authors(claims)
    assert sum(surnames(found[b]) == truth[b] for b in truth) >= 38


def test_the_order_of_the_claims_does_not_matter() -> None:
    claims, _ = shelf(2, copies=3)
    found = agree_authors(claims)
    assert {b: sorted(who) for b, who in agree_authors(claims[::-1]).items()} == {
        b: sorted(w) for b, w in found.items()
    }


def test_a_book_without_a_name_gets_an_empty_list() -> None:
    assert agree_authors([AuthorClaim(book="b", source="s", authors="UNKNOWN")]) == {"b": []}


@pytest.mark.shared
def test_beats_the_vote_on_the_development_books(shared: Path) -> None:
    import csv
    import gzip

    folder = shared / "data/odds/books"
    with gzip.open(folder / "claims.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = agree_authors(
        [AuthorClaim(book=r["isbn"], source=r["source"], authors=r["authors"]) for r in rows]
    )
    with (folder / "gold-dev.tsv").open(encoding="utf-8") as file:
        gold = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = sum(
        surnames(found[g["isbn"]]) == {name.split(",")[0].strip() for name in g["authors"].split(";")}
        for g in gold
    )
    assert right / len(gold) >= 0.88
