from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.dissect.plain_comments import Line, find_thread
from tests.dissect.threads import (
    ARABIC,
    DE,
    FLAT,
    FR,
    FRENCH,
    GERMAN,
    HE,
    HEBREW,
    RU,
    RUSSIAN,
    Said,
    long_en,
    spell,
)

STORY = (
    "Ferry waits for a pier",
    "The ferry across the lower reach will sail from the old pier for another season.",
    "The new pier is not ready, and nobody will name a day.",
    "Passengers will find the timetable at both landings.",
)


def lines_of(*lines: str) -> list[Line]:
    found, at = [], 0
    for line in lines:
        found.append(Line(at, at + len(line), line, 0))
        at += len(line) + 1
    return found


def says(said: Said) -> list[str]:
    return [f"{said.author} says:", long_en(said.at), said.text, "Reply"]


def german(said: Said) -> list[str]:
    return [f"{said.author} sagt:", spell(said.at, "%e. %B %Y um %H:%M Uhr", DE), said.text, "Antworten"]


def french(said: Said) -> list[str]:
    return [said.author, spell(said.at, "%e %B %Y à %H:%M", FR), said.text, "Répondre"]


def russian(said: Said) -> list[str]:
    return [said.author, spell(said.at, "%e %B %Y, %H:%M", RU), said.text, "Ответить"]


def hebrew(said: Said) -> list[str]:
    return [said.author, spell(said.at, "%e %B %Y בשעה %H:%M", HE), said.text, "הגב"]


def arabic(said: Said) -> list[str]:
    return [said.author, spell(said.at, "%Y/%m/%d %H:%M"), said.text, "رد"]


@pytest.mark.parametrize(
    ("heading", "one", "thread"),
    [
        ("6 thoughts on “Ferry waits for a pier”", says, FLAT),
        ("4 Kommentare", german, GERMAN),
        ("Vos commentaires", french, FRENCH),
        ("Комментарии (3)", russian, RUSSIAN),
        ("תגובות", hebrew, HEBREW),
        ("التعليقات (3)", arabic, ARABIC),
    ],
)
def test_a_thread_without_markup_comes_back(
    heading: str, one: Callable[[Said], list[str]], thread: tuple[Said, ...]
) -> None:
    shown = [line for said in thread for line in one(said)]
    found = find_thread(lines_of(*STORY, heading, *shown))
    assert found is not None
    assert found.first == len(STORY)
    assert [(c.author, c.text) for c in found.comments] == [(s.author, s.text) for s in thread]
    assert [c.posted.value[:16] if c.posted else None for c in found.comments] == [s.at for s in thread]
