from __future__ import annotations

from dateline.lineage.book import SourceBook
from tests.lineage.builders import reading


def test_shorter_forms_mean_the_longer_one_of_the_report() -> None:
    text = (
        "The Coastal Observatory for Inland Shipping said the quay was shut. The Observatory said it counted"
        " two barges. Harbour officials said nothing."
    )
    book = SourceBook([reading("r1", text, outlet="Marsh Herald")])
    full = book.key("r1", "The Coastal Observatory for Inland Shipping", at=0)
    assert full == book.key("r1", "The Observatory", at=text.index("The Observatory"))


def test_acronym_and_words_in_another_order_meet_across_reports() -> None:
    one = reading("r1", "The River Transport Safety Board said two boats sank.", outlet="Marsh Herald")
    two = reading("r2", "According to RTSB, two boats sank.", outlet="Delta Post")
    book = SourceBook([one, two])
    assert book.key("r1", "The River Transport Safety Board", at=0) == book.key("r2", "RTSB", at=13)
    three = reading("r3", "The Ministry of Ports said so.")
    four = reading("r4", "A Ports Ministry spokesman said so.")
    book = SourceBook([three, four])
    assert book.key("r3", "The Ministry of Ports") == book.key("r4", "A Ports Ministry spokesman")


def test_local_sources_of_two_outlets_are_two() -> None:
    one = reading("r1", "Local sources said two boats sank.", outlet="Marsh Herald")
    two = reading("r2", "Local sources said two boats sank.", outlet="Delta Post")
    book = SourceBook([one, two])
    assert book.key("r1", "Local sources", at=0) != book.key("r2", "Local sources", at=0)


def test_an_issuer_that_is_captured_and_cited_is_one() -> None:
    page = reading("r1", "The lock is shut until further notice.", outlet="Tel Marwan Port Authority")
    cites = reading("r2", "The port authority said the lock is shut.", outlet="Delta Post")
    book = SourceBook([page, cites])
    assert book.key("r2", "The port authority", at=0) == book.outlets["r1"]
