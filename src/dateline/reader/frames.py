"""Attributions of a sentence by rule: those after their content first, then those before it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import CueClass
from dateline.reader.cues import CueForm
from dateline.reader.frame import Frame
from dateline.reader.late import late_frames
from dateline.reader.phrases import clause_subject, phrase_after, subject_before
from dateline.reader.sentence import Sentence
from dateline.reader.tokens import Token, word_class
from dateline.reader.verbs import (
    agrees,
    bare_cue,
    complement,
    group_start,
    is_passive,
    is_verb,
    quoted_from,
    source_heads,
)


def find_frames(sentence: Sentence) -> list[Frame]:
    """Return the attributions found, in text order; none lies inside another's content.

    Those that follow their content ("P, X said") are sought first: they hold for all that stands before them.
    """
    colon = _colon_frame(sentence)
    if colon is not None:
        return [colon]
    late = late_frames(sentence)
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


def _frame_at(sentence: Sentence, index: int, found: Sequence[Frame], *, floor: int) -> Frame | None:
    for form in sentence.cue_at(index):
        if form.form == "phrase":
            continue
        if form.form in ("noun", "nouns"):
            return _owned_noun(sentence, index, floor=floor)
        if form.form == "fixed":
            return _as_saying(sentence, index, index + 1 + len(form.words), floor=floor)
        start = group_start(sentence, index, floor=floor)
        if not is_verb(sentence, index, start, form, floor=floor):
            continue
        end = index + 1 + len(form.words)
        if is_passive(sentence, start, index, form):
            frame = _passive(sentence, start, end, floor=floor)
        else:
            frame = _forward(sentence, (start, end), form, found, helped=start < index, floor=floor)
        if frame is not None:
            frame.cue = bare_cue(sentence, frame.cue[0], index), frame.cue[1]
            return frame
    return None


def _owned_noun(sentence: Sentence, index: int, *, floor: int) -> Frame | None:
    """Read "X's claim that P" and "its account that P"."""
    tokens = sentence.tokens
    if index <= floor or index + 2 >= len(tokens) or tokens[index + 1].low != "that":
        return None
    owner = tokens[index - 1].low
    if owner in word_class("owner"):
        source: tuple[int, int] | None = (index - 1, index)
    elif owner.endswith(("'s", "s'")):
        source = subject_before(tokens, index, floor=floor)
    else:
        return None
    stop = sentence.clause_end(index + 1, phrase=False)
    return Frame((index, index + 1), source, [(index + 1, stop)]) if source and stop > index + 2 else None


def _as_saying(sentence: Sentence, index: int, after: int, *, floor: int) -> Frame | None:
    """Read "Y as saying P", what "X quoted" leaves."""
    source = subject_before(sentence.tokens, index, floor=floor)
    stop = sentence.clause_end(after, phrase=False) if after < len(sentence.tokens) else after
    return Frame((index, after), source, [(after, stop)]) if source and after < stop else None


def _passive(sentence: Sentence, start: int, end: int, *, floor: int) -> Frame | None:
    """Read "P was reported by X" and "X was quoted as saying P"."""
    tokens = sentence.tokens
    after = quoted_from(sentence, end)
    if after is not None:
        source = subject_before(tokens, start, floor=floor)
        stop = sentence.clause_end(after, phrase=False) if after < len(tokens) else after
        return Frame((start, after), source, [(after, stop)]) if source and after < stop else None
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
        shared = source is None and tokens[cue[0] - 1].text == ","
        if shared:
            source = clause_subject(tokens, cue[0], floor=sentence.floor)
        if source is None and shared and any(f.source for f in found if f.cue < cue):
            return _continued(sentence, cue, form)
        if source is None or _is_named_so(sentence, source, form):
            return None
        if not agrees(sentence, source, form, helped=helped):
            return None
        if _is_aside(sentence, source, cue[1]) or _is_musing(sentence, source, form):
            return None
    elif joined and form.form in ("base", "s") and not helped and not found:
        return None
    elif not any(f.source for f in found if f.cue < cue):
        source = clause_subject(tokens, cue[0], floor=floor)
        if source is None and not participle:
            return None
    cue_end, at = complement(sentence, cue[1], form)
    if at is None and source is not None:
        at = _after_fitting_subject(sentence, source, cue_end, form)
    if at is None:
        return None
    return _with_content(sentence, (cue[0], cue_end), source, at, form)


def _is_aside(sentence: Sentence, source: tuple[int, int], after: int) -> bool:
    """Return whether a cue stands in ", who did not say so," whose main verb is a cue of its own."""
    tokens = sentence.tokens
    if tokens[source[0]].low not in ("who", "which") or source[0] == 0 or tokens[source[0] - 1].text != ",":
        return False
    comma = next(
        (i for i in range(after, len(tokens) - 1) if tokens[i].text == "," and not sentence.inside[i]), None
    )
    return comma is not None and any(f.form in ("past", "s") for f in sentence.cue_at(comma + 1))


def _is_named_so(sentence: Sentence, source: tuple[int, int], form: CueForm) -> bool:
    """Return whether "a group called X" stands here rather than "the group called X a threat"."""
    naming = form.lemma in ("call", "dub", "label", "brand", "describe", "identify") and form.form == "past"
    return naming and any(t.low in ("a", "an") for t in sentence.tokens[source[0] : source[1]])


def _is_musing(sentence: Sentence, source: tuple[int, int], form: CueForm) -> bool:
    """Return whether "I think", "you know" stands here: nobody's report."""
    words = [t.low for t in sentence.tokens[source[0] : source[1]]]
    return form.cue_class is CueClass.KNOW and words[-1:] in (["i"], ["you"], ["we"])


def _continued(sentence: Sentence, cue: tuple[int, int], form: CueForm) -> Frame | None:
    """Read the last verb of "X denies P, says Q": it shares the source of the cue before it."""
    cue_end, at = complement(sentence, cue[1], form)
    return None if at is None else _with_content(sentence, (cue[0], cue_end), None, at, form)


def _after_fitting_subject(sentence: Sentence, source: tuple[int, int], at: int, form: CueForm) -> int | None:
    """Return where the content begins of verbs that report for some subjects alone.

    "The survey shows P", "a correspondent saw P".
    """
    if form.takes & {"d", "v"}:
        fitting_words = word_class("document") if "d" in form.takes else word_class("witness")
    else:
        return None
    named = any(t.low in fitting_words for t in sentence.tokens[source[0] : source[1]])
    fitting = at + 2 < len(sentence.tokens) and sentence.tokens[at].is_word
    return at if named and fitting and sentence.tokens[at].low not in word_class("preposition") else None


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


def _colon_frame(sentence: Sentence) -> Frame | None:
    """Read "Speaker: words" and "Words: speaker"."""
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens) if t.text == ":" and not sentence.inside[i]), None)
    if colon is None or colon + 1 >= len(tokens):
        return None
    last = sentence.trim(colon + 1, len(tokens))
    open_end = last == len(tokens)
    if open_end and 0 < last - colon - 1 <= 4 and colon >= 2 and _names_source(tokens[colon + 1 : last]):
        return Frame((colon, colon + 1), (colon + 1, last), [(0, colon)])
    if 0 < colon <= 6 and last - colon > 3 and _names_source(tokens[:colon]):
        return Frame((colon, colon + 1), (0, colon), [(colon + 1, last)])
    return None


def _names_source(tokens: Sequence[Token]) -> bool:
    """Return whether words beside a colon name a speaker: a known collective, or a short run of capitals."""
    words = [t for t in tokens if t.is_word]
    if (
        not words
        or words[-1].low in word_class("colon_label")
        or any(t.low in word_class("aux") for t in words)
    ):
        return False
    if words[-1].low in source_heads():
        return True
    return len(words) <= 3 and all(t.is_capital or t.low in ("of", "for", "the", "al") for t in words)
