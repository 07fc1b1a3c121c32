from __future__ import annotations

from dateline.events import estimate, ladder_counts
from dateline.model import Count, Counted, Origin, OriginKind, Polarity, Precision, Reading, When
from tests.events.readings import assertion, quantity, reading

AUTHORITY, MONITOR, CROWD = "o1", "o2", "o3"
ORIGINS = (
    Origin(id=AUTHORITY, name="Example Crossing Authority", names=(), kind=OriginKind.NAMED, reports=()),
    Origin(id=MONITOR, name="Example Border Monitor", names=(), kind=OriginKind.NAMED, reports=()),
    Origin(id=CROWD, name="local sources", names=(), kind=OriginKind.NAMED, reports=()),
)


def _report(report_id: str, minute: int, *numbers: tuple[float, str]) -> Reading:
    words = " and ".join(f"{n:g} {what}" for n, what in numbers)
    return reading(report_id, f"The office said {words}.", published=f"2031-03-11T09:{minute:02d}")


def _ladder(*reports: Reading, origin: str = AUTHORITY) -> tuple[Count, ...]:
    return ladder_counts(reports, origin_of={(r.id, a.id): origin for r in reports for a in r.assertions})


def test_a_later_total_of_one_claimant_supersedes_the_earlier() -> None:
    first, second, third = _ladder(
        _report("r1", 1, (4, "wounded")), _report("r2", 2, (7, "wounded")), _report("r3", 3, (11, "wounded"))
    )
    assert (first.supersedes, first.superseded_by) == (None, 1)
    assert (second.supersedes, second.superseded_by) == (0, 2)
    assert (third.supersedes, third.superseded_by) == (1, None)


def test_a_total_can_be_revised_down() -> None:
    first, second = _ladder(_report("r1", 1, (9, "wounded")), _report("r2", 2, (6, "wounded")))
    assert first.superseded_by == 1
    assert second.low == 6


def test_an_old_number_quoted_again_does_not_reopen_it() -> None:
    counts = _ladder(
        _report("r1", 1, (4, "wounded")), _report("r2", 2, (7, "wounded")), _report("r3", 3, (4, "wounded"))
    )
    assert [(c.report, c.low) for c in counts] == [("r1", 4), ("r2", 7)]
    assert counts[1].superseded_by is None


def test_two_claimants_are_a_dispute_not_a_step() -> None:
    one, other = _report("r1", 1, (4, "wounded")), _report("r2", 2, (9, "wounded"))
    counts = ladder_counts([one, other], origin_of={("r1", "a1"): AUTHORITY, ("r2", "a1"): MONITOR})
    assert all(c.supersedes is None and c.superseded_by is None for c in counts)


def test_a_part_belongs_to_its_total_and_leaves_the_range_alone() -> None:
    text = "The office said 11 people were wounded, including 3 drivers."
    report = reading(
        "r1",
        text,
        published="2031-03-11T09:01",
        assertions=[
            assertion(
                text,
                "11 people were wounded, including 3 drivers",
                quantities=[
                    quantity(text, "11 people", Counted.WOUNDED, 11),
                    quantity(text, "3 drivers", Counted.WOUNDED, 3),
                ],
            )
        ],
    )
    counts = _ladder(report)
    assert [(c.low, c.part_of) for c in counts] == [(11, None), (3, 0)]
    (range_,) = estimate(counts, origins=ORIGINS)
    assert (range_.low, range_.best, range_.high) == (11, 11, 11)


def test_without_a_part_cue_two_numbers_of_one_report_are_apart() -> None:
    counts = _ladder(_report("r1", 1, (6, "wounded"), (3, "wounded")))
    assert all(c.part_of is None and c.supersedes is None for c in counts)


def test_a_denied_number_is_on_no_ladder() -> None:
    text = "The office denied that 9 people were wounded."
    report = reading(
        "r1",
        text,
        published="2031-03-11T09:01",
        assertions=[
            assertion(
                text,
                "9 people were wounded",
                polarity=Polarity.DENY,
                quantities=[quantity(text, "9 people", Counted.WOUNDED, 9)],
            )
        ],
    )
    assert _ladder(report) == ()


def test_a_number_of_long_ago_is_background() -> None:
    text = "In 2029 a clash there left 40 people wounded."
    report = reading(
        "r1",
        text,
        published="2031-03-11T09:01",
        assertions=[
            assertion(
                text,
                text[:-1],
                when=When(value="2029", precision=Precision.YEAR),
                quantities=[quantity(text, "40 people", Counted.WOUNDED, 40)],
            )
        ],
    )
    assert _ladder(report) == ()


def test_the_range_spans_named_origins_and_lists_the_rest() -> None:
    reports = [
        _report("r1", 1, (7, "wounded")),
        _report("r2", 2, (9, "wounded")),
        _report("r3", 3, (60, "wounded")),
    ]
    origin_of = {("r1", "a1"): AUTHORITY, ("r2", "a1"): MONITOR, ("r3", "a1"): CROWD}
    (range_,) = estimate(ladder_counts(reports, origin_of=origin_of), origins=ORIGINS)
    assert (range_.low, range_.best, range_.high, range_.independent_origins) == (7, 7, 9, 2)
    assert range_.left_out == (2,)
