"""Whether readers can comment, as far as the page says, and how many comments it says there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from dateline.dissect.comment_lines import MAX_HEADING, heads_thread
from dateline.dissect.dom import REMEMBERED, Element, PageIndex, name_test
from dateline.dissect.words import rules, squeeze
from dateline.model import Commenting
from dateline.text.tables import read_table

_is_form = name_test(
    r"comment-?form|commentform|comment-respond|kommentar-?(?:form|schreiben|abgeben)"
    r"|comment-editor|leave-?comment|add-?comment|write-?comment|new-?comment|wpd-form"
)
_FIELD = re.compile(
    r"^(?:comment|kommentar|comment_body|message_comment|comentario|commentaire)s?$|comment.*(?:body|text)",
    re.IGNORECASE,
)
_POST_LINK = re.compile(
    r"(?:post a comment|kommentar (?:schreiben|veröffentlichen|verfassen|posten)"
    r"|leave a (?:comment|reply)|publicar un comentario|enregistrer un commentaire)",
    re.IGNORECASE,
)
#: What every line that says so has in it: a quick look before the careful one.
_TOUCHES = re.compile(
    r"comm|coment|kommen|komen|reacti|reage|replies|discuss|diskus|forum|log|sign|коммент|обсужд|yorum"
    r"|علي|نظرات|תגוב",
    re.IGNORECASE,
)
_is_count = name_test(
    r"comm?ents?[-_]*(?:count|number|num|counter|total)|(?:count|number|num)[-_]*(?:of[-_]*)?comm?ents?"
    r"|kommentar(?:e|zahl|anzahl)[-_]*(?:anzahl|zahl)"
)
#: What the inline scripts of the services set or call.
_LOADER = re.compile(
    r"disqus_(?:shortname|config|identifier)|\.disqus\.com/embed|coral\.createStreamEmbed|coralStreamEmbed"
    r"|Coral\.Talk\.render|hyvor[-_]?talk|commento\.io|DiscourseEmbed|remark_config|spot\.im/spot|viafoura|fyre\.conv"
)
#: Strings of which one is in all that the pattern can match: looking for them is cheap.
_SERVICES = (
    "disqus", "coral", "Coral.Talk", "hyvor", "commento.io", "DiscourseEmbed", "remark_config", "spot.im/spot",
    "viafoura", "fyre.conv",
)  # fmt: skip
_NONE_OR_ONE = {
    **dict.fromkeys(("no", "keine", "aucun", "sin", "nenhum", "nessun"), 0),
    **dict.fromkeys(("one", "ein", "un", "uma", "um"), 1),
}
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6}(?:[.,]\d)?)\s?([kK])?")
_SHORT, _LONG, MIN_LINK, MAX_LINK, MAX_COUNT_LINE = 12, 160, 12, 40, 60


@cache
def _embeds() -> tuple[str, ...]:
    return tuple(string for row in read_table("comment_embeds") for string in row["strings"].split("|"))


def read_commenting(
    tree: Element, *, lines: Sequence[str], has_comments: bool, index: PageIndex | None = None
) -> Commenting:
    """Return closed where the page says so, then open where a form stands, login, script, else none."""
    index = index or PageIndex(tree)
    states = _states(lines)
    form = _has_form(index)
    if "closed" in states and not form:
        return Commenting.CLOSED
    if not states and _says_closed(index):
        return Commenting.CLOSED
    if "login" in states and not form:
        return Commenting.LOGIN
    if form:
        return Commenting.OPEN
    if not has_comments and _has_embed(index):
        return Commenting.SCRIPT
    return Commenting.NONE


def read_comment_count(index: PageIndex, *, lines: Iterable[str]) -> int | None:
    """Return how many comments the page says there are: above the thread, or where an element is named so.

    ``lines`` are the short lines of the comment area, in page order; None where no count is printed.
    """
    for line in lines:
        match = heads_thread(line) if len(line) <= MAX_HEADING else None
        if match is not None and (number := _number(match.groupdict().get("n"))) is not None:
            return number
    for element in map(index.order.__getitem__, index.passing(_is_count, "omment", "oment")):
        words = squeeze(element.text_content()) if index.letters(element) <= 4 * MAX_COUNT_LINE else ""
        if len(words) <= MAX_COUNT_LINE and (number := _number(words)) is not None:
            return number
    return None


def _number(words: str | None) -> int | None:
    """Return the count in a line: "1,204", "1.2K", "no", "one"."""
    match = _NUMBER.search(words or "")
    if match is None:
        return _NONE_OR_ONE.get((words or "").casefold())
    if match[2]:
        return int(1000 * float(match[1].replace(",", ".")))
    return int(re.sub(r"[.,](?=\d{3})|[.,]\d$", "", match[1]))


@lru_cache(maxsize=REMEMBERED)
def _touches(line: str) -> bool:
    return _TOUCHES.search(line) is not None


def _states(lines: Iterable[str]) -> set[str]:
    return {
        row["state"]
        for line in lines
        if _touches(line)
        for _, pattern, row in rules("comment_states")
        if pattern.search(line)
    }


def _has_form(index: PageIndex) -> bool:
    for element in index.tagged("textarea"):
        if _FIELD.search(element.get("name") or element.get("id") or ""):
            return True
    if any(_is_form(index.named(element)) for element in index.tagged("form", "iframe")):
        return True
    return any(map(_is_post_link, index.tagged("a")))


def _is_post_link(link: Element) -> bool:
    """Return whether a link leads to where a comment is written; its words may stand one element deeper."""
    words = link.text or (link[0].text if len(link) else None)
    return words is not None and MIN_LINK <= len(words) < 2 * MAX_LINK and _invites(words)


@lru_cache(maxsize=REMEMBERED)
def _invites(words: str) -> bool:
    return _POST_LINK.fullmatch(words.strip()) is not None


def _says_closed(index: PageIndex) -> bool:
    lines = [t for t in index.texts_of("p", "div", "span") if _SHORT < len(t) < _LONG and not t.isspace()]
    return any(_touches(words) and "closed" in _states([words]) for words in lines)


def _has_embed(index: PageIndex) -> bool:
    """Return whether the place or the script of a service that loads comments stands on the page."""
    scripts = index.tagged("script", "iframe")
    names = {*index.distinct, *(tag for tag in index.tags if "-" in tag or ":" in tag)}
    shown = "\n".join([*names, *(e.get("src", "").lower() for e in scripts)])
    if any(string in shown for string in _embeds()):
        return True
    return any((words := e.text) is not None and _loads(words) for e in scripts)


def _loads(script: str) -> bool:
    """Return whether an inline script loads comments; one that holds no service's name is not searched."""
    return any(name in script for name in _SERVICES) and _LOADER.search(script) is not None
