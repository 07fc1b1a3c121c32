from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from dateline.formats.terminal import MOST_CLAIMS, print_reading, print_sheet
from dateline.model import Assertion, Comment, Hedge, Part, PartKind, Reading, Sheet, Span
from tests.formats.exercise import exercise_sheet, find, readings
from tests.formats.test_html import empty_sheet


def printed(sheet: Sheet, *, width: int = 80) -> str:
    out = io.StringIO()
    print_sheet(sheet, Console(file=out, width=width, force_terminal=False))
    return out.getvalue()


def read_out(reading: Reading, *, width: int = 80) -> str:
    out = io.StringIO()
    print_reading(reading, Console(file=out, width=width, force_terminal=False))
    return out.getvalue()


def test_headline_stands_first() -> None:
    assert printed(exercise_sheet()).splitlines()[0].strip() == "8 reports · 4 origins · 3 claims"


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_console(width: int) -> None:
    assert max(cell_len(line) for line in printed(exercise_sheet(), width=width).splitlines()) <= width


def test_claims_come_with_odds_origins_dispute_and_words() -> None:
    text = " ".join(printed(exercise_sheet(), width=120).split())
    assert "disputed: highly likely, 79% (65% to 89%)" in text
    assert "affirms: Meridian Wire and Valley Monitor" in text
    assert "denies: Crossings Authority" in text
    assert "“was never closed” Crossings Authority" in text


def test_count_ladder_tells_what_replaces_what() -> None:
    text = printed(exercise_sheet(), width=120)
    assert "at least 9" in text
    assert "replaced by 21" in text
    assert "part of 14" in text
    assert "leaves 4–21, best 9, from 3 independent origins" in text


def test_lineage_is_a_tree_that_names_the_relation() -> None:
    text = printed(exercise_sheet())
    assert "Valley Monitor  named, not at hand" in text
    assert "Meridian Wire  11 March 2031, 06:10 UTC  own report" in text
    assert "└── Northgate Post" in text
    assert "reprint 70%" in text


def test_relays_in_a_circle_end() -> None:
    sheet = exercise_sheet()
    first = sheet.lineage[0]
    back = replace(first, child=first.parent, parent=first.child)
    text = printed(replace(sheet, lineage=(first, back)))
    assert text.count("The Harbour Gazette  11 March") == 1


def test_a_report_stands_once_in_the_tree_and_names_its_other_sources() -> None:
    text = " ".join(printed(exercise_sheet(), width=120).split())
    tree = text[text.index("Who has it") : text.index("Control, as claimed")]
    assert tree.count("Border Desk Live") == 1
    assert "Border Desk Live 11 March 2031, 13:20 UTC cites it; also cites Valley Monitor" in tree


def test_what_is_left_out_is_said() -> None:
    sheet = exercise_sheet()
    many = tuple(replace(sheet.claims[2], id=f"k{n}") for n in range(MOST_CLAIMS + 3))
    text = " ".join(printed(replace(sheet, claims=many)).split())
    assert "… and 3 more claims, 3 of them made in one report only" in text


def test_failures_are_told() -> None:
    assert "D103 broken: empty file" in printed(exercise_sheet())


def test_empty_sheet_prints_its_headline() -> None:
    assert printed(empty_sheet()).strip() == "0 reports · 0 origins · 0 claims"


def test_hostile_words_neither_colour_nor_steer_the_terminal() -> None:
    sheet = exercise_sheet()
    hostile = "[bold]x[/bold]\x1b[2J\x07\N{RIGHT-TO-LEFT OVERRIDE}y"
    text = printed(replace(sheet, claims=(replace(sheet.claims[0], text=hostile),)))
    assert "[bold]x[/bold]" in text
    assert not {"\x1b", "\x07", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(text)


def test_reading_shows_places_and_who_says_what() -> None:
    source = readings()[0]
    start, end = find("wire", "two drivers")
    words = find("wire", "The Al-Qaim crossing was closed")
    assertion = Assertion(
        id="a1",
        start=words[0],
        end=words[1],
        text="The Al-Qaim crossing was closed",
        spans=(words,),
        chain=(Span(start=start, end=end, text="two drivers"),),
        hedge=Hedge.PROBABLE,
        method="hand",
    )
    text = read_out(replace(source, assertions=(assertion,)))
    assert text.splitlines()[0].strip() == "Border crossing closes at Al-Qaim"
    assert "95%  Abu Kamal, Iraq ± 2 km · 34.45, 40.92" in text
    assert "open  “Meridian” — several places fit alike" in text
    assert "two drivers  other · put as probable" in text


def test_a_reading_shows_its_parts_and_the_thread() -> None:
    whole = readings()[0]
    credit = Part(kind=PartKind.CREDIT, start=0, end=6, text=whole.report.text[:6], method="rule:credit/1")
    said = (
        Comment(id="c1", author="Reader One", role="Editor", text="Is it shut?"),
        Comment(id="c2", parent="c1", text="Yes."),
    )
    report = replace(whole.report, parts=(credit,), comments=said)
    text = read_out(replace(whole, report=report), width=120)
    assert "credit line" in text
    assert "rule:credit/1" in text
    assert "2 reader comments" in text
    assert "  Reader One · Editor\n    Is it shut?\n    without a name\n      Yes." in "\n".join(
        line.rstrip() for line in text.splitlines()
    )
