# ruff: noqa: E501 (markup reads better on one line)
"""A third set: template families and wordings of a second person's eye, made after the rules of both halves.

Written before any rule was run on it. The one run before its misses were read gave, as F1: captions .903 (14 of 15),
notes .800 (10 of 15), updates .917 (11 of 13), credits .800 (10 of 15), pull quotes 2 of 2; signers 0 of 3, times of
updates 8 of 11. That is the figure to believe for pages of other makers; the rules have been mended since.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.made.build_half import Family
from bench.made.render import page, paragraphs, plain, related, words
from bench.made.story import ENGLISH, GERMAN, Known, MadePage, Story, Wording

ITALIAN = Story(
    "it",
    "Chiuso il valico dopo un incendio nel piazzale dei camion",
    (
        "Il valico è stato chiuso martedì a tutto il traffico dopo un incendio nel piazzale dei camion.",
        "Gli autisti in attesa dalla sera sono stati rimandati in città, ha detto un portavoce.",
        "L'ispezione dell'area durerà almeno fino a giovedì, secondo l'autorità del valico.",
        "I commercianti dicono che farina e carburante sono rincarati poche ore dopo la chiusura.",
        "Il ponte a nord resta aperto ai pedoni, che devono mostrare i documenti.",
        "Gli ingegneri esamineranno la rampa ovest quando i relitti saranno stati rimossi.",
    ),
    ("Torna l'acqua nell'alta valle", "La scuola comincia una settimana dopo"),
    "Leggi anche",
)

WORDINGS: dict[str, tuple[Wording, ...]] = {
    "en": (
        Wording(
            note=Known(
                "editors_note",
                "Correction, March 13: We first gave the wrong length for the ramp. It is 90 metres long.",
            ),
            credit=Known("credit", "Source: Associated Press", by="Associated Press"),
            caption=Known("caption", "The yard after the fire, looking east.", by="Pat Specimen / EPA"),
            update=Known(
                "update", "UPDATED at 22:20: Two more trucks were found burnt out.", at="2031-03-11T22:20"
            ),
            quote=Known("quote", "We were told to turn round and come back in two days"),
            photo="Pat Specimen / EPA",
        ),
        Wording(
            note=Known(
                "editors_note", "For the record: The crossing has three gates. An earlier caption said two."
            ),
            credit=Known("credit", "© 2031 Agence France-Presse", by="Agence France-Presse"),
            caption=Known(
                "caption", "Smoke over the valley, seen from the roof of the school", by="Kim Specimen"
            ),
            update=Known(
                "update", "Update, 11:50 p.m.: The gate is to open for ambulances.", at="2031-03-11T23:50"
            ),
            counter="8,112 people have read this",
            photo="Contributed photo by Kim Specimen",
        ),
        Wording(
            note=Known(
                "editors_note", "[The spelling of the ramp's name has been corrected since publication.]"
            ),
            credit=Known(
                "credit",
                "This story first appeared on Valley Example and is used with permission.",
                by="Valley Example",
            ),
            caption=Known("caption", "Market stalls beside the closed road on Wednesday", by="Lee Specimen"),
            quote=Known("quote", "Nobody told the drivers how long the gate would stay shut"),
            photo="Photo/Lee Specimen",
        ),
        Wording(
            note=Known(
                "editors_note",
                "Editor's note: The first headline said that the bridge was closed. It was not. — Night desk",
                by="Night desk",
            ),
            credit=Known("credit", "Reuters contributed to this article.", by="Reuters"),
            caption=Known("caption", "A burnt-out cab is lifted on to a trailer", by="Valley Example"),
            update=Known(
                "update",
                "Update at 6.30am on Wednesday 12 March 2031: The ramp is safe.",
                at="2031-03-12T06:30",
            ),
            photo="Credit: Valley Example",
        ),
    ),
    "de": (
        Wording(
            note=Known(
                "editors_note",
                "In einer früheren Version dieses Artikels hieß es, die Rampe sei neu. Sie ist alt.",
            ),
            credit=Known("credit", "(afp/dpa)", by="afp/dpa"),
            caption=Known("caption", "Blick auf den Hof nach dem Brand.", by="Lee Muster/picture alliance"),
            update=Known(
                "update", "+++ Update 22:20 Uhr: Das Tor bleibt über Nacht zu. +++", at="2031-03-11T22:20"
            ),
            photo="Foto: Lee Muster/picture alliance",
        ),
        Wording(
            note=Known(
                "editors_note",
                "Transparenzhinweis: Die Überschrift dieses Textes wurde nachträglich geändert.",
            ),
            credit=Known("credit", "mit Material der dpa", by="dpa"),
            caption=Known("caption", "Ausgebrannte Fahrzeuge am westlichen Rand des Hofes", by="Kim Muster"),
            update=Known(
                "update",
                "Aktualisierung, 23:50 Uhr: Das Tor soll für Krankenwagen geöffnet werden.",
                at="2031-03-11T23:50",
            ),
            photo="Bildquelle: Kim Muster",
        ),
    ),
    "it": (
        Wording(
            note=Known(
                "editors_note", "Nota della redazione: in una prima versione il ponte aveva un altro nome."
            ),
            credit=Known("credit", "(ANSA)", by="ANSA"),
            caption=Known("caption", "Il piazzale dopo l'incendio, visto da est.", by="Lee Modello"),
            update=Known(
                "update", "Aggiornamento ore 22:20: Trovati altri due camion bruciati.", at="2031-03-11T22:20"
            ),
            photo="Foto di Lee Modello",
        ),
    ),
}
LANGUAGES = {"en": ENGLISH, "de": GERMAN, "it": ITALIAN}


def microdata(story: Story, w: Wording) -> str:
    """Schema.org in the markup: an image object with its caption and author as properties."""
    figure = words(
        w.caption,
        '<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><img itemprop="url" src="/a.jpg" alt="">'
        f'<p><span itemprop="caption">{{}}</span> <span itemprop="author">{w.photo}</span></p></div>',
    )
    return page(
        story,
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{story.headline}</h1>{figure}'
        f'<div itemprop="articleBody">{paragraphs(story, stop=2)}{words(w.quote, "<blockquote class=pull><p>{}</p></blockquote>")}'
        f"{paragraphs(story, start=2)}{words(w.update, '<p><strong>{}</strong></p>')}{words(w.note, '<p>{}</p>')}</div>"
        f"{words(w.credit, '<footer><p>{}</p></footer>')}</article>",
    )


def lightbox(story: Story, w: Wording) -> str:
    """A component site: the picture opens at a click, its figure stands within the button."""
    figure = words(
        w.caption,
        '<button type="button" aria-haspopup="dialog" class="Lightbox_open__x7"><figure class="Picture_root__a1"><img src="/a.jpg">'
        f'<figcaption class="Picture_text__b2"><span>{{}}</span><span class="Picture_by__c3">{w.photo}</span></figcaption>'
        "</figure></button>",
    )
    return page(
        story,
        f'<div id="root"><header><h1>{story.headline}</h1></header>{figure}<div class="Story_text__d4">{paragraphs(story, stop=3)}'
        f"{words(w.quote, '<div class=PullQuote_root__e5><p>{}</p></div>')}{paragraphs(story, start=3)}{words(w.update, '<p>{}</p>')}"
        f"{words(w.credit, '<p><em>{}</em></p>')}{words(w.note, '<div class=Story_note__f6><p>{}</p></div>')}</div>"
        f"{related(story, attributes=' class=Rail_root__g7')}</div>",
    )


def site_builder(story: Story, w: Wording) -> str:
    """A site builder: blocks in rows, the caption in a wrapper of its own behind the picture."""
    figure = words(
        w.caption,
        '<div class="sqs-block image-block"><div class="sqs-block-content"><figure class="image-block-figure"><div class="image-wrapper">'
        f'<img src="/a.jpg"></div><figcaption class="image-caption-wrapper"><div class="image-caption"><p>{{}} {w.photo}</p></div>'
        "</figcaption></figure></div></div>",
    )
    text = '<div class="sqs-block html-block"><div class="sqs-block-content">{}</div></div>'
    return page(
        story,
        f'<main><article class="hentry"><h1 class="entry-title">{story.headline}</h1><div class="sqs-layout">'
        f"{text.format(paragraphs(story, stop=3))}{figure}{text.format(paragraphs(story, start=3) + words(w.update, '<p>{}</p>'))}"
        f"{text.format(words(w.credit, '<p>{}</p>') + words(w.note, '<p><em>{}</em></p>'))}</div></article></main>",
    )


def joomla(story: Story, w: Wording) -> str:
    """Joomla: an image of the full text with its caption below, read-more furniture around."""
    figure = words(
        w.caption,
        '<figure class="pull-left item-image"><img src="/a.jpg" class="caption" title=""><figcaption class="caption">{} '
        f"({w.photo})</figcaption></figure>",
    )
    return page(
        story,
        f'<div class="com-content-article item-page"><div class="page-header"><h1>{story.headline}</h1></div>'
        f'<dl class="article-info text-muted"><dd class="hits"><span>Zugriffe: 318</span></dd></dl>{figure}'
        f'<div class="com-content-article__body">{paragraphs(story, stop=4)}{words(w.update, "<p>{}</p>")}{paragraphs(story, start=4)}'
        f"{words(w.credit, '<p>{}</p>')}{words(w.note, '<p class=small>{}</p>')}</div></div>",
    )


def typo3(story: Story, w: Wording) -> str:
    """TYPO3: content elements, gallery columns, the caption in a list of its own."""
    figure = words(
        w.caption,
        '<div class="ce-gallery" data-ce-columns="1"><div class="ce-row"><div class="ce-column"><figure class="image"><img '
        f'class="image-embed-item" src="/a.jpg"><figcaption class="image-caption">{{}} <span class="image-copyright">{w.photo}</span>'
        "</figcaption></figure></div></div></div>",
    )
    return page(
        story,
        f'<div class="news news-single"><div class="article"><div class="header"><h1>{story.headline}</h1></div>'
        f'<div id="c12" class="frame frame-type-textmedia"><div class="ce-textpic">{figure}<div class="ce-bodytext">{paragraphs(story)}'
        f"{words(w.update, '<p>{}</p>')}{words(w.credit, '<p>{}</p>')}</div></div></div>"
        f"{words(w.note, '<div class=news-note><p>{}</p></div>')}</div></div>",
    )


def local_paper(story: Story, w: Wording) -> str:
    """A local paper's engine: asset blocks, a list of photos, an editor's box."""
    figure = words(
        w.caption,
        '<div class="asset-photo"><div class="photo-inner"><img class="img-responsive" src="/a.jpg"></div><div class="caption-container">'
        f'<span class="caption-text"><p>{{}}</p></span><span class="tnt-byline">{w.photo}</span></div></div>',
    )
    counter = f'<div class="asset-views">{w.counter}</div>' if w.counter else ""
    return page(
        story,
        f'<article class="asset"><header class="asset-header"><h1 class="headline"><span>{story.headline}</span></h1></header>{figure}'
        f'<div class="asset-content"><div class="asset-body">{paragraphs(story, stop=5)}{words(w.update, "<p><b>{}</b></p>")}'
        f"{paragraphs(story, start=5)}{words(w.credit, '<p class=tnt-copyright>{}</p>')}</div>"
        f"{words(w.note, '<div class=editorial-box><p>{}</p></div>')}{counter}</div></article>",
    )


#: Families with the wordings that each renders: three of four in English, so that every wording is rendered twice.
FAMILIES: tuple[tuple[Family, str, tuple[int, ...]], ...] = (
    (microdata, "en", (0, 1)),
    (lightbox, "en", (2, 3)),
    (site_builder, "en", (0, 2)),
    (site_builder, "it", (0,)),
    (joomla, "de", (0, 1)),
    (typo3, "de", (0, 1)),
    (local_paper, "en", (1, 3)),
)


def pages() -> Iterator[MadePage]:
    """Yield the pages of the third set."""
    for family, language, numbers in FAMILIES:
        for number in numbers:
            wording = WORDINGS[language][number]
            made = family(LANGUAGES[language], wording)
            shown = tuple(p for p in wording.parts if p.text in made)
            yield MadePage(f"{family.__name__}-{language}-{number}", family.__name__, made, shown)
    for number in (1, 3):
        wording = WORDINGS["en"][number]
        text = plain(ENGLISH, wording, order="HBC1U23NRVL")
        shown = tuple(p for p in wording.parts if p.text in text)
        yield MadePage(f"plain-third-{number}", "plain", text, shown, is_html=False)
