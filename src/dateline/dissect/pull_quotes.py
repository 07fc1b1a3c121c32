"""Pull quotes: words set apart to be seen, most often out of the running text."""

from __future__ import annotations

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors, name_test, tokens
from dateline.dissect.page import Page
from dateline.model import PartKind

#: Letters of a pull quote, and how much of it may be links.
MIN_QUOTE, MAX_QUOTE, MAX_LINKED = 30, 500, 0.6

_is_pull_name = name_test(
    r"\spull\s|pull-?_?quote|quote-?(?:box|block|pull|highlight)|blockquote--pull"
    r"|big-?quote|callout-?quote|zitat-?(?:box|block)|zitatbox|module-?quote|story-?quote"
    r"|claim-?box"
)

_is_quote_name = name_test(r"[\s_-](?:quote|zitat|citation|cita)(?:-?text)?\s")


def find_pull_quotes(page: Page) -> None:
    """Mark pull quotes: set apart by name, or words in a quote box that the running text repeats."""
    letters = "".join(page.blocks[i].key for i in sorted(page.body))
    holder: Element | None = None
    group = 0
    for block in page.blocks[max(0, page.first_body - 3) : page.last_body + 4]:
        if not page.is_free(block.index) or block.link_share > MAX_LINKED:
            continue
        around = [e for _, e in zip(range(4), ancestors(block.element), strict=False)]
        box = next((e for e in reversed(around) if _is_pull_name(tokens(e))), None)
        if box is None and block.index not in page.body and _is_named_quote(block):
            box = block.element
        if box is None and _is_repeated(block, letters, in_body=block.index in page.body):
            box = block.element
        if box is None:
            continue
        if box is not holder:
            holder, group = box, block.index
        page.take(block.index, PartKind.QUOTE, "rule:pull-quote/1", group=group)


def _is_named_quote(block: Block) -> bool:
    """Return whether a line that did not go to the running text is named a quote and quotes nothing in it."""
    long_enough = MIN_QUOTE < len(block.key) < MAX_QUOTE and not block.zones & {"blockquote", "nav", "footer"}
    return long_enough and _is_quote_name(tokens(block.element))


def _is_repeated(block: Block, letters: str, *, in_body: bool) -> bool:
    """Return whether a block of a quote box stands in the running text as well."""
    boxed = block.element.tag in ("blockquote", "aside") or bool(block.zones & {"blockquote", "aside"})
    if not boxed or not MIN_QUOTE < len(block.key) < MAX_QUOTE or block.link_share > MAX_LINKED:
        return False
    return letters.count(block.key) > (1 if in_body else 0)
