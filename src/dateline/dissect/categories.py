"""The sections a page files its story under, and its tags."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors, tokens
from dateline.dissect.metadata import first, host_of, strings, types_of, unique
from dateline.dissect.page import Page
from dateline.dissect.words import key, squeeze
from dateline.model import PartKind

MAX_CATEGORIES, MAX_TAGS, MAX_NAME, MAX_LINKS, MAX_WORDS, MAX_LINE = 8, 40, 50, 3, 7, 200
#: More sections than this on a page are weeded by what the head says; length of a row of links that is a menu.
MANY, MENU, ABOVE, MAX_DEPTH, WHOLE = 3, 6, 5, 4, 0.85
#: How far around the story a category or tag may stand.
BEFORE, BEHIND = 10, 10
_CATEGORY = re.compile(
    r"category|categories|kategorie|rubri[ck]|\scats?\s|cat-?links?|post-?cat|entry-?cat"
    r"|[-_]cat\s|section-?(?:name|label|link|title|tag)|"
    r"topic-?(?:label|name|link)|ressort|channel|\ssection\s"
    r"|label--section|article-?section|content__label|primary-?(?:topic|tag)"
)
_TAGS = re.compile(
    r"\stags?\s|[-_]tags?\s|\stag-?list|\stags?-|\skeywords\s|\stopics\s|topic-?list|schlagw|etiquetas"
)
_SECTION_PATH = re.compile(
    r"/(?:categor(?:y|ies|ia|ias|ie|ies)|kategori(?:e|en|a|ja)?|cat|rubri(?:k|ken|que|ques|ca|ek|c)|ressorts?|sections?"
    r"|secci?on(?:es)?|sezione|search/label|channel|dzial|rubrika|razdel)/[^/]+",
    re.IGNORECASE,
)
_NO_SECTION = re.compile(
    r"^(?:home(?:page)?|start(?:seite)?|accueil|inicio|in[ií]cio|strona główna|главная|головна|anasayfa"
    r"|الرئيسية|news ?home|contact|kontakt|contributors?|authors?|top[ -]?news"
    r"|la(?:te)?st (?:news|articles)|artikel|back|zurück|more|mehr|next|menu)$"
    r"|^\d|\b(?:comments?|kommentare?|commentaires?|comentarios?|reacties|views?|min(?:utes)? read"
    r"|uncategori[sz]ed|allgemein|\d{4})\b",
    re.IGNORECASE,
)
#: Folders that sort pages by kind, not by matter.
_NO_FOLDER = frozenset(
    (
        "article",
        "articles",
        "artikel",
        "story",
        "stories",
        "p",
        "de",
        "en",
        "fr",
        "es",
        "it",
        "archive",
        "archives",
    )
)
#: "Politics Latest Articles": what a section's own page is called.
_LATEST = re.compile(r"(?<=\w)\s+latest (?:articles|news|stories)$", re.IGNORECASE)
_FILED = re.compile(
    r"\b(?:filed under|posted in|in category|kategorien?|categories"
    r"|category)\s*:?\s+(?P<names>[^.\n]{2,120})",
    re.IGNORECASE,
)


def find_categories(page: Page) -> tuple[str, ...]:
    """Return the sections printed around the story; those that only the head names where none is printed.

    Links marked as categories come first, then links to a category's own address or to a folder of the story's
    address, then the short links right above the headline, breadcrumbs among them.
    """
    stated = [name for name in _stated(page) if _is_section(name, page)]
    marked = [name for name in map(_clean, _near(page, _is_category_link)) if _is_section(name, page)]
    if marked:
        return unique(marked)[:MAX_CATEGORIES]
    printed: list[str] = []
    for found in (_addressed(page), _above(page), _named(page), _filed(page)):
        printed = [name for name in map(_clean, found) if _is_section(name, page)]
        if printed:
            break
    if len(printed) > MANY and (agreed := _agreed(printed, stated)):
        printed = agreed
    return unique(printed or stated)[:MAX_CATEGORIES]


def _stated(page: Page) -> list[str]:
    """Return what JSON-LD, meta tags and the last breadcrumb of JSON-LD name."""
    sections = [
        *page.facts.metas.get("article:section", ()),
        *strings(page.facts.article.get("articleSection")),
        *(page.facts.meta("section", "parsely-section", "sailthru.section", "cxenseparse:category") or "",),
    ]
    names = [name.strip() for section in sections for name in section.split(",") if name.strip()]
    return names or _crumbs(page)


def _crumbs(page: Page) -> list[str]:
    """Return the last step of the page's JSON-LD path that is neither home nor the story."""
    path = next((o for o in page.facts.objects if "BreadcrumbList" in types_of(o)), {})
    listed = path.get("itemListElement")
    steps = listed if isinstance(listed, list) else []
    names = (
        [first(s.get("name") or s.get("item")) for s in steps if isinstance(s, dict)]
        if isinstance(steps, list)
        else []
    )
    return [name for name in names[1:] if name and _is_section(name, page)][-1:]


def _agreed(printed: list[str], stated: list[str]) -> list[str]:
    wanted = {key(name) for name in stated}
    return [name for name in printed if key(name) in wanted]


def _clean(name: str) -> str:
    return squeeze(_LATEST.sub("", name)).strip(" :,|/·›»>#")


def _is_section(name: str, page: Page) -> bool:
    """Return whether words can name a section: short, no headline, no count, not the way home."""
    title = key(page.blocks[page.headline].text) if page.headline is not None else ""
    if not 1 < len(name) <= MAX_NAME or len(name.split()) > MAX_WORDS or not key(name) or "://" in name:
        return False
    return key(name) != title and not _NO_SECTION.search(name)


def _addressed(page: Page) -> list[str]:
    """Return the links to a category's address, or a folder of the story's own, near the headline or behind."""
    low = page.headline if page.headline is not None else page.first_body
    near = page.blocks[max(0, low - ABOVE) : min(page.first_body + 2, low + BEFORE)]
    behind = page.blocks[page.last_body + 1 : page.last_body + BEHIND] if page.last_body >= 0 else []
    for blocks in (near, behind):
        found = [
            name for block in blocks for name in _section_links(page, block) if not _is_menu(page, block)
        ]
        if found:
            return found
    return []


def _section_links(page: Page, block: Block) -> list[str]:
    if len(block.text) > MAX_LINE or block.level == 1:
        return []
    return [
        block.text[s:e] for s, e, href in block.links if e - s <= MAX_NAME and _is_section_address(page, href)
    ]


def _is_section_address(page: Page, href: str) -> bool:
    path = _path(href)
    own = _path(page.url or page.facts.canonical or page.facts.meta("og:url") or "")
    if len(path) > 1 and own.startswith(path + "/") and path.rsplit("/", 1)[-1] not in _NO_FOLDER:
        return True
    return _SECTION_PATH.search(path) is not None


def _path(address: str) -> str:
    try:
        return urlsplit(address.strip()).path.rstrip("/")
    except ValueError:
        return ""


def _above(page: Page) -> list[str]:
    """Return the short links that stand alone right above the headline; a row of many is a menu."""
    if page.headline is None:
        return []
    found: list[str] = []
    for block in reversed(page.blocks[: page.headline]):
        whole = block.link_share > WHOLE and len(block.links) == 1 and len(block.text) <= MAX_NAME
        if not whole or not _is_folder(page, block.links[0][2]):
            break
        found.insert(0, block.text)
    return found if len(found) <= MAX_LINKS + 1 else []


def _is_folder(page: Page, href: str) -> bool:
    """Return whether an address is a folder of the page's own site, and not its home."""
    path, host = _path(href), host_of(href)
    own = host_of(page.url or page.facts.canonical or page.facts.meta("og:url"))
    return (
        0 < path.count("/") <= MAX_DEPTH and (host is None or own is None or host == own) and "." not in path
    )


def _is_menu(page: Page, block: Block) -> bool:
    """Return whether a line is one of a long row of links: the site's menu, not the story's section."""
    around = page.blocks[max(0, block.index - MENU) : block.index + MENU]
    return (
        sum(b.link_share > WHOLE and len(b.text) <= MAX_NAME for b in around) > MENU
        or len(block.links) > MENU
    )


def find_tags(page: Page) -> tuple[str, ...]:
    """Return the tags linked around the story; those that the head lists where none is linked."""
    found = _near(page, _is_tag_link) or _in_tag_lists(page)
    if not found:
        found = list(page.facts.metas.get("article:tag", ()))
    if not found:
        for value in (
            page.facts.meta("news_keywords", "keywords"),
            *strings(page.facts.article.get("keywords")),
        ):
            found += [word.strip() for word in (value or "").split(",")]
    return unique(t for t in found if 1 < len(t) <= MAX_NAME and key(t))[:MAX_TAGS]


def _in_tag_lists(page: Page) -> list[str]:
    """Return the links around the story that stand in an element named after tags."""
    found: list[str] = []
    for block in _zone(page):
        holders = (e for _, e in zip(range(3), ancestors(block.element), strict=False))
        if any(_TAGS.search(tokens(e)) for e in holders if e.tag not in ("body", "article", "main")):
            found += [block.text[s:e] for el, s, e in block.marks if el.tag == "a"]
    return found if len(found) <= MAX_TAGS else []


def _is_category_link(element: Element) -> bool:
    rel = (element.get("rel") or "").split() if element.tag == "a" else ()
    return "category" in rel or ("tag" in rel and _SECTION_PATH.search(element.get("href") or "") is not None)


def _is_tag_link(element: Element) -> bool:
    return (
        element.tag == "a"
        and (element.get("rel") or "").split() == ["tag"]
        and not _is_category_link(element)
    )


def _zone(page: Page) -> list[Block]:
    low = page.headline if page.headline is not None else page.first_body
    return page.blocks[max(0, min(low, page.first_body) - BEFORE) : max(page.last_body, low) + BEHIND]


def _near(page: Page, wanted: object) -> list[str]:
    """Return the texts of the marked inline elements that ``wanted`` accepts, around the story."""
    assert callable(wanted)
    return [
        block.text[start:end]
        for block in _zone(page)
        for element, start, end in sorted(block.marks, key=lambda m: m[1])
        if wanted(element)
    ]


def _named(page: Page) -> list[str]:
    """Return short lines, or links in them, that stand in an element named after sections, above the text."""
    found: list[str] = []
    low = page.headline if page.headline is not None else page.first_body
    for block in page.blocks[max(0, low - BEFORE) : min(page.first_body + 2, low + BEFORE)]:
        if len(block.text) > 2 * MAX_NAME or block.level == 1 or block.zones & {"nav", "footer", "aside"}:
            continue
        if block.index in page.body and not page.pieces.get(block.index):
            continue
        kinds = {p.kind for p in page.pieces.get(block.index, [])}
        if kinds & {PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.CAPTION, PartKind.BYLINE}:
            found += [
                block.text[s:e] for el, s, e in block.marks if el.tag == "a" and _CATEGORY.search(tokens(el))
            ]
            continue
        if any(
            _CATEGORY.search(tokens(e))
            for _, e in zip(range(3), ancestors(block.element), strict=False)
            if e.tag not in ("body", "article", "main")
        ):
            linked = [block.text[s:e] for el, s, e in block.marks if el.tag == "a"]
            found += (linked or [block.text]) if len(linked) <= MAX_LINKS else []
        else:
            found += [block.text[s:e] for el, s, e in block.marks if _CATEGORY.search(tokens(el))][:1]
    return [squeeze(f).strip(" :,|/·") for f in found]


def _filed(page: Page) -> list[str]:
    for block in page.blocks[page.first_body : page.last_body + BEHIND] if page.last_body >= 0 else []:
        match = _FILED.search(block.text) if len(block.text) <= 500 else None
        if match is not None and block.marks:
            return [name.strip() for name in re.split(r",|\band\b", match["names"]) if name.strip()]
    return []
