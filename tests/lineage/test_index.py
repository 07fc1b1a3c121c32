from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.lineage import index, postings
from dateline.lineage.book import SourceBook
from dateline.lineage.index import SHORT, ShingleIndex, candidate_pairs, hash_words
from dateline.lineage.postings import Postings
from dateline.lineage.profile import profile
from tests.lineage.builders import OTHER, UNRELATED, WIRE, reading

#: Reports of a small vocabulary share wording by chance; some are short, some beyond the sampling.
TEXTS = st.builds(
    lambda seed, words, size: random.Random(seed).choices([f"w{n}" for n in range(words)], k=size),
    st.integers(0, 3),
    st.integers(2, 9),
    st.integers(0, 2 * SHORT),
)


def found_pairs(reports: Sequence[tuple[str, list[str]]]) -> dict[frozenset[str], tuple[float, float]]:
    """Return what an index finds of each pair: the parts shared, that of the first name first."""
    held = ShingleIndex()
    pairs = {}
    for report, words in reports:
        for other in held.add(report, words):
            shares = (other.contained, other.contains)
            pairs[frozenset((report, other.report))] = shares if report < other.report else shares[::-1]
    return pairs


@given(st.lists(TEXTS, max_size=6), st.randoms())
def test_pairs_do_not_depend_on_the_order_of_arrival(texts: list[list[str]], chance: random.Random) -> None:
    reports = [(f"r{n}", words) for n, words in enumerate(texts)]
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert found_pairs(shuffled) == found_pairs(reports)


@given(st.lists(TEXTS, min_size=1, max_size=5), TEXTS, TEXTS)
def test_a_removed_report_leaves_no_trace(texts: list[list[str]], gone: list[str], asked: list[str]) -> None:
    one, other = ShingleIndex(), ShingleIndex()
    one.add("gone", gone)
    for number, words in enumerate(texts):
        one.add(f"r{number}", words)
        other.add(f"r{number}", words)
    one.remove("gone")
    assert len(one) == len(other)
    assert one.add("asked", asked) == other.add("asked", asked)


def test_a_report_added_again_is_replaced() -> None:
    held = ShingleIndex()
    held.add("r1", WIRE.split())
    held.add("r1", UNRELATED.split())
    assert [c.report for c in held.add("r2", UNRELATED.split())] == ["r1"]
    assert not held.add("r3", WIRE.split())


def test_a_short_report_is_found_exactly_on_either_side() -> None:
    long = [f"w{n}" for n in range(4 * SHORT)]
    short = [*long[100:110], *(f"x{n}" for n in range(10))]
    for first, second in ((long, short), (short, long)):
        held = ShingleIndex()
        held.add("first", first)
        (found,) = held.add("second", second)
        assert max(found.contained, found.contains) == 6 / 16


def test_long_reports_meet_by_the_shingles_kept() -> None:
    long = [f"w{n}" for n in range(6 * SHORT)]
    held = ShingleIndex()
    held.add("first", long)
    (found,) = held.add("second", [*long[: 3 * SHORT], *(f"x{n}" for n in range(3 * SHORT))])
    assert 0.35 < found.contained < 0.65


def test_five_words_in_one_order_are_one_shingle() -> None:
    words = ["the", "barge", "broke", "its", "moorings"]
    assert np.array_equal(hash_words(words), hash_words(list(words)))
    assert not np.array_equal(hash_words(words), hash_words(words[::-1]))
    assert len(hash_words(words[:4])) == 0


def test_arrays_and_the_table_of_recent_postings_tell_the_same() -> None:
    chance = random.Random(3)
    rows = [np.unique(np.array(chance.choices(range(60), k=20), np.uint32)) for _ in range(40)]
    table, arrays = Postings(), Postings(recent=0)
    for number, hashes in enumerate(rows):
        assert sorted(table.find(hashes)) == sorted(arrays.find(hashes))
        table.put(hashes, number)
        arrays.put(hashes, number)


def test_of_what_everybody_prints_the_first_are_told() -> None:
    for recent in (0, postings.RECENT):
        held = Postings(recent=recent)
        for number in range(postings.MOST_TOLD + 5):
            held.put(np.array([7], np.uint32), number)
        assert held.find(np.array([7], np.uint32)) == list(range(postings.MOST_TOLD))


def test_many_reports_are_sampled_and_few_are_not() -> None:
    few = [reading("r1", WIRE), reading("r2", f"{OTHER}\n\n{WIRE}"), reading("r3", UNRELATED)]
    crowd = [reading(f"x{n}", f"{n} {n + 1} {n + 2} {n + 3} {n + 4}") for n in range(index.EXACT_UP_TO)]
    for some in (few, few + crowd):
        book = SourceBook(some)
        assert candidate_pairs([profile(r, book) for r in some]) == [("r1", "r2")]
