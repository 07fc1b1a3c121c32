"""What the terminal pages are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.formats.wording import plural

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


def line_of(*parts: tuple[str, str] | str) -> Text:
    """Return a line of plain and styled parts; nothing in them is markup."""
    from rich.text import Text

    return Text.assemble(*parts)


def heading(words: str) -> Text:
    """Return the heading of a section, with a blank line before it."""
    return line_of("\n", (words, "bold underline"))


def table_of(*columns: str) -> Table:
    """Return a table without rules that folds its cells rather than cut them."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def indented(renderable: RenderableType, *, by: int = 2) -> RenderableType:
    """Return the block moved to the right."""
    from rich.padding import Padding

    return Padding(renderable, (0, 0, 0, by))


def more(count: int, noun: str) -> Iterator[Text]:
    """Yield a line that says how many rows were left out, if any were."""
    if count > 0:
        yield line_of((f"  … and {plural(count, f'more {noun}')}", "dim"))


def hung(label: str, line: RenderableType, *, style: str = "cyan") -> RenderableType:
    """Return the line behind its label; where it folds, it stays behind it."""
    from rich.table import Table

    grid = Table.grid(padding=0)
    grid.add_column(width=len(label), no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(line_of((label, style)), line)
    return grid
