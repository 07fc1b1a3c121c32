"""The cue verbs and phrases of ``data/cues.tsv``, by every form they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.model import CueClass
from dateline.text.tables import read_table

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a cue: ``words`` are what follows the first word; ``takes`` its frames, one letter each."""

    lemma: str
    cue_class: CueClass
    takes: frozenset[str]
    form: str
    words: tuple[str, ...] = ()


@cache
def cue_forms() -> dict[str, tuple[CueForm, ...]]:
    """Return the forms by their first word, the longest first.

    ``form`` is ``base``, ``s``, ``past``, ``part``, ``ing``, or ``phrase`` for those whose source follows
    ``fixed`` for those whose source stands before, and ``noun`` or ``nouns`` for "claim that".
    """
    forms: dict[str, list[CueForm]] = {}
    for row in read_table("cues"):
        first, *rest = row["cue"].split()
        takes = frozenset(row["takes"])
        inflected = _unbending(first, takes) or inflect(first, row["forms"] or "")
        for form, word in inflected.items():
            entry = CueForm(row["cue"], CueClass(row["class"]), takes, form, tuple(rest))
            forms.setdefault(word, []).append(entry)
    return {word: tuple(sorted(rows, key=lambda r: -len(r.words))) for word, rows in forms.items()}


def _unbending(word: str, takes: frozenset[str]) -> dict[str, str]:
    """Return the forms of a cue that is no verb; none for a verb."""
    if "N" in takes:
        return {"noun": word, "nouns": word + "s"}
    return {"phrase": word} if "b" in takes else {"fixed": word} if "f" in takes else {}


@cache
def cue_class_of(cue: str) -> CueClass:
    """Return the class of a cue as it stands in a text: its last known verb decides; else ``say``."""
    known = cue_forms()
    words = cue.lower().strip(" :,").split()
    for at, word in enumerate(words):
        for entry in known.get(word, ()):
            if entry.words and tuple(words[at + 1 : at + 1 + len(entry.words)]) == entry.words:
                return entry.cue_class
    for word in reversed(words):
        for entry in known.get(word, ()):
            if not entry.words:
                return entry.cue_class
    return CueClass.SAY


def inflect(verb: str, forms: str) -> dict[str, str]:
    """Return a verb's forms; ``forms`` lists the four that follow the base where they are irregular."""
    if forms:
        third, past, part, ing = forms.split(",")
    else:
        stem = verb[:-1] if verb.endswith("e") else verb
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        past = part = stem + "ed"
        ing = stem + "ing"
        if verb.endswith("y") and verb[-2] not in _VOWELS:
            third, past, part, ing = verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    named = {"past": past, "part": part, "s": third, "ing": ing, "base": verb}
    barred = {"base"} if third == "-" else set()
    barred |= {"part"} if part == past else set()
    return {form: word for form, word in named.items() if form not in barred and word != "-"}
