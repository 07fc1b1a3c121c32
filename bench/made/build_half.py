# ruff: noqa: E501 (markup reads better on one line)
"""The half that rules may be built on: families of templates and wordings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.made.render import page, paragraphs, plain, related, words
from bench.made.story import ARABIC, ENGLISH, FRENCH, GERMAN, SPANISH, Known, MadePage, Story, Wording

Family = Callable[[Story, Wording], str]
QUOTE = Known("quote", "Flour and fuel had become dearer within hours of the closing")


def _caption(text: str, by: str) -> Known:
    return Known("caption", text, by=by)


WORDINGS: dict[str, tuple[Wording, ...]] = {
    "en": (
        Wording(
            note=Known(
                "editors_note", "Editor's note: An earlier version of this story named the wrong yard."
            ),
            credit=Known("credit", "(Reuters)", by="Reuters"),
            caption=_caption("Trucks wait at the closed gate on Tuesday.", "Ann Example/Example Wire"),
            update=Known(
                "update", "UPDATE 9:40 pm: The fire is out and the yard is cool.", at="2031-03-11T21:40"
            ),
            quote=QUOTE,
            counter="Post Views: 1,204",
            photo="Photo: Ann Example/Example Wire",
        ),
        Wording(
            note=Known(
                "editors_note",
                "[Correction: The yard lies west of the bridge. – Desk Editor]",
                by="Desk Editor",
            ),
            credit=Known("credit", "This story originally appeared in North Example.", by="North Example"),
            caption=_caption("The western ramp, seen from the town.", "North Example Archive"),
            update=Known(
                "update",
                "EDIT: The number of the help line was wrong and has been replaced by the right one.",
            ),
            photo="(Photo: North Example Archive)",
        ),
        Wording(
            note=Known("editors_note", "Clarification: The inspection began on Monday, before the fire."),
            credit=Known("credit", "With reporting by Example Wire.", by="Example Wire"),
            caption=_caption("Drivers rest beside the road", "Getty Images"),
            counter="With 7894 Reads",
            photo="Getty Images",
        ),
        Wording(
            note=Known(
                "editors_note",
                "This article was amended on 12 March 2031 to give the right name of the ramp.",
            ),
            credit=Known("credit", "— AFP", by="AFP"),
            caption=_caption("Smoke above the yard in the evening.", "Example Desk"),
            update=Known(
                "update",
                "Updated March 11, 2031, 10:05 p.m.: The northern bridge was closed as well.",
                at="2031-03-11T22:05",
            ),
            photo="Credit: Example Desk",
        ),
    ),
    "de": (
        Wording(
            note=Known(
                "editors_note", "Anmerkung der Redaktion: Der Hof liegt westlich der Brücke, nicht östlich."
            ),
            credit=Known("credit", "(dpa)", by="dpa"),
            caption=_caption("Lastwagen warten vor dem geschlossenen Tor.", "Anna Beispiel/dpa"),
            update=Known(
                "update",
                "Update, 21:40 Uhr: Das Feuer ist gelöscht, der Hof bleibt gesperrt.",
                at="2031-03-11T21:40",
            ),
            counter="1.204 Aufrufe",
            photo="Foto: Anna Beispiel/dpa",
        ),
        Wording(
            note=Known("editors_note", "Korrektur: In einer früheren Fassung stand ein falscher Wochentag."),
            credit=Known("credit", "Quelle: AFP", by="AFP"),
            caption=_caption("Die westliche Rampe am Abend", "Beispiel Bild"),
            photo="© Beispiel Bild",
        ),
    ),
    "fr": (
        Wording(
            note=Known(
                "editors_note", "Note de la rédaction : une première version donnait un autre nom à la rampe."
            ),
            credit=Known("credit", "(AFP)", by="AFP"),
            caption=_caption("Des camions devant la barrière fermée.", "Anne Exemple"),
            update=Known("update", "Mise à jour à 21h40 : l'incendie est éteint.", at="2031-03-11T21:40"),
            photo="Crédit photo : Anne Exemple",
        ),
    ),
    "es": (
        Wording(
            note=Known("editors_note", "Nota de la redacción: una versión anterior citaba otro puente."),
            credit=Known("credit", "(EFE)", by="EFE"),
            caption=_caption("Camiones ante la barrera cerrada.", "Ana Ejemplo"),
            update=Known("update", "Actualización 21:40: El fuego está apagado.", at="2031-03-11T21:40"),
            photo="Foto: Ana Ejemplo",
        ),
    ),
    "ar": (
        Wording(
            note=Known("editors_note", "ملاحظة المحرر: ذكرت نسخة سابقة من هذا التقرير اسما آخر للساحة."),
            credit=Known("credit", "المصدر: رويترز", by="رويترز"),
            caption=_caption("شاحنات أمام البوابة المغلقة مساء الثلاثاء", "مثال"),
            update=Known("update", "تحديث 21:40: أخمد الحريق والساحة ما زالت مغلقة.", at="2031-03-11T21:40"),
            photo="تصوير: مثال",
        ),
    ),
}
LANGUAGES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "ar": ARABIC}


def wordpress_classic(story: Story, w: Wording) -> str:
    """WordPress before blocks: a caption div, notes in italics."""
    figure = words(
        w.caption,
        '<div id="attachment_7" class="wp-caption aligncenter" style="width: 610px"><img class="size-full wp-image-7" '
        f'src="/a.jpg" alt=""><p class="wp-caption-text">{{}} {w.photo}</p></div>',
    )
    return page(
        story,
        f'<div id="page"><div id="content"><article class="post-9 post type-post hentry"><header class="entry-header">'
        f'<h1 class="entry-title">{story.headline}</h1><div class="entry-meta">March 11, 2031 '
        f'<span class="author vcard">Example Desk</span></div></header><div class="entry-content">{figure}'
        f"{paragraphs(story, stop=3)}{words(w.update, '<p><strong>{}</strong></p>')}{paragraphs(story, start=3)}"
        f"{words(w.note, '<p><em>{}</em></p>')}{words(w.credit, '<p>{}</p>')}</div>"
        f'<div class="post-views">{w.counter or ""}</div>{related(story, attributes=chr(32) + "class=jp-relatedposts")}'
        "</article></div></div>",
    )


def wordpress_block(story: Story, w: Wording) -> str:
    """WordPress blocks: figcaption, pull quote, a group as note box."""
    figure = words(
        w.caption,
        '<figure class="wp-block-image size-large"><img src="/a.jpg" alt="a gate"><figcaption class="wp-element-caption">'
        f'{{}} <span class="image-credit">{w.photo}</span></figcaption></figure>',
    )
    quote = words(w.quote, '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>')
    note = words(w.note, '<div class="wp-block-group has-background note-box"><p>{}</p></div>')
    return page(
        story,
        f'<main class="wp-block-group"><h1 class="wp-block-post-title">{story.headline}</h1>'
        f'<div class="wp-block-post-date"><time datetime="2031-03-11T18:15:00+03:00">March 11, 2031</time></div>'
        f'<div class="entry-content wp-block-post-content">{note}{paragraphs(story, stop=2)}{figure}'
        f"{paragraphs(story, start=2, stop=4)}{quote}{paragraphs(story, start=4)}{words(w.update, '<p>{}</p>')}"
        f"{words(w.credit, '<p class=has-small-font-size>{}</p>')}</div></main>",
    )


def drupal(story: Story, w: Wording) -> str:
    """Drupal: field wrappers, caption and credit as fields."""
    figure = words(
        w.caption,
        '<div class="field field--name-field-image"><div class="field__item"><img src="/a.jpg"></div></div>'
        '<div class="field field--name-field-image-caption field__item">{}</div>'
        f'<div class="field field--name-field-photo-credit field__item">{w.photo}</div>',
    )
    return page(
        story,
        f'<div class="layout-container"><main><article class="node node--type-article"><h1 class="page-header"><span '
        f'class="field field--name-title">{story.headline}</span></h1><div class="submitted">Submitted by Example Desk '
        f'on 11 March 2031</div><div class="node__content"><div class="media-wrapper">{figure}</div>'
        f'<div class="field field--name-body">{paragraphs(story, stop=4)}'
        f"{words(w.update, '<p>{}</p>')}{paragraphs(story, start=4)}{words(w.credit, '<p>{}</p>')}</div>"
        f"{words(w.note, '<div class=' + chr(34) + 'field field--name-field-correction' + chr(34) + '><p>{}</p></div>')}"
        f"</div></article></main><aside>{related(story)}</aside></div>",
    )


def arc(story: Story, w: Wording) -> str:
    """Arc-like: b- and c- class names, lead art, a correction element."""
    figure = words(
        w.caption,
        '<div class="b-lead-art"><figure class="c-media-item"><picture><img src="/a.jpg"></picture><figcaption '
        f'class="c-media-item__fig-caption"><span class="c-media-item__caption">{{}}</span><span '
        f'class="c-media-item__credit">{w.photo}</span></figcaption></figure></div>',
    )
    body = "".join(f'<p class="c-paragraph">{line}</p>' for line in story.lines)
    return page(
        story,
        f'<section class="b-article"><h1 class="b-headline">{story.headline}</h1>{figure}<time class="c-date">March 11, '
        f'2031 at 8:15 PM</time><article class="b-article-body">{body}{words(w.update, "<p class=c-paragraph>{}</p>")}'
        f"{words(w.note, '<div class=c-correction><p>{}</p></div>')}{words(w.credit, '<p class=c-paragraph>{}</p>')}"
        f"</article>{related(story, attributes=' class=b-results-list')}</section>",
    )


def ghost(story: Story, w: Wording) -> str:
    """Ghost: kg cards, callouts for notes."""
    figure = words(
        w.caption,
        '<figure class="kg-card kg-image-card kg-card-hascaption"><img class="kg-image" src="/a.jpg"><figcaption><span '
        f'style="white-space: pre-wrap;">{{}} {w.photo}</span></figcaption></figure>',
    )
    note = words(w.note, '<div class="kg-card kg-callout-card"><div class="kg-callout-text">{}</div></div>')
    return page(
        story,
        f'<article class="gh-article"><header class="gh-article-header"><h1 class="gh-article-title">{story.headline}</h1>'
        f'</header><section class="gh-content gh-canvas">{note}{paragraphs(story, stop=1)}{figure}'
        f"{paragraphs(story, start=1)}{words(w.update, '<p>{}</p>')}{words(w.credit, '<p><i>{}</i></p>')}</section></article>",
    )


def blogger(story: Story, w: Wording) -> str:
    """Blogger: a table holds picture and caption, line breaks part the paragraphs."""
    figure = words(
        w.caption,
        '<table class="tr-caption-container" align="center"><tbody><tr><td><img src="/a.jpg"></td></tr><tr>'
        f'<td class="tr-caption">{{}} {w.photo}</td></tr></tbody></table>',
    )
    body = "<br><br>".join(story.lines[:4])
    rest = "<br><br>".join(
        [*([w.update.text] if w.update else []), *story.lines[4:], *([w.note.text] if w.note else [])]
        + ([w.credit.text] if w.credit else [])
    )
    return page(
        story,
        f'<div class="blog-posts hfeed"><div class="post hentry"><h3 class="post-title entry-title">{story.headline}</h3>'
        f'<div class="post-body entry-content">{figure}{body}<br><br>{rest}</div></div></div>',
    )


def right_to_left(story: Story, w: Wording) -> str:
    """A right-to-left news site: figure, note box, source line."""
    figure = words(
        w.caption,
        f'<figure class="article-image"><img src="/a.jpg"><figcaption>{{}}<span class="credit">{w.photo}</span>'
        "</figcaption></figure>",
    )
    return page(
        story,
        f'<main><article class="article"><h1>{story.headline}</h1>{figure}<div class="article-body">'
        f"{paragraphs(story, stop=5)}{words(w.update, '<p>{}</p>')}{paragraphs(story, start=5)}"
        f"{words(w.note, '<p class=note>{}</p>')}{words(w.credit, '<p class=source>{}</p>')}</div></article>"
        f"{related(story, attributes=' class=related')}</main>",
    )


FAMILIES: tuple[tuple[Family, tuple[str, ...]], ...] = (
    (wordpress_classic, ("en", "de", "es")),
    (wordpress_block, ("en", "fr")),
    (drupal, ("en", "de")),
    (arc, ("en", "es")),
    (ghost, ("en", "fr")),
    (blogger, ("en", "es")),
    (right_to_left, ("ar",)),
)
#: Engines of live blogs: the element of an entry, of its time, of its text.
LIVE = (
    (
        '<div class="liveblog-entry">',
        '<time class="liveblog-time">',
        "</time>",
        '<div class="liveblog-text">',
    ),
    ('<article class="lb-post">', '<span class="lb-post__time">', "</span>", '<div class="lb-post__body">'),
)
CLOCKS = ("21:40", "20:55", "20:10", "19:30")


def live(story: Story, engine: tuple[str, str, str, str]) -> tuple[str, tuple[Known, ...]]:
    """Return a live blog and its entries, newest first."""
    entry, time, shut, text = engine
    lines = list(zip(CLOCKS, reversed(story.lines[2:6]), strict=True))
    body = "".join(
        f"{entry}{time}{at}{shut}{text}<p>{line}</p></div></{entry[1:].split()[0]}>" for at, line in lines
    )
    source = page(
        story,
        f'<main><h1>Live: {story.headline}</h1><div class="meta">11 March 2031</div><div class="liveblog">'
        f"{paragraphs(story, stop=2)}{body}</div></main>",
    )
    return source, tuple(Known("update", f"{at} {line}", at=f"2031-03-11T{at}") for at, line in lines)


def pages() -> Iterator[MadePage]:
    """Yield the pages of this half."""
    for family, languages in FAMILIES:
        for language in languages:
            for number, wording in enumerate(WORDINGS[language]):
                made = family(LANGUAGES[language], wording)
                shown = tuple(p for p in wording.parts if p.text in made)
                yield MadePage(f"{family.__name__}-{language}-{number}", family.__name__, made, shown)
    for number, engine in enumerate(LIVE):
        source, parts = live(ENGLISH, engine)
        yield MadePage(f"live-{number}", "live", source, parts)
    for language in ("en", "de", "fr"):
        for number, wording in enumerate(WORDINGS[language]):
            text = plain(LANGUAGES[language], wording, order="HBC1N2U3RVL")
            shown = tuple(p for p in wording.parts if p.text in text)
            yield MadePage(f"plain-{language}-{number}", "plain", text, shown, is_html=False)
