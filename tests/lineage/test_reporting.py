"""What an outlet says of itself, and what it only promises its readers."""

from __future__ import annotations

import pytest

from dateline.lineage.reporting import reports_itself
from dateline.model import Part, PartKind, Report


def _report(text: str) -> Report:
    whole = Part(kind=PartKind.BODY, start=0, end=len(text), text=text, method="rule:test/1")
    return Report(id="r", outlet="The Example Post", text=text, parts=(whole,))


@pytest.mark.parametrize(
    "text",
    [
        "We counted four lorries at the gate.",
        "A driver told the Post that the gate was shut.",
        "Our correspondent reached the yard at noon.",
    ],
)
def test_what_the_outlet_saw_or_asked_is_its_own_reporting(text: str) -> None:
    assert reports_itself(_report(text))


@pytest.mark.parametrize(
    "text",
    [
        "We shall keep the two accounts apart in these notes.",
        "We'll bring more as it comes. Follow our live coverage.",
        "“We saw nothing at all that night,” the ministry said.",
        "The gate is shut, the ministry said.",
    ],
)
def test_promises_and_quotations_are_none(text: str) -> None:
    assert not reports_itself(_report(text))


def test_what_a_site_says_to_its_readers_is_no_reporting() -> None:
    text = "The lock is shut, the council said. Follow us on our channel. We respect your privacy."
    assert not reports_itself(_report(text))
