"""Threads of our own writing, rendered the way that many engines print comments."""
# ruff: noqa: E501 - the markup of one element stands on one line

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple


class Said(NamedTuple):
    """One comment as it must come back; ``parent`` is the place of the comment it answers."""

    author: str
    at: str
    text: str
    parent: int | None = None
    role: str | None = None


class Family(NamedTuple):
    """How one engine prints a thread: its page, what must come back, and how much of a time it prints."""

    html: str
    said: tuple[Said, ...]
    minutes: bool = True


THREAD = (
    Said("Mara Quill", "2031-03-11T10:15", "The ferry was two hours late again, and nobody told us why."),
    Said("Orrin Vale", "2031-03-11T11:02", "The notice hung at the lower pier the whole morning.", 0),
    Said("Mara Quill", "2031-03-11T12:47", "Nobody boards at the lower pier in winter, though.", 1),
    Said("river_watcher", "2031-03-12T08:40", "Thanks for this."),
    Said("Tessa O'Dell", "2031-03-12T21:05", "Will the new pier open before the summer timetable begins?"),
    Said("Jon Marsh", "2031-03-13T07:30", "Ask the harbour office, they answer letters.", 4),
)
FLAT = tuple(said._replace(parent=None) for said in THREAD)
GERMAN = (
    Said("Maren Quell", "2031-03-11T10:15", "Die Fähre kam schon wieder zwei Stunden zu spät."),
    Said("Otto Wiese", "2031-03-11T11:02", "Der Aushang hing den ganzen Morgen am unteren Steg.", 0),
    Said("flusswacht", "2031-03-12T08:40", "Danke für den Bericht."),
    Said("Jana Moor", "2031-12-13T07:30", "Das Hafenamt beantwortet Briefe, man muss nur fragen.", 2),
)
FRENCH = (
    Said("Mireille Quai", "2031-03-11T10:15", "Le bac avait encore deux heures de retard ce matin."),
    Said("Octave Val", "2031-03-11T11:02", "L'avis était affiché au ponton du bas.", 0),
    Said("veilleur", "2031-08-12T08:40", "Merci pour cet article."),
)
SPANISH = (
    Said("Marta Quiroga", "2031-03-11T10:15", "El transbordador llegó otra vez con dos horas de retraso."),
    Said("Óscar Vega", "2031-03-11T11:02", "El aviso estaba en el muelle de abajo.", 0),
    Said("vigía", "2031-08-12T08:40", "Gracias por la noticia."),
)
RUSSIAN = (
    Said("Марина Квитко", "2031-03-11T10:15", "Паром снова опоздал на два часа, и никто не объяснил почему."),
    Said("Олег Волин", "2031-03-11T11:02", "Объявление висело у нижнего причала всё утро.", 0),
    Said("речник", "2031-08-12T08:40", "Спасибо за статью."),
)
TURKISH = (
    Said("Meral Kaya", "2031-03-11T10:15", "Vapur yine iki saat gecikti ve kimse nedenini söylemedi."),
    Said("Orhan Vadi", "2031-03-11T11:02", "Duyuru bütün sabah alt iskelede asılıydı.", 0),
    Said("nehirbekçisi", "2031-08-12T08:40", "Haber için teşekkürler."),
)
ARABIC = (
    Said("مريم القلعة", "2031-03-11T10:15", "تأخرت العبارة مرة أخرى ساعتين ولم يخبرنا أحد بالسبب."),
    Said("عمر الوادي", "2031-03-11T11:02", "كان الإعلان معلقا عند الرصيف السفلي طوال الصباح.", 0),
    Said("حارس النهر", "2031-03-12T08:40", "شكرا على الخبر."),
)
HEBREW = (
    Said("מירי קול", "2031-03-11T10:15", "המעבורת שוב איחרה בשעתיים ואיש לא הסביר מדוע."),
    Said("אורי גיא", "2031-03-11T11:02", "ההודעה הייתה תלויה ברציף התחתון כל הבוקר.", 0),
    Said("שומר הנהר", "2031-03-12T08:40", "תודה על הכתבה."),
)
PERSIAN = (
    Said("مینا کوهی", "2031-03-11T10:15", "کشتی دوباره دو ساعت دیر آمد و کسی دلیلش را نگفت."),
    Said("امید دره", "2031-03-11T11:02", "اطلاعیه تمام صبح در اسکله پایین نصب بود.", 0),
    Said("نگهبان رود", "2031-03-12T08:40", "ممنون از خبر."),
)
_BODY = {
    "en": (
        "Ferry waits for a pier",
        "The ferry across the Lower Reach will sail from the old pier for another season, the harbour office of "
        "Example Town said on Monday. The new pier is not ready, and nobody will name a day.",
        "Work on the pilings stopped in the autumn, when the river rose by more than two metres. The builders "
        "asked for new drawings, which the office says it received in January and sent on within a week.",
        "Passengers will find the timetable at both landings. The office promised to print it larger this year, "
        "after letters from readers who could not make out the figures in the evening light.",
    ),
    "ar": (
        "العبارة تنتظر الرصيف",
        "ستبحر العبارة من الرصيف القديم موسما آخر، كما قال مكتب الميناء في البلدة يوم الاثنين. الرصيف الجديد ليس جاهزا.",
        "توقف العمل في الأساسات في الخريف عندما ارتفع النهر أكثر من مترين. طلب البناؤون رسوما جديدة وصلت في يناير.",
        "سيجد الركاب جدول المواعيد عند الرصيفين. وعد المكتب بطباعته بخط أكبر هذا العام بعد رسائل من القراء.",
    ),
}


def page(thread: str, *, lang: str = "en", head: str = "", rtl: bool = False) -> str:
    """Return a page with a report, what stands around one, and a thread below."""
    title, *paragraphs = _BODY["ar" if rtl else "en"]
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    side = "".join(
        f'<li><a href="/news/{n}.html"><h4>Another story of the town, number {n}</h4></a>'
        f'<span class="date">March {n}, 2031</span><p>The council met on a matter of some weight to all.</p></li>'
        for n in range(3, 7)
    )
    return (
        f'<!DOCTYPE html><html lang="{lang}"{" dir=rtl" if rtl else ""}><head><meta charset="utf-8">'
        f"<title>{title}</title>{head}</head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav>"
        f'<main><article><h1>{title}</h1><p class="byline">By Example Writer</p>'
        f'<time datetime="2031-03-11T08:00">March 11, 2031</time><div class="story">{body}</div></article>{thread}'
        f"</main><aside><ul>{side}</ul></aside><footer><p>© Example Wire 2031</p></footer></body></html>"
    )


def nest(
    thread: Sequence[Said], one: Callable[[int, Said, str, int], str], *, wrap: str = "{}", depth: int = 1
) -> str:
    """Return the thread with answers inside the comment they answer: ``one(number, said, answers, depth)``."""

    def level(parent: int | None, deep: int) -> str:
        shown = [
            one(n, said, level(n, deep + 1), deep) for n, said in enumerate(thread) if said.parent == parent
        ]
        return wrap.format("".join(shown)) if shown and parent is not None else "".join(shown)

    return level(None, depth)


def flat(thread: Sequence[Said], one: Callable[[int, Said], str]) -> str:
    """Return the thread one comment after the other."""
    return "".join(one(n, said) for n, said in enumerate(thread))


def spell(at: str, pattern: str, months: str = "") -> str:
    """Return a time as ``strftime`` prints it; ``%B`` from the twelve given names, ``%e`` without a blank."""
    when = datetime.fromisoformat(at)
    names = months.split()
    month = names[when.month - 1] if names else when.strftime("%B")
    return when.strftime(
        pattern.replace("%B", month)
        .replace("%e", str(when.day))
        .replace("%I", when.strftime("%I").lstrip("0"))
    )


def long_en(at: str) -> str:
    """Return "March 11, 2031 at 10:15 am"."""
    return spell(at, "%B %e, %Y at %I:%M %p").replace("AM", "am").replace("PM", "pm")


DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
TR = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"
AR = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
HE = "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"
