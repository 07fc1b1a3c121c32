"""Whether readers can comment, as far as the page says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.dissect.dom import Element, tokens
from dateline.dissect.words import rules, squeeze
from dateline.model import Commenting
from dateline.text.tables import read_table

_FORM = re.compile(
    r"comment-?form|commentform|comment-respond|kommentar-?(?:form|schreiben|abgeben)"
    r"|comment-editor|leave-?comment|add-?comment|write-?comment|new-?comment|wpd-form"
)
_FIELD = re.compile(
    r"^(?:comment|kommentar|comment_body|message_comment|comentario|commentaire)s?$|comment.*(?:body|text)",
    re.IGNORECASE,
)
_POST_LINK = re.compile(
    r"^(?:post a comment|kommentar (?:schreiben|veröffentlichen|verfassen|posten)"
    r"|leave a (?:comment|reply)|publicar un comentario|enregistrer un commentaire)$",
    re.IGNORECASE,
)


@cache
def _embeds() -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in read_table("comment_embeds")), re.IGNORECASE)


def read_commenting(tree: Element, *, lines: Sequence[str], has_comments: bool) -> Commenting:
    """Return closed where the page says so, then open where a form stands, login, script, else none."""
    states = {
        row["state"] for line in lines for _, pattern, row in rules("comment_states") if pattern.search(line)
    }
    form = _has_form(tree)
    if "closed" in states and not form:
        return Commenting.CLOSED
    if not states and _says_closed(tree):
        return Commenting.CLOSED
    if "login" in states and not form:
        return Commenting.LOGIN
    if form:
        return Commenting.OPEN
    if not has_comments and _has_embed(tree):
        return Commenting.SCRIPT
    return Commenting.NONE


def _has_form(tree: Element) -> bool:
    for element in tree.iter("form", "textarea", "iframe", "div", "a"):
        if element.tag == "textarea" and _FIELD.search(element.get("name") or element.get("id") or ""):
            return True
        if element.tag in ("form", "iframe") and _FORM.search(tokens(element)):
            return True
        if (
            element.tag == "a"
            and len(element.text_content()) < 40
            and _POST_LINK.match(squeeze(element.text_content()))
        ):
            return True
    return False


def _says_closed(tree: Element) -> bool:
    for element in tree.iter("p", "div", "span"):
        words = element.text or ""
        if 12 < len(words) < 160 and any(
            row["state"] == "closed" and pattern.search(words) for _, pattern, row in rules("comment_states")
        ):
            return True
    return False


def _has_embed(tree: Element) -> bool:
    pattern = _embeds()
    for element in tree.iter(
        "div", "section", "script", "iframe", "spot-im-conversation", "vf-conversations"
    ):
        if pattern.search(
            f"{element.get('id') or ''} {element.get('class') or ''} {element.get('src') or ''}"
        ):
            return True
        if element.tag == "script" and element.text and "disqus_" in element.text:
            return True
    return False
