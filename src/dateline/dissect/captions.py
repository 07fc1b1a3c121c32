"""Captions with their photo credit, and pull quotes."""

from __future__ import annotations

import re

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors, tokens
from dateline.dissect.page import Page, Piece
from dateline.dissect.printed import find_printed
from dateline.dissect.stamps import furniture_rule
from dateline.model import PartKind

_CAPTION = re.compile(
    r"(?<!text-)(?<!no-)(?<!without)caption(?!s?-text-|-(?:xs|sm|md|lg))|bildunterschrift"
    r"|bildtext|bild-?text|legende|légende|didascalia|pie-?de-?foto|pie_foto|epigrafe"
    r"|image-?(?:desc|text|legend)|photo-?(?:desc|text)|bildbeschreibung|bu-text|cutline"
)
_CREDIT_CLASS = re.compile(
    r"credit|copyright|photographer|bildquelle|bild-?nachweis|foto-?credit|(?:image|photo|media"
    r"|picture)-?(?:author|source|by)|quelle|rights|attribution|fotograf"
)
_LABEL = (
    r"(?:photos?|photo credits?|photo by|photograph(?:s|er)?|photography|picture|pictures|pic|image"
    r"|images|image credits?|credit|credits|courtesy(?: of)?|source|illustration|graphic|map|chart"
    r"|video|"
    r"foto|fotos|bild|bilder|bildquelle|quelle|grafik|symbolbild|archivfoto|symbolfoto|screenshot"
    r"|crédit|crédits|crédit photo|crédits photo|photographe|fuente|imagen|fotografía|immagine"
    r"|fonte|imagem|beeld|copyright|\(c\)|©)"
)
_BRACKET = re.compile(
    rf"[(\[]\s*(?:{_LABEL}\s*(?:by|von|de|di|:|©|/|-"
    rf"|–)*\s*)+(?P<by>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)[)\]]\s*\.?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?:^|[.!?…”\"»)]\s+|\s[|/–—-]\s*|\s)(?:{_LABEL}\s*(?:by\b|von\b|:|©|/)\s*)+(?P<by>[^:]{{2,100}}?)\s*$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:©|\(c\)|℗)\s*(?P<by>[^©]{2,100}?)\s*$", re.IGNORECASE)
_BAR = re.compile(r"\s\|\s*(?P<by>[^|]{3,80})$")
_VIA = re.compile(
    r"(?:^|[.!?…”\"]\s+|\s)(?P<by>(?:[A-ZÀ-Þ][\w.'’-]+\s){1,3}?(?:[A-ZÀ-Þ][\w.'’-]+)?\s*(?:/\s?"
    r"[\w .'’+&-]{2,40}|via (?:Getty Images|[A-Z][\w]+(?: [A-Z]\w+)?)))$"
)
_AGENCY_BRACKET = re.compile(
    r"[(\[](?P<by>[^()\[\]]{2,60}(?:/[^()\[\]]{2,60}|Getty Images|Photo[^()\[\]]{0,30}|AFP"
    r"|Reuters|AP|EPA|dpa)[^()\[\]]{0,40})[)\]]\s*\.?$"
)
_LEAD_LABEL = re.compile(rf"^(?:{_LABEL}\s*(?:by\b|von\b|:|©|/|-|–|of\b)?\s*)+", re.IGNORECASE)
_WHOLE_CREDIT = re.compile(
    rf"^[(\[]?\s*{_LABEL}\s*(?:by\b|von\b|:|©|/|\()\s*.{{0,80}}$|^[(\[]?\s*©.{{2,80}}$", re.IGNORECASE
)
_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:pic|pict|picture|photo|image|img|foto|bild|media|illustration|illu|thumbnail"
    r"|teaserbild)[\s_-]"
)
_ASIDE = frozenset({"furniture", "nav", "footer"})
_BYLINE = re.compile(r"author|byline|autor|writer|redakteur")
_PULL = re.compile(
    r"\spull\s|pull-?quote|pullquote|quote-?(?:box|block|pull|highlight)|blockquote--pull"
    r"|big-?quote|callout-?quote|zitat-?(?:box|block)|zitatbox|module-?quote|story-?quote"
    r"|claim-?box"
)
#: Longest caption; longer ones are text columns in a figure.
MAX_CAPTION = 1200
#: How far around the running text a caption may stand, and how much of it may be links.
BEFORE, BEHIND, MAX_LINKED, MAX_BOX = 20, 6, 0.6, 400
#: Letters of a pull quote.
MIN_QUOTE, MAX_QUOTE = 30, 500


def find_captions(page: Page) -> None:
    """Mark captions; a credit that stands apart from its caption's words joins it as ``by``."""
    page_zones = page.blocks[page.first_body].zones if page.body else frozenset()
    groups: dict[Element, list[Block]] = {}
    for block in page.blocks[max(0, page.first_body - BEFORE) : page.last_body + BEHIND + 1]:
        if not page.is_free(block.index) or (block.zones & _ASIDE) - page_zones:
            continue
        holder = caption_holder(block, page)
        if holder is not None:
            groups.setdefault(holder, []).append(block)
    seen: set[str] = set()
    for blocks in groups.values():
        _mark(page, blocks, seen)


def caption_holder(block: Block, page: Page) -> Element | None:
    """Return the element that makes a block a caption: figcaption, a caption class, a figure around it."""
    if len(block.text) > MAX_CAPTION or block.level in (1, 2) or block.zones & {"nav", "footer"}:
        return None
    if page.last_body < 0 or not page.first_body - BEFORE <= block.index <= page.last_body + BEHIND:
        return None
    if block.link_share > MAX_LINKED or furniture_rule(block.text) is not None:
        return None
    figure = None
    for step, element in enumerate(ancestors(block.element)):
        named = tokens(element)
        if "teaser" in named or (step < 3 and _BYLINE.search(named)):
            return None
        if _is_caption_element(element):
            return _figure_of(element)
        if (
            element.tag == "figure"
            and element.find(".//blockquote") is None
            and element.find(".//table") is None
        ):
            figure = element
        if step > 6:
            break
    if (
        figure is not None
        and figure.find(".//img") is not None
        and len(figure.text_content()) < 2 * MAX_CAPTION
    ):
        return figure
    if any(
        _CAPTION.search(tokens(e)) and end - start >= 0.8 * len(block.text) for e, start, end in block.marks
    ):
        return block.element
    box = _picture_box(block)
    return box if box is not None else _head_line(block, page)


def _head_line(block: Block, page: Page) -> Element | None:
    """Return the element of a line beside the headline that is a photo's: it ends with or is named a credit."""
    if (
        page.headline is None
        or not page.headline - 3 <= block.index < page.first_body
        or len(block.text) > MAX_BOX
    ):
        return None
    named = _CREDIT_CLASS.search(tokens(block.element)) is not None
    bracketed = any(pattern.search(block.text) for pattern in (_BRACKET, _AGENCY_BRACKET, _BAR))
    return block.element if bracketed and (named or not find_printed(block.text)) else None


def _picture_box(block: Block) -> Element | None:
    """Return the small box around a picture and a line below it, as old pages set captions."""
    for _, element in zip(range(3), ancestors(block.element), strict=False):
        if element.find(".//img") is not None:
            small = len(element.text_content()) < MAX_BOX and element.tag not in (
                "li",
                "a",
                "td",
                "tr",
                "table",
                "p",
            )
            named = bool(_PICTURE.search(tokens(element)))
            return (
                element
                if small and (named or credit_in(block.text) is not None) and element.find(".//h2") is None
                else None
            )
    return None


def _is_caption_element(element: Element) -> bool:
    if element.tag == "figcaption":
        return True
    if element.find(".//h1") is not None:
        return False
    named = _CAPTION.search(tokens(element)) and element.tag not in (
        "body",
        "figure",
        "article",
        "ul",
        "li",
        "nav",
    )
    return bool(named) and len(element.text_content()) < 2 * MAX_CAPTION


def _figure_of(element: Element) -> Element:
    for step, outer in enumerate(ancestors(element)):
        if outer.tag == "figure":
            return outer
        if step > 3:
            break
    parent = element.getparent()
    return parent if parent is not None and len(parent.text_content()) < MAX_CAPTION else element


def _mark(page: Page, blocks: list[Block], seen: set[str]) -> None:
    """Mark the blocks of one figure: words as caption, a credit in an element of its own as furniture."""
    words = "".join(b.key for b in blocks)
    if words in seen:
        for block in blocks:
            page.take(block.index, PartKind.FURNITURE, "rule:caption-again/1")
        return
    seen.add(words)
    apart = {b.index: stretch for b in blocks if (stretch := _apart(b)) is not None}
    by = next((c for b in reversed(blocks) if (c := _credit_of(b, apart.get(b.index))) is not None), None)
    worded = [b for b in blocks if apart.get(b.index) != (0, len(b.text)) and len(b.key) > 1]
    if not worded:
        worded, apart = [b for b in blocks if b.key], {}
    if not worded:
        return
    last = worded[-1].index
    together = last - worded[0].index == len(worded) - 1
    for block in blocks:
        page.body.discard(block.index)
        if block not in worded:
            page.take(block.index, PartKind.FURNITURE, "rule:photo-credit/1")
            continue
        page.pieces[block.index] = _split(
            block, apart.get(block.index), by=by, group=worded[0].index if together else None
        )


def _split(
    block: Block, stretch: tuple[int, int] | None, *, by: str | None, group: int | None
) -> list[Piece]:
    end = len(block.text.rstrip(" (|/·–—-"))
    if stretch is None:
        return [Piece(PartKind.CAPTION, 0, end, "rule:figure/1", by=by, group=group)]
    start, stop = stretch
    credit = Piece(PartKind.FURNITURE, start, stop, "rule:photo-credit/1")
    before = len(block.text[:start].rstrip(" |/(·–—-"))
    if before > 0:
        return [Piece(PartKind.CAPTION, 0, before, "rule:figure/1", by=by, group=group), credit]
    after = stop + len(block.text[stop:]) - len(block.text[stop:].lstrip(" |/)·–—-"))
    return [credit, Piece(PartKind.CAPTION, after, end, "rule:figure/1", by=by, group=group)]


def _apart(block: Block) -> tuple[int, int] | None:
    """Return the stretch of a caption line that is a photo credit in an element of its own."""
    if any(_CREDIT_CLASS.search(tokens(e)) for _, e in zip(range(2), ancestors(block.element), strict=False)):
        return 0, len(block.text)
    if _WHOLE_CREDIT.match(block.text) or not block.key:
        return 0, len(block.text)
    marked = [
        (start, end) for e, start, end in block.marks if _CREDIT_CLASS.search(tokens(e)) and end - start >= 2
    ]
    last = len(block.text)
    marked += [
        (start, end)
        for _, start, end in block.marks
        if end >= last - 1 and _WHOLE_CREDIT.match(block.text[start:end])
    ]
    if marked:
        start, end = min(marked)[0], max(end for _, end in marked)
        return (start, end) if start == 0 or end >= len(block.text) - 1 else None
    return None


def _credit_of(block: Block, stretch: tuple[int, int] | None) -> str | None:
    """Return the photo credit, the name alone, of a caption line."""
    if stretch is not None:
        return clean_credit(block.text[stretch[0] : stretch[1]])
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
    holder: Element | None = None
    group = 0
    for block in page.blocks[max(0, page.first_body - 3) : page.last_body + 4]:
        if not page.is_free(block.index) or block.link_share > MAX_LINKED:
            continue
        box = next(
            (e for _, e in zip(range(4), ancestors(block.element), strict=False) if _PULL.search(tokens(e))),
            None,
        )
        if box is None and _is_repeated(block, letters, in_body=block.index in page.body):
            box = block.element
        if box is None:
            continue
        if box is not holder:
            holder, group = box, block.index
        page.take(block.index, PartKind.QUOTE, "rule:pull-quote/1", group=group)


def _is_repeated(block: Block, letters: str, *, in_body: bool) -> bool:
    """Return whether a block of a quote box stands in the running text as well."""
    boxed = block.element.tag in ("blockquote", "aside") or bool(block.zones & {"blockquote", "aside"})
    if not boxed or not MIN_QUOTE < len(block.key) < MAX_QUOTE or block.link_share > MAX_LINKED:
        return False
    return letters.count(block.key) > (1 if in_body else 0)
