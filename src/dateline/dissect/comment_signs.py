"""What tells a thread of comments from a list of teasers, a live blog, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.dissect.comment_items import Item
from dateline.dissect.comment_lines import heads_thread, is_action, is_answer_action
from dateline.dissect.dom import Element, PageIndex, ancestors, name_test, tokens
from dateline.dissect.printed import find_printed
from dateline.dissect.words import squeeze

#: Weights of the signs and what they must come to; set by hand on threads of our own rendering.
NAMED, NAMED_WEAKLY, HEADED, ANSWERED, ACTED, PICTURED, NUMBERED = (
    2.0,
    1.0,
    2.0,
    2.0,
    0.5,
    0.5,
    0.5,
)
ELSEWHERE, NEEDED = -2.0, 2.0
MIN_TITLE = 16
_NAMED = name_test(
    r"comm?ent(?!ary|ator)|komment|coment|kommentti|reacti(?:e|on)s?\b|leserbr|yorum|opinion|ta3li[ck]|taaligh?at|tagubot"
    r"|nazar(?:at)?\b|otziv|otzyv|disqus|komentar|guest-?book|talkback"
)
_NAMED_WEAKLY = name_test(
    r"forum|discuss|diskus|disku|debat|posting|\bposts?\b|message|thread|repl(?:y|ies)|respon|antwort|answer|review|feedback|conversation"
)
_ELSEWHERE = name_test(
    r"recent|latest|related|teaser|sidebar|widget|live|ticker|liveblog|archive|results|popular|carousel|breadcrumb|update|timeline|event|product|job"
)
_ANSWER_NAMES = name_test(r"repl(?:y|ies)\b|antwort|repondre|respond|yanit|otvet")
_ANSWER_HREF = re.compile(r"replyto|reply|respond|antwort|parent_?id|#comment-?form", re.IGNORECASE)
_AVATAR = re.compile(r"avatar|gravatar|userpic|profile", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SAMPLE, _MAX_HEADING = 8, 160
_NUMBER = re.compile(r"\d+")


def is_thread(index: PageIndex, items: Sequence[Item]) -> bool:
    """Return whether members of one shape are comments on this page's report."""
    sample = list(items[:: max(1, len(items) // _SAMPLE)])
    heading = _by_heading(index, items[0])
    if len(items) == 1 and not (heading and _is_lone_comment(index, items[0])):
        return False
    if 2 * sum(_is_teaser(item.element) for item in sample) > len(sample) or _leads_to_many(sample):
        return False
    return heading + _by_names(sample) + _by_actions(sample) + _by_marks(sample) >= NEEDED


def _is_lone_comment(index: PageIndex, item: Item) -> bool:
    """Return whether a shape found once may be a comment: readers can write one here, and it is no story."""
    if item.element.find(".//h1") is not None:
        return False
    return bool(index.tagged("textarea")) or _by_names([item]) > 0


def _leads_to_many(sample: Sequence[Item]) -> bool:
    """Return whether titles in the members lead to comments on different pages, as in lists of recent ones."""
    pages = [set(_titled_pages(item.element)) for item in sample]
    pointed = [targets for targets in pages if targets]
    return (
        2 * len(pointed) > len(sample)
        and len(set().union(*pointed)) > len(pointed) // 2
        and not set.intersection(*pointed)
    )


def _titled_pages(element: Element) -> Iterator[str]:
    for link in element.iter("a"):
        page, sign, _ = (link.get("href") or "").partition("#")
        title = squeeze(link.text_content())
        if page and sign and len(title) >= MIN_TITLE and not find_printed(title[:_MAX_HEADING]):
            yield page.partition("?")[0]


def _by_names(sample: Sequence[Item]) -> float:
    score = 0.0
    for held in {item.held[0] for item in sample[:2]}:
        around = [tokens(e) for e in list(ancestors(held))[:5] if e.tag not in ("body", "html")]
        inner = [tokens(e) for item in sample[:2] for e in item.element.iter() if isinstance(e.tag, str)][:60]
        if any(map(_NAMED, around + inner)):
            score = max(score, NAMED)
        elif any(map(_NAMED_WEAKLY, around + inner)):
            score = max(score, NAMED_WEAKLY)
    first = sample[0].held[0]
    steps = [e for e in list(ancestors(first))[:6] if e.tag not in ("body", "html")]
    if any(_ELSEWHERE(tokens(e)) or e.tag in ("aside", "nav", "footer") for e in steps):
        score += ELSEWHERE
    return score


def _by_heading(index: PageIndex, item: Item) -> float:
    """Return the weight of a heading right before the first comment, at most a few lines up."""
    place = index.place(item.held[0])
    seen = 0
    for before in range(place - 1, max(-1, place - 40), -1):
        element = index.order[before]
        for line in (element.tail if index.ends[before] <= place else None, element.text):
            words = (line or "").strip()
            if not words or element.tag in ("script", "style"):
                continue
            whole = squeeze(element.text_content()) if index.ends[before] <= place else words
            if heads_thread(words) or (len(whole) <= _MAX_HEADING and heads_thread(whole)):
                return HEADED
            seen += 1
            if seen > 6 or len(words) > _MAX_HEADING:
                return 0.0
    return 0.0


def _by_actions(sample: Sequence[Item]) -> float:
    answered = sum(_has_answer(item.element) for item in sample)
    acted = sum(
        any(is_action(squeeze(e.text or "")) for e in item.element.iter("a", "button", "span") if e.text)
        for item in sample
    )
    return ANSWERED * (2 * answered > len(sample)) + ACTED * (2 * acted > len(sample))


def _has_answer(element: Element) -> bool:
    for inner in element.iter("a", "button", "span", "li", "div", "input"):
        if _ANSWER_NAMES(tokens(inner)) or (inner.text and is_answer_action(squeeze(inner.text))):
            return True
        if inner.tag == "a" and _ANSWER_HREF.search(inner.get("href") or ""):
            return True
    return False


def _by_marks(sample: Sequence[Item]) -> float:
    """Return the weight of pictures of people, numbered ids; of headlines that lead to other pages."""
    pictured = sum(
        any(_AVATAR.search(f"{i.get('class')} {i.get('src')}") for i in item.element.iter("img"))
        for item in sample
    )
    numbers = {
        _NUMBER.sub("", item.held[0].get("id") or "")
        for item in sample
        if _NUMBER.search(item.held[0].get("id") or "")
    }
    return PICTURED * (2 * pictured > len(sample)) + NUMBERED * (len(numbers) == 1 and len(sample) > 1)


def _is_teaser(element: Element) -> bool:
    """Return whether a member is led by a linked headline, or is a link itself for the most part."""
    letters = len(squeeze(element.text_content()))
    linked = sum(len(squeeze(a.text_content())) for a in element.iter("a") if _leads_away(a))
    headed = any(
        _leads_away(a)
        for h in element.iter(*_HEADINGS)
        for a in (*h.iter("a"), *h.iterancestors("a"))
        if len(squeeze(h.text_content())) > 24
    )
    return headed or 2 * linked > letters


def _leads_away(link: Element) -> bool:
    href = link.get("href") or ""
    return bool(href) and not href.startswith("#") and "#" not in href
