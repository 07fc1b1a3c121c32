"""Comments by the names that engines give them: class, id or type of the element that holds one.

Markup conventions: WordPress (``li.comment``, ``ol.children``, ``depth-N``), Blogger (``li.comment#c…``),
wpDiscuz, Drupal, TypePad, Disqus' copies, schema.org ``Comment`` and whatever names its items after comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.dissect.comment_fields import Fields, has_marker, holds_several
from dateline.dissect.dom import Element, PageIndex, ancestors, name_test, tokens

_ITEM_ID = re.compile(
    r"^(?:li-|div-|[a-z]+[-_])?(?:comment|kommentar|comentario|commentaire|reply|wc-comm|wpd-comm)"
    r"(?:[-_]?(?:item|id|row))?[-_]?(?:\d+(?:_\d+)?|[0-9a-f]{12,})$|^c\d{12,}$|^dsq-comment-\d+$|^forum\d+$",
    re.IGNORECASE,
)
_ITEM_CLASS = re.compile(
    r"^(?:[a-z0-9]+[-_]+)*(?:comments?|kommentare?|comentarios?|commentaires?|commenti?o?"
    r"|reacties?|leserbriefe?|leserkommentare?)"
    r"(?:[-_]*(?:item|entry|row|wrap|wrapper|box|block|container|single|con|conwrap|post|posting"
    r"|node|detail|element|message|thread|\d+))?$"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
#: What every comment has in class, id or type: a quick look before the careful one.
_has_hint = name_test(
    r"comm?ent|komment|leserbr|reacti|reply|pingback|trackback|wpd-comm|wc-comm|\sc\d{12}|\sforum\d"
)
_NO_ITEM = re.compile(
    r"recent|latest|aktuelle|neueste|letzte|popular|teaser|widget|sidebar|count|counter|number|form"
    r"|respond|reply-?link|toggle|button|btn|"
    r"^(?:tag|category|cat|post|type|format|topic|section)[-_]|social|share|-meta|link|icon"
    r"|policy|rules|guideline|closed|disabled|header|heading|headline|title|nav|pagination|sort"
    r"|login|editor|textarea|author|avatar"
)
_is_elsewhere = name_test(
    r"recent[-_]?comments?|recentcomments|latest[-_]comments?|widget[-_]comments|comments?[-_]list[-_]widget"
    r"|(?:neueste|aktuelle)[-_]?kommentare|letzte[-_]?kommentare|most[-_]commented|\sdummy|-dummy"
)
is_area = name_test(
    r"\s(?:comments?|comments?-area|comment-?list|commentlist|comments-?section"
    r"|comments?-?wrapper|comments?-?container|commentform|"
    r"comment-?form|comment-?respond|respond|disqus_thread|kommentare|kommentarbereich"
    r"|comentarios|commentaires|comments__wrapper|"
    r"comments-?wrap|post-comments|comments-?holder|entry-comments|commentsbox|comment-holder"
    r"|wp-block-comments|wpdcom|wpcomm|dsq-[a-z-]+)\s"
)
#: Strings of which one is in every name that the tests here can match: looking for them is cheap.
STEMS = (
    "omm", "oment", "reply", "back", "reacti", "leserbr", "forum", "respond", "disqus", "dsq-", "wpd",
)  # fmt: skip
_is_pingback = name_test(r"\s(?:pingback|trackback)\s")
_holds_answers = name_test(r"children|replies|reply-?list|thread|answers|antworten|nested|sub-?comments?")
_DIGITS = re.compile(r"\d{2,}|(?<=[-_])\d$")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEVER = frozenset(
    ["a", "span", "button", "form", "input", "script", "meta", "p", "i", "body", "html", "dt", "dd", "label"]
).union(_HEADINGS)


@dataclass(slots=True, eq=False)
class Item:
    """One comment: the element that holds it, or the ``pieces`` of the page that do, and what it answers."""

    element: Element
    parent: Item | None = None
    fields: Fields | None = None
    pieces: list[Element] = field(default_factory=list)

    @property
    def held(self) -> list[Element]:
        """The elements of the page that hold the comment."""
        return self.pieces or [self.element]


def named_items(index: PageIndex, candidates: list[Element], *, loosely: bool = False) -> list[Item]:
    """Return the comments among the candidates, in page order, without pingbacks.

    ``loosely`` takes a holder of comments for one comment, where nothing in it tells them apart.
    """
    chosen = set(candidates)
    inside: dict[Element, list[Element]] = {}
    outer: dict[Element, Element | None] = {}
    for element in candidates:
        around = next((a for a in ancestors(element) if a is not element and a in chosen), None)
        outer[element] = around
        if around is not None:
            inside.setdefault(around, []).append(element)
    kept: dict[Element, Item] = {}
    for element in candidates:
        if any(_is_elsewhere(tokens(a)) for a in ancestors(element)):
            continue
        holder = outer[element]
        if holder in kept and holder is not None and _same_comment(holder, element):
            kept[element] = kept[holder]
        elif _is_item(element, inside.get(element, []), index=index, loosely=loosely):
            kept[element] = Item(element, parent=_enclosing(element, outer, kept))
    return [item for item in dict.fromkeys(kept.values()) if not _is_pingback(tokens(item.element))]


def find_candidates(index: PageIndex) -> list[Element]:
    """Return the elements that may hold one comment by class, id or type, in page order."""
    hinted = index.passing(_has_hint, *STEMS)
    found = [place for place in hinted if _is_candidate(index.order[place], index.names[place], index=index)]
    typed = [place for place in index.scoped if _is_typed(index, place)]
    return [index.order[place] for place in sorted({*found, *typed})]


def _is_typed(index: PageIndex, place: int) -> bool:
    """Return whether an item is a comment by what it says it is."""
    says = index.order[place].get("itemtype") or ""
    return "Comment" in says or index.props.get(place) in ("comment", "comments")


def _is_candidate(element: Element, names: str, *, index: PageIndex) -> bool:
    if element.tag in _NEVER:
        return False
    if _is_pingback(names) or _ITEM_ID.match(element.get("id") or ""):
        return True
    return any(map(_names_item, (element.get("class") or "").split())) and not index.holds(element, "h1")


def _names_item(name: str) -> bool:
    return _NO_ITEM.search(name.lower()) is None and (
        _ITEM_CLASS.match(name.lower()) is not None
        or _ITEM_CLASS.match(_CAMEL.sub("-", name).lower()) is not None
    )


def _is_item(element: Element, inner: list[Element], *, index: PageIndex, loosely: bool) -> bool:
    """Return whether a candidate is one comment: it has an author or time, and is no list of comments."""
    bodies = [b for b in inner if _same_comment(element, b)]
    numbered = bool(_DIGITS.search(element.get("id") or "")) or element.get("itemscope") is not None
    if not numbered and (len(bodies) > 1 or any(_DIGITS.search(e.get("id") or "") for e in inner)):
        return False
    if not numbered and (inner or not loosely) and is_area(_apart_from_comment(element.get("class"))):
        return False
    if not (numbered or inner or loosely) and holds_several(element, index=index):
        return False
    if has_marker(element, nested=set(inner), index=index):
        return True
    return len(bodies) == 1 and has_marker(bodies[0], nested=set(), index=index)


def _apart_from_comment(names: str | None) -> str:
    """Return the class names without the plain "comment", which items and areas share."""
    return f" {names or ''} ".lower().replace(" comment ", " ")


def _enclosing(
    element: Element, outer: dict[Element, Element | None], kept: dict[Element, Item]
) -> Item | None:
    holder = outer[element]
    while holder is not None:
        if holder in kept:
            return kept[holder]
        holder = outer[holder]
    return None


def _same_comment(holder: Element, element: Element) -> bool:
    """Return whether an inner candidate is the body of the outer one and not an answer to it."""
    ours, theirs = _DIGITS.findall(element.get("id") or ""), _DIGITS.findall(holder.get("id") or "")
    if ours and theirs:
        return bool(ours[0] == theirs[0])
    if element.get("itemscope") is not None and holder.get("itemscope") is not None:
        return False
    for step in ancestors(element):
        if step is holder:
            return True
        if step.tag in ("ul", "ol") or _holds_answers(tokens(step)):
            return False
    return False
