"""Captions with their photo credit, and pull quotes."""

from __future__ import annotations

import re

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors, tokens
from dateline.dissect.page import Page
from dateline.dissect.words import key
from dateline.model import PartKind

_CAPTION = re.compile(
    r"caption|bildunterschrift|bildtext|bild-?text|legende|légende|didascalia|pie-?de-?foto|pie_foto|epigrafe|image-?(?:desc|text|legend)|photo-?(?:desc|text)|bildbeschreibung|bu-text|cutline"
)
_CREDIT_CLASS = re.compile(
    r"credit|copyright|photographer|bildquelle|bild-?nachweis|foto-?credit|(?:image|photo|media|picture)-?(?:author|source|by)|quelle|rights|attribution|fotograf"
)
_LABEL = (
    r"(?:photos?|photo credit|photo by|photograph(?:s|er)?|photography|picture|pictures|pic|image|images|image credit|credit|credits|courtesy(?: of)?|source|illustration|graphic|video|"
    r"foto|fotos|bild|bilder|bildquelle|quelle|grafik|symbolbild|archivfoto|symbolfoto|screenshot|crédit|crédits|crédit photo|crédits photo|photographe|fuente|imagen|fotografía|immagine|fonte|imagem|beeld|copyright|\(c\)|©)"
)
_BRACKET = re.compile(
    rf"[(\[]\s*(?:{_LABEL}\s*(?:by|von|de|di|:|©|/|-|–)*\s*)+(?P<by>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)[)\]]\s*\.?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?:^|[.!?…”\"»)]\s+|\s[|/–—-]\s*|\s)(?:{_LABEL}\s*(?:by\b|von\b|:|©|/)\s*)+(?P<by>[^:]{{2,100}}?)\s*$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:©|\(c\)|℗)\s*(?P<by>[^©]{2,100}?)\s*$", re.IGNORECASE)
_BAR = re.compile(r"\s\|\s*(?P<by>[^|]{3,80})$")
_VIA = re.compile(
    r"(?:^|[.!?…”\"]\s+|\s)(?P<by>(?:[A-ZÀ-Þ][\w.'’-]+\s){1,3}?(?:[A-ZÀ-Þ][\w.'’-]+)?\s*(?:/\s?[\w .'’+&-]{2,40}|via (?:Getty Images|[A-Z][\w]+(?: [A-Z]\w+)?)))$"
)
_AGENCY_BRACKET = re.compile(
    r"[(\[](?P<by>[^()\[\]]{2,60}(?:/[^()\[\]]{2,60}|Getty Images|Photo[^()\[\]]{0,30}|AFP|Reuters|AP|EPA|dpa)[^()\[\]]{0,40})[)\]]\s*\.?$"
)
_LEAD_LABEL = re.compile(rf"^(?:{_LABEL}\s*(?:by\b|von\b|:|©|/|-|–|of\b)?\s*)+", re.IGNORECASE)
_PULL = re.compile(
    r"pull-?quote|pullquote|quote-?(?:box|block|pull|highlight)|blockquote--pull|big-?quote|callout-?quote|zitat-?(?:box|block)|zitatbox|module-?quote|story-?quote|claim-?box"
)
#: Longest caption; longer ones are text columns in a figure.
MAX_CAPTION = 1200


def find_captions(page: Page) -> None:
    """Mark captions; a credit that stands apart from its caption's words joins it as ``by``."""
    groups: dict[Element, list[Block]] = {}
    for block in page.blocks:
        if page.is_free(block.index) and (holder := _caption_holder(block, page)) is not None:
            groups.setdefault(holder, []).append(block)
    seen: set[str] = set()
    for blocks in groups.values():
        _mark(page, blocks, seen)


def _caption_holder(block: Block, page: Page) -> Element | None:
    """Return the element that makes a block a caption: figcaption, a caption class, a figure around it."""
    if len(block.text) > MAX_CAPTION or block.level in (1, 2) or block.zones & {"nav", "footer"}:
        return None
    if page.last_body < 0 or not page.first_body - 20 <= block.index <= page.last_body + 6:
        return None
    figure = None
    for step, element in enumerate(ancestors(block.element)):
        if element.tag == "figcaption" or (
            _CAPTION.search(tokens(element))
            and element.tag not in ("body", "figure", "article")
            and len(element.text_content()) < 2 * MAX_CAPTION
        ):
            return _figure_of(element)
        if (
            element.tag == "figure"
            and element.find(".//blockquote") is None
            and element.find(".//table") is None
        ):
            figure = element
        if step > 6:
            break
    if figure is not None and figure.find(".//img") is not None:
        return figure
    if any(
        _CAPTION.search(tokens(e)) and end - start >= 0.8 * len(block.text) for e, start, end in block.marks
    ):
        return block.element
    return None


def _figure_of(element: Element) -> Element:
    for step, outer in enumerate(ancestors(element)):
        if outer.tag == "figure":
            return outer
        if step > 3:
            break
    parent = element.getparent()
    return parent if parent is not None and len(parent.text_content()) < MAX_CAPTION else element


def _mark(page: Page, blocks: list[Block], seen: set[str]) -> None:
    words = " ".join(b.text for b in blocks)
    by = next((c for b in reversed(blocks) if (c := _credit_of(b)) is not None), None)
    if key(words) in seen:
        for block in blocks:
            page.take(block.index, PartKind.FURNITURE, "rule:caption-again/1")
        return
    seen.add(key(words))
    group = blocks[0].index
    together = all(b.index - a.index == 1 for a, b in zip(blocks, blocks[1:], strict=False))
    for block in blocks:
        page.take(block.index, PartKind.CAPTION, "rule:figure/1", by=by, group=group if together else None)


def _credit_of(block: Block) -> str | None:
    """Return the photo credit, the name alone, of a caption line."""
    for element, start, end in block.marks:
        if _CREDIT_CLASS.search(tokens(element)) and end - start >= 2:
            return clean_credit(block.text[start:end])
    if any(_CREDIT_CLASS.search(tokens(e)) for _, e in zip(range(2), ancestors(block.element), strict=False)):
        return clean_credit(block.text)
    return credit_in(block.text)


def credit_in(caption: str) -> str | None:
    """Return the photo credit that a caption's words end with."""
    for pattern in (_BRACKET, _LABELLED, _SIGN, _AGENCY_BRACKET, _BAR, _VIA):
        match = pattern.search(caption)
        if match and match["by"].strip():
            return clean_credit(match["by"])
    return None


def clean_credit(words: str) -> str | None:
    """Return a credit without label and brackets."""
    name = words.strip(" ()[]|:;,–—-")
    name = (
        _LEAD_LABEL.sub("", name).strip(" ()[]|:;,–—-")
        if not name.startswith("©")
        else name.lstrip("© ").strip()
    )
    if words.count("(") and name.count("(") > name.count(")"):
        name += ")"
    return name.rstrip(".") or None if len(name) <= 120 else None


def find_pull_quotes(page: Page) -> None:
    """Mark pull quotes: set apart by name, or words in a quote box that the running text repeats."""
    letters = "".join(page.blocks[i].key for i in sorted(page.body))
    for block in page.blocks:
        if not page.first_body - 3 <= block.index <= page.last_body + 3 or not page.is_free(block.index):
            continue
        named = any(_PULL.search(tokens(e)) for _, e in zip(range(4), ancestors(block.element), strict=False))
        boxed = (
            block.element.tag in ("blockquote", "aside")
            or "blockquote" in block.zones
            or "aside" in block.zones
        )
        again = len(block.key) > 30 and letters.count(block.key) > (1 if block.index in page.body else 0)
        if (named and len(block.text) > 20) or (boxed and again and len(block.text) < 500):
            page.take(block.index, PartKind.QUOTE, "rule:pull-quote/1")
