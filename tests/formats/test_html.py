from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.html import render_reading_map, render_sheet
from dateline.formats.html.marked import Anchors, Mark, Ref, mark_text
from dateline.formats.wording import headline
from dateline.model import Comment, ControlState, Part, PartKind, Reading, Report, Sheet, Stance, Yardstick
from tests.formats.exercise import REPORTS, exercise_sheet, readings
from tests.formats.pages import Page

HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>{{ 7*7 }}</style>&amp;"


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_sheet(exercise_sheet(), readings()))


def empty_sheet() -> Sheet:
    return Sheet(
        as_of=None,
        yardstick=Yardstick.ICD203,
        errors=(),
        reports=(),
        lineage=(),
        origins=(),
        claims=(),
        counts=(),
        estimates=(),
        places=(),
        timeline=(),
        control=(),
        operations=(),
    )


def hostile() -> tuple[Sheet, list[Reading]]:
    sheet = exercise_sheet()
    made = replace(
        sheet,
        reports=tuple(replace(r, outlet=HOSTILE, title=HOSTILE, admiralty=HOSTILE) for r in sheet.reports),
        origins=tuple(replace(o, name=f"{o.id}{HOSTILE}", names=(HOSTILE,)) for o in sheet.origins),
        claims=tuple(replace(c, text=HOSTILE, kind=HOSTILE) for c in sheet.claims),
        places=tuple(replace(p, name=HOSTILE, spellings=(HOSTILE,)) for p in sheet.places),
        timeline=tuple(replace(t, text=HOSTILE) for t in sheet.timeline),
        operations=tuple(replace(o, name=HOSTILE, axes=(HOSTILE,)) for o in sheet.operations),
        control=tuple(replace(c, actor=HOSTILE, text=HOSTILE) for c in sheet.control),
        errors=tuple(replace(e, id=HOSTILE, message=HOSTILE) for e in sheet.errors),
    )
    texts = [
        replace(r, report=replace(r.report, title=HOSTILE, outlet=HOSTILE, text=r.text + HOSTILE))
        for r in readings()
    ]
    return made, texts


def test_page_is_balanced_and_ids_are_unique(page: Page) -> None:
    assert page.problems == []
    assert len(page.ids()) == len(set(page.ids()))


def test_promise_stands_in_the_headline(page: Page) -> None:
    source = render_sheet(exercise_sheet(), readings())
    assert re.search(r"<h1>8 reports, 4 origins, and here is the proof</h1>", source)


def test_page_loads_nothing(page: Page) -> None:
    assert page.tags().isdisjoint({"script", "link", "img", "iframe", "object", "embed", "video", "audio"})
    assert all(href.startswith("#") for href in page.links())
    assert not any({"src", "srcset", "data", "action", "style"} & set(attrs) for _, attrs in page.elements)
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_page_runs_no_script(page: Page) -> None:
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)


def test_every_link_has_its_target(page: Page) -> None:
    assert {href[1:] for href in page.links()} <= set(page.ids())


def test_every_piece_of_evidence_leads_to_its_words(page: Page) -> None:
    sheet = exercise_sheet()
    rows: list[tuple[str, int, str]] = []
    for claim in sheet.claims:
        rows += [(e.report, e.start, e.text) for e in claim.evidence]
        rows += [(e.report, e.start, e.text) for e in claim.odds.ledger]
    rows += [(c.report, c.start, c.text) for c in sheet.counts]
    rows += [(c.report, c.start, c.text) for c in sheet.control]
    rows += [(p.report, p.start, p.text) for o in sheet.operations for p in o.progress]
    linked = set(page.links())
    for report, start, text in rows:
        names = [i for i in page.ids() if re.fullmatch(rf"r-{report}-{start}(-\d+)?", i)]
        assert any(text in page.words[name] for name in names), (report, text)
        assert any(f"#{name}" in linked for name in names), (report, text)


def test_shared_words_of_a_relay_stand_side_by_side() -> None:
    source = render_sheet(exercise_sheet(), readings())
    pair = source[source.index('class="pair"') :]
    assert pair.count("told Meridian Wire", 0, pair.index("</details>")) == 2


def test_hostile_words_stay_words() -> None:
    page = Page(render_sheet(*hostile()))
    assert page.problems == []
    assert page.tags().isdisjoint({"script", "img"})
    assert any(HOSTILE in words for words in page.words.values())


def test_hostile_reading_stays_words() -> None:
    source = readings()[0]
    reading = replace(
        source,
        report=replace(source.report, title=HOSTILE, outlet=HOSTILE),
        toponyms=tuple(
            replace(t, place=replace(t.place, name=HOSTILE)) if t.place else t for t in source.toponyms
        ),
    )
    page = Page(render_reading_map(reading))
    assert page.problems == []
    assert page.tags().isdisjoint({"script", "img"})


def test_text_of_any_direction_names_its_own(page: Page) -> None:
    texts = [attrs for tag, attrs in page.elements if tag == "div" and attrs.get("class") == "text"]
    assert len(texts) == len(REPORTS)
    assert all(attrs.get("dir") == "auto" for attrs in texts)


def test_page_can_be_walked_without_sight(page: Page) -> None:
    assert {"header", "main", "nav", "footer", "h1"} <= page.tags()
    assert ("a", {"class": "skip", "href": "#main"}) in page.elements
    tables = [tag for tag, _ in page.elements if tag == "table"]
    captions = [tag for tag, _ in page.elements if tag == "caption"]
    assert len(tables) == len(captions) > 3
    pictures = [a for tag, a in page.elements if tag == "svg"]
    assert all(a.get("role") == "img" or a.get("aria-hidden") == "true" for a in pictures)


def test_conflicting_control_is_marked(page: Page) -> None:
    rows = [a for tag, a in page.elements if tag == "tr" and str(a.get("id", "")).startswith("control-")]
    assert len(rows) == 2
    assert all(a.get("class") == "conflict" for a in rows)


def test_one_claimant_does_not_contradict_itself() -> None:
    sheet = exercise_sheet()
    alone = tuple(replace(c, claimant="o2") for c in sheet.control)
    assert 'class="conflict"' not in render_sheet(replace(sheet, control=alone), readings())


def test_a_denied_state_is_in_conflict_with_the_claimed_one() -> None:
    sheet = exercise_sheet()
    first, second = (replace(c, state=ControlState.ENTERED, actor="guards") for c in sheet.control)
    agreed = replace(sheet, control=(first, second))
    denied = replace(sheet, control=(first, replace(second, stance=Stance.DENIES)))
    assert 'class="conflict"' not in render_sheet(agreed, readings())
    assert render_sheet(denied, readings()).count('class="conflict"') == 2


def test_failures_are_told(page: Page) -> None:
    assert "D103" in page.words["failures"]
    assert "empty file" in page.words["failures"]


def test_sheet_without_readings_still_stands() -> None:
    page = Page(render_sheet(exercise_sheet(), []))
    assert page.problems == []
    assert {href[1:] for href in page.links()} <= set(page.ids())


def test_empty_sheet_still_stands() -> None:
    page = Page(render_sheet(empty_sheet(), []))
    assert page.problems == []
    assert {href[1:] for href in page.links()} <= set(page.ids())


def test_page_is_small() -> None:
    assert len(render_sheet(exercise_sheet(), readings()).encode()) < 150_000


def test_same_sheet_gives_the_same_page() -> None:
    assert render_sheet(exercise_sheet(), readings()) == render_sheet(exercise_sheet(), readings())


def test_headline_counts_roots_of_claims() -> None:
    assert headline(exercise_sheet()) == (8, 4, 3)


def test_ids_of_reports_become_anchors_of_their_own() -> None:
    twins = [Reading(report=Report(id=i, text="x")) for i in ("a b", "a/b", "a_b", "é")]
    anchors = Anchors(twins, {})
    names = [anchors.report(r.id) for r in twins]
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in names)


class _Words(HTMLParser):
    """Collects what is read, references left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.in_ref = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_ref = self.in_ref or tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self.in_ref = self.in_ref and tag != "a"

    def handle_data(self, data: str) -> None:
        self.text += "" if self.in_ref else data


_TEXT = st.text(alphabet="ab <>&\"'\n\N{ARABIC LETTER QAF}", max_size=40)
_SPANS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=8)


@given(text=_TEXT, spans=_SPANS)
def test_marking_changes_no_word_and_nests(text: str, spans: list[tuple[int, int]]) -> None:
    reading = Reading(report=Report(id="r", text=text))
    marks = [Mark(a, b, "evidence", (Ref("1", "to claim 1", "#k1"),)) for a, b in spans]
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    anchors = Anchors([reading], {"r": inside})
    marked = str(mark_text(reading.report, marks, anchors))
    words = _Words()
    words.feed(marked)
    words.close()
    page = Page(marked)
    assert words.text == text
    assert page.problems == []
    assert len(page.ids()) == len(set(page.ids())) == len({(m.start, m.end) for m in inside})


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_words_stand_out_from_their_ground(page: Page, scheme: int) -> None:
    block = re.findall(r":root\{[^}]*--paper[^}]*\}", page.style)[scheme]
    colour = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6})", block))
    on_paper = ("ink", "soft", "accent", "c0", "c1", "c2", "c3", "c4", "c5", "c6")
    pairs = [(fore, ground) for fore in on_paper for ground in ("paper", "panel")]
    pairs += [("ink", g) for g in ("mark", "mark-count", "mark-control", "target", "land", "sea")]
    pairs += [("accent", "mark"), ("accent", "mark-count"), ("accent", "mark-control"), ("soft", "land")]
    pairs += [("river-ink", "land")]
    weak = {(f, g): round(_contrast(colour[f], colour[g]), 2) for f, g in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_page_of_one_report_shows_parts_and_readers() -> None:
    report = readings()[0].report
    note = Part(
        kind=PartKind.EDITORS_NOTE, start=0, end=7, text=report.text[:7], by="Desk <b>", method="rule:note/1"
    )
    said = (
        Comment(id="c1", author="<i>Reader</i>", text="<script>x</script>"),
        Comment(id="c2", parent="c1", text="y"),
    )
    whole = replace(readings()[0], report=replace(report, parts=(note,), comments=said))
    source = render_reading_map(whole)
    page = Page(source)
    assert page.problems == []
    assert {href[1:] for href in page.links()} <= set(page.ids())
    assert "editor's note" in page.words["parts"]
    assert "Desk <b>" in page.words["parts"]
    assert "2 reader comments" in page.words["readers"]
    assert "<script>x" not in source
    assert 'class="comment depth-1"' in source
