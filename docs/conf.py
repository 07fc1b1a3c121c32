"""Sphinx settings."""

from dateline._version import __version__

project = "Dateline"
author = "The Dateline project"
release = version = __version__
extensions = ["myst_parser", "sphinx_click"]
html_theme = "furo"
html_title = "Dateline"
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# Dateline's documents are read offline: no address is fetched while building.
suppress_warnings: list[str] = []
