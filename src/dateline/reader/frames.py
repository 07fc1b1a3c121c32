"""Attributions of a sentence by rule: cue verbs and phrases, what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.reader.cues import CueForm
from dateline.reader.phrases import QUOTE_MARKS, clause_subject, phrase_after, subject_before
from dateline.reader.sentence import Sentence
from dateline.reader.tokens import Token, is_adverb, word_class
from dateline.text.tables import read_table

_IN_STATEMENT = re.compile(
    r"in (?:a|an) (?:[\w-]+ )?(?:statement|tweet|email|letter)\b(?! (?:by|of|from|that))", re.I
)
_PLURALS = frozenset(
    ["people", "police", "men", "women", "children", "media", "some", "many", "others", "both", "most"]
)


@dataclass(slots=True)
class Frame:
    """One attribution in a sentence, as token ranges; contents in text order.

    Without ``source`` the cue shares that of the cue before it ("..., adding that").
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    contents: list[tuple[int, int]]

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """All its ranges."""
        return [self.cue, *([self.source] if self.source else []), *self.contents]


def find_frames(sentence: Sentence) -> list[Frame]:
    """Return the attributions found, in text order; none lies inside another's content.

    Those that follow their content ("P, X said") are sought first: they hold for all that stands before them.
    """
    colon = _colon_frame(sentence)
    if colon is not None:
        return [colon]
    late = _late_frames(sentence)
    found = list(late)
    index = sentence.floor
    while index < len(sentence.tokens):
        held = next((end for f in late for start, end in f.ranges if start <= index < end), None)
        if held is not None:
            index = held
            continue
        floor = max([sentence.floor, *(e for f in found for s, e in f.ranges if s <= index)])
        frame = (
            None
            if sentence.inside[index] or index < floor
            else _frame_at(sentence, index, found, floor=floor)
        )
        if frame is not None and not _overlaps(frame, late):
            found.append(frame)
            index = max(frame.cue[1], index + 1)
        else:
            index += 1
    return sorted(found, key=lambda f: f.cue)


def _overlaps(frame: Frame, others: Sequence[Frame]) -> bool:
    return any(a < d and c < b for a, b in frame.ranges for other in others for c, d in other.ranges)


# -- content first ---------------------------------------------------------------------------------------


def _late_frames(sentence: Sentence) -> list[Frame]:
    """Return the attributions whose content stands before them, from left to right."""
    found: list[Frame] = []
    for index in range(sentence.floor, len(sentence.tokens)):
        floor = max([sentence.floor, *(end for f in found for _, end in f.ranges)])
        if sentence.inside[index] or index < floor:
            continue
        for form in sentence.cue_at(index):
            frame = _late_frame(sentence, index, form, floor=floor)
            if frame is not None:
                found.append(frame)
                break
    return found


def _late_frame(sentence: Sentence, index: int, form: CueForm, *, floor: int) -> Frame | None:
    if form.form == "phrase":
        return _phrase_frame(sentence, index, form, floor=floor)
    if "i" not in form.takes or form.form == "ing":
        return None
    start = group_start(sentence, index, floor=floor)
    end = index + 1 + len(form.words)
    if not _is_verb(sentence, index, start, form, floor=floor):
        return None
    inverted = _inverted(sentence, (start, end), floor=floor)
    if inverted is not None:
        return inverted
    if _is_passive(sentence, start, index, form):
        return None
    source = subject_before(sentence.tokens, start, floor=floor)
    cue_end, content_at = complement(sentence, end, form)
    if source is None or content_at is not None or not _agrees(sentence, source, form, helped=start < index):
        return None
    return _before(sentence, (start, cue_end), source, floor=floor)


def _before(sentence: Sentence, cue: tuple[int, int], source: tuple[int, int], *, floor: int) -> Frame | None:
    """Read "P, X said" and "P, X said, P"."""
    before = sentence.tokens[source[0] - 1] if source[0] > floor else None
    if before is None:
        return None
    more = more_after(
        sentence, cue[1], quoted=sentence.inside[source[0] - 1] or sentence.inside[max(0, source[0] - 2)]
    )
    left = sentence.left_content(source[0], floor=floor, least=1 if more else 2)
    closes = (
        before.text in ",—–-" or sentence.inside[source[0] - 1] or (before.is_word and source[0] - floor >= 5)
    )
    if left is None or not closes:
        return None
    return Frame(cue, source, [left, *([more] if more else [])])


def _inverted(sentence: Sentence, cue: tuple[int, int], *, floor: int) -> Frame | None:
    """Read "P, said X"."""
    tokens, at = sentence.tokens, cue[1]
    if cue[0] <= floor or at >= len(tokens) or not tokens[at].is_word:
        return None
    before = tokens[cue[0] - 1]
    if before.text != "," and not (before.text in QUOTE_MARKS and sentence.inside[cue[0] - 1]):
        return None
    barred = (
        word_class("preposition")
        | word_class("conjunction")
        | word_class("day")
        | {"and", "last", "this", "it"}
    )
    if (
        tokens[at].low in barred
        or is_adverb(tokens[at].low)
        or tokens[at].low in word_class("subject") - {"he", "she", "they", "one"}
    ):
        return None
    end = phrase_after(tokens, at)
    if before.text == "," and _starts_clause(tokens, at, end):
        return None
    left = sentence.left_content(cue[0], floor=floor)
    if left is None or end <= at:
        return None
    more = more_after(sentence, end, quoted=sentence.inside[left[1] - 1])
    return Frame(cue, (at, end), [left, *([more] if more else [])])


def _starts_clause(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Return whether what follows a cue is a clause with a verb of its own rather than a name."""
    for token in tokens[at:end]:
        if token.text == "," or token.low in word_class("relative"):
            return False
        if token.low in word_class("aux"):
            return True
    return False


def more_after(sentence: Sentence, at: int, *, quoted: bool) -> tuple[int, int] | None:
    """Return the rest of a content that its attribution cuts in two; None when something else follows."""
    tokens = sentence.tokens
    at = sentence.skip_adjuncts(at)
    if at + 2 >= len(tokens) or tokens[at].text not in ",:;":
        return None
    after = at + 1
    if quoted and not sentence.opens_quote(after):
        return None
    if any(f.form in ("ing", "phrase") for f in sentence.cue_at(after)) or tokens[after].low.endswith("ing"):
        return None
    if tokens[after].low in word_class("no_more"):
        return None
    stop = sentence.clause_end(after, phrase=False)
    return (after, stop) if stop - after >= 2 else None


def _phrase_frame(sentence: Sentence, index: int, form: CueForm, *, floor: int) -> Frame | None:
    """Read "according to X": the source follows, the content stands on the other side."""
    tokens, after = sentence.tokens, index + 1 + len(form.words)
    end = phrase_after(tokens, after)
    if end <= after:
        return None
    left = sentence.left_content(index, floor=floor, least=3)
    if left is not None:
        more = more_after(sentence, end, quoted=False) if tokens[index - 1].text == "," else None
        return Frame((index, after), (after, end), [left, *([more] if more else [])])
    comma = end < len(tokens) and tokens[end].text == ","
    end = end if comma else sentence.short_source(after)
    begin = end + 1 if comma else end
    stop = sentence.clause_end(begin, phrase=False) if begin < len(tokens) else begin
    return Frame((index, after), (after, end), [(begin, stop)]) if begin < stop else None


# -- cue first -------------------------------------------------------------------------------------------


def _frame_at(sentence: Sentence, index: int, found: Sequence[Frame], *, floor: int) -> Frame | None:
    for form in sentence.cue_at(index):
        if form.form == "phrase":
            continue
        start = group_start(sentence, index, floor=floor)
        if not _is_verb(sentence, index, start, form, floor=floor):
            continue
        end = index + 1 + len(form.words)
        if _is_passive(sentence, start, index, form):
            frame = _passive(sentence, start, end, floor=floor)
        else:
            frame = _forward(sentence, (start, end), form, found, helped=start < index, floor=floor)
        if frame is not None:
            return frame
    return None


def group_start(sentence: Sentence, index: int, *, floor: int) -> int:
    """Return where the verb group of a cue begins: helpers, "not" and adverbs before it belong to it."""
    start, tokens = index, sentence.tokens
    while start > floor and (tokens[start - 1].low in word_class("aux") or is_adverb(tokens[start - 1].low)):
        start -= 1
    while start < index and tokens[start].low in (
        "however",
        "meanwhile",
        "too",
        "so",
        "then",
        "himself",
        "herself",
    ):
        start += 1
    return start


def _is_verb(sentence: Sentence, index: int, start: int, form: CueForm, *, floor: int) -> bool:
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


def _is_passive(sentence: Sentence, start: int, index: int, form: CueForm) -> bool:
    helpers = {t.low for t in sentence.tokens[start:index]}
    return form.form in ("past", "part") and bool(helpers & word_class("be"))


def _passive(sentence: Sentence, start: int, end: int, *, floor: int) -> Frame | None:
    """Read "P was reported by X" and "X was quoted as saying P"."""
    tokens = sentence.tokens
    if [t.low for t in tokens[end : end + 2]] == ["as", "saying"]:
        source = subject_before(tokens, start, floor=floor)
        stop = sentence.clause_end(end + 2, phrase=False) if end + 2 < len(tokens) else end
        return Frame((start, end + 2), source, [(end + 2, stop)]) if source and end + 2 < stop else None
    if end < len(tokens) and tokens[end].low == "by":
        stop = phrase_after(tokens, end + 1)
        content = subject_before(tokens, start, floor=floor)
        if content is not None and stop > end + 1:
            return Frame((start, end + 1), (end + 1, stop), [content])
    return None


def _forward(
    sentence: Sentence,
    cue: tuple[int, int],
    form: CueForm,
    found: Sequence[Frame],
    *,
    helped: bool,
    floor: int,
) -> Frame | None:
    """Read "X said that P", "..., adding that P", "... and said P"."""
    tokens = sentence.tokens
    participle = form.form == "ing" and not {t.low for t in tokens[cue[0] : cue[1]]} & word_class("be")
    joined = cue[0] > floor and tokens[cue[0] - 1].low in ("and", "but")
    source = None
    if not participle and not joined:
        source = subject_before(tokens, cue[0], floor=floor)
        if source is None or not _agrees(sentence, source, form, helped=helped):
            return None
    elif joined and form.form in ("base", "s") and not helped and not found:
        return None
    elif not any(f.source for f in found if f.cue < cue):
        source = clause_subject(tokens, cue[0], floor=floor)
        if source is None and not participle:
            return None
    cue_end, at = complement(sentence, cue[1], form)
    if at is None:
        return None
    return _with_content(sentence, (cue[0], cue_end), source, at, form)


def _with_content(
    sentence: Sentence, cue: tuple[int, int], source: tuple[int, int] | None, at: int, form: CueForm
) -> Frame | None:
    if at >= len(sentence.tokens):
        return Frame(cue, source, []) if source else None
    named = sentence.tokens[at].low not in word_class("question") | {"that"} and not sentence.inside[at]
    stop = sentence.clause_end(at, phrase="n" in form.takes and named)
    if stop <= at:
        return None
    contents = [(at, stop)]
    if source is not None and source[0] > 0 and sentence.inside[source[0] - 1] and sentence.inside[at]:
        left = sentence.left_content(source[0], floor=sentence.floor)
        contents = [left, *contents] if left else contents
    return Frame(cue, source, contents)


def _agrees(sentence: Sentence, source: tuple[int, int], form: CueForm, *, helped: bool) -> bool:
    """Return whether a subject and a verb in the present agree in number: "reports" after "the" is a noun."""
    if helped or form.form not in ("base", "s"):
        return True
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
        joined = any(t.low == "and" for t in sentence.tokens[source[0] : source[1]])
        return plural or joined
    singular_pronoun = low in ("he", "she", "it", "who", "which", "that", "one")
    return (
        singular_pronoun
        or head.is_capital
        or (low not in word_class("subject") and not low.endswith("s") and low not in _PLURALS)
    )


# -- what follows a verb ---------------------------------------------------------------------------------


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
    return end, at if _fits(sentence, at, takes) else None


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
    barred = word_class("preposition") | {"and", "but", "or", "because", "when", "while", "though"}
    if token.low in barred or is_adverb(token.low) and "c" not in takes:
        return False
    least = 2 if "n" in takes else 3
    return bool(takes & {"c", "n"}) and len(sentence.tokens) - at >= least


# -- "Speaker: words" ------------------------------------------------------------------------------------


def _colon_frame(sentence: Sentence) -> Frame | None:
    """Read "Speaker: words" and "Words: speaker"."""
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens) if t.text == ":" and not sentence.inside[i]), None)
    if colon is None or colon + 1 >= len(tokens):
        return None
    last = sentence.trim(colon + 1, len(tokens))
    if 0 < last - colon - 1 <= 4 and colon >= 3 and _names_source(tokens[colon + 1 : last]):
        return Frame((colon, colon + 1), (colon + 1, last), [(0, colon)])
    if 0 < colon <= 6 and last - colon > 3 and _names_source(tokens[:colon]):
        return Frame((colon, colon + 1), (0, colon), [(colon + 1, last)])
    return None


def _names_source(tokens: Sequence[Token]) -> bool:
    """Return whether words beside a colon name somebody who speaks: a known collective, or a short run of capitals."""
    words = [t for t in tokens if t.is_word]
    if not words or any(t.low in word_class("aux") for t in words):
        return False
    if words[-1].low in source_heads():
        return True
    return len(words) <= 3 and all(t.is_capital or t.low in ("of", "for", "the", "al") for t in words)


@cache
def source_heads() -> frozenset[str]:
    """Return the last words of the collectives in ``data/source_nouns.tsv``."""
    return frozenset(row["noun"].split()[-1] for row in read_table("source_nouns"))
