"""Whether a cue's form is a verb in its place, and what it takes after it."""

from __future__ import annotations

import re
from functools import cache

from dateline.reader.cues import CueForm
from dateline.reader.sentence import Sentence
from dateline.reader.tokens import is_adverb, word_class
from dateline.text.tables import read_table

_IN_STATEMENT = re.compile(
    r"in (?:a|an) (?:[\w-]+ )?(?:statement|tweet|email|letter)\b(?! (?:by|of|from|that))", re.I
)


_PLURALS = frozenset(
    ["people", "police", "men", "women", "children", "media", "some", "many", "others", "both", "most"]
)


@cache
def source_heads() -> frozenset[str]:
    """Return the last words of the collectives in ``data/source_nouns.tsv``."""
    return frozenset(row["noun"].split()[-1] for row in read_table("source_nouns"))


def group_start(sentence: Sentence, index: int, *, floor: int) -> int:
    """Return where the verb group of a cue begins: helpers, "not" and adverbs before it belong to it."""
    start, tokens = index, sentence.tokens
    while start > floor and (tokens[start - 1].low in word_class("aux") or _is_adverb(sentence, start - 1)):
        start -= 1
    return start


def bare_cue(sentence: Sentence, start: int, index: int) -> int:
    """Return where the cue's own words begin in its verb group: "meanwhile" is no part of it."""
    while start < index and sentence.tokens[start].low in word_class("interrupter"):
        start += 1
    return start


def _is_adverb(sentence: Sentence, at: int) -> bool:
    """Return whether an adverb stands here; a capital inside a plain sentence belongs to a name."""
    token = sentence.tokens[at]
    return is_adverb(token.low) and not (
        token.is_capital and at > sentence.floor and not sentence.is_title_case
    )


def is_verb(sentence: Sentence, index: int, start: int, form: CueForm, *, floor: int) -> bool:
    """Return whether a cue's form is a verb here: the word before it decides."""
    tokens = sentence.tokens
    before = tokens[start - 1] if start > floor else None
    if before is None:
        return form.form == "ing" or start < index
    if form.form == "ing":
        nominal = (
            before.low in word_class("determiner")
            or before.low.endswith(("'s", "s'"))
            or before.low in ("of", "for")
        )
        return not nominal and (
            before.text == "," or before.low in word_class("preposition") | word_class("aux") | {"and"}
        )
    if before.low == "to" or before.low.endswith(("'s", "s'")):
        return False
    if start < index and any(t.low in word_class("aux") for t in tokens[start:index]):
        return True
    if before.low in word_class("determiner") - word_class("quantifier"):
        return False
    return before.low not in word_class("preposition")


def is_passive(sentence: Sentence, start: int, index: int, form: CueForm) -> bool:
    """Return whether a verb group is in the passive."""
    helpers = {t.low for t in sentence.tokens[start:index]}
    return form.form in ("past", "part") and bool(helpers & word_class("be"))


def quoted_from(sentence: Sentence, end: int) -> int | None:
    """Return the token after "as saying" that follows a "was quoted" ending here, a "by X" between them."""
    tokens = sentence.tokens
    by = end < len(tokens) and tokens[end].low == "by"
    for index in range(end, min(end + (9 if by else 1), len(tokens) - 1)):
        if tokens[index].low == "as" and tokens[index + 1].low == "saying":
            return index + 2
    return None


def agrees(sentence: Sentence, source: tuple[int, int], form: CueForm, *, helped: bool) -> bool:
    """Return whether a subject and a verb in the present agree in number: "reports" after "the" is a noun."""
    if helped or form.form not in ("base", "s"):
        return True
    words = sentence.tokens[source[0] : source[1]]
    known = word_class("determiner") | word_class("subject") | source_heads() | _PLURALS
    if not any(t.is_capital or t.low in known for t in words) and not (
        form.form == "base" and words[-1].low.endswith("s")
    ):
        return False
    head = (
        sentence.tokens[source[1] - 1]
        if sentence.tokens[source[1] - 1].is_word
        else sentence.tokens[source[0]]
    )
    low = head.low
    if form.form == "base":
        plural = (
            low in _PLURALS or low in ("i", "we", "you", "they", "who", "which", "that") or low.endswith("s")
        )
        return plural or any(t.low == "and" for t in words)
    singular_pronoun = low in ("he", "she", "it", "who", "which", "that", "one")
    return (
        singular_pronoun
        or head.is_capital
        or (low not in word_class("subject") and not low.endswith("s") and low not in _PLURALS)
    )


def complement(sentence: Sentence, end: int, form: CueForm) -> tuple[int, int | None]:
    """Return where the cue ends and where the content after it begins; None when nothing fitting follows.

    A content that begins at the sentence's end stands in the sentences after it ("X said:").
    """
    tokens, takes = sentence.tokens, form.takes
    end = _with_manner(sentence, _with_medium(sentence, end))
    at = sentence.skip_to_that(sentence.skip_adjuncts(end))
    if "r" in takes:
        at = sentence.skip_hearer(at)
    if at >= len(tokens):
        return end, None
    if tokens[at].text == ":" and takes & {"c", "q", "h"}:
        return (at + 1 if at == end else end), at + 1
    if tokens[at].text == "," and takes & {"c", "q"} and sentence.opens_quote(at + 1):
        return end, at + 1
    if sentence.opens_quote(at):
        return end, at if takes & {"c", "q", "n", "h"} else None
    return end, at if _fits(sentence, at, takes) or _names_toll(sentence, at, takes) else None


def _with_medium(sentence: Sentence, end: int) -> int:
    """Return the cue's end with "in a statement" taken in."""
    tokens = sentence.tokens
    hit = _IN_STATEMENT.match(sentence.text, tokens[end].start) if end < len(tokens) else None
    while hit is not None and end < len(tokens) and tokens[end].end <= hit.end():
        end += 1
    return end


def _with_manner(sentence: Sentence, end: int) -> int:
    """Return the cue's end with an adverb taken in that a quotation or colon follows ("added warily:")."""
    after = end + 1
    if not sentence.is_adverb_at(end) or after >= len(sentence.tokens):
        return end
    return after if sentence.tokens[after].text == ":" or sentence.opens_quote(after) else end


def _fits(sentence: Sentence, at: int, takes: frozenset[str]) -> bool:
    """Return whether the token begins a content that the verb takes."""
    token = sentence.tokens[at]
    if not token.is_word and token.text not in "#$€£@":
        return False
    if token.low == "that":
        return bool(takes & {"c", "h", "n"})
    if token.low == "to":
        return "t" in takes and at + 1 < len(sentence.tokens)
    if token.low in word_class("question"):
        return bool(takes & ({"w"} if token.low in word_class("narrow_question") else {"w", "c"}))
    if _is_bound(sentence, at):
        return bool(takes & {"c", "n"})
    barred = word_class("preposition") | {"and", "but", "or", "because", "when", "while", "though"}
    if token.low in barred or (is_adverb(token.low) and "c" not in takes):
        return False
    if takes & {"c", "q"} and any(form.form == "ing" for form in sentence.cue_at(at)):
        return False
    least = 2 if "n" in takes else 3
    return bool(takes & {"c", "n"}) and len(sentence.tokens) - at >= least


def _names_toll(sentence: Sentence, at: int, takes: frozenset[str]) -> bool:
    """Return whether "the death toll", "its number of wounded" begins here for a verb that sets one."""
    following = sentence.tokens[at : at + 6]
    if "#" in takes:
        counts = (
            _is_bound(sentence, at)
            or following[0].text[0].isdigit()
            or following[0].low in word_class("number")
        )
        return counts and any(t.low in word_class("toll") | word_class("counted") for t in following)
    return "k" in takes and any(t.low in word_class("toll") for t in following[:4])


def _is_bound(sentence: Sentence, at: int) -> bool:
    """Return whether a number with its bound begins here ("at least 30", "about half")."""
    if sentence.tokens[at].low not in word_class("bound"):
        return False
    following = sentence.tokens[at + 1 : at + 4]
    return any(t.text[0].isdigit() or t.low in word_class("number") for t in following)
