# ruff: noqa: E501 (markup reads better on one line)
"""The half that is held back from building: other families of templates, other wordings.

Written before any rule was run on it. Nobody tunes on its misses; only its figures are read.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.made.build_half import Family
from bench.made.render import page, paragraphs, plain, related, words
from bench.made.story import ENGLISH, FRENCH, GERMAN, HEBREW, SPANISH, Known, MadePage, Story, Wording

_PULLED = Known("quote", "An inspection of the yard would take until Thursday")

WORDINGS: dict[str, tuple[Wording, ...]] = {
    "en": (
        Wording(
            note=Known(
                "editors_note",
                "Note to readers: This report has been corrected to say that the yard is state-owned.",
            ),
            credit=Known(
                "credit",
                "This article was first published by South Example and is republished here with permission.",
                by="South Example",
            ),
            caption=Known(
                "caption",
                "Empty lanes at the crossing, seen on Wednesday morning.",
                by="Handout via Example Wire",
            ),
            update=Known(
                "update",
                "Update (March 12, 7:15 a.m.): The crossing authority has named a new date.",
                at="2031-03-12T07:15",
            ),
            quote=_PULLED,
            counter="3,410 views",
            photo="Handout via Example Wire",
        ),
        Wording(
            note=Known(
                "editors_note",
                "(Editors' note: The figure in the third paragraph could not be checked. —Ed.)",
                by="Ed.",
            ),
            credit=Known("credit", "Example Wire contributed to this report.", by="Example Wire"),
            caption=Known("caption", "A truck is towed from the yard", by="Jo Sample / Example Photos"),
            update=Known("update", "UPDATE #2: Walkers may pass again from six in the morning."),
            photo="Image: Jo Sample / Example Photos",
        ),
        Wording(
            note=Known(
                "editors_note",
                "An earlier version of this article misstated the day of the inspection. We regret the error.",
            ),
            credit=Known("credit", "(AP)", by="AP"),
            caption=Known("caption", "The market street was quiet on Tuesday afternoon.", by="Sam Sample"),
            update=Known(
                "update", "Last update 11.15pm: The fire brigade has left the yard.", at="2031-03-11T23:15"
            ),
            counter="Viewed 512 times",
            photo="Photograph by Sam Sample",
        ),
        Wording(
            note=Known("editors_note", "CORRECTION (12 March): The bridge has four lanes, not two."),
            credit=Known("credit", "Additional reporting by Reuters.", by="Reuters"),
            caption=Known("caption", "Forms are stamped at a table beside the bridge.", by="East Example"),
            photo="Courtesy of East Example",
        ),
    ),
    "de": (
        Wording(
            note=Known(
                "editors_note", "Hinweis der Redaktion: Die Angabe zur Rampe wurde nachträglich berichtigt."
            ),
            credit=Known("credit", "Mit Material von dpa und AFP", by="dpa und AFP"),
            caption=Known("caption", "Ein Lastwagen wird vom Hof geschleppt.", by="Jo Muster/AFP"),
            update=Known(
                "update",
                "Nachtrag vom 12. März 2031, 7:15 Uhr: Die Behörde nennt einen neuen Termin.",
                at="2031-03-12T07:15",
            ),
            photo="Bild: Jo Muster/AFP",
        ),
    ),
    "fr": (
        Wording(
            note=Known("editors_note", "Rectificatif : le pont compte quatre voies, et non deux."),
            credit=Known("credit", "Avec AFP", by="AFP"),
            caption=Known("caption", "Un camion remorqué hors de la cour", by="Jo Modèle"),
            update=Known(
                "update",
                "Mis à jour le 12 mars 2031 à 7h15 : une nouvelle date est annoncée.",
                at="2031-03-12T07:15",
            ),
            photo="© Jo Modèle",
        ),
    ),
    "es": (
        Wording(
            note=Known("editors_note", "Fe de errores: el puente tiene cuatro carriles, no dos."),
            credit=Known("credit", "Con información de EFE", by="EFE"),
            caption=Known("caption", "Un camión es remolcado fuera del patio.", by="Jo Modelo"),
            update=Known(
                "update", "Actualizado a las 23:15: los bomberos han dejado el patio.", at="2031-03-11T23:15"
            ),
            photo="Fotografía: Jo Modelo",
        ),
    ),
    "he": (
        Wording(
            note=Known("editors_note", "הערת המערכת: בגרסה קודמת של הידיעה נכתב שם אחר של החצר."),
            credit=Known("credit", "מקור: רויטרס", by="רויטרס"),
            caption=Known("caption", "משאיות ממתינות מול השער הסגור", by="דוגמה"),
            update=Known("update", "עדכון 23:15: הכבאים עזבו את החצר.", at="2031-03-11T23:15"),
            photo="צילום: דוגמה",
        ),
    ),
}
LANGUAGES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "he": HEBREW}


def amp(story: Story, w: Wording) -> str:
    """AMP: amp-img, figcaption, short class names."""
    figure = words(
        w.caption,
        '<figure class="amp-figure"><amp-img src="/a.jpg" width="800" height="450" layout="responsive"></amp-img>'
        f"<figcaption>{{}} <small>{w.photo}</small></figcaption></figure>",
    )
    return page(
        story,
        f'<main role="main"><article class="amp-wp-article"><h1 class="amp-wp-title">{story.headline}</h1>'
        f'<div class="amp-wp-article-content">{figure}{paragraphs(story, stop=3)}{words(w.update, "<p>{}</p>")}'
        f"{paragraphs(story, start=3)}{words(w.credit, '<p>{}</p>')}{words(w.note, '<p><small>{}</small></p>')}</div>"
        "</article></main>",
        attributes=' class="amp"',
    )


def css_modules(story: Story, w: Wording) -> str:
    """Hashed class names: only the shape of the page speaks."""
    figure = words(
        w.caption,
        '<div class="sc-a1b2 kXyz"><div class="sc-c3d4 mNop"><picture><img src="/a.jpg"></picture></div>'
        f'<div class="sc-e5f6 qRst">{{}}</div><div class="sc-g7h8 uVwx">{w.photo}</div></div>',
    )
    body = "".join(f'<div class="sc-p9q8 aBcd"><p class="sc-r7s6">{line}</p></div>' for line in story.lines)
    quote = words(w.quote, '<aside class="sc-u2v3"><blockquote><p>{}</p></blockquote></aside>')
    return page(
        story,
        f'<div id="__next"><div class="sc-root"><h1 class="sc-t1">{story.headline}</h1>{figure}<div class="sc-body">'
        f"{words(w.note, '<div class=sc-n1><p>{}</p></div>')}{body}{quote}{words(w.update, '<div class=sc-p9q8><p>{}</p></div>')}"
        f"{words(w.credit, '<div class=sc-p9q8><p>{}</p></div>')}</div>{related(story, attributes=' class=sc-x1')}</div></div>",
    )


def old_table(story: Story, w: Wording) -> str:
    """An old site: tables, font tags, a caption below the picture in a cell."""
    figure = words(
        w.caption,
        f'<table align="right" class="photo"><tr><td><img src="/a.jpg" width="250"></td></tr><tr><td class="caption">{{}}'
        f"<br><i>{w.photo}</i></td></tr></table>",
    )
    return page(
        story,
        f'<table><tr><td class="menu"><a href="/">Home</a></td><td class="main"><h1>{story.headline}</h1>{figure}'
        f"{paragraphs(story, stop=4)}{words(w.update, '<p><b>{}</b></p>')}{paragraphs(story, start=4)}"
        f"{words(w.credit, '<p><i>{}</i></p>')}{words(w.note, '<hr><p><i>{}</i></p>')}</td></tr></table>",
    )


def newsletter(story: Story, w: Wording) -> str:
    """A newsletter post: image2 figures, subtitle, pull quote."""
    figure = words(
        w.caption,
        '<div class="captioned-image-container"><figure><a class="image-link image2" href="/a.jpg"><picture><img '
        f'src="/a.jpg"></picture></a><figcaption class="image-caption">{{}} {w.photo}</figcaption></figure></div>',
    )
    quote = words(w.quote, '<div class="pullquote"><p>{}</p></div>')
    return page(
        story,
        f'<article class="newsletter-post post"><div class="post-header"><h1 class="post-title">{story.headline}</h1></div>'
        f'<div class="available-content"><div class="body markup">{words(w.note, "<p><em>{}</em></p>")}'
        f"{paragraphs(story, stop=2)}{figure}{paragraphs(story, start=2, stop=5)}{quote}{paragraphs(story, start=5)}"
        f"{words(w.update, '<p><strong>{}</strong></p>')}{words(w.credit, '<p><em>{}</em></p>')}</div></div></article>",
    )


def broadsheet(story: Story, w: Wording) -> str:
    """A continental newspaper: article__ names, legend below the picture, boxed note."""
    figure = words(
        w.caption,
        '<figure class="article__media"><img src="/a.jpg"><figcaption class="article__legend"><span '
        f'class="legend__text">{{}}</span> <span class="legend__author">{w.photo}</span></figcaption></figure>',
    )
    return page(
        story,
        f'<main><article class="article"><header class="article__header"><h1 class="article__title">{story.headline}</h1>'
        f'{figure}<p class="article__date">11.03.2031</p></header><section class="article__content">'
        f"{paragraphs(story)}{words(w.update, '<p class=article__paragraph>{}</p>')}"
        f"{words(w.note, '<div class=article__box><p>{}</p></div>')}{words(w.credit, '<p class=article__source>{}</p>')}"
        f"</section></article>{related(story, attributes=' class=article__read-also')}</main>",
    )


def right_to_left_portal(story: Story, w: Wording) -> str:
    """A right-to-left portal: divisions, a caption class, a credit inside."""
    figure = words(
        w.caption,
        f'<div class="img-holder"><img src="/a.jpg"><div class="img-caption">{{}} <span class="photographer">{w.photo}'
        "</span></div></div>",
    )
    return page(
        story,
        f'<div class="content"><h1>{story.headline}</h1>{figure}<div class="text">{paragraphs(story)}'
        f"{words(w.update, '<p>{}</p>')}{words(w.note, '<p>{}</p>')}{words(w.credit, '<p>{}</p>')}</div></div>",
    )


FAMILIES: tuple[tuple[Family, tuple[str, ...]], ...] = (
    (amp, ("en", "es")),
    (css_modules, ("en", "de")),
    (old_table, ("en",)),
    (newsletter, ("en", "fr")),
    (broadsheet, ("de", "fr", "es")),
    (right_to_left_portal, ("he",)),
)
_TICKER = (("19.05 Uhr", "19:05"), ("18.40 Uhr", "18:40"), ("18.10 Uhr", "18:10"), ("17.25 Uhr", "17:25"))
_CLOCKS = (("7:05 p.m.", "19:05"), ("6:40 p.m.", "18:40"), ("6:10 p.m.", "18:10"), ("5:25 p.m.", "17:25"))


def _live(story: Story, clocks: tuple[tuple[str, str], ...], *, title: str, name: str) -> MadePage:
    lines = list(zip(clocks, reversed(story.lines[2:6]), strict=True))
    entries = "".join(
        f'<li class="{name}__item"><h3>{shown}</h3><p>{line}</p></li>' for (shown, _), line in lines
    )
    source = page(
        story,
        f'<main><h1>{title}: {story.headline}</h1><time datetime="2031-03-11T19:05">11.03.2031</time>'
        f'{paragraphs(story, stop=2)}<ol class="{name}">{entries}</ol></main>',
    )
    parts = tuple(Known("update", f"{shown} {line}", at=f"2031-03-11T{at}") for (shown, at), line in lines)
    return MadePage(f"live-{name}", "live", source, parts)


def pages() -> Iterator[MadePage]:
    """Yield the pages of this half."""
    for family, languages in FAMILIES:
        for language in languages:
            for number, wording in enumerate(WORDINGS[language]):
                made = family(LANGUAGES[language], wording)
                shown = tuple(p for p in wording.parts if p.text in made)
                yield MadePage(f"{family.__name__}-{language}-{number}", family.__name__, made, shown)
    yield _live(GERMAN, _TICKER, title="Liveticker", name="newsticker")
    yield _live(ENGLISH, _CLOCKS, title="Live updates", name="timeline-entry")
    for language in ("en", "es"):
        for number, wording in enumerate(WORDINGS[language]):
            text = plain(LANGUAGES[language], wording, order="HNB12C3URLV")
            shown = tuple(p for p in wording.parts if p.text in text)
            yield MadePage(f"plain-{language}-{number}", "plain", text, shown, is_html=False)
