"""What came along with the running text, and what of it stays."""

from __future__ import annotations

from dateline.dissect import dissect
from dateline.model import Capture, PartKind
from tests.dissect.pages import PARAGRAPHS, page, story

APPEAL = (
    "Our readers keep this paper going. If you can, support our work with a donation of any size you like."
)


def _body(markup: str) -> str:
    report = dissect(Capture(id="p", html=page(markup)))
    return "\n".join(part.text for part in report.parts if part.kind is PartKind.BODY)


def test_terms_in_a_dialog_are_no_body() -> None:
    terms = "".join(
        f"<p>Rule {n}: a story has to be printed whole, with the name of its writer.</p>" for n in range(9)
    )
    body = _body(story(after=f"<div role='dialog' aria-modal='true' style='display:none'>{terms}</div>"))
    assert "printed whole" not in body
    assert PARAGRAPHS[3] in body


def test_a_summary_in_a_tab_behind_the_text_is_no_body() -> None:
    summary = "<div role='tabpanel'><ul><li>The crossing is closed after a fire.</li></ul></div>"
    long = "".join(f"<p>{line} Part {n}.</p>" for n in range(3) for line in PARAGRAPHS)
    body = _body(f"<div role='tabpanel'>{long}</div>{summary}")
    assert "closed after a fire." not in body
    assert "Part 2." in body


def test_a_text_in_several_tabs_stays_whole() -> None:
    tabs = "".join(f"<div role='tabpanel'><p>{line}</p></div>" for line in PARAGRAPHS)
    assert all(line in _body(tabs) for line in PARAGRAPHS)


def test_an_appeal_outside_the_text_is_no_body_and_a_quoted_one_is() -> None:
    lines = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    assert APPEAL not in _body(f"<div class='text'>{lines}</div><div><p>{APPEAL}</p></div>")
    assert APPEAL in _body(f"<div class='text'>{lines}<p>The paper wrote: “{APPEAL}”</p></div>")


def test_prose_about_gifts_is_no_appeal() -> None:
    told = "The ministry asked all families to donate blood in the town."
    assert told in _body(f"<p>{PARAGRAPHS[0]}</p><p>{told}</p>" + story())


def test_words_in_two_alphabets_at_once_are_an_advertisement() -> None:
    mixed = "Bu\u0443 y\u043eur tru\u0441k fr\u043em the l\u0430rgest d\u0435aler here, op\u0435n until nine."
    body = _body(story(after=f"<p>{mixed}</p><p>{PARAGRAPHS[0]} Again.</p>"))
    assert mixed not in body


def test_an_agency_behind_the_names_of_a_byline_is_a_credit() -> None:
    line = (
        "<div class='byline'>By <span>Ann Example</span> <span class='org'>The Associated Press</span></div>"
    )
    report = dissect(Capture(id="p", html=page(line + story())))
    assert [(c.text, c.outlet) for c in report.credits] == [("The Associated Press", "The Associated Press")]
    assert report.byline == ("Ann Example",)
