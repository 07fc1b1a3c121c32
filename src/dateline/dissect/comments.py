"""Readers' comments of a page: who, when, in answer to whom, and whether commenting is open.

Markup conventions: WordPress (``li.comment``, ``ol.children``, ``depth-N``), Blogger (``li.comment#c…``),
wpDiscuz, Drupal, schema.org ``Comment`` and whatever else names its items after comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from dateline.dissect.blocks import lay_blocks
from dateline.dissect.comment_data import stated_comments
from dateline.dissect.comment_fields import Fields, has_marker, read_fields
from dateline.dissect.dom import Element, ancestors, tokens
from dateline.dissect.metadata import PageFacts
from dateline.model import Comment

_ITEM_ID = re.compile(
    r"^(?:li-|div-)?(?:comment|kommentar|reply|wc-comm|wpd-comm)[-_]?\d+(?:_\d+)?$|^c\d{12,}$"
    r"|^dsq-comment-\d+$",
    re.I,
)
_ITEM_CLASS = re.compile(
    r"^(?:[a-z0-9]+[-_]+)*(?:comments?|kommentare?|comentarios?|commentaires?|commenti?o?"
    r"|reacties?|leserbriefe?|leserkommentare?)"
    r"(?:[-_]*(?:item|entry|row|wrap|wrapper|box|block|container|single|con|conwrap|post|posting"
    r"|node|detail|element|message|thread|\d+))?$",
    re.IGNORECASE,
)
#: What every comment has in class, id or type: a quick look before the careful one.
_HINT = re.compile(
    r"comm?ent|komment|leserbr|reacti|reply|pingback|trackback|wpd-comm|wc-comm|\bc\d{12}", re.IGNORECASE
)
_NO_ITEM = re.compile(
    r"recent|latest|neueste|letzte|popular|teaser|widget|sidebar|count|counter|number|form"
    r"|respond|reply-?link|toggle|button|btn|"
    r"^(?:tag|category|cat|post|type|format|topic|section)[-_]|social|share|-meta|link|icon"
    r"|policy|rules|guideline|closed|disabled|header|heading|headline|title|nav|pagination|sort"
    r"|login|editor|textarea"
)
_ELSEWHERE = re.compile(
    r"recent[-_]?comments?|recentcomments|latest[-_]comments?|widget_comments"
    r"|neueste[-_]?kommentare|most[-_]commented|comments?[-_]widget"
)
_AREA = re.compile(
    r"\s(?:comments?|comments?-area|comment-?list|commentlist|comments-?section"
    r"|comments?-?wrapper|comments?-?container|commentform|"
    r"comment-?form|comment-?respond|respond|disqus_thread|kommentare|kommentarbereich"
    r"|comentarios|commentaires|comments__wrapper|"
    r"comments-?wrap|post-comments|comments-?holder|entry-comments|commentsbox|comment-holder"
    r"|wpdcom|wpcomm|dsq-[a-z-]+)\s"
)
_PINGBACK = re.compile(r"\s(?:pingback|trackback)\s")
_DEPTH = re.compile(r"(?:depth|level|indent|wc_comment_level|wpd_comment_level)[-_]?(\d+)")
_CHILDREN = re.compile(r"children|replies|reply-?list|thread|answers|antworten|nested|sub-?comments?")
_DIGITS = re.compile(r"\d{2,}")
#: Letters of a first-level heading that is a story's, and elements of an area that are searched for one.
MIN_HEADLINE, MAX_SEARCHED = 30, 400
_INDENTED = re.compile(r"\s(?:indented|children|replies|child-comments|comment-children)\s")
_TOO_WIDE = frozenset({"html", "body", "main"})


@dataclass(slots=True)
class Thread:
    """The comments of a page and the elements that hold the comment area."""

    comments: tuple[Comment, ...] = ()
    areas: list[Element] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Item:
    element: Element
    bodies: list[Element] = field(default_factory=list)
    parent: _Item | None = None
    fields: Fields | None = None


def read_thread(tree: Element, facts: PageFacts) -> Thread:
    """Return the page's reader comments in page order, and the areas that hold them."""
    candidates = [e for e in tree.iter() if e.attrib and _is_candidate(e)]
    items = [item for item in _items(candidates) if not _PINGBACK.search(tokens(item.element))]
    nested = {item.element for item in items}
    for item in items:
        item.fields = read_fields(item.element, nested=nested - {item.element})
    items = [item for item in items if item.fields is not None and item.fields.text]
    comments = _number(items) if items else stated_comments(facts)
    return Thread(comments=comments, areas=_areas(tree, [item.element for item in items]))


def _is_candidate(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in (
        "a",
        "span",
        "button",
        "form",
        "input",
        "script",
        "meta",
        "p",
        "i",
        "body",
        "html",
    ):
        return False
    if not _HINT.search(f"{element.get('class')} {element.get('id')} {element.get('itemtype')}"):
        return False
    names = (element.get("class") or "").split()
    if _ITEM_ID.match(element.get("id") or ""):
        return True
    if "schema.org/Comment" in (element.get("itemtype") or "") or "UserComments" in (
        element.get("itemtype") or ""
    ):
        return True
    if any(name.lower() in ("pingback", "trackback") for name in names):
        return True
    named = any(_ITEM_CLASS.match(name) and not _NO_ITEM.search(name.lower()) for name in names)
    return named and element.find(".//h1") is None


def _items(candidates: list[Element]) -> list[_Item]:
    """Return the candidates that are one comment each: containers dropped, wrappers and bodies made one."""
    chosen = set(candidates)
    inside: dict[Element, list[Element]] = {}
    outer: dict[Element, Element | None] = {}
    for element in candidates:
        around = next((a for a in ancestors(element) if a is not element and a in chosen), None)
        outer[element] = around
        if around is not None:
            inside.setdefault(around, []).append(element)
    kept: dict[Element, _Item] = {}
    for element in candidates:
        if any(_ELSEWHERE.search(tokens(a)) for a in ancestors(element)):
            continue
        holder = outer[element]
        if holder in kept and holder is not None and _same_comment(holder, element):
            kept[element] = kept[holder]
        elif _is_item(element, inside.get(element, [])):
            kept[element] = _Item(element, parent=_enclosing(element, outer, kept))
    return list(dict.fromkeys(kept.values()))


def _is_item(element: Element, inner: list[Element]) -> bool:
    """Return whether a candidate is one comment: it has an author or time, and is no list of comments."""
    bodies = [b for b in inner if _same_comment(element, b)]
    numbered = bool(_DIGITS.search(element.get("id") or ""))
    if not numbered and (len(bodies) > 1 or any(_DIGITS.search(e.get("id") or "") for e in inner)):
        return False
    if not numbered and inner and _AREA.search(tokens(element)):
        return False
    if has_marker(element, nested=set(inner)):
        return True
    return len(bodies) == 1 and has_marker(bodies[0], nested=set())


def _enclosing(
    element: Element, outer: dict[Element, Element | None], kept: dict[Element, _Item]
) -> _Item | None:
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
    for step in ancestors(element):
        if step is holder:
            return True
        if step.tag in ("ul", "ol") or _CHILDREN.search(tokens(step)):
            return False
    return False


def _number(items: list[_Item]) -> tuple[Comment, ...]:
    ids = {id(item): f"c{number}" for number, item in enumerate(items, start=1)}
    by_anchor = _anchors(items)
    trail: list[tuple[int, _Item]] = []
    comments = []
    for item in items:
        fields = item.fields
        assert fields is not None
        parent = item.parent or by_anchor.get(fields.answers or "") or _by_depth(item, trail)
        parent = parent or _before_indent(item, items)
        while parent is not None and id(parent) not in ids:
            parent = parent.parent
        if parent is item:
            parent = None
        comments.append(
            Comment(
                id=ids[id(item)],
                parent=ids[id(parent)] if parent is not None else None,
                author=fields.author,
                posted=fields.posted,
                role=fields.role,
                text=fields.text,
            )
        )
    return tuple(comments)


def _before_indent(item: _Item, items: list[_Item]) -> _Item | None:
    """Return the comment right before the indented box that this one stands in, as Drupal nests answers."""
    box = next((a for a in ancestors(item.element) if _INDENTED.search(tokens(a))), None)
    before = box.getprevious() if box is not None else None
    while before is not None:
        for other in reversed(items):
            if other.element is before:
                return other
        if _INDENTED.search(tokens(before)) is None and before.tag not in ("a", "br", "hr"):
            return None
        before = before.getprevious()
    return None


def _anchors(items: list[_Item]) -> dict[str, _Item]:
    found: dict[str, _Item] = {}
    for item in items:
        for element in item.element.iter():
            anchor = element.get("id") if isinstance(element.tag, str) else None
            if anchor:
                found.setdefault(anchor, item)
            if len(found) > 5000:
                return found
    return found


def _by_depth(item: _Item, trail: list[tuple[int, _Item]]) -> _Item | None:
    """Return the last comment before this one that stands one level higher, where levels are printed."""
    match = _DEPTH.search(tokens(item.element))
    if match is None:
        return None
    depth = int(match[1])
    while trail and trail[-1][0] >= depth:
        trail.pop()
    parent = trail[-1][1] if trail else None
    trail.append((depth, item))
    return parent


def _areas(tree: Element, items: list[Element]) -> list[Element]:
    """Return the elements to leave out of the report's own text."""
    areas: list[Element] = list(items)
    for item in items[:1] + items[-1:]:
        for outer in ancestors(item):
            if _AREA.search(tokens(outer)) and _may_leave_out(outer):
                areas.append(outer)
    areas += [
        e
        for e in tree.iter("div", "section", "ol", "ul", "form", "aside")
        if _AREA.search(tokens(e)) and _may_leave_out(e)
    ]
    return list(dict.fromkeys(areas))


def _may_leave_out(element: Element) -> bool:
    if element.tag in _TOO_WIDE or element.get("itemprop") == "articleBody":
        return False
    return not any(_holds_story(e) for e in islice(element.iter("article", "div", "h1"), MAX_SEARCHED))


def _holds_story(element: Element) -> bool:
    if "comment" in tokens(element):
        return False
    if element.tag == "h1":
        return len(str(element.text_content())) > MIN_HEADLINE
    return element.get("itemprop") == "articleBody" or " entry-content " in tokens(element)


def area_lines(areas: list[Element]) -> list[str]:
    """Return the short lines of the comment areas, where sites say who may comment."""
    return [b.text for area in areas for b in lay_blocks(area) if len(b.text) < 300]
