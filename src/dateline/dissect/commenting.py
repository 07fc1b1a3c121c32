"""Whether readers can comment, as far as the page says, and how many comments it says there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dateline.dissect.comment_lines import MAX_HEADING, heads_thread
from dateline.dissect.dom import Element, PageIndex, name_test
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
_NONE_OR_ONE = {
    **dict.fromkeys(("no", "keine", "aucun", "sin", "nenhum", "nessun"), 0),
    **dict.fromkeys(("one", "ein", "un", "uma", "um"), 1),
}
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6}(?:[.,]\d)?)\s?([kK])?")
_SHORT, _LONG, MAX_LINK, MAX_COUNT_LINE = 12, 160, 40, 60


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
    for element, names in zip(index.order, index.names, strict=True):
        if len(names) > 3 and _is_count(names):
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


def _states(lines: Iterable[str]) -> set[str]:
    return {
        row["state"]
        for line in lines
        if _TOUCHES.search(line)
        for _, pattern, row in rules("comment_states")
        if pattern.search(line)
    }


def _has_form(index: PageIndex) -> bool:
    for element in index.tagged("textarea"):
        if _FIELD.search(element.get("name") or element.get("id") or ""):
            return True
    if any(_is_form(index.named(element)) for element in index.tagged("form", "iframe")):
        return True
    return any(_is_post_link(link) for link in index.tagged("a"))


def _is_post_link(link: Element) -> bool:
    """Return whether a link leads to where a comment is written; its words may stand one element deeper."""
    words = link.text or (link[0].text if len(link) else None) or ""
    return len(words) < 2 * MAX_LINK and _POST_LINK.fullmatch(words.strip()) is not None


def _says_closed(index: PageIndex) -> bool:
    for element in index.tagged("p", "div", "span"):
        words = element.text
        if words and _SHORT < len(words) < _LONG and _TOUCHES.search(words) and "closed" in _states([words]):
            return True
    return False


def _has_embed(index: PageIndex) -> bool:
    """Return whether the place or the script of a service that loads comments stands on the page."""
    scripts = index.tagged("script", "iframe")
    tags = {element.tag for element in index.order}
    names = {*index.names, *(tag for tag in tags if "-" in tag or ":" in tag)}
    shown = "\n".join([*names, *(e.get("src", "").lower() for e in scripts)])
    if any(string in shown for string in _embeds()):
        return True
    return any(e.text and _LOADER.search(e.text) for e in scripts)
