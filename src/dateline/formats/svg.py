"""SVG by hand: escaped elements, short numbers, widths of words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

Point = tuple[float, float]

#: Mean advance of a letter of a sans-serif face, in ems; wide scripts take a whole em.
_EM = 0.54


def element(name: str, /, *children: str, **attributes: object) -> Markup:
    """Return an element: children that are no Markup are escaped; ``_`` in a name stands for ``-``.

    An attribute that is None is left out; ``class_`` is ``class``.
    """
    shown = [
        f' {key.rstrip("_").replace("_", "-")}="{escape(number(value))}"'
        for key, value in attributes.items()
        if value is not None
    ]
    inner = "".join(str(escape(child)) for child in children)
    return Markup(f"<{name}{''.join(shown)}>{inner}</{name}>" if inner else f"<{name}{''.join(shown)}/>")


def number(value: object) -> str:
    """Return a number with a tenth of a pixel at most; anything else as it stands."""
    return _short(value) if isinstance(value, float) else str(value)


def _short(value: float) -> str:
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def polyline(points: Sequence[Point], *, close: bool = False) -> str:
    """Return path data through the points, whole steps of a tenth; points that fall together are one."""
    kept: list[str] = []
    for x, y in points:
        step = f"{_short(x)} {_short(y)}"
        if not kept or kept[-1] != step:
            kept.append(step)
    if len(kept) < 2:
        return ""
    return "M" + "L".join(kept) + ("Z" if close else "")


def text_width(text: str, *, size: float) -> float:
    """Return about how wide the text runs, in the unit of ``size``."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WF" else _EM for c in text)
    return ems * size


def shorten(text: str, *, width: float, size: float) -> str:
    """Return the text, cut with an ellipsis where it would run wider than ``width``."""
    if text_width(text, size=size) <= width:
        return text
    room = max(1, int(width / (_EM * size)) - 1)
    return text[:room].rstrip() + "…"


def picture(
    children: Iterable[str], *, width: float, height: float, title: str, ident: str, class_: str
) -> Markup:
    """Return an SVG that scales with its column and has a name for those who do not see it."""
    return element(
        "svg",
        element("title", title, id=f"{ident}-title"),
        *children,
        class_=class_,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=f"{ident}-title",
        xmlns="http://www.w3.org/2000/svg",
    )
