"""Known threads in markup that names nothing, in many languages."""
# ruff: noqa: E501 - the markup of one element stands on one line

from __future__ import annotations

from tests.dissect.threads import (
    AR,
    ARABIC,
    DE,
    ES,
    FLAT,
    GERMAN,
    RU,
    RUSSIAN,
    SPANISH,
    THREAD,
    TR,
    TURKISH,
    Family,
    Said,
    flat,
    nest,
    page,
    spell,
)


def definition_list() -> Family:
    """A plain ``dl``: name and time in the term, the words in the definition."""
    rows = flat(
        FLAT, lambda n, s: f"<dt><b>{s.author}</b>, {spell(s.at, '%d %B %Y, %H:%M')}</dt><dd>{s.text}</dd>"
    )
    return Family(page(f"<h3>Comments (6)</h3><dl>{rows}</dl>"), FLAT)


def table() -> Family:
    """Rows of a table: who and when on the left, the words on the right."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<tr valign="top"><td width="150"><b>{s.author}</b><br/><small>{spell(s.at, "%Y-%m-%d %H:%M")}</small></td><td><a name="r{n}"></a>{s.text}</td></tr>'
        ),
    )
    return Family(page(f'<h3>Readers write</h3><table class="comments" border="0">{rows}</table>'), FLAT)


def headed() -> Family:
    """A numbered heading with the name, the time bare below it."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<div style="padding-top: 10px"><h3>#{n + 1} Comment by {s.author}</h3>{spell(s.at, "%e. %B %Y, %H:%M")}<p>{s.text}</p></div>'
        ),
    )
    return Family(page(f'<div class="titlebar">Comments</div>{rows}'), FLAT)


def hashed() -> Family:
    """Class names as CSS modules make them; answers nested; a Reply button."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<div class="_2xYk9 _aQ81z"><div class="_9fKw2"><a class="_Lw03b" href="/u/{n}"><img src="a{n}.png" width="32"/></a><a class="_7Rtq1" href="/u/{n}">{s.author}</a><span class="_4Dp0s">·</span>'
            f'<time class="_Mv5e8" datetime="{s.at}:00.000Z">{spell(s.at, "%e %b %Y")}</time></div><div class="_zW61c"><p>{s.text}</p></div><div class="_Hh72u"><button>Like</button><button>Reply</button></div>{answers}</div>'
        )

    thread = nest(THREAD, one, wrap="<div class=_5Jn3k>{}</div>")
    return Family(
        page(f'<div class="_1Bq7v"><h2 class="_Tt8d0">Join the conversation</h2>{thread}</div>'),
        THREAD,
    )


def arabic() -> Family:
    """Right to left, months in words, names of classes that say nothing, a link to answer."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return f'<li class="itm"><div class="hd"><strong>{s.author}</strong> <span class="tm">{spell(s.at, "%e %B %Y - %H:%M", AR)}</span></div><div class="tx"><p>{s.text}</p></div><a href="#w" class="lnk">رد</a>{answers}</li>'

    thread = nest(ARABIC, one, wrap="<ul>{}</ul>")
    return Family(
        page(
            f'<h3>التعليقات (3)</h3><ul class="lst">{thread}</ul>',
            lang="ar",
            rtl=True,
        ),
        ARABIC,
    )


def arabic_figures() -> Family:
    """Right to left with eastern figures in the times."""
    east = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    rows = flat(
        ARABIC,
        lambda n, s: (
            f'<div class="box"><div class="by">{s.author}</div><div class="on">{spell(s.at, "%Y/%m/%d %H:%M").translate(east)}</div><div class="say">{s.text}</div><div class="do"><a href="#">رد</a> <a href="#">إعجاب</a></div></div>'
        ),
    )
    said = tuple(s._replace(parent=None) for s in ARABIC)
    return Family(page(f'<div class="wrap"><h3>تعليقات القراء</h3>{rows}</div>', lang="ar", rtl=True), said)


def german() -> Family:
    """A newspaper of its own making: postings with buttons, answers a level deeper by class."""
    rows = flat(
        GERMAN,
        lambda n, s: (
            f'<div class="posting posting--level-{2 if s.parent is not None else 1}" data-id="{n}"><div class="posting__kopf"><span class="posting__name">{s.author}</span><span class="posting__zeit">{spell(s.at, "%e. %B %Y um %H:%M Uhr", DE)}</span></div>'
            f'<div class="posting__inhalt"><p>{s.text}</p></div><div class="posting__fuss"><a href="#">Antworten</a><a href="#">Melden</a></div></div>'
        ),
    )
    return Family(page(f'<section id="forum"><h2>4 Leserbeiträge</h2>{rows}</section>', lang="de"), GERMAN)


def spanish() -> Family:
    """Numbers before the comments, the time behind the name in brackets."""
    rows = flat(
        SPANISH,
        lambda n, s: (
            f'<article class="op"><header><span class="num">{n + 1}</span> <span class="quien">{s.author}</span> ({spell(s.at, "%e de %B de %Y, %H:%M", ES)})</header><div class="dice">{s.text}</div><footer><a href="#">Responder</a></footer></article>'
        ),
    )
    said = tuple(s._replace(parent=None) for s in SPANISH)
    return Family(page(f'<div class="opiniones"><h3>Comentarios</h3>{rows}</div>', lang="es"), said)


def russian() -> Family:
    """Answers nested, the time with a month in words."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return f'<div class="b-m" id="m{n + 700}"><div class="b-m__top"><a class="b-m__who" href="/user/{n}">{s.author}</a> <span class="b-m__when">{spell(s.at, "%e %B %Y, %H:%M", RU)}</span></div><div class="b-m__txt">{s.text}</div><span class="b-m__do">Ответить</span>{answers}</div>'

    thread = nest(RUSSIAN, one, wrap="<div class=b-sub>{}</div>")
    return Family(page(f"<h2>Обсуждение</h2>{thread}", lang="ru"), RUSSIAN)


def turkish() -> Family:
    """A list of readers' words below a news page."""
    rows = flat(
        TURKISH,
        lambda n, s: (
            f'<li><div class="ust"><span class="isim">{s.author}</span><span class="tarih">{spell(s.at, "%e %B %Y %H:%M", TR)}</span></div><p>{s.text}</p><a href="#" class="yanit">Yanıtla</a></li>'
        ),
    )
    said = tuple(s._replace(parent=None) for s in TURKISH)
    return Family(page(f'<div class="yorumlar"><h3>Yorumlar (3)</h3><ul>{rows}</ul></div>', lang="tr"), said)


def bare_siblings() -> Family:
    """No holder for a comment: a line with name and time, then the words, then a rule."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<p><a name="k{n}"></a><strong>{s.author}</strong> <em>{spell(s.at, "%d.%m.%Y %H:%M")}</em></p><p>{s.text}</p><hr/>'
        ),
    )
    return Family(page(f"<div><h3>6 comments</h3>{rows}</div>"), FLAT)


def members() -> Family:
    """A list of members' words, answers in a list of their own, a toolbar below each."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<li class="member" id="bb_message_{n + 39}"><a class="author person" href="/!u{n}/"><h4>{s.author}</h4></a><time datetime="{s.at}:00+01:00">{spell(s.at, "%d. %m. %Y, %H:%M")}</time>'
            f'<div class="objlink nolead"><p class="first last odd">{s.text}</p></div><ul class="toolbar"><li class="reply"><a>reply</a></li><li class="report"><a>report</a></li></ul>{answers}</li>'
        )

    thread = nest(THREAD, one, wrap="<ul class=thread>{}</ul>")
    return Family(
        page(f'<div class="sect"><h3>Reader talk</h3><ul class="sectbody directory">{thread}</ul></div>'),
        THREAD,
    )


ODD = (
    definition_list,
    table,
    headed,
    hashed,
    arabic,
    arabic_figures,
    german,
    spanish,
    russian,
    turkish,
    bare_siblings,
    members,
)
