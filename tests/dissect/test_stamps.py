from __future__ import annotations

import re

import pytest

from dateline.dissect.stamps import find_notes, find_stamp, furniture_rule, read_counter, signer
from dateline.model import Precision, When
from dateline.text.tables import read_table

DAY = When(value="2031-03-11", precision=Precision.DAY)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Update: 11:05pm EST", "2031-03-11T23:05-05:00"),
        ("Update: 11:05pm EST The gate is open.", "2031-03-11T23:05-05:00"),
        ("UPDATE 9 pm: the gate is open.", "2031-03-11T21"),
        ("Update vom 10. März 2031, 16:05 Uhr: Die Brücke ist offen.", "2031-03-10T16:05"),
        ("Nachtrag, 11.03.2031: Die Brücke ist offen.", "2031-03-11"),
        ("Mise à jour : 11 mars 2031 à 14h05 : le pont est ouvert.", "2031-03-11T14:05"),
        ("EDIT: the map has been redrawn", None),
        ("UPDATE #2: The gate is open.", None),
        ("Last update 11.15pm: The gate is open.", "2031-03-11T23:15"),
        ("تحديث 21:40: الجسر مفتوح.", "2031-03-11T21:40"),
        ("עדכון 21:40: הגשר פתוח.", "2031-03-11T21:40"),
    ],
)
def test_a_stamp_opens_an_update(line: str, at: str | None) -> None:
    found = find_stamp(line, day=DAY)
    assert found is not None
    assert (found.at.value if found.at else None) == at


@pytest.mark.parametrize(
    "line",
    [
        "Updated March 11, 2031",
        "Updates are expected in the evening.",
        "This story was updated to include a statement.",
        "Update: this story has been updated with a comment.",
        "The latest figures show a rise.",
    ],
)
def test_times_lines_notes_and_prose_are_no_stamps(line: str) -> None:
    assert find_stamp(line, day=DAY) is None


def test_a_note_apart_is_found_with_its_signer() -> None:
    line = "[Editor's note: An earlier version named another town. – Desk Editor (exercise)]"
    (note,) = find_notes(line)
    assert (note.start, note.end, note.by) == (0, len(line), "Desk Editor (exercise)")


def test_a_bracketed_note_inside_a_paragraph_is_cut_out() -> None:
    line = "He left the town. [The figure could not be checked. - Ed.] The road is open."
    (note,) = find_notes(line)
    assert line[note.start : note.end] == "[The figure could not be checked. - Ed.]"
    assert note.by == "Ed."


@pytest.mark.parametrize(
    "line",
    [
        "Correction, March 12: the bridge lies to the north.",
        "This article was amended on 12 March 2031 to give the right river.",
        "An earlier version of this report gave another number.",
        "Anmerkung der Redaktion: Die Zahl wurde berichtigt.",
        "NDLR : le chiffre a été corrigé.",
        "/Editor's note: The notice below is no part of this story.",
        "We regret the error in an earlier version of this report.",
        "ملاحظة المحرر: ذكرت نسخة سابقة رقما آخر.",
        "הערת המערכת: בגרסה קודמת נכתב מספר אחר.",
        "От редакции: в прежней версии было другое число.",
    ],
)
def test_notes_are_told_by_how_they_begin(line: str) -> None:
    assert find_notes(line)


def test_a_date_in_brackets_does_not_close_a_note() -> None:
    line = "CORRECTION (12 March): The bridge has four lanes, not two."
    (note,) = find_notes(line)
    assert (note.start, note.end) == (0, len(line))


def test_prose_is_no_note() -> None:
    assert find_notes("The editor of the paper said (in March) that a correction was due.") == []
    assert signer("The road is open.") is None


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Post Views: 1.432", 1432),
        ("1,964 views", 1964),
        ("With 7894 Reads", 7894),
        ("11.03.2031 13:05 | South Example desk | Read 8,412 times", 8412),
        ("11 March 2031 - 20:10 Hits: 655", 655),
        ("Posted by Example Desk on March 11, 2031, With 7894 Reads Filed under World.", 7894),
        ("The town has 7,894 inhabitants", None),
        ("views of the river", None),
    ],
)
def test_read_counters(line: str, count: int | None) -> None:
    assert read_counter(line) == count


@pytest.mark.parametrize(
    "line",
    [
        "Share this:",
        "Read more: the other bridge",
        "© 2031 Example Post. All rights reserved.",
        "Advertisement",
        "Lesen Sie auch",
    ],
)
def test_furniture_lines(line: str) -> None:
    assert furniture_rule(line) is not None


@pytest.mark.parametrize(
    "line", ["They share this view of the river.", "The copyright case goes on.", "He read more than most."]
)
def test_prose_is_no_furniture(line: str) -> None:
    assert furniture_rule(line) is None


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertising disclosure: some links bring us money.", "disclosure"),
        ("We may earn a commission from links on this page.", "disclosure-any"),
        ("When you join the Example Post family, you read without limits.", "membership"),
        ("Your donation keeps this paper going.", "membership"),
        ("Suggested citation: Sample, Jo: A bridge in the valley, 2031.", "citation"),
        ("You may republish our articles for free under a licence.", "republish"),
        ("Get the news first and download the Example apps today.", "app"),
    ],
)
def test_furniture_that_reads_as_prose(line: str, rule: str) -> None:
    assert furniture_rule(line) == rule


@pytest.mark.parametrize(
    "line",
    [
        "Access to the bridge was instant, drivers said.",
        "The paper said that it would publish the disclosure of the contract.",
    ],
)
def test_prose_with_such_words_is_no_furniture(line: str) -> None:
    assert furniture_rule(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Correction No. 2: the ramp lies west of the bridge. — The editors",
        "2. Correction: the ramp lies west of the bridge.",
        "1) Editor's note: the figure could not be checked.",
        "This story is part of our series on the valley and its bridges.",
        "Dies ist Teil 2 einer Reihe über die Brücke, deren Teil 1 vergangene Woche erschienen ist.",
    ],
)
def test_numbered_notes_and_parts_of_a_series(line: str) -> None:
    assert find_notes(line)


def test_rules_that_hold_anywhere_are_in_lower_case() -> None:
    """Lines are looked at in lower case first; a capital in a pattern would never be found there."""
    anywhere = [row["pattern"] for row in read_table("furniture") if row["place"] == "any"]
    assert anywhere
    assert not [p for p in anywhere if any(map(str.isupper, re.sub(r"\\[A-Z]", "", p)))]
    assert furniture_rule("GET IN TOUCH with the desk") == "touch"
