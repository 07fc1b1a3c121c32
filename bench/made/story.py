"""What a made page says: texts of an exercise, and the parts that are rendered into it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """A part that was rendered into a page; ``by`` and ``at`` where it has them."""

    kind: str
    text: str
    by: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class MadePage:
    """One made page: HTML or text, the family that rendered it, and all the parts in it."""

    id: str
    family: str
    source: str
    parts: tuple[Known, ...]
    is_html: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """The parts of one page in one language's words."""

    note: Known | None = None
    credit: Known | None = None
    caption: Known | None = None
    update: Known | None = None
    quote: Known | None = None
    counter: str | None = None
    #: How the photo credit is printed, label and all.
    photo: str = ""

    @property
    def parts(self) -> tuple[Known, ...]:
        """All of them that a page has."""
        return tuple(
            p for p in (self.note, self.credit, self.caption, self.update, self.quote) if p is not None
        )


@dataclass(frozen=True, slots=True)
class Story:
    """The prose of one language."""

    language: str
    headline: str
    lines: tuple[str, ...]
    related: tuple[str, ...] = field(default=())
    more: str = "Related"


ENGLISH = Story(
    "en",
    "Crossing closed after fire in the truck yard",
    (
        "The crossing was closed to all traffic on Tuesday after a fire in the truck yard, officials said.",
        "Drivers who had waited since the evening were sent back to the town and told to return in two days.",
        "A spokesman for the crossing authority said that an inspection of the yard would take until Thursday.",
        "Traders in the market said that flour and fuel had become dearer within hours of the closing.",
        "The bridge to the north stays open for walkers, who have to bring their papers and a stamped form.",
        "Engineers will look at the western ramp once the wrecks have been taken away.",
    ),
    ("Water returns to the upper valley", "School year begins a week late"),
)
GERMAN = Story(
    "de",
    "Grenzübergang nach Brand im Lastwagenhof geschlossen",
    (
        "Der Übergang ist am Dienstag nach einem Brand im Lastwagenhof für den Verkehr geschlossen worden.",
        "Fahrer, die seit dem Abend gewartet hatten, wurden in die Stadt zurückgeschickt, sagte ein Sprecher.",
        "Die Untersuchung des Geländes dauert nach Angaben der Behörde mindestens bis zum Donnerstag.",
        "Händler auf dem Markt berichteten, dass Mehl und Treibstoff binnen Stunden teurer geworden seien.",
        "Die nördliche Brücke bleibt für Fußgänger offen, die ihre Papiere mitbringen müssen.",
        "Ingenieure sollen die westliche Rampe prüfen, sobald die Wracks abgeschleppt worden sind.",
    ),
    ("Wasser kehrt ins obere Tal zurück", "Schuljahr beginnt eine Woche später"),
    "Mehr zum Thema",
)
FRENCH = Story(
    "fr",
    "Le passage fermé après un incendie dans la cour des camions",
    (
        "Le passage a été fermé mardi à toute circulation après un incendie dans la cour des camions.",
        "Les chauffeurs qui attendaient depuis la veille ont été renvoyés en ville, selon un porte-parole.",
        "L'inspection des lieux doit durer jusqu'à jeudi, a indiqué l'autorité chargée du passage.",
        "Les marchands disent que la farine et le carburant ont renchéri quelques heures après la fermeture.",
        "Le pont du nord reste ouvert aux piétons, qui doivent présenter leurs papiers.",
        "Des ingénieurs examineront la rampe ouest dès que les épaves auront été enlevées.",
    ),
    ("L'eau revient dans la haute vallée", "La rentrée repoussée d'une semaine"),
    "Sur le même sujet",
)
SPANISH = Story(
    "es",
    "Cierran el paso tras un incendio en el patio de camiones",
    (
        "El paso fue cerrado el martes a todo el tráfico tras un incendio en el patio de camiones.",
        "Los conductores que esperaban desde la noche fueron enviados de vuelta al pueblo, dijo un portavoz.",
        "La inspección del recinto durará hasta el jueves, según informó la autoridad del paso.",
        "Los comerciantes dijeron que la harina y el combustible subieron de precio a las pocas horas.",
        "El puente del norte sigue abierto para peatones, que deben mostrar sus papeles.",
        "Los ingenieros revisarán la rampa oeste cuando se hayan retirado los restos.",
    ),
    ("El agua vuelve al valle alto", "El curso empieza una semana tarde"),
    "Noticias relacionadas",
)
ARABIC = Story(
    "ar",
    "إغلاق المعبر بعد حريق في ساحة الشاحنات",
    (
        "أغلق المعبر يوم الثلاثاء أمام حركة المرور بعد حريق في ساحة الشاحنات، بحسب مسؤولين في المكان.",
        "أعيد السائقون الذين كانوا ينتظرون منذ المساء إلى البلدة وطلب منهم العودة بعد يومين.",
        "قال متحدث باسم إدارة المعبر إن معاينة الساحة ستستمر حتى يوم الخميس على الأقل.",
        "قال تجار في السوق إن أسعار الطحين والوقود ارتفعت خلال ساعات من الإغلاق.",
        "يبقى الجسر الشمالي مفتوحا أمام المشاة الذين عليهم إحضار أوراقهم الرسمية.",
        "سيفحص مهندسون المنحدر الغربي بعد رفع حطام الشاحنات من المكان.",
    ),
    ("عودة المياه إلى الوادي الأعلى", "تأجيل بدء العام الدراسي أسبوعا"),
    "مواضيع ذات صلة",
)
HEBREW = Story(
    "he",
    "המעבר נסגר לאחר שריפה בחצר המשאיות",
    (
        "המעבר נסגר ביום שלישי לכל תנועה לאחר שריפה בחצר המשאיות, אמרו גורמים רשמיים במקום.",
        "נהגים שחיכו מאז הערב נשלחו בחזרה לעיירה והתבקשו לשוב בעוד יומיים.",
        "דובר רשות המעבר אמר כי בדיקת החצר תימשך לפחות עד יום חמישי.",
        "סוחרים בשוק אמרו כי מחירי הקמח והדלק עלו בתוך שעות מן הסגירה.",
        "הגשר הצפוני נשאר פתוח להולכי רגל, שעליהם להביא את המסמכים שלהם.",
        "מהנדסים יבדקו את הרמפה המערבית לאחר שיפונו שרידי המשאיות.",
    ),
    ("המים חוזרים לעמק העליון", "שנת הלימודים תיפתח באיחור של שבוע"),
    "כתבות נוספות",
)
