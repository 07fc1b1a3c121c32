from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events import estimate, ladder_counts
from dateline.model import (
    Count,
    Counted,
    Origin,
    OriginKind,
    Part,
    PartKind,
    Place,
    Polarity,
    Precision,
    Reading,
    Speaker,
    Toponym,
    ToponymKind,
    When,
)
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


def _told(
    report_id: str, text: str, *numbers: tuple[str, float], day: str = "", place: Toponym | None = None
) -> Reading:
    """Return a report of one sentence; each number is of people wounded."""
    when = When(value=day, precision=Precision.DAY) if day else None
    said = assertion(
        text,
        text[:-1],
        when=when,
        places=[0] if place else [],
        quantities=[quantity(text, words, Counted.WOUNDED, value) for words, value in numbers],
    )
    return reading(
        report_id, text, published="2031-03-13T09:00", assertions=[said], toponyms=[place] if place else []
    )


def _town(text: str, name: str, lat: float, kind: ToponymKind = ToponymKind.POPULATED) -> Toponym:
    start = text.index(name)
    wide = 60.0 if kind is ToponymKind.ADMIN else 2.0
    place = Place(id=f"dl:{name}", name=name, country="IQ", lat=lat, lon=41.0, precision_km=wide, prob=0.9)
    return Toponym(start=start, end=start + len(name), text=name, kind=kind, place=place)


def test_another_place_has_a_ladder_of_its_own() -> None:
    one, other = "A fire hurt 4 people in Northtown.", "A fire hurt 9 people in Farville."
    reports = [
        _told("r1", one, ("4 people", 4), place=_town(one, "Northtown", 34.0)),
        _told("r2", one.replace("4", "6"), ("6 people", 6), place=_town(one, "Northtown", 34.0)),
        _told("r3", other, ("9 people", 9), place=_town(other, "Farville", 36.0)),
    ]
    counts = _ladder(*reports)
    assert [(c.low, c.happening, c.supersedes) for c in counts] == [(4, 0, None), (6, 0, 0), (9, 1, None)]
    (range_,) = estimate(counts, origins=ORIGINS)
    assert (range_.low, range_.high, range_.left_out) == (6, 6, (2,))


def test_another_day_has_a_ladder_of_its_own() -> None:
    text = "A fire hurt 4 people."
    reports = [
        _told("r1", text, ("4 people", 4), day="2031-03-12"),
        _told("r2", text.replace("4", "5"), ("5 people", 5), day="2031-03-12"),
        _told("r3", text.replace("4", "9"), ("9 people", 9), day="2031-03-03"),
    ]
    assert [c.happening for c in _ladder(*reports)] == [0, 0, 1]


def test_a_village_inside_the_province_is_part_of_its_total() -> None:
    text = "In Wideland 12 people were hurt, 4 people in Smallby."
    first = assertion(
        text,
        "In Wideland 12 people were hurt",
        places=[0],
        quantities=[quantity(text, "12 people", Counted.WOUNDED, 12)],
    )
    second = assertion(
        text,
        "4 people in Smallby",
        number=2,
        places=[1],
        quantities=[quantity(text, "4 people", Counted.WOUNDED, 4)],
    )
    places = [_town(text, "Wideland", 34.1, ToponymKind.ADMIN), _town(text, "Smallby", 34.0)]
    counts = _ladder(
        reading("r1", text, published="2031-03-13T09:00", assertions=[first, second], toponyms=places)
    )
    assert [(c.low, c.part_of) for c in counts] == [(12, None), (4, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 40 people have been hurt at the crossing since 2029.",
        "The office counted 40 people hurt over the past year.",
        "The war has already hurt 40 people on this road.",
        "The office counted 40 people hurt in the six-year war.",
        "Fights there hurt 40 people a month.",
    ],
)
def test_a_number_of_a_longer_time_is_background(text: str) -> None:
    assert _ladder(_told("r1", text, ("40 people", 40))) == ()


def test_the_event_s_own_number_stands_beside_a_background_number() -> None:
    text = "The fire hurt 5 people on a road where 40 people have been hurt since 2029."
    assert [c.low for c in _ladder(_told("r1", text, ("5 people", 5), ("40 people", 40)))] == [5]


def test_a_headline_over_an_attributed_number_is_no_second_claim() -> None:
    text = "Fire hurts 15\nThe authority said 15 people were hurt."
    head = assertion(text, "Fire hurts 15", quantities=[quantity(text, "15", Counted.WOUNDED, 15)])
    body = replace(
        assertion(
            text,
            "15 people were hurt",
            number=2,
            quantities=[quantity(text, "15 people", Counted.WOUNDED, 15)],
        ),
        speaker=Speaker(start=14, end=27, text="The authority"),
    )
    report = reading("r1", text, published="2031-03-11T09:00", assertions=[head, body])
    (count,) = ladder_counts([report], origin_of={("r1", "a1"): CROWD, ("r1", "a2"): AUTHORITY})
    assert (count.low, count.claimant, count.part_of) == (15, AUTHORITY, None)


def test_two_categories_of_one_claimant_add_up() -> None:
    text = "The monitor counted 6 civilians and 3 fighters hurt."
    counts = _ladder(_told("r1", text, ("6 civilians", 6), ("3 fighters", 3)), origin=MONITOR)
    assert [(c.low, c.happening, c.part_of) for c in counts] == [(6, 0, None), (3, 0, None)]
    (range_,) = estimate(counts, origins=ORIGINS)
    assert (range_.low, range_.best, range_.high) == (9, 9, 9)


def test_a_replaced_number_in_the_same_words_is_the_earlier_rung() -> None:
    text = "The number of wounded rose to 7 people, up from 4 people."
    first, second = _ladder(_told("r1", text, ("7 people", 7), ("4 people", 4)))
    assert (first.low, second.low, second.supersedes) == (4, 7, 0)


def _withdrawal(outlet: str, text: str) -> Reading:
    note = Part(kind=PartKind.EDITORS_NOTE, start=0, end=len(text), text=text, method="test/1")
    said = assertion(text, text[:-1], quantities=[quantity(text, "3 drivers", Counted.WOUNDED, 3)])
    made = reading("r2", text, published="2031-03-12T09:00", assertions=[said])
    return replace(made, report=replace(made.report, outlet=outlet, parts=(note,)))


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this report said that 3 drivers were hurt.",
        "We withdraw our report that 3 drivers were hurt.",
        "This outlet wrongly reported that 3 drivers were hurt.",
    ],
)
def test_a_count_that_its_own_outlet_withdraws_leaves_the_range(text: str) -> None:
    first = _told("r1", "A fire hurt 3 drivers.", ("3 drivers", 3))
    first = replace(first, report=replace(first.report, outlet="Example Post"))
    other = _told("r3", "A fire hurt 5 drivers.", ("5 drivers", 5))
    origin_of = {("r1", "a1"): MONITOR, ("r2", "a1"): MONITOR, ("r3", "a1"): AUTHORITY}
    counts = ladder_counts([first, _withdrawal("Example Post", text), other], origin_of=origin_of)
    assert [(c.low, c.withdrawn) for c in counts] == [(3, True), (5, False)]
    (range_,) = estimate(counts, origins=ORIGINS)
    assert (range_.low, range_.high, range_.left_out) == (5, 5, (0,))


def test_what_one_outlet_withdraws_stands_for_another() -> None:
    first = _told("r1", "A fire hurt 3 drivers.", ("3 drivers", 3))
    text = "We withdraw our report that 3 drivers were hurt."
    origin_of = {("r1", "a1"): AUTHORITY, ("r2", "a1"): MONITOR}
    (count,) = ladder_counts([first, _withdrawal("Example Post", text)], origin_of=origin_of)
    assert not count.withdrawn


_NUMBERS = st.lists(
    st.tuples(st.sampled_from(["o1", "o2", "o3"]), st.integers(0, 60), st.integers(0, 59)),
    min_size=1,
    max_size=8,
)


@given(_NUMBERS)
def test_every_count_s_origin_exists_and_every_index_points_at_a_count(
    rows: list[tuple[str, int, int]],
) -> None:
    reports = [
        _report(f"r{n}", minute, (float(value), "wounded")) for n, (_, value, minute) in enumerate(rows)
    ]
    origin_of = {(f"r{n}", "a1"): origin for n, (origin, _, _) in enumerate(rows)}
    counts = ladder_counts(reports, origin_of=origin_of)
    for index, count in enumerate(counts):
        assert count.claimant in set(origin_of.values())
        for other in (count.supersedes, count.superseded_by, count.part_of):
            assert other is None or (0 <= other < len(counts) and other != index)
        assert count.supersedes is None or counts[count.supersedes].superseded_by == index


@given(_NUMBERS)
def test_the_range_holds_its_best_and_only_live_totals(rows: list[tuple[str, int, int]]) -> None:
    reports = [
        _report(f"r{n}", minute, (float(value), "wounded")) for n, (_, value, minute) in enumerate(rows)
    ]
    counts = ladder_counts(
        reports, origin_of={(f"r{n}", "a1"): origin for n, (origin, _, _) in enumerate(rows)}
    )
    for range_ in estimate(counts, origins=ORIGINS):
        assert range_.low is not None
        assert range_.best is not None
        assert range_.high is not None
        assert range_.low <= range_.best <= range_.high


def test_a_part_of_a_total_that_nobody_gave_is_no_total() -> None:
    assert _ladder(_told("r1", "Those hurt included 6 women.", ("6 women", 6))) == ()


def test_somebody_told_of_is_no_toll() -> None:
    one, many = "A fire hurt a driver.", "A fire hurt 9 people."
    counts = _ladder(_told("r1", one, ("a driver", 1)), _told("r2", many, ("9 people", 9)))
    assert {c.low: c.happening for c in counts} == {1: 1, 9: 0}


def test_a_number_of_another_order_is_listed_and_left_out_whoever_gives_it() -> None:
    reports = [_report("r1", 1, (7, "wounded")), _report("r2", 2, (20_000, "wounded"))]
    origin_of = {("r1", "a1"): AUTHORITY, ("r2", "a1"): MONITOR}
    counts = ladder_counts(reports, origin_of=origin_of)
    (range_,) = estimate(counts, origins=ORIGINS)
    assert (range_.high, range_.left_out, counts[1].jump) == (7, (1,), True)
