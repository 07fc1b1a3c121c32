"""A tagger of rules: finds sources, cues and contents by cue verbs, word order and quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Tag, TagKind
from dateline.reader.frames import find_frames
from dateline.reader.sentence import Sentence

#: A longer "sentence" is a table or a list without stops: its words attribute nothing.
_LONGEST = 3000


class RuleTagger:
    """Tags by rules alone; needs no weights."""

    name = "rule:cue-frames/1"

    def tag(self, sentences: Sequence[str]) -> list[list[Tag]]:
        """Return the tags of each sentence, in text order; none for what is too long to be a sentence."""
        return [_tags_of(Sentence(words)) if len(words) <= _LONGEST else [] for words in sentences]


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
