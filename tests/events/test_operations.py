from __future__ import annotations

from dateline.events import read_operations
from dateline.model import Counted, Reading
from tests.events.readings import assertion, quantity, reading


def _report(report_id: str, share: float, of: str, *, name: str = "") -> Reading:
    text = f"The command said {share:g} percent of {of} was done{name}."
    words = text[:-1]
    return reading(
        report_id,
        text,
        assertions=[
            assertion(
                text, words, quantities=[quantity(text, f"{share:g} percent", Counted.PERCENT, share, of=of)]
            )
        ],
    )


def test_progress_keeps_its_denominator_and_claimant() -> None:
    reports = [
        _report("r1", 70, "the first phase", name=" in Operation Open Road"),
        _report("r2", 40, "the city"),
    ]
    (operation,) = read_operations(reports, origin_of={("r1", "a1"): "o1", ("r2", "a1"): "o2"})
    assert operation.name == "Open Road"
    assert [(p.value, p.of, p.claimant) for p in operation.progress] == [
        (70, "the first phase", "o1"),
        (40, "the city", "o2"),
    ]
    assert "first phase" in operation.phases


def test_the_same_figure_repeated_is_one() -> None:
    reports = [_report("r1", 70, "the first phase"), _report("r2", 70, "the first phase")]
    (operation,) = read_operations(reports, origin_of={("r1", "a1"): "o1", ("r2", "a1"): "o1"})
    assert len(operation.progress) == 1


def test_no_operation_without_a_name_or_a_figure() -> None:
    assert read_operations([reading("r1", "Rain fell on the road.")], origin_of={("r1", "a1"): "o1"}) == ()


def test_a_figure_that_leaps_in_its_claimant_s_series_is_marked() -> None:
    values = [10, 12, 14, 16, 70, 20]
    reports = [_report(f"r{n}", value, "the road") for n, value in enumerate(values)]
    (operation,) = read_operations(reports, origin_of={(f"r{n}", "a1"): "o1" for n in range(len(values))})
    assert [p.value for p in operation.progress if p.jump] == [70, 20]
