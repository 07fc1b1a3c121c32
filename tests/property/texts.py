"""Texts as they come from bad feeds: news in pieces, with all that goes wrong between them."""

from __future__ import annotations

from hypothesis import strategies as st

#: Sentences in which much is found; the outlets, bodies and people are invented.
SENTENCES = (
    'At least 21 people were killed and "dozens" wounded when a market was bombed in Orsk, officials said.',
    "“We have seen nothing,” Mara Quill, the mayor of Kelso, told Example Wire on Tuesday. “Nothing at all.”",
    "Example Wire reported that the harbour office, citing two officials, denied that 40 trucks had crossed.",
    "According to state television, which quoted a military source, the army reportedly entered the town.",
    "He added that it was not clear whether up to 300 people had fled.",
    "The ministry said: “No convoy passed the bridge.”",
    "“The road is cut",
    "ORSK (Example Wire) - Fighters took three villages near Aleppo on May 3, 2017, activists claimed.",
    "MAYOR: Lock will open in spring",
    "Between 12 and 15 percent of the first phase may be done, said the contractor's spokeswoman, Dr. Ina Holm.",
    "Critics fear that the ceasefire, if confirmed, will not hold; supporters welcomed it.",
)
#: What stands between, before and inside them when a text has been through too many hands.
ODDITIES = (
    *("\ud83d", "\udc00", "\x00", "\x07", "\x1b[31m", "\x85", "\u2028", "\u2029", "\x0c", "\r", "\t", "\v"),
    *("\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u202c", "\u2066", "\u00a0", "\u3000"),
    *("\u0301", "e\u0301\u0323", "z" + "\u0335" * 40, "İ", "ß", "ﬁ", "ǅ", "𝐁𝐨𝐥𝐝", "①", "½", "٢٥", "९"),
    *("قال المسؤول إن", "הודיע כי", "他说", "「", "」", "ค่ะ", "👩‍👩‍👧", "🇺🇳"),
    *('"', "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''", "(", ")", "[", "]", "—", "–", "-", ":", ";"),
    *("<b>", "</p>", "<", "&nbsp;", "&#x0;", "&amp;lt;", "<!--", "]]>", "{", "}", "\\", "|", "*", "#"),
    *("said", "citing", "according to", "denied", "reportedly", ", said", "quoted", "told", "he", "it"),
    *(" ", "  ", "\n", "\n\n", "\n \n", ".", "..", "…", "!?", "Mr.", "U.S.", "9" * 30, "w" * 300),
)

_PIECES = st.one_of(
    st.sampled_from(SENTENCES), st.sampled_from(ODDITIES), st.text(st.characters(), max_size=8)
)


@st.composite
def _cut(draw: st.DrawFn) -> str:
    """Return sentences with oddities let in at any place, and a piece torn out."""
    text = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)))
    for odd in draw(st.lists(st.sampled_from(ODDITIES), max_size=6)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + odd + text[at:]
    first = draw(st.integers(0, len(text)))
    return text[:first] + text[first + draw(st.integers(0, 12)) :]


#: Texts of any sort; most read as English, else nothing would be asked of them.
BROKEN = st.one_of(
    _cut(),
    st.lists(_PIECES, max_size=12).map(" ".join),
    st.lists(_PIECES, max_size=12).map("".join),
    st.text(st.characters(), max_size=60),
)
