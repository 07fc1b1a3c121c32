from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.dissect import dissect
from dateline.model import Capture, Report
from tests.dissect.thread_engines import ENGINES
from tests.dissect.thread_odd import ODD
from tests.dissect.threads import Family

Make = Callable[[], Family]
FAMILIES = pytest.mark.parametrize("make", [*ENGINES, *ODD], ids=lambda make: make.__name__)


def read(family: Family) -> Report:
    return dissect(Capture(id="r1", html=family.html.encode(), url="https://wire.example/news/ferry"))


@FAMILIES
def test_a_thread_comes_back_as_it_was_said(make: Make) -> None:
    family = make()
    comments = read(family).comments
    places = {comment.id: place for place, comment in enumerate(comments)}
    found = [(c.author, c.text, None if c.parent is None else places[c.parent], c.role) for c in comments]
    assert found == [(s.author, s.text, s.parent, s.role) for s in family.said]


@FAMILIES
def test_each_comment_bears_its_time(make: Make) -> None:
    family = make()
    printed = [c.posted.value[:10] if c.posted else None for c in read(family).comments]
    assert printed == [s.at[:10] for s in family.said]


@FAMILIES
def test_no_comment_leaks_into_the_report(make: Make) -> None:
    family = make()
    text = read(family).text
    assert [s.text for s in family.said if s.text in text] == []
    assert "old pier" in text or "الرصيف القديم" in text
