"""A tagger of rules: finds sources, cues and contents by cue verbs, word order and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Marks, Tag, TagKind
from dateline.reader.frames import find_frames
from dateline.reader.sentence import Sentence

#: Whom a source cites, told between commas or at the end: ", citing officials,".
_ASIDE = re.compile(
    r",\s+(?:citing|quoting)\s+[^,.;:“”\"]{2,90}?(?:,(?=\s)|(?=\s+that\b)|(?=[.;]?\s*$))", re.IGNORECASE
)
#: Such a sentence needs the comma that parts its content from what it is according to.
_OPENS = re.compile(r"\W*(?:according to|in the words of)\b", re.IGNORECASE)
#: A longer "sentence" is a table or a list without stops: its words attribute nothing.
_LONGEST = 3000


class RuleTagger:
    """Tags by rules alone; needs no weights."""

    name = "rule:cue-frames/1"

    def mark(self, text: str, passages: Sequence[Sequence[tuple[int, int]]]) -> Marks:
        """Return the tags of each sentence; none for what is too long to be a sentence."""
        sentences = sorted({span for passage in passages for span in passage})
        return Marks(tags=tuple(tag for span in sentences for tag in _tags_at(text, *span)))


def _tags_at(text: str, start: int, end: int) -> list[Tag]:
    """Return the tags of one sentence, offsets into the text."""
    if end - start > _LONGEST:
        return []
    return [
        replace(tag, start=start + tag.start, end=start + tag.end) for tag in _without_aside(text[start:end])
    ]


def _without_aside(words: str) -> list[Tag]:
    """Return the tags of a sentence read as if it did not stop to say whom it cites.

    "X reported, citing Y, that P" is "X reported that P": the aside names a link of the chain, no content.
    """
    aside = _ASIDE.search(words)
    if aside is None:
        return _tags_of(Sentence(words))
    begin, end = aside.span()
    if words[end - 1] == "," and _OPENS.match(words):
        end -= 1
    kept = words[:begin] + words[end:]
    gap = end - begin
    moved = (
        Tag(
            start=tag.start if tag.start < begin else tag.start + gap,
            end=tag.end if tag.end <= begin else tag.end + gap,
            kind=tag.kind,
        )
        for tag in _tags_of(Sentence(kept))
    )
    return [tag for tag in moved if words[tag.start : tag.end].strip()]


def _tags_of(sentence: Sentence) -> list[Tag]:
    tags = set()
    for frame in find_frames(sentence):
        tags.add(_tag(sentence, frame.cue, TagKind.CUE))
        if frame.source is not None:
            tags.add(_tag(sentence, frame.source, TagKind.SOURCE))
        tags.update(_tag(sentence, content, TagKind.CONTENT) for content in frame.contents)
    return sorted(tags, key=lambda tag: (tag.start, tag.end))


def _tag(sentence: Sentence, span: tuple[int, int], kind: TagKind) -> Tag:
    return Tag(start=sentence.tokens[span[0]].start, end=sentence.tokens[span[1] - 1].end, kind=kind)
