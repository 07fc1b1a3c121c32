"""Finds counts: figures and number words, with ranges, bounds and percentages."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.text.dates import find_dates
from dateline.text.fold import caseless
from dateline.text.tables import read_table

#: Digits of other scripts, one for one, so that offsets stay.
_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯٪٬٫" + "０１２３４５６７８９",
    "0123456789" * 4 + "%,." + "0123456789",
)
_FIGURE = r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_PERCENT = re.compile(r"\s?%|[\s-]+(?:per\s?cent|percent|pct)(?:age\s+points?)?\b\.?|\s?٪", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥₽₴₪₺₹]\s?\Z")
_GLUED_BEFORE = re.compile(r"(?:[^\W_][-‐‑–./’']?|[#_./:]|\d[-–/:.,])\Z")
_GLUED_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|[-‐‑]?(?=[^\W\d_])(?!(?:m|k|bn|mn)\b)|[:/]\d|-\d|\.\d|(?:mm|km|cm|kg)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_COUNTED_NEXT = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}(?:[a-z]+s|people|men|women|children|dead|wounded|killed|injured)\b"
)
_TIME_BEFORE = re.compile(
    r"\b(?:in|since|by|of|until|till|from|before|after|during|early|late|mid|year|©|\()[\s-]*\Z",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"[A-Z][\w’'-]+,\s\Z")
_AGE_AFTER = re.compile(
    r"[\s-]*(?:and\s+\d+\s+)?(?:years?|months?|weeks?|days?)[\s-]+olds?\b|,(?=\s)|\s*\Z|\.\s", re.IGNORECASE
)
_MORE_YEARS = re.compile(
    r"\s+(?:and|or|to)\s+[\w-]+\s+(?:years?|months?|days?|weeks?|hours?|minutes?)\b", re.IGNORECASE
)
_RANGE = re.compile(r"\s?[-–—]\s?|\s+(?:to|or|and)\s+", re.IGNORECASE)
_FROM = re.compile(r"\b(?P<word>between|from|anywhere between|anywhere from)\s+\Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w+|rais\w+|f[ae]ll\w*|drop\w*|grew|grow\w*|climb\w*|jump\w*|cut|up|down|reduc\w+|soar\w*|went|gone)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_NOT_ONE_BEFORE = re.compile(
    r"\b(?:no|this|that|every|any|each|which|the|another|some|whole|only|such|good|day|number|and|by)\s+\Z",
    re.IGNORECASE,
)
_NOT_ONE_AFTER = re.compile(
    r"\s+(?:another|day|way|thing|side|could|can|should|must|might|may|has|is|was|would|will|who|that|by|hand|or\s+the\s+other|of\s+(?:the|its|his|her|their|our|my|those|these|two|several|many)\b)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"[\s-]+(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|tenths?)\b", re.IGNORECASE
)


class Number(NamedTuple):
    """A count; ``text`` takes in the words that bound it.

    ``low`` or ``high`` is None where the words leave that side open.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    approx: bool
    percent: bool


class _Value(NamedTuple):
    """A bare number: where it stands, its value, whether it is open above ("dozens")."""

    start: int
    end: int
    value: float
    open: bool
    figure: bool


def find_numbers(text: str) -> list[Number]:
    """Return the counts in a text, in order: "at least 9", "between 40 and 55", "dozens", "about 70%".

    Ages, dates, clock times, measures, money, ordinals and figures inside names are left out.
    """
    line = text.translate(_DIGITS)
    values = _values(line)
    dates = [(d.start, d.end) for d in find_dates(line, reference=None)] if values else []
    found: list[Number] = []
    index = 0
    while index < len(values):
        value = values[index]
        after = values[index + 1] if index + 1 < len(values) else None
        number, used = _number(line, value, after)
        index += used
        if number is None or any(
            a < number.end and number.start < b for a, b in dates if _is_dated(line, a, b)
        ):
            continue
        if found and number.start < found[-1].end:
            number = number._replace(start=value.start)
        found.append(number._replace(text=text[number.start : number.end]))
    return found


def _is_dated(line: str, start: int, end: int) -> bool:
    """Return whether a date's words hold a figure or number word of their own."""
    return any(c.isdigit() for c in line[start:end]) or " ago" in line[start:end]


@cache
def _word_rows() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in read_table("number_words")}


@cache
def _pattern() -> re.Pattern[str]:
    rows = sorted(_word_rows().values(), key=lambda row: -len(row["word"]))
    plain = "|".join(r["word"] for r in rows if r["class"] in ("unit", "scale"))
    groups = "|".join(r["word"] for r in rows if r["class"] == "group")
    words = rf"(?:an?\s+|half\s+a\s+)?(?:{plain})\b(?:(?:[\s-]+(?:and\s+)?)(?:{plain})\b)*"
    return re.compile(
        rf"(?P<groups>\b(?:(?:many|several|a\s+few|few|some|tens|hundreds|thousands|dozens)(?:\s+of)?\s+)*(?:{groups}|(?<=several\s)(?:dozen|hundred|thousand|million)|(?<=few\s)(?:dozen|hundred|thousand|million))\b)"
        rf"|(?P<figure>{_FIGURE})(?P<scale>[\s-]?(?:hundred|thousand|million|billion|trillion|bn|mn|k|m|dozen)\b)?"
        rf"|\b(?P<words>{words})",
        re.IGNORECASE,
    )


def _values(line: str) -> list[_Value]:
    values = []
    for match in _pattern().finditer(line):
        if match["groups"]:
            values.append(_group(match))
        elif match["figure"]:
            values.append(_figure(match))
        else:
            values.extend(_words(match))
    return values


def _group(match: re.Match[str]) -> _Value:
    """Read "dozens", "tens of thousands", "several hundred": at least the smallest that they name."""
    value = 1.0
    for word in re.findall(r"[a-z]+", caseless(match.group())):
        row = _word_rows().get(word)
        if row is not None and row["class"] == "group" and value > 1:
            value *= float(row["value"])
        elif row is not None and row["class"] in ("group", "scale"):
            value = 24.0 if word == "dozen" else float(row["value"])
        elif word == "tens":
            value = 10.0
    return _Value(match.start(), match.end(), value, True, False)


def _figure(match: re.Match[str]) -> _Value:
    value = float(re.sub(r"[^\d.]", "", match["figure"]))
    scale = re.sub(r"[\s-]+", "", caseless(match["scale"] or ""))
    factor = {"": 1.0, "k": 1e3, "m": 1e6}.get(scale) or float(_word_rows()[scale]["value"])
    return _Value(match.start(), match.end(), value * factor, False, True)


def _words(match: re.Match[str]) -> list[_Value]:
    """Read a run of number words; "three or four" comes as two, "two hundred and five" as one."""
    total, current, seen = 0.0, 0.0, False
    for token in re.findall(r"[a-z]+", caseless(match.group())):
        row = _word_rows().get(token)
        if row is None or row["class"] == "article":
            current = 0.5 if token == "half" else current
            continue
        value = float(row["value"])
        if row["class"] == "scale":
            current = (current or 1.0) * value
            if value >= 1000:
                total, current = total + current, 0.0
        else:
            current += value
        seen = True
    return [_Value(match.start(), match.end(), total + current, False, False)] if seen else []


def _number(line: str, value: _Value, after: _Value | None) -> tuple[Number | None, int]:
    """Return the number that begins at a value, or None for what is no count, and how many values it used."""
    used = 1
    low, high, end = value.value, None if value.open else value.value, value.end
    start = value.start
    if after is not None and (joined := _joined(line, value, after)) is not None:
        start, low, high, end, used = joined[0], joined[1], joined[2], after.end, 2
    if _is_no_count(line, value.start, end, value):
        return None, used
    percent = _PERCENT.match(line, end)
    if percent is not None:
        end = percent.end()
    bound = _Bound(start, end, low, high)
    return _bounded(line, bound, ranged=used == 2, percent=percent is not None), used


def _joined(line: str, first: _Value, second: _Value) -> tuple[int, float, float] | None:
    """Return start, low and high of a range; None where the two numbers stand apart."""
    gap = line[first.end : second.start]
    percent = _PERCENT.match(gap)
    joint = _RANGE.fullmatch(gap[percent.end() :] if percent else gap)
    if joint is None or first.open or second.open:
        return None
    word = caseless(joint.group().strip())
    before = _FROM.search(line, 0, first.start)
    opener = caseless(before["word"]) if before else ""
    if word == "and" and "between" not in opener:
        return None
    if (
        word == "to"
        and (opener == "from" or not opener)
        and _CHANGE.search(line, max(0, first.start - 60), first.start)
    ):
        return None
    low = first.value
    if (
        second.value >= 1000
        and low < 1000
        and re.search(r"[a-z]", line[second.start : second.end], re.IGNORECASE)
        and first.figure == second.figure
    ):
        scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if second.value >= s), 1.0)
        low = low * scale if low * scale < second.value else low
    if not low < second.value:
        return None
    return (before.start() if before and opener else first.start), low, second.value


class _Bound(NamedTuple):
    start: int
    end: int
    low: float | None
    high: float | None


@cache
def _bounds(side: str) -> re.Pattern[str]:
    rows = [row["words"] for row in read_table("number_bounds") if row["side"] == side]
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(rows, key=len, reverse=True))
    if side == "before":
        return re.compile(
            rf"(?:(?<=[^\w-])|\A)(?P<words>{words})\.?\s+(?:the\s+|a\s+total\s+of\s+)?\Z|(?P<sign>[~≈±><≥≤])\s?\Z",
            re.IGNORECASE,
        )
    return re.compile(rf"\s+(?P<words>{words})\b|(?P<sign>\+)", re.IGNORECASE)


@cache
def _effects() -> dict[tuple[str, str], str]:
    return {(row["words"], row["side"]): row["effect"] for row in read_table("number_bounds")}


_SIGNS = {
    "~": "approx",
    "≈": "approx",
    "±": "approx",
    ">": "low",
    "≥": "low",
    "<": "high",
    "≤": "high",
    "+": "low",
}


def _bounded(line: str, bound: _Bound, *, ranged: bool, percent: bool) -> Number:
    """Return the number with the words that bound it taken in."""
    start, end, low, high = bound
    approx = False
    for _ in range(2):
        before = _bounds("before").search(line, max(0, start - 40), start)
        if before is None:
            break
        effect = _effect(before, "before")
        low, high, approx = _apply(effect, low, high, approx, ranged=ranged)
        start = before.start("words") if before["words"] else before.start("sign")
    behind = _bounds("after").match(line, end)
    if behind is not None:
        low, high, approx = _apply(_effect(behind, "after"), low, high, approx, ranged=ranged)
        end = behind.end()
    return Number(start, end, line[start:end], low, high, approx, percent)


def _effect(match: re.Match[str], side: str) -> str:
    if match["sign"]:
        return _SIGNS[match["sign"]]
    return _effects()[" ".join(caseless(match["words"]).split()), side]


def _apply(
    effect: str, low: float | None, high: float | None, approx: bool, *, ranged: bool
) -> tuple[float | None, float | None, bool]:
    if effect == "approx":
        return low, high, low is not None and high is not None
    if effect == "low":
        return (low if low is not None else high), None, approx and not ranged
    return None, (high if high is not None else low), False


@cache
def _units(side: str) -> frozenset[str]:
    return frozenset(row["words"] for row in read_table("number_units") if row["side"] == side)


_WORD_BEFORE = re.compile(r"([^\W\d_][\w$’'.]*?)\.?[\s\u00a0]+\Z")
_WORD_AFTER = re.compile(r"[\s\u00a0-]*(?:more\s+|full\s+|consecutive\s+|straight\s+)?([^\W\d_][\w’'./]*)")


def _is_no_count(line: str, start: int, end: int, value: _Value) -> bool:
    if _MONEY.search(line, max(0, start - 3), start) or _beside_unit(line, start, end):
        return True
    if not value.figure:
        return _is_no_count_in_words(line, start, end)
    if _GLUED_BEFORE.search(line, max(0, start - 2), start) or _GLUED_AFTER.match(line, end):
        return True
    return _is_year(line, start, end) or _is_age(line, start, end)


def _is_no_count_in_words(line: str, start: int, end: int) -> bool:
    words = caseless(line[start:end])
    if _FRACTION.match(line, end) or line[max(0, start - 1) : start] in ("-", "‐", "‑"):
        return True
    if words == "one" and (
        _NOT_ONE_BEFORE.search(line, max(0, start - 12), start) or _NOT_ONE_AFTER.match(line, end)
    ):
        return True
    return (
        words == "score"
        or bool(re.match(r"-(?!(?:per\s?cent|percent)\b)[a-z]", line[end : end + 9]))
        or words in ("hundred", "mn", "bn")
    )


def _beside_unit(line: str, start: int, end: int) -> bool:
    before = _WORD_BEFORE.search(line, max(0, start - 20), start)
    if before is not None and caseless(before.group(1)) in _units("before"):
        return True
    after = _WORD_AFTER.match(line, end)
    if after is not None:
        word = caseless(after.group(1)).rstrip(".")
        if word in _units("after") or (word.endswith("s") and word[:-1] in _units("after")):
            return True
    return bool(_MORE_YEARS.match(line, end))


def _is_year(line: str, start: int, end: int) -> bool:
    if not _YEAR.fullmatch(line[start:end]):
        return False
    return bool(_TIME_BEFORE.search(line, max(0, start - 12), start)) or not _COUNTED_NEXT.match(line, end)


def _is_age(line: str, start: int, end: int) -> bool:
    """Return whether a bare figure after "Name, " is an age."""
    if end - start > 3 or not _AGE_BEFORE.search(line, max(0, start - 30), start):
        return False
    return bool(_AGE_AFTER.match(line, end))
