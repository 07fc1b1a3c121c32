# ruff: noqa: E501 (markup reads better on one line)
from __future__ import annotations

import pytest

from dateline.dissect import dissect
from dateline.model import Capture, Part, PartKind, Report
from tests.dissect.pages import PARAGRAPHS, page, story

IMG = '<img src="/a.jpg" alt="">'


def _read(body: str) -> Report:
    return dissect(Capture(id="p", html=page(body)))


def _captions(report: Report) -> list[Part]:
    return [part for part in report.parts if part.kind is PartKind.CAPTION]


@pytest.mark.parametrize(
    ("figure", "text", "by"),
    [
        (
            f"<figure>{IMG}<figcaption><span>Trucks wait at the gate.</span><span>Ann Example/Getty Images</span></figcaption></figure>",
            "Trucks wait at the gate.",
            "Ann Example/Getty Images",
        ),
        (
            f"<div class='article-image'>{IMG}<div class='x1'>Trucks wait at the closed gate</div><div class='x2'>Getty Images</div></div>",
            "Trucks wait at the closed gate",
            "Getty Images",
        ),
        (
            f"<figure>{IMG}<figcaption>Trucks wait at the gate.<span> Foto: Ann Example/AP</span><span hidden>more</span></figcaption></figure>",
            "Trucks wait at the gate.",
            "Ann Example/AP",
        ),
        (
            f"<div class='wp-caption'>{IMG}<p class='wp-caption-text'>The long line of trucks at the closed gate in the evening. Photo: Ann Example</p></div>",
            "The long line of trucks at the closed gate in the evening.",
            "Ann Example",
        ),
    ],
)
def test_words_and_credit_of_a_caption_are_parted(figure: str, text: str, by: str) -> None:
    (caption,) = _captions(_read(story(figure)))
    assert (caption.text, caption.by) == (text, by)
    assert caption.method == "logistic:caption/2"


def test_a_credit_alone_is_the_caption_of_a_page_without_another() -> None:
    report = _read(story(f"<figure>{IMG}<figcaption>Photo: Ann Example</figcaption></figure>"))
    (caption,) = _captions(report)
    assert (caption.text, caption.by) == ("Photo: Ann Example", "Ann Example")


def test_a_credit_alone_beside_a_caption_is_furniture() -> None:
    lead = f"<figure>{IMG}<figcaption>Photo: Ann Example</figcaption></figure>"
    other = f"<figure>{IMG}<figcaption>Trucks wait at the closed gate.</figcaption></figure>"
    report = _read(story(lead, other))
    assert [c.text for c in _captions(report)] == ["Trucks wait at the closed gate."]
    assert any(p.method == "rule:photo-credit/1" and p.by == "Ann Example" for p in report.parts)


@pytest.mark.parametrize(
    "figure",
    [
        f"<button type='button'><figure>{IMG}<figcaption>Trucks wait at the closed gate</figcaption></figure></button>",
        "<figure><picture><source srcset='/a.webp'><img src='/a.jpg'><figcaption>Trucks wait at the closed gate</figcaption></picture></figure>",
        f"<div><div>{IMG}</div><div class='x9'>Trucks wait at the closed gate</div><div class='y4'>REUTERS</div></div>",
        "<div><picture><img src='/a.jpg' alt='Trucks wait at the closed gate'></picture></div><div class='k'><span>Trucks wait at the closed gate</span></div>",
        f"<figure>{IMG}<figcaption><p>Trucks wait at the closed gate</p><p>Trucks wait at the closed gate</p></figcaption></figure>",
    ],
    ids=["in a button", "in a picture", "named by nothing", "right below", "printed twice"],
)
def test_a_caption_is_found_in_odd_markup(figure: str) -> None:
    report = _read(
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{figure}<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    )
    (caption,) = _captions(report)
    assert caption.text == "Trucks wait at the closed gate"
    body = " ".join(part.text for part in report.parts if part.kind is PartKind.BODY)
    assert "closed gate" not in body
    assert PARAGRAPHS[2] in body


def test_a_credit_behind_the_element_of_the_words_is_parted() -> None:
    figure = (
        f"<figure>{IMG}<figcaption><span>Trucks at the gate. </span>Foto: Ann Example</figcaption></figure>"
    )
    (caption,) = _captions(_read(story(figure)))
    assert (caption.text, caption.by) == ("Trucks at the gate.", "Ann Example")


def test_a_counter_of_pictures_is_no_credit() -> None:
    figure = f"<figure>{IMG}<span>1/2</span><figcaption>Trucks wait at the closed gate.</figcaption></figure>"
    (caption,) = _captions(_read(story(figure)))
    assert caption.by is None


def test_a_teaser_of_another_story_is_no_caption() -> None:
    teaser = f"<aside class='related'><figure><a href='/b'>{IMG}</a><figcaption><a href='/b'>Another story</a></figcaption></figure></aside>"
    assert _captions(_read(story(after=teaser))) == []


def test_an_author_box_is_no_caption() -> None:
    box = f"<figure class='author'>{IMG}<figcaption><address>By Example Desk</address> <time>11 March 2031</time></figcaption></figure>"
    assert _captions(_read(story(box))) == []


def test_a_short_report_around_a_picture_stays_the_body() -> None:
    report = _read(story(f"<p>{IMG}</p>", after="<p>(Reuters)</p>"))
    assert _captions(report) == []
    body = " ".join(part.text for part in report.parts if part.kind is PartKind.BODY)
    assert all(line in body for line in PARAGRAPHS[1:])


def test_a_caption_shown_twice_is_one() -> None:
    figure = f"<figure>{IMG}<figcaption>Trucks wait at the closed gate.</figcaption></figure>"
    assert len(_captions(_read(story(figure, after=figure)))) == 1


def test_lines_of_a_text_with_a_photo_credit_are_captions() -> None:
    lines = [
        "Crossing closed after fire",
        "Trucks wait at the gate. Photo: Ann Example/Getty Images",
        *PARAGRAPHS,
    ]
    (caption,) = _captions(dissect(Capture(id="t", text="\n\n".join(lines))))
    assert caption.by == "Ann Example/Getty Images"


def test_a_pull_quote_and_its_speaker_are_one_part() -> None:
    quote = "<div class='pullquote'><p class='pullquote__text'>Flour has become dearer</p><p class='pullquote__by'>A trader</p></div>"
    report = _read(
        story(
            after=quote
            + f"<p>{PARAGRAPHS[2]}</p><p>Other words close the story of the day at the crossing.</p>"
        )
    )
    (part,) = [part for part in report.parts if part.kind is PartKind.QUOTE]
    assert part.text.startswith("Flour has become dearer")


def test_words_named_a_quote_beside_the_text_are_a_pull_quote() -> None:
    pulled = "<div class='content-quote'>Flour and fuel have become dearer within a few hours.</div>"
    report = _read(
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>{pulled}<p>{PARAGRAPHS[3]}</p>"
    )
    quotes = [part.text for part in report.parts if part.kind is PartKind.QUOTE]
    body = [part.text for part in report.parts if part.kind is PartKind.BODY]
    assert bool(quotes) != any("dearer within a few hours" in line for line in body)
