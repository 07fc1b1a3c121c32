"""Attributions that follow their content: "P, X said", "P, said X", "P, according to X"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.cues import CueForm
from dateline.reader.frame import Frame
from dateline.reader.phrases import QUOTE_MARKS, phrase_after, subject_before
from dateline.reader.sentence import Sentence
from dateline.reader.tokens import Token, is_adverb, looks_verbal, word_class
from dateline.reader.verbs import (
    agrees,
    bare_cue,
    complement,
    group_start,
    is_passive,
    is_verb,
    source_heads,
)


def late_frames(sentence: Sentence) -> list[Frame]:
    """Return the attributions whose content stands before them.

    The last is sought first: in "P, X said, Y reported" all before ", Y reported" is what Y reported.
    """
    found: list[Frame] = []
    ceiling = len(sentence.tokens)
    index = ceiling - 1
    while index >= sentence.floor:
        frame = None if sentence.inside[index] or index >= ceiling else _late_at(sentence, index)
        if frame is not None and max(end for _, end in frame.ranges) <= ceiling:
            found.append(frame)
            ceiling = min(start for start, _ in frame.ranges)
            index = ceiling
        index -= 1
    return found


def _late_at(sentence: Sentence, index: int) -> Frame | None:
    forms = sentence.cue_at(index)
    if not forms:
        return None
    floor = _clause_floor(sentence, index)
    frames = (_late_frame(sentence, index, form, floor=floor) for form in forms)
    return next((frame for frame in frames if frame is not None), None)


def _clause_floor(sentence: Sentence, index: int) -> int:
    """Return where the contents before ``index`` may begin at the earliest: after the last semicolon."""
    for at in range(index - 1, sentence.floor, -1):
        if sentence.tokens[at].text == ";" and not sentence.inside[at]:
            return at + 1
    return sentence.floor


def _late_frame(sentence: Sentence, index: int, form: CueForm, *, floor: int) -> Frame | None:
    if form.form == "phrase":
        return _phrase_frame(sentence, index, form, floor=floor)
    if form.form == "fixed":
        return _quoting(sentence, index, index + 1 + len(form.words), floor=floor)
    if "i" not in form.takes or form.form == "ing":
        return None
    start = group_start(sentence, index, floor=floor)
    end = index + 1 + len(form.words)
    if not is_verb(sentence, index, start, form, floor=floor):
        return None
    inverted = _inverted(sentence, (bare_cue(sentence, start, index), end), floor=floor)
    if inverted is not None:
        return inverted
    if is_passive(sentence, start, index, form):
        return None
    source = subject_before(sentence.tokens, start, floor=floor)
    cue_end, content_at = complement(sentence, end, form)
    if source is not None and sentence.tokens[source[0]].low in word_class("relative"):
        return None
    if source is None or content_at is not None or not agrees(sentence, source, form, helped=start < index):
        return None
    cue = bare_cue(sentence, start, index), cue_end
    return _before(sentence, cue, source, quotes_only=not form.takes & {"c", "h", "n", "w"}, floor=floor)


def _quoting(sentence: Sentence, index: int, end: int, *, floor: int) -> Frame | None:
    """Read "P, Y was quoted as saying" and "P, X quoted Y as saying" at their "as saying"."""
    tokens = sentence.tokens
    if end < len(tokens) and tokens[end].text not in ",." and tokens[end].low not in ("by", "in", "on"):
        return None
    verb = next(
        (i for i in range(index - 1, max(floor, index - 9), -1) if tokens[i].low in ("quoted", "cited")), None
    )
    if verb is None:
        return None
    start = group_start(sentence, verb, floor=floor)
    passive = any(t.low in word_class("be") for t in tokens[start:verb])
    source = subject_before(tokens, start, floor=floor)
    cue = (start, end if verb == index - 1 else verb + 1)
    if source is None or (verb == index - 1 and not passive):
        return None
    return _before(sentence, cue, source, quotes_only=False, floor=floor)


def _before(
    sentence: Sentence, cue: tuple[int, int], source: tuple[int, int], *, quotes_only: bool, floor: int
) -> Frame | None:
    """Read "P, X said" and "P, X said, P"."""
    before = sentence.tokens[source[0] - 1] if source[0] > floor else None
    if before is None:
        return None
    quoted = sentence.inside[source[0] - 1] or sentence.inside[max(0, source[0] - 2)]
    if not quoted:
        source = _after_quote(sentence, source, floor=floor)
        quoted = sentence.inside[source[0] - 1]
    more = more_after(sentence, cue[1], quoted=quoted)
    left = sentence.left_content(source[0], floor=floor, least=1 if more else 2)
    if left is None and before.low in word_class("preposition"):
        source = _collective_end(sentence, source)
        left = sentence.left_content(source[0], floor=floor)
    closes = (
        before.text in ",—–-" or sentence.inside[source[0] - 1] or (before.is_word and source[0] - floor >= 5)
    )
    if left is None or not closes or (quotes_only and not quoted) or _is_contradicted(sentence, left, before):
        return None
    return Frame(cue, source, [left, *([more] if more else [])])


def _is_contradicted(sentence: Sentence, left: tuple[int, int], before: Token) -> bool:
    """Return whether the source holds the contrary of what stands before it ("Nor was it hit, as X maintains")."""
    return before.low == "as" and sentence.tokens[left[0]].low in ("nor", "neither", "no", "not")


def _collective_end(sentence: Sentence, source: tuple[int, int]) -> tuple[int, int]:
    """Return the collective that a phrase ends with ("in a province activists said")."""
    start = source[1]
    while start - 1 > source[0] and sentence.tokens[start - 1].low in source_heads() | word_class("modifier"):
        start -= 1
    return (start, source[1]) if start < source[1] else source


def _after_quote(sentence: Sentence, source: tuple[int, int], *, floor: int) -> tuple[int, int]:
    """Return a source stretched to the quotation before it, where only a long apposition stands between."""
    for index in range(source[0] - 1, max(floor, source[0] - 24), -1):
        if sentence.inside[index]:
            return index + 1, source[1]
        if sentence.tokens[index].low in word_class("aux") or sentence.tokens[index].text in ".;:":
            break
    return source


def _inverted(sentence: Sentence, cue: tuple[int, int], *, floor: int) -> Frame | None:
    """Read "P, said X"."""
    tokens, at = sentence.tokens, cue[1]
    if cue[0] <= floor or at >= len(tokens) or not tokens[at].is_word:
        return None
    before = tokens[cue[0] - 1]
    known = word_class("determiner") - word_class("number") | {"he", "she", "they", "one"} | source_heads()
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
    if not any(t.is_capital or t.low in known for t in tokens[at : min(end, at + 5)]):
        return None
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


def _first_comma(sentence: Sentence, at: int, end: int) -> int:
    """Return where a source that opens a sentence ends: its first comma, or that of its clause."""
    tokens = sentence.tokens
    commas = [i for i in range(at, len(tokens)) if tokens[i].text == "," and not sentence.inside[i]]
    if not commas:
        return end
    inner = tokens[commas[0] + 1 : commas[1]] if len(commas) > 1 else []
    clause = bool(inner) and inner[0].low in ("which", "who", "whose")
    apposed = (
        0 < len(inner) <= 8 and inner[0].low in ("a", "an", "the") and not any(looks_verbal(t) for t in inner)
    )
    return commas[1] if clause or apposed else commas[0]


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
    end = _first_comma(sentence, after, end)
    comma = end < len(tokens) and tokens[end].text == ","
    end = end if comma else sentence.short_source(after)
    begin = end + 1 if comma else end
    stop = sentence.clause_end(begin, phrase=False) if begin < len(tokens) else begin
    return Frame((index, after), (after, end), [(begin, stop)]) if after < end and begin < stop else None
