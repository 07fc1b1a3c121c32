"""A sentence under reading: its tokens, its quotations, and where clauses in it begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.reader.cues import CueForm, cue_forms
from dateline.reader.quotes import pair_quotes
from dateline.reader.tokens import is_adverb, read_tokens, word_class

_DATELINE = re.compile(
    r"[A-Z][\w'’.-]+(?:[ ,/]+[A-Z][\w'’.-]*|[ ,]+\d{1,2}|\s*\([\w /.-]+\)){0,6}\s+(?:[—–]|--?)\s+"
)
_FINITE = frozenset(["past", "s"])


class Sentence:
    """Tokens of a sentence with what stands between quotation marks; all positions are token indices."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = read_tokens(text)
        self.quotes = self._quoted_ranges()
        self.inside = [False] * len(self.tokens)
        for start, end in self.quotes:
            self.inside[start:end] = [True] * (end - start)
        self.is_title_case = self._is_title_case()
        self.floor = self._after_dateline()

    def _quoted_ranges(self) -> list[tuple[int, int]]:
        ranges = []
        for quote in pair_quotes(self.text):
            first = bisect_left(self.tokens, quote.start, key=lambda t: t.start)
            last = bisect_left(self.tokens, quote.end, key=lambda t: t.start)
            if first < last:
                ranges.append((first, last))
        return ranges

    def _after_dateline(self) -> int:
        """Return the first token after "EXAMPLETOWN (Example Wire) - "."""
        hit = _DATELINE.match(self.text)
        if hit is None or not ("(" in hit.group() or hit.group().split()[0].isupper()):
            return 0
        return next((i for i, t in enumerate(self.tokens) if t.start >= hit.end()), 0)

    def opens_quote(self, at: int) -> bool:
        """Return whether a quotation begins at a token."""
        return any(start == at for start, _ in self.quotes)

    def cue_at(self, index: int) -> list[CueForm]:
        """Return the cues that stand at a token; a capital is one only at the start or in a headline."""
        token = self.tokens[index]
        forms = cue_forms().get(token.low, ())
        if not forms or (token.is_capital and index > self.floor and not self.is_title_case):
            return []
        found = []
        for form in forms:
            rest = self.tokens[index + 1 : index + 1 + len(form.words)]
            if len(rest) == len(form.words) and all(
                t.low == w for t, w in zip(rest, form.words, strict=True)
            ):
                found.append(form)
        return found

    def _is_title_case(self) -> bool:
        """Return whether most longer words begin with a capital."""
        words = [t for t in self.tokens if t.is_word and len(t.low) > 3]
        return len(words) > 2 and sum(t.is_capital for t in words) > 0.75 * len(words)

    # -- where a content ends --------------------------------------------------------------------------

    def clause_end(self, at: int, *, phrase: bool) -> int:
        """Return the end of the content that begins at ``at``; ``phrase`` contents stop at more commas."""
        if self.opens_quote(at):
            close = next(end for start, end in self.quotes if start == at)
            if self._ends_with(close):
                return close
        index = at
        while index < len(self.tokens):
            if not self.inside[index] and index > at and self._breaks(index, phrase=phrase):
                break
            index += 1
        return self.trim(at, index)

    def _ends_with(self, close: int) -> bool:
        """Return whether a quotation that closes here is the whole content."""
        if close >= len(self.tokens) or self.tokens[close].text in ",.;:—–-":
            return True
        return close >= 2 and self.tokens[close - 2].text in ",.?!"

    def _breaks(self, index: int, *, phrase: bool) -> bool:
        token = self.tokens[index]
        if index + 1 >= len(self.tokens):
            return False
        if token.text == ",":
            return self._comma_breaks(index + 1, phrase=phrase)
        if token.text in ";" or token.low == "according":
            return True
        if token.text in "—–-" or token.text == "(":
            return phrase
        if token.low in ("and", "but"):
            return any(f.form in _FINITE or f.form == "ing" for f in self.cue_at(index + 1))
        return False

    def _comma_breaks(self, after: int, *, phrase: bool) -> bool:
        word = self.tokens[after].low
        forms = {form.form for form in self.cue_at(after)}
        if forms & {"ing", "phrase", "past", "s"} or word == "according":
            return True
        if word in word_class("clause_break") and after + 1 < len(self.tokens):
            return self.tokens[after + 1].low != "that" and self._has_cue(after + 1)
        return phrase and word in word_class("phrase_break")

    def _has_cue(self, index: int) -> bool:
        """Return whether a clause that begins here soon reaches a cue verb of its own."""
        for step in range(index, min(index + 8, len(self.tokens))):
            if self.tokens[step].text == ",":
                return False
            if any(f.form in _FINITE for f in self.cue_at(step)):
                return True
        return False

    def trim(self, start: int, end: int) -> int:
        """Return ``end`` without the signs before it."""
        while end > start and not self.inside[end - 1] and self.tokens[end - 1].text in ",.;:!?—–-":
            end -= 1
        return end

    # -- what stands before and between ----------------------------------------------------------------

    def left_content(self, index: int, *, floor: int, least: int = 2) -> tuple[int, int] | None:
        """Return the content that ends before ``index``, from the last break on; None when too short."""
        end = index
        if end - 1 > floor and self.tokens[end - 1].low == "as" and self.tokens[end - 2].text == ",":
            end -= 1
        while end > floor and not self.inside[end - 1] and self.tokens[end - 1].text in ",—–-":
            end -= 1
        start = self._own_quote(floor, end)
        while start < end and not self.inside[start] and self.tokens[start].text in ",;:.—–-)":
            start += 1
        words = sum(t.is_word for t in self.tokens[start:end])
        if start < end and not self.inside[end - 1] and self.tokens[end - 1].low in word_class("unfinished"):
            return None
        return (start, end) if words >= least or (words and self.inside[end - 1]) else None

    def _own_quote(self, floor: int, end: int) -> int:
        """Return where the quotation before ``end`` opens when a cue of other words stands before it."""
        opened = next((a for a, b in self.quotes if a < end <= b), None)
        if opened is None or opened <= floor:
            return floor
        cued = any(self.cue_at(i) for i in range(floor, opened) if not self.inside[i])
        return opened if cued else floor

    def skip_adjuncts(self, at: int) -> int:
        """Return the token after "on Tuesday night", "earlier this week"; else ``at``."""
        tokens, days, periods = self.tokens, word_class("day"), word_class("period")
        while at < len(tokens):
            token, after = tokens[at], tokens[at + 1].low if at + 1 < len(tokens) else ""
            after_day = bool(at) and tokens[at - 1].low in days
            if token.low in days or (after_day and token.low in word_class("time_of_day")):
                at += 1
            elif (
                token.low in ("on", "late", "early", "earlier", "later", "last", "this")
                and after in days | periods
            ):
                at += 1 if after in days else 2
            elif token.low in word_class("loose_time") and after in word_class("after_loose_time"):
                at += 1
            else:
                break
        return at

    def skip_to_that(self, at: int) -> int:
        """Return the "that" or quotation behind a phrase of place ("said in X that"); else ``at``."""
        tokens = self.tokens
        leads = word_class("preposition") - {"to", "of"} | word_class("carried")
        if at >= len(tokens) or tokens[at].low not in leads:
            return at
        for index in range(at + 1, min(at + 12, len(tokens))):
            if tokens[index].low == "that" and tokens[index - 1].text != ",":
                return index
            if tokens[index].text == "," and self.opens_quote(index + 1):
                return index
            if tokens[index].low in word_class("aux") | word_class("subject") or tokens[index].text in ",.;:":
                break
        return at

    def skip_hearer(self, at: int) -> int:
        """Return where the content begins after whom the source speaks to; ``at`` where nobody is named."""
        tokens = self.tokens
        if (
            at >= len(tokens)
            or self.opens_quote(at)
            or tokens[at].low in word_class("question") | {"that", "to"}
        ):
            return at
        for index in range(at, min(at + 14, len(tokens))):
            token = tokens[index]
            if (
                token.low in word_class("question")
                and index > at
                and token.low not in ("which", "who", "where")
            ):
                return index
            if token.low == "that" and index > at and tokens[index - 1].low not in ("of", "in"):
                return index
            if self.opens_quote(index) or token.text == ":":
                return index
            if token.low in word_class("aux") or token.text in ".;":
                break
        if tokens[at].low in word_class("hearer"):
            return self.skip_adjuncts(at + 1)
        end = self.short_source(at)
        return end if end < len(tokens) and tokens[end].text == "," else self.skip_adjuncts(end)

    def short_source(self, start: int) -> int:
        """Return the end of a source that no comma closes: its determiner, small words and capitals."""
        tokens, end = self.tokens, start
        breaks = word_class("determiner") | word_class("subject")
        while end < len(tokens) and tokens[end].is_word:
            if end > start and tokens[end].low in breaks and tokens[end - 1].low not in ("of", "for"):
                break
            if (
                end > start + 1
                and not tokens[end].is_capital
                and tokens[end].low not in ("of", "for", "group")
            ):
                break
            end += 1
        return end

    def is_adverb_at(self, at: int) -> bool:
        """Return whether an adverb stands at a token."""
        return at < len(self.tokens) and is_adverb(self.tokens[at].low)
