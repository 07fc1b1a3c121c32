"""What a source's words say of it: its name, its generic part, whether another mention is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.claims.lexicon import source_noun
from dateline.reader.phrases import shortest_before
from dateline.reader.tokens import read_tokens, word_class
from dateline.text.outlets import find_outlets

_PRONOUN = re.compile(r"(?:he|she|it|they|who|which|that|his|her|their|its)\Z", re.I)
_OWN = re.compile(
    r"(?:we|i|our (?:correspondents?|reporters?|sources?)"
    r"|(?:an? (?:earlier|previous|prior) version of )?this (?:article|story|report|dispatch|page|post))\Z",
    re.I,
)
_DEFINITE = re.compile(r"(?:the|this|that|these|those)\s", re.I)
#: "Example Wire's correspondent", "a reporter of Example Wire" speak for their outlet; "X's" claim is X's.
_OWNER = re.compile(
    r"(?:[Aa]n? |[Tt]he )?([A-Z].*?)(?:['’]s?)?(?: own)?"
    r" (?:correspondent|reporter|journalist|photographer|team|crew)s?\b"
    r"|(.+?)(?:['’]s|(?<=s)['’])\Z"
)
#: "The agency's dispatch" speaks for the agency.
_OWNED_PAPER = re.compile(
    r"(.+?)(?:['’]s|(?<=s)['’]) (?:\w+ )?"
    r"(?:dispatch|statement|report|tweet|post|letter|message|bulletin|account|website|site|page|notes|word|release)s?\Z",
    re.I,
)
_NAME = re.compile(r"[A-Z][\w.'’-]*")
_PLURAL_ROLES = frozenset(
    ["activist", "resident", "witness", "medic", "official", "diplomat", "analyst", "fighter", "rebel"]
)
#: Adjectives of origin make no name: "Syrian officials" are nobody in particular.
_LEADING = re.compile(r"(?:(?:the|a|an|one|some|several|two|many)\s+)+", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it stands in the text."""

    start: int
    end: int
    text: str
    role: str | None
    anonymous: bool
    kind: str

    @property
    def plural(self) -> bool:
        """Whether its head noun is a plural."""
        return bool(re.search(r"\w+s\b", self.text.split(",")[0])) and self.role in _PLURAL_ROLES


def read_source(text: str, start: int, end: int) -> Source:
    """Return the source between two offsets; ``kind`` is pronoun, own, named, definite or generic."""
    words = text[start:end]
    row = source_noun(words) or _apposed_noun(words)
    role = row["role"] if row else "media" if _is_medium(words) else None
    anonymous = row is not None and row["anonymous"] == "yes"
    return Source(start, end, words, role, anonymous, _kind(words))


def _apposed_noun(words: str) -> dict[str, str] | None:
    """Return the row of what an apposition calls a name ("X, a news site,")."""
    hit = re.search(r", (?:an?|the) ([^,]+)", words)
    return source_noun(hit.group(1)) if hit else None


def _is_medium(words: str) -> bool:
    """Return whether a name is an outlet's: one of the table, or one that ends like "Example Wire"."""
    if find_outlets(words):
        return True
    if re.match(r"(?:[Tt]he )?(?:Radio|Television|TV|Channel) [A-Z\d]", words):
        return True
    last = words.split(",")[0].split()[-1:]
    return bool(last) and last[0][:1].isupper() and last[0].lower() in word_class("outlet_suffix")


def antecedent(text: str, start: int, end: int) -> Source | None:
    """Return the noun phrase that ends right before ``end``, its comma left out; None if there is none."""
    tokens = read_tokens(text[start:end])
    last = len(tokens)
    while last and tokens[last - 1].text == ",":
        last -= 1
    span = shortest_before(tokens, last)
    return (
        None
        if span is None
        else read_source(text, start + tokens[span[0]].start, start + tokens[span[1] - 1].end)
    )


def _kind(words: str) -> str:
    if _PRONOUN.match(words):
        return "pronoun"
    if _OWN.match(words):
        return "own"
    head = words.split(",")[0]
    bare = _LEADING.sub("", head)
    if _is_named(bare):
        return "named"
    return "definite" if _DEFINITE.match(words) else "generic"


def _is_named(bare: str) -> bool:
    """Return whether a source has a name: "Syrian officials" are nobody in particular."""
    words = bare.split()
    names = [w for w in words if _NAME.match(w)]
    if not names:
        return False
    generic = source_noun(bare) is not None and words[-1].islower()
    return not (
        generic and len(names) == 1 and re.search(r"(?:an|ian|ish|ese|i|ch|sh|based|backed|led)\Z", names[0])
    )


def core_of(source: Source) -> tuple[int, int]:
    """Return the offsets of the piece that names the source: an apposition without the name is left off."""
    owner = _OWNED_PAPER.match(source.text) or _OWNER.match(source.text)
    if owner is not None:
        group = 1 if owner.group(1) is not None else 2
        return source.start + owner.start(group), source.start + owner.end(group)
    pieces, at = [], source.start
    for piece in re.split(r"(, )", source.text):
        if piece.strip(", "):
            pieces.append((at, at + len(piece)))
        at += len(piece)
    if len(pieces) < 2:
        return source.start, source.end
    base = source.start
    for first, last in pieces:
        words = source.text[first - base : last - base]
        if _is_named(_LEADING.sub("", words)) and source_noun(words) is None:
            return first, last
    return pieces[0]
