"""Which stops end a sentence, and which belong to a word."""

import pytest

from dateline.text.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Will Able (D-Ore.) Baker's rival spoke.",
        "Sheriff Able (Example County, Ariz.) Baker stayed.",
        "It opens at 9 p.m. Eastern on Friday.",
        "It opens at 9 p.m. Monday.",
        "The debate at 9 p.m. - will be short.",
        "“Will it hold?” – he asked.",
        "EXAMPLE SPRINGS, Kan. (AW) - A bridge fell.",
        "EXAMPLE SPRINGS, Ore. — A bridge fell.",
        "Former Fla. Gov. Able left.",
        "“Who holds the bridge?” Able asked.",
        "“Hold it!” Colonel Ann Able shouted, and ran.",
        "He saw the smoke . . . and then the fire.",
        "“The … Able Street bridge stands.”",
        "Am 3. Mai fiel die Brücke.",
        "Nach der 25. Minute war Schluss.",
        "The men (m. 1949; div. 1964) left.",
        "He wrote to al. Able.",
        "The show Who Won? (first seen in spring) is back.",
    ],
)
def test_the_sentence_goes_on(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He moved to Example Springs, Fla.", "Able stayed."),
        ("The polls close at 7 p.m.", "Able will wait."),
        ("He was ill.", "Able took over."),
        ("She lives on Example St.", "The police came."),
        ("It fell in Aug.", "The rest held."),
        ("They met Smith et al.", "The study is new."),
        ("“Too late?”", "He left."),
        ("The army left.", "al-Badr said so."),
        ("It suits their own pages.", "we find it easy."),
        ("What is it? ...", "There is no word."),
        ("It went on [...]", "The rest is lost."),
        ("No hope...", "Able won."),
        ("The bridge was Able’s.", "She sold it."),
        ("Is it over?", "(Do not ask us.)"),
        ("सेना चली गई।", "पुल बचा है।"),
    ],
)
def test_the_sentence_ends(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]
