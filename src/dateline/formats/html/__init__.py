"""The HTML pages: one self-contained file each, no network, no script."""

from dateline.formats.html.reading_page import render_reading_map
from dateline.formats.html.sheet_page import render_sheet

__all__ = ["render_reading_map", "render_sheet"]
