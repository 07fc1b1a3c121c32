"""Views of a block of the page, each a kind and its values, and the names of what they say.

``prose`` takes the views, ``body`` weighs the names.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Line(NamedTuple):
    """A block by itself: steps of its length and link share, its kind of tag, its signs."""

    long: int
    linked: int
    tag: str
    ended: bool
    commas: int
    sign: bool
    upper: bool
    small: bool
    colon: bool
    digits: bool
    zones: frozenset[str]
    whole: frozenset[str]

    def names(self) -> list[str]:
        """Return the names of what holds of the line."""
        long, tag = self.long, self.tag
        found = [
            "bias",
            f"long:{long}",
            f"linked:{self.linked}",
            f"tag:{tag}",
            f"long:{long},linked:{self.linked}",
            f"tag:{tag},long:{long}",
            f"tag:{tag},linked:{self.linked}",
            f"ended:{self.ended:d},long:{long}",
            f"ended:{self.ended:d},tag:{tag}",
            f"commas:{self.commas}",
        ]
        signs = {
            "upper": self.upper,
            f"small,tag:{tag}": self.small,
            "colon": self.colon,
            "digits": self.digits,
        }
        signs[f"sign,long:{long}"] = self.sign
        found += [name for name, holds in signs.items() if holds]
        return [*found, *(f"zone:{zone}" for zone in self.zones), *(f"whole:{t}" for t in self.whole)]


class Neighbour(NamedTuple):
    """The block before ("prev") or behind ("next") one: how it looks, and how near it stands in the tree."""

    side: str
    long: int
    linked: int
    tag: str
    kin: str
    here_long: int
    here_linked: int
    here_tag: str

    def names(self) -> list[str]:
        """Return the names of what holds of the two."""
        side, look = self.side, f"{self.long // 2}{min(self.linked, 3)}"
        if self.kin == "none":
            return [f"{side}:none"]
        return [
            f"{side}:{look},{self.kin}",
            f"{side}:{self.tag}>{self.here_tag},{self.kin}",
            f"{side}:{look},here:{self.here_long // 2}{min(self.here_linked, 3)}",
        ]


class Standing(NamedTuple):
    """A block's place to the core, the innermost element that holds most of the text."""

    mark: str
    out: int
    own: int
    around: int
    side: str
    away: int
    long: int
    tag: str

    def names(self) -> list[str]:
        """Return the names of what holds of the place."""
        mark, side = self.mark, self.side
        if self.side == "none":
            return [f"{mark}core:none"]
        return [
            f"{mark}out:{self.out}",
            f"{mark}own:{self.own}",
            f"{mark}around:{self.around}",
            f"{mark}{side}:{self.away}",
            f"{mark}{side},out:{min(self.out, 3)},long:{self.long // 2}",
            f"{mark}{side},around:{self.around},tag:{self.tag}",
        ]


class Told(NamedTuple):
    """What the page's head says of a block (body, description, title), and where it stands to the title."""

    stated: str
    described: bool
    titled: bool
    again: bool
    side: str
    away: int
    long: int

    def names(self) -> list[str]:
        """Return the names of what is told."""
        found = [f"stated:{self.stated}"]
        signs = {"description": self.described, "title": self.titled, "again": self.again}
        found += [name for name, holds in signs.items() if holds]
        if self.side == "none":
            return [*found, "title:none"]
        return [*found, f"{self.side}:{self.away}", f"{self.side},long:{self.long}"]


class Second(NamedTuple):
    """What a first look made of a block, of those near it and of those with the same parent, in steps."""

    p: int
    before: int
    after: int
    near: int
    kin: int
    long: int
    tag: str

    def names(self) -> list[str]:
        """Return the names of what holds after the first look."""
        return [
            f"p:{self.p}",
            f"p:{self.p},before:{self.before},after:{self.after}",
            f"p:{self.p},near:{self.near}",
            f"p:{self.p},kin:{self.kin}",
            f"near:{self.near},long:{self.long // 2},tag:{self.tag}",
            f"kin:{self.kin},tag:{self.tag}",
        ]


#: Kind, then the values of the kind's class.
View = tuple[Any, ...]
_VIEWS: dict[str, type[Line | Neighbour | Standing | Told | Second]] = {
    "line": Line,
    "beside": Neighbour,
    "standing": Standing,
    "told": Told,
    "second": Second,
}


def names_of(view: View) -> list[str]:
    """Return the names of what a view says."""
    return _VIEWS[view[0]](*view[1:]).names()
