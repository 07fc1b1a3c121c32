"""What the linker knows of a tag, of two tags and of three: named features, each on or off."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from dateline.claims.link_candidates import Candidate
from dateline.model import TagKind
from dateline.reader.cues import cue_class_of

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_DISTANCES = (0, 1, 2, 3, 5, 8, 14, 24, 49, 99)
_OPENERS = frozenset("“\"«„‘'`")
_CLOSERS = frozenset("”\"»’'")
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "these", "those", "one"]
)
_OWNERS = frozenset(["his", "her", "their", "its", "our", "my", "your", "whose"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_LETTER = {TagKind.SOURCE: "s", TagKind.CUE: "c", TagKind.CONTENT: "k"}
_BETWEEN = tuple((kind, f"between_{letter}") for kind, letter in _LETTER.items())
_MARKS = (",", ":", ";", "—", "–", ".", "(", "?")
#: Sentences and paragraphs count as far apart from here on.
_FAR = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag with its place among the words of the report.

    ``faint`` is 0 for a tag that the tagger is sure of; ``lone`` says that only its quotation marks speak for it.
    """

    start: int
    end: int
    kind: TagKind
    faint: int
    first: int
    last: int
    sentence: int
    paragraph: int
    lone: bool = False


@dataclass(slots=True)
class Scene:
    """A report's words, sentences and tags, ready to be asked for features."""

    text: str
    tokens: list[tuple[int, int]]
    words: list[str]
    sentences: list[tuple[int, int]]
    paragraph_of: list[int]
    pieces: dict[TagKind, list[Piece]] = field(default_factory=dict)
    _starts: dict[TagKind, list[int]] = field(default_factory=dict)
    _holders: dict[TagKind, tuple[list[int], list[int]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        text: str,
        paragraphs: Sequence[Sequence[tuple[int, int]]],
        *,
        tags: Iterable[Candidate],
    ) -> Scene:
        """Return the scene of a report; ``paragraphs`` are the spans of their sentences, in text order."""
        tokens: list[tuple[int, int]] = []
        sentences: list[tuple[int, int]] = []
        paragraph_of: list[int] = []
        for number, paragraph in enumerate(paragraphs):
            for start, end in paragraph:
                sentences.append((start, end))
                paragraph_of.append(number)
                tokens.extend(hit.span() for hit in _TOKEN.finditer(text, start, end))
        scene = cls(text, tokens, [text[a:b].lower() for a, b in tokens], sentences, paragraph_of)
        scene._take(tags)
        return scene

    def _take(self, tags: Iterable[Candidate]) -> None:
        token_starts = [a for a, _ in self.tokens]
        sentence_starts = [a for a, _ in self.sentences]
        self.pieces = {kind: [] for kind in TagKind}
        for start, end, kind, faint, lone in sorted(tags):
            first = bisect_left(token_starts, start)
            last = max(first, bisect_left(token_starts, end) - 1)
            if first >= len(self.tokens) or start >= end:
                continue
            sentence = max(0, bisect_right(sentence_starts, start) - 1)
            piece = Piece(start, end, kind, faint, first, last, sentence, self.paragraph_of[sentence], lone)
            self.pieces[kind].append(piece)
        for kind, some in self.pieces.items():
            sure = [p for p in some if not p.faint]
            self._starts[kind] = [p.start for p in sure]
            reach = list(accumulate((p.end for p in sure), max))
            self._holders[kind] = ([p.start for p in sure], reach)

    def between(self, kind: TagKind, start: int, end: int) -> int:
        """Return how many sure tags of a kind begin between two offsets, three at most."""
        starts = self._starts[kind]
        return min(3, bisect_left(starts, end) - bisect_left(starts, start))

    def held_by(self, kind: TagKind, piece: Piece) -> bool:
        """Return whether a sure tag of a kind shares words with a piece."""
        starts, reach = self._holders[kind]
        before = bisect_left(starts, piece.end)
        return before > 0 and reach[before - 1] > piece.start

    def word(self, at: int) -> str:
        """Return a word in lower case; nothing before the first and after the last."""
        return self.words[at] if 0 <= at < len(self.words) else ""


def _bucket(size: int) -> int:
    return bisect_left(_DISTANCES, size)


# -- one tag ---------------------------------------------------------------------------------------------


def content_features(scene: Scene, piece: Piece) -> list[str]:
    """Return what is on of a content."""
    start, end = scene.sentences[piece.sentence]
    first, last = scene.text[piece.start], scene.text[piece.end - 1]
    cues = scene.between(TagKind.CUE, start, end)
    sources = scene.between(TagKind.SOURCE, start, end)
    opening, before, after = opening_of(scene, piece), scene.word(piece.first - 1), scene.word(piece.last + 1)
    found = [
        f"k:faint={piece.faint}",
        f"k:opening={opening}",
        f"k:size={_bucket(piece.last - piece.first)}",
        f"k:cues={cues}",
        f"k:sources={sources}",
        f"k:rivals={scene.between(TagKind.CONTENT, start, end)}",
        f"k:word={scene.word(piece.first)}",
        f"k:before={before}",
        f"k:after={after}",
        f"k:last={scene.word(piece.last)}",
    ]
    if first in _OPENERS and last in _CLOSERS:
        found.append("k:quoted")
    if piece.lone:
        found.append("k:lone")
    if piece.first == 0 or scene.tokens[piece.first - 1][0] < start:
        found.append("k:begins")
        if piece.sentence == 0 or scene.paragraph_of[piece.sentence - 1] != piece.paragraph:
            found.append("k:begins_paragraph")
    if not re.search(r"\w", scene.text[piece.end : max(end, piece.end)]):
        found.append("k:ends")
    for kind in (TagKind.SOURCE, TagKind.CUE):
        if scene.held_by(kind, piece):
            found.append(f"k:holds={_LETTER[kind]}")
    if piece.faint and scene.held_by(TagKind.CONTENT, piece):
        found.append("k:shared")
    return found


def opening_of(scene: Scene, piece: Piece) -> str:
    """Return how a content begins: quote, that, to, wh, cap or low."""
    word = scene.word(piece.first)
    if word[:1] in _OPENERS:
        return "quote"
    if word in ("that", "to"):
        return word
    if word in ("whether", "if", "how", "why", "what", "who", "when", "where"):
        return "wh"
    return "cap" if scene.text[piece.start].isupper() else "low"


def cue_features(scene: Scene, piece: Piece) -> list[str]:
    """Return what is on of a cue."""
    words = scene.text[piece.start : piece.end]
    found = [
        f"c:faint={piece.faint}",
        f"c:class={cue_class_of(words)}",
        f"c:form={form_of(scene, piece)}",
        f"c:size={min(4, piece.last - piece.first)}",
        f"c:last={scene.word(piece.last)}",
        f"c:first={scene.word(piece.first)}",
        f"c:before={scene.word(piece.first - 1)}",
        f"c:after={scene.word(piece.last + 1)}",
    ]
    found += [f"c:word={word}" for word in scene.words[piece.first : piece.last + 1][:4]]
    found += [f"c:in={_LETTER[kind]}" for kind in (TagKind.CONTENT,) if scene.held_by(kind, piece)]
    return found


def form_of(scene: Scene, piece: Piece) -> str:
    """Return a cue's form: according, passive, ing, mark, to or plain."""
    words = scene.words[piece.first : piece.last + 1]
    if words[0] in ("according", "per") or words[-1] in ("by", "from"):
        return "according"
    if not words[0][:1].isalpha():
        return "mark"
    if words[0] == "to":
        return "to"
    if any(word in _BE for word in words[:2]) and any(
        word.endswith(("ed", "en", "id", "ld", "wn", "ght")) for word in words[1:]
    ):
        return "passive"
    return "ing" if words[0].endswith("ing") else "plain"


def source_features(scene: Scene, piece: Piece) -> list[str]:
    """Return what is on of a source."""
    start = scene.sentences[piece.sentence][0]
    found = [
        f"s:faint={piece.faint}",
        f"s:type={type_of(scene, piece)}",
        f"s:size={_bucket(piece.last - piece.first)}",
        f"s:before={scene.word(piece.first - 1)}",
        f"s:after={scene.word(piece.last + 1)}",
        f"s:last={scene.word(piece.last)}",
        f"s:first={scene.word(piece.first)}",
    ]
    if piece.first == 0 or scene.tokens[piece.first - 1][0] < start:
        found.append("s:begins")
    if scene.held_by(TagKind.CONTENT, piece):
        found.append("s:in=k")
    return found


def type_of(scene: Scene, piece: Piece) -> str:
    """Return a source's type: pronoun, owner, relative, name, titled or noun."""
    words = scene.words[piece.first : piece.last + 1]
    if len(words) == 1 and words[0] in ("who", "which", "that"):
        return "relative"
    if len(words) == 1 and words[0] in _PRONOUNS:
        return "pronoun"
    if (words[0] in _OWNERS and len(words) == 1) or words[-1].endswith(("'s", "’s")):
        return "owner"
    capital = [scene.text[a].isupper() for a, _ in scene.tokens[piece.first : piece.last + 1]]
    return "name" if all(capital) else "titled" if any(capital[1:]) else "noun"


# -- two tags --------------------------------------------------------------------------------------------


def pair_features(scene: Scene, one: Piece, other: Piece) -> list[str]:
    """Return what is on of two tags of different kinds, in the order content, cue, source."""
    name = _LETTER[one.kind] + _LETTER[other.kind]
    if one.start < other.end and other.start < one.end:
        way = "in" if one.start <= other.start and other.end <= one.end else "over"
        return [f"{name}:{way}"]
    ahead = one.start < other.start
    left, right = (one, other) if ahead else (other, one)
    way = name + ("<" if ahead else ">")
    gap = scene.text[left.end : right.start]
    far = right.first - left.last - 1
    found = [
        way,
        f"{way}:far={_bucket(far)}",
        f"{way}:sentences={min(_FAR, right.sentence - left.sentence)}",
        f"{way}:paragraphs={min(_FAR, right.paragraph - left.paragraph)}",
    ]
    found += [f"{way}:{name}={scene.between(kind, left.end, right.start)}" for kind, name in _BETWEEN]
    if far <= 2:
        found.append(f"{way}:gap={' '.join(scene.words[left.last + 1 : right.first])}")
    if far <= 60:
        found += [f"{way}:has={mark}" for mark in _MARKS if mark in gap]
        if any(mark in gap for mark in '“”"'):
            found.append(f"{way}:has=quote")
        if " and " in gap or " but " in gap:
            found.append(f"{way}:has=and")
    return found


def cross_features(scene: Scene, one: Piece, other: Piece, *, nearest: bool) -> list[str]:
    """Return the features of a pair that hang on what its two tags are."""
    name = _LETTER[one.kind] + _LETTER[other.kind] + ("<" if one.start < other.start else ">")
    found = [f"{name}:nearest"] if nearest else []
    if other.kind is TagKind.CUE:
        found.append(f"{name}:{opening_of(scene, one)}:{form_of(scene, other)}")
    elif one.kind is TagKind.CUE:
        found.append(f"{name}:{form_of(scene, one)}:{type_of(scene, other)}")
    return found


# -- three tags ------------------------------------------------------------------------------------------


def order_of(content: Piece, cue: Piece | None, source: Piece | None) -> str:
    """Return the order of three tags as letters ("ksc"), with the ones that are missing left out.

    A bar stands between those that other words part.
    """
    some = [(p.first, p.last, _LETTER[p.kind]) for p in (content, cue, source) if p is not None]
    some.sort()
    out = some[0][2]
    for left, right in pairwise(some):
        out += right[2] if right[0] - left[1] <= 2 else "|" + right[2]
    return out
